//! The index: one vocabulary for all segments, and each segment's posting lists under its numbers.
//!
//! Short fields and abstracts are indexed apart, and each part by itself: titles and keywords are what people
//! look for first and take a tenth of the time, abstracts follow.

pub(in crate::search) mod beginning;
mod entries;
mod gather;
pub(in crate::search) mod postings;
mod vocabulary;

use crate::search::cancel::Cancel;
use crate::search::fields::Fields;
use crate::search::matching::{Letters, WordMatch};
use crate::search::threads;
use crate::thesis::{Segment, SegmentId};
use beginning::{Beginning, Beginnings};
use entries::Entries;
use gather::WordList;
use postings::{Postings, RowSet};
use vocabulary::Vocabulary;

/// The index of the short fields of one segment, or of its abstracts. Made without looking at any other segment, on
/// whatever thread is free; says itself which segment it is of.
#[derive(Debug)]
pub struct SegmentIndex {
    of: SegmentId,
    indexed: Box<Indexed>,
}

/// What is indexed of a segment.
#[derive(Debug)]
enum Indexed {
    /// The short fields, and the letters of each title.
    Short(SegmentSide, Box<[Letters]>),
    /// The abstracts.
    Abstracts(SegmentSide),
}

impl SegmentIndex {
    /// Indexes the short fields of a segment.
    pub fn short(segment: &Segment) -> Self {
        let side = SegmentSide::new(gather::short_fields(segment));
        let indexed = Box::new(Indexed::Short(side, gather::title_letters(segment)));
        Self { of: segment.id(), indexed }
    }

    /// Indexes the abstracts of a segment.
    pub fn abstracts(segment: &Segment) -> Self {
        let side = SegmentSide::new(gather::abstracts(segment));
        Self { of: segment.id(), indexed: Box::new(Indexed::Abstracts(side)) }
    }

    /// True for the short fields.
    pub fn is_short(&self) -> bool {
        matches!(*self.indexed, Indexed::Short(..))
    }

    /// The segment that it is of.
    pub fn segment(&self) -> SegmentId {
        self.of
    }
}

/// The words of some fields of a segment, under the segment's own numbers.
#[derive(Debug)]
struct SegmentSide {
    rows: usize,
    words: WordList,
    postings: Postings,
    beginnings: Beginnings,
}

impl SegmentSide {
    fn new((words, entries, fields): (WordList, Entries, Fields)) -> Self {
        let beginnings = Beginnings::new(&words, &entries, fields);
        Self { rows: entries.rows(), words, postings: Postings::new(&entries), beginnings }
    }
}

/// The index of a collection: the short fields and the abstracts, each with a vocabulary of its own and a part for each
/// segment, by its slot. Of either a segment may have none: not yet, or not any more.
#[derive(Debug, Default)]
pub(in crate::search) struct Index {
    pub short: Side,
    pub abstracts: Side,
    /// For each part of `short` the letters of each title.
    titles: Vec<Box<[Letters]>>,
}

impl Index {
    /// Takes in what is indexed of the segment in a slot.
    pub fn put(&mut self, slot: usize, index: SegmentIndex) {
        match *index.indexed {
            Indexed::Short(side, titles) => {
                self.short.put(slot, side);
                self.titles.resize_with(self.short.parts.len(), Box::default);
                self.titles[slot] = titles;
            }
            Indexed::Abstracts(side) => self.abstracts.put(slot, side),
        }
    }

    /// Forgets the segment in a slot. The vocabularies keep its words.
    pub fn retire(&mut self, slot: usize) {
        for parts in [&mut self.short.parts, &mut self.abstracts.parts] {
            if let Some(part) = parts.get_mut(slot) {
                *part = None;
            }
        }
        if let Some(titles) = self.titles.get_mut(slot) {
            *titles = Box::default();
        }
    }

    /// The letters of each title of the segment in a slot, whose short fields are indexed.
    pub fn titles(&self, slot: usize) -> &[Letters] {
        &self.titles[slot]
    }

    /// Looks words up in both vocabularies.
    pub fn look_up(&self, words: &[String]) -> LookedUp {
        let numbers = |side: &Side| {
            let mut numbers: Vec<_> = words.iter().filter_map(|word| side.words.find(word)).collect();
            numbers.sort_unstable();
            numbers
        };
        LookedUp { short: numbers(&self.short), abstracts: numbers(&self.abstracts) }
    }

