//! Gathers the words of one segment: which theses hold each, and in which fields.
//!
//! The hot path of indexing. A word is one number of 128 bits, which is compared without looking at the text:
//! up to 16 bytes the word itself, a longer word's hash.

use std::hash::{BuildHasher, RandomState};

use xxhash_rust::xxh3::xxh3_128;

use super::entries::Entries;
use crate::search::fields::Fields;
use crate::search::matching::Letters;
use crate::text::fold::fold_into;
use crate::text::readings;
use crate::text::words::{Term, cut};
use crate::thesis::Segment;

/// The bytes of a word that make its key; the whole of nearly every word.
const KEY_BYTES: usize = size_of::<u128>();

/// How many slots the table begins with: as many as the words of some hundred theses need.
const FIRST_SLOTS: usize = 1 << 12;

/// No row, no entry, no word: segments hold fewer of each.
const NONE: u32 = u32::MAX;

/// Distinct words in the order in which they came, in one allocation.
#[derive(Debug, Default)]
pub(in crate::search) struct WordList {
    text: String,
    ends: Vec<u32>,
}

impl WordList {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word with a number.
    pub fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[number] as usize]
    }

    /// Adds a word at the end.
    pub fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
    }

    /// The words in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|number| self.get(number))
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<u32>()
    }
}

/// Gathers the short fields; with the groups that any thesis has.
pub(in crate::search) fn short_fields(segment: &Segment) -> (WordList, Entries, Fields) {
    gather(segment, Fields::SHORT, true)
}

/// The letters of the title of each thesis, for telling most of those that cannot hold what is typed across words.
pub(in crate::search) fn title_letters(segment: &Segment) -> Box<[Letters]> {
    let mut folded = String::new();
    let letters = segment.iter().map(|thesis| {
        folded.clear();
        fold_into(thesis.title(), &mut folded);
        Letters::of(&folded)
    });
    letters.collect()
}

/// Gathers abstracts, whose entries have no fields.
pub(in crate::search) fn abstracts(segment: &Segment) -> (WordList, Entries, Fields) {
    gather(segment, Fields::ABSTRACT, false)
}

fn gather(segment: &Segment, fields: Fields, with_fields: bool) -> (WordList, Entries, Fields) {
    let fields = fields.fields_of(segment);
    let had = fields.iter().fold(Fields::NONE, |had, (_, group)| Fields(had.0 | group.0));
    let mut gathering = Gathering::new(with_fields);
    for thesis in segment.iter() {
        for &(field, group) in &fields {
            thesis.values(field).for_each(|text| gathering.add(text, group));
        }
        gathering.entries.end_row();
    }
    (gathering.words, gathering.entries, had)
}

/// Words and entries while they are gathered, thesis by thesis.
struct Gathering {
    words: WordList,
    table: Table,
    entries: Entries,
    folded: String,
    lower: String,
}

impl Gathering {
    /// An empty one, which remembers fields or does not.
    fn new(with_fields: bool) -> Self {
        Self {
            words: WordList::default(),
            table: Table::new(),
            entries: Entries::new(0, with_fields),
            folded: String::new(),
            lower: String::new(),
        }
    }

    /// Adds the words of a text of the thesis at hand, in all its readings.
    fn add(&mut self, text: &str, field: Fields) {
        self.add_words(text, field);
        for other in readings::pieces(text).flat_map(readings::others) {
            self.add_words(other.text(), field);
        }
    }

    fn add_words(&mut self, text: &str, field: Fields) {
        let mut folded = std::mem::take(&mut self.folded);
        cut(text, &mut folded, |term| match term {
            Term::Plain { start, end } if end - start <= KEY_BYTES => {
                let key = plain_key(text.as_bytes(), start, end);
                self.add_word(key, end - start, field, |words| {
                    let bytes = key.to_le_bytes();
                    words.push(str::from_utf8(&bytes[..end - start]).expect("the key is the word in ASCII"));
                });
            }
            Term::Plain { start, end } => {
                let mut lower = std::mem::take(&mut self.lower);
                lower.clear();
                lower.push_str(&text[start..end]);
                lower.make_ascii_lowercase();
                self.add_folded(&lower, field);
                self.lower = lower;
            }
            Term::Folded(word) => self.add_folded(word, field),
        });
        self.folded = folded;
    }

