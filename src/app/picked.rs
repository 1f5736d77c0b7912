//! A thesis that a person can pick, whether it is loaded or only marked.

use crate::thesis::Row;

/// A thesis of the list, or one that leads to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Picked {
    /// One that is loaded.
    Thesis(Row),
    /// A bookmarked one that is not, by its id.
    Absent(String),
}
