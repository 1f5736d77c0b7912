//! The marks as the reader needs them: which loaded theses are bookmarked and which were read, and which bookmarked ones
//! are not loaded.

mod borne;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use self::borne::Borne;
use super::picked::Picked;
use super::saving::Saving;
use crate::search::{MarkKind, Marked, Query, Unloaded};
use crate::thesis::{Collection, Mark, MarkChange, Marks, MarksDifference, Row, Segment};

/// The marks, and the rows of the collection that bear them. A change costs nearly the same however many there are.
#[derive(Clone, Debug, Default)]
pub struct Bookmarks {
    marks: Marks,
    bookmarked: Borne,
    read: Borne,
    /// What is listed among the bookmarks though it may be none any more, by the places they had among the marks.
    stays: BTreeMap<usize, Stays>,
    /// The ids of what is listed among what is not bookmarked though it may be meanwhile.
    stays_out: HashSet<String>,
    /// What is listed among the unread though it was read meanwhile.
    stays_unread: HashSet<Row>,
    version: u64,
    /// Changes that are not on the disk yet.
    pub unsaved: Saving,
}

/// A bookmark that stays listed whatever is done to it.
#[derive(Clone, Debug)]
struct Stays {
    mark: Arc<Mark>,
    row: Option<Row>,
}

impl Bookmarks {
    /// The marks, looked up in a collection.
    pub fn new(marks: Marks, collection: &Collection) -> Self {
        let mut bookmarks = Self::default();
        for (place, mark) in marks.with_places() {
            bookmarks.add(place, mark, collection.find(&mark.id));
        }
        Self { marks, ..bookmarks }
    }

    /// Takes what has been changed elsewhere. Changes that are not on the disk yet are made behind that, as they will be
    /// there.
    pub fn take(&mut self, difference: MarksDifference, collection: &Collection) {
        for id in difference.removed {
            self.change(&id, collection, |marks| marks.remove(&id));
        }
        for mark in difference.set {
            let id = mark.id.clone();
            self.change(&id, collection, |marks| marks.put(mark));
        }
        let unsaved = std::mem::take(&mut self.unsaved);
        for change in unsaved.changes() {
            self.apply(change, collection);
        }
        self.unsaved = unsaved;
    }

    /// Applies a change before it is saved, so that it is seen at once.
    pub fn apply(&mut self, change: &MarkChange, collection: &Collection) {
        // The time is put in when it is saved; nothing shows it until then.
        self.change(change.id(), collection, |marks| marks.apply(change, ""));
    }

    /// Changes the mark with this id.
    fn change(&mut self, id: &str, collection: &Collection, change: impl FnOnce(&mut Marks)) {
        let of =
            |marks: &Marks| marks.place(id).and_then(|place| Some((place, Arc::clone(marks.at(place)?))));
        let before = of(&self.marks);
        change(&mut self.marks);
        let now = of(&self.marks);
        if looks(before.as_ref()) == looks(now.as_ref()) {
            return;
        }
        let rows = before.map(|(place, _)| [self.bookmarked.remove(place), self.read.remove(place)]);
        let row = rows.into_iter().flatten().flatten().next().or_else(|| collection.find(id));
        if let Some((place, mark)) = now {
            self.add(place, &mark, row);
        }
        self.version += 1;
    }

    /// Adds the mark at a place to its kinds.
    fn add(&mut self, place: usize, mark: &Mark, row: Option<Row>) {
        if mark.bookmarked.is_some() {
            self.bookmarked.add(place, row);
        }
        if mark.read.is_some() {
            self.read.add(place, row);
        }
    }

    /// Looks up the marks that are not loaded yet in a segment whose first thesis has the row `start`.
    pub fn grow(&mut self, start: Row, segment: &Segment) {
        let mut grown = self.bookmarked.grow(&self.marks, start, segment);
        grown |= self.read.grow(&self.marks, start, segment);
        for stays in self.stays.values_mut().filter(|stays| stays.row.is_none()) {
            stays.row = segment.find(&stays.mark.id).map(|at| Row(start.0 + at as u32));
            grown |= stays.row.is_some();
        }
        self.version += u64::from(grown);
    }

