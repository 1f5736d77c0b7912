//! The theses that answer a query, with what each is worth.

use crate::thesis::Row;

/// What a thesis is worth: 0 where it does not answer, else [`ANSWERS`] and its points; the more the better.
pub(super) type Worth = u32;

/// The worth of a thesis that answers without any points.
pub(super) const ANSWERS: Worth = 1;

/// For each thesis of a collection its worth: what many threads can fill and many theses can be sorted by.
#[derive(Debug)]
pub(super) struct Hits {
    worths: Vec<Worth>,
    len: usize,
}

impl Hits {
    /// The worths of all theses, by row.
    pub fn new(worths: Vec<Worth>) -> Self {
        let len = worths.iter().filter(|&&worth| worth > 0).count();
        Self { worths, len }
    }

    /// Some theses of a collection of `theses`.
    pub fn of(theses: usize, hits: impl IntoIterator<Item = (Row, Worth)>) -> Self {
        let mut worths = vec![0; theses];
        hits.into_iter().for_each(|(row, worth)| worths[row.0 as usize] = worth);
        Self::new(worths)
    }

    /// How many theses answer.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True where no thesis answers.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The worth of a thesis; 0 where the row is none of the collection.
    pub fn worth(&self, row: Row) -> Worth {
        self.worths.get(row.0 as usize).copied().unwrap_or(0)
    }

    /// The theses that answer, by row, with their worths.
    pub fn iter(&self) -> impl Iterator<Item = (Row, Worth)> {
        (0..).map(Row).zip(self.worths.iter().copied()).filter(|&(_, worth)| worth > 0)
    }
}
