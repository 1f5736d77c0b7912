//! The one queue of everything that happens, and the registry of what is under way.
//!
//! Whoever works for the reader holds a [`Ticket`] until its last event is sent. Beginnings and ends travel
//! through the queue like everything else, so the count is right whenever the queue is empty, and nothing is
//! shared between threads.

use std::any::Any;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::{Duration, Instant};

use crate::app::Msg;

/// Something that happened outside of the state.
#[derive(Debug)]
pub enum Event {
    /// Something for the state.
    Msg(Msg),
    /// The terminal may have another size now.
    Resized,
    /// The program is asked to end by the signal with this number.
    Signal(i32),
    /// The program is asked to stop until it is told to go on.
    Suspend,
    /// The program goes on after a stop; the terminal may be as a shell left it.
    Continued,
    /// Sequences for the terminal that show nothing, such as a text for its clipboard.
    ToTerminal(String),
    /// A thread has panicked, with this payload.
    Panicked(Panic),
}

/// The payload of a panic.
pub type Panic = Box<dyn Any + Send>;

/// A kind of work that is done on other threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Theses are loaded.
    Loading,
    /// A segment is indexed.
    Indexing,
    /// The searcher answers, or takes in what is loaded or indexed.
    Searching,
    /// A mark is saved.
    Saving,
    /// A query is saved, which is comfort.
    Remembering,
    /// A text is brought to the clipboard.
    Copying,
}

impl Task {
    const ALL: [Self; 6] =
        [Self::Loading, Self::Indexing, Self::Searching, Self::Saving, Self::Remembering, Self::Copying];
}

#[derive(Debug)]
enum Parcel {
    Event(Event),
    Begun(Task),
    Ended(Task),
}

/// The end of the queue that the loop reads.
#[derive(Debug)]
pub struct Inbox {
    parcels: Receiver<Parcel>,
    /// How many pieces of work are under way, by kind.
    under_way: [usize; Task::ALL.len()],
}

/// The end of the queue that everybody else writes to.
#[derive(Clone, Debug)]
pub struct Outbox {
    parcels: Sender<Parcel>,
}

/// A piece of work that is under way until this is dropped.
#[derive(Debug)]
#[must_use]
pub struct Ticket {
    task: Task,
    outbox: Outbox,
}

/// An empty queue.
pub fn mailbox() -> (Inbox, Outbox) {
    let (sender, receiver) = channel();
    (Inbox { parcels: receiver, under_way: [0; Task::ALL.len()] }, Outbox { parcels: sender })
}

impl Outbox {
    /// Sends an event; false where nobody reads it any more.
    pub fn send(&self, event: Event) -> bool {
        self.parcels.send(Parcel::Event(event)).is_ok()
    }

    /// Sends something for the state.
    pub fn tell(&self, msg: Msg) {
        // The loop is gone only where the program is about to be.
        let _ = self.send(Event::Msg(msg));
    }

    /// Enters a piece of work into the registry.
    pub fn begin(&self, task: Task) -> Ticket {
        let _ = self.parcels.send(Parcel::Begun(task));
        Ticket { task, outbox: self.clone() }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let _ = self.outbox.parcels.send(Parcel::Ended(self.task));
    }
}

/// How long work may be silent that a test waits for.
const STUCK: Duration = Duration::from_secs(60);

impl Inbox {
    /// Waits for the next event; `None` where none can come any more.
    pub fn wait(&mut self) -> Option<Event> {
        loop {
            let parcel = self.parcels.recv().ok()?;
            if let Some(event) = self.open(parcel) {
                return Some(event);
            }
        }
    }

    /// The next event that comes before `end`.
    pub fn wait_until(&mut self, end: Instant) -> Option<Event> {
        loop {
            match self.parcels.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(parcel) => {
                    if let Some(event) = self.open(parcel) {
                        return Some(event);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// The next event, if one has come.
    pub fn poll(&mut self) -> Option<Event> {
        loop {
            match self.parcels.try_recv() {
                Ok(parcel) => {
                    if let Some(event) = self.open(parcel) {
                        return Some(event);
                    }
                }
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return None,
            }
        }
    }

    /// The next event that has come, or that what is under way brings; `None` once nothing is under way.
    ///
    /// # Panics
    ///
    /// Where what is under way brings nothing for a minute: what waits here is a test or a benchmark, which is to fail
    /// then and not to hang.
    pub fn wait_for_work(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.poll() {
                return Some(event);
            }
            if self.under_way.iter().all(|&count| count == 0) {
                return None;
            }
            let parcel = match self.parcels.recv_timeout(STUCK) {
                Ok(parcel) => parcel,
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => panic!("stuck: {:?} of each task", self.under_way),
            };
            if let Some(event) = self.open(parcel) {
                return Some(event);
            }
        }
    }

    /// Waits until no piece of work of this kind is under way, at the longest until `end`, and hands what
    /// happens meanwhile to `sink`. False where some is under way still.
    pub fn wait_for_end(&mut self, task: Task, end: Option<Instant>, sink: &mut dyn FnMut(Event)) -> bool {
        loop {
            while let Some(event) = self.poll() {
                sink(event);
            }
            if self.under_way[task as usize] == 0 {
                return true;
            }
            let parcel = match end {
                None => self.parcels.recv().ok(),
                Some(end) => self.parcels.recv_timeout(end.saturating_duration_since(Instant::now())).ok(),
            };
            let Some(parcel) = parcel else { return false };
            if let Some(event) = self.open(parcel) {
                sink(event);
            }
        }
    }

    /// The event of a parcel, unless it is one for the registry.
    fn open(&mut self, parcel: Parcel) -> Option<Event> {
        match parcel {
            Parcel::Event(event) => return Some(event),
            Parcel::Begun(task) => self.under_way[task as usize] += 1,
            Parcel::Ended(task) => self.under_way[task as usize] -= 1,
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::{Event, Task, mailbox};
    use crate::app::Msg;

    #[test]
    fn what_is_under_way_is_waited_for_and_no_more() {
        let (mut inbox, outbox) = mailbox();
        assert!(inbox.wait_for_work().is_none(), "nothing is under way");
        let ticket = outbox.begin(Task::Searching);
        let worker = thread::spawn(move || {
            let next = outbox.begin(Task::Indexing);
            drop(ticket);
            outbox.tell(Msg::Indexed(1, 1));
            drop(next);
            outbox
        });
        assert!(matches!(inbox.wait_for_work(), Some(Event::Msg(Msg::Indexed(1, 1)))));
        assert!(inbox.wait_for_work().is_none());
        let outbox = worker.join().unwrap();

        let (saving, _loading) = (outbox.begin(Task::Saving), outbox.begin(Task::Loading));
        outbox.tell(Msg::LoadingDone);
        let now = Some(std::time::Instant::now());
        let mut events = 0;
        assert!(!inbox.wait_for_end(Task::Saving, now, &mut |_| events += 1));
        drop(saving);
        assert!(inbox.wait_for_end(Task::Saving, None, &mut |_| events += 1), "loading is not waited for");
        assert_eq!(events, 1);
    }
}
