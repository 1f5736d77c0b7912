//! The titles that are seen in lists, as they are to be read.
//!
//! Owns which titles are mended: those in sight and some that were, never all. A title is mended at once by what needs
//! no words, and again on the words of its thesis and of the collection, which somebody else looks up.

use std::collections::HashMap;

use super::detail::page::LONGEST;
use crate::reading::{Evidence, heading};
use crate::text::mapped::Mapped;
use crate::thesis::{Collection, Row, Thesis};

/// Titles of theses, mended where there is something to mend.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    kept: HashMap<Row, Title>,
    seen: Vec<Row>,
    asked: Asked,
}

/// A title, or the first words that stand in for one.
#[derive(Clone, Debug, Default)]
struct Title {
    /// As it is to be read; `None` where that is as it was read.
    mended: Option<Mapped<'static>>,
    /// How many texts were indexed when it was mended on words; `None` where it was not.
    texts: Option<usize>,
}

/// The titles that were asked about last, and how many texts were indexed then.
#[derive(Clone, Debug, Default)]
struct Asked {
    rows: Vec<Row>,
    texts: usize,
}

/// Titles as they are to be read on the words of their theses and of the collection.
#[derive(Clone, Debug, Default)]
pub struct MendedTitles {
    /// How many texts of the collection were indexed: their words are the evidence.
    pub texts: usize,
    /// The titles, each of another thesis.
    pub titles: Vec<(Row, Mapped<'static>)>,
}

/// A title that is longer is none, and not looked into, in bytes.
pub(super) const LONGEST_TITLE: usize = 4096;

/// How many are kept: some screenfuls.
const AT_MOST: usize = 512;

impl Titles {
    /// The title of a thesis as it is to be read, or the first words that stand in for one; `None` where that is as it
    /// was read, or not known.
    pub fn of(&self, row: Row) -> Option<&Mapped<'static>> {
        self.kept.get(&row)?.mended.as_ref()
    }

    /// Mends the titles that are in sight now, unless they are mended already.
    pub fn see(&mut self, rows: &[Row], collection: &Collection) {
        if self.kept.len() > AT_MOST {
            self.kept.retain(|row, _| rows.contains(row));
        }
        for &row in rows {
            self.kept.entry(row).or_insert_with(|| Title::at_once(collection.get(row)));
        }
        rows.clone_into(&mut self.seen);
    }

    /// The titles in sight that are to be mended on the words of the collection, of which `indexed` texts are known by
    /// now: at first, and whenever there are twice as many. Each once; later ones make earlier ones needless.
    pub fn ask(&mut self, indexed: usize) -> Option<Vec<Row>> {
        let is_due = |texts: usize| indexed >= texts.saturating_mul(2).max(1);
        let texts = |row: &Row| self.kept.get(row).and_then(|title| title.texts);
        let due: Vec<_> = self.seen.iter().copied().filter(|row| texts(row).is_none_or(is_due)).collect();
        let anew = is_due(self.asked.texts) && indexed != self.asked.texts;
        if due.is_empty() || !anew && due.iter().all(|row| self.asked.rows.contains(row)) {
            return None;
        }
        self.asked = Asked { rows: due.clone(), texts: indexed };
        Some(due)
    }

    /// Takes titles as they are to be read.
    pub fn take(&mut self, mended: MendedTitles, collection: &Collection) {
        for (row, title) in mended.titles {
            self.put(row, mended.texts, title, collection);
        }
    }

    /// Takes a title as it is to be read, on the words of so many texts.
    pub fn put(&mut self, row: Row, texts: usize, title: Mapped<'static>, collection: &Collection) {
        let mended = Some(title).filter(|title| title.text() != collection.get(row).heading());
        self.kept.insert(row, Title { mended, texts: Some(texts) });
    }
}

/// False for a title that is too long to be looked into, and for that of an abstract which is: its page shows all texts as
/// they were read.
pub fn is_mended(thesis: Thesis<'_>) -> bool {
    thesis.title().len() <= LONGEST_TITLE && thesis.abstract_text().len() <= LONGEST
}

