//! JSON lines: one thesis a line, an object with the fields of a thesis.
//!
//! Owns reading and writing; the names are those of the table of fields. A line that is as it should be is read without
//! a copy; one that is not is read again with more patience, and what cannot be used of it is left out and told of.

mod encode;
mod patient;
mod record;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

pub use self::encode::encode;
use self::record::Record;
use super::{Extent, Item, Sink, UNKNOWN_FIELDS, number, shortened, warn_of_dates};
use crate::thesis::{Draft, Warning};

/// The longest line that is read, in bytes; a longer one is no thesis but a mistake, and would take all memory.
pub const LONGEST_LINE: usize = 256 << 20;

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
            tell_unknown(&draft, &unknown, told, sink)?;
            thesis(draft, sink)
        }
        Err(error) => patient::decode(line, &error, number, told, sink),
    }
}

/// Tells of names that are no fields, unless the record is no thesis at all.
fn tell_unknown(
    draft: &Draft<'_>,
    unknown: &[String],
    told: &mut bool,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    const SHOWN: usize = 5;
    if unknown.is_empty() || *told || draft.is_blank() {
        return ControlFlow::Continue(());
    }
    *told = true;
    let names: Vec<_> = unknown.iter().take(SHOWN).map(|name| shortened(name)).collect();
    let more = match unknown.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let reason = format!("{UNKNOWN_FIELDS}{}{more}, here and in what follows", names.join(", "));
    sink(Item::Warning(Warning::mended(draft.line, reason)))
}

/// The warning about a line beyond [`LONGEST_LINE`].
pub fn too_long(number: u32) -> Warning {
    Warning::skipped(number, format!("the line is longer than {} MiB", LONGEST_LINE >> 20))
}

fn thesis(draft: Draft<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    if draft.is_blank() {
        let reason = "a JSON object without any field of a thesis (id, title, abstract and so on)";
        return sink(Item::Warning(Warning::skipped(draft.line, reason)));
    }
    for warning in warn_of_dates(&draft, draft.line) {
        sink(Item::Warning(warning))?;
    }
    sink(Item::Thesis(draft))
}
