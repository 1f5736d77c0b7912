//! What is known of a collection for telling which theses are near: what terms weigh, and the latent dimensions.

use super::matrix::{Dense, dot};
use super::svd::DIMENSIONS;
use super::terms::{Counter, Term};
use super::weights::{Weighed, Weights};
use crate::search::threads;
use crate::thesis::{Collection, Row};

/// The most theses that a model is made from.
pub(super) const SAMPLE: usize = 20_000;

/// From so many theses on a second thread helps to count terms.
const PARALLEL_FROM: usize = 1 << 6;

/// A place in the latent dimensions, at the distance 1 from their middle; in the middle where nothing is known.
pub(super) type Latent = [f32; DIMENSIONS];

/// The model of a collection, made from a sample of it. Never changes.
#[derive(Debug)]
pub(super) struct Model {
    pub weights: Weights,
    /// A row for each column of the weights' matrix; none while only words count.
    projection: Option<Dense>,
}

impl Model {
    /// A model with latent dimensions: the singular vectors of the matrix of these weights.
    pub fn new(weights: Weights, vectors: Dense) -> Self {
        Self { weights, projection: Some(vectors) }
    }

    /// A model of words alone, from at most so many theses spread evenly over a collection: what takes no longer than a
    /// person waits.
    pub fn of_words(collection: &Collection, most: usize) -> Self {
        Self { weights: Weights::of(&count(collection, &sample(collection, most))), projection: None }
    }

    /// True where it has latent dimensions.
    pub fn has_topics(&self) -> bool {
        self.projection.is_some()
    }

    /// The place of a thesis with these terms.
    pub fn fold(&self, terms: &[Weighed]) -> Latent {
        let mut latent = [0.0; DIMENSIONS];
        if let Some(projection) = &self.projection {
            for term in terms {
                let Some(column) = term.column() else { continue };
                for (sum, value) in latent.iter_mut().zip(projection.row(column)) {
                    *sum += term.weight * value;
                }
            }
        }
        at_distance_1(latent)
    }
}

/// The place in the same direction at the distance 1; the middle stays.
pub(super) fn at_distance_1(mut latent: Latent) -> Latent {
    let length = dot(&latent, &latent).sqrt();
    if length > 0.0 {
        for value in &mut latent {
            *value /= length;
        }
    }
    latent
}

/// At most so many theses, spread evenly over those that are not retired.
pub(super) fn sample(collection: &Collection, most: usize) -> Vec<Row> {
    let all = collection.len();
    let mut wanted = (0..all.min(most)).map(|at| at * all / all.min(most)).peekable();
    let rows = collection.slots().filter(|slot| !slot.is_retired).flat_map(|slot| slot.rows());
    rows.enumerate().filter(|(at, _)| wanted.next_if_eq(at).is_some()).map(|(_, row)| Row(row)).collect()
}

/// The terms of some theses with their counts: on all threads.
pub(super) fn count(collection: &Collection, rows: &[Row]) -> Vec<Vec<(Term, f32)>> {
    let counted = threads::each(rows.chunks(threads::piece(rows.len(), PARALLEL_FROM)), |rows| {
        let mut counter = Counter::default();
        rows.iter().map(|&row| counter.count(collection.get(row))).collect::<Vec<_>>()
    });
    counted.into_iter().flatten().collect()
}
