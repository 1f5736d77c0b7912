//! The page of one thesis: every field that it has, in the order of the table, wrapped to the reading column.
//!
//! A page is made anew when the thesis, the width or the query changes, never while drawing. Each piece of its
//! lines knows the field and the bytes of that field's text that it shows, so that a place on the page is a place
//! in the text.

mod facts;
#[cfg(test)]
mod tests;
mod wrap;

use std::borrow::Cow;
use std::ops::Range;

use self::wrap::wrapped;
use crate::search::{Fields, Query};
use crate::text::width::columns;
use crate::thesis::{Field, Mark, Search, Shape, Slot, Thesis};

/// What a piece of a page is, from which the theme takes its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The title.
    Title,
    /// The first words of a thesis that has no title.
    FirstWords,
    /// The rule below the title.
    Rule,
    /// Candidate, degree, date and their like.
    Meta,
    /// A keyword.
    Keyword,
    /// The abstract.
    Body,
    /// The heading of a part.
    Heading,
    /// What the program says of the thesis, rather than its source.
    Remark,
}

/// A piece of a line in one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its text.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Which of the page's hits it shows, from 0; `None` where the query did not find it.
    pub hit: Option<usize>,
    /// What it shows of the thesis; `None` for what is put in between.
    pub origin: Option<Origin>,
}

/// Where a piece of a page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The field.
    pub field: Field,
    /// Which of its values, from 0.
    pub value: usize,
    /// The bytes of that text.
    pub bytes: Range<usize>,
}

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

/// What of a page is highlighted.
#[derive(Clone, Copy, Debug)]
pub struct Highlight<'q> {
    /// The query whose places are.
    pub query: &'q Query,
    /// True where its letters were matched across words.
    pub loose: bool,
}

/// A text to be set, and where in the thesis it comes from.
#[derive(Clone, Debug)]
struct Text<'t> {
    shown: Cow<'t, str>,
    /// The field and the number of its value; `None` for what the program says.
    from: Option<(Field, usize)>,
    /// The bytes of the text that are the field's own, from its first one on; the rest is put around them.
    own: Range<usize>,
    /// The bytes that the query found.
    places: Vec<Range<usize>>,
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

impl<'t> Text<'t> {
    /// A value of a field as it stands.
    fn of(field: Field, value: usize, text: &'t str, highlight: Highlight<'_>) -> Self {
        let loose = highlight.loose && field != Field::Abstract;
        let places = match loose {
            false => highlight.query.places(text, searched(field)),
            true if field == Field::Title => highlight.query.loose_places(text),
            true => Vec::new(),
        };
        Self { shown: text.into(), from: Some((field, value)), own: 0..text.len(), places }
    }

    /// What the program says.
    fn said(text: impl Into<Cow<'t, str>>) -> Self {
        Self { shown: text.into(), from: None, own: 0..0, places: Vec::new() }
    }

    /// With something of the program's before and behind it.
    fn between(mut self, before: &str, behind: &str) -> Self {
        let shift = before.len();
        self.shown = format!("{before}{}{behind}", self.shown).into();
        self.own = self.own.start + shift..self.own.end + shift;
        for place in &mut self.places {
            *place = place.start + shift..place.end + shift;
        }
        self
    }

    /// Where some of its bytes come from.
    fn origin(&self, bytes: &Range<usize>) -> Option<Origin> {
        let (field, value) = self.from?;
        let (start, end) = (bytes.start.max(self.own.start), bytes.end.min(self.own.end));
        let bytes = start.checked_sub(self.own.start)?..end.checked_sub(self.own.start)?;
        (bytes.start < bytes.end).then_some(Origin { field, value, bytes })
    }

    /// The bytes `line` as spans, those that were found as hits.
    fn spans(&self, line: Range<usize>, role: Role) -> Vec<Span> {
        let (mut spans, mut at) = (Vec::new(), line.start);
        // Which hit it is, is counted when the page is whole.
        let mut push = |range: Range<usize>, hit: bool| {
            if !range.is_empty() {
                let origin = self.origin(&range);
                spans.push(Span { text: self.shown[range].to_owned(), role, hit: hit.then_some(0), origin });
            }
        };
        let first = self.places.partition_point(|place| place.end <= line.start);
        for place in self.places[first..].iter().take_while(|place| place.start < line.end) {
            let (start, end) = (place.start.max(at), place.end.min(line.end));
            push(at..start, false);
            push(start..end, true);
            at = end.max(at);
        }
        push(at..line.end, false);
        spans
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
        let lines = wrapped(&text.shown, self.width).into_iter().map(|line| text.spans(line, role));
        self.lines.extend(lines);
    }
}

/// The fields that have their place there, in the order in which a person reads them.
fn in_slot(slot: Slot) -> impl Iterator<Item = Field> {
    let mut fields: Vec<_> = Field::ALL.iter().copied().filter(|field| field.row().slot == slot).collect();
    fields.sort_by_key(|field| field.row().reading);
    fields.into_iter()
}

/// The values of a field that a thesis has, each as it is read.
fn values<'t>(thesis: Thesis<'t>, field: Field, highlight: Highlight<'_>) -> impl Iterator<Item = Text<'t>> {
    let one = (!field.is_list() && field.row().shape != Shape::Date).then(|| thesis.text(field));
    let date = (field.row().shape == Shape::Date).then(|| thesis.date_for_reading(field));
    let date = date.filter(|date| !date.is_empty()).map(|date| {
        let own = 0..date.len();
        Text { shown: date, from: Some((field, 0)), own, places: Vec::new() }
    });
    let many = field.is_list().then(|| thesis.values(field)).into_iter().flatten();
    let texts = one.into_iter().chain(many).filter(|text| !text.is_empty()).enumerate();
    let texts = texts.map(move |(value, text)| Text::of(field, value, text, highlight));
    texts.collect::<Vec<_>>().into_iter().chain(date)
}

/// The fields of the index that a field is looked for as.
fn searched(field: Field) -> Fields {
    match field.row().search {
        Search::Words { group: Field::Title, .. } => Fields::TITLE,
        Search::Words { group: Field::Candidate, .. } => Fields::CANDIDATE,
        Search::Words { group: Field::Subject, .. } => Fields::SUBJECT,
        Search::Words { group: Field::Keywords, .. } => Fields::KEYWORDS,
        Search::Words { group: Field::Abstract, .. } => Fields::ABSTRACT,
        _ => Fields::NONE,
    }
}
