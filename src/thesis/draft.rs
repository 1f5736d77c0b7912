//! One thesis on its way into a collection: what a format found, not yet sanitised.

use std::borrow::Cow;

use super::Field;

/// The fields of one thesis as a format read them, as raw text.
///
/// A draft borrows from the text it was read from; [`SegmentBuilder::push`](super::SegmentBuilder::push)
/// sanitises it and copies it into columns.
///
/// ```
/// use theses::thesis::{Draft, Field};
///
/// let draft = Draft::at(7).with(Field::Title, "On Tea").with_values(Field::Keywords, ["tea", "water"]);
/// assert_eq!((draft.get(Field::Title), draft.get(Field::Subject)), ("On Tea", ""));
/// assert_eq!(draft.values(Field::Keywords).collect::<Vec<_>>(), ["tea", "water"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft<'a> {
    /// The values, none of them empty, in the order of their fields.
    values: Vec<(Field, Cow<'a, str>)>,
    /// The line of its file on which the thesis begins, from 1.
    pub line: u32,
}

/// As many values as most theses have.
const USUAL_VALUES: usize = 24;

impl<'a> Draft<'a> {
    /// A draft without any field, of a thesis that begins on this line, counted from 1.
    pub fn at(line: u32) -> Self {
        Self { values: Vec::with_capacity(USUAL_VALUES), line }
    }

    /// Makes a text the only value of a field; an empty one takes the field away.
    pub fn set(&mut self, field: Field, text: impl Into<Cow<'a, str>>) {
        self.values.drain(self.place(field));
        self.insert(field, text.into());
    }

    /// Adds a value behind those of a field that can have several; an empty one is none. Of a field that has one value
    /// it takes the place.
    pub fn push(&mut self, field: Field, value: impl Into<Cow<'a, str>>) {
        let value = value.into();
        if field.is_list() || value.is_empty() {
            self.insert(field, value);
        } else {
            self.set(field, value);
        }
    }

    /// The text of a field, of several values the first; empty where the draft has none.
    pub fn get(&self, field: Field) -> &str {
        self.values(field).next().unwrap_or_default()
    }

    /// The values of a field, in their order.
    pub fn values(&self, field: Field) -> impl ExactSizeIterator<Item = &str> {
        self.values[self.place(field)].iter().map(|(_, value)| &**value)
    }

    /// All values with their fields: the fields in their order, and the values of each in theirs.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.values.iter().map(|(field, value)| (*field, &**value))
    }

    /// True where no field holds more than white space.
    pub fn is_blank(&self) -> bool {
        self.values.iter().all(|(_, value)| value.trim().is_empty())
    }

    /// The draft with this text as the only value of a field, as by [`set`](Self::set).
    #[must_use]
    pub fn with(mut self, field: Field, text: impl Into<Cow<'a, str>>) -> Self {
        self.set(field, text);
        self
    }

    /// The draft with these values behind those that a field has, as by [`push`](Self::push).
    #[must_use]
    pub fn with_values<V: Into<Cow<'a, str>>>(
        mut self,
        field: Field,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        values.into_iter().for_each(|value| self.push(field, value));
        self
    }

    /// A draft of its own, which borrows nothing.
    pub fn into_owned(self) -> Draft<'static> {
        let own = |(field, value): (Field, Cow<'_, str>)| (field, Cow::Owned(value.into_owned()));
        Draft { values: self.values.into_iter().map(own).collect(), line: self.line }
    }

    fn insert(&mut self, field: Field, value: Cow<'a, str>) {
        if !value.is_empty() {
            self.values.insert(self.place(field).end, (field, value));
        }
    }

    /// Where the values of a field stand, or would stand.
    fn place(&self, field: Field) -> std::ops::Range<usize> {
        let start = self.values.partition_point(|(other, _)| *other < field);
        let count = self.values[start..].partition_point(|(other, _)| *other == field);
        start..start + count
    }
}

#[cfg(test)]
impl Draft<'static> {
    /// The draft that tests begin with: every field that a page of the index has, on line 1.
    pub fn of_a_page() -> Self {
        Self::at(1)
            .with(Field::Id, "2556307118989809")
            .with(Field::Title, "On Tea")
            .with(Field::Posted, "2023-12-02")
            .with(Field::Degree, "Master")
            .with(Field::Kind, "Thesis")
            .with(Field::Country, "China")
            .with(Field::Candidate, "Z Y Zhu")
            .with(Field::FullText, "PDF")
            .with(Field::Subject, "Law")
            .with(Field::Abstract, "Tea is drunk.It is hot.")
            .with_values(Field::Keywords, ["tea", "hot water"])
    }

    /// The same draft, beginning on this line of its file, counted from 1.
    #[must_use]
    pub fn on_line(self, line: u32) -> Self {
        Self { line, ..self }
    }

    /// The same draft with these values alone in a field.
    #[must_use]
    pub fn with_only<const N: usize>(mut self, field: Field, values: [&'static str; N]) -> Self {
        self.values.drain(self.place(field));
        self.with_values(field, values)
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Field};

    #[test]
    fn values_stand_in_the_order_of_their_fields() {
        let mut draft = Draft::at(1).with_values(Field::Keywords, ["a", "", "b"]).with(Field::Title, "T");
        draft.set(Field::Id, "1");
        draft.push(Field::Keywords, "c");
        draft.set(Field::Title, "U");
        let all: Vec<_> = draft.iter().collect();
        let keywords = ["a", "b", "c"].map(|keyword| (Field::Keywords, keyword));
        assert_eq!(all, [&[(Field::Id, "1"), (Field::Title, "U")][..], &keywords].concat());
        draft.set(Field::Keywords, "");
        draft.set(Field::Title, "");
        assert_eq!(draft, Draft::at(1).with(Field::Id, "1"));
        assert!(!draft.is_blank() && Draft::at(1).with(Field::Id, " ").is_blank());
    }
}
