//! What the detail shows: what its page depends on.

use super::page::Room;
use crate::app::picked::Picked;
use crate::search::Query;

/// What the detail shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The thesis.
    pub picked: Picked,
    /// True where it is bookmarked.
    pub is_bookmarked: bool,
    /// The query whose places are highlighted.
    pub query: Query,
    /// True where the letters of the query match across words.
    pub loose: bool,
    /// The room of the page.
    pub room: Room,
    /// True where its texts are shown as they were read.
    pub as_read: bool,
}

impl Shown {
    /// True where another one shows the same text, however it is set.
    pub(super) fn is_same_text(&self, other: &Self) -> bool {
        (&self.picked, &self.query, self.loose) == (&other.picked, &other.query, other.loose)
    }
}
