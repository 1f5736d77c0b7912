//! Line breaks: where a text is parted into lines, measured as it is drawn.
//!
//! Owns where a line may end (Unicode's UAX #14, and behind a hyphen between letters) and how lines are filled.

use std::ops::Range;

use textwrap::WordSeparator::UnicodeBreakProperties;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use super::width::{columns, prefix};

/// How lines are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Each as far as it goes.
    Full,
    /// So that the lines of a paragraph come to nearly the same length, as a page is set.
    Balanced,
}

/// A longer text is wrapped line by line; balancing all lines of a paragraph would take longer than a frame.
const BALANCED_UP_TO: usize = 20_000;

/// The lines of a text as ranges of its bytes, none wider than `width` columns unless a grapheme is. White space where a
/// line ends belongs to none. A line break in the text ends a line; an empty text is one empty line.
pub fn wrapped(text: &str, width: usize, filling: Filling) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(text, start..start + line.len(), width.max(1), filling, &mut lines);
        start += line.len() + 1;
    }
    lines
}

fn wrap_line(text: &str, line: Range<usize>, width: usize, filling: Filling, lines: &mut Vec<Range<usize>>) {
    let content = &text[line.clone()];
    if columns(content) <= width {
        lines.push(line.start..line.start + content.trim_end_matches(' ').len());
        return;
    }
    let pieces = pieces(content, width);
    let widths = [width as f64];
    let balanced = (filling == Filling::Balanced && content.len() <= BALANCED_UP_TO)
        .then(|| wrap_optimal_fit(&pieces, &widths, &Penalties::new()).ok())
        .flatten()
        // To balance lines it may let one run over.
        .filter(|set| set.iter().all(|line| line_columns(line) <= width));
    let set = balanced.unwrap_or_else(|| wrap_first_fit(&pieces, &widths));
    lines.extend(set.into_iter().filter_map(|pieces| {
        let (first, last) = (pieces.first()?, pieces.last()?);
        Some(line.start + first.word.start..line.start + last.word.end)
    }));
}

