//! Posting lists: for each word of a segment, the theses that hold it and the fields they hold it in.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::words::terms;
use crate::thesis::fold::fold_into;
use crate::thesis::{Segment, Thesis};

/// A set of fields of a thesis that are searched by word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fields(pub(super) u8);

impl Fields {
    /// The title.
    pub const TITLE: Self = Self(1);
    /// The keywords.
    pub const KEYWORDS: Self = Self(2);
    /// The subject.
    pub const SUBJECT: Self = Self(4);
    /// The candidate.
    pub const CANDIDATE: Self = Self(8);
    /// The abstract.
    pub const ABSTRACT: Self = Self(16);

    /// All of them.
    pub const ALL: Self = Self(31);
    /// No field.
    pub const NONE: Self = Self(0);

    /// The fields that are in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many sets of fields there are.
    pub(super) const ALL_SETS: usize = 32;
}

/// The posting lists of one segment's texts of one kind, numbered as the segment's [`Words`].
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Where the list of each word ends; it starts where that of the word before ends.
    ends: Box<[u32]>,
    /// The rows of the segment, ascending within a list.
    rows: Box<[u16]>,
    /// The fields of each row's hit; empty for abstracts, which are one field.
    fields: Box<[Fields]>,
}

impl Postings {
    /// Indexes title, candidate, subject and keywords.
    pub fn of_short_fields(segment: &Segment) -> (Words, Self) {
        let mut lists = Lists::default();
        let mut folded = String::new();
        for (row, thesis) in segment.iter().enumerate() {
            let mut add = |text: &str, field| lists.add(text, row as u16, field, &mut folded);
            add(thesis.title(), Fields::TITLE);
            thesis.keywords().for_each(|keyword| add(keyword, Fields::KEYWORDS));
            add(thesis.subject(), Fields::SUBJECT);
            add(thesis.candidate(), Fields::CANDIDATE);
        }
        lists.finish(true)
    }

    /// Indexes the abstracts.
    pub fn of_abstracts(segment: &Segment) -> (Words, Self) {
        let mut lists = Lists::default();
        let mut folded = String::new();
        for (row, text) in segment.iter().map(Thesis::abstract_text).enumerate() {
            lists.add(text, row as u16, Fields::ABSTRACT, &mut folded);
        }
        lists.finish(false)
    }

    /// The theses that hold a word, as rows of the segment, ascending, each with its fields.
    pub fn list(&self, word: u32) -> impl Iterator<Item = (u16, Fields)> {
        let word = word as usize;
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let range = start..self.ends[word] as usize;
        let fields = self.fields.get(range.clone()).unwrap_or_default();
        let fields = fields.iter().copied().chain(std::iter::repeat(Fields::ABSTRACT));
        self.rows[range].iter().copied().zip(fields)
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        size_of_val(&*self.ends) + size_of_val(&*self.rows) + size_of_val(&*self.fields)
    }
}

/// Distinct words, numbered from 0 as they come, in one allocation.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    ends: Vec<u32>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Words {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word with a number.
    pub fn get(&self, number: usize) -> &str {
        word_at(&self.text, &self.ends, number)
    }

    /// The number of a word, and whether it is new.
    pub fn insert(&mut self, word: &str) -> (u32, bool) {
        let (text, ends, hasher) = (&self.text, &self.ends, &self.hasher);
        let hash = hasher.hash_one(word);
        let same = |&number: &u32| word_at(text, ends, number as usize) == word;
        if let Some(&number) = self.numbers.find(hash, same) {
            return (number, false);
        }
        let number = self.ends.len() as u32;
        let rehash = |&number: &u32| hasher.hash_one(word_at(text, ends, number as usize));
        self.numbers.insert_unique(hash, number, rehash);
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        (number, true)
    }

    /// The words in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|number| self.get(number))
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<u32>() + self.numbers.allocation_size()
    }
}

fn word_at<'t>(text: &'t str, ends: &[u32], number: usize) -> &'t str {
    let start = number.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &text[start..ends[number] as usize]
}

