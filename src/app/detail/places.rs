//! Where one reads in each thesis, kept while the program runs.

use std::collections::HashMap;

use super::page::Place;
use super::shown::Shown;
use crate::app::picked::Picked;
use crate::search::Query;

/// The places at which a person left off reading, by thesis.
#[derive(Clone, Debug, Default)]
pub struct Places {
    by_thesis: HashMap<Picked, Kept>,
}

/// Where a person left off in a thesis.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// The query under which it was read.
    pub query: Query,
    /// The place; `None` is the top.
    pub place: Option<Place>,
}

impl Places {
    /// Keeps the place of what is shown; `None` is the top.
    pub(super) fn keep(&mut self, shown: &Shown, place: Option<Place>) {
        self.by_thesis.insert(shown.picked.clone(), Kept { query: shown.query.clone(), place });
    }

    /// Where a person left off in a thesis; `None` where nobody has scrolled in it.
    pub(super) fn of(&self, picked: &Picked) -> Option<&Kept> {
        self.by_thesis.get(picked)
    }
}
