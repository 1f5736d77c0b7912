//! Posting lists: for each word of a segment, the theses that hold it and the fields they hold it in.

use super::entries::Entries;
use crate::search::fields::Fields;
use crate::search::rank::Points;

/// The posting lists of one segment's texts of one kind, numbered as the words that they were made from.
#[derive(Debug, Default)]
pub(in crate::search) struct Postings {
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
    /// The lists of what was gathered.
    pub fn new(entries: &Entries) -> Self {
        // Without fields a list as long as a bitmap, or longer, is one.
        let bitmap = if entries.has_fields() { usize::MAX } else { entries.rows().div_ceil(BITS) };
        let mut end = 0;
        let mut next = Vec::with_capacity(entries.counts().len());
        let mut ends = Vec::with_capacity(entries.counts().len());
        for &count in entries.counts() {
            let is_bitmap = count as usize >= bitmap;
            next.push(if is_bitmap { end | IS_BITMAP } else { end });
            end += if is_bitmap { bitmap as u32 } else { count };
            ends.push(end);
        }
        let fields = if entries.has_fields() { end as usize } else { 0 };
        let mut postings = Self {
            ends: ends.into(),
            lists: vec![0; end as usize].into(),
            fields: vec![Fields::default(); fields].into(),
            bitmap,
        };
        postings.fill(&mut next, entries);
        postings
    }

