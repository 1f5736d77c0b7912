//! Posting lists: for each word of a segment, the theses that hold it and the fields they hold it in.

use super::gather::{Gathering, WordList};
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

/// The posting lists of one segment's texts of one kind, numbered as the segment's [`WordList`].
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Where the list of each word ends; it starts where that of the word before ends.
    ends: Box<[u32]>,
    /// The rows of the segment, ascending within a list; or a bitmap of all rows, 16 in each number, the
    /// lowest bit first. Every list is shorter than the bitmap, so that the length tells them apart.
    lists: Box<[u16]>,
    /// The fields of each row's hit; empty where there is one field only.
    fields: Box<[Fields]>,
    /// The length of a bitmap.
    bitmap: usize,
}

/// The rows of a bitmap in one number of [`Postings::lists`].
const BITS: usize = u16::BITS as usize;

/// The bit of a bitmap's place among the numbers of lists, so that one number tells both.
const IS_BITMAP: u32 = 1 << 31;

impl Postings {
    /// Indexes title, candidate, subject and keywords.
    pub fn of_short_fields(segment: &Segment) -> (WordList, Self) {
        let mut gathering = Gathering::new(true);
        for thesis in segment.iter() {
            gathering.add(thesis.title(), Fields::TITLE);
            thesis.keywords().for_each(|keyword| gathering.add(keyword, Fields::KEYWORDS));
            gathering.add(thesis.subject(), Fields::SUBJECT);
            gathering.add(thesis.candidate(), Fields::CANDIDATE);
            gathering.end_row();
        }
        gathering.finish()
    }

    /// Indexes the abstracts.
    pub fn of_abstracts(segment: &Segment) -> (WordList, Self) {
        let mut gathering = Gathering::new(false);
        for text in segment.iter().map(Thesis::abstract_text) {
            gathering.add(text, Fields::ABSTRACT);
            gathering.end_row();
        }
        gathering.finish()
    }

    /// Lists of what was gathered: for each word, how many theses hold it; the distinct words of all theses, one
    /// after another; perhaps the fields of each; and where the words of each thesis end.
    pub fn new(counts: &[u32], entries: &[u32], fields: Option<&[Fields]>, row_ends: &[u32]) -> Self {
        // Without fields a list as long as a bitmap, or longer, is one.
        let bitmap = if fields.is_some() { usize::MAX } else { row_ends.len().div_ceil(BITS) };
        let mut end = 0;
        let mut next = Vec::with_capacity(counts.len());
        let mut ends = Vec::with_capacity(counts.len());
        for &count in counts {
            let is_bitmap = count as usize >= bitmap;
            next.push(if is_bitmap { end | IS_BITMAP } else { end });
            end += if is_bitmap { bitmap as u32 } else { count };
            ends.push(end);
        }
        let mut postings = Self {
            ends: ends.into(),
            lists: vec![0; end as usize].into(),
            fields: vec![Fields::default(); if fields.is_some() { end as usize } else { 0 }].into(),
            bitmap,
        };
        postings.fill(&mut next, entries, fields, row_ends);
        postings
    }

    fn fill(&mut self, next: &mut [u32], entries: &[u32], fields: Option<&[Fields]>, row_ends: &[u32]) {
        let mut start = 0;
        for (row, &end) in row_ends.iter().enumerate() {
            for entry in start..end as usize {
                let at = &mut next[entries[entry] as usize];
                let place = (*at & !IS_BITMAP) as usize;
                if *at & IS_BITMAP != 0 {
                    self.lists[place + row / BITS] |= 1 << (row % BITS);
                    continue;
                }
                self.lists[place] = row as u16;
                if let Some(fields) = fields {
                    self.fields[place] = fields[entry];
                }
                *at += 1;
            }
            start = end as usize;
        }
    }

    /// Calls `hit` for each thesis that holds a word: its row in the segment, ascending, and its fields.
    pub fn each(&self, word: u32, mut hit: impl FnMut(u16, Fields)) {
        let range = self.range(word);
        let list = &self.lists[range.clone()];
        if list.len() == self.bitmap {
            each_bit(list, |row| hit(row, Fields::ABSTRACT));
        } else if let Some(fields) = self.fields.get(range).filter(|fields| fields.len() == list.len()) {
            list.iter().zip(fields).for_each(|(&row, &fields)| hit(row, fields));
        } else {
            for &row in list {
                hit(row, Fields::ABSTRACT);
            }
        }
    }

