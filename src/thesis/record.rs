//! One thesis of a collection: its fields, whatever they are.

use std::borrow::Cow;
use std::path::Path;

use super::draft::Draft;
use super::{Date, Field, Segment, Shape};

/// One thesis of a collection. All text is sanitised; an empty text means that the source has none.
#[derive(Clone, Copy, Debug)]
pub struct Thesis<'a> {
    segment: &'a Segment,
    row: usize,
}

impl Segment {
    /// The thesis at a row of this segment.
    ///
    /// # Panics
    ///
    /// Where the segment has no such row.
    pub fn get(&self, row: usize) -> Thesis<'_> {
        assert!(row < self.len(), "row {row} of {}", self.len());
        Thesis { segment: self, row }
    }

    /// The theses of this segment, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Thesis<'_>> {
        (0..self.len()).map(|row| self.get(row))
    }
}

impl<'a> Thesis<'a> {
    /// The text of a field, of several values the first; of a date what is written, where that cannot be read as a
    /// date. Empty where the source has none.
    pub fn text(self, field: Field) -> &'a str {
        if field.is_list() {
            return self.values(field).next().unwrap_or_default();
        }
        self.segment.text(self.row, field)
    }

    /// The values of a field, in the source's order and none of them empty: the [text](Self::text) of a field that
    /// has one value.
    pub fn values(self, field: Field) -> impl Iterator<Item = &'a str> + use<'a> {
        self.segment.values(self.row, field)
    }

    /// The date of a field, where it has one that can be read.
    pub fn date(self, field: Field) -> Option<Date> {
        self.segment.date(self.row, field)
    }

    /// True where the source has the field.
    pub fn has(self, field: Field) -> bool {
        self.date(field).is_some() || self.values(field).next().is_some()
    }

    /// All that a field holds, in one text: a date as the index writes it, or as the source does where it cannot be
    /// read; several values in one line, or each in a line of its own, as the field's [shape](Shape) says.
    pub fn written(self, field: Field) -> Cow<'a, str> {
        match field.row().shape {
            Shape::Date => self.date(field).map_or_else(|| self.text(field).into(), |date| date.iso().into()),
            Shape::Values(between) => self.joined(field, between),
            Shape::Items => self.joined(field, "\n"),
            Shape::Passages => self.joined(field, "\n\n"),
            Shape::Line | Shape::Named | Shape::Prose => self.text(field).into(),
        }
    }

    /// A date for reading, such as `2 Dec 2023`; as the source writes it where it cannot be read.
    pub fn date_for_reading(self, field: Field) -> Cow<'a, str> {
        self.date(field).map_or_else(|| self.text(field).into(), |date| date.to_string().into())
    }

    fn joined(self, field: Field, between: &str) -> Cow<'a, str> {
        let mut values = self.values(field);
        match (values.next(), values.next()) {
            (None, _) => "".into(),
            (Some(only), None) => only.into(),
            (Some(first), Some(second)) => {
                let mut all = [first, between, second].concat();
                for value in values {
                    all.push_str(between);
                    all.push_str(value);
                }
                all.into()
            }
        }
    }

    /// The id, never empty.
    pub fn id(self) -> &'a str {
        self.text(Field::Id)
    }

    /// The title.
    pub fn title(self) -> &'a str {
        self.text(Field::Title)
    }

    /// The title, or the first words of the abstract where there is none, which
    /// [`has_title`](Self::has_title) tells apart.
    pub fn heading(self) -> &'a str {
        if self.has_title() { self.title() } else { first_words(self.abstract_text()) }
    }

    /// False where the source has no title.
    pub fn has_title(self) -> bool {
        !self.title().is_empty()
    }

    /// The author.
    pub fn candidate(self) -> &'a str {
        self.text(Field::Candidate)
    }

    /// The degree, such as `Master`.
    pub fn degree(self) -> &'a str {
        self.text(Field::Degree)
    }

    /// `Thesis` or `Dissertation`.
    pub fn kind(self) -> &'a str {
        self.text(Field::Kind)
    }

    /// The subject.
    pub fn subject(self) -> &'a str {
        self.text(Field::Subject)
    }

    /// The keywords, in the source's order.
    pub fn keywords(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.values(Field::Keywords)
    }

    /// The abstract; paragraphs, where it has several, are parted by `\n`.
    pub fn abstract_text(self) -> &'a str {
        self.segment.abstract_text(self.row)
    }

    /// The date of publication, where the source has one that can be read.
    pub fn posted(self) -> Option<Date> {
        self.date(Field::Posted)
    }

    /// When the degree was awarded, where that is known, else when the thesis was posted.
    pub fn dated(self) -> Option<Date> {
        self.date(Field::Awarded).or_else(|| self.posted())
    }

    /// The year of the degree where it is known, else that of publication.
    pub fn year(self) -> Option<u32> {
        self.dated().map(Date::year)
    }

    /// What it has and the line where it begins, to be changed for another one.
    pub fn draft(self) -> Draft<'a> {
        let mut draft = Draft::at(self.line());
        for &field in Field::ALL.iter().filter(|&&field| self.has(field)) {
            draft = if field.is_list() {
                draft.with_values(field, self.values(field))
            } else {
                draft.with(field, self.written(field))
            };
        }
        draft
    }

    /// The file it came from, as it was given or found.
    pub fn file(self) -> &'a Path {
        self.segment.file(self.row)
    }

    /// The line of that file on which it begins, from 1.
    pub fn line(self) -> u32 {
        self.segment.line(self.row)
    }
}

/// The first words of a text, at most 120 bytes or nearly so.
fn first_words(text: &str) -> &str {
    const ENOUGH: usize = 120;
    let line = text.lines().next().unwrap_or_default();
    let near = line.char_indices().map(|(at, _)| at).find(|&at| at >= ENOUGH);
    let Some(near) = near else { return line };
    let end = line[..near].rfind(char::is_whitespace).unwrap_or(near);
    line[..end].trim_end()
}
