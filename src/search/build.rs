//! Building the indexes of segments, on all threads: the one way in which the reader, the commands and the tests do it.
//!
//! Owns the order of the work: short fields as soon as a segment comes, since people look for titles first and they
//! take a tenth of the time; abstracts when no segment is coming; what tells which theses are related when all are
//! indexed. Keeps no thread and no channel: whoever calls gives
//! the segments and takes the indexes.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::index::SegmentIndex;
use super::related::{FoldedSegment, ModelBuilder};
use super::threads;
use crate::text::threads as available;
use crate::thesis::Segment;

/// How long no segment has to come before abstracts are indexed, or what is related is built, although more may follow.
const LULL: Duration = Duration::from_millis(50);

/// The segments that are to be indexed, in the order in which they came.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    short: VecDeque<Arc<Segment>>,
    abstracts: VecDeque<Arc<Segment>>,
    /// Those whose abstracts are indexed, where it is asked for what is related.
    models: Option<ModelBuilder>,
}

/// What was built of a segment.
#[derive(Debug)]
pub enum Built {
    /// An index.
    Index(SegmentIndex),
    /// Where its theses lie in the latent dimensions; again for each segment whenever these are made anew.
    Folded(FoldedSegment),
}

/// How long a source of segments may wait for the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Until one comes: there is nothing else to do.
    Endless,
    /// So long: then there is other work.
    Until(Duration),
}

/// What a source of segments has.
#[derive(Debug)]
pub enum Incoming {
    /// One more segment.
    Segment(Arc<Segment>),
    /// None for the time being.
    Nothing,
    /// None any more.
    End,
}

impl IndexBuilder {
    /// One that also builds what tells which theses are related.
    pub fn with_related() -> Self {
        Self { models: Some(ModelBuilder::default()), ..Self::default() }
    }

    /// Takes a segment that is to be indexed.
    pub fn push(&mut self, segment: Arc<Segment>) {
        self.short.push_back(segment);
    }

    /// Does a piece of the work: indexes some of the segments at once, one on each thread. The short fields of all
    /// segments come before any abstracts, either in the order in which the segments came, and what is related comes
    /// last, in steps of which most give nothing yet.
    pub fn build(&mut self) -> Vec<Built> {
        let at_once = available().get();
        if !self.short.is_empty() {
            let batch: Vec<_> = self.short.drain(..at_once.min(self.short.len())).collect();
            let built = threads::each(&batch, |segment| SegmentIndex::short(segment));
            self.abstracts.extend(batch);
            return built.into_iter().map(Built::Index).collect();
        }
        if !self.abstracts.is_empty() {
            let batch: Vec<_> = self.abstracts.drain(..at_once.min(self.abstracts.len())).collect();
            let built = threads::each(&batch, |segment| SegmentIndex::abstracts(segment));
            if let Some(models) = &mut self.models {
                for segment in batch {
                    models.push(segment);
                }
            }
            return built.into_iter().map(Built::Index).collect();
        }
        let folded = self.models.as_mut().map(ModelBuilder::step).unwrap_or_default();
        folded.into_iter().map(Built::Folded).collect()
    }

    /// Indexes what a source gives until it ends, and hands what is built to `take`, which says whether it wants more.
    ///
    /// Short fields are indexed as soon as their segment comes; abstracts and what is related in lulls, and at the end.
    pub fn run(mut self, mut next: impl FnMut(Patience) -> Incoming, mut take: impl FnMut(Built) -> bool) {
        let mut ended = false;
        while !ended || !self.is_done() {
            while !ended && self.short.len() < available().get() {
                match next(self.patience()) {
                    Incoming::Segment(segment) => self.push(segment),
                    Incoming::Nothing => break,
                    Incoming::End => ended = true,
                }
            }
            if !self.build().into_iter().all(&mut take) {
                return;
            }
        }
    }

    fn patience(&self) -> Patience {
        match (self.short.is_empty(), self.is_done()) {
            (false, _) => Patience::Until(Duration::ZERO),
            (true, false) => Patience::Until(LULL),
            (true, true) => Patience::Endless,
        }
    }

