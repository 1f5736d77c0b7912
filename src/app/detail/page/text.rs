//! The texts of a thesis as a page sets them: what each is made of, and where its bytes come from.

use std::borrow::Cow;
use std::ops::Range;

use crate::search::{Fields, Query};
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
pub(super) struct Text<'t> {
    pub(super) shown: Cow<'t, str>,
    /// The field and the number of its value; `None` for what the program says.
    from: Option<(Field, usize)>,
    /// The bytes of the text that are the field's own, from its first one on; the rest is put around them.
    own: Range<usize>,
    /// The bytes that the query found.
    places: Vec<Range<usize>>,
}

impl<'t> Text<'t> {
    /// A value of a field as it stands.
    pub(super) fn of(field: Field, value: usize, text: &'t str, highlight: Highlight<'_>) -> Self {
        let loose = highlight.loose && field != Field::Abstract;
        let places = match loose {
            false => highlight.query.places(text, Fields::of(field)),
            true if field == Field::Title => highlight.query.loose_places(text),
            true => Vec::new(),
        };
        Self { shown: text.into(), from: Some((field, value)), own: 0..text.len(), places }
    }

    /// What the program says.
    pub(super) fn said(text: impl Into<Cow<'t, str>>) -> Self {
        Self { shown: text.into(), from: None, own: 0..0, places: Vec::new() }
    }

    /// With something of the program's before and behind it.
    pub(super) fn between(mut self, before: &str, behind: &str) -> Self {
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
    pub(super) fn spans(&self, line: Range<usize>, role: Role) -> Vec<Span> {
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

/// The fields that have their place there, in the order in which a person reads them.
pub(super) fn in_slot(slot: Slot) -> impl Iterator<Item = Field> {
    let mut fields: Vec<_> = Field::ALL.iter().copied().filter(|field| field.row().slot == slot).collect();
    fields.sort_by_key(|field| field.row().reading);
    fields.into_iter()
}

/// The values of a field that a thesis has, each as it is read.
pub(super) fn values<'t>(
    thesis: Thesis<'t>,
    field: Field,
    highlight: Highlight<'_>,
) -> impl Iterator<Item = Text<'t>> {
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
