//! Sentences of a mended text.
//!
//! Owns where a sentence ends: not behind abbreviations, initials and the numbers of points.

use std::ops::Range;

/// Words in front of a full stop that ends no sentence, though a capital letter follows.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "ca", "cf", "dr", "eq", "fig", "figs", "ms", "mr", "mrs", "nos", "pp", "prof", "st",
    "vol", "vs", "e.g", "i.e",
];

/// The sentences of a text as bytes, in order, without the white space between them. A line break ends one.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = match c {
            '\n' => at,
            '.' | '?' | '!' | '。' => match end_behind(text, at, c) {
                Some(end) => end,
                None => continue,
            },
            _ => continue,
        };
        if end >= start {
            push(&mut sentences, text, start..end);
            start = end;
        }
    }
    push(&mut sentences, text, start..text.len());
    sentences
}

fn push(sentences: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let range = trimmed(text, range);
    if !range.is_empty() {
        sentences.push(range);
    }
}

/// A range without the white space at its ends.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Where the sentence ends of which a sign at `at` is the last, behind what closes.
fn end_behind(text: &str, at: usize, sign: char) -> Option<usize> {
    let closers = ['"', '”', '’', ')', ']', '\''];
    let rest = &text[at + sign.len_utf8()..];
    let end = text.len() - rest.trim_start_matches(closers).len();
    let behind = &text[end..];
    if sign == '。' || behind.is_empty() {
        return Some(end);
    }
    let next = behind.strip_prefix(char::is_whitespace)?.trim_start();
    let first = next.chars().find(|c| !matches!(c, '"' | '“' | '‘' | '(' | '['))?;
    if sign != '.' {
        return Some(end);
    }
    if first.is_lowercase() {
        return None;
    }
    let word = text[..at].rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“')).next()?;
    let lower = word.to_ascii_lowercase();
    let number =
        word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2 && begins_item(text, at - word.len());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let dotted =
        word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2) && first.is_uppercase();
    let names = initial && first.is_uppercase() && !begins_with_article(next);
    let dotted = dotted && !begins_with_article(next);
    (!(number || names || dotted || ABBREVIATIONS.contains(&lower.as_str()))).then_some(end)
}

/// True where a number begins an item of a list: first in the text, or behind a sentence or a colon.
fn begins_item(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with(['.', '?', '!', ':', ';', ')', '"', '”'])
}

fn begins_with_article(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    ["The", "This", "These", "In", "We", "It", "A", "An", "For", "As", "However"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_a_reader_sees_it() {
        for (text, expected) in [
            ("", vec![]),
            ("One. Two? \"Three!\" Four", vec!["One.", "Two?", "\"Three!\"", "Four"]),
            (
                "See Fig. A by J. Smith et al. (2020) of the U.S. Census.",
                vec!["See Fig. A by J. Smith et al. (2020) of the U.S. Census."],
            ),
            ("It is 3.14. The U.S. The end.", vec!["It is 3.14.", "The U.S.", "The end."]),
            ("Two aims: 1. To see. 2. To do.", vec!["Two aims: 1. To see.", "2. To do."]),
            ("It was in 2010. 2011 was next. e.g. so.", vec!["It was in 2010.", "2011 was next. e.g. so."]),
            ("One line\n\nanother.", vec!["One line", "another."]),
        ] {
            let got: Vec<_> = sentences(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(got, expected);
        }
    }
}