    /// Adds the theses that hold any of these words to a set: first the many that hold a frequent word, at
    /// little cost, and then those that hold a rare one, if any thesis is left.
    pub fn add_to(&self, words: &[u32], rows: &mut RowSet) {
        let lists = || words.iter().map(|&word| &self.lists[self.range(word)]);
        let is_bitmap = |list: &&[u16]| list.len() == self.bitmap;
        lists().filter(is_bitmap).for_each(|list| rows.add_bits(list));
        if rows.is_full() {
            return;
        }
        for &row in lists().filter(|list| !is_bitmap(list)).flatten() {
            rows.insert(row);
        }
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        size_of_val(&*self.ends) + size_of_val(&*self.lists) + size_of_val(&*self.fields)
    }

    fn range(&self, word: u32) -> std::ops::Range<usize> {
        let word = word as usize;
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        start..self.ends[word] as usize
    }
}

/// A set of rows of one segment. A row of a list is a byte, which is written without reading it before; rows of
/// a bitmap stay bits, which are added many at a time.
#[derive(Clone, Debug, Default)]
pub(super) struct RowSet {
    bytes: Vec<bool>,
    bits: Vec<u16>,
}

impl RowSet {
    /// An empty set for the rows of a segment of so many theses.
    pub fn new(rows: usize) -> Self {
        Self { bytes: vec![false; rows], bits: vec![0; rows.div_ceil(BITS)] }
    }

    /// Adds a row.
    pub fn insert(&mut self, row: u16) {
        self.bytes[usize::from(row)] = true;
    }

    /// True where the row is in the set.
    pub fn contains(&self, row: u16) -> bool {
        let row = usize::from(row);
        self.bytes[row] || self.bits[row / BITS] & 1 << (row % BITS) != 0
    }

    /// Calls `each` for the rows, ascending.
    pub fn each(&self, each: impl FnMut(u16)) {
        (0..self.bytes.len() as u16).filter(|&row| self.contains(row)).for_each(each);
    }

    /// Takes all rows out.
    pub fn clear(&mut self) {
        self.bytes.fill(false);
        self.bits.fill(0);
    }

    /// True where bitmaps alone have brought every row.
    fn is_full(&self) -> bool {
        let (rows, whole) = (self.bytes.len(), self.bytes.len() / BITS);
        let last = self.bits.get(whole).is_none_or(|&last| last.count_ones() as usize == rows % BITS);
        last && self.bits[..whole].iter().all(|&bits| bits == u16::MAX)
    }

    fn add_bits(&mut self, bits: &[u16]) {
        self.bits.iter_mut().zip(bits).for_each(|(to, from)| *to |= from);
    }
}

fn each_bit(bits: &[u16], mut each: impl FnMut(u16)) {
    for (at, &bits) in bits.iter().enumerate() {
        let mut rest = bits;
        while rest != 0 {
            each((at * BITS) as u16 + rest.trailing_zeros() as u16);
            rest &= rest - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{Fields, Postings, RowSet};
    use crate::search::gather::WordList;
    use crate::search::words::terms;
    use crate::thesis::fold::fold;
    use crate::thesis::{Draft, Segment, SegmentBuilder};

    fn segment(titles: &[(&str, &str)]) -> Segment {
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

    fn list((words, postings): &(WordList, Postings), word: &str) -> Vec<(u16, Fields)> {
        let mut found = Vec::new();
        if let Some(number) = words.iter().position(|known| known == word) {
            postings.each(number as u32, |row, fields| found.push((row, fields)));
        }
        found
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

    proptest! {
        #[test]
        fn lists_and_bitmaps_hold_what_the_texts_hold(
            texts in proptest::collection::vec("((a|B|é|the|Müller|extraordinarily[a-b]|x[0-9])[ ’-]){0,6}", 0..80)
        ) {
            let drafts: Vec<_> = texts.iter().map(|text| (&**text, &**text)).collect();
            let segment = segment(&drafts);
            let (short, abstracts) = (Postings::of_short_fields(&segment), Postings::of_abstracts(&segment));
            for word in ["a", "b", "e", "the", "muller", "extraordinarilya", "extraordinarilyb", "x5", "nowhere"] {
                let holds = |text: &str| {
                    let mut found = false;
                    terms(&fold(text), |term| found |= term == word);
                    found
                };
                let rows: Vec<_> = (0u16..).zip(&texts).filter(|(_, text)| holds(text)).map(|(row, _)| row).collect();
                let with = |field| rows.iter().map(|&row| (row, field)).collect::<Vec<_>>();
                prop_assert_eq!(list(&short, word), with(Fields::TITLE));
                prop_assert_eq!(list(&abstracts, word), with(Fields::ABSTRACT));
                for (words, postings) in [&short, &abstracts] {
                    let mut set = RowSet::new(segment.len());
                    if let Some(number) = words.iter().position(|known| known == word) {
                        postings.add_to(&[number as u32], &mut set);
                    }
                    let mut in_set = Vec::new();
                    set.each(|row| in_set.push(row));
                    prop_assert_eq!(&in_set, &rows);
                }
            }
        }
    }
}
