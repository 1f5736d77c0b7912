//! The engine: a collection with its index, answering questions.

use std::sync::Arc;

use super::alone::Alone;
use super::build::{Built, Incoming, IndexBuilder};
use super::cancel::Cancel;
use super::complete::{self, Gap};
use super::index::{Index, SegmentIndex};
use super::last::LastHits;
use super::lookup::Lookup;
use super::loose;
use super::marked::MarkKind;
use super::order::rows::{Rows, Wish};
use super::order::{Orders, SortKey};
use super::question::{Answer, Question};
use super::related::{FoldedIndex, Related};
use crate::thesis::{Collection, Field, Segment, SegmentId, Thesis};

/// A collection that can be asked. It grows by [`extend`](Self::extend), or segment by segment.
#[derive(Debug, Default)]
pub struct Engine {
    collection: Collection,
    index: Index,
    orders: Orders,
    folded: FoldedIndex,
    last: LastHits,
}

impl Engine {
    /// An engine for the whole of a collection.
    pub fn new(collection: &Collection) -> Self {
        let mut engine = Self::default();
        engine.extend(collection);
        engine
    }

    /// An engine for one question about a collection: indexed on all threads, or not at all where the question asks
    /// for no word.
    pub fn for_question(collection: &Collection, question: &Question) -> Self {
        if question.whole().asks_for_words() {
            return Self::new(collection);
        }
        let mut engine = Self::default();
        for slot in collection.slots() {
            engine.grow(Arc::clone(slot.segment));
            if slot.is_retired {
                engine.retire(slot.segment.id());
            }
        }
        engine
    }

    /// The theses that it knows.
    pub fn collection(&self) -> &Collection {
        &self.collection
    }

    /// The bytes that the index takes in memory, besides the collection.
    pub fn memory_bytes(&self) -> usize {
        self.index.memory_bytes() + self.orders.memory_bytes() + self.folded.memory_bytes()
    }

    /// Takes in what `collection`, a later state of its own, has gained, indexed on all threads, and retires what that has
    /// retired.
    pub fn extend(&mut self, collection: &Collection) {
        self.extend_by(collection, IndexBuilder::default());
    }

    /// The same, and builds what tells which theses are [related](Self::related).
    pub fn extend_with_related(&mut self, collection: &Collection) {
        self.extend_by(collection, IndexBuilder::with_related());
    }

    fn extend_by(&mut self, collection: &Collection, mut builder: IndexBuilder) {
        let known = self.collection.slots().len();
        for slot in collection.slots() {
            if slot.number >= known {
                self.grow(Arc::clone(slot.segment));
            }
            if slot.is_retired {
                self.retire(slot.segment.id());
            } else if slot.number >= known {
                builder.push(Arc::clone(slot.segment));
            }
        }
        builder.run(
            |_| Incoming::End,
            |built| {
                self.take_built(built);
                true
            },
        );
    }

    /// Takes in one more segment: from now on its theses are listed, but found only when they are indexed.
    pub fn grow(&mut self, segment: Arc<Segment>) {
        self.collection.push(segment);
        self.orders.extend(&self.collection);
        self.last.take();
    }

    /// Hides the theses of a segment: from now on they are neither listed, found, counted nor offered. Other rows keep
    /// their meaning, and so do these for whoever still shows them. Does nothing where no such segment is known.
    pub fn retire(&mut self, segment: SegmentId) {
        let Some(retired) = self.collection.retire(segment) else { return };
        self.orders.retire(&retired.rows());
        self.index.retire(retired.number);
        self.folded.retire(retired.number);
        self.last.take();
    }

    /// Takes in the index of a segment that it knows. That of one that is retired by now is dropped.
    ///
    /// # Panics
    ///
    /// Where it has never known the segment.
    pub fn take(&mut self, index: SegmentIndex) {
        let placed = self.collection.slot(index.segment()).expect("a segment is taken in before its index");
        if !placed.is_retired {
            self.index.put(placed.number, index);
            self.last.take();
        }
    }

