//! What a person has marked, as a question brings it: rows by kind of mark.
//!
//! A clause on marks is a row of [`CLAUSES`]: nothing else says which can be asked, so that one that nothing can answer
//! is neither read nor offered. Must not know the marks file, nor when anything was marked.

use std::sync::Arc;

use crate::thesis::Row;

/// A kind of mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// A bookmark.
    Bookmarked,
    /// That it was read to its end.
    Read,
}

/// A clause on marks: `field:word`.
#[derive(Clone, Copy, Debug)]
pub(super) struct MarkClause {
    /// The name before the colon.
    pub field: &'static str,
    /// The word behind it, which may be cut short.
    pub word: &'static str,
    /// The kind of mark that it asks about.
    pub kind: MarkKind,
    /// Whether it asks for theses that bear it, or for those that do not.
    pub bears: bool,
}

/// All clauses on marks, those of one field next to each other.
pub(super) const CLAUSES: [MarkClause; 3] = [
    MarkClause { field: "is", word: "bookmarked", kind: MarkKind::Bookmarked, bears: true },
    MarkClause { field: "is", word: "unread", kind: MarkKind::Read, bears: false },
    MarkClause { field: "is", word: "read", kind: MarkKind::Read, bears: true },
];

/// The words that can stand behind the name of a field of marks.
pub(super) fn words(field: &str) -> impl Iterator<Item = &'static str> {
    CLAUSES.into_iter().filter(move |clause| clause.field == field).map(|clause| clause.word)
}

/// The theses of a collection that are marked, by kind of mark. A clone shares the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    bookmarked: Arc<[Row]>,
    read: Arc<[Row]>,
}

impl Marked {
    /// These marks with other rows of a kind; the rows in the order in which they were marked, the oldest first.
    #[must_use]
    pub fn with(mut self, kind: MarkKind, rows: impl Into<Arc<[Row]>>) -> Self {
        match kind {
            MarkKind::Bookmarked => self.bookmarked = rows.into(),
            MarkKind::Read => self.read = rows.into(),
        }
        self
    }

    /// The rows that bear a kind of mark, in the order in which they were marked.
    pub fn rows(&self, kind: MarkKind) -> &[Row] {
        match kind {
            MarkKind::Bookmarked => &self.bookmarked,
            MarkKind::Read => &self.read,
        }
    }
}

/// What is known of a marked thesis that is not loaded.
#[derive(Clone, Copy, Debug)]
pub struct Unloaded<'a> {
    /// Its id.
    pub id: &'a str,
    /// The title that it had.
    pub title: &'a str,
    /// The marks that it bears.
    pub marks: &'a [MarkKind],
}