impl Title {
    /// A title mended by what needs no words; one that is not to be mended stays as it was read for ever.
    fn at_once(thesis: Thesis<'_>) -> Self {
        if !is_mended(thesis) {
            return Self { mended: None, texts: Some(usize::MAX) };
        }
        let title = heading(thesis, &Evidence::default());
        Self { mended: Some(title).filter(|title| title.text() != thesis.heading()), texts: None }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::{AT_MOST, LONGEST_TITLE, MendedTitles, Titles};
    use crate::text::mapped::Mapped;
    use crate::thesis::{Collection, Draft, Field, Row, SegmentBuilder};

    fn collection(titles: &[&str]) -> Collection {
        let mut builder = SegmentBuilder::default();
        for title in titles {
            builder.push(&Draft::default().with(Field::Title, *title), &Path::new("f").into());
        }
        let mut collection = Collection::default();
        collection.push(Arc::new(builder.seal()));
        collection
    }

    fn mended(texts: usize, titles: &[(u32, &str)]) -> MendedTitles {
        let title = |&(row, text): &(u32, &str)| (Row(row), Mapped::unchanged(text).into_owned());
        MendedTitles { texts, titles: titles.iter().map(title).collect() }
    }

    #[test]
    fn what_is_in_sight_is_mended_at_once_and_then_on_words() {
        let all = collection(&["On people ’s lives", "Two?words", "As it is"]);
        let mut titles = Titles::default();
        titles.see(&[Row(0), Row(1)], &all);
        let text = |titles: &Titles, row| titles.of(Row(row)).map(|title| title.text().to_owned());
        assert_eq!(text(&titles, 0).as_deref(), Some("On people’s lives"));
        assert_eq!((text(&titles, 1), text(&titles, 2)), (None, None));
        titles.take(mended(3, &[(1, "Two words"), (2, "As it is")]), &all);
        assert_eq!(text(&titles, 1).as_deref(), Some("Two words"));
        assert_eq!(text(&titles, 2), None, "nothing is mended in it");
    }

    #[test]
    fn a_title_is_asked_about_once_and_again_when_far_more_is_known() {
        let all = collection(&["One", "Two", "Three"]);
        let mut titles = Titles::default();
        assert_eq!(titles.ask(0), None, "nothing is seen");
        titles.see(&[Row(0), Row(1)], &all);
        assert_eq!((titles.ask(0), titles.ask(0)), (Some(vec![Row(0), Row(1)]), None));
        assert_eq!(titles.ask(2), Some(vec![Row(0), Row(1)]), "nothing was known then");
        titles.see(&[Row(1), Row(2)], &all);
        assert_eq!(titles.ask(3), Some(vec![Row(1), Row(2)]), "what was asked before may be needless");
        titles.take(mended(3, &[(1, "Two"), (2, "Three")]), &all);
        assert_eq!((titles.ask(3), titles.ask(5)), (None, None));
        assert_eq!((titles.ask(6), titles.ask(6)), (Some(vec![Row(1), Row(2)]), None));
        titles.see(&[Row(0)], &all);
        assert_eq!(titles.ask(6), Some(vec![Row(0)]), "its answer never came");
    }

    #[test]
    fn too_long_titles_stay_as_they_are_and_few_are_kept() {
        let long = format!("On people ’s lives {}", "x".repeat(LONGEST_TITLE));
        let mut all = vec![long.as_str()];
        all.extend(["people ’s"; AT_MOST + 2]);
        let all = collection(&all);
        let mut titles = Titles::default();
        titles.see(&[Row(0)], &all);
        assert_eq!((titles.of(Row(0)).is_none(), titles.ask(9)), (true, None));
        for row in 1..=AT_MOST as u32 + 2 {
            titles.see(&[Row(row)], &all);
            assert!(titles.of(Row(row)).is_some() && titles.kept.len() <= AT_MOST + 1);
        }
    }
}
