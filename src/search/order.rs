//! The orders in which theses can stand.

use std::cmp::Reverse;

use super::words::words;
use crate::thesis::fold::fold;
use crate::thesis::{Collection, Posted, Row, Thesis};

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

/// All rows of a collection, the newest first; of one day by id. Grows with the collection.
#[derive(Clone, Debug, Default)]
pub(super) struct Newest {
    entries: Vec<Entry>,
    /// For each row, its place in `entries`.
    places: Vec<u32>,
}

/// What decides, in this order: the date turned round, the id, the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    date: Reverse<Option<Posted>>,
    id: u64,
    row: Row,
}

impl Newest {
    /// Takes in the theses that the collection has gained, by merging them with the rest.
    pub fn extend(&mut self, collection: &Collection) {
        let new = self.entries.len()..collection.len();
        let mut new: Vec<_> = new.map(|row| entry(collection, Row(row as u32))).collect();
        new.sort_unstable();
        let mut merged = Vec::with_capacity(self.entries.len() + new.len());
        let (mut old, mut new) = (self.entries.as_slice(), new.as_slice());
        while let (Some(a), Some(b)) = (old.first(), new.first()) {
            let from = if a <= b { &mut old } else { &mut new };
            merged.push(from[0]);
            *from = &from[1..];
        }
        merged.extend_from_slice(old);
        merged.extend_from_slice(new);
        self.entries = merged;
        self.places.resize(self.entries.len(), 0);
        for (place, entry) in self.entries.iter().enumerate() {
            self.places[entry.row.0 as usize] = place as u32;
        }
    }

    /// The rows, the newest first.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row> {
        self.entries.iter().map(|entry| entry.row)
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.places.capacity() * size_of::<u32>()
    }

    /// The row at a place.
    pub fn row_at(&self, place: u32) -> Row {
        self.entries[place as usize].row
    }

    /// The place of a row, from 0.
    pub fn place(&self, row: Row) -> u32 {
        self.places[row.0 as usize]
    }
}

fn entry(collection: &Collection, row: Row) -> Entry {
    let thesis = collection.get(row);
    Entry { date: Reverse(thesis.posted()), id: id_key(thesis.id()), row }
}

/// An id as a number: its value where it is one, else its first eight bytes, after all numbers of 16 digits.
fn id_key(id: &str) -> u64 {
    let digits = id.len() < 19 && id.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(value) = digits.then(|| id.parse().ok()).flatten() {
        return value;
    }
    let mut head = [0; 8];
    for (to, from) in head.iter_mut().zip(id.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(head)
}

/// All rows by a text of theirs, folded; an empty text comes last, the newest first among equals.
pub(super) fn by_text<'c>(
    collection: &'c Collection,
    newest: &Newest,
    text: impl Fn(Thesis<'c>) -> &'c str,
) -> Vec<Row> {
    let mut rows: Vec<_> = newest.rows().collect();
    rows.sort_by_cached_key(|&row| {
        let folded = fold(text(collection.get(row)));
        // Quotation marks, brackets and spaces do not count.
        let words: Vec<_> = words(&folded).map(|(range, _)| &folded[range]).collect();
        (folded.is_empty(), words.join(" "))
    });
    rows
}