    /// A number that is another one whenever other theses are marked, or other marks are loaded.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What is marked of the theses that are loaded, as a question brings it.
    pub fn marked(&self) -> Marked {
        let rows = if self.stays.is_empty() && self.stays_out.is_empty() {
            Arc::clone(self.bookmarked.rows())
        } else {
            let hidden = self.hidden();
            let others = self.bookmarked.loaded().filter(|(place, _)| !hidden.contains(place));
            let staying = self.stays.iter().filter_map(|(&place, stays)| Some((place, stays.row?)));
            let mut rows: Vec<_> = others.chain(staying).collect();
            rows.sort_unstable();
            rows.into_iter().map(|(_, row)| row).collect()
        };
        let read = if self.stays_unread.is_empty() {
            Arc::clone(self.read.rows())
        } else {
            self.read.rows().iter().copied().filter(|row| !self.stays_unread.contains(row)).collect()
        };
        Marked::default().with(MarkKind::Bookmarked, rows).with(MarkKind::Read, read)
    }

    /// True where the thesis of this row was read to its end.
    pub fn is_read(&self, row: Row) -> bool {
        self.read.has(row)
    }

    /// Keeps a thesis listed among the unread though it is read now, until [`let_go`](Self::let_go).
    pub fn keep_unread(&mut self, row: Row) {
        self.stays_unread.insert(row);
    }

    /// Keeps a thesis listed as what it is, bookmarked or not, whatever is done to it, until [`let_go`](Self::let_go).
    pub fn keep_as_it_is(&mut self, id: &str) {
        let is_bookmarked = self.marks.place(id).is_some_and(|place| self.bookmarked.is_at(place));
        if self.stays_out.contains(id) || self.staying(id).is_some() {
            return;
        }
        if is_bookmarked {
            self.keep_listed(id);
        } else {
            self.stays_out.insert(id.to_owned());
        }
    }

    /// Keeps a bookmark listed at its place, whatever is done to it, until [`let_go`](Self::let_go).
    pub fn keep_listed(&mut self, id: &str) {
        let bookmark = self.marks.place(id).filter(|&place| self.bookmarked.is_at(place));
        let Some(place) = bookmark.filter(|_| self.staying(id).is_none()) else { return };
        let Some(mark) = self.marks.at(place) else { return };
        let stays = Stays { mark: Arc::clone(mark), row: self.bookmarked.row(place) };
        self.stays.insert(place, stays);
        self.version += 1;
    }

    /// From now on the bookmarks, what is none and the unread are listed as they are.
    pub fn let_go(&mut self) {
        self.stays_unread.clear();
        self.stays_out.clear();
        if !std::mem::take(&mut self.stays).is_empty() {
            self.version += 1;
        }
    }

    fn staying(&self, id: &str) -> Option<&Stays> {
        self.stays.values().find(|stays| stays.mark.id == id)
    }

    /// The places of the bookmarks that are listed where they stay, or as none, and not there.
    fn hidden(&self) -> Vec<usize> {
        let staying = self.stays.values().map(|stays| stays.mark.id.as_str());
        let ids = staying.chain(self.stays_out.iter().map(String::as_str));
        let places = ids.filter_map(|id| self.marks.place(id));
        places.filter(|&place| self.bookmarked.is_at(place)).collect()
    }

    /// How many there are, with those that stay listed.
    pub fn listed_len(&self) -> usize {
        self.len() + self.stays.len() - self.hidden().len()
    }

    /// True where the thesis with this id, which is not loaded, is bookmarked.
    pub fn has_absent(&self, id: &str) -> bool {
        self.marks.place(id).is_some_and(|place| self.bookmarked.is_absent(place))
    }

    /// True where the thesis of this row is bookmarked.
    pub fn has(&self, row: Row) -> bool {
        self.bookmarked.has(row)
    }

    /// True where a thesis is bookmarked, loaded or not.
    pub fn has_picked(&self, picked: &Picked) -> bool {
        match picked {
            Picked::Thesis(row) => self.has(*row),
            Picked::Absent(id) => self.has_absent(id),
        }
    }

    /// The bookmark with this id whose thesis is not loaded.
    pub fn absent(&self, id: &str) -> Option<&Mark> {
        let place = self.marks.place(id).filter(|&place| self.bookmarked.is_absent(place));
        let mark = place.and_then(|place| self.marks.at(place));
        mark.or_else(|| self.staying(id).map(|stays| &stays.mark)).map(|mark| &**mark)
    }

