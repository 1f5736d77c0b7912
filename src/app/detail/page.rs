//! The page of one thesis: every field that it has, in the order of the table, wrapped to the reading column.
//!
//! A page is made anew when the thesis, the width or the query changes, never while drawing. Each piece of its
//! lines knows the field and the bytes of that field's text that it shows, so that a place on the page is a place
//! in the text.

mod body;
mod facts;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Range;

pub use self::body::{NOTE_GAP, Part};
pub use self::text::{LONGEST, Lens, Origin, Role, Span};
use self::text::{Text, in_slot, values};
use crate::search::Query;
use crate::text::width::columns;
use crate::text::wrap::{Filling, wrapped};
use crate::thesis::{Field, Mark, Slot, Thesis};

/// A place in the text of a thesis, whatever the width of its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub(super) field: Field,
    pub(super) value: usize,
    pub(super) byte: usize,
    /// How many lines that come from nowhere, such as blank ones, stand between the line that is meant and that of
    /// the byte.
    pub(super) above: usize,
}

/// The lines of a page, top to bottom, each at most as wide as the page was made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, each made of spans from left to right.
    pub lines: Vec<Vec<Span>>,
    /// The line of each hit, in order.
    pub hits: Vec<usize>,
    /// What stands in the margin left of a line, by lines.
    pub notes: Vec<(usize, Span)>,
    /// The parts of the body that one can go to, in order: its sections, or its paragraphs where it has none.
    pub parts: Vec<Part>,
    /// The lines of the body.
    pub body: Range<usize>,
}

/// The room of a page, in columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// For its lines.
    pub width: u16,
    /// Left of them, to the edge of the pane.
    pub margin: u16,
}

/// Stands between two facts of one line.
const BETWEEN_FACTS: &str = " · ";
/// Stands between two keywords of one line.
const BETWEEN_KEYWORDS: &str = "   ";

impl Page {
    /// The page of a thesis.
    pub fn of<'t>(thesis: Thesis<'t>, room: Room, lens: Lens<'t>) -> Self {
        let mut page = Writer::new(room, lens);
        page.heading(thesis);
        page.rule();
        page.run_in(&facts::of(thesis, Slot::Facts, lens), BETWEEN_FACTS, Role::Meta);
        page.run_in(&facts::of(thesis, Slot::MoreFacts, lens), BETWEEN_FACTS, Role::Meta);
        page.keywords(thesis);
        page.blank();
        page.body(thesis);
        page.behind(thesis);
        page.blank();
        page.foot(thesis);
        page.finish()
    }

    /// The page of a marked thesis that is not loaded; `advice` says what can be done about it.
    pub fn of_absent(mark: &Mark, is_bookmarked: bool, room: Room, advice: &str) -> Self {
        let nothing = Query::default();
        let lens = Lens { query: &nothing, loose: false, edition: None, as_read: false };
        let mut page = Writer::new(room, lens);
        page.text(&Text::of(Field::Title, 0, &mark.title, lens), Role::Title);
        page.rule();
        page.text(&Text::said(format!("id {}", mark.id)), Role::Meta);
        page.blank();
        let is = if is_bookmarked { "is bookmarked" } else { "was bookmarked" };
        let mut said = format!(
            "This thesis {is}, but it is not among those that are loaded now. Open the collection that holds it \
             to read it"
        );
        if !advice.is_empty() {
            said.push_str("; ");
            said.push_str(advice);
        }
        page.text(&Text::said(format!("{said}.")), Role::Remark);
        page.finish()
    }

    /// The place in the text at the beginning of a line; `None` at the very top, and below all text.
    pub fn place(&self, line: usize) -> Option<Place> {
        let below = self.lines.iter().skip(line).take(if line == 0 { 0 } else { usize::MAX });
        let mut origins = below.map(|line| line.iter().find_map(|span| span.origin.as_ref())).enumerate();
        let (above, origin) = origins.find_map(|(above, origin)| Some((above, origin?)))?;
        Some(Place { field: origin.field, value: origin.value, byte: origin.bytes.start, above })
    }

    /// The line at which a place stands; the first one where the page does not have it.
    pub fn line(&self, place: &Place) -> usize {
        let before = |origin: &Origin| {
            (origin.field, origin.value) == (place.field, place.value) && origin.bytes.start <= place.byte
        };
        let from = |line: &Vec<Span>| line.iter().any(|span| span.origin.is_some());
        let has = |line: &Vec<Span>| line.iter().filter_map(|span| span.origin.as_ref()).any(before);
        let line = self.lines.iter().rposition(has).unwrap_or_default();
        // Where the page is set otherwise, fewer lines may stand between.
        let above = self.lines[..line].iter().rev().take(place.above).take_while(|line| !from(line));
        line - above.count()
    }

    /// The part that holds a line; `None` outside the body.
    pub fn part(&self, line: usize) -> Option<usize> {
        if !self.body.contains(&line) {
            return None;
        }
        self.parts.partition_point(|part| part.line <= line).checked_sub(1)
    }
}