/// What stays together on a line, and the white space behind it.
#[derive(Clone, Debug)]
struct Piece {
    word: Range<usize>,
    columns: usize,
    space: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.columns as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn line_columns(pieces: &[Piece]) -> usize {
    let all: usize = pieces.iter().map(|piece| piece.columns + piece.space).sum();
    all - pieces.last().map_or(0, |last| last.space)
}

/// The pieces of a line, in order, each no wider than `width` unless a grapheme is.
fn pieces(line: &str, width: usize) -> Vec<Piece> {
    let mut words: Vec<(Range<usize>, usize)> = Vec::new();
    let mut at = 0;
    for word in UnicodeBreakProperties.find_words(line) {
        let (start, end) = (at, at + word.word.len());
        at = end + word.whitespace.len();
        match words.last_mut() {
            Some((before, 0)) if is_number_with_hyphen(line, start) => *before = before.start..end,
            _ => words.push((start..end, 0)),
        }
        if let Some((_, space)) = words.last_mut() {
            *space = word.whitespace.len();
        }
    }
    let mut pieces = Vec::with_capacity(words.len());
    for (word, space) in words {
        let mut start = word.start;
        let ends = hyphens(&line[word.clone()]).map(|end| word.start + end);
        for end in ends.chain([word.end]) {
            part(line, start..end, width, &mut pieces);
            start = end;
        }
        if let Some(last) = pieces.last_mut() {
            last.space = space;
        }
    }
    pieces
}

/// The signs that join two words.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{2012}', '\u{2013}'];

/// True where what stands before a place and behind it is one number or name, as `COVID-19`, `2015–2021`.
fn is_number_with_hyphen(line: &str, at: usize) -> bool {
    let mut before = line[..at].chars().rev();
    let joins = before.next().is_some_and(|sign| HYPHENS.contains(&sign));
    joins && (line[at..].starts_with(char::is_numeric) || before.next().is_some_and(char::is_numeric))
}

/// The places behind the hyphens between two letters.
fn hyphens(word: &str) -> impl Iterator<Item = usize> {
    word.match_indices('-').map(|(at, _)| (at, at + 1)).filter_map(|(at, behind)| {
        let letters =
            word[..at].ends_with(char::is_alphabetic) && word[behind..].starts_with(char::is_alphabetic);
        letters.then_some(behind)
    })
}

/// Adds a word, in parts where it is wider than a line.
fn part(line: &str, word: Range<usize>, width: usize, pieces: &mut Vec<Piece>) {
    let mut rest = word;
    loop {
        let text = &line[rest.clone()];
        let whole = columns(text);
        let fitting = if whole > width { prefix(text, width) } else { 0 };
        if fitting == 0 {
            // Nothing of it fits where the first grapheme is wider than a line.
            pieces.push(Piece { word: rest, columns: whole, space: 0 });
            return;
        }
        let end = rest.start + fitting;
        pieces.push(Piece { word: rest.start..end, columns: columns(&text[..fitting]), space: 0 });
        rest.start = end;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Filling, wrapped};
    use crate::text::width::columns;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrapped(text, width, Filling::Full).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn lines_end_between_words_and_behind_hyphens_between_letters() {
        for (text, width, expected) in [
            ("", 9, &[""][..]),
            ("one two", 9, &["one two"]),
            ("one two  ", 4, &["one", "two"]),
            ("one\n\ntwo", 9, &["one", "", "two"]),
            ("a grass-roots one", 9, &["a grass-", "roots one"]),
            ("of COVID-19 one", 10, &["of", "COVID-19", "one"]),
            ("in 2015–2021 and", 8, &["in", "2015–202", "1 and"]),
            ("in 2015–2021 and", 9, &["in", "2015–2021", "and"]),
            ("a 19\u{2010}fold one", 7, &["a", "19\u{2010}fold", "one"]),
            ("社区治理研究", 5, &["社区", "治理", "研究"]),
            ("社区", 1, &["社", "区"]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
        ] {
            assert_eq!(lines(text, width), expected, "{text} in {width}");
        }
    }

    #[test]
    fn what_is_made_of_several_code_points_is_as_wide_as_it_is_drawn_and_never_parted() {
        let signs = "steps 1\u{fe0f} and 2\u{fe0f} and 3\u{fe0f} of the way";
        for width in 6..20 {
            for filling in [Filling::Full, Filling::Balanced] {
                let lines: Vec<_> =
                    wrapped(signs, width, filling).into_iter().map(|line| &signs[line]).collect();
                assert!(lines.iter().all(|line| columns(line) <= width), "{lines:?} in {width}");
                assert_eq!(lines.join(" "), signs);
            }
        }
        // Two columns each, by code point four.
        assert_eq!(
            lines("👩\u{200d}🔬 👩\u{200d}🔬 👩\u{200d}🔬", 5),
            ["👩\u{200d}🔬 👩\u{200d}🔬", "👩\u{200d}🔬"]
        );
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn balanced_lines_are_nearer_to_one_length() {
        let text = "To be, or not to be: that is the question, whether it is nobler.";
        let lengths =
            |filling| wrapped(text, 28, filling).iter().map(ExactSizeIterator::len).collect::<Vec<_>>();
        let range = |lengths: Vec<usize>| lengths.iter().max().unwrap() - lengths.iter().min().unwrap();
        assert!(range(lengths(Filling::Balanced)) <= range(lengths(Filling::Full)));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room_and_nothing_is_lost(
            text in "([a-z \\-\n]|[1#]\u{fe0f}|社|ｶﾞ|e\u{301}|กำ|–| ){0,60}",
            width in 3usize..40,
            balanced in any::<bool>(),
        ) {
            let filling = if balanced { Filling::Balanced } else { Filling::Full };
            let lines = wrapped(&text, width, filling);
            prop_assert!(lines.iter().all(|line| columns(&text[line.clone()]) <= width));
            let shown: String = lines.into_iter().map(|line| &text[line]).collect();
            prop_assert_eq!(shown.replace(' ', ""), text.replace([' ', '\n'], ""));
        }
    }
}