    /// The bookmarks whose thesis is not loaded and that answer the query, the newest first.
    pub fn absent_answering(&self, query: &Query) -> Vec<Arc<Mark>> {
        let answers = |mark: &Mark| {
            let read = mark.read.is_some();
            let marks =
                if read { &[MarkKind::Bookmarked, MarkKind::Read][..] } else { &[MarkKind::Bookmarked] };
            query.is_answered_by(&Unloaded { id: &mark.id, title: &mark.title, marks })
        };
        let hidden = self.hidden();
        let places = self.bookmarked.absent().filter(|place| !hidden.contains(place));
        let absent = places.filter_map(|place| Some((place, self.marks.at(place)?)));
        let staying = self.stays.iter().filter(|(_, stays)| stays.row.is_none());
        let staying = staying.map(|(&place, stays)| (place, &stays.mark));
        let mut listed: Vec<_> = absent.chain(staying).filter(|(_, mark)| answers(mark)).collect();
        if !self.stays.is_empty() {
            listed.sort_unstable_by_key(|(place, _)| *place);
        }
        listed.into_iter().rev().map(|(_, mark)| Arc::clone(mark)).collect()
    }

    /// How many bookmarks there are.
    pub fn len(&self) -> usize {
        self.bookmarked.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What can be seen of a mark and of its place.
fn looks(mark: Option<&(usize, Arc<Mark>)>) -> Option<(usize, bool, bool, &str)> {
    let (place, mark) = mark?;
    Some((*place, mark.bookmarked.is_some(), mark.read.is_some(), &mark.title))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::Bookmarks;
    use crate::search::{MarkKind, Query};
    use crate::thesis::{Collection, Draft, Field, Mark, MarkChange, Marks, Row, Segment, SegmentBuilder};

    fn segment(ids: &[&str]) -> Arc<Segment> {
        let mut builder = SegmentBuilder::default();
        for &id in ids {
            builder.push(&Draft::at(1).with(Field::Id, id), &Path::new("a").into());
        }
        Arc::new(builder.seal())
    }

    fn mark(id: &str) -> Mark {
        Mark { id: id.into(), bookmarked: Some("2025-01-01T00:00:00Z".into()), ..Mark::default() }
    }

    /// The rows that are bookmarked, and the ids of the bookmarks that are not loaded.
    fn state(bookmarks: &Bookmarks) -> (Vec<u32>, Vec<&str>) {
        let marked = bookmarks.marked();
        let rows = marked.rows(MarkKind::Bookmarked).iter().map(|row| row.0).collect();
        let absent = bookmarks.bookmarked.absent();
        (rows, absent.map(|place| bookmarks.marks.at(place).unwrap().id.as_str()).collect())
    }

    #[test]
    fn what_is_loaded_piece_by_piece_is_as_if_it_had_been_loaded_at_once() {
        let marks = || Marks::new(["d", "x", "a", "e"].map(mark).to_vec());
        let mut collection = Collection::default();
        let mut bookmarks = Bookmarks::new(marks(), &collection);
        for ids in [&["a", "b"][..], &["c"], &["d", "a", "e"]] {
            let (start, segment) = (Row(collection.len() as u32), segment(ids));
            collection.push(Arc::clone(&segment));
            bookmarks.grow(start, &segment);
            assert_eq!(state(&bookmarks), state(&Bookmarks::new(marks(), &collection)), "{ids:?}");
        }
        assert_eq!(state(&bookmarks), (vec![3, 0, 5], vec!["x"]));
        assert!(bookmarks.has(Row(3)) && !bookmarks.has(Row(4)));
        for change in [
            MarkChange::Unbookmark { id: "d".into() },
            MarkChange::Bookmark { id: "c".into(), title: "C".into() },
            MarkChange::Unbookmark { id: "x".into() },
        ] {
            bookmarks.apply(&change, &collection);
        }
        assert_eq!((state(&bookmarks), bookmarks.len()), ((vec![0, 5, 2], vec![]), 3));
        let version = bookmarks.version();
        bookmarks.grow(Row(6), &segment(&["y"]));
        assert_eq!(bookmarks.version(), version, "nothing was found in it");
        assert!(bookmarks.absent_answering(&Query::default()).is_empty());
    }
}
