//! What is known of words: how often they stand, and which stand side by side.
//!
//! Owns what mending asks of a collection. Who answers is not decided here: [`Words`] counts the texts that it is
//! given, an index answers from what it holds already.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashSet};

use crate::text::fold::fold;
use crate::text::words::{Script, words};
use crate::thesis::Thesis;

/// The words of a collection. All words are asked for folded.
pub trait Vocabulary {
    /// How often a word stands there: in how many places or in how many theses, but always the same of the two.
    fn count(&self, word: &str) -> u32;

    /// True where the second word stands right behind the first at least once, with no more than a space or a dash between.
    fn together(&self, first: &str, second: &str) -> bool;
}

/// What a repair may rest on: the words of the thesis itself, and those of the collection. Both may be missing.
#[derive(Clone, Copy, Default)]
pub struct Evidence<'v> {
    /// The thesis that is read: its title, keywords and abstract.
    pub thesis: Option<&'v dyn Vocabulary>,
    /// The collection that it stands in.
    pub collection: Option<&'v dyn Vocabulary>,
}

impl Evidence<'_> {
    /// True where nothing is known.
    pub fn is_empty(&self) -> bool {
        self.thesis.is_none() && self.collection.is_none()
    }

    /// How often a folded word stands in the collection, or in the thesis where it stands more often there: a collection
    /// may count theses.
    pub fn count(&self, word: &str) -> u32 {
        [self.thesis, self.collection].into_iter().flatten().map(|words| words.count(word)).max().unwrap_or(0)
    }

    /// True where two folded words stand side by side in the thesis or in the collection.
    pub fn together(&self, first: &str, second: &str) -> bool {
        [self.thesis, self.collection].into_iter().flatten().any(|words| words.together(first, second))
    }
}

/// The words of some texts, counted in a table.
#[derive(Debug, Default)]
pub struct Words {
    counts: HashMap<String, u32>,
    /// Hashes of two words side by side.
    pairs: HashSet<u64>,
    hasher: DefaultHashBuilder,
}

impl Words {
    /// Counts the words of some texts.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut words = Self::default();
        texts.into_iter().for_each(|text| words.add(text));
        words
    }

    /// The words of one thesis: of its title, keywords and abstract.
    pub fn of_thesis(thesis: Thesis<'_>) -> Self {
        Self::of([thesis.title(), thesis.abstract_text()].into_iter().chain(thesis.keywords()))
    }

    /// Counts the words of one more text.
    pub fn add(&mut self, text: &str) {
        let folded = fold(text);
        let mut last: Option<(usize, &str)> = None;
        for (range, script) in words(&folded) {
            if script != Script::Alphabetic {
                last = None;
                continue;
            }
            let word = &folded[range.clone()];
            if let Some(count) = self.counts.get_mut(word) {
                *count += 1;
            } else {
                self.counts.insert(word.to_owned(), 1);
            }
            if let Some((end, before)) = last
                && is_join(&folded[end..range.start])
            {
                self.pairs.insert(self.hasher.hash_one((before, word)));
            }
            last = Some((range.end, word));
        }
    }
}

/// True for what may stand between two words that belong together: a space or a dash.
fn is_join(between: &str) -> bool {
    matches!(between, " " | "-" | "\u{2010}" | "\u{2013}" | "\u{2014}")
}

impl Vocabulary for Words {
    fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or_default()
    }

    fn together(&self, first: &str, second: &str) -> bool {
        self.pairs.contains(&self.hasher.hash_one((first, second)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Vocabulary, Words};

    #[test]
    fn words_are_counted_and_neighbours_known() {
        let words = Words::of(["Concentric circles, and a two-tier Circle?", "Concentric ideas 社区"]);
        assert_eq!(["concentric", "circle", "tier", "absent"].map(|word| words.count(word)), [2, 1, 1, 0]);
        assert!(words.together("concentric", "circles") && words.together("two", "tier"));
        assert!(!words.together("circles", "and"), "a comma parts");
        assert!(!words.together("circle", "concentric"), "texts are apart");
    }

    #[test]
    fn the_collection_and_the_thesis_answer_together() {
        let (thesis, collection) = (Words::of(["urban party"]), Words::of(["urban urban"]));
        let both = Evidence { thesis: Some(&thesis), collection: Some(&collection) };
        assert_eq!((both.count("urban"), both.count("party")), (2, 1));
        assert!(both.together("urban", "party"));
        assert!(Evidence::default().is_empty() && Evidence::default().count("urban") == 0);
    }
}
