//! What a person adds to theses: bookmarks now; tags, notes and status have their place beside them.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

/// What a person has added to one thesis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The id of the thesis.
    pub id: String,
    /// The title it had, to be shown while the thesis is not loaded.
    #[serde(default)]
    pub title: String,
    /// When it was bookmarked (RFC 3339, UTC); `None` where it is not bookmarked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bookmarked: Option<String>,
    /// What a newer version has written here, kept as it is.
    #[serde(flatten)]
    pub other: serde_json::Map<String, serde_json::Value>,
}

/// One thing done to the marks, to be applied to whatever the file holds by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkChange {
    /// Bookmarks a thesis; does nothing where it is bookmarked already.
    Bookmark {
        /// The id of the thesis.
        id: String,
        /// Its title, kept beside the id.
        title: String,
    },
    /// Takes the bookmark away; does nothing where there is none.
    Unbookmark {
        /// The id of the thesis.
        id: String,
    },
}

/// All marks, in the order in which the theses were first marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    marks: Vec<Mark>,
}

impl Marks {
    /// The marks of a file, in its order; of two with one id the first counts.
    pub fn new(mut marks: Vec<Mark>) -> Self {
        let mut known = HashSet::new();
        marks.retain(|mark| known.insert(mark.id.clone()));
        Self { marks }
    }

    /// All marks, in order.
    pub fn all(&self) -> &[Mark] {
        &self.marks
    }

    /// The bookmarks, the oldest first.
    pub fn bookmarks(&self) -> impl DoubleEndedIterator<Item = &Mark> {
        self.marks.iter().filter(|mark| mark.bookmarked.is_some())
    }

    /// True where the thesis with this id is bookmarked.
    pub fn is_bookmarked(&self, id: &str) -> bool {
        self.bookmarks().any(|mark| mark.id == id)
    }

    /// Applies one change, made at `now` (RFC 3339, UTC). Applying it twice is the same as once.
    pub fn apply(&mut self, change: &MarkChange, now: &str) {
        match change {
            MarkChange::Bookmark { id, title } => {
                let mark = self.entry(id);
                mark.title.clone_from(title);
                mark.bookmarked.get_or_insert_with(|| now.to_owned());
            }
            MarkChange::Unbookmark { id } => {
                self.entry(id).bookmarked = None;
                self.marks.retain(|mark| mark.id != *id || !mark.is_empty());
            }
        }
    }

    fn entry(&mut self, id: &str) -> &mut Mark {
        let at = self.marks.iter().position(|mark| mark.id == id).unwrap_or_else(|| {
            self.marks.push(Mark { id: id.to_owned(), ..Mark::default() });
            self.marks.len() - 1
        });
        &mut self.marks[at]
    }
}

impl Mark {
    /// True where nothing is left that a person added.
    fn is_empty(&self) -> bool {
        self.bookmarked.is_none() && self.other.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, MarkChange, Marks};

    fn bookmark(id: &str) -> MarkChange {
        MarkChange::Bookmark { id: id.into(), title: format!("title of {id}") }
    }

    fn unbookmark(id: &str) -> MarkChange {
        MarkChange::Unbookmark { id: id.into() }
    }

    #[test]
    fn changes_apply_in_order_and_twice_is_once() {
        let mut marks = Marks::default();
        for change in
            [bookmark("b"), bookmark("a"), bookmark("b"), bookmark("c"), unbookmark("a"), unbookmark("a")]
        {
            marks.apply(&change, "2026-01-01T00:00:00Z");
        }
        let ids: Vec<_> = marks.bookmarks().map(|mark| mark.id.as_str()).collect();
        assert_eq!(ids, ["b", "c"]);
        assert!(marks.is_bookmarked("b") && !marks.is_bookmarked("a"));
        assert_eq!(marks.all().len(), 2, "an empty mark goes");
    }

    #[test]
    fn of_two_marks_with_one_id_the_first_counts() {
        let mark = |title: &str| Mark { id: "a".into(), title: title.into(), ..Mark::default() };
        assert_eq!(Marks::new(vec![mark("first"), mark("second")]).all(), [mark("first")]);
    }

    #[test]
    fn what_a_newer_version_wrote_outlives_the_bookmark() {
        let mark: Mark =
            serde_json::from_str(r#"{"id":"a","title":"t","bookmarked":"x","note":"mine"}"#).unwrap();
        let mut marks = Marks::new(vec![mark]);
        marks.apply(&unbookmark("a"), "");
        assert_eq!(
            serde_json::to_string(&marks.all()[0]).unwrap(),
            r#"{"id":"a","title":"t","note":"mine"}"#
        );
    }
}
