//! The labels of the three lines of metadata, from the table of fields, and how a line is split on them.

use memchr::memmem;

use crate::thesis::{Date, Field};

/// A label and the field whose value stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub field: Field,
    /// The place within its line, from 0; of two labels of one place a line has one.
    place: usize,
    pub text: &'static str,
}

/// The labels of each line, in the order of their places.
pub(super) const LINES: [&[Label]; 3] =
    [&of_line::<{ count(0) }>(0), &of_line::<{ count(1) }>(1), &of_line::<{ count(2) }>(2)];

/// As many values as a line has at most.
const PLACES: usize = 3;

/// Whether a label begins with a byte.
const BEGINS: [bool; 256] = first_bytes();

/// The label of a field, which has one.
pub(super) const fn label(field: Field) -> &'static str {
    field.row().page.expect("the page has the field").text
}

const fn count(line: usize) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < Field::COUNT {
        if let Some(label) = Field::ALL[at].row().page
            && label.line == line
        {
            count += 1;
        }
        at += 1;
    }
    count
}

const fn of_line<const N: usize>(line: usize) -> [Label; N] {
    let mut labels = [Label { field: Field::Id, place: 0, text: "" }; N];
    let (mut at, mut filled) = (0, 0);
    while at < Field::COUNT {
        let field = Field::ALL[at];
        if let Some(label) = field.row().page
            && label.line == line
        {
            assert!(label.place < PLACES, "a line has as many places as it is split into");
            labels[filled] = Label { field, place: label.place, text: label.text };
            filled += 1;
        }
        at += 1;
    }
    labels
}

const fn first_bytes() -> [bool; 256] {
    let mut begins = [false; 256];
    let mut line = 0;
    while line < LINES.len() {
        let mut at = 0;
        while at < LINES[line].len() {
            begins[LINES[line][at].text.as_bytes()[0] as usize] = true;
            at += 1;
        }
        line += 1;
    }
    begins
}

/// The line of metadata that a text is by its first label, by its place in [`LINES`].
pub(super) fn line_of(text: &str) -> Option<usize> {
    let begins = |labels: &&[Label]| labels.iter().any(|label| text.starts_with(label.text));
    let first = *text.as_bytes().first()?;
    BEGINS[usize::from(first)].then(|| LINES.iter().position(begins)).flatten()
}

/// The labels on which a line of a group is split, a bit each.
pub(super) fn present(line: &str, group: usize) -> u16 {
    split(line, LINES[group]).into_iter().flatten().fold(0, |bits, (label, _)| bits | bit(group, label))
}

fn bit(group: usize, label: &Label) -> u16 {
    1 << (group * PLACES + label.place)
}

/// A label of one line with a word for its value, which a note may have as well; whichever it is.
const WORD: u16 = 1 << 13;

/// The labels that a line of a group has as pages have them, a bit each: several together, or one with a value such as
/// pages have there. Those alone on their lines with a mere word are together one.
pub(super) fn sure(line: &str, group: usize) -> u16 {
    let values = split(line, LINES[group]);
    let several = values.iter().flatten().count() > 1;
    let sure =
        values.into_iter().flatten().filter(|(label, value)| several || is_typical(label.field, value));
    let is_word = |field| !several && matches!(field, Field::Degree | Field::Kind | Field::FullText);
    sure.fold(0, |bits, (label, _)| bits | if is_word(label.field) { WORD } else { bit(group, label) })
}

/// True where a value is such as stands behind the label of its field, and hardly behind the same word elsewhere.
fn is_typical(field: Field, value: &str) -> bool {
    match field {
        Field::Posted => date(value).is_some(),
        Field::Degree => ["Master", "Doctor", "Bachelor", "Ph.D", "M.A", "M.S", "Ed.D"].contains(&value),
        Field::Kind => ["Thesis", "Dissertation"].contains(&value),
        Field::FullText => value == "PDF",
        Field::Id => value.len() >= 6 && value.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// The date that a value is, whatever characters that show nothing stand in it.
pub(super) fn date(value: &str) -> Option<Date> {
    Date::parse(value).or_else(|| Date::parse(&printable(value)))
}

/// A value without control characters.
pub(super) fn printable(value: &str) -> String {
    value.chars().filter(|&c| !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')).collect()
}

/// How many of the labels a line holds.
pub(super) fn held(line: &str, labels: &[Label]) -> usize {
    labels.iter().filter(|label| line.contains(label.text)).count()
}

/// True where each place of a line has a label.
pub(super) fn is_whole(line: &str, labels: &[Label]) -> bool {
    let places = labels.iter().map(|label| label.place).max().map_or(0, |last| last + 1);
    (0..places).all(|place| labels.iter().any(|label| label.place == place && line.contains(label.text)))
}

/// The value behind a label that a line begins with; empty where it begins with none of the first place.
pub(super) fn first_value<'a>(line: &'a str, labels: &[Label]) -> &'a str {
    let values = split(line, labels);
    values.into_iter().flatten().find(|(label, _)| label.place == 0).map_or("", |(_, value)| value)
}

/// The values of a line behind its labels, by place; `None` where a place has no label.
///
/// The label of the first place is at the start, that of the second the first of its kind behind it, that of the third
/// the last of its kind, so that a value in the middle may hold what looks like a label.
pub(super) fn split<'a, 'l>(line: &'a str, labels: &'l [Label]) -> [Option<(&'l Label, &'a str)>; PLACES] {
    let mut found: [Option<(&Label, usize)>; PLACES] = [None; PLACES];
    let mut from = 0;
    for (place, found) in found.iter_mut().enumerate() {
        let here = labels.iter().filter(|label| label.place == place).find_map(|label| {
            let at = match place {
                0 => line.starts_with(label.text).then_some(0),
                1 => memmem::find(&line.as_bytes()[from..], label.text.as_bytes()),
                _ => memmem::rfind(&line.as_bytes()[from..], label.text.as_bytes()),
            };
            Some((label, from + at?))
        });
        if let Some((label, at)) = here {
            *found = here;
            from = at + label.text.len();
        }
    }
    let end_of = |place: usize| found[place + 1..].iter().flatten().next().map_or(line.len(), |next| next.1);
    std::array::from_fn(|place| {
        let (label, at) = found[place]?;
        Some((label, line[at + label.text.len()..end_of(place)].trim()))
    })
}
