//! The short beginnings of words: one or two ASCII letters or digits, of which there are few.
//!
//! Most theses hold a word with any of them, in so many different words that walking their posting lists takes
//! longer than a frame; so each segment has a list for each short beginning, too.

use super::entries::Entries;
use super::gather::WordList;
use super::postings::{Postings, RowSet};
use crate::search::fields::Fields;

/// For each short beginning the theses of a segment that hold a word with it, each field by itself.
#[derive(Debug)]
pub(in crate::search) struct Beginnings {
    fields: Box<[Fields]>,
    /// The lists of the first field by the numbers of the beginnings, then those of the next.
    postings: Postings,
}

/// A short beginning, as a number below [`COUNT`](Self::COUNT).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct Beginning(u16);

/// How many ASCII letters and digits there are, in one case.
const LETTERS: u16 = 36;

impl Beginning {
    /// How many there are.
    const COUNT: usize = (LETTERS + LETTERS * LETTERS) as usize;

    /// The short beginning that a folded text is; `None` for a longer one and for other characters.
    pub fn new(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            [first] => letter(first).map(Self),
            [first, second] => Some(Self(LETTERS + letter(first)? * LETTERS + letter(second)?)),
            _ => None,
        }
    }

    /// Those of a folded word.
    fn all_of(word: &str) -> [Option<Self>; 2] {
        [1, 2].map(|len| Self::new(word.get(..len)?))
    }
}

fn letter(byte: u8) -> Option<u16> {
    match byte {
        b'a'..=b'z' => Some(u16::from(byte - b'a')),
        b'0'..=b'9' => Some(26 + u16::from(byte - b'0')),
        _ => None,
    }
}

impl Beginnings {
    /// Makes the lists from the words of a segment, and who holds them in which of these `fields`.
    pub fn new(words: &WordList, entries: &Entries, fields: Fields) -> Self {
        let fields: Box<[Fields]> = fields.groups().map(|(_, group)| group).collect();
        let of_words: Vec<_> = words.iter().map(Beginning::all_of).collect();
        let mut found = Entries::new(fields.len() * Beginning::COUNT, false);
        // The thesis that had each beginning last, by the number of its list.
        let mut last = vec![u32::MAX; fields.len() * Beginning::COUNT];
        for (row, (words, in_fields)) in (0..).zip(entries.iter()) {
            for (nth, &word) in words.iter().enumerate() {
                let in_fields = in_fields.get(nth).copied().unwrap_or(Fields::ALL);
                for (lists, field) in lists(&fields).filter(|&(_, field)| in_fields.and(field) == field) {
                    for beginning in of_words[word as usize].into_iter().flatten() {
                        let number = lists + u32::from(beginning.0);
                        if std::mem::replace(&mut last[number as usize], row) != row {
                            found.push(number, field);
                        }
                    }
                }
            }
            found.end_row();
        }
        Self { fields, postings: Postings::new(&found) }
    }

    /// Calls `found` with the rows of the theses that hold a word in `field` which begins so, ascending.
    pub fn each_row(&self, beginning: Beginning, field: Fields, mut found: impl FnMut(u16)) {
        for (lists, _) in lists(&self.fields).filter(|&(_, listed)| listed == field) {
            self.postings.each(lists + u32::from(beginning.0), |row, _| found(row));
        }
    }

    /// Calls `found` for each field with the theses that hold a word there which begins so. `rows` is a scratch
    /// buffer.
    pub fn each_set(
        &self,
        beginning: Beginning,
        rows: &mut RowSet,
        mut found: impl FnMut(&mut RowSet, Fields),
    ) {
        for (lists, field) in lists(&self.fields) {
            rows.clear();
            self.postings.add_to(&[lists + u32::from(beginning.0)], rows);
            found(rows, field);
        }
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        self.postings.memory_bytes()
    }
}

/// The fields, each with the number of its first list.
fn lists(fields: &[Fields]) -> impl Iterator<Item = (u32, Fields)> {
    (0..).step_by(Beginning::COUNT).zip(fields.iter().copied())
}
