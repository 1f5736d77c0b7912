//! The loose match: the letters of the query in order across the words of a title, when nothing else is found.

use std::ops::Range;

use super::fuzzy::Pattern;
use crate::thesis::fold::fold_into;

/// A title in which the letters are strewn over more characters than this for each letter is noise.
const CHARS_A_LETTER: usize = 5;

/// Fewer letters than this are strewn over too many titles to mean anything.
const LETTERS_AT_LEAST: usize = 4;

/// Letters to be found across words.
pub(super) struct Letters {
    text: String,
    chars: usize,
    pattern: Pattern,
}

impl Letters {
    /// Folded letters; `None` where they are too few.
    pub fn new(text: &str) -> Option<Self> {
        let chars = text.chars().count();
        (chars >= LETTERS_AT_LEAST).then(|| Self {
            text: text.to_owned(),
            chars,
            pattern: Pattern::new(text),
        })
    }

    /// How well a title, which is not folded, holds the letters, in percent; `None` where it lacks one or they
    /// are too far apart. `folded` is room to work in.
    pub fn percent(&self, title: &str, folded: &mut String) -> Option<u8> {
        folded.clear();
        if title.is_ascii() {
            folded.push_str(title);
            folded.make_ascii_lowercase();
        } else {
            fold_into(title, folded);
        }
        // The matcher is asked only about titles that hold the letters near enough: it takes much longer.
        self.are_near(folded).then(|| self.pattern.percent(folded)).flatten().filter(|_| {
            let places = self.pattern.places(folded);
            let span = places.last().zip(places.first()).map(|(last, first)| last - first + 1);
            span.is_some_and(|span| span <= self.widest())
        })
    }

    /// True where some part of a folded title that is short enough holds the letters in order.
    fn are_near(&self, folded: &str) -> bool {
        let Some(first) = self.text.chars().next() else { return false };
        folded.match_indices(first).any(|(start, _)| {
            let mut chars = folded[start..].chars().take(self.widest());
            self.text.chars().all(|letter| chars.any(|c| c == letter))
        })
    }

    /// The most characters over which the letters may be strewn.
    fn widest(&self) -> usize {
        CHARS_A_LETTER * self.chars
    }
}

/// The bytes of each letter found in a folded title.
pub(super) fn places(letters: &str, title: &str) -> Vec<Range<usize>> {
    let Some(letters) = Letters::new(letters) else { return Vec::new() };
    if letters.percent(title, &mut String::new()).is_none() {
        return Vec::new();
    }
    let places = letters.pattern.places(title);
    let chars = title.char_indices().enumerate();
    let hits = chars.filter(|(number, _)| places.binary_search(number).is_ok());
    hits.map(|(_, (at, c))| at..at + c.len_utf8()).collect()
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn letters_are_found_across_words_but_not_all_over_the_line() {
        let found = |letters, title: &str| {
            places(letters, title).into_iter().map(|at| title[at].to_owned()).collect::<String>()
        };
        assert_eq!(found("cmgvrn", "urban community governance"), "cmgvrn");
        assert_eq!(found("cmgvrn", "urban community"), "");
        let strewn = "classical music of the early gothic period and very late remnants of romance novels";
        assert_eq!(found("cmgvrn", strewn), "");
        assert_eq!(found("cmg", "urban community governance"), "", "three letters are too few");
    }
}
