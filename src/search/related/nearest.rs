//! The theses that are nearest to one, scored from their texts.

use std::cmp::Ordering;
use std::sync::Arc;

use super::builder::ModelBuilder;
use super::centre::Centre;
use super::matrix::dot;
use super::model::{Latent, Model, at_distance_1};
use super::shared::shared;
use super::svd::DIMENSIONS;
use super::terms::Counter;
use crate::search::cancel::Cancel;
use crate::search::threads;
use crate::thesis::{Collection, Row, Thesis};

/// The theses that are nearest by words and by where the centre itself lies: among these the nearest are found. So many
/// are scored in a few milliseconds.
const POOL: usize = 300;

/// How many of the nearest tell, besides the centre itself, which topics are meant.
const TELLING: usize = 3;

/// From so many theses on a second thread helps to score them.
const PARALLEL_FROM: usize = 1 << 5;

/// Theses between cancellation checks.
const CHECK_EVERY: usize = 1 << 5;

/// The theses that are nearest to a thesis or a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Related {
    /// The nearest first. None of them is the thesis itself, and each shares a word with it.
    pub neighbours: Vec<Neighbour>,
    /// False while words alone tell what is near, as the latent dimensions are not there yet.
    pub by_topics: bool,
}

/// A thesis that is near to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// The thesis.
    pub row: Row,
    /// How near it is, from 0 to 1; see [`related`](super) for the formula.
    pub nearness: f32,
    /// The cosine of the words.
    pub words: f32,
    /// The cosine in the latent dimensions; 0 without them.
    pub topics: f32,
    /// The words that both share, as this thesis spells them: those that speak most for it, the first most of all.
    pub shared: Vec<String>,
}

/// A thesis that has a word of the centre.
#[derive(Clone, Debug)]
struct Scored {
    row: Row,
    words: f32,
    topics: f32,
    latent: Latent,
}

impl Scored {
    /// The mean of both cosines, or the words alone.
    fn nearness(&self, by_topics: bool) -> f32 {
        let nearness = if by_topics { f32::midpoint(self.words, self.topics.max(0.0)) } else { self.words };
        nearness.clamp(0.0, 1.0)
    }
}

/// The theses of a whole collection that are nearest to a thesis, which need not be one of it, at most so many: every
/// thesis is scored, for which no index is needed. `None` where it was cancelled meanwhile.
pub fn related_among(
    collection: &Collection,
    thesis: Thesis<'_>,
    most: usize,
    cancel: &Cancel,
) -> Option<Related> {
    let mut builder = ModelBuilder::default();
    collection.segments().for_each(|(_, segment)| builder.push(Arc::clone(segment)));
    while builder.model().is_none() && !builder.is_done() {
        cancel.check()?;
        builder.step();
    }
    let Some(model) = builder.model() else { return Some(Related::default()) };
    let rows: Vec<_> =
        collection.segments().flat_map(|(start, segment)| start.0..start.0 + segment.len() as u32).collect();
    nearest(collection, model, &Centre::new(thesis, model, collection), &rows, most, cancel)
}

/// Those of some theses that are nearest to the centre.
pub(super) fn nearest(
    collection: &Collection,
    model: &Model,
    centre: &Centre,
    rows: &[u32],
    most: usize,
    cancel: &Cancel,
) -> Option<Related> {
    let by_topics = model.has_topics();
    let most = most.min(rows.len());
    let pool = POOL.max(most);
    let pieces = threads::all(rows.chunks(threads::piece(rows.len(), PARALLEL_FROM)), |rows| {
        score(collection, model, centre, rows, pool, cancel)
    })?;
    let mut scored = pieces.concat();
    keep_nearest(&mut scored, pool, by_topics);
    if by_topics {
        let aim = aim(centre, &scored);
        for scored in &mut scored {
            scored.topics = dot(&aim, &scored.latent);
        }
    }
    keep_nearest(&mut scored, most, by_topics);
    let neighbours = scored.into_iter().map(|scored| Neighbour {
        row: scored.row,
        nearness: scored.nearness(by_topics),
        words: scored.words,
        topics: scored.topics,
        shared: shared(centre, model, collection.get(scored.row)),
    });
    let neighbours = neighbours.filter(|neighbour| !neighbour.shared.is_empty()).collect();
    Some(Related { neighbours, by_topics })
}

/// Some theses scored, at least the best so many of them.
fn score(
    collection: &Collection,
    model: &Model,
    centre: &Centre,
    rows: &[u32],
    pool: usize,
    cancel: &Cancel,
) -> Option<Vec<Scored>> {
    let (mut counter, mut scored) = (Counter::default(), Vec::new());
    let mut checks = cancel.every(CHECK_EVERY);
    for row in rows.iter().map(|&row| Row(row)).filter(|&row| Some(row) != centre.own) {
        checks.row()?;
        let terms = model.weights.weigh(&counter.count(collection.get(row)));
        let words = centre.words(&terms);
        if words > 0.0 {
            let latent = model.fold(&terms);
            scored.push(Scored { row, words, topics: dot(&centre.latent, &latent), latent });
        }
        if scored.len() > 4 * pool {
            keep_nearest(&mut scored, pool, model.has_topics());
        }
    }
    Some(scored)
}

/// Sorts by nearness, of equals by the row, and keeps the first.
fn keep_nearest(scored: &mut Vec<Scored>, most: usize, by_topics: bool) {
    let order = |a: &Scored, b: &Scored| -> Ordering {
        b.nearness(by_topics).total_cmp(&a.nearness(by_topics)).then(a.row.cmp(&b.row))
    };
    scored.sort_unstable_by(order);
    scored.truncate(most);
}

/// The place of the centre, moved half the way to the mean of those that are nearest to it.
fn aim(centre: &Centre, nearest: &[Scored]) -> Latent {
    let mut mean = [0.0; DIMENSIONS];
    for scored in nearest.iter().take(TELLING) {
        mean.iter_mut().zip(&scored.latent).for_each(|(sum, value)| *sum += value);
    }
    let count = nearest.len().clamp(1, TELLING) as f32;
    at_distance_1(std::array::from_fn(|at| centre.latent[at] + mean[at] / count))
}
