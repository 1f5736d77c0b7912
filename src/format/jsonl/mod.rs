//! JSON lines: one thesis a line, an object with the fields of a thesis.
//!
//! Owns reading and writing; the names are those of the table of fields. A line that is as it should be is read without
//! a copy; one that is not is read again with more patience, and what cannot be used of it is left out and told of.

mod encode;
mod give;
mod patient;
mod record;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

pub use self::encode::encode;
use self::record::Record;
use super::item::{Extent, Item, Sink, Sureness};
use super::values::number;
use crate::thesis::Warning;

/// The longest line that is read, in bytes; a longer one is no thesis but a mistake, and would take all memory.
pub const LONGEST_LINE: usize = 256 << 20;

/// How surely a text is JSON lines: its first line that is not empty begins an object.
pub fn recognise(text: &str) -> Sureness {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_start);
    let is_object =
        |line: &str| line.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    let begins = lines.find(|line| !line.is_empty()).is_some_and(is_object);
    if begins { Sureness::Sure } else { Sureness::No }
}

/// The place behind the first line of some bytes; `None` where they hold no line break.
pub fn next_line(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', bytes).map(|end| end + 1)
}

/// Decodes JSON lines. Empty lines mean nothing.
pub fn decode(text: &str, extent: Extent, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut start, mut index, mut any, mut told) = (0, 0, false, false);
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
        let line = text[start..end].trim();
        if !line.is_empty() {
            any = true;
            decode_line(line, number(index), &mut told, sink)?;
        }
        (start, index) = (end + 1, index + 1);
    }
    if !any && extent == Extent::Whole {
        return sink(Item::Warning(Warning::skipped(1, "it is empty")));
    }
    ControlFlow::Continue(())
}

/// Decodes a line. Names that are no fields are told of at the first thesis that has any, and `told` is set.
fn decode_line(line: &str, number: u32, told: &mut bool, sink: &mut Sink<'_>) -> ControlFlow<()> {
    if line.len() > LONGEST_LINE {
        return sink(Item::Warning(too_long(number)));
    }
    match Record::read(line, !*told) {
        Ok(Record { mut draft, unknown }) => {
            draft.line = number;
            give::tell_unknown(&draft, &unknown, told, sink)?;
            give::thesis(draft, sink)
        }
        Err(error) => patient::decode(line, &error, number, told, sink),
    }
}

/// The warning about a line beyond [`LONGEST_LINE`].
pub fn too_long(number: u32) -> Warning {
    Warning::skipped(number, format!("the line is longer than {} MiB", LONGEST_LINE >> 20))
}
