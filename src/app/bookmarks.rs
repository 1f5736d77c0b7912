//! The bookmarks as the reader needs them: which loaded theses have one, and which are not loaded.

use std::collections::HashSet;
use std::sync::Arc;

use crate::search::{MarkKind, Marked, Query, Unloaded};
use crate::thesis::{Collection, Mark, MarkChange, Marks, Row};

/// The marks, and the rows of the collection that are bookmarked.
#[derive(Clone, Debug, Default)]
pub struct Bookmarks {
    marks: Marks,
    /// The bookmarked theses that are loaded, the oldest bookmark first.
    rows: Arc<[Row]>,
    set: HashSet<Row>,
    /// The bookmarks whose thesis is not loaded, in the same order.
    absent: Vec<Mark>,
    /// Changes that are on their way to the disk.
    pub unsaved: usize,
}

impl Bookmarks {
    /// The bookmarks of some marks, looked up in a collection.
    pub fn new(marks: Marks, collection: &Collection) -> Self {
        let mut bookmarks = Self { marks, ..Self::default() };
        bookmarks.look_up(collection);
        bookmarks
    }

    /// Takes the marks as they are saved by now.
    pub fn replace(&mut self, marks: Marks, collection: &Collection) {
        self.marks = marks;
        self.look_up(collection);
    }

    /// Applies a change before it is saved, so that it is seen at once.
    pub fn apply(&mut self, change: &MarkChange, collection: &Collection) {
        // The time is put in when it is saved; nothing shows it until then.
        self.marks.apply(change, "");
        self.look_up(collection);
    }

    /// Looks up again which bookmarked theses are loaded.
    pub fn look_up(&mut self, collection: &Collection) {
        let found = self.marks.bookmarks().map(|mark| (mark, collection.find(&mark.id)));
        let (mut rows, mut absent) = (Vec::new(), Vec::new());
        for (mark, row) in found {
            match row {
                Some(row) => rows.push(row),
                None => absent.push(mark.clone()),
            }
        }
        self.set = rows.iter().copied().collect();
        self.rows = rows.into();
        self.absent = absent;
    }

    /// What is marked of the theses that are loaded, as a question brings it.
    pub fn marked(&self) -> Marked {
        Marked::default().with(MarkKind::Bookmarked, Arc::clone(&self.rows))
    }

    /// True where the thesis of this row is bookmarked.
    pub fn has(&self, row: Row) -> bool {
        self.set.contains(&row)
    }

    /// The bookmark with this id whose thesis is not loaded.
    pub fn absent(&self, id: &str) -> Option<&Mark> {
        self.absent.iter().find(|mark| mark.id == id)
    }

    /// The bookmarks whose thesis is not loaded and that answer the query, the newest first.
    pub fn absent_answering<'m>(&'m self, query: &'m Query) -> impl Iterator<Item = &'m Mark> {
        self.absent.iter().rev().filter(|Mark { id, title, .. }| {
            query.is_answered_by(&Unloaded { id, title, marks: &[MarkKind::Bookmarked] })
        })
    }

    /// How many bookmarks there are.
    pub fn len(&self) -> usize {
        self.rows.len() + self.absent.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