    fn add_folded(&mut self, word: &str, field: Fields) {
        let mut bytes = [0; KEY_BYTES];
        let key = if let Some(head) = bytes.get_mut(..word.len()) {
            head.copy_from_slice(word.as_bytes());
            u128::from_le_bytes(bytes)
        } else {
            xxh3_128(word.as_bytes())
        };
        self.add_word(key, word.len(), field, |words| words.push(word));
    }

    fn add_word(&mut self, key: u128, len: usize, field: Fields, push: impl FnOnce(&mut WordList)) {
        let row = self.entries.rows() as u32;
        let slot = self.table.slot(key, len as u32);
        if slot.number == NONE {
            *slot = Slot { key, len: len as u32, number: self.words.len() as u32, row: NONE, entry: NONE };
            push(&mut self.words);
            self.entries.add_word();
        }
        if slot.row == row {
            self.entries.add_field(slot.entry, field);
            return;
        }
        slot.row = row;
        slot.entry = self.entries.push(slot.number, field);
        if self.words.len() * 2 > self.table.slots.len() {
            self.table.grow();
        }
    }
}

/// The key of a word of ASCII letters and digits that is no longer than a key, folded.
fn plain_key(text: &[u8], start: usize, end: usize) -> u128 {
    const LOWER: u128 = u128::from_le_bytes([0x20; KEY_BYTES]);
    let unused = 8 * (KEY_BYTES - (end - start)) as u32;
    if let Some(behind) = text.get(start..start + KEY_BYTES) {
        (load(behind) | LOWER) << unused >> unused
    } else if let Some(before) = end.checked_sub(KEY_BYTES) {
        (load(&text[before..end]) | LOWER) >> unused
    } else {
        let mut bytes = [0; KEY_BYTES];
        bytes[..end - start].copy_from_slice(&text[start..end]);
        (u128::from_le_bytes(bytes) | LOWER) << unused >> unused
    }
}

fn load(bytes: &[u8]) -> u128 {
    u128::from_le_bytes(bytes.try_into().expect("as long as a key"))
}

/// A word in the table.
#[derive(Clone, Copy)]
struct Slot {
    /// The word itself, with zeros behind it; of a longer word the hash.
    key: u128,
    /// In bytes.
    len: u32,
    /// The number of the word, or [`NONE`] where the slot is free.
    number: u32,
    /// The thesis that held it last.
    row: u32,
    /// Its entry there.
    entry: u32,
}

/// An open-addressed table from words to slots, at most half full.
///
/// Two words longer than a key are the same where their length and their 128 bits of XXH3 are.
struct Table {
    slots: Vec<Slot>,
    /// Other places in every run, so that no file can be made to put all its words into one.
    seeds: [u64; 2],
}

const FREE: Slot = Slot { key: 0, len: 0, number: NONE, row: NONE, entry: NONE };

impl Table {
    fn new() -> Self {
        let random = RandomState::new();
        Self { slots: vec![FREE; FIRST_SLOTS], seeds: [1u8, 2].map(|seed| random.hash_one(seed)) }
    }

    /// The slot of a word, or the free one that it belongs into.
    fn slot(&mut self, key: u128, len: u32) -> &mut Slot {
        let mask = self.slots.len() - 1;
        let mut at = self.hash(key) & mask;
        loop {
            let slot = &self.slots[at];
            if slot.number == NONE || (slot.key == key && slot.len == len) {
                return &mut self.slots[at];
            }
            at = (at + 1) & mask;
        }
    }

    /// The product of both halves, folded upon itself.
    fn hash(&self, key: u128) -> usize {
        let (low, high) = (key as u64 ^ self.seeds[0], (key >> 64) as u64 ^ self.seeds[1]);
        let product = u128::from(low) * u128::from(high);
        (product as u64 ^ (product >> 64) as u64) as usize
    }

    fn grow(&mut self) {
        let larger = vec![FREE; self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, larger) {
            if slot.number != NONE {
                *self.slot(slot.key, slot.len) = slot;
            }
        }
    }
}
