//! The one place that knows the fuzzy matcher: how well the letters of a query word sit in another text.

use std::sync::OnceLock;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::work;

/// Folded letters to be found in order.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    /// The score of the pattern against itself, once it is asked for: most words that are typed never need it.
    perfect: OnceLock<i64>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// A pattern for a folded text.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), perfect: OnceLock::new() }
    }

    /// How well `text` holds the letters in order, in percent of the pattern's score against itself; `None`
    /// where it lacks one.
    pub fn percent(&self, text: &str) -> Option<u8> {
        let score = self.score(text)?;
        let perfect = *self.perfect.get_or_init(|| self.score(&self.text).unwrap_or(0).max(1));
        Some((score * 100 / perfect).clamp(0, 100) as u8)
    }

    fn score(&self, text: &str) -> Option<i64> {
        work::count(self.text.len() * text.len());
        matcher().fuzzy_match(text, &self.text)
    }

    /// The characters of `text`, counted from 0, at which the letters were found; empty where one is lacking.
    pub fn places(&self, text: &str) -> Vec<usize> {
        work::count(self.text.len() * text.len());
        matcher().fuzzy_indices(text, &self.text).map(|(_, places)| places).unwrap_or_default()
    }
}

/// A matcher of its own for each text: one that is used again can give wrong scores. It respects case
/// because both sides are folded already.
fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().respect_case()
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn letters_are_found_in_order_and_better_together() {
        let pattern = Pattern::new("govrnance");
        assert_eq!(pattern.percent("govrnance"), Some(100));
        assert!(pattern.percent("governance") < Some(100));
        assert_eq!(pattern.percent("governmental"), None);
        assert_eq!(Pattern::new("urbn").places("urban"), [0, 1, 2, 4]);
        assert!(Pattern::new("party").percent("partly") > Pattern::new("party").percent("participatory"));
    }
}