    fn is_done(&self) -> bool {
        let related = self.models.as_ref().is_none_or(ModelBuilder::is_done);
        self.short.is_empty() && self.abstracts.is_empty() && related
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::{Built, Incoming, IndexBuilder, LULL, Patience};
    use crate::search::{Cancel, Engine, Query, Question, SegmentIndex};
    use crate::thesis::{Draft, Field, Segment, SegmentBuilder};

    fn segment(word: &str) -> Arc<Segment> {
        let mut builder = SegmentBuilder::default();
        let draft = Draft::default().with(Field::Title, "Title").with(Field::Abstract, word.to_owned());
        builder.push(&draft, &Path::new("f").into());
        Arc::new(builder.seal())
    }

    /// What a source gives each time it is asked, then its end; and what was built, in order.
    fn run(gives: Vec<Option<Arc<Segment>>>) -> (Vec<SegmentIndex>, Vec<Patience>) {
        let (mut gives, mut asked, mut built) = (gives.into_iter(), Vec::new(), Vec::new());
        let next = |patience| {
            asked.push(patience);
            match gives.next() {
                Some(Some(segment)) => Incoming::Segment(segment),
                Some(None) => Incoming::Nothing,
                None => Incoming::End,
            }
        };
        IndexBuilder::default().run(next, |one| {
            match one {
                Built::Index(index) => built.push(index),
                Built::Folded(_) => panic!("nobody asked for what is related"),
            }
            true
        });
        (built, asked)
    }

    #[test]
    fn every_segment_gets_its_short_fields_and_its_abstracts_indexed() {
        let segments: Vec<_> = (0..9).map(|number| segment(&format!("word{number}"))).collect();
        let (built, _) = run(segments.iter().cloned().map(Some).collect());
        let mut engine = Engine::default();
        for segment in &segments {
            engine.grow(Arc::clone(segment));
        }
        assert_eq!(built.iter().filter(|index| index.is_short()).count(), segments.len());
        for index in built {
            engine.take(index);
        }
        assert_eq!(engine.indexed(), segments.len());
        assert_eq!(engine.indexed_abstracts(), segments.len());
        let question = Question { query: Query::parse("word7").unwrap(), ..Question::default() };
        assert_eq!(engine.answer(&question, &Cancel::never()).unwrap().rows.len(), 1);
    }

    #[test]
    fn abstracts_wait_for_a_lull_and_not_for_the_end() {
        let (built, asked) = run(vec![Some(segment("a")), None, None, Some(segment("b"))]);
        let kinds: Vec<_> = built.iter().map(SegmentIndex::is_short).collect();
        assert_eq!(kinds, [true, false, true, false]);
        assert_eq!(asked[0], Patience::Endless, "nothing else is to be done");
        assert!(asked.contains(&Patience::Until(LULL)), "abstracts are to be done");
    }

    #[test]
    fn what_is_related_is_built_when_all_is_indexed_and_knows_all_segments() {
        let segments = [segment("an old tree"), segment("trees")];
        let gives = [Some(&segments[0]), None, None, None, Some(&segments[1])];
        let mut gives =
            gives.into_iter().map(|given| given.cloned().map_or(Incoming::Nothing, Incoming::Segment));
        let (mut engine, mut is_folded) = (Engine::default(), Vec::new());
        for segment in &segments {
            engine.grow(Arc::clone(segment));
        }
        IndexBuilder::with_related().run(
            |_| gives.next().unwrap_or(Incoming::End),
            |built| {
                is_folded.push(matches!(built, Built::Folded(_)));
                engine.take_built(built);
                true
            },
        );
        assert_eq!(is_folded.iter().filter(|&&folded| !folded).count(), 4);
        assert!(is_folded.ends_with(&[true, true]), "{is_folded:?}");
        let related = engine.related(segments[0].get(0), 9, &Cancel::never()).unwrap();
        assert!(related.by_topics && related.neighbours.len() == 1);
        assert!(related.neighbours[0].shared.contains(&"trees".to_owned()));
    }

    #[test]
    fn who_wants_no_more_gets_no_more() {
        let mut taken = 0;
        let mut gives = (0..9).map(|_| segment("a"));
        let next = |_| gives.next().map_or(Incoming::End, Incoming::Segment);
        IndexBuilder::default().run(next, |_| {
            taken += 1;
            taken < 3
        });
        assert_eq!(taken, 3);
    }
}
