//! Makes text from outside safe and whole for a terminal and for searching.
//!
//! This is the one place where it happens: the collection passes every field through here, and whoever
//! prints a file name does too. Downstream nothing can hold an escape sequence.

use std::borrow::Cow;

/// What becomes of line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineBreaks {
    /// A break becomes one `\n`: for text that is read in paragraphs.
    Keep,
    /// A break becomes a space: for a field of one line.
    Join,
}

/// Text without control characters, and whether any had to be taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sanitised<'a> {
    /// The text, trimmed of white space at both ends.
    pub text: Cow<'a, str>,
    /// True where something other than white space was taken out.
    pub changed: bool,
}

/// Takes out everything that a terminal would obey rather than show.
///
/// Gone are escape sequences (ECMA-48: CSI, OSC, DCS and their like, with what they carry), control
/// characters, the marks that turn the direction of text round (Unicode UAX #9), byte order marks, soft
/// hyphens and zero-width spaces. Tabs and other separators become a space, line breaks what `breaks` says.
/// Private-use and lost characters stay: they are what was read.
pub fn sanitise(text: &str, breaks: LineBreaks) -> Sanitised<'_> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let Some(first) = next_suspect(text, 0, breaks) else {
        return Sanitised { text: Cow::Borrowed(text), changed: false };
    };
    let (mut out, mut changed, mut at) = (String::with_capacity(text.len()), false, 0);
    let mut suspect = Some(first);
    while let Some(here) = suspect {
        out.push_str(&text[at..here]);
        let (length, instead, harmless) = replacement(&text[here..], breaks);
        if let Some(c) = instead {
            out.push(c);
        }
        changed |= !harmless;
        at = here + length;
        suspect = next_suspect(text, at, breaks);
    }
    out.push_str(&text[at..]);
    let trimmed = out.trim();
    let text = if trimmed.len() == out.len() { out } else { trimmed.to_owned() };
    Sanitised { text: Cow::Owned(text), changed }
}

/// One line that is safe to print, such as a file name in a message.
pub fn printable(text: &str) -> Cow<'_, str> {
    sanitise(text, LineBreaks::Join).text
}

/// True for a character that [`printable`] leaves as it is.
pub fn is_printable(c: char) -> bool {
    !is_suspect(c, LineBreaks::Join)
}

/// The place of the next character that has to go, from byte `from`.
fn next_suspect(text: &str, from: usize, breaks: LineBreaks) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        // A chunk is looked at whole, without a branch a byte, which the compiler turns into vector code.
        let chunk = &bytes[at..bytes.len().min(at + 64)];
        if !chunk.iter().fold(false, |any, &byte| any | may_begin_suspect(byte)) {
            at += chunk.len();
            continue;
        }
        let found = chunk.iter().enumerate().find(|&(offset, &byte)| {
            may_begin_suspect(byte) && first_char(&text[at + offset..]).is_some_and(|c| is_suspect(c, breaks))
        });
        if let Some((offset, _)) = found {
            return Some(at + offset);
        }
        at += chunk.len();
    }
    None
}

/// Bytes with which an unwanted character can begin; most of them begin wanted ones, too.
fn may_begin_suspect(byte: u8) -> bool {
    byte < 0x20
        || byte == 0x7f
        || matches!(byte, 0xc2 | 0xcd | 0xd8 | 0xe1 | 0xe2 | 0xe3 | 0xef | 0xf0 | 0xf3)
}

fn first_char(text: &str) -> Option<char> {
    text.chars().next()
}

fn is_suspect(c: char, breaks: LineBreaks) -> bool {
    match c {
        '\n' => breaks == LineBreaks::Join,
        _ => c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}'),
    }
}

/// Characters that show nothing and change how or whether other text is shown or found: Unicode's
/// `Default_Ignorable_Code_Point` without the joiners and the variation selectors, which words and signs need, and
/// the interlinear annotation marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// The bytes that go at the start of `text`, what stands in for them, and whether that is mere white space.
fn replacement(text: &str, breaks: LineBreaks) -> (usize, Option<char>, bool) {
    let c = first_char(text).expect("a suspect is a character");
    let line_break = match breaks {
        LineBreaks::Keep => '\n',
        LineBreaks::Join => ' ',
    };
    match c {
        '\r' if text[1..].starts_with('\n') => (2, Some(line_break), true),
        '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => (c.len_utf8(), Some(line_break), true),
        '\t' | '\u{b}' | '\u{c}' => (1, Some(' '), true),
        '\u{1b}' => (escape_sequence(text.as_bytes()), None, false),
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => {
            (c.len_utf8(), None, true)
        }
        _ => (c.len_utf8(), None, false),
    }
}

