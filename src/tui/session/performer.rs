//! Does what the reader asks for, on threads that own their data and answer through the mailbox.
//!
//! ```text
//! loader ─┬───────────────────────┐
//!         ├───────────→ searcher ─┼→ mailbox → the loop
//!         └→ indexer ──→┘         │
//! saver, rememberer, copier ──────┘
//! ```
//!
//! What it works on is injected: where theses come from, where marks go, the clipboard. So the program, the tests
//! and the benchmarks share it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use super::clipboard::Clipboard;
use super::copier::{ToCopy, copy};
use super::indexer::{ToIndex, index};
use super::mailbox::{Outbox, Task, Ticket};
use super::panics::{attempt, spawn};
use super::rememberer::{Memory, Queries, ToRemember, remember};
use super::saver::{Change, Saver, Storage};
use super::searcher::{Job, Newest, Work, search};
use crate::app::{Effect, Msg};
use crate::disk::load::{LoadEvent, Source, load};
use crate::text::threads;
use crate::thesis::Bearings;
use crate::thesis::Marks;

/// What effects are performed on.
pub struct Ends {
    /// Where marks go.
    pub storage: Box<dyn Storage>,
    /// Where queries go.
    pub queries: Box<dyn Queries>,
    /// How long marks that were refused wait until they are tried again, unless another change comes before.
    pub retry: Duration,
    /// Where copied text goes.
    pub clipboard: Box<dyn Clipboard>,
    /// The longest that indexing waits for more theses while abstracts are not indexed.
    pub lull: Duration,
}

/// Hands over what it loads, in order, and returns soon after the flag is set.
pub type Loader = Box<dyn FnOnce(&AtomicBool, &mut dyn FnMut(LoadEvent)) + Send>;

/// Loads a source on all threads of the machine.
pub fn loader(source: Source) -> Loader {
    Box::new(move |stop, sink| load(&source, threads(), stop, sink))
}

/// The threads, and the ways to them. They end when it is dropped.
pub struct Performer {
    intake: Intake,
    changes: Sender<Change>,
    queries: Sender<ToRemember>,
    copies: Sender<ToCopy>,
    newest: Newest,
    stop: Arc<AtomicBool>,
}

/// The way in for what is loaded: to the state, the searcher and the indexer.
#[derive(Clone, Debug)]
struct Intake {
    outbox: Outbox,
    searcher: Sender<Job>,
    indexer: Sender<ToIndex>,
}

impl Performer {
    /// Starts the threads for a reader that knows these marks. Nothing is loaded yet.
    ///
    /// # Errors
    ///
    /// Where the system has no thread to give.
    pub fn start(ends: Ends, marks: Marks, outbox: Outbox) -> io::Result<Self> {
        let Ends { mut storage, mut queries, retry, mut clipboard, lull } = ends;
        let (searcher, jobs) = channel();
        let (indexer, to_index) = channel();
        let (changes, to_save) = channel();
        let newest = Newest::default();
        let (of_searcher, to_loop) = (newest.clone(), outbox.clone());
        spawn("search", &outbox, move || search(&jobs, &of_searcher, &to_loop))?;
        let (to_searcher, to_loop) = (searcher.clone(), outbox.clone());
        spawn("index", &outbox, move || index(&to_index, lull, &to_searcher, &to_loop))?;
        let to_loop = outbox.clone();
        spawn("save", &outbox, move || {
            Saver::new(&mut *storage, marks, &to_loop).run(&to_save, retry);
        })?;
        let (to_queries, to_remember) = channel();
        let to_loop = outbox.clone();
        spawn("remember", &outbox, move || remember(&mut *queries, &to_remember, &to_loop))?;
        let (copies, to_copy) = channel();
        let to_loop = outbox.clone();
        spawn("copy", &outbox, move || copy(&mut *clipboard, &to_copy, &to_loop))?;
        let intake = Intake { outbox, searcher, indexer };
        Ok(Self { intake, changes, queries: to_queries, copies, newest, stop: Arc::default() })
    }

