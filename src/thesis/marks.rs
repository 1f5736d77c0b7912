//! What a person adds to theses: bookmarks, and that one was read; tags, notes and status have their place beside them.

use std::fmt;
use std::sync::Arc;

use hashbrown::HashTable;
use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::segment::id_hash;
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

/// All marks, in the order in which the theses were first marked. A change costs the same however many there are, and a
/// clone shares the marks.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// In order. One that was taken away leaves its place empty, so that the others keep theirs.
    places: Vec<Option<Arc<Mark>>>,
    by_id: HashTable<u32>,
}

/// What makes other marks of some: the ids of those that go, then those that take the place of the one with their id, or
/// come last where there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarksDifference {
    /// The ids of the marks that go.
    pub removed: Vec<String>,
    /// The marks that are set behind that, in order.
    pub set: Vec<Arc<Mark>>,
}

impl Marks {
    /// The marks of a file, in its order; what stands of one thesis in several places is joined at the first.
    pub fn new(marks: Vec<Mark>) -> Self {
        Self::joined(marks).0
    }

    /// The same, and whether nothing was lost by it: false where two marks of one thesis say different things, of
    /// which the first stays.
    pub fn joined(marks: Vec<Mark>) -> (Self, bool) {
        let mut joined = Self::default();
        let mut whole = true;
        for mark in marks {
            match joined.get_mut(&mark.id) {
                Some(known) => whole &= known.join(mark),
                None => joined.put(Arc::new(mark)),
            }
        }
        (joined, whole)
    }

    /// All marks, in order.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Arc<Mark>> {
        self.places.iter().flatten()
    }

    /// All marks, each with its place: a number that stays its own, and ascends.
    pub fn with_places(&self) -> impl DoubleEndedIterator<Item = (usize, &Arc<Mark>)> {
        self.places.iter().enumerate().filter_map(|(place, mark)| Some((place, mark.as_ref()?)))
    }

    /// The bookmarks, the oldest first.
    pub fn bookmarks(&self) -> impl DoubleEndedIterator<Item = &Arc<Mark>> {
        self.all().filter(|mark| mark.bookmarked.is_some())
    }

    /// True where the thesis with this id is bookmarked.
    pub fn is_bookmarked(&self, id: &str) -> bool {
        self.get(id).is_some_and(|mark| mark.bookmarked.is_some())
    }

    /// The place of the mark with this id.
    pub fn place(&self, id: &str) -> Option<usize> {
        let place = self.by_id.find(id_hash(id), |&place| is_at(&self.places, place, id))?;
        Some(*place as usize)
    }

    /// The mark at a place.
    pub fn at(&self, place: usize) -> Option<&Arc<Mark>> {
        self.places.get(place)?.as_ref()
    }

    /// The mark with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Mark>> {
        self.at(self.place(id)?)
    }

    /// Applies one change, made at `now` (RFC 3339, UTC). Applying it twice is the same as once.
    pub fn apply(&mut self, change: &MarkChange, now: &str) {
        match change {
            MarkChange::Bookmark { id, title } => {
                let known = self.get(id).filter(|mark| mark.bookmarked.is_none()).cloned();
                if let Some(mark) = known {
                    // The newest bookmark is the last, whatever else was marked before.
                    self.remove(id);
                    self.put(mark);
                }
                let mark = self.entry(id, title);
                mark.bookmarked.get_or_insert_with(|| now.to_owned());
            }
            MarkChange::Unbookmark { id } => {
                let Some(place) = self.place(id) else { return };
                let mark = self.places[place].as_mut().map(Arc::make_mut);
                if mark.is_some_and(|mark| {
                    mark.bookmarked = None;
                    mark.is_empty()
                }) {
                    self.remove(id);
                }
            }
            MarkChange::Read { id, title } => {
                self.entry(id, title).read.get_or_insert_with(|| now.to_owned());
            }
        }
    }

    /// The mark with this id, which is the last where there was none, with this title.
    fn entry(&mut self, id: &str, title: &str) -> &mut Mark {
        let place = self.place(id).unwrap_or_else(|| {
            self.put(Arc::new(Mark { id: id.to_owned(), ..Mark::default() }));
            self.places.len() - 1
        });
        let mark = Arc::make_mut(self.places[place].get_or_insert_default());
        title.clone_into(&mut mark.title);
        mark
    }

    /// Sets a mark in place of the one with its id, or as the last.
    pub fn put(&mut self, mark: Arc<Mark>) {
        if let Some(place) = self.place(&mark.id) {
            self.places[place] = Some(mark);
            return;
        }
        let (hash, place) = (id_hash(&mark.id), self.places.len() as u32);
        self.places.push(Some(mark));
        let places = &self.places;
        let rehash = |&place: &u32| places[place as usize].as_ref().map_or(0, |mark| id_hash(&mark.id));
        self.by_id.insert_unique(hash, place, rehash);
    }

    /// Takes the mark with this id away.
    pub fn remove(&mut self, id: &str) {
        let found = self.by_id.find_entry(id_hash(id), |&place| is_at(&self.places, place, id));
        if let Ok(entry) = found {
            let (place, _) = entry.remove();
            self.places[place as usize] = None;
        }
    }

    /// What makes `other` of these marks.
    pub fn difference(&self, other: &Self) -> MarksDifference {
        let mut difference = MarksDifference::default();
        let (mut own, mut others) = (self.all().peekable(), other.all().peekable());
        while let (Some(&mark), Some(&theirs)) = (own.peek(), others.peek()) {
            if mark.id == theirs.id {
                if !Arc::ptr_eq(mark, theirs) && mark != theirs {
                    difference.set.push(Arc::clone(theirs));
                }
                others.next();
            } else if other.place(&mark.id).is_none() {
                difference.removed.push(mark.id.clone());
            } else {
                break;
            }
            own.next();
        }
        // From here on another one comes first: what follows is set anew, in its order.
        difference.removed.extend(own.map(|mark| mark.id.clone()));
        difference.set.extend(others.map(Arc::clone));
        difference
    }

    fn get_mut(&mut self, id: &str) -> Option<&mut Mark> {
        let place = self.place(id)?;
        self.places[place].as_mut().map(Arc::make_mut)
    }
}

/// True where the mark at a place has this id.
fn is_at(places: &[Option<Arc<Mark>>], place: u32, id: &str) -> bool {
    places[place as usize].as_ref().is_some_and(|mark| mark.id == id)
}

impl PartialEq for Marks {
    fn eq(&self, other: &Self) -> bool {
        self.all().eq(other.all())
    }
}

impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.all().map(|mark| &**mark))
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
mod tests;
