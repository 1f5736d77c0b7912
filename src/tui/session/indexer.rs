//! The indexer: the thread that makes loaded theses findable, by search's own builder.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use super::mailbox::{Outbox, Task, Ticket};
use super::panics::attempt;
use super::searcher::{Job, Work};
use crate::search::{Incoming, IndexBuilder, Patience};
use crate::thesis::Segment;

/// A segment to index, with its place in the registry.
pub(super) type ToIndex = (Arc<Segment>, Ticket);

/// Indexes the segments as they come and hands the indexes to the searcher. Where other work is at hand, the next
/// segment is waited for no longer than `lull`.
pub(super) fn index(segments: &Receiver<ToIndex>, lull: Duration, searcher: &Sender<Job>, outbox: &Outbox) {
    // Those whose abstracts are not indexed yet, in their order.
    let tickets = RefCell::new(VecDeque::new());
    let next = |patience| {
        let next = match patience {
            Patience::Endless => segments.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Patience::Until(most) => segments.recv_timeout(most.min(lull)),
        };
        match next {
            Ok((segment, ticket)) => {
                tickets.borrow_mut().push_back(ticket);
                Incoming::Segment(segment)
            }
            Err(RecvTimeoutError::Timeout) => Incoming::Nothing,
            Err(RecvTimeoutError::Disconnected) => Incoming::End,
        }
    };
    let take = |index: crate::search::SegmentIndex| {
        let is_last = !index.is_short();
        let job = Job { work: Work::Index(index), ticket: outbox.begin(Task::Searching) };
        let sent = searcher.send(job).is_ok();
        if is_last {
            drop(tickets.borrow_mut().pop_front());
        }
        sent
    };
    let _ = attempt(outbox, || IndexBuilder::default().run(next, take));
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;
    use std::sync::mpsc::channel;
    use std::time::{Duration, Instant};

    use super::{Task, Work, index};
    use crate::thesis::{Draft, SegmentBuilder};
    use crate::tui::session::mailbox::mailbox;

    #[test]
    fn short_fields_and_abstracts_of_every_segment_reach_the_searcher_while_more_may_come() {
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
        let is_short: Vec<_> = jobs
            .try_iter()
            .map(|job| match job.work {
                Work::Index(index) => index.is_short(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(is_short, [true, true, true, false, false, false]);
        drop(segments);
        indexer.join().unwrap();
    }
}
