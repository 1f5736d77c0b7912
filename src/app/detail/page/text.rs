//! The texts of a thesis as a page sets them: what each is made of, and where its bytes come from.

use std::borrow::Cow;
use std::ops::Range;

use crate::reading::{Edition, Reading};
use crate::search::{Fields, Query};
use crate::text::boundary;
use crate::text::mapped::Mapped;
use crate::thesis::{Field, Shape, Slot, Thesis};

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
    /// What a section is called.
    Label,
    /// What a sentence tells, in the margin.
    Turn,
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
    /// True where it shows text as it was read that is mended for reading.
    pub repair: bool,
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

/// How a page shows the texts of a thesis.
#[derive(Clone, Copy, Debug)]
pub struct Lens<'q> {
    /// The query whose places are highlighted.
    pub query: &'q Query,
    /// True where its letters were matched across words.
    pub loose: bool,
    /// The texts as they are to be read; `None` while that is not known.
    pub edition: Option<&'q Edition>,
    /// True where the texts are shown as they were read, and what is mended in them is pointed at.
    pub as_read: bool,
}

impl<'q> Lens<'q> {
    /// What is known of a text, whether it is shown mended or not.
    pub(super) fn known(self, field: Field, value: usize) -> Option<&'q Reading<'static>> {
        self.edition?.text(field, value)
    }

    /// What a text is shown as where it is shown mended.
    pub(super) fn mended(self, field: Field, value: usize) -> Option<&'q Reading<'static>> {
        self.known(field, value).filter(|_| !self.as_read)
    }
}

/// So much of a text is set, in bytes: some times the longest abstract that there is. A page is made while a person
/// waits for it.
pub const LONGEST: usize = 1 << 19;

/// A text to be set, and where in the thesis it comes from.
#[derive(Clone, Debug)]
pub(super) struct Text<'t> {
    pub(super) shown: Cow<'t, str>,
    /// The field and the number of its value; `None` for what the program says.
    from: Option<(Field, usize)>,
    /// The bytes of the text that are the field's own, from its first one on; the rest is put around them.
    own: Range<usize>,
    /// The way from the own bytes back to the source; `None` where they are the source.
    mapped: Option<&'t Mapped<'static>>,
    /// How many bytes at its end are not set, as it is too long.
    pub(super) left_out: usize,
    /// The bytes that the query found.
    places: Vec<Range<usize>>,
    /// The bytes that are mended for reading, where they are shown as they were read.
    repairs: Vec<Range<usize>>,
}

impl<'t> Text<'t> {
    /// A value of a field through a lens.
    pub(super) fn of(field: Field, value: usize, text: &'t str, lens: Lens<'t>) -> Self {
        let set = &text[..boundary(text, LONGEST)];
        let left_out = text.len() - set.len();
        // What was found out about a whole text does not fit its beginning.
        let lens = if left_out > 0 { Lens { edition: None, ..lens } } else { lens };
        let text = set;
        let loose = lens.loose && field != Field::Abstract;
        let places = match loose {
            false => lens.query.places(text, Fields::of(field)),
            true if field == Field::Title => lens.query.loose_places(text),
            true => Vec::new(),
        };
        let from = Some((field, value));
        if let Some(reading) = lens.mended(field, value) {
            let mapped = &reading.mended.mapped;
            let places = places.into_iter().map(|place| mapped.shown(place)).collect();
            let shown: Cow<'t, str> = mapped.text().into();
            return Self {
                own: 0..shown.len(),
                shown,
                from,
                mapped: Some(mapped),
                left_out,
                places,
                repairs: Vec::new(),
            };
        }
        let repairs = lens.known(field, value).map_or(&[][..], |reading| &reading.mended.repairs);
        let repairs = repairs.iter().map(|repair| around(text, &repair.source)).collect();
        Self { shown: text.into(), from, own: 0..text.len(), mapped: None, left_out, places, repairs }
    }

    /// What the program says.
    pub(super) fn said(text: impl Into<Cow<'t, str>>) -> Self {
        let (places, repairs) = (Vec::new(), Vec::new());
        Self { shown: text.into(), from: None, own: 0..0, mapped: None, left_out: 0, places, repairs }
    }

