//! Cuts folded text into words, for the index, for queries and for highlights alike.

use std::ops::Range;

use super::fold::fold_into;

/// How a word is written, which decides how it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Letters and digits: found as a word, by its beginning, or fuzzily.
    Alphabetic,
    /// Chinese, Japanese or Korean, written without spaces: found by any run of its characters.
    Ideographic,
}

/// The words of a folded text with their places in bytes, in order.
///
/// A word is a run of letters and digits of one [`Script`]; everything else parts words.
pub fn words(folded: &str) -> impl Iterator<Item = (Range<usize>, Script)> {
    let mut chars = folded.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, script) = loop {
            let (at, c) = chars.next()?;
            if let Some(script) = script(c) {
                break (at, script);
            }
        };
        while chars.next_if(|&(_, c)| self::script(c) == Some(script)).is_some() {}
        let end = chars.peek().map_or(folded.len(), |&(at, _)| at);
        Some((start..end, script))
    })
}

/// What the index holds of a folded text: each alphabetic word whole; of an ideographic run each pair of
/// neighbours and the last character, so that any run of characters can be put together again.
pub fn terms<'t>(folded: &'t str, mut sink: impl FnMut(&'t str)) {
    for (range, script) in words(folded) {
        let word = &folded[range];
        match script {
            Script::Alphabetic => sink(word),
            Script::Ideographic => pairs(word).for_each(&mut sink),
        }
    }
}

/// A term of a text that is not folded yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term<'t> {
    /// The bytes of a word of ASCII letters and digits, in either case: setting the bit `0x20` folds them.
    Plain {
        /// The first byte of the word in the text.
        start: usize,
        /// The byte behind it.
        end: usize,
    },
    /// A folded term.
    Folded(&'t str),
}

/// Calls `sink` with the terms of a text in order: what [`terms`] finds in the folded text. `folded` is room to
/// work in.
///
/// Nearly all text is ASCII, whose words are found byte by byte and need no folding. Where a word meets
/// another character, the piece up to the next ASCII separator is folded and cut by itself, which cuts as the
/// whole does: folding looks at one character at a time, and an ASCII separator parts words in any case.
pub fn cut(text: &str, folded: &mut String, mut sink: impl FnMut(Term<'_>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        at += bytes[at..].iter().take_while(|&&byte| CLASSES[usize::from(byte)] == Class::Separator).count();
        let start = at;
        at += bytes[at..].iter().take_while(|&&byte| CLASSES[usize::from(byte)] == Class::Plain).count();
        if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
            let piece =
                bytes[at..].iter().take_while(|&&byte| CLASSES[usize::from(byte)] != Class::Separator);
            at += piece.count();
            folded.clear();
            fold_into(&text[start..at], folded);
            terms(folded, |term| sink(Term::Folded(term)));
        } else if start < at {
            sink(Term::Plain { start, end: at });
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// ASCII that parts words.
    Separator,
    /// An ASCII letter or digit.
    Plain,
    /// A byte of any other character.
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Separator; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte >= 128 {
            classes[byte] = Class::Other;
        } else if (byte as u8).is_ascii_alphanumeric() {
            classes[byte] = Class::Plain;
        }
        byte += 1;
    }
    classes
};

/// The pairs of neighbouring characters of an ideographic run, then its last character.
pub fn pairs(run: &str) -> impl Iterator<Item = &str> {
    let starts = run.char_indices().map(|(at, _)| at);
    let ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).chain([run.len()]);
    starts.zip(ends).map(|(start, end)| &run[start..end])
}

/// True where a word of a folded text begins with `beginning`.
pub fn begins_a_word(folded: &str, beginning: &str) -> bool {
    words(folded).any(|(range, _)| folded[range.start..].starts_with(beginning))
}

/// True for Chinese, Japanese and Korean characters.
pub fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3005}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// How a folded character is written; `None` for one that parts words.
pub fn script(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then_some(Script::Alphabetic);
    }
    match c {
        _ if is_ideographic(c) => Some(Script::Ideographic),
        // Marks that folding leaves, such as the vowels of Devanagari, belong to the word they stand in.
        _ if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) => {
            Some(Script::Alphabetic)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Term, cut, pairs, terms};
    use crate::text::fold::fold;

    #[test]
    fn text_is_cut_into_what_is_found() {
        for (text, expected) in [
            ("", vec![]),
            ("the party’s grass-roots (2021)", vec!["the", "party", "s", "grass", "roots", "2021"]),
            ("社区治理 party党", vec!["社区", "区治", "治理", "理", "party", "党"]),
            ("한국 がく", vec!["한국", "국", "がく", "く"]),
        ] {
            let mut got = Vec::new();
            terms(text, |term| got.push(term));
            assert_eq!(got, expected, "{text}");
        }
        assert_eq!(pairs("党").collect::<Vec<_>>(), ["党"]);
    }

    fn cut_all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        cut(text, &mut String::new(), |term| {
            found.push(match term {
                Term::Plain { start, end } => {
                    text.as_bytes()[start..end].iter().map(|byte| char::from(byte | 0x20)).collect()
                }
                Term::Folded(term) => term.to_owned(),
            });
        });
        found
    }

    #[test]
    fn unfolded_text_is_cut_as_folded_text_is() {
        assert_eq!(
            cut_all("The PARTY’s Mu\u{308}ller½x\0A ﬁ"),
            ["the", "party", "s", "muller1", "2x", "a", "fi"]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_its_folded_form_is(text in "([a-cX-Z0-2 ,.\0-]|[éÜßﬁ’½ \u{301}Ａ社区がк]|\\PC){0,30}") {
            let folded = fold(&text);
            let mut expected = Vec::new();
            terms(&folded, |term| expected.push(term.to_owned()));
            prop_assert_eq!(cut_all(&text), expected);
        }
    }
}
