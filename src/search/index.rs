//! The index: one vocabulary for all segments, and each segment's posting lists under its numbers.

use super::matching::{Letters, WordMatch};
use super::postings::{Fields, Postings, Words};
use crate::thesis::Segment;

/// What the index needs of one segment, made without looking at any other: on whatever thread is free.
#[derive(Debug)]
pub struct SegmentIndex {
    rows: usize,
    short: (Words, Postings),
    abstracts: (Words, Postings),
}

impl SegmentIndex {
    /// Indexes the words of all searched fields.
    pub fn new(segment: &Segment) -> Self {
        Self {
            rows: segment.len(),
            short: Postings::of_short_fields(segment),
            abstracts: Postings::of_abstracts(segment),
        }
    }
}

/// The index of a collection: the short fields and the abstracts, each with a vocabulary of its own.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub short: Side,
    pub abstracts: Side,
    /// How many theses each part covers.
    pub part_rows: Vec<usize>,
}

impl Index {
    /// Adds the index of the next segment.
    pub fn push(&mut self, segment: SegmentIndex) {
        self.part_rows.push(segment.rows);
        self.short.push(&segment.short.0, segment.short.1);
        self.abstracts.push(&segment.abstracts.0, segment.abstracts.1);
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        self.short.memory_bytes() + self.abstracts.memory_bytes()
    }
}

/// A vocabulary and the posting lists of its words, a part for each segment.
#[derive(Debug, Default)]
pub(super) struct Side {
    words: Words,
    letters: Vec<Letters>,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    postings: Postings,
    /// The numbers of the words that the segment holds, ascending, in the vocabulary and in the segment.
    numbers: Box<[(u32, u32)]>,
}

/// A word of the vocabulary, by its number, that a typed word means.
pub(super) type MatchedWord = (u32, WordMatch);

impl Side {
    fn push(&mut self, words: &Words, postings: Postings) {
        let mut numbers: Vec<(u32, u32)> = Vec::with_capacity(words.len());
        for (local, word) in words.iter().enumerate() {
            let (number, new) = self.words.insert(word);
            if new {
                self.letters.push(Letters::of(word));
            }
            numbers.push((number, local as u32));
        }
        numbers.sort_unstable();
        self.parts.push(Part { postings, numbers: numbers.into() });
    }

    /// The words of the vocabulary that `accept`, by number, with how they match.
    pub fn matching(&self, accept: impl Fn(&str, Letters) -> Option<WordMatch>) -> Vec<MatchedWord> {
        let each = self.letters.iter().enumerate();
        each.filter_map(|(number, &letters)| Some((number as u32, accept(self.words.get(number), letters)?)))
            .collect()
    }

    /// The word with a number.
    pub fn word(&self, number: u32) -> &str {
        self.words.get(number as usize)
    }

    /// Calls `hit` for each thesis of a part that holds one of `words`, a thesis once for each word.
    pub fn each_hit(&self, part: usize, words: &[MatchedWord], mut hit: impl FnMut(u16, Fields, WordMatch)) {
        let Part { postings, numbers } = &self.parts[part];
        let mut rest = &numbers[..];
        for &(number, matched) in words {
            // Both are ascending: a word is looked for only behind the last one.
            let skip = rest.partition_point(|&(known, _)| known < number);
            rest = &rest[skip..];
            if let Some(&(_, local)) = rest.first().filter(|&&(known, _)| known == number) {
                postings.list(local).for_each(|(row, fields)| hit(row, fields, matched));
            }
        }
    }

    fn memory_bytes(&self) -> usize {
        let parts = self.parts.iter();
        let parts: usize = parts.map(|part| part.postings.memory_bytes() + size_of_val(&*part.numbers)).sum();
        self.words.memory_bytes() + self.letters.capacity() * size_of::<Letters>() + parts
    }
}
