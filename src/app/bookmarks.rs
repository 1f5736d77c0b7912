//! The marks as the reader needs them: which loaded theses are bookmarked and which were read, and which bookmarked ones
//! are not loaded.

mod borne;

use std::collections::HashSet;
use std::sync::Arc;

use self::borne::Borne;
use super::picked::Picked;
use super::saving::Saving;
use crate::search::{MarkKind, Marked, Query, Unloaded};
use crate::thesis::{Collection, Mark, MarkChange, Marks, Row, Segment};

/// The marks, and the rows of the collection that are bookmarked.
#[derive(Clone, Debug, Default)]
pub struct Bookmarks {
    marks: Marks,
    bookmarked: Borne,
    read: Borne,
    /// What is listed among the bookmarks though it may be none any more, in the order of the list.
    stays: Vec<Stays>,
    /// What is listed among the unread though it was read meanwhile.
    stays_unread: HashSet<Row>,
    version: u64,
    /// Changes that are not on the disk yet.
    pub unsaved: Saving,
}

/// A bookmark that stays listed whatever is done to it.
#[derive(Clone, Debug)]
struct Stays {
    mark: Mark,
    row: Option<Row>,
    /// Its place in the list.
    at: usize,
}

impl Bookmarks {
    /// The bookmarks of some marks, looked up in a collection.
    pub fn new(marks: Marks, collection: &Collection) -> Self {
        let mut bookmarks = Self::default();
        bookmarks.replace(marks, collection);
        bookmarks
    }

    /// Takes the marks as they are saved by now.
    pub fn replace(&mut self, marks: Marks, collection: &Collection) {
        let before = std::mem::replace(&mut self.marks, marks);
        self.look_up(&before, collection);
    }

    /// Applies a change before it is saved, so that it is seen at once.
    pub fn apply(&mut self, change: &MarkChange, collection: &Collection) {
        let before = self.marks.clone();
        // The time is put in when it is saved; nothing shows it until then.
        self.marks.apply(change, "");
        self.look_up(&before, collection);
    }

    /// Looks up the bookmarks that are not loaded yet in a segment whose first thesis has the row `start`.
    pub fn grow(&mut self, start: Row, segment: &Segment) {
        let mut grown = self.bookmarked.grow(&self.marks, start, segment);
        grown |= self.read.grow(&self.marks, start, segment);
        for stays in self.stays.iter_mut().filter(|stays| stays.row.is_none()) {
            stays.row = segment.find(&stays.mark.id).map(|at| Row(start.0 + at as u32));
            grown |= stays.row.is_some();
        }
        self.version += u64::from(grown);
    }

    /// Looks up the marks that are new.
    fn look_up(&mut self, before: &Marks, collection: &Collection) {
        self.bookmarked.take(&self.marks, before, collection, |mark| mark.bookmarked.is_some());
        self.read.take(&self.marks, before, collection, |mark| mark.read.is_some());
        self.version += 1;
    }

    /// A number that is another one whenever other theses are bookmarked, or other bookmarks are loaded.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What is marked of the theses that are loaded, as a question brings it.
    pub fn marked(&self) -> Marked {
        let rows = if self.stays.is_empty() {
            Arc::clone(&self.bookmarked.rows)
        } else {
            self.listed().into_iter().filter_map(|(_, row)| row).collect()
        };
        let read = if self.stays_unread.is_empty() {
            Arc::clone(&self.read.rows)
        } else {
            self.read.rows.iter().copied().filter(|row| !self.stays_unread.contains(row)).collect()
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

    /// Keeps a bookmark listed at its place, whatever is done to it, until [`let_go`](Self::let_go).
    pub fn keep_listed(&mut self, id: &str) {
        let at = self.listed().iter().position(|(mark, _)| mark.id == id);
        let Some(at) = at.filter(|_| self.stays.iter().all(|stays| stays.mark.id != id)) else { return };
        let (mark, row) = self.listed()[at];
        let stays = Stays { mark: mark.clone(), row, at };
        let before = self.stays.partition_point(|other| other.at < at);
        self.stays.insert(before, stays);
        self.version += 1;
    }

    /// From now on the bookmarks, and the unread, alone are listed.
    pub fn let_go(&mut self) {
        self.stays_unread.clear();
        if !std::mem::take(&mut self.stays).is_empty() {
            self.version += 1;
        }
    }

    /// The bookmarks, and what stays listed among them, the oldest first.
    fn listed(&self) -> Vec<(&Mark, Option<Row>)> {
        let all = self.bookmarked.all.iter().map(|&(mark, row)| (&self.marks.all()[mark], row));
        let staying = |id: &str| self.stays.iter().any(|stays| stays.mark.id == id);
        let mut listed: Vec<_> = all.filter(|(mark, _)| !staying(&mark.id)).collect();
        for stays in &self.stays {
            listed.insert(stays.at.min(listed.len()), (&stays.mark, stays.row));
        }
        listed
    }

    /// How many there are, with those that stay listed.
    pub fn listed_len(&self) -> usize {
        if self.stays.is_empty() { self.bookmarked.all.len() } else { self.listed().len() }
    }

    /// True where the thesis with this id, which is not loaded, is bookmarked.
    pub fn has_absent(&self, id: &str) -> bool {
        self.bookmarked.all.iter().any(|&(mark, row)| row.is_none() && self.marks.all()[mark].id == id)
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
        let stays = || self.stays.iter().map(|stays| &stays.mark).find(|mark| mark.id == id);
        self.all_absent().find(|mark| mark.id == id).or_else(stays)
    }

    /// The bookmarks whose thesis is not loaded and that answer the query, the newest first.
    pub fn absent_answering<'m>(&'m self, query: &'m Query) -> impl Iterator<Item = &'m Mark> {
        let listed = self.listed().into_iter().rev().filter(|(_, row)| row.is_none());
        listed.map(|(mark, _)| mark).filter(|mark| {
            let read = mark.read.is_some();
            let marks =
                if read { &[MarkKind::Bookmarked, MarkKind::Read][..] } else { &[MarkKind::Bookmarked] };
            query.is_answered_by(&Unloaded { id: &mark.id, title: &mark.title, marks })
        })
    }

    fn all_absent(&self) -> impl DoubleEndedIterator<Item = &Mark> {
        self.bookmarked.all.iter().filter(|(_, row)| row.is_none()).map(|&(mark, _)| &self.marks.all()[mark])
    }

    /// How many bookmarks there are.
    pub fn len(&self) -> usize {
        self.bookmarked.all.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.bookmarked.all.is_empty()
    }
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
        (rows, bookmarks.all_absent().map(|mark| mark.id.as_str()).collect())
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
        assert_eq!(bookmarks.absent_answering(&Query::default()).count(), 0);
    }
}
