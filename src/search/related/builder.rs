//! Building the model of a collection and folding its segments in, in steps: what a thread does that has nothing better
//! to do.

use std::sync::Arc;

use super::folded::FoldedSegment;
use super::model::{Model, SAMPLE, count, sample};
use super::svd::Decomposition;
use super::terms::Term;
use super::weights::Weights;
use crate::search::threads;
use crate::text::threads as available;
use crate::thesis::{Collection, Row, Segment};

/// Theses whose terms are counted in one step.
const COUNTED_AT_ONCE: usize = 1 << 12;

/// Up to so many theses the model is made anew whenever more have come, which takes no time; above, when an eighth more
/// have come. Until then new theses are folded into the model that there is.
const ALWAYS_ANEW: usize = 2_000;

/// The segments that have come, and how far the model of them is.
#[derive(Debug, Default)]
pub(in crate::search) struct ModelBuilder {
    collection: Collection,
    model: Option<Arc<Model>>,
    /// How many theses there were when the model was begun.
    known: usize,
    /// How many segments are folded into the model.
    folded: usize,
    stage: Stage,
}

#[derive(Debug, Default)]
enum Stage {
    #[default]
    Resting,
    /// The sample, and the terms of its first theses.
    Counting(Vec<Row>, Vec<Vec<(Term, f32)>>),
    Decomposing(Weights, Box<Decomposition>),
}

impl ModelBuilder {
    /// Takes a segment.
    pub fn push(&mut self, segment: Arc<Segment>) {
        self.collection.push(segment);
    }

    /// True where the model knows all segments, and they are folded in.
    pub fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Resting)
            && !self.is_stale()
            && self.folded == self.collection.slots().len()
    }

    /// Does one step of what is to be done, on all threads; what it has folded, each segment again after a new model.
    pub fn step(&mut self) -> Vec<FoldedSegment> {
        let theses = self.collection.len();
        self.stage = match std::mem::take(&mut self.stage) {
            Stage::Resting if self.is_stale() => {
                self.known = theses;
                Stage::Counting(sample(&self.collection, SAMPLE), Vec::new())
            }
            Stage::Resting => return self.fold(),
            Stage::Counting(sample, mut counted) => {
                let next = &sample[counted.len()..];
                counted.extend(count(&self.collection, &next[..next.len().min(COUNTED_AT_ONCE)]));
                if counted.len() < sample.len() {
                    Stage::Counting(sample, counted)
                } else {
                    let weights = Weights::of(&counted);
                    let matrix = weights.matrix(&counted);
                    Stage::Decomposing(weights, Box::new(Decomposition::new(matrix)))
                }
            }
            Stage::Decomposing(weights, mut decomposition) => match decomposition.step() {
                None => Stage::Decomposing(weights, decomposition),
                Some(vectors) => {
                    (self.model, self.folded) = (Some(Arc::new(Model::new(weights, vectors))), 0);
                    Stage::Resting
                }
            },
        };
        Vec::new()
    }

    /// The model, where it is made.
    pub(super) fn model(&self) -> Option<&Arc<Model>> {
        self.model.as_ref()
    }

    fn is_stale(&self) -> bool {
        let (theses, known) = (self.collection.len(), self.known);
        match self.model {
            None => self.collection.slots().len() > 0,
            Some(_) => theses > known && (theses <= ALWAYS_ANEW || theses - known > known / 8),
        }
    }

    fn fold(&mut self) -> Vec<FoldedSegment> {
        let Some(model) = &self.model else { return Vec::new() };
        let segments: Vec<_> = self
            .collection
            .slots()
            .skip(self.folded)
            .take(available().get())
            .map(|slot| slot.segment)
            .collect();
        self.folded += segments.len();
        threads::each(segments, |segment| FoldedSegment::new(segment, model))
    }
}