    /// Starts to load what `loader` hands over until it returns.
    ///
    /// # Errors
    ///
    /// Where the system has no thread to give.
    pub fn load(&self, loader: Loader) -> io::Result<()> {
        let (intake, stop) = (self.intake.clone(), Arc::clone(&self.stop));
        let ticket = intake.outbox.begin(Task::Loading);
        spawn("loader", &self.intake.outbox, move || {
            // The ticket is given back when all has been told, a panic too.
            let _ticket = ticket;
            let _ = attempt(&intake.outbox, || loader(&stop, &mut |event| intake.take(event)));
            intake.outbox.tell(Msg::LoadingDone);
        })
    }

    /// Takes in what was loaded.
    pub fn take(&self, event: LoadEvent) {
        self.intake.take(event);
    }

    /// Does what an effect says. Quitting and what is the terminal's are the loop's own.
    pub fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Ask(generation, question) => {
                self.newest.question.ask(generation);
                self.intake.search(Work::Answer(generation, question));
            }
            Effect::Complete(generation, gap) => self.intake.search(Work::Complete(generation, gap)),
            Effect::Relate(generation, row) => {
                self.newest.related.ask(generation);
                self.intake.search(Work::Relate(generation, row));
            }
            Effect::Read(row) => self.intake.search(Work::Read(row)),
            Effect::ReadTitles(rows) => self.intake.search(Work::ReadTitles(rows)),
            Effect::Mark(change) => self.save(|ticket| Change::Mark(change, ticket)),
            Effect::Remember(query) => self.remember(Memory::Query(query)),
            Effect::Copy(what, text) => {
                let ticket = self.intake.outbox.begin(Task::Copying);
                // As above.
                let _ = self.copies.send(ToCopy { what, text, ticket });
            }
            Effect::CaptureMouse(_) | Effect::Redraw | Effect::Suspend | Effect::Quit => {}
        }
    }

    /// Saves where one reads.
    pub fn keep(&self, bearings: Bearings) {
        self.remember(Memory::Bearings(bearings));
    }

    fn remember(&self, memory: Memory) {
        // The thread is gone only where the program is about to be.
        let _ = self.queries.send((memory, self.intake.outbox.begin(Task::Remembering)));
    }

    /// Tries once more to save the marks that were refused.
    pub fn save_what_is_left(&self) {
        self.save(Change::Again);
    }

    /// What the work for a question of this generation asks.
    #[cfg(test)]
    pub(super) fn cancelled_of(&self, generation: crate::search::Generation) -> crate::search::Cancel {
        self.newest.question.of(generation)
    }

    fn save(&self, change: impl FnOnce(Ticket) -> Change) {
        // The saver is gone only where the program is about to be.
        let _ = self.changes.send(change(self.intake.outbox.begin(Task::Saving)));
    }
}

impl Drop for Performer {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Intake {
    fn take(&self, event: LoadEvent) {
        match event {
            // In this order: an answer never names a thesis that the reader has not got, nor is one indexed that
            // the searcher has not got.
            LoadEvent::Segment(segment) => {
                self.outbox.tell(Msg::Loaded(Arc::clone(&segment)));
                self.search(Work::Grow(Arc::clone(&segment)));
                let _ = self.indexer.send((segment, self.outbox.begin(Task::Indexing)));
            }
            LoadEvent::Problems(problems) => self.outbox.tell(Msg::Problems(problems)),
            LoadEvent::Progress(progress) => self.outbox.tell(Msg::Progress(progress.done, progress.total)),
        }
    }

    fn search(&self, work: Work) {
        let ticket = self.outbox.begin(Task::Searching);
        // The searcher is gone only where the program is about to be.
        let _ = self.searcher.send(Job { work, ticket });
    }
}
