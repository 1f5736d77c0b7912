//! The abstract page of a thesis index, as text: the layout that most collections come in.
//!
//! Owns what is made of a damaged page; the labels are those of the table of fields. A page is a run of lines, each
//! with its part in the page; pages follow one another in one file. Values are glued to the next label, so a line is
//! split on its own labels and never on white space. A title is never invented.

mod fill;
mod labels;
mod line;
mod reader;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use self::fill::{gather, inside_cell, meta_line};
use self::line::{FIRST_LINE, Line, Look, lines};
use self::reader::pages;
use super::kind;
use super::prose::{self, Verdict};
use super::{Extent, Item, Sink, number, warn_of_dates};
use crate::thesis::{Draft, Field, Warning};

/// As many lines as a page has, or a few more.
const LINES_OF_A_PAGE: usize = 16;

/// Decodes the pages of a text.
///
/// What belongs to no page is told of; where the whole file holds none, the warning says what it is instead.
pub fn decode(text: &str, extent: Extent, sink: &mut Sink<'_>) -> ControlFlow<()> {
    // Files of old Macintoshes have no other line ends.
    if memchr::memchr(b'\n', text.as_bytes()).is_none() && text.contains('\r') {
        return decode(&text.replace('\r', "\n"), extent, sink);
    }
    if let Some(known) = kind::find_document(text).filter(|_| extent == Extent::Whole) {
        return sink(Item::Warning(Warning::skipped(number(known.line), known.reason())));
    }
    let mut found = Vec::with_capacity(LINES_OF_A_PAGE);
    found.extend(lines(text));
    let pages = pages(&mut found);
    let alone = extent == Extent::Whole && pages.len() <= 1;
    for page in &pages {
        decode_page(&found[page.clone()], page.start, alone, sink)?;
    }
    if pages.is_empty() && extent == Extent::Whole {
        return sink(Item::Warning(Warning::skipped(1, "it is empty")));
    }
    ControlFlow::Continue(())
}

/// The byte at which the next page after `from` surely begins, a line `Font Size:`; `None` where there is none.
pub fn next_page(bytes: &[u8], from: usize) -> Option<usize> {
    let mut starts = memchr::memmem::find_iter(&bytes[from..], FIRST_LINE).map(|found| from + found);
    starts.find(|&start| start > 0 && bytes[start - 1] == b'\n')
}

fn decode_page(lines: &[Line<'_>], index: usize, alone: bool, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let from = number(index);
    if lines.iter().all(|line| matches!(line.look, Look::Blank | Look::Text | Look::Cell)) {
        return decode_remains(lines, from, alone, sink);
    }
    let mut draft = Draft::at(from);
    let left_out = gather(lines, &mut draft);
    let is_missing = |fields: &[Field]| fields.iter().all(|&field| draft.get(field).is_empty());
    if is_missing(&[Field::Id, Field::Title, Field::Abstract, Field::Candidate]) {
        let reason = "a page without id, title, candidate and abstract";
        return sink(Item::Warning(Warning::skipped(from, reason)));
    }
    let bare = [Field::Id, Field::Candidate, Field::Posted, Field::Country, Field::Subject];
    let missing = match (is_missing(&[Field::Title]), is_missing(&[Field::Abstract])) {
        (true, false) if is_missing(&bare) => Some(NO_HEADER),
        (true, false) => Some("no title was found"),
        (true, true) => Some("neither title nor abstract was found"),
        (false, _) => None,
    };
    let missing = missing.map(|reason| Warning::mended(from, reason));
    let left_out = left_out
        .map(|line| Warning::mended(number(index + line), "text that has no place in a page was left out"));
    let dates = meta_line(lines, 0).into_iter().flat_map(|line| warn_of_dates(&draft, number(index + line)));
    let warnings: Vec<_> = missing.into_iter().chain(left_out).chain(dates).collect();
    for warning in warnings {
        sink(Item::Warning(warning))?;
    }
    sink(Item::Thesis(draft))
}

const NO_PAGE: &str = "text that belongs to no thesis page";
const NO_HEADER: &str = "no header: only the abstract was found";

/// Decodes lines that hold none of the labels: an abstract that is all that is left of its page, or no thesis.
fn decode_remains(lines: &[Line<'_>], from: u32, alone: bool, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut filled = lines.iter().filter(|line| line.look != Look::Blank);
    let one = (filled.next().map(|line| line.look), filled.next().is_none());
    let text = lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    let text = text.trim();
    let framed = text.len() > 1 && text.starts_with('|') && text.ends_with('|');
    let verdict = match one {
        (Some(Look::Cell), true) => prose::judge_cell(inside_cell(text)),
        _ if !alone => Verdict::Other(NO_PAGE.into(), 0),
        _ if framed => prose::judge_cell(inside_cell(text)),
        _ => prose::judge(text),
    };
    match verdict {
        Verdict::Abstract => {
            sink(Item::Warning(Warning::mended(from, NO_HEADER)))?;
            let text = if framed { inside_cell(text) } else { text };
            sink(Item::Thesis(Draft::at(from).with(Field::Abstract, text)))
        }
        Verdict::Other(reason, line) => {
            sink(Item::Warning(Warning::skipped(from + number(line) - 1, reason)))
        }
    }
}
