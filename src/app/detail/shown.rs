//! What the detail shows: what its page depends on.

use crate::app::picked::Picked;
use crate::search::Query;

/// What the detail shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The thesis.
    pub picked: Picked,
    /// The query whose places are highlighted.
    pub query: Query,
    /// True where the letters of the query match across words.
    pub loose: bool,
    /// The width of the page in columns.
    pub width: u16,
}
