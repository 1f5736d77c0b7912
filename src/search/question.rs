//! What the engine is asked and what it answers.

use std::sync::Arc;

use super::alone::Alone;
use super::marked::Marked;
use super::order::Sort;
use super::query::Query;
use crate::thesis::Row;

/// A question: which theses, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What a thesis has to hold.
    pub query: Query,
    /// What it has to answer besides: a view, within which it is asked.
    pub within: Query,
    /// The order of the answer.
    pub sort: Sort,
    /// What a person has marked of the theses that are loaded.
    pub marked: Marked,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The theses, in the order that was asked for: all of them, or the first.
    pub rows: Arc<[Row]>,
    /// How many more answer, of an answer that comes in pieces; 0 in the last piece.
    pub more: usize,
    /// True where no thesis holds the words and these hold their letters across words.
    pub loose: bool,
    /// What the parts of the question leave by themselves, where together they leave nothing.
    pub alone: Option<Arc<Alone>>,
}

impl Question {
    /// What is asked for in all.
    pub(super) fn whole(&self) -> Query {
        self.within.joined(&self.query)
    }

    /// True where both have the same hits in the same collection, in whatever order.
    pub(super) fn has_the_hits_of(&self, other: &Self) -> bool {
        let whole = self.whole();
        whole == other.whole() && (!whole.depends_on_marks() || self.marked == other.marked)
    }
}

impl Answer {
    /// All theses that answer, in order.
    pub(super) fn all(rows: Vec<Row>) -> Self {
        Self { rows: rows.into(), more: 0, loose: false, alone: None }
    }
}
