//! The indexer: the thread that makes loaded theses findable, by search's own builder.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use super::mailbox::{Outbox, Task, Ticket};
use super::panics::attempt;
use super::searcher::{Job, Work};
use crate::search::{Built, Incoming, IndexBuilder, Patience};
use crate::thesis::Segment;

/// A segment to index, with its place in the registry.
pub(super) type ToIndex = (Arc<Segment>, Ticket);

/// Indexes the segments as they come and hands the indexes to the searcher. Where other work is at hand, the next
/// segment is waited for no longer than `lull`.
pub(super) fn index(segments: &Receiver<ToIndex>, lull: Duration, searcher: &Sender<Job>, outbox: &Outbox) {
    // Those of which something is to be built still.
    let tickets = RefCell::new(HashMap::new());
    let next = |patience| {
        let next = match patience {
            Patience::Endless => segments.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Patience::Until(most) => segments.recv_timeout(most.min(lull)),
        };
        match next {
            Ok((segment, ticket)) => {
                tickets.borrow_mut().insert(segment.id(), ticket);
                Incoming::Segment(segment)
            }
            Err(RecvTimeoutError::Timeout) => Incoming::Nothing,
            Err(RecvTimeoutError::Disconnected) => Incoming::End,
        }
    };
    let take = |built: Built| {
        // Where its theses lie in the latent dimensions is built last of a segment.
        let done = match &built {
            Built::Index(_) => None,
            Built::Folded(folded) => Some(folded.segment()),
        };
        let job = Job { work: Work::Take(built), ticket: outbox.begin(Task::Searching) };
        let sent = searcher.send(job).is_ok();
        drop(done.and_then(|segment| tickets.borrow_mut().remove(&segment)));
        sent
    };
    let _ = attempt(outbox, || IndexBuilder::with_related().run(next, take));
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;
    use std::sync::mpsc::channel;
    use std::time::{Duration, Instant};

    use super::{Built, Task, Work, index};
    use crate::thesis::{Draft, SegmentBuilder};
    use crate::tui::session::mailbox::mailbox;

    #[test]
    fn all_that_is_built_of_every_segment_reaches_the_searcher_while_more_may_come() {
        let (mut inbox, outbox) = mailbox();
        let (segments, to_index) = channel();
        let (searcher, jobs) = channel();
        for _ in 0..3 {
            let mut builder = SegmentBuilder::default();
            builder.push(&Draft::default(), &Path::new("f").into());
            segments.send((Arc::new(builder.seal()), outbox.begin(Task::Indexing))).unwrap();
        }
        let indexer = std::thread::spawn(move || index(&to_index, Duration::ZERO, &searcher, &outbox));
        let end = Instant::now() + Duration::from_secs(60);
        assert!(inbox.wait_for_end(Task::Indexing, Some(end), &mut |_| ()), "an index is missing");
        let kinds: Vec<_> = jobs
            .try_iter()
            .map(|job| match job.work {
                Work::Take(Built::Index(index)) if index.is_short() => "short",
                Work::Take(Built::Index(_)) => "abstracts",
                Work::Take(Built::Folded(_)) => "folded",
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(kinds, [["short"; 3], ["abstracts"; 3], ["folded"; 3]].concat());
        drop(segments);
        indexer.join().unwrap();
    }
}
