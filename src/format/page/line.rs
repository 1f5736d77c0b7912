//! The lines of a text: what each looks like by itself, whatever stands around it.

use super::labels::{self, label};
use crate::thesis::Field;

const FONT_SIZE: &str = "Font Size:";
/// The first line of a page as it stands in whole pages.
pub(super) const FIRST_LINE: &str = "Font Size: a A A";
pub(super) const ABSTRACT: &str = label(Field::Abstract);
pub(super) const KEYWORDS: &str = label(Field::Keywords);
pub(super) const REQUEST: &str = "PDF Full Text Request";
const RELATED: &str = label(Field::Related);

/// What a line looks like, by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Blank,
    FontSize,
    /// A line of metadata, by its place in [`labels::LINES`].
    Meta(usize),
    Abstract,
    Keywords,
    Request,
    Related,
    /// `| abstract |`, all that is left of a page.
    Cell,
    Text,
}

/// The part that a line has in its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Title,
    Meta,
    Abstract,
    Keywords,
    Related,
}

/// A line of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// The line without white space around it.
    pub text: &'a str,
    pub look: Look,
    pub part: Part,
}

/// The lines of a text, each as what it looks like; which part of a page it is, is found out later.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let here = rest?;
        let end = memchr::memchr(b'\n', here.as_bytes());
        rest = end.map(|end| &here[end + 1..]);
        let text = trimmed(&here[..end.unwrap_or(here.len())]);
        Some(Line { text, look: look(text), part: Part::Title })
    })
}

/// A line without white space, byte order marks and control characters around it.
fn trimmed(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || (c.is_control() && c != '\u{1b}'))
}

/// What a line without white space around it looks like.
fn look(line: &str) -> Look {
    match line.as_bytes().first() {
        None => Look::Blank,
        Some(b'F') if is_font_size(line) => Look::FontSize,
        Some(b'A') if line.starts_with(ABSTRACT) => Look::Abstract,
        Some(b'K') if line.starts_with(KEYWORDS) => Look::Keywords,
        Some(b'P') if line == REQUEST => Look::Request,
        Some(b'R') if line == RELATED => Look::Related,
        Some(b'|') if line.len() > 1 && line.ends_with('|') => Look::Cell,
        Some(_) => labels::line_of(line).map_or(Look::Text, Look::Meta),
    }
}

fn is_font_size(line: &str) -> bool {
    let sizes = line.strip_prefix(FONT_SIZE);
    line.starts_with(FIRST_LINE)
        || sizes.is_some_and(|sizes| sizes.chars().all(|c| matches!(c, 'a' | 'A') || c.is_whitespace()))
}