    /// Calls `found` with each thesis of the segment in a slot that holds one of these words in one of these fields, by
    /// its row there, a thesis perhaps several times. What is not indexed yet holds none.
    pub fn each_holding(&self, slot: usize, words: &LookedUp, fields: Fields, mut found: impl FnMut(u16)) {
        for (side, numbers) in [(&self.short, &words.short), (&self.abstracts, &words.abstracts)] {
            let Some(part) = side.parts.get(slot).and_then(Option::as_ref) else { continue };
            for number in numbers {
                let Ok(at) = part.numbers.binary_search(number) else { continue };
                part.postings.each(part.locals[at], |row, held| {
                    if !held.is_apart(fields) {
                        found(row);
                    }
                });
            }
        }
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        let titles: usize = self.titles.iter().map(|titles| size_of_val(&**titles)).sum();
        self.short.memory_bytes() + self.abstracts.memory_bytes() + titles
    }
}

/// Words by their numbers in the vocabularies, ascending.
#[derive(Debug)]
pub(in crate::search) struct LookedUp {
    short: Vec<u32>,
    abstracts: Vec<u32>,
}

/// A vocabulary and the posting lists of its words, a part for each segment.
#[derive(Debug, Default)]
pub(in crate::search) struct Side {
    words: Vocabulary,
    /// By the slots of the segments.
    parts: Vec<Option<IndexedSegment>>,
}

#[derive(Debug)]
struct IndexedSegment {
    rows: usize,
    postings: Postings,
    beginnings: Beginnings,
    /// The words that the segment holds: their numbers in the vocabulary, ascending.
    numbers: Box<[u32]>,
    /// The number of each of them in the segment.
    locals: Box<[u32]>,
}

/// From so many words on a second thread helps; fewer are done before it has started.
const PARALLEL_FROM: usize = 1 << 15;

/// Words between cancellation checks.
const CHECK_EVERY: usize = 1 << 12;

/// A word of the vocabulary, by its number, that a typed word means.
pub(in crate::search) type MatchedWord = (u32, WordMatch);

/// The words of a vocabulary that are meant.
#[derive(Debug, Default)]
pub(in crate::search) struct Words {
    /// One by one, ascending by number.
    pub listed: Vec<MatchedWord>,
    /// All with a short beginning together.
    beginning: Option<(Beginning, WordMatch)>,
}

impl Words {
    fn of(listed: impl IntoIterator<Item = MatchedWord>) -> Self {
        Self { listed: listed.into_iter().collect(), beginning: None }
    }
}

impl Side {
    fn put(&mut self, slot: usize, SegmentSide { rows, words, postings, beginnings }: SegmentSide) {
        let mut numbers: Vec<(u32, u32)> =
            words.iter().enumerate().map(|(local, word)| (self.words.insert(word), local as u32)).collect();
        numbers.sort_unstable();
        let (numbers, locals): (Vec<_>, Vec<_>) = numbers.into_iter().unzip();
        let (numbers, locals) = (numbers.into(), locals.into());
        self.parts.resize_with(self.parts.len().max(slot + 1), || None);
        self.parts[slot] = Some(IndexedSegment { rows, postings, beginnings, numbers, locals });
    }

    /// True where it has a part for the segment in a slot.
    pub fn has(&self, slot: usize) -> bool {
        self.parts.get(slot).is_some_and(Option::is_some)
    }

    fn part(&self, slot: usize) -> &IndexedSegment {
        self.parts[slot].as_ref().expect("only slots with a part are asked about")
    }

    /// How many theses all parts cover.
    pub fn rows(&self) -> usize {
        self.parts.iter().flatten().map(|part| part.rows).sum()
    }

    /// A word of the vocabulary, or none.
    pub fn find(&self, word: &str, matched: WordMatch) -> Words {
        Words::of(self.words.find(word).map(|number| (number, matched)))
    }

    /// In how many theses a word stands, among those of the first parts that cover as many as `among`.
    pub fn count(&self, word: &str, among: usize) -> usize {
        let Some(number) = self.words.find(word) else { return 0 };
        let mut covered = 0;
        let parts = self.parts.iter().flatten().take_while(|part| {
            let goes_on = covered < among;
            covered += part.rows;
            goes_on
        });
        parts.filter_map(|part| Some(part.postings.count(part.local(number)?))).sum()
    }

    /// The first rows of a part that hold both words, at most so many, ascending; none where there is no part.
    pub fn with_both(&self, slot: usize, words: [&str; 2], at_most: usize) -> Vec<u16> {
        let part = self.parts.get(slot).and_then(Option::as_ref);
        let local = |word| part?.local(self.words.find(word)?);
        let [Some(first), Some(second)] = words.map(local) else { return Vec::new() };
        part.map(|part| part.postings.both(first, second, at_most)).unwrap_or_default()
    }

    /// The words of the vocabulary that `accept`, with how they match: on all threads. Incomplete where it was
    /// cancelled.
    pub fn matching(
        &self,
        accept: impl Fn(&str, Letters) -> Option<WordMatch> + Sync,
        cancel: &Cancel,
    ) -> Words {
        let some = threads::piece(self.words.len(), PARALLEL_FROM);
        let found = threads::each((0..self.words.len()).step_by(some), |start| {
            let words = self.words.range(start..self.words.len().min(start + some));
            let mut checks = cancel.every(CHECK_EVERY);
            words
                .take_while(|_| checks.row().is_some())
                .filter_map(|(number, word, letters)| Some((number, accept(word, letters)?)))
                .collect::<Vec<_>>()
        });
        Words::of(found.into_iter().flatten())
    }

