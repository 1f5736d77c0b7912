//! The loose match: the letters of the query in order across the words of a title, when nothing else is found.

use std::ops::Range;

use super::fuzzy::Pattern;
use crate::thesis::fold::fold_into;

/// A title in which the letters are strewn over more than this many times their own length is noise.
const BYTES_A_BYTE: usize = 4;

/// Fewer letters than this are strewn over too many titles to mean anything.
const LETTERS_AT_LEAST: usize = 4;

/// Letters to be found across words.
pub(super) struct Letters {
    text: String,
    pattern: Pattern,
}

impl Letters {
    /// Folded letters; `None` where they are too few.
    pub fn new(text: &str) -> Option<Self> {
        let chars = text.chars().count();
        (chars >= LETTERS_AT_LEAST).then(|| Self { text: text.to_owned(), pattern: Pattern::new(text) })
    }

    /// Over how many bytes of a title, which is not folded, the letters are strewn at the least, in order;
    /// from the beginning of a word; `None` where it lacks one or they are too far apart. `folded` is room to work in.
    pub fn span(&self, title: &str, folded: &mut String) -> Option<usize> {
        fold_title(title, folded);
        let (bytes, letters) = (folded.as_bytes(), self.text.as_bytes());
        let (&first, rest) = letters.split_first()?;
        let begins = |&start: &usize| start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
        let spans = memchr::memchr_iter(first, bytes).filter(begins).filter_map(|start| {
            let near = &bytes[start + 1..bytes.len().min(start + self.widest())];
            let end =
                rest.iter().try_fold(0, |at, &letter| Some(at + memchr::memchr(letter, &near[at..])? + 1));
            end.map(|end| end + 1)
        });
        spans.min()
    }

    /// How well a title, which is not folded, holds the letters, in percent. `folded` is room to work in.
    pub fn percent(&self, title: &str, folded: &mut String) -> Option<u8> {
        fold_title(title, folded);
        self.pattern.percent(folded)
    }

    /// The most bytes over which the letters may be strewn.
    fn widest(&self) -> usize {
        BYTES_A_BYTE * self.text.len()
    }
}

fn fold_title(title: &str, folded: &mut String) {
    folded.clear();
    if title.is_ascii() {
        folded.push_str(title);
        folded.make_ascii_lowercase();
    } else {
        fold_into(title, folded);
    }
}

/// The bytes of each letter found in a folded title.
pub(super) fn places(letters: &str, title: &str) -> Vec<Range<usize>> {
    let Some(letters) = Letters::new(letters) else { return Vec::new() };
    if letters.span(title, &mut String::new()).is_none() {
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
        assert_eq!(found("mgvrn", "urban community governance"), "", "they begin with a word");
        assert_eq!(found("cmg", "urban community governance"), "", "three letters are too few");
    }
}
