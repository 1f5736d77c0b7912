//! The one place that knows the fuzzy matcher: how well the letters of a query word sit in another text.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Folded letters to be found in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    /// The score of the pattern against itself.
    perfect: i64,
}

impl Pattern {
    /// A pattern for a folded text.
    pub fn new(text: &str) -> Self {
        let perfect = matcher().fuzzy_match(text, text).unwrap_or(0).max(1);
        Self { text: text.to_owned(), perfect }
    }

    /// How well `text` holds the letters in order, in percent of the pattern's score against itself; `None`
    /// where it lacks one.
    pub fn percent(&self, text: &str) -> Option<u8> {
        let score = matcher().fuzzy_match(text, &self.text)?;
        Some((score * 100 / self.perfect).clamp(0, 100) as u8)
    }

    /// The characters of `text`, counted from 0, at which the letters were found; empty where one is lacking.
    pub fn places(&self, text: &str) -> Vec<usize> {
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
