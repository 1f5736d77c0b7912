//! Looks the operands of a query up in the index: which theses answer all of them, and with how many points.
//!
//! `prepare` finds the words that each clause means, once for all theses; `weigh` asks the index and, last, the texts, for
//! a segment at a time; here the segments are shared out among threads.

mod prepare;
mod weigh;

use self::prepare::{Prepared, PreparedClause, Preparing, Test};
use self::weigh::{SegmentWorths, Weighing};
use super::alone::{self, Alone};
use super::cancel::Cancel;
use super::evidence::Meant;
use super::hits::Hits;
use super::index::Index;
use super::marked::Marked;
use super::query::{Query, What};
use super::question::Question;
use super::threads;
use crate::thesis::{Collection, PlacedSegment};

/// From so many theses on several threads look; fewer are done before another thread has started.
const PARALLEL_FROM: usize = 50_000;

/// A query that is ready to be looked up.
pub(super) struct Lookup<'e> {
    collection: &'e Collection,
    index: &'e Index,
    operands: Vec<Prepared<'e>>,
    cancel: &'e Cancel,
}

impl<'e> Lookup<'e> {
    /// Finds the words of the vocabulary that each clause means; `None` where it was cancelled.
    pub fn new(
        collection: &'e Collection,
        index: &'e Index,
        query: &'e Query,
        marked: &'e Marked,
        cancel: &'e Cancel,
    ) -> Option<Self> {
        let preparing = Preparing { index, marked, rows: collection.rows(), cancel };
        let operands = preparing.prepared(query)?;
        Some(Self { collection, index, operands, cancel })
    }

    /// The theses that answer every operand; `None` where it was cancelled.
    pub fn hits(&self) -> Option<Hits> {
        self.hits_of(&self.operands)
    }

    fn hits_of(&self, operands: &[Prepared<'_>]) -> Option<Hits> {
        let mut worths = vec![0; self.collection.rows()];
        let mut rest = &mut worths[..];
        // What asks for no word needs no index.
        let words = prepare::clauses(operands).iter().any(|clause| matches!(clause.test, Test::Words { .. }));
        let mut parts = Vec::new();
        for PlacedSegment { number, start, segment, is_retired } in self.collection.slots() {
            let (worths, others) = rest.split_at_mut(segment.len());
            rest = others;
            if !is_retired && (!words || self.index.short.has(number)) {
                parts.push(SegmentWorths { slot: number, start, segment, worths });
            }
        }
        let few = self.collection.len() < PARALLEL_FROM;
        let some = if few { parts.len().max(1) } else { threads::piece(parts.len(), 1) };
        let weighing = Weighing { index: self.index, cancel: self.cancel };
        threads::all(parts.chunks_mut(some), |parts| {
            parts.iter_mut().try_for_each(|part| weighing.weigh(part, operands))
        })?;
        Some(Hits::new(worths))
    }

    /// What the parts of the question, which nothing answers, leave by themselves: nothing where it has but one part.
    /// `None` where it was cancelled.
    pub fn alone(&self, question: &Question) -> Option<Alone> {
        let (view, typed) = self.operands.split_at(question.within.operands().len());
        let count = |operands: &[Prepared<'_>]| self.hits_of(operands).map(|hits| hits.len());
        if typed.is_empty() || self.operands.len() < 2 {
            return Some(Alone::default());
        }
        let most = if typed.len() > 1 { alone::MOST } else { 0 };
        let shown = question.query.operands().iter().zip(typed.chunks(1)).take(most);
        let clauses = shown.map(|(operand, typed)| Some((operand.to_string(), count(typed)?)));
        let clauses = clauses.collect::<Option<_>>()?;
        let typed = if view.is_empty() { 0 } else { count(typed)? };
        Some(Alone { clauses, typed, view: count(view)? })
    }

    /// The typed words with what they mean, for weighing the theses that were found.
    pub fn meant(&self) -> Vec<Meant<'_>> {
        let clauses = prepare::clauses(&self.operands).into_iter();
        let words = clauses.filter_map(|PreparedClause { clause, test }| match (&clause.what, test) {
            (What::Word(typed, _), Test::Words { words, .. }) if !clause.negated => {
                Some(Meant::new(typed, &words[0].short.listed, |number| self.index.short.word(number)))
            }
            _ => None,
        });
        words.collect()
    }
}
