//! The lines of a text: what each looks like by itself, whatever stands around it.

use std::borrow::Cow;

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
    /// `| abstract`, of which the end is cut off or follows on other lines.
    CellStart,
    /// `abstract |`.
    CellEnd,
    Text,
}

impl Look {
    /// The line of metadata that it is, by its place in [`labels::LINES`].
    pub fn group(self) -> Option<usize> {
        if let Self::Meta(group) = self { Some(group) } else { None }
    }

    /// True where a bar stands at an end.
    pub fn is_cell(self) -> bool {
        matches!(self, Self::Cell | Self::CellStart | Self::CellEnd)
    }
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

/// The text with the colons of its labels as they should be, where it has wide ones.
pub(super) fn with_plain_colons(text: &str) -> Cow<'_, str> {
    const WIDE: &str = "：";
    let mut text = Cow::Borrowed(text);
    if memchr::memmem::find(text.as_bytes(), WIDE.as_bytes()).is_none() {
        return text;
    }
    let of_lines = labels::LINES.iter().flat_map(|labels| labels.iter().map(|label| label.text));
    for label in of_lines.chain([FONT_SIZE, ABSTRACT, KEYWORDS]) {
        let wide = format!("{}{WIDE}", label.trim_end_matches(':'));
        if text.contains(&wide) {
            text = Cow::Owned(text.replace(&wide, label));
        }
    }
    text
}

/// True where some lines are of a page: they have a label that nothing else has, or two different ones as pages have
/// them. A mail, a patch or a program may well have one line that begins with `Subject:` or `Type:`.
pub(super) fn is_known(lines: &[Line<'_>]) -> bool {
    let mut seen = Seen::default();
    lines.iter().any(|line| match line.look {
        Look::FontSize | Look::Abstract | Look::Keywords => true,
        Look::Meta(group) => seen.enough(labels::sure(line.text, group)),
        Look::Request => seen.enough(1 << 14),
        Look::Related => seen.enough(1 << 15),
        Look::Blank | Look::Cell | Look::CellStart | Look::CellEnd | Look::Text => false,
    })
}

/// Labels that have been seen, a bit each.
#[derive(Default)]
struct Seen(u16);

impl Seen {
    /// Adds labels; true where there are two different ones.
    fn enough(&mut self, labels: u16) -> bool {
        self.0 |= labels;
        self.0.count_ones() > 1
    }
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
        Some(b'|') if line.len() > 1 => Look::CellStart,
        Some(_) => match labels::line_of(line) {
            Some(group) => Look::Meta(group),
            None if line.len() > 1 && line.ends_with('|') => Look::CellEnd,
            None => Look::Text,
        },
    }
}

/// A cell without its bars, or the one that is left.
pub(super) fn inside_cell(cell: &str) -> &str {
    let cell = cell.strip_prefix('|').unwrap_or(cell);
    cell.strip_suffix('|').unwrap_or(cell).trim()
}

fn is_font_size(line: &str) -> bool {
    let sizes = line.strip_prefix(FONT_SIZE);
    line.starts_with(FIRST_LINE)
        || sizes.is_some_and(|sizes| sizes.chars().all(|c| matches!(c, 'a' | 'A') || c.is_whitespace()))
}
