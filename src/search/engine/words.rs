//! What the engine knows of words: in how many theses one stands, and whether two stand side by side.

use super::Engine;
use crate::search::fields::Fields;
use crate::text::words::{Term, cut};

/// Theses in which two words are looked for side by side: where they belong together, they do so in many.
const LOOKED_AT: usize = 96;

/// Theses among which a word is counted: more tell no more of how usual it is.
const COUNTED_IN: usize = 200_000;

impl Engine {
    /// How often a folded word stands in the collection, or in a large part of it: in theses whose short fields hold it
    /// and theses whose abstracts do. Words of abstracts that are not indexed yet do not count.
    pub fn word_count(&self, word: &str) -> u32 {
        let sides = [&self.index.short, &self.index.abstracts];
        let count: usize = sides.into_iter().map(|side| side.count(word, COUNTED_IN)).sum();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// True where a folded word stands right before another one, with a space or a dash between, in one of the first
    /// theses that hold both.
    pub fn stand_together(&self, first: &str, second: &str) -> bool {
        [&self.index.abstracts, &self.index.short].into_iter().any(|side| {
            let mut left = LOOKED_AT;
            self.collection.slots().filter(|slot| !slot.is_retired).any(|slot| {
                let rows = side.with_both(slot.number, [first, second], left);
                left -= rows.len();
                rows.into_iter().any(|row| {
                    let thesis = slot.segment.get(usize::from(row));
                    Fields::PLAIN.texts(thesis).any(|(text, _)| is_together(text, first, second))
                })
            })
        })
    }
}

/// True where two words of a text stand side by side, no more than a space or a dash between.
fn is_together(text: &str, first: &str, second: &str) -> bool {
    let (mut folded, mut end, mut found) = (String::new(), None, false);
    cut(text, &mut folded, |term| {
        // What is folded otherwise has no place in the text: it begins anew behind it.
        let Term::Plain { start, end: behind } = term else {
            end = None;
            return;
        };
        let word = &text[start..behind];
        let is_join =
            |from: usize| matches!(&text[from..start], " " | "-" | "\u{2010}" | "\u{2013}" | "\u{2014}");
        found |= end.is_some_and(is_join) && word.eq_ignore_ascii_case(second);
        end = word.eq_ignore_ascii_case(first).then_some(behind);
    });
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::Engine;
    use crate::thesis::{Collection, Draft, Field, SegmentBuilder};

    #[test]
    fn words_are_counted_and_neighbours_known() {
        let mut collection = Collection::default();
        for (title, text) in
            [("Urban traffic", "A study, of two-tier circles."), ("Urban life", "Of the study of it")]
        {
            let mut builder = SegmentBuilder::default();
            builder.push(
                &Draft::default().with(Field::Title, title).with(Field::Abstract, text),
                &Path::new("f").into(),
            );
            collection.push(Arc::new(builder.seal()));
        }
        // A word of so many abstracts is kept as a bitmap.
        let mut builder = SegmentBuilder::default();
        for number in 0..60 {
            let text = if number == 50 { "common seldom" } else { "common sense" };
            builder.push(&Draft::default().with(Field::Abstract, text), &Path::new("f").into());
        }
        collection.push(Arc::new(builder.seal()));
        let engine = Engine::new(&collection);
        assert_eq!(["common", "seldom"].map(|word| engine.word_count(word)), [60, 1]);
        assert_eq!(["urban", "study", "tier", "absent"].map(|word| engine.word_count(word)), [2, 2, 1, 0]);
        for (first, second, together) in [
            ("urban", "life", true),
            ("two", "tier", true),
            ("study", "of", true),
            ("traffic", "a", false),
            ("circles", "urban", false),
            ("urban", "study", false),
            ("common", "sense", true),
            ("common", "seldom", true),
            ("seldom", "common", false),
        ] {
            assert_eq!(engine.stand_together(first, second), together, "{first} {second}");
        }
    }
}
