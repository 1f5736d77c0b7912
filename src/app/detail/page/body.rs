//! The body: the abstract in paragraphs, with what its sections are called and what its sentences tell in the margin.

use super::text::{Role, Span, Text, in_slot, values};
use super::{Place, Writer};
use crate::reading::{Reading, Section, Turn};
use crate::text::count::grouped;
use crate::text::width::{columns, fit};
use crate::text::wrap::{Filling, wrapped};
use crate::thesis::{Field, Shape, Slot, Thesis};

/// A part of the body that one can go to: a section, or a paragraph where there are no sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The line at which it begins: that of its label where this has one of its own.
    pub line: usize,
    /// What it is called, such as `Chapter 3`; empty for a paragraph.
    pub label: String,
    /// What it counts as; a paragraph as what it is from 1.
    pub number: Option<u32>,
    /// 0, or 1 for a point within another section.
    pub level: u8,
    /// The words with which it begins.
    pub words: String,
}

/// Between what stands in the margin and the text, in columns.
pub const NOTE_GAP: usize = 2;

/// How many columns of the words of a part are kept.
const WORDS: usize = 100;

impl Part {
    /// True for a section, which has a name of its own.
    pub fn is_section(&self) -> bool {
        !self.label.is_empty()
    }
}

impl<'q> Writer<'q> {
    pub(super) fn body(&mut self, thesis: Thesis<'q>) {
        let start = self.page.lines.len();
        if thesis.abstract_text().is_empty() {
            self.text(&Text::said("No abstract"), Role::Remark);
        }
        for field in in_slot(Slot::Body) {
            self.prose(thesis, field);
        }
        self.page.body = start..self.page.lines.len();
    }

    /// The values of a field as text that is read.
    pub(super) fn prose(&mut self, thesis: Thesis<'q>, field: Field) {
        let is_prose = matches!(field.row().shape, Shape::Prose | Shape::Passages);
        let is_body = field.row().slot == Slot::Body;
        for (value, text) in values(thesis, field, self.lens).enumerate() {
            let known = self.lens.known(field, value).filter(|_| is_prose && text.left_out == 0);
            match known {
                Some(reading) if !self.lens.as_read => {
                    if value > 0 {
                        self.blank();
                    }
                    self.paragraphs(&text, reading, is_body);
                }
                _ => self.text(&text, Role::Body),
            }
            if text.left_out > 0 {
                let said = format!(
                    "The text goes on for {} bytes more, too long to show here",
                    grouped(text.left_out)
                );
                self.text(&Text::said(said), Role::Remark);
            }
            if let Some(reading) = known.filter(|_| is_body && self.lens.as_read) {
                self.parts_as_read(reading, field, value);
            }
        }
    }

    /// A mended text in its paragraphs; what is said beside them, and the parts, only where it is the body.
    fn paragraphs(&mut self, text: &Text<'_>, reading: &Reading<'_>, is_body: bool) {
        let room = self.margin.saturating_sub(NOTE_GAP);
        let in_margin = reading.sections.iter().all(|section| columns(&section.label) <= room);
        let mut turns = if is_body { turns(reading, room) } else { Vec::new() }.into_iter().peekable();
        for (number, paragraph) in reading.paragraphs.iter().enumerate() {
            if number > 0 {
                self.blank();
            }
            let line = self.page.lines.len();
            if is_body {
                self.begin_part(reading, number, in_margin);
            }
            let first = self.page.lines.len();
            let labelled = self.page.notes.last().is_some_and(|(noted, _)| *noted == line);
            for range in wrapped(&text.shown[paragraph.clone()], self.width, Filling::Balanced) {
                let range = range.start + paragraph.start..range.end + paragraph.start;
                let at = self.page.lines.len();
                // A line that has a label leaves its turn to the next.
                let free = !(labelled && at == first);
                let mut told = None;
                while let Some((turn, place)) = turns.next_if(|(_, place)| free && place.start < range.end) {
                    told = told.or((place.end > range.start).then_some(turn));
                }
                if let Some(turn) = told {
                    self.note(at, turn.word(), Role::Turn);
                }
                self.page.lines.push(text.spans(range, Role::Body));
            }
        }
    }

    /// Begins a paragraph of the body: with what its sections are called, and as parts to go to.
    fn begin_part(&mut self, reading: &Reading<'_>, number: usize, in_margin: bool) {
        let paragraph = &reading.paragraphs[number];
        let line = self.page.lines.len();
        let begun: Vec<_> =
            reading.sections.iter().filter(|section| paragraph.contains(&section.range.start)).collect();
        let parts = parts(reading, number, &begun);
        self.page.parts.extend(parts.into_iter().map(|part| Part { line, ..part }));
        if in_margin {
            if let Some(section) = begun.first() {
                self.note(line, &section.label, Role::Label);
            }
            return;
        }
        // A number in brackets begins the text as well.
        let named = begun.iter().filter(|section| section.label.contains(char::is_alphabetic));
        let named: Vec<_> = named.map(|section| section.label.as_str()).collect();
        if !named.is_empty() {
            self.text(&Text::said(named.join(" · ")), Role::Label);
        }
    }

    fn note(&mut self, line: usize, text: &str, role: Role) {
        let text = text.to_owned();
        self.page.notes.push((line, Span { text, role, hit: None, repair: false, origin: None }));
    }

    /// The parts of a text that is shown as it was read: at the lines that hold their first bytes.
    fn parts_as_read(&mut self, reading: &Reading<'_>, field: Field, value: usize) {
        for number in 0..reading.paragraphs.len() {
            let paragraph = &reading.paragraphs[number];
            let begun: Vec<_> =
                reading.sections.iter().filter(|section| paragraph.contains(&section.range.start)).collect();
            let byte = reading.mended.mapped.source(paragraph.start..paragraph.start + 1).start;
            let line = self.page.line(&Place { field, value, byte, above: 0 });
            let parts = parts(reading, number, &begun);
            self.page.parts.extend(parts.into_iter().map(|part| Part { line, ..part }));
        }
    }
}

/// The parts that begin with a paragraph, their lines left open.
fn parts(reading: &Reading<'_>, number: usize, begun: &[&Section]) -> Vec<Part> {
    let text = reading.mended.text();
    let words = |range: std::ops::Range<usize>| {
        let start = &text[range];
        let end = start.find('\n').unwrap_or(start.len());
        fit(&start[..end], WORDS).into_owned()
    };
    if reading.sections.is_empty() {
        let words = words(reading.paragraphs[number].clone());
        return vec![Part {
            line: 0,
            label: String::new(),
            number: Some(number as u32 + 1),
            level: 0,
            words,
        }];
    }
    let part = |section: &&Section| Part {
        line: 0,
        label: section.label.clone(),
        number: section.number,
        level: section.level,
        words: words(section.range.clone()),
    };
    begun.iter().map(part).collect()
}

/// The turns that are told in the margin: each once where one sentence after another tells the same, and none where one
/// has no room.
fn turns(reading: &Reading<'_>, room: usize) -> Vec<(Turn, std::ops::Range<usize>)> {
    if reading.turns.iter().any(|(turn, _)| columns(turn.word()) > room) {
        return Vec::new();
    }
    let text = reading.mended.text();
    let mut last: Option<(Turn, usize)> = None;
    let told = reading.turns.iter().filter(|(turn, range)| {
        let again = last.is_some_and(|(before, end)| {
            before == *turn && text[end.min(range.start)..range.start].chars().all(|c| c == ' ')
        });
        last = Some((*turn, range.end));
        !again
    });
    told.cloned().collect()
}
