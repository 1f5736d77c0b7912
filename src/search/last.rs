//! The hits of the last complete answer, kept at hand for counting among them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use hashbrown::HashMap;

use super::cancel::Cancel;
use super::hits::Hits;
use super::question::Question;
use crate::thesis::{Collection, Field, Row};

/// The last question that was answered whole, with its hits. Only the thread that asks the engine ever waits for the
/// lock, which is there so that an engine can be shared.
#[derive(Debug, Default)]
pub(super) struct LastHits(Mutex<Option<(Question, Option<Hits>)>>);

/// Theses between cancellation checks.
const CHECK_EVERY: usize = 1 << 12;

impl LastHits {
    /// Keeps the hits of a question; without any all theses answer.
    pub fn keep(&self, question: &Question, hits: Option<Hits>) {
        *self.lock() = Some((question.clone(), hits));
    }

    /// Forgets them, since the engine changes.
    pub fn take(&mut self) {
        *self.lock() = None;
    }

    /// How many of the hits have each value of a field; see [`Engine::counts`](super::Engine::counts).
    pub fn counts(
        &self,
        question: &Question,
        collection: &Collection,
        field: Field,
        cancel: &Cancel,
    ) -> Option<Vec<(String, usize)>> {
        let last = self.lock();
        let (_, hits) = last.as_ref().filter(|(last, _)| last.has_the_hits_of(question))?;
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let live = collection.segments().flat_map(|(start, segment)| (start.0..).zip(segment.iter()));
        let mut checks = cancel.every(CHECK_EVERY);
        for (row, thesis) in live {
            checks.row()?;
            if hits.as_ref().is_none_or(|hits| hits.worth(Row(row)) > 0) {
                thesis.values(field).for_each(|value| *counts.entry(value).or_default() += 1);
            }
        }
        let mut counts: Vec<_> = counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect();
        counts.sort_unstable_by(|(a, count_a), (b, count_b)| count_b.cmp(count_a).then_with(|| a.cmp(b)));
        Some(counts)
    }

    fn lock(&self) -> MutexGuard<'_, Option<(Question, Option<Hits>)>> {
        // What a panic elsewhere left is whole: it is only ever replaced.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
