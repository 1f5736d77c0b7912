//! Bytes to theses, one format a file: each decode gives theses and warnings.
//!
//! Owns the layouts of what people collect, and tells one from another by content, never by a file's ending.
//! Must not read files, nor sanitise: text goes on as it was read, and the collection cleans it.

pub mod jsonl;
mod kind;
pub mod page;
mod prose;
pub mod text;

use std::ops::ControlFlow;

use crate::thesis::{Date, Draft, Field, Shape, Warning};

/// One thing that a format found. Its lines count from 1 at the start of the text that was given.
#[allow(clippy::large_enum_variant)] // nearly all are theses, and none is stored
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A thesis.
    Thesis(Draft<'a>),
    /// What could not be taken as it stood; a warning about a thesis comes before it.
    Warning(Warning),
}

/// What a warning begins with that is told once a file, at the first record that has fields which no thesis has.
pub const UNKNOWN_FIELDS: &str = "fields that no thesis has are left out: ";

/// Takes what a format finds, in the order of the text, and breaks to stop the decoding.
pub type Sink<'s> = dyn FnMut(Item<'_>) -> ControlFlow<()> + 's;

/// A layout that theses come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The abstract pages of a thesis index, one or more, as text.
    Page,
    /// One JSON object a line.
    JsonLines,
}

/// How much of its file a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The file from its first line to its last.
    Whole,
    /// Some of its lines; the rest is decoded by itself.
    Part,
}

/// The format of a text, from its beginning. What is neither is [`Format::Page`], which says what it is.
pub fn sniff(text: &str) -> Format {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_start);
    let is_object =
        |line: &str| line.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    match lines.find(|line| !line.is_empty()) {
        Some(line) if is_object(line) => Format::JsonLines,
        _ => Format::Page,
    }
}

/// Decodes a text, giving each thesis and warning to `sink` in the order of the text.
///
/// An empty text gives a warning where it is the whole file, nothing where it is a part. Any text whatever
/// is survived.
pub fn decode(format: Format, text: &str, extent: Extent, sink: &mut Sink<'_>) -> ControlFlow<()> {
    match format {
        Format::Page => page::decode(text, extent, sink),
        Format::JsonLines => jsonl::decode(text, extent, sink),
    }
}

/// The values of a field that stand in one text, in their order, without empty ones.
///
/// Short values are parted by semicolons, Chinese ones too, and by commas unless the field's own values hold such, as
/// names do; a comma between two digits belongs to its keyword, as in `1,3-butadiene`. Titles stand on lines of their own.
fn split_values(field: Field, list: &str) -> Vec<&str> {
    let by_commas = match field.row().shape {
        Shape::Values(between) => between.contains(','),
        Shape::Items => return list.lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
        _ => return vec![list.trim()],
    };
    let bytes = list.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let parts = |(at, c): (usize, char)| match c {
        ',' => by_commas && !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))),
        '，' | '、' => by_commas,
        _ => matches!(c, ';' | '；'),
    };
    let mut values = Vec::new();
    let mut start = 0;
    let ends = list.char_indices().filter(|&place| parts(place)).map(|(at, c)| (at, at + c.len_utf8()));
    for (end, next) in ends.chain([(list.len(), list.len())]) {
        let value = list[start..end].trim();
        if !value.is_empty() {
            values.push(value);
        }
        start = next;
    }
    values
}

/// Warnings about the dates of a draft that are there and are none.
fn warn_of_dates<'d>(draft: &'d Draft<'_>, line: u32) -> impl Iterator<Item = Warning> + use<'d> {
    let dates =
        draft.iter().filter(|(field, _)| field.row().shape == Shape::Date).map(|(_, text)| text.trim());
    dates.filter(|text| !text.is_empty() && Date::parse(text).is_none()).map(move |text| {
        Warning::mended(line, format!("“{}” is not a date: kept as written", shortened(text)))
    })
}

/// The beginning of a text, for a reason: at most 40 characters and one line.
fn shortened(text: &str) -> String {
    const ENOUGH: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(ENOUGH).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The number of a line, which warnings and theses carry, from its index.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::ops::ControlFlow;

    use super::{Extent, Format, Item, decode, sniff, split_values};
    use crate::thesis::{Draft, Field, Warning};

    /// All theses and warnings of a text.
    pub(crate) fn decoded(format: Format, text: &str, extent: Extent) -> (Vec<Draft<'static>>, Vec<Warning>) {
        let (mut drafts, mut warnings) = (Vec::new(), Vec::new());
        let flow = decode(format, text, extent, &mut |item| {
            match item {
                Item::Thesis(draft) => drafts.push(draft.into_owned()),
                Item::Warning(warning) => warnings.push(warning),
            }
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        (drafts, warnings)
    }

    #[test]
    fn formats_are_told_apart_by_content() {
        for (text, format) in [
            ("", Format::Page),
            ("Font Size: a A A\n", Format::Page),
            ("{\"id\":\"1\"}", Format::JsonLines),
            ("\u{feff}\n\n  { \"id\": 1", Format::JsonLines),
            ("{}\n", Format::JsonLines),
            ("{\n  \"id\": 1\n}", Format::Page),
            ("[{\"id\":1}]", Format::Page),
            ("{x} is a set", Format::Page),
        ] {
            assert_eq!(sniff(text), format, "{text:?}");
        }
    }

    #[test]
    fn keywords_are_parted_by_commas_and_semicolons() {
        for (list, keywords) in [
            ("", &[][..]),
            (" , ,", &[]),
            ("a b, c", &["a b", "c"]),
            ("a,b;c; d", &["a", "b", "c", "d"]),
            ("社区，治理；党、建", &["社区", "治理", "党", "建"]),
            ("1,3-butadiene, 2,4-D, x,1", &["1,3-butadiene", "2,4-D", "x", "1"]),
        ] {
            assert_eq!(split_values(Field::Keywords, list), keywords, "{list}");
        }
    }

    #[test]
    fn decoding_stops_where_the_sink_breaks() {
        for (format, text) in [
            (Format::JsonLines, "{\"id\":\"1\"}\n{\"id\":\"2\"}\n"),
            (Format::Page, "Font Size: a A A\nGTID:1\nFont Size: a A A\nGTID:2\n"),
        ] {
            let mut seen = 0;
            let flow = decode(format, text, Extent::Whole, &mut |item| {
                seen += usize::from(matches!(item, Item::Thesis(_)));
                if seen > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            assert!(flow.is_break() && seen == 1, "{format:?}");
        }
    }
}
