//! What a person adds to theses: bookmarks, and that one was read; tags, notes and status have their place beside them.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::unknown::Unknown;
use crate::text::sanitise::printable;

/// What a person has added to one thesis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// The id of the thesis.
    pub id: String,
    /// The title it had, to be shown while the thesis is not loaded; safe to print.
    pub title: String,
    /// When it was bookmarked (RFC 3339, UTC); `None` where it is not bookmarked.
    pub bookmarked: Option<String>,
    /// When it was first read to its end (RFC 3339, UTC); `None` where it was not.
    pub read: Option<String>,
    /// What another version has written here.
    pub unknown: Unknown,
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
    /// Notes that a thesis was read to its end; does nothing where that is noted already.
    Read {
        /// The id of the thesis.
        id: String,
        /// Its title, kept beside the id.
        title: String,
    },
}

/// All marks, in the order in which the theses were first marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    marks: Vec<Mark>,
}

impl Marks {
    /// The marks of a file, in its order; what stands of one thesis in several places is joined at the first.
    pub fn new(marks: Vec<Mark>) -> Self {
        Self::joined(marks).0
    }

    /// The same, and whether nothing was lost by it: false where two marks of one thesis say different things, of
    /// which the first stays.
    pub fn joined(marks: Vec<Mark>) -> (Self, bool) {
        let mut joined: Vec<Mark> = Vec::with_capacity(marks.len());
        let mut places: HashMap<String, usize> = HashMap::with_capacity(marks.len());
        let mut whole = true;
        for mark in marks {
            if let Some(&at) = places.get(&mark.id) {
                whole &= joined[at].join(mark);
            } else {
                places.insert(mark.id.clone(), joined.len());
                joined.push(mark);
            }
        }
        (Self { marks: joined }, whole)
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
            MarkChange::Read { id, title } => {
                let mark = self.entry(id);
                mark.title.clone_from(title);
                mark.read.get_or_insert_with(|| now.to_owned());
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

impl MarkChange {
    /// The id of the thesis whose mark it changes.
    pub fn id(&self) -> &str {
        let (Self::Bookmark { id, .. } | Self::Unbookmark { id } | Self::Read { id, .. }) = self;
        id
    }
}

impl Mark {
    /// True where nothing is left that a person added.
    fn is_empty(&self) -> bool {
        self.bookmarked.is_none() && self.read.is_none() && self.unknown.is_empty()
    }

    /// Adds what another mark of the same thesis says. False where they differ; the own then stays.
    fn join(&mut self, other: Self) -> bool {
        let differ = |own: &str, other: &str| !own.is_empty() && !other.is_empty() && own != other;
        let titles_differ = differ(&self.title, &other.title);
        if self.title.is_empty() {
            self.title = other.title;
        }
        let differs =
            |own: &Option<String>, other: &Option<String>| own.is_some() && other.is_some() && own != other;
        let times_differ = differs(&self.bookmarked, &other.bookmarked) || differs(&self.read, &other.read);
        self.bookmarked = self.bookmarked.take().or(other.bookmarked);
        self.read = self.read.take().or(other.read);
        self.unknown.join(other.unknown) && !titles_differ && !times_differ
    }
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("title", &self.title)?;
        if let Some(bookmarked) = &self.bookmarked {
            map.serialize_entry("bookmarked", bookmarked)?;
        }
        if let Some(read) = &self.read {
            map.serialize_entry("read", read)?;
        }
        self.unknown.write_to(&mut map)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MarkVisitor)
    }
}

struct MarkVisitor;

impl<'de> Visitor<'de> for MarkVisitor {
    type Value = Mark;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mark, an object with an id")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Mark, A::Error> {
        let (mut id, mut title, mut mark) = (None, None, Mark::default());
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "id" if id.is_none() => id = mark.unknown.text_or_keep(&key, &mut map)?,
                "title" if title.is_none() => title = mark.unknown.text_or_keep(&key, &mut map)?,
                "bookmarked" if mark.bookmarked.is_none() => {
                    mark.bookmarked = mark.unknown.text_or_keep(&key, &mut map)?;
                }
                "read" if mark.read.is_none() => mark.read = mark.unknown.text_or_keep(&key, &mut map)?,
                _ => mark.unknown.push(key, map.next_value()?),
            }
        }
        mark.id = id.ok_or_else(|| A::Error::missing_field("id"))?;
        mark.title = title.map(|title| printable(&title).into_owned()).unwrap_or_default();
        Ok(mark)
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
    fn that_a_thesis_was_read_outlives_its_bookmark_and_is_noted_once() {
        let mut marks = Marks::default();
        let read = MarkChange::Read { id: "a".into(), title: "title of a".into() };
        for (change, now) in [(bookmark("a"), "1"), (read.clone(), "2"), (read, "3"), (unbookmark("a"), "4")]
        {
            marks.apply(&change, now);
        }
        let text = serde_json::to_string(marks.all()).unwrap();
        assert_eq!(text, r#"[{"id":"a","title":"title of a","read":"2"}]"#);
        assert_eq!(serde_json::from_str::<Vec<Mark>>(&text).unwrap(), marks.all());
    }

    #[test]
    fn what_stands_of_one_thesis_in_two_places_is_joined() {
        let mark = |text: &str| serde_json::from_str::<Mark>(text).unwrap();
        for (second, joined, whole) in [
            (
                r#"{"id":"a","title":"t","note":"n"}"#,
                r#"{"id":"a","title":"t","bookmarked":"x","note":"n"}"#,
                true,
            ),
            (r#"{"id":"a","title":"other"}"#, r#"{"id":"a","title":"t","bookmarked":"x"}"#, false),
            (r#"{"id":"a","bookmarked":"y"}"#, r#"{"id":"a","title":"t","bookmarked":"x"}"#, false),
        ] {
            let (marks, agreed) =
                Marks::joined(vec![mark(r#"{"id":"a","title":"t","bookmarked":"x"}"#), mark(second)]);
            assert_eq!(serde_json::to_string(marks.all()).unwrap(), format!("[{joined}]"));
            assert_eq!(agreed, whole, "{second}");
        }
    }

    #[test]
    fn what_another_version_wrote_is_kept_as_it_stands() {
        for text in [
            r#"{"id":"a","title":"t","note":"mine","n":1.50,"big":123456789012345678901234567890}"#,
            r#"{"id":"a","title":"t","note":1,"note":2}"#,
            r#"{"id":"a","title":"","title":5,"bookmarked":1700000000}"#,
            r#"{"id":"a","title":"t","title":"u"}"#,
        ] {
            let mark: Mark = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&mark).unwrap(), text);
        }
        assert!(serde_json::from_str::<Mark>(r#"{"title":"t"}"#).is_err());
        assert!(serde_json::from_str::<Mark>(r#"{"id":7}"#).is_err());
    }

    #[test]
    fn a_title_is_safe_to_print() {
        let mark: Mark = serde_json::from_str("{\"id\":\"a\",\"title\":\"a\\u001b[31mb\\u202ec\"}").unwrap();
        assert_eq!(mark.title, "abc");
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
