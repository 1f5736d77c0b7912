//! An edition: the texts of one thesis as they are to be read.
//!
//! Owns which texts of a thesis are mended, all by the same rules and on the same evidence.

use std::collections::HashMap;

use super::{Evidence, Reading, Vocabulary, Words, read};
use crate::thesis::{Field, Shape, Thesis};

/// The texts of one thesis, mended, each with the way back to what was read.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// By the field and the number of the value.
    texts: HashMap<(Field, usize), Reading<'static>>,
}

impl Edition {
    /// Reads the texts of a thesis on the evidence of its own words and, where they are known, of its collection's.
    pub fn of(thesis: Thesis<'_>, collection: Option<&dyn Vocabulary>) -> Self {
        let own = Words::of_thesis(thesis);
        let evidence = Evidence { thesis: Some(&own), collection };
        let mut texts = HashMap::new();
        for &field in Field::ALL.iter().filter(|&&field| is_edited(field)) {
            let one = (!field.is_list()).then(|| thesis.text(field));
            let many = field.is_list().then(|| thesis.values(field)).into_iter().flatten();
            for (value, text) in one.into_iter().chain(many).enumerate() {
                texts.insert((field, value), read(text, &evidence).into_owned());
            }
        }
        Self { texts }
    }

    /// A value of a field as it is to be read; `None` where it is not edited.
    pub fn text(&self, field: Field, value: usize) -> Option<&Reading<'static>> {
        self.texts.get(&(field, value))
    }

    /// How many places are mended in all.
    pub fn repairs(&self) -> usize {
        self.texts.values().map(|reading| reading.mended.repairs.len()).sum()
    }
}

/// True for what is read as text: titles, keywords and abstracts, not names, dates and addresses.
fn is_edited(field: Field) -> bool {
    matches!(field.row().shape, Shape::Prose | Shape::Passages | Shape::Items)
        || matches!(field, Field::Title | Field::Keywords)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Edition;
    use crate::thesis::{Draft, Field, SegmentBuilder};

    #[test]
    fn titles_keywords_and_abstracts_are_mended_and_names_are_not() {
        let draft = Draft::default()
            .with(Field::Title, "On people ’s well-being")
            .with(Field::Candidate, "people ’s Roe")
            .with(Field::Abstract, "It was promoted,and it was (so)too,and that.It is,too.")
            .with_values(Field::Keywords, ["people ’s governance", "party"]);
        let mut builder = SegmentBuilder::default();
        builder.push(&draft, &Path::new("f").into());
        let segment = builder.seal();
        let edition = Edition::of(segment.get(0), None);
        let text = |field, value| edition.text(field, value).map(|reading| reading.mended.text());
        assert_eq!(text(Field::Title, 0), Some("On people’s well-being"));
        assert_eq!(text(Field::Keywords, 0), Some("people’s governance"));
        assert_eq!(
            text(Field::Abstract, 0),
            Some("It was promoted, and it was (so) too, and that. It is, too.")
        );
        assert_eq!((text(Field::Candidate, 0), text(Field::Keywords, 2)), (None, None));
        assert!(edition.repairs() > 5);
    }
}
