//! The orders in which theses can stand: `newest` and `alphabetical` keep those of the whole collection, `rows` puts
//! the theses of an answer in order.

mod alphabetical;
mod distribution;
pub(in crate::search) mod newest;
pub(in crate::search) mod rows;
mod sort;

use std::ops::Range;

use crate::search::cancel::Cancel;
use crate::thesis::{Collection, Row, Thesis};
use alphabetical::Alphabetical;
use newest::Newest;

/// By what a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// The best match first; the newest first where nothing was asked.
    #[default]
    Relevance,
    /// The newest first.
    Posted,
    /// By title, letters before case and accents; theses without one at the end.
    Title,
    /// By candidate; theses without one at the end.
    Candidate,
    /// What was bookmarked last first, then what is not bookmarked.
    Bookmarked,
}

impl SortKey {
    /// All keys, in the order in which a person steps through them.
    pub const ALL: [Self; 5] =
        [Self::Relevance, Self::Posted, Self::Title, Self::Candidate, Self::Bookmarked];

    /// The word for it, on the screen and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Posted => "posted",
            Self::Title => "title",
            Self::Candidate => "candidate",
            Self::Bookmarked => "bookmarked",
        }
    }

    /// The next key, the first again after the last.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&key| key == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// A sort key and its direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// True for the other way round than the key says.
    pub reversed: bool,
}

/// The orders of a collection that do not depend on what is asked, each made when it is needed.
#[derive(Debug, Default)]
pub(in crate::search) struct Orders {
    pub newest: Newest,
    titles: Alphabetical,
    candidates: Alphabetical,
}

impl Orders {
    /// Takes in the theses that the collection has gained.
    pub fn extend(&mut self, collection: &Collection) {
        self.newest.extend(collection);
        (self.titles, self.candidates) = Default::default();
    }

    /// Takes the theses of these rows out.
    pub fn retire(&mut self, rows: &Range<u32>) {
        self.newest.retire(rows);
        (self.titles, self.candidates) = Default::default();
    }

    /// All rows by title; `None` where it was cancelled.
    pub fn titles(&self, collection: &Collection, cancel: &Cancel) -> Option<&[Row]> {
        self.titles.rows(collection, &self.newest, Thesis::title, cancel)
    }

    /// All rows by candidate; `None` where it was cancelled.
    pub fn candidates(&self, collection: &Collection, cancel: &Cancel) -> Option<&[Row]> {
        self.candidates.rows(collection, &self.newest, Thesis::candidate, cancel)
    }

    /// The bytes that they take in memory.
    pub fn memory_bytes(&self) -> usize {
        self.newest.memory_bytes() + self.titles.memory_bytes() + self.candidates.memory_bytes()
    }
}