    /// The words of the vocabulary that begin with `prefix`: `prefix` itself as `whole`, the others as
    /// `beginning`, which is not better. Many times faster than [`matching`](Self::matching).
    pub fn beginning_with(&self, prefix: &str, whole: WordMatch, beginning: WordMatch) -> Words {
        if let Some(short) = Beginning::new(prefix) {
            return Words { beginning: Some((short, beginning)), ..self.find(prefix, whole) };
        }
        let matched = |is_whole| if is_whole { whole } else { beginning };
        Words::of(self.words.beginning_with(prefix).map(|(number, is_whole)| (number, matched(is_whole))))
    }

    /// The word with a number.
    pub fn word(&self, number: u32) -> &str {
        self.words.get(number)
    }

    /// Calls `hit` for each thesis of a part that holds one of the listed words, a thesis perhaps several times.
    pub fn each_hit(&self, part: usize, words: &Words, mut hit: impl FnMut(u16, Fields, WordMatch)) {
        let part = self.part(part);
        part.each_word(&words.listed, |local, matched| {
            part.postings.each(local, |row, fields| hit(row, fields, matched));
        });
    }

    /// Calls `found` with sets of theses of a part that hold listed words which match alike: where it does not
    /// matter which word it was, many times faster than [`each_hit`](Self::each_hit) for frequent ones.
    pub fn each_set(&self, part: usize, words: &Words, mut found: impl FnMut(&mut RowSet, WordMatch)) {
        let part = self.part(part);
        let mut rows = RowSet::new(part.rows);
        let mut locals = Vec::new();
        for alike in words.listed.chunk_by(|(_, a), (_, b)| a == b) {
            locals.clear();
            part.each_word(alike, |local, _| locals.push(local));
            rows.clear();
            part.postings.add_to(&locals, &mut rows);
            found(&mut rows, alike[0].1);
        }
    }

    /// Calls `found` for each field with the theses of a part that hold a word there with the short beginning
    /// that is meant, if one is.
    pub fn each_beginning(
        &self,
        part: usize,
        words: &Words,
        mut found: impl FnMut(&mut RowSet, Fields, WordMatch),
    ) {
        let part = self.part(part);
        if let Some((beginning, matched)) = words.beginning {
            let mut rows = RowSet::new(part.rows);
            part.beginnings.each_set(beginning, &mut rows, |rows, field| found(rows, field, matched));
        }
    }

    /// Calls `found` with the rows of a part that hold a word in `field` with a short beginning, ascending.
    pub fn each_row(&self, part: usize, beginning: Beginning, field: Fields, found: impl FnMut(u16)) {
        self.part(part).beginnings.each_row(beginning, field, found);
    }

    fn memory_bytes(&self) -> usize {
        let parts = self.parts.iter().flatten();
        let parts = parts.map(|part| {
            part.postings.memory_bytes()
                + part.beginnings.memory_bytes()
                + size_of_val(&*part.numbers)
                + size_of_val(&*part.locals)
        });
        self.words.memory_bytes() + parts.sum::<usize>()
    }
}

impl IndexedSegment {
    /// The number in the segment of a word, if the segment holds it.
    fn local(&self, number: u32) -> Option<u32> {
        self.numbers.binary_search(&number).ok().map(|at| self.locals[at])
    }

    /// Calls `found` with those of `words` that the segment holds, by their numbers in the segment.
    fn each_word(&self, words: &[MatchedWord], mut found: impl FnMut(u32, WordMatch)) {
        let mut at = 0;
        for &(number, matched) in words {
            at += gallop(&self.numbers[at..], number);
            match self.numbers.get(at) {
                Some(&known) if known == number => found(self.locals[at], matched),
                Some(_) => {}
                None => return,
            }
        }
    }
}

/// How many of the ascending `numbers` are below `number`: in doubling steps, since the next word is often near.
fn gallop(numbers: &[u32], number: u32) -> usize {
    let mut step = 1;
    while numbers.get(step).is_some_and(|&known| known < number) {
        step *= 2;
    }
    let (from, to) = (step / 2, numbers.len().min(step + 1));
    from + numbers[from.min(to)..to].partition_point(|&known| known < number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::gallop;

    proptest! {
        #[test]
        fn galloping_comes_where_stepping_does(mut numbers in proptest::collection::vec(0u32..50, 0..40), number in 0u32..50) {
            numbers.sort_unstable();
            prop_assert_eq!(gallop(&numbers, number), numbers.partition_point(|&known| known < number));
        }
    }
}