    fn fill(&mut self, next: &mut [u32], entries: &Entries) {
        for (row, (words, fields)) in entries.iter().enumerate() {
            for (nth, &word) in words.iter().enumerate() {
                let at = &mut next[word as usize];
                let place = (*at & !IS_BITMAP) as usize;
                if *at & IS_BITMAP != 0 {
                    self.lists[place + row / BITS] |= 1 << (row % BITS);
                    continue;
                }
                self.lists[place] = row as u16;
                if let Some(&fields) = fields.get(nth) {
                    self.fields[place] = fields;
                }
                *at += 1;
            }
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

    /// How many theses hold a word.
    pub fn count(&self, word: u32) -> usize {
        let list = &self.lists[self.range(word)];
        if list.len() == self.bitmap {
            list.iter().map(|bits| bits.count_ones() as usize).sum()
        } else {
            list.len()
        }
    }

    /// The first rows that hold both words, at most so many, ascending.
    pub fn both(&self, first: u32, second: u32, at_most: usize) -> Vec<u16> {
        let (rare, other) =
            if self.count(first) <= self.count(second) { (first, second) } else { (second, first) };
        let (rare, other) = (&self.lists[self.range(rare)], &self.lists[self.range(other)]);
        let in_other = |row: &u16| {
            let row = usize::from(*row);
            if other.len() == self.bitmap {
                other[row / BITS] >> (row % BITS) & 1 == 1
            } else {
                other.binary_search(&(row as u16)).is_ok()
            }
        };
        if rare.len() == self.bitmap {
            let rows = (0..rare.len() * BITS).filter(|row| rare[row / BITS] >> (row % BITS) & 1 == 1);
            rows.map(|row| row as u16).filter(in_other).take(at_most).collect()
        } else {
            rare.iter().copied().filter(in_other).take(at_most).collect()
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
pub(in crate::search) struct RowSet {
    rows: usize,
    /// 1 for each row in the set, else 0; whole numbers of `bits` long.
    bytes: Vec<u8>,
    bits: Vec<u16>,
}

impl RowSet {
    /// An empty set for the rows of a segment of so many theses.
    pub fn new(rows: usize) -> Self {
        let numbers = rows.div_ceil(BITS);
        Self { rows, bytes: vec![0; numbers * BITS], bits: vec![0; numbers] }
    }

    /// Adds a row.
    pub fn insert(&mut self, row: u16) {
        self.bytes[usize::from(row)] = 1;
    }

    /// Gives each row of the set at least so many points; `best` has those of all rows.
    pub fn raise(&mut self, best: &mut [Points], points: Points) {
        for (bytes, bits) in self.bytes.as_chunks_mut::<BITS>().0.iter_mut().zip(&mut self.bits) {
            if *bits != 0 {
                let [low, high] = std::mem::take(bits).to_le_bytes().map(|bits| BYTES[usize::from(bits)]);
                bytes.iter_mut().zip(low.iter().chain(&high)).for_each(|(to, from)| *to |= from);
            }
        }
        // Without a branch, so that many rows are looked at together.
        for (best, &byte) in best.iter_mut().zip(&self.bytes) {
            *best = (*best).max(Points::from(byte) * points);
        }
    }

    /// Takes all rows out.
    pub fn clear(&mut self) {
        self.bytes.fill(0);
        self.bits.fill(0);
    }

    /// True where bitmaps alone have brought every row.
    fn is_full(&self) -> bool {
        let (whole, rest) = (self.rows / BITS, self.rows % BITS);
        let last = self.bits.get(whole).is_none_or(|&last| last.count_ones() as usize == rest);
        last && self.bits[..whole].iter().all(|&bits| bits == u16::MAX)
    }

    fn add_bits(&mut self, bits: &[u16]) {
        self.bits.iter_mut().zip(bits).for_each(|(to, from)| *to |= from);
    }
}

/// Eight bits as bytes of 0 and 1, the lowest first.
const BYTES: [[u8; 8]; 256] = {
    let mut bytes = [[0; 8]; 256];
    let mut bits = 0;
    while bits < 256 {
        let mut at = 0;
        while at < 8 {
            bytes[bits][at] = (bits >> at & 1) as u8;
            at += 1;
        }
        bits += 1;
    }
    bytes
};

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

    use super::{Postings, RowSet};
    use crate::search::fields::Fields;
    use crate::search::index::entries::Entries;
    use crate::search::index::gather::{WordList, abstracts, short_fields};
    use crate::text::fold::fold;
    use crate::text::words::terms;
    use crate::thesis::{Draft, Field, Segment, SegmentBuilder};

    fn segment(titles: &[(&str, &str)]) -> Segment {
        let file: Arc<Path> = Path::new("f").into();
        let mut builder = SegmentBuilder::default();
        for &(title, abstract_text) in titles {
            builder.push(
                &Draft::default().with(Field::Title, title).with(Field::Abstract, abstract_text),
                &file,
            );
        }
        builder.seal()
    }

    fn postings((words, entries, _): (WordList, Entries, Fields)) -> (WordList, Postings) {
        (words, Postings::new(&entries))
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
        let first = Draft::default()
            .with(Field::Title, "Urban urban")
            .with_values(Field::Keywords, ["URBAN life"])
            .with(Field::Candidate, "M. Müller");
        builder.push(&first, &file);
        builder.push(&Draft::default().with(Field::Subject, "Urban planning"), &file);
        let lists = postings(short_fields(&builder.seal()));
        let both = Fields(Fields::TITLE.0 | Fields::KEYWORDS.0);
        assert_eq!(list(&lists, "urban"), [(0, both), (1, Fields::SUBJECT)]);
        assert_eq!(list(&lists, "muller"), [(0, Fields::CANDIDATE)]);
        assert_eq!(list(&lists, "rural"), []);
    }

    #[test]
    fn abstracts_have_lists_of_their_own() {
        let segment = segment(&[("a", "one two"), ("b", "two two")]);
        let lists = postings(abstracts(&segment));
        assert_eq!(list(&lists, "two"), [(0, Fields::ABSTRACT), (1, Fields::ABSTRACT)]);
        assert_eq!(list(&lists, "one"), [(0, Fields::ABSTRACT)]);
        assert_eq!(list(&lists, "a"), []);
    }

    proptest! {
        #[test]
        fn lists_and_bitmaps_hold_what_the_texts_hold(
            texts in proptest::collection::vec("((a|B|é|the|Müller|extraordinarily[a-b]|x[0-9])[ ’-]){0,6}", 0..80)
        ) {
            let drafts: Vec<_> = texts.iter().map(|text| (&**text, &**text)).collect();
            let segment = segment(&drafts);
            let (short, long) = (postings(short_fields(&segment)), postings(abstracts(&segment)));
            for word in ["a", "b", "e", "the", "muller", "extraordinarilya", "extraordinarilyb", "x5", "nowhere"] {
                let holds = |text: &str| {
                    let mut found = false;
                    terms(&fold(text), |term| found |= term == word);
                    found
                };
                let rows: Vec<_> = (0u16..).zip(&texts).filter(|(_, text)| holds(text)).map(|(row, _)| row).collect();
                let with = |field| rows.iter().map(|&row| (row, field)).collect::<Vec<_>>();
                prop_assert_eq!(list(&short, word), with(Fields::TITLE));
                prop_assert_eq!(list(&long, word), with(Fields::ABSTRACT));
                for (words, postings) in [&short, &long] {
                    let mut set = RowSet::new(segment.len());
                    if let Some(number) = words.iter().position(|known| known == word) {
                        postings.add_to(&[number as u32], &mut set);
                    }
                    let mut best = vec![1; segment.len()];
                    set.raise(&mut best, 2);
                    let in_set: Vec<_> = (0u16..).zip(&best).filter(|(_, best)| **best == 2).map(|(row, _)| row).collect();
                    prop_assert_eq!(&in_set, &rows);
                }
            }
        }
    }
}