/// Numbers the hits of some lines, and gives the line of each: a word is one hit, however many of its letters were
/// found.
fn number(lines: &mut [Vec<Span>]) -> Vec<usize> {
    let mut hits: Vec<usize> = Vec::new();
    for (at, line) in lines.iter_mut().enumerate() {
        let mut in_word = false;
        for span in line {
            let begins_inside = span.text.chars().next().is_some_and(char::is_alphanumeric);
            if span.hit.is_some() {
                if !(in_word && begins_inside && hits.last() == Some(&at)) {
                    hits.push(at);
                }
                span.hit = Some(hits.len() - 1);
            }
            let inside = span.text.chars().all(char::is_alphanumeric);
            in_word = inside && (span.hit.is_some() || in_word && begins_inside);
        }
    }
    hits
}

/// A page that is being set.
struct Writer<'q> {
    width: usize,
    margin: usize,
    lens: Lens<'q>,
    page: Page,
}

impl<'q> Writer<'q> {
    fn new(room: Room, lens: Lens<'q>) -> Self {
        let (width, margin) = (usize::from(room.width), usize::from(room.margin));
        Self { width, margin, lens, page: Page::default() }
    }

    fn finish(self) -> Page {
        let mut page = self.page;
        page.hits = number(&mut page.lines);
        page
    }

    fn heading(&mut self, thesis: Thesis<'q>) {
        let heading = thesis.heading();
        if thesis.has_title() {
            self.text(&Text::of(Field::Title, 0, heading, self.lens), Role::Title);
        } else if heading.is_empty() {
            self.text(&Text::said("No title and no abstract"), Role::Remark);
        } else {
            let mended = self.lens.mended(Field::Abstract, 0).map(|reading| &reading.mended.mapped);
            let first = mended.filter(|_| thesis.abstract_text().starts_with(heading));
            let first = first.map_or(heading, |mapped| &mapped.text()[mapped.shown(0..heading.len())]);
            self.text(&Text::said(format!("{first} …")), Role::FirstWords);
            self.text(&Text::said("no title: these are the first words"), Role::Remark);
        }
        for field in in_slot(Slot::Heading).filter(|&field| field != Field::Title) {
            self.values(thesis, field, Role::Meta);
        }
    }

    fn rule(&mut self) {
        let rule =
            Span { text: "─".repeat(self.width), role: Role::Rule, hit: None, repair: false, origin: None };
        self.page.lines.push(vec![rule]);
    }

    fn blank(&mut self) {
        self.page.lines.push(Vec::new());
    }

    fn keywords(&mut self, thesis: Thesis<'q>) {
        for field in in_slot(Slot::Keywords).filter(|&field| thesis.has(field)) {
            self.blank();
            let keywords: Vec<_> = values(thesis, field, self.lens).collect();
            self.run_in(&keywords, BETWEEN_KEYWORDS, Role::Keyword);
        }
    }

    fn behind(&mut self, thesis: Thesis<'q>) {
        for field in in_slot(Slot::Behind).filter(|&field| thesis.has(field)) {
            let row = field.row();
            // A page of the index has a heading for it that says more than the label.
            let heading = row.page.map_or(row.label, |label| label.text.trim_end_matches(':'));
            self.blank();
            self.text(&Text::said(heading), Role::Heading);
            self.prose(thesis, field);
        }
    }

    fn foot(&mut self, thesis: Thesis<'q>) {
        for field in in_slot(Slot::Foot).filter(|&field| thesis.has(field)) {
            for text in values(thesis, field, self.lens) {
                self.text(&text.between(&format!("{}: ", field.row().label), ""), Role::Remark);
            }
        }
        let file = thesis.file().to_string_lossy();
        let file = crate::text::sanitise::printable(&file);
        self.text(&Text::said(format!("From {file}, line {}", thesis.line())), Role::Remark);
    }

    /// Each value of a field on lines of its own.
    fn values(&mut self, thesis: Thesis<'q>, field: Field, role: Role) {
        for text in values(thesis, field, self.lens) {
            self.text(&text, role);
        }
    }

    /// Puts items one after another, a new line where the next does not fit.
    fn run_in(&mut self, items: &[Text<'_>], between: &str, role: Role) {
        let mut line: Vec<Span> = Vec::new();
        let mut used = 0;
        for item in items {
            let wide = columns(&item.shown);
            if used > 0 && used + columns(between) + wide > self.width {
                self.page.lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if wide > self.width {
                self.text(item, role);
                continue;
            }
            if used > 0 {
                let text = between.to_owned();
                line.push(Span { text, role: Role::Remark, hit: None, repair: false, origin: None });
                used += columns(between);
            }
            line.extend(item.spans(0..item.shown.len(), role));
            used += wide;
        }
        if !line.is_empty() {
            self.page.lines.push(line);
        }
    }

    /// Wraps a text to the width and adds its lines.
    fn text(&mut self, text: &Text<'_>, role: Role) {
        let lines = wrapped(&text.shown, self.width, Filling::Balanced);
        self.page.lines.extend(lines.into_iter().map(|line| text.spans(line, role)));
    }
}
