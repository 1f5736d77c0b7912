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
use crate::thesis::{MarkChange, Marks};

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

/// Saves changes and tells the reader what became of them.
pub(super) struct Saver<'s> {
    storage: &'s mut dyn Storage,
    outbox: &'s Outbox,
    /// The marks as the reader knows them, without the changes that are not saved.
    known: Marks,
    /// The changes that are not saved, in their order.
    left: Vec<Made>,
}

impl<'s> Saver<'s> {
    /// A saver for a reader that knows these marks.
    pub fn new(storage: &'s mut dyn Storage, known: Marks, outbox: &'s Outbox) -> Self {
        Self { storage, outbox, known, left: Vec::new() }
    }

    /// Saves what comes, until nothing can come any more. All that has come while something was saved is saved together.
    /// What is refused is tried again with the next change, and after `retry`. A panic over one change does not keep the
    /// others from being saved.
    pub fn run(mut self, changes: &Receiver<Change>, retry: Duration) {
        loop {
            let first = if self.left.is_empty() {
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
                        self.left.push((change, SystemTime::now()));
                        tickets.push(ticket);
                    }
                    Change::Again(ticket) => tickets.push(ticket),
                }
            }
            self.save_all();
        }
    }

    /// Saves all changes, or one by one where a panic keeps them from being saved together. Those that are refused stay.
    fn save_all(&mut self) {
        let mut left = std::mem::take(&mut self.left);
        if left.len() > 1
            && let Ok(saved) = catch_unwind(AssertUnwindSafe(|| self.storage.mark(&left)))
        {
            if self.tell(saved, &left) {
                left.clear();
            }
            self.left = left;
            return;
        }
        for made in left.drain(..) {
            let one = std::slice::from_ref(&made);
            let Some(saved) = attempt(self.outbox, || self.storage.mark(one)) else {
                // In the reader's list what was refused is still before it.
                self.outbox.tell(Msg::MarkLost(self.left.len()));
                continue;
            };
            // What comes behind one that was refused is told of with it, so that the order is that of the reader.
            if !self.left.is_empty() || !self.tell(saved, one) {
                self.left.push(made);
            }
        }
    }

    /// Tells what became of changes; true where they are saved.
    fn tell(&mut self, saved: Result<Saved, Error>, changes: &[Made]) -> bool {
        let is_saved = saved.is_ok();
        let marks = saved.map_err(|error| NotSaved { reason: error.reason(), message: error.to_string() });
        let difference = marks.map(|saved| {
            if let Some(aside) = saved.set_aside {
                let said = format!("the marks could not be read; that file is {} now", aside.display());
                self.outbox.tell(Msg::Notice(printable(&said).into_owned()));
            }
            // As the reader has made them, which does not know the times: those are part of the difference.
            for (change, _) in changes {
                self.known.apply(change, "");
            }
            let difference = self.known.difference(&saved.marks);
            self.known = saved.marks;
            difference
        });
        self.outbox.tell(Msg::Marked(changes.len(), difference));
        is_saved
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::time::Duration;

    use super::{Change, Made, Saved, Saver, Storage};
    use crate::app::Msg;
    use crate::disk::Error;
    use crate::thesis::{MarkChange, Marks};
    use crate::tui::session::mailbox::{Event, Task, mailbox};

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
                let storage = &mut Refusing(refusals, sender);
                Saver::new(storage, Marks::default(), &to_loop).run(&to_save, retry);
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
    /// Marks that others change, too; says how many changes come at once.
    struct Shared(Marks, Receiver<()>, Sender<usize>);

    impl Storage for Shared {
        fn mark(&mut self, changes: &[Made]) -> Result<Saved, Error> {
            let _ = self.1.recv();
            let _ = self.2.send(changes.len());
            for (change, _) in changes {
                self.0.apply(change, "2026-01-01T00:00:00Z");
            }
            Ok(Saved { marks: self.0.clone(), set_aside: None })
        }
    }

    fn bookmark(id: &str) -> MarkChange {
        MarkChange::Bookmark { id: id.into(), title: format!("T{id}") }
    }

    #[test]
    fn quick_changes_are_saved_at_once_and_the_reader_hears_of_what_is_new() {
        let (mut inbox, outbox) = mailbox();
        let (changes, to_save) = channel();
        let (go_on, wait) = channel();
        let (sender, counts) = channel();
        let mut many = Marks::default();
        for at in 0..1000 {
            many.apply(&bookmark(&format!("old {at}")), "2025-01-01T00:00:00Z");
        }
        let mut stored = many.clone();
        stored.apply(&bookmark("theirs"), "2025-01-02T00:00:00Z");
        let to_loop = outbox.clone();
        let thread = std::thread::spawn(move || {
            let storage = &mut Shared(stored, wait, sender);
            Saver::new(storage, many, &to_loop).run(&to_save, Duration::MAX);
        });
        let send = |id| changes.send(Change::Mark(bookmark(id), outbox.begin(Task::Saving))).unwrap();
        send("0");
        // The first is being saved or about to be.
        for id in ["1", "2", "3"] {
            send(id);
        }
        drop(go_on);
        let mut told = Vec::new();
        let mut sink = |event| {
            if let Event::Msg(Msg::Marked(count, Ok(difference))) = event {
                told.push((count, difference));
            }
        };
        assert!(inbox.wait_for_end(Task::Saving, None, &mut sink));
        drop(changes);
        thread.join().unwrap();
        assert!(counts.iter().count() <= 2, "what comes meanwhile is saved together");
        assert_eq!(told.iter().map(|(count, _)| count).sum::<usize>(), 4);
        let ids = told.iter().flat_map(|(_, difference)| &difference.set).map(|mark| mark.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>(), ["theirs", "0", "1", "2", "3"], "and nothing of what is known");
    }
}
