//! Which theses bear a mark of one kind: those that are loaded, and those that are not.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::thesis::{Collection, Mark, Marks, Row, Segment};

/// The marks of one kind, with the rows of those whose theses are loaded.
#[derive(Clone, Debug, Default)]
pub(super) struct Borne {
    /// The oldest first: the place of each among all marks, and the row of its thesis where that is loaded.
    pub all: Vec<(usize, Option<Row>)>,
    /// The theses that are loaded, in the same order.
    pub rows: Arc<[Row]>,
    set: HashSet<Row>,
}

impl Borne {
    /// True where the thesis of this row bears it.
    pub fn has(&self, row: Row) -> bool {
        self.set.contains(&row)
    }

    /// Takes the marks that `bears` holds for. Those that are new are looked up; of the others, which were among the
    /// marks `before`, it is known whether they are loaded.
    pub fn take(&mut self, marks: &Marks, before: &Marks, collection: &Collection, bears: fn(&Mark) -> bool) {
        let known: HashMap<&str, Option<Row>> =
            self.all.iter().map(|&(mark, row)| (before.all()[mark].id.as_str(), row)).collect();
        let borne = marks.all().iter().enumerate().filter(|(_, mark)| bears(mark));
        let look = |(at, mark): (usize, &Mark)| {
            let row = known.get(mark.id.as_str()).copied();
            (at, row.unwrap_or_else(|| collection.find(&mark.id)))
        };
        self.all = borne.map(look).collect();
        self.arrange();
    }

    /// Looks up what is not loaded yet in a segment whose first thesis has the row `start`. True where some is.
    pub fn grow(&mut self, marks: &Marks, start: Row, segment: &Segment) -> bool {
        let mut grown = false;
        for (mark, row) in self.all.iter_mut().filter(|(_, row)| row.is_none()) {
            *row = segment.find(&marks.all()[*mark].id).map(|at| Row(start.0 + at as u32));
            grown |= row.is_some();
        }
        if grown {
            self.arrange();
        }
        grown
    }

    fn arrange(&mut self) {
        self.rows = self.all.iter().filter_map(|&(_, row)| row).collect();
        self.set = self.rows.iter().copied().collect();
    }
}
