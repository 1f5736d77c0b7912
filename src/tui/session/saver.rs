//! The saver: the thread that writes marks, in their order, and keeps those that were refused until they are saved.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, SystemTime};

use super::mailbox::{Outbox, Ticket};
use super::panics::attempt;
use crate::app::Msg;
use crate::app::saving::NotSaved;
use crate::disk::{Error, MarksFile, Saved, timestamp};
use crate::text::sanitise::printable;
use crate::thesis::MarkChange;

/// A change of the marks and when it was made.
pub type Made = (MarkChange, SystemTime);

/// Where marks last.
pub trait Storage: Send {
    /// Applies changes, in their order, to the marks as they are saved by now, and saves them at once: all or none.
    ///
    /// # Errors
    ///
    /// Why they are not saved.
    fn mark(&mut self, changes: &[Made]) -> Result<Saved, Error>;
}

impl Storage for MarksFile {
    fn mark(&mut self, changes: &[Made]) -> Result<Saved, Error> {
        let times: Vec<_> = changes.iter().map(|&(_, at)| timestamp(at)).collect();
        self.change_all(changes.iter().zip(&times).map(|((change, _), at)| (change, at.as_str())))
    }
}

/// What the saver is to do, with its place in the registry.
#[derive(Debug)]
pub(super) enum Change {
    /// Save a change.
    Mark(MarkChange, Ticket),
    /// Try again what was refused.
    Again(Ticket),
}

/// Saves what comes, until nothing can come any more. What is refused is tried again with the next change, and after
/// `retry`. A panic over one change does not keep the others from being saved.
pub(super) fn save(storage: &mut dyn Storage, changes: &Receiver<Change>, retry: Duration, outbox: &Outbox) {
    let mut left: Vec<Made> = Vec::new();
    loop {
        let first = if left.is_empty() {
            changes.recv().map_err(RecvTimeoutError::from)
        } else {
            changes.recv_timeout(retry)
        };
        let first = match first {
            Ok(change) => Some(change),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        // Given back when all has been told.
        let mut tickets = Vec::new();
        // All that has come by now costs one writing.
        for change in first.into_iter().chain(changes.try_iter()) {
            match change {
                Change::Mark(change, ticket) => {
                    left.push((change, SystemTime::now()));
                    tickets.push(ticket);
                }
                Change::Again(ticket) => tickets.push(ticket),
            }
        }
        save_all(storage, &mut left, outbox);
    }
}

/// Saves all changes, or one by one where a panic keeps them from being saved together. Those that are refused stay in
/// `left`.
fn save_all(storage: &mut dyn Storage, left: &mut Vec<Made>, outbox: &Outbox) {
    if left.is_empty() {
        return;
    }
    if left.len() > 1
        && let Ok(saved) = catch_unwind(AssertUnwindSafe(|| storage.mark(left)))
    {
        if tell(saved, left.len(), outbox) {
            left.clear();
        }
        return;
    }
    let mut refused = Vec::new();
    for made in left.drain(..) {
        let Some(saved) = attempt(outbox, || storage.mark(std::slice::from_ref(&made))) else {
            // In the reader's list what was refused is still before it.
            outbox.tell(Msg::MarkLost(refused.len()));
            continue;
        };
        // What comes behind one that was refused is told of with it, so that the order is that of the reader.
        if !refused.is_empty() || !tell(saved, 1, outbox) {
            refused.push(made);
        }
    }
    *left = refused;
}

/// Tells what became of so many changes; true where they are saved.
fn tell(saved: Result<Saved, Error>, count: usize, outbox: &Outbox) -> bool {
    let is_saved = saved.is_ok();
    let marks = saved.map_err(|error| NotSaved { reason: error.reason(), message: error.to_string() });
    let marks = marks.map(|saved| {
        if let Some(aside) = saved.set_aside {
            let said = format!("the bookmarks could not be read; that file is {} now", aside.display());
            outbox.tell(Msg::Notice(printable(&said).into_owned()));
        }
        saved.marks
    });
    outbox.tell(Msg::Marked(count, marks));
    is_saved
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    use super::{Change, Made, Saved, Storage, save};
    use crate::disk::Error;
    use crate::thesis::{MarkChange, Marks};
    use crate::tui::session::mailbox::{Task, mailbox};

    /// Refuses so many times, then hands over what it saves.
    struct Refusing(usize, Sender<Vec<String>>);

    impl Storage for Refusing {
        fn mark(&mut self, changes: &[Made]) -> Result<Saved, Error> {
            if self.0 > 0 {
                self.0 -= 1;
                return Err(Error::found("cannot save", "no room").at(Path::new("/marks")));
            }
            let ids = changes.iter().map(|(change, _)| change.id().to_owned());
            self.1.send(ids.collect()).map_err(|error| Error::found("cannot save", error.to_string()))?;
            Ok(Saved { marks: Marks::default(), set_aside: None })
        }
    }

    #[test]
    fn what_was_refused_is_tried_again_from_time_to_time_and_with_the_next_change() {
        for (retry, ids) in [(Duration::ZERO, &["1"][..]), (Duration::MAX, &["1", "2"])] {
            let (mut inbox, outbox) = mailbox();
            let (sender, saved) = channel();
            let (changes, to_save) = channel();
            let refusals = if retry.is_zero() { 3 } else { 1 };
            let to_loop = outbox.clone();
            let thread = std::thread::spawn(move || {
                save(&mut Refusing(refusals, sender), &to_save, retry, &to_loop);
            });
            for id in ids {
                let change = MarkChange::Bookmark { id: (*id).into(), title: String::new() };
                changes.send(Change::Mark(change, outbox.begin(Task::Saving))).unwrap();
                assert!(inbox.wait_for_end(Task::Saving, None, &mut |_| ()));
            }
            let saved = saved.recv_timeout(Duration::from_secs(20));
            assert_eq!(saved.expect("it is saved before the test gives up"), ids);
            drop(changes);
            thread.join().unwrap();
        }
    }
}
