//! Which theses bear a mark of one kind: those that are loaded, and those that are not.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::thesis::{Marks, Row, Segment};

/// The marks of one kind by their places among all marks, the oldest first, with the rows of those whose theses are
/// loaded.
#[derive(Clone, Debug, Default)]
pub(super) struct Borne {
    loaded: BTreeMap<usize, Row>,
    absent: BTreeSet<usize>,
    set: HashSet<Row>,
    /// What `loaded` holds, once it was asked for.
    rows: OnceCell<Arc<[Row]>>,
}

impl Borne {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.loaded.len() + self.absent.len()
    }

    /// True where the thesis of this row bears it.
    pub fn has(&self, row: Row) -> bool {
        self.set.contains(&row)
    }

    /// True where it is the mark at this place.
    pub fn is_at(&self, place: usize) -> bool {
        self.is_absent(place) || self.loaded.contains_key(&place)
    }

    /// True where it is the mark at this place, whose thesis is not loaded.
    pub fn is_absent(&self, place: usize) -> bool {
        self.absent.contains(&place)
    }

    /// The rows of the theses that are loaded, the oldest mark first.
    pub fn rows(&self) -> &Arc<[Row]> {
        self.rows.get_or_init(|| self.loaded.values().copied().collect())
    }

    /// The places and rows of those whose theses are loaded, the oldest first.
    pub fn loaded(&self) -> impl Iterator<Item = (usize, Row)> {
        self.loaded.iter().map(|(&place, &row)| (place, row))
    }

    /// The row of the thesis of the mark at this place.
    pub fn row(&self, place: usize) -> Option<Row> {
        self.loaded.get(&place).copied()
    }

    /// The places of those whose theses are not loaded, the oldest first.
    pub fn absent(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.absent.iter().copied()
    }

    /// Adds the mark at a place.
    pub fn add(&mut self, place: usize, row: Option<Row>) {
        if let Some(row) = row {
            self.loaded.insert(place, row);
            self.set.insert(row);
            self.rows.take();
        } else {
            self.absent.insert(place);
        }
    }

    /// Takes the mark at a place away and gives its row.
    pub fn remove(&mut self, place: usize) -> Option<Row> {
        self.absent.remove(&place);
        let row = self.loaded.remove(&place)?;
        self.set.remove(&row);
        self.rows.take();
        Some(row)
    }

    /// Looks up what is not loaded yet in a segment whose first thesis has the row `start`. True where some is. That costs
    /// as many looks as there are such marks or theses, whatever is less.
    pub fn grow(&mut self, marks: &Marks, start: Row, segment: &Segment) -> bool {
        let find = |place: usize| {
            let at = segment.find(&marks.at(place)?.id)?;
            Some((place, Row(start.0 + at as u32)))
        };
        let found: Vec<_> = if self.absent.len() < segment.len() {
            self.absent().filter_map(find).collect()
        } else {
            let places = segment.iter().filter_map(|thesis| marks.place(thesis.id()));
            places.filter(|&place| self.is_absent(place)).filter_map(find).collect()
        };
        for &(place, row) in &found {
            self.absent.remove(&place);
            self.add(place, Some(row));
        }
        !found.is_empty()
    }
}
