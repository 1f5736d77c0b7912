//! Columns: one field of all theses of a segment, kept as its shape asks.
//!
//! A column grows to the row of a thesis only when that thesis has a value: rows behind its end have none, so a field
//! that no thesis has takes nothing.

use std::collections::HashMap;

use super::{Date, Field, Shape};

/// Stands between the values of a field that has several; sanitised text of one line has none.
pub(super) const BETWEEN_VALUES: char = '\n';

/// The number of the name that stands for no value.
const NO_NAME: u16 = 0;

/// One field of the theses of a segment, rows in order.
#[derive(Debug)]
pub(super) enum Column {
    /// Text, one row behind another; several values of a row are parted by [`BETWEEN_VALUES`].
    Texts(Texts),
    /// The numbers of [`Names`].
    Named(Vec<u16>),
    /// Packed dates, 0 where there is none; and as written what cannot be read as a date.
    Dates(Vec<u32>, Texts),
}

impl Column {
    /// An empty column of the shape of a field, which is not kept with the abstracts.
    pub fn of(field: Field) -> Self {
        match field.row().shape {
            Shape::Line | Shape::Values(_) | Shape::Items => Self::Texts(Texts::default()),
            Shape::Named => Self::Named(Vec::new()),
            Shape::Date => Self::Dates(Vec::new(), Texts::default()),
            Shape::Prose | Shape::Passages => unreachable!("prose is kept with the abstracts"),
        }
    }

    /// The text of a row; of a date what is written, where it cannot be read.
    pub fn text<'a>(&'a self, row: usize, names: &'a Names) -> &'a str {
        match self {
            Self::Texts(texts) | Self::Dates(_, texts) => texts.get(row),
            Self::Named(numbers) => names.get(numbers.get(row).copied().unwrap_or(NO_NAME)),
        }
    }

    /// The date of a row.
    pub fn date(&self, row: usize) -> Option<Date> {
        match self {
            Self::Dates(dates, _) => dates.get(row).and_then(|&packed| Date::unpacked(packed)),
            Self::Texts(_) | Self::Named(_) => None,
        }
    }

    /// Gives back the room that is not used.
    pub fn shrink(&mut self) {
        match self {
            Self::Texts(texts) => texts.shrink(),
            Self::Named(numbers) => numbers.shrink_to_fit(),
            Self::Dates(dates, texts) => {
                dates.shrink_to_fit();
                texts.shrink();
            }
        }
    }

    /// The bytes of text in it.
    pub fn text_bytes(&self) -> usize {
        match self {
            Self::Texts(texts) | Self::Dates(_, texts) => texts.text.len(),
            Self::Named(_) => 0,
        }
    }

    /// The bytes that its rows take beside their text.
    pub fn row_bytes(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.row_bytes(),
            Self::Named(numbers) => size_of_val(&**numbers),
            Self::Dates(dates, texts) => size_of_val(&**dates) + texts.row_bytes(),
        }
    }
}

/// Adds the value of a row, which is the last one of a column; rows between have none.
pub(super) fn put<T: Clone + Default>(column: &mut Vec<T>, row: usize, value: T) {
    column.resize(row, T::default());
    column.push(value);
}

/// Texts in one allocation.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// One behind another.
    pub text: String,
    /// Where each row ends, in bytes.
    ends: Vec<u32>,
}

impl Texts {
    /// The text of a row.
    pub fn get(&self, row: usize) -> &str {
        let Some(&end) = self.ends.get(row) else { return "" };
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..end as usize]
    }

    /// Adds a value of a row, which is the last one that has any; the rows between are empty.
    pub fn push(&mut self, row: usize, value: &str) {
        if self.ends.len() > row {
            self.ends.pop();
            self.text.push(BETWEEN_VALUES);
        } else {
            self.ends.resize(row, self.text.len() as u32);
        }
        self.text.push_str(value);
        self.ends.push(self.text.len() as u32);
    }

    fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn row_bytes(&self) -> usize {
        size_of_val(&*self.ends)
    }
}

/// The distinct values of all fields with few, numbered from 1 in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u16>,
}

impl Names {
    /// The name with a number that [`number`](Self::number) gave; an empty text for 0.
    pub fn get(&self, number: u16) -> &str {
        number.checked_sub(1).map_or("", |at| &self.names[usize::from(at)])
    }

    /// The number of a name, which is none of the empty text.
    pub fn number(&mut self, name: &str) -> u16 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        self.names.push(name.into());
        let number = self.names.len() as u16;
        self.numbers.insert(name.into(), number);
        number
    }

    /// True where the names of one more thesis may find no number.
    pub fn is_full(&self) -> bool {
        usize::from(u16::MAX).saturating_sub(self.names.len()) <= Field::COUNT
    }

    /// Gives back all that is only needed to add more.
    pub fn shrink(&mut self) {
        self.names.shrink_to_fit();
        self.numbers = HashMap::new();
    }

    /// The bytes that they take.
    pub fn memory_bytes(&self) -> usize {
        self.names.iter().map(|name| size_of::<Box<str>>() + name.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use crate::thesis::{Draft, Field, Segment, SegmentBuilder};

    fn segment(drafts: &[Draft<'_>]) -> Segment {
        let file: Arc<Path> = Path::new("f").into();
        let mut builder = SegmentBuilder::default();
        for draft in drafts {
            builder.push(draft, &file);
        }
        builder.seal()
    }

    #[test]
    fn a_field_that_no_thesis_has_takes_nothing() {
        const THESES: usize = 10_000;
        let bare: Vec<_> = (0..THESES).map(|at| Draft::at(1).with(Field::Id, format!("{at:04}"))).collect();
        let bare = segment(&bare);
        assert!(Field::ALL.iter().all(|&field| bare.has(field) == (field == Field::Id)));
        // The id and its end, the end of the abstract and its NUL, file and line, the place in the table of ids.
        let a_row = (4 + 4) + (4 + 1) + 8 + 2 * (2 + 1);
        assert!(bare.memory_bytes() / THESES <= a_row, "{} bytes", bare.memory_bytes());
    }

    #[test]
    fn a_late_value_leaves_earlier_rows_without_one() {
        for &field in Field::ALL.iter().filter(|&&field| field != Field::Id) {
            for text in ["2021-03", "Spring"] {
                let with = |id: &'static str| Draft::at(1).with(Field::Id, id).with(field, text);
                let without = |id: &'static str| Draft::at(1).with(Field::Id, id);
                let segment = segment(&[without("a"), with("b"), without("c"), with("d"), without("e")]);
                let written: Vec<_> = segment.iter().map(|thesis| thesis.written(field)).collect();
                assert_eq!(written, ["", text, "", text, ""], "{field:?}");
                let has: Vec<_> = segment.iter().map(|thesis| thesis.has(field)).collect();
                assert_eq!(has, [false, true, false, true, false], "{field:?}");
                assert!(segment.has(field));
            }
        }
    }
}