    /// Takes in what was built of a segment that it knows, dropped as by [`take`](Self::take).
    ///
    /// # Panics
    ///
    /// Where it has never known the segment.
    pub fn take_built(&mut self, built: Built) {
        let folded = match built {
            Built::Index(index) => return self.take(index),
            Built::Folded(folded) => folded,
        };
        let placed = self.collection.slot(folded.segment()).expect("a segment is taken in before its places");
        if !placed.is_retired {
            self.folded.put(placed.number, folded);
        }
    }

    /// How many theses can be found: those whose short fields are indexed.
    pub fn indexed(&self) -> usize {
        self.index.short.rows()
    }

    /// How many theses have their abstracts indexed; those of the others are looked through.
    pub fn indexed_abstracts(&self) -> usize {
        self.index.abstracts.rows()
    }

    /// How many texts have their words indexed: the short fields of a thesis are one, its abstract is another.
    pub fn indexed_texts(&self) -> usize {
        self.indexed() + self.indexed_abstracts()
    }

    /// Answers a question, or `None` where it was cancelled meanwhile.
    pub fn answer(&self, question: &Question, cancel: &Cancel) -> Option<Answer> {
        self.answer_in_pieces(question, cancel, &mut |_| ())
    }

    /// What can fill a gap of a query, the most frequent value first, at most `limit`; `None` where it was cancelled
    /// meanwhile.
    pub fn completions(&self, gap: &Gap, limit: usize, cancel: &Cancel) -> Option<Vec<String>> {
        complete::values(&self.collection, gap, limit, cancel)
    }

    /// Answers a question, the first theses of a long answer beforehand to `first`, as soon as they are known.
    /// `None` where it was cancelled meanwhile.
    pub fn answer_in_pieces(
        &self,
        question: &Question,
        cancel: &Cancel,
        first: &mut dyn FnMut(Answer),
    ) -> Option<Answer> {
        let Question { sort, marked, .. } = question;
        let query = question.whole();
        self.orders.newest.settle(cancel)?;
        let rows = Rows::new(&self.collection, &self.orders, *sort, marked.rows(MarkKind::Bookmarked));
        if query.is_empty() {
            let answer = Answer::all(rows.listed(&Wish::new(None), cancel)?);
            self.last.keep(question, None);
            return Some(answer);
        }
        let lookup = Lookup::new(&self.collection, &self.index, &query, marked, cancel)?;
        let mut hits = lookup.hits()?;
        let alone = if hits.is_empty() { lookup.alone(question)? } else { Alone::default() };
        let letters = query.letters().filter(|_| hits.is_empty());
        let is_loose = letters.is_some();
        if let Some(letters) = letters {
            hits = loose::hits(&letters, &self.collection, &self.index, &self.orders.newest, cancel)?;
        }
        let rows = if sort.key == SortKey::Relevance {
            let meant = if is_loose { Vec::new() } else { lookup.meant() };
            rows.by_worth(&hits, &meant, cancel, &mut |rows| {
                let more = hits.len() - rows.len();
                first(Answer { more, ..Answer::all(rows) });
            })?
        } else {
            rows.listed(&Wish::new(Some(&hits)), cancel)?
        };
        self.last.keep(question, Some(hits));
        let loose = is_loose && !rows.is_empty();
        Some(Answer { loose, alone: alone.is_known().then(|| Arc::new(alone)), ..Answer::all(rows) })
    }

    /// The theses that are nearest to a thesis, which need not be among those that it knows: the nearest first, at most so
    /// many; see [`related`](super::related) for the formula. `None` where it was cancelled meanwhile.
    pub fn related(&self, thesis: Thesis<'_>, most: usize, cancel: &Cancel) -> Option<Related> {
        self.folded.related(&self.collection, &self.index, thesis, most, cancel)
    }

    /// How many theses of the last complete answer have each value of a field, the most frequent first and of equals the
    /// first by the alphabet; a thesis with several values counts for each. `None` where the last complete answer was to
    /// another question or the engine has changed since, and where it was cancelled.
    pub fn counts(&self, question: &Question, field: Field, cancel: &Cancel) -> Option<Vec<(String, usize)>> {
        self.last.counts(question, &self.collection, field, cancel)
    }
}

mod words;

#[cfg(test)]
mod alone;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod spellings;
#[cfg(test)]
mod tests;