    /// With something of the program's before and behind it.
    pub(super) fn between(mut self, before: &str, behind: &str) -> Self {
        let shift = before.len();
        self.shown = format!("{before}{}{behind}", self.shown).into();
        self.own = self.own.start + shift..self.own.end + shift;
        for place in self.places.iter_mut().chain(&mut self.repairs) {
            *place = place.start + shift..place.end + shift;
        }
        self
    }

    /// Where some of its bytes come from.
    fn origin(&self, bytes: &Range<usize>) -> Option<Origin> {
        let (field, value) = self.from?;
        let (start, end) = (bytes.start.max(self.own.start), bytes.end.min(self.own.end));
        let bytes = start.checked_sub(self.own.start)?..end.checked_sub(self.own.start)?;
        if bytes.start >= bytes.end {
            return None;
        }
        let bytes = self.mapped.map_or(bytes.clone(), |mapped| mapped.source(bytes));
        Some(Origin { field, value, bytes })
    }

    /// The bytes `line` as spans, those that were found as hits.
    pub(super) fn spans(&self, line: Range<usize>, role: Role) -> Vec<Span> {
        let (places, repairs) = (within(&self.places, &line), within(&self.repairs, &line));
        let edges = places.iter().chain(repairs).flat_map(|place| [place.start, place.end]);
        let mut edges: Vec<_> = edges.filter(|edge| (line.start + 1..line.end).contains(edge)).collect();
        edges.push(line.end);
        edges.sort_unstable();
        let (mut spans, mut at) = (Vec::new(), line.start);
        for edge in edges {
            if edge > at {
                let has = |places: &[Range<usize>]| places.iter().any(|place| place.contains(&at));
                spans.push(Span {
                    text: self.shown[at..edge].to_owned(),
                    role,
                    // Which hit it is, is counted when the page is whole.
                    hit: has(places).then_some(0),
                    repair: has(repairs),
                    origin: self.origin(&(at..edge)),
                });
            }
            at = edge;
        }
        spans
    }
}

/// Those of some places, which are in order, that a line has a part of.
fn within<'p>(places: &'p [Range<usize>], line: &Range<usize>) -> &'p [Range<usize>] {
    let first = places.partition_point(|place| place.end <= line.start);
    let count = places[first..].partition_point(|place| place.start < line.end);
    &places[first..first + count]
}

/// The bytes of a text by which a repair can be seen: where something is put in, or a space taken out, with the
/// characters at both sides.
fn around(text: &str, repair: &Range<usize>) -> Range<usize> {
    if !text[repair.clone()].trim().is_empty() {
        return repair.clone();
    }
    let before = text[..repair.start].chars().next_back().map_or(0, char::len_utf8);
    let behind = text[repair.end..].chars().next().map_or(0, char::len_utf8);
    repair.start - before..repair.end + behind
}

/// The fields that have their place there, in the order in which a person reads them.
pub(super) fn in_slot(slot: Slot) -> impl Iterator<Item = Field> {
    let mut fields: Vec<_> = Field::ALL.iter().copied().filter(|field| field.row().slot == slot).collect();
    fields.sort_by_key(|field| field.row().reading);
    fields.into_iter()
}

/// The values of a field that a thesis has, each as it is read.
pub(super) fn values<'t>(thesis: Thesis<'t>, field: Field, lens: Lens<'t>) -> impl Iterator<Item = Text<'t>> {
    let one = (!field.is_list() && field.row().shape != Shape::Date).then(|| thesis.text(field));
    let date = (field.row().shape == Shape::Date).then(|| thesis.date_for_reading(field));
    let date = date.filter(|date| !date.is_empty()).map(|date| {
        let own = 0..date.len();
        Text {
            shown: date,
            from: Some((field, 0)),
            own,
            mapped: None,
            left_out: 0,
            places: Vec::new(),
            repairs: Vec::new(),
        }
    });
    let many = field.is_list().then(|| thesis.values(field)).into_iter().flatten();
    let texts = one.into_iter().chain(many).filter(|text| !text.is_empty()).enumerate();
    let texts = texts.map(move |(value, text)| Text::of(field, value, text, lens));
    texts.collect::<Vec<_>>().into_iter().chain(date)
}
