//! Building the indexes of segments, on all threads: the one way in which the reader, the commands and the tests do it.
//!
//! Owns the order of the work: short fields as soon as a segment comes, since people look for titles first and they
//! take a tenth of the time; abstracts when no segment is coming. Keeps no thread and no channel: whoever calls gives
//! the segments and takes the indexes.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::index::SegmentIndex;
use super::threads;
use crate::text::threads as available;
use crate::thesis::Segment;

/// How long no segment has to come before abstracts are indexed although more may follow.
const LULL: Duration = Duration::from_millis(50);

/// The segments that are to be indexed, in the order in which they came.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    short: VecDeque<Arc<Segment>>,
    abstracts: VecDeque<Arc<Segment>>,
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
    /// Takes a segment that is to be indexed.
    pub fn push(&mut self, segment: Arc<Segment>) {
        self.short.push_back(segment);
    }

    /// Indexes some of the segments at once, one on each thread; none where there is nothing to do. The short fields
    /// of all segments come before any abstracts, either in the order in which the segments came.
    pub fn build(&mut self) -> Vec<SegmentIndex> {
        let at_once = available().get();
        if self.short.is_empty() {
            let batch: Vec<_> = self.abstracts.drain(..at_once.min(self.abstracts.len())).collect();
            return threads::each(&batch, |segment| SegmentIndex::abstracts(segment));
        }
        let batch: Vec<_> = self.short.drain(..at_once.min(self.short.len())).collect();
        let built = threads::each(&batch, |segment| SegmentIndex::short(segment));
        self.abstracts.extend(batch);
        built
    }

    /// Indexes what a source gives until it ends, and hands the indexes to `take`, which says whether it wants more.
    ///
    /// Short fields are indexed as soon as their segment comes; abstracts in lulls, and at the end.
    pub fn run(
        mut self,
        mut next: impl FnMut(Patience) -> Incoming,
        mut take: impl FnMut(SegmentIndex) -> bool,
    ) {
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
        match (self.short.is_empty(), self.abstracts.is_empty()) {
            (false, _) => Patience::Until(Duration::ZERO),
            (true, false) => Patience::Until(LULL),
            (true, true) => Patience::Endless,
        }
    }

    fn is_done(&self) -> bool {
        self.short.is_empty() && self.abstracts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::{Incoming, IndexBuilder, LULL, Patience};
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
        IndexBuilder::default().run(next, |index| {
            built.push(index);
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
