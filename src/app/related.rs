//! The theses that are nearest to the one that is read: what was asked, and what came of it.
//!
//! The list of them is opened with the question, so that keys which are typed ahead reach it, and filled by the answer.

use crate::search::{Generation, Related};
use crate::thesis::{Collection, Row};

/// How many are listed.
pub const LISTED: usize = 40;

/// What is near to a thesis.
#[derive(Clone, Debug, Default)]
pub struct RelatedTheses {
    generation: Generation,
    /// The thesis that is asked about.
    asked: Option<Row>,
    /// The title of the thesis that they are near to.
    centre: String,
    /// What stands above the list.
    heading: String,
    theses: Vec<RelatedThesis>,
}

/// A thesis that is near, as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedThesis {
    /// The thesis.
    pub row: Row,
    /// Its title.
    pub title: String,
    /// The year of the degree or of posting, where it is known.
    pub year: String,
    /// The words that both share.
    pub shared: String,
}

impl RelatedTheses {
    /// Asks about a thesis; the number of the question.
    pub fn ask(&mut self, row: Row) -> Generation {
        *self = Self { generation: self.generation + 1, asked: Some(row), ..Self::default() };
        self.generation
    }

    /// True while an answer is waited for.
    pub fn is_waiting(&self) -> bool {
        self.asked.is_some()
    }

    /// Takes the answer to the question of a generation; `title` gives titles as they are shown. False where nobody
    /// waits for it.
    pub fn take(
        &mut self,
        generation: Generation,
        related: &Related,
        collection: &Collection,
        title: impl Fn(Row) -> String,
    ) -> bool {
        let Some(asked) = self.asked.take_if(|_| generation == self.generation) else { return false };
        let nearest = related.neighbours.iter().map(|neighbour| {
            let thesis = collection.get(neighbour.row);
            RelatedThesis {
                row: neighbour.row,
                title: title(neighbour.row),
                year: thesis.year().map(|year| year.to_string()).unwrap_or_default(),
                shared: neighbour.shared.join(", "),
            }
        });
        self.theses = nearest.collect();
        let how = if related.by_topics { "" } else { " (by words alone: topics are still being prepared)" };
        self.centre = title(asked);
        self.heading = format!("near to {}{how}", self.centre);
        true
    }

    /// What stands above the list: what they are near to, and by what where that is not the whole.
    pub fn heading(&self) -> &str {
        &self.heading
    }

    /// The title of the thesis that they are near to.
    pub fn centre(&self) -> &str {
        &self.centre
    }

    /// The nearest first.
    pub fn theses(&self) -> &[RelatedThesis] {
        &self.theses
    }
}

impl RelatedThesis {
    /// The word that says most of what both are about.
    pub fn topic(&self) -> &str {
        self.shared.split(", ").next().unwrap_or_default()
    }
}

#[cfg(test)]
impl RelatedTheses {
    /// Theses with these titles, of which the first word is shared.
    pub fn of_titles(titles: &[&str]) -> Self {
        let thesis = |(at, title): (usize, &&str)| RelatedThesis {
            row: Row(at as u32),
            title: (*title).to_owned(),
            year: String::new(),
            shared: title.split(' ').next().unwrap_or_default().to_owned(),
        };
        let all = titles.iter().enumerate().map(thesis).collect();
        Self { centre: "The centre of it all".into(), theses: all, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::RelatedTheses;
    use crate::search::{Neighbour, Related};
    use crate::thesis::{Collection, Draft, Field, Row, SegmentBuilder};

    #[test]
    fn only_the_answer_that_is_waited_for_is_taken() {
        let mut builder = SegmentBuilder::default();
        for title in ["One", "Two"] {
            let draft = Draft::default().with(Field::Title, title).with(Field::Posted, "2021-03");
            builder.push(&draft, &Path::new("f").into());
        }
        let mut collection = Collection::default();
        collection.push(Arc::new(builder.seal()));
        let shared = vec!["a".to_owned(), "b".to_owned()];
        let neighbour = Neighbour { row: Row(1), nearness: 0.5, words: 0.5, topics: 0.5, shared };
        let related = Related { neighbours: vec![neighbour], by_topics: false };
        let title = |row| collection.get(row).title().to_owned();
        let mut list = RelatedTheses::default();
        let first = list.ask(Row(0));
        let second = list.ask(Row(0));
        assert!(!list.take(first, &related, &collection, title) && list.is_waiting());
        assert!(list.take(second, &related, &collection, title) && !list.is_waiting());
        assert!(!list.take(second, &related, &collection, title), "once is enough");
        let thesis = &list.theses()[0];
        assert_eq!((&*thesis.title, &*thesis.year, &*thesis.shared), ("Two", "2021", "a, b"));
        assert!(list.heading().starts_with("near to One (by words alone"));
        list.ask(Row(0));
        assert!(list.theses().is_empty(), "what was near to another is none of it");
    }
}
