//! Where one reads in each thesis, kept while the program runs and over its end.

use std::collections::HashMap;

use super::page::Place;
use super::shown::Shown;
use crate::app::picked::Picked;
use crate::search::Query;
use crate::thesis::{Collection, Field, LeftPlace, Thesis};

/// The places at which a person left off reading, by thesis.
#[derive(Clone, Debug, Default)]
pub struct Places {
    by_thesis: HashMap<Picked, Kept>,
    /// Those of another day, by the ids of the theses, until they are shown.
    remembered: HashMap<String, LeftPlace>,
    /// How many were kept in this session.
    count: usize,
}

/// Where a person left off in a thesis.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// The query under which it was read.
    pub query: Query,
    /// The place; `None` is the top.
    pub place: Option<Place>,
    /// Its number in this session; 0 for one of another day.
    number: usize,
}

impl Places {
    /// The places of another day.
    pub(super) fn new(places: Vec<LeftPlace>) -> Self {
        let remembered = places.into_iter().map(|place| (place.id.clone(), place)).collect();
        Self { remembered, ..Self::default() }
    }

    /// Keeps the place of what is shown; `None` is the top.
    pub(super) fn keep(&mut self, shown: &Shown, place: Option<Place>) {
        self.count += 1;
        let kept = Kept { query: shown.query.clone(), place, number: self.count };
        self.by_thesis.insert(shown.picked.clone(), kept);
    }

    /// Takes up the place of another day in a thesis, if there is one.
    pub(super) fn recall(&mut self, picked: &Picked, thesis: Thesis<'_>) {
        let left = self.remembered.remove(thesis.id());
        if let Some(LeftPlace { field, value, byte, .. }) =
            left.filter(|_| !self.by_thesis.contains_key(picked))
        {
            let place = Some(Place { field, value, byte, above: 0 });
            self.by_thesis.insert(picked.clone(), Kept { query: Query::default(), place, number: 0 });
        }
    }

    /// Where a person left off in a thesis; `None` where nobody has scrolled in it.
    pub(super) fn of(&self, picked: &Picked) -> Option<&Kept> {
        self.by_thesis.get(picked)
    }

    /// The places that were kept in this session, the newest last. The top is the first byte of the title.
    pub(super) fn left(&self, collection: &Collection) -> Vec<LeftPlace> {
        let left = self.by_thesis.iter().filter_map(|(picked, kept)| match picked {
            Picked::Thesis(row) if kept.number > 0 => Some((kept, collection.get(*row).id())),
            Picked::Thesis(_) | Picked::Absent(_) => None,
        });
        let mut left: Vec<_> = left.collect();
        left.sort_by_key(|(kept, _)| kept.number);
        let place = |(kept, id): (&Kept, &str)| {
            let place = kept.place.as_ref();
            let (field, value, byte) =
                place.map_or((Field::Title, 0, 0), |place| (place.field, place.value, place.byte));
            LeftPlace { id: id.to_owned(), field, value, byte }
        };
        left.into_iter().map(place).collect()
    }
}
