//! The vocabulary: the distinct words of all segments, numbered as they come, and ways to pick some of them.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::gather::WordList;
use crate::search::matching::Letters;

/// Distinct words, numbered from 0.
#[derive(Debug, Default)]
pub(in crate::search) struct Vocabulary {
    words: WordList,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// The first bytes of each word, for comparing beginnings without looking at the text.
    heads: Vec<Head>,
    letters: Vec<Letters>,
}

/// The first eight bytes of a word as a number, zeros behind a shorter one.
type Head = u64;

const HEAD_BYTES: usize = size_of::<Head>();

impl Vocabulary {
    /// The number of a word.
    pub fn find(&self, word: &str) -> Option<u32> {
        self.numbers
            .find(self.hasher.hash_one(word), |&number| self.words.get(number as usize) == word)
            .copied()
    }

    /// The word with a number.
    pub fn get(&self, number: u32) -> &str {
        self.words.get(number as usize)
    }

    /// The number of a word, which is added where it is new.
    pub fn insert(&mut self, word: &str) -> u32 {
        let Self { words, numbers, hasher, .. } = self;
        let hash = hasher.hash_one(word);
        if let Some(&number) = numbers.find(hash, |&number| words.get(number as usize) == word) {
            return number;
        }
        let number = words.len() as u32;
        numbers.insert_unique(hash, number, |&number| hasher.hash_one(words.get(number as usize)));
        words.push(word);
        self.heads.push(head(word));
        self.letters.push(Letters::of(word));
        number
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The words of these numbers with their numbers, ascending, and their letters.
    pub fn range(&self, numbers: Range<usize>) -> impl Iterator<Item = (u32, &str, Letters)> {
        numbers.map(|number| (number as u32, self.words.get(number), self.letters[number]))
    }

    /// The numbers of the words that begin with `prefix`, ascending, and whether each is `prefix` itself.
    pub fn beginning_with(&self, prefix: &str) -> impl Iterator<Item = (u32, bool)> {
        let wanted = head(prefix);
        let mask = Head::MAX.checked_shl(8 * HEAD_BYTES.saturating_sub(prefix.len()) as u32).unwrap_or(0);
        let near = (0u32..).zip(&self.heads).filter(move |&(_, head)| head & mask == wanted);
        near.filter_map(move |(number, _)| {
            let word = self.words.get(number as usize);
            word.starts_with(prefix).then_some((number, word.len() == prefix.len()))
        })
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        self.words.memory_bytes()
            + self.numbers.allocation_size()
            + self.heads.capacity() * size_of::<Head>()
            + self.letters.capacity() * size_of::<Letters>()
    }
}

/// The first byte is the highest, so that a mask of the high bits keeps a beginning.
fn head(word: &str) -> Head {
    let mut bytes = [0; HEAD_BYTES];
    let len = word.len().min(HEAD_BYTES);
    bytes[..len].copy_from_slice(&word.as_bytes()[..len]);
    Head::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Vocabulary;

    proptest! {
        #[test]
        fn words_are_found_whole_and_by_their_beginnings(
            words in proptest::collection::vec("[ab]{1,12}|[aé社]{1,4}", 1..30), prefix in "[ab]{0,10}|[aé社]{0,4}"
        ) {
            let mut vocabulary = Vocabulary::default();
            let numbers: Vec<_> = words.iter().map(|word| vocabulary.insert(word)).collect();
            for (word, number) in words.iter().zip(numbers) {
                prop_assert_eq!(vocabulary.find(word), Some(number));
                prop_assert_eq!(vocabulary.insert(word), number);
            }
            let expected = vocabulary.range(0..vocabulary.len()).filter(|(_, word, _)| word.starts_with(&prefix));
            let expected: Vec<_> = expected.map(|(number, word, _)| (number, word == prefix)).collect();
            prop_assert_eq!(vocabulary.beginning_with(&prefix).collect::<Vec<_>>(), expected);
            prop_assert_eq!(vocabulary.find("c"), None);
        }
    }
}
