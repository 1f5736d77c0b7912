//! The page of one thesis: every field that it has, in the order of the table, wrapped to the reading column.
//!
//! A page is made anew when the thesis, the width or the query changes, never while drawing. Each piece of its
//! lines knows the field and the bytes of that field's text that it shows, so that a place on the page is a place
//! in the text.

mod facts;
#[cfg(test)]
mod tests;
mod text;

pub use self::text::{Highlight, Origin, Role, Span};
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
}

/// Stands between two facts of one line.
const BETWEEN_FACTS: &str = " · ";
/// Stands between two keywords of one line.
const BETWEEN_KEYWORDS: &str = "   ";

impl Page {
    /// The page of a thesis, `width` columns wide.
    pub fn of(thesis: Thesis<'_>, width: usize, highlight: Highlight<'_>) -> Self {
        let mut page = Writer { width, highlight, lines: Vec::new() };
        page.heading(thesis);
        page.rule();
        page.run_in(&facts::of(thesis, Slot::Facts, highlight), BETWEEN_FACTS, Role::Meta);
        page.run_in(&facts::of(thesis, Slot::MoreFacts, highlight), BETWEEN_FACTS, Role::Meta);
        page.keywords(thesis);
        page.blank();
        page.body(thesis);
        page.behind(thesis);
        page.blank();
        page.foot(thesis);
        Self::numbered(page.lines)
    }

    /// The page of a marked thesis that is not loaded; `advice` says what can be done about it.
    pub fn of_absent(mark: &Mark, width: usize, advice: &str) -> Self {
        let nothing = Query::default();
        let highlight = Highlight { query: &nothing, loose: false };
        let mut page = Writer { width, highlight, lines: Vec::new() };
        page.text(&Text::of(Field::Title, 0, &mark.title, highlight), Role::Title);
        page.rule();
        page.text(&Text::said(format!("id {}", mark.id)), Role::Meta);
        page.blank();
        let mut said = "This thesis is bookmarked, but it is not among those that are loaded now. Open the \
                        collection that holds it to read it"
            .to_owned();
        if !advice.is_empty() {
            said.push_str("; ");
            said.push_str(advice);
        }
        page.text(&Text::said(format!("{said}.")), Role::Remark);
        Self::numbered(page.lines)
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
        let has = |line: &Vec<Span>| line.iter().filter_map(|span| span.origin.as_ref()).any(before);
        self.lines.iter().rposition(has).unwrap_or_default().saturating_sub(place.above)
    }

    /// The page of these lines, its hits numbered: a word is one hit, however many of its letters were found.
    fn numbered(mut lines: Vec<Vec<Span>>) -> Self {
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
        Self { lines, hits }
    }
}

struct Writer<'q> {
    width: usize,
    highlight: Highlight<'q>,
    lines: Vec<Vec<Span>>,
}

impl Writer<'_> {
    fn heading(&mut self, thesis: Thesis<'_>) {
        let heading = thesis.heading();
        if thesis.has_title() {
            self.text(&Text::of(Field::Title, 0, heading, self.highlight), Role::Title);
        } else if heading.is_empty() {
            self.text(&Text::said("No title and no abstract"), Role::Remark);
        } else {
            self.text(&Text::said(format!("{heading} …")), Role::FirstWords);
            self.text(&Text::said("no title: these are the first words"), Role::Remark);
        }
        for field in in_slot(Slot::Heading).filter(|&field| field != Field::Title) {
            self.values(thesis, field, Role::Meta);
        }
    }

    fn rule(&mut self) {
        let rule = Span { text: "─".repeat(self.width), role: Role::Rule, hit: None, origin: None };
        self.lines.push(vec![rule]);
    }

    fn blank(&mut self) {
        self.lines.push(Vec::new());
    }

    fn keywords(&mut self, thesis: Thesis<'_>) {
        for field in in_slot(Slot::Keywords).filter(|&field| thesis.has(field)) {
            self.blank();
            let keywords: Vec<_> = values(thesis, field, self.highlight).collect();
            self.run_in(&keywords, BETWEEN_KEYWORDS, Role::Keyword);
        }
    }

    fn body(&mut self, thesis: Thesis<'_>) {
        if thesis.abstract_text().is_empty() {
            self.text(&Text::said("No abstract"), Role::Remark);
        }
        for field in in_slot(Slot::Body) {
            self.values(thesis, field, Role::Body);
        }
    }

    fn behind(&mut self, thesis: Thesis<'_>) {
        for field in in_slot(Slot::Behind).filter(|&field| thesis.has(field)) {
            let row = field.row();
            // A page of the index has a heading for it that says more than the label.
            let heading = row.page.map_or(row.label, |label| label.text.trim_end_matches(':'));
            self.blank();
            self.text(&Text::said(heading), Role::Heading);
            self.values(thesis, field, Role::Body);
        }
    }

    fn foot(&mut self, thesis: Thesis<'_>) {
        for field in in_slot(Slot::Foot).filter(|&field| thesis.has(field)) {
            for text in values(thesis, field, self.highlight) {
                self.text(&text.between(&format!("{}: ", field.row().label), ""), Role::Remark);
            }
        }
        let file = thesis.file().to_string_lossy();
        let file = crate::text::sanitise::printable(&file);
        self.text(&Text::said(format!("From {file}, line {}", thesis.line())), Role::Remark);
    }

    /// Each value of a field on lines of its own.
    fn values(&mut self, thesis: Thesis<'_>, field: Field, role: Role) {
        for text in values(thesis, field, self.highlight) {
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
                self.lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if wide > self.width {
                self.text(item, role);
                continue;
            }
            if used > 0 {
                line.push(Span { text: between.to_owned(), role: Role::Remark, hit: None, origin: None });
                used += columns(between);
            }
            line.extend(item.spans(0..item.shown.len(), role));
            used += wide;
        }
        if !line.is_empty() {
            self.lines.push(line);
        }
    }

    /// Wraps a text to the width and adds its lines.
    fn text(&mut self, text: &Text<'_>, role: Role) {
        let lines = wrapped(&text.shown, self.width, Filling::Balanced);
        self.lines.extend(lines.into_iter().map(|line| text.spans(line, role)));
    }
}
