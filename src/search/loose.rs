//! The loose match: the letters of the query in order across the words of a title, when nothing else is found.

use std::ops::Range;

use super::fuzzy::Pattern;

/// A title in which the letters are strewn over more characters than this for each letter is noise.
const CHARS_A_LETTER: usize = 5;

/// How well a folded title holds the letters, in percent; `None` where it lacks one or they are too far apart.
pub(super) fn percent(pattern: &Pattern, letters: &str, title: &str) -> Option<u8> {
    if !holds_in_order(title, letters) {
        return None;
    }
    let percent = pattern.percent(title)?;
    let places = pattern.places(title);
    let span = places.last()? - places.first()? + 1;
    (span <= CHARS_A_LETTER * places.len()).then_some(percent)
}

/// The bytes of each letter found in a folded title.
pub(super) fn places(letters: &str, title: &str) -> Vec<Range<usize>> {
    let pattern = Pattern::new(letters);
    if percent(&pattern, letters, title).is_none() {
        return Vec::new();
    }
    let places = pattern.places(title);
    let chars = title.char_indices().enumerate();
    let hits = chars.filter(|(number, _)| places.binary_search(number).is_ok());
    hits.map(|(_, (at, c))| at..at + c.len_utf8()).collect()
}

fn holds_in_order(text: &str, letters: &str) -> bool {
    let mut chars = text.chars();
    letters.chars().all(|letter| chars.any(|c| c == letter))
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
    }
}