/// The length of the escape sequence at the start of `bytes`, which begin with ESC.
///
/// A string sequence (OSC, DCS, SOS, PM, APC) without its end loses its two first bytes only, so that no
/// text is lost with it.
fn escape_sequence(bytes: &[u8]) -> usize {
    match bytes.get(1) {
        Some(b'[') => {
            let end = bytes[2..].iter().position(|byte| !(0x20..=0x3f).contains(byte)).map(|at| at + 2);
            end.map_or(bytes.len(), |end| if (0x40..=0x7e).contains(&bytes[end]) { end + 1 } else { end })
        }
        Some(b']' | b'P' | b'X' | b'^' | b'_') => string_end(&bytes[2..]).map_or(2, |end| end + 2),
        Some(0x20..=0x2f) => {
            let end = bytes[1..].iter().position(|byte| !(0x20..=0x2f).contains(byte)).map(|at| at + 1);
            end.map_or(bytes.len(), |end| if (0x30..=0x7e).contains(&bytes[end]) { end + 1 } else { end })
        }
        Some(0x30..=0x7e) => 2,
        _ => 1,
    }
}

/// Where a string sequence is over: behind BEL or `ESC \`.
fn string_end(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().position(|&byte| byte == 0x07 || byte == 0x1b)?;
    match (bytes[end], bytes.get(end + 1)) {
        (0x07, _) => Some(end + 1),
        (_, Some(b'\\')) => Some(end + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LineBreaks, is_suspect, may_begin_suspect, sanitise};

    #[test]
    fn takes_out_what_a_terminal_would_obey() {
        for (text, clean, changed) in [
            ("plain", "plain", false),
            ("  people’s – “good” ", "people’s – “good”", false),
            ("a\tb\u{c}c", "a b c", false),
            ("\u{feff}a\u{ad}b\u{200b}c", "abc", false),
            ("a\u{1b}[31mred\u{1b}[0m", "ared", true),
            ("a\u{1b}]52;c;aGk=\u{7}b", "ab", true),
            ("a\u{1b}]0;title\u{1b}\\b", "ab", true),
            ("a\u{1b}]0;no end", "a0;no end", true),
            ("a\u{1b}Pq#0\u{1b}\\b", "ab", true),
            ("a\u{1b}(Bb", "ab", true),
            ("a\u{1b}", "a", true),
            ("a\u{1b}[31", "a", true),
            ("a\u{1b}[社", "a社", true),
            ("a\u{9b}31mb\u{0}\u{7f}", "a31mb", true),
            ("a\u{202e}b\u{206a}c\u{2066}d", "abcd", true),
            ("a\u{180e}b\u{115f}\u{3164}\u{ffa0}c", "abc", true),
            ("a\u{1d173}b\u{e0001}c\u{e01f0}d", "abcd", true),
            ("می\u{200c}خواهم 1\u{fe0f}\u{20e3}", "می\u{200c}خواهم 1\u{fe0f}\u{20e3}", false),
            ("private \u{e000} and lost \u{fffd} stay", "private \u{e000} and lost \u{fffd} stay", false),
        ] {
            let got = sanitise(text, LineBreaks::Join);
            assert_eq!((got.text.as_ref(), got.changed), (clean, changed), "{text:?}");
        }
    }

    #[test]
    fn line_breaks_are_kept_or_joined() {
        let text = "one\r\ntwo\rthree\nfour\u{2028}five";
        assert_eq!(sanitise(text, LineBreaks::Keep).text, "one\ntwo\nthree\nfour\nfive");
        assert_eq!(sanitise(text, LineBreaks::Join).text, "one two three four five");
    }

    #[test]
    fn what_has_to_go_is_looked_for_where_it_can_begin() {
        for c in ('\0'..=char::MAX).filter(|&c| is_suspect(c, LineBreaks::Join)) {
            assert!(may_begin_suspect(c.to_string().as_bytes()[0]), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_suspect_is_left_of_any_text(text in "(\\PC|\u{1b}|[\u{0}-\u{20}]|[\u{80}-\u{ad}]|[\u{2000}-\u{2070}]|[a-z\\]\\[;P]){0,200}") {
            for breaks in [LineBreaks::Keep, LineBreaks::Join] {
                let once = sanitise(&text, breaks).text.into_owned();
                prop_assert!(!once.chars().any(|c| is_suspect(c, breaks)), "{once:?}");
                prop_assert_eq!(&sanitise(&once, breaks).text, &once);
            }
        }
    }
}
