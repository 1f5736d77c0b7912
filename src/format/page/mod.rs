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

use std::borrow::Cow;
use std::ops::ControlFlow;

use self::fill::{gather, join, meta_line};
use self::line::{FIRST_LINE, Line, Look, inside_cell, is_known, lines, with_plain_colons};
use self::reader::pages;
use super::item::{Extent, Item, Sink};
use super::kind;
use super::prose::{self, Verdict};
use super::values::{number, warn_of_dates};
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
    let text = &*with_plain_colons(text);
    if let Some(known) = kind::find_document(text).filter(|_| extent == Extent::Whole) {
        return sink(Item::Warning(Warning::skipped(number(known.line), known.reason())));
    }
    let mut found = Vec::with_capacity(LINES_OF_A_PAGE);
    found.extend(lines(text));
    if extent == Extent::Whole && !is_known(&found) && !has_cells(text, &found) {
        return decode_other(text, &found, sink);
    }
    let pages = pages(&mut found);
    pages.iter().try_for_each(|page| decode_page(&found[page.clone()], page.start, sink))
}

/// True where a file in which no page is known is of cells, the last remains of pages.
fn has_cells(text: &str, lines: &[Line<'_>]) -> bool {
    let mut filled = lines.iter().filter(|line| line.look != Look::Blank);
    let alone = filled.next().is_some_and(|line| line.look.is_cell()) && filled.next().is_none();
    let is_cell = |line: &Line<'_>| line.look.is_cell() && prose::is_cell(inside_cell(line.text));
    // A cell may be wrapped.
    let framed = text.trim_start().starts_with('|') && text.trim_end().ends_with('|');
    (alone || framed || lines.iter().any(is_cell)) && kind::find(text).is_none()
}

/// The byte at which the next page after `from` surely begins, a line `Font Size:`; `None` where there is none.
pub fn next_page(bytes: &[u8], from: usize) -> Option<usize> {
    let mut starts = memchr::memmem::find_iter(&bytes[from..], FIRST_LINE).map(|found| from + found);
    starts.find(|&start| start > 0 && bytes[start - 1] == b'\n')
}

fn decode_page(lines: &[Line<'_>], index: usize, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let from = number(index);
    if !is_known(lines) {
        return decode_remains(lines, from, sink);
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

/// Decodes a file that holds no page: an abstract that is all that is left of one, or something else.
fn decode_other(text: &str, lines: &[Line<'_>], sink: &mut Sink<'_>) -> ControlFlow<()> {
    match prose::judge(text) {
        Verdict::Abstract => {
            let first = lines.iter().position(|line| line.look != Look::Blank).unwrap_or_default();
            abstract_alone(&lines[first..], number(first), sink)
        }
        Verdict::Other(reason, line) => sink(Item::Warning(Warning::skipped(number(line), reason))),
    }
}

/// Decodes lines that are not known to be of a page, beside others that are: a cell or an abstract that has lost its
/// own, or something else.
fn decode_remains(lines: &[Line<'_>], from: u32, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let filled: Vec<_> = lines.iter().filter(|line| line.look != Look::Blank).collect();
    let [first, .., last] = &filled[..] else {
        return match filled.first() {
            Some(line) if line.look.is_cell() || prose::is_paragraph(line.text) => {
                judge_alone(lines, from, sink)
            }
            _ => sink(Item::Warning(Warning::skipped(from, NO_PAGE))),
        };
    };
    if first.look == Look::CellStart || last.look == Look::CellEnd {
        return judge_alone(lines, from, sink);
    }
    sink(Item::Warning(Warning::skipped(from, NO_PAGE)))
}

fn judge_alone(lines: &[Line<'_>], from: u32, sink: &mut Sink<'_>) -> ControlFlow<()> {
    match prose::judge_cell(inside_cell(&joined(lines))) {
        Verdict::Abstract => abstract_alone(lines, from, sink),
        Verdict::Other(reason, _) => sink(Item::Warning(Warning::skipped(from, reason))),
    }
}

/// Gives the thesis of which nothing but its abstract is left.
fn abstract_alone(lines: &[Line<'_>], from: u32, sink: &mut Sink<'_>) -> ControlFlow<()> {
    sink(Item::Warning(Warning::mended(from, NO_HEADER)))?;
    let text = joined(lines);
    sink(Item::Thesis(Draft::at(from).with(Field::Abstract, inside_cell(&text))))
}

/// The lines that are not blank, as one text.
fn joined<'a>(lines: &[Line<'a>]) -> Cow<'a, str> {
    let filled = lines.iter().filter(|line| line.look != Look::Blank);
    filled.fold(Cow::Borrowed(""), |text, line| join(text, line.text, false))
}