/// Postings while they are gathered: one entry a word of the text, theses ascending.
#[derive(Default)]
struct Lists {
    words: Words,
    /// For each word, the last entry it has, so that one thesis is one entry.
    last: Vec<u32>,
    /// For each word, how many entries it has.
    counts: Vec<u32>,
    entries: Vec<(u32, u16, Fields)>,
}

impl Lists {
    fn add(&mut self, text: &str, row: u16, field: Fields, folded: &mut String) {
        folded.clear();
        if text.is_ascii() {
            folded.push_str(text);
            folded.make_ascii_lowercase();
        } else {
            fold_into(text, folded);
        }
        terms(folded, |term| {
            let (word, new) = self.words.insert(term);
            if new {
                self.last.push(u32::MAX);
                self.counts.push(0);
            }
            let last = &mut self.last[word as usize];
            match self.entries.get_mut(*last as usize) {
                Some((_, same, fields)) if *same == row => fields.0 |= field.0,
                _ => {
                    *last = self.entries.len() as u32;
                    self.counts[word as usize] += 1;
                    self.entries.push((word, row, field));
                }
            }
        });
    }

    /// Sorts the entries by word, keeping the order of the rows within one.
    fn finish(self, with_fields: bool) -> (Words, Postings) {
        let ends: Box<[u32]> = self
            .counts
            .iter()
            .scan(0, |end, count| {
                *end += count;
                Some(*end)
            })
            .collect();
        let mut next: Vec<u32> = ends.iter().zip(&self.counts).map(|(end, count)| end - count).collect();
        let mut rows = vec![0; self.entries.len()];
        let mut fields = vec![Fields::default(); if with_fields { self.entries.len() } else { 0 }];
        for (word, row, field) in self.entries {
            let at = &mut next[word as usize];
            rows[*at as usize] = row;
            if with_fields {
                fields[*at as usize] = field;
            }
            *at += 1;
        }
        (self.words, Postings { ends, rows: rows.into(), fields: fields.into() })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::{Fields, Postings, Words};
    use crate::thesis::{Draft, Segment, SegmentBuilder};

    fn segment(titles: &[(&'static str, &'static str)]) -> Segment {
        let file: Arc<Path> = Path::new("f").into();
        let mut builder = SegmentBuilder::default();
        for &(title, abstract_text) in titles {
            builder.push(
                &Draft { title: title.into(), abstract_text: abstract_text.into(), ..Draft::default() },
                &file,
            );
        }
        builder.seal()
    }

    fn list((words, postings): &(Words, Postings), word: &str) -> Vec<(u16, Fields)> {
        let number = words.iter().position(|known| known == word);
        number.map_or_else(Vec::new, |number| postings.list(number as u32).collect())
    }

    #[test]
    fn a_word_leads_to_its_theses_and_their_fields() {
        let file: Arc<Path> = Path::new("f").into();
        let mut builder = SegmentBuilder::default();
        let first = Draft {
            title: "Urban urban".into(),
            keywords: vec!["URBAN life".into()],
            candidate: "M. Müller".into(),
            ..Draft::default()
        };
        builder.push(&first, &file);
        builder.push(&Draft { subject: "Urban planning".into(), ..Draft::default() }, &file);
        let postings = Postings::of_short_fields(&builder.seal());
        let both = Fields(Fields::TITLE.0 | Fields::KEYWORDS.0);
        assert_eq!(list(&postings, "urban"), [(0, both), (1, Fields::SUBJECT)]);
        assert_eq!(list(&postings, "muller"), [(0, Fields::CANDIDATE)]);
        assert_eq!(list(&postings, "rural"), []);
    }

    #[test]
    fn abstracts_have_lists_of_their_own() {
        let segment = segment(&[("a", "one two"), ("b", "two two")]);
        let postings = Postings::of_abstracts(&segment);
        assert_eq!(list(&postings, "two"), [(0, Fields::ABSTRACT), (1, Fields::ABSTRACT)]);
        assert_eq!(list(&postings, "one"), [(0, Fields::ABSTRACT)]);
        assert_eq!(list(&postings, "a"), []);
    }
}
