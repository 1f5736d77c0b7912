//! The session: the one loop in which the reader lives, in the program, in its tests and in its benchmarks.
//!
//! ```text
//! port, threads → mailbox → Msg → update(&mut Model) → Effects → performer
//!                                       └→ draw → port
//! ```
//!
//! Owns the order of things: what goes into a frame, when the size is asked for, what a signal means, and how it
//! ends. The terminal is behind [`Port`], everything else that is outside behind [`Ends`]; the only place where
//! the reader meets the disk.

mod clipboard;
mod copier;
mod indexer;
mod mailbox;
mod panics;
mod performer;
mod port;
mod rememberer;
mod saver;
mod searcher;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

pub use self::clipboard::{Clipboard, Clipboards, Deposit};
pub use self::mailbox::{Event, Inbox, Outbox, Panic, Task, Ticket, mailbox};
pub use self::panics::{record, recorded, spawn};
pub use self::performer::{Ends, Loader, Performer, loader};
pub use self::port::{Port, Until};
pub use self::rememberer::Queries;
pub use self::saver::{Made, Storage};
use super::theme::Theme;
use crate::app::filter::reply::Standing;
use crate::app::{Effect, Model, Msg, Settings, update};
use crate::disk::load::LoadEvent;
use crate::thesis::Marks;

/// A reader on a terminal.
pub struct Session<P> {
    /// The state.
    pub model: Model,
    /// The terminal.
    pub port: P,
    theme: Theme,
    performer: Performer,
    inbox: Inbox,
    /// True where something has happened since the last frame.
    is_stale: bool,
}

/// Why the loop has come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// The person has left.
    Quit,
    /// The signal with this number has ended it.
    Signal(i32),
    /// Nothing can happen any more: the port has no further events.
    Silent,
}

/// What became of what was under way at the end.
#[derive(Debug)]
pub struct Finished {
    /// The first panic meanwhile.
    pub panic: Option<Panic>,
    /// The marks that are not saved, in words for the person.
    pub unsaved: Option<String>,
}

/// How long queries and what was copied are waited for at the end: a little longer than queries wait for their lock.
const PATIENCE_FOR_COMFORT: Duration = Duration::from_millis(700);

/// Why the loop could not go on.
#[derive(Debug)]
pub enum Failure {
    /// The terminal did not do what was asked of it.
    Terminal(io::Error),
    /// A thread has panicked.
    Panic(Panic),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

impl<P: Port> Session<P> {
    /// A reader with these marks and nothing loaded, which hears what is sent to the `outbox` of `inbox`.
    ///
    /// # Errors
    ///
    /// Where the terminal does not tell its size, or the system has no thread to give.
    pub fn start(
        mut port: P,
        (inbox, outbox): (Inbox, Outbox),
        ends: Ends,
        theme: Theme,
        settings: Settings,
        marks: Marks,
    ) -> io::Result<Self> {
        let model = Model::new(settings, marks.clone(), port.size()?);
        let performer = Performer::start(ends, marks, outbox)?;
        Ok(Self { model, port, theme, performer, inbox, is_stale: true })
    }

    /// Starts to load what `loader` hands over; see [`Performer::load`].
    ///
    /// # Errors
    ///
    /// Where the system has no thread to give.
    pub fn load(&self, loader: Loader) -> io::Result<()> {
        self.performer.load(loader)
    }

    /// Takes in what was loaded.
    pub fn take(&self, event: LoadEvent) {
        self.performer.take(event);
    }

    /// Stays in the loop until the person leaves or nothing can happen any more. It can be entered again.
    ///
    /// # Errors
    ///
    /// Where the terminal fails or any thread has panicked, this one too.
    pub fn run(&mut self) -> Result<Left, Failure> {
        catch_unwind(AssertUnwindSafe(|| self.run_frames()))
            .unwrap_or_else(|panic| Err(Failure::Panic(panic)))
    }

    /// Ends what is under way, once the marks that are not saved yet are, for which it waits at most for `patience` after
    /// the last that were; then the queries and what was copied, for a moment.
    pub fn finish(mut self, patience: Duration) -> Finished {
        self.performer.save_what_is_left();
        if let Some(bearings) = self.model.bearings() {
            self.performer.keep(bearings);
        }
        let (mut panic, goes_on) = (None, Cell::new(true));
        let (model, port) = (&mut self.model, &mut self.port);
        let mut sink = |event| match event {
            Event::Panicked(payload) => _ = panic.get_or_insert(payload),
            // What it wants done now is not done any more.
            Event::Msg(msg @ (Msg::Marked(..) | Msg::MarkLost(_))) => {
                goes_on.set(goes_on.get() || matches!(msg, Msg::Marked(_, Ok(_))));
                update(model, msg);
            }
            // One that is gone has no clipboard either.
            Event::ToTerminal(sequences) => drop(port.send(&sequences)),
            _ => {}
        };
        while goes_on.replace(false) {
            let end = Instant::now().checked_add(patience);
            if self.inbox.wait_for_end(Task::Saving, end, &mut sink) {
                break;
            }
        }
        let end = Instant::now().checked_add(patience.min(PATIENCE_FOR_COMFORT));
        self.inbox.wait_for_end(Task::Remembering, end, &mut sink);
        self.inbox.wait_for_end(Task::Copying, end, &mut sink);
        Finished { panic, unsaved: self.model.bookmarks.unsaved.last_words() }
    }

    fn run_frames(&mut self) -> Result<Left, Failure> {
        loop {
            self.draw()?;
            let mut next = Some(self.port.next(&mut self.inbox, Until::Event));
            // All that has happened by now goes into one frame, and the answer to a key if it comes soon: then
            // nothing flickers.
            while let Some(event) = next.take() {
                let Some(event) = event else { return Ok(Left::Silent) };
                self.is_stale = true;
                if let ControlFlow::Break(left) = self.on_event(event)? {
                    return Ok(left);
                }
                let until = match self.model.filter.reply.standing {
                    Standing::Answered if !self.model.related.is_waiting() => Until::Now,
                    _ => Until::Frame,
                };
                next = self.port.next(&mut self.inbox, until).map(Some);
            }
        }
    }

    /// Draws what has changed. The size is that of the terminal now: a report of it can be late or get lost.
    fn draw(&mut self) -> Result<(), Failure> {
        if !std::mem::take(&mut self.is_stale) {
            return Ok(());
        }
        let size = self.port.size()?;
        if size != self.model.size {
            for effect in update(&mut self.model, Msg::Resize(size)) {
                self.performer.perform(effect);
            }
        }
        Ok(self.port.draw(&self.model, &self.theme)?)
    }

    fn on_event(&mut self, event: Event) -> Result<ControlFlow<Left>, Failure> {
        let effects = match event {
            Event::Msg(msg) => update(&mut self.model, msg),
            Event::Signal(number) => return Ok(ControlFlow::Break(Left::Signal(number))),
            Event::Suspend => vec![Effect::Suspend],
            // The next frame asks for the size.
            Event::Resized => Vec::new(),
            Event::Continued => {
                self.port.resume()?;
                Vec::new()
            }
            Event::ToTerminal(sequences) => {
                self.port.send(&sequences)?;
                Vec::new()
            }
            Event::Panicked(panic) => return Err(Failure::Panic(panic)),
        };
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(ControlFlow::Break(Left::Quit)),
                Effect::Suspend => self.port.suspend()?,
                Effect::CaptureMouse(on) => self.port.capture_mouse(on)?,
                Effect::Redraw => self.port.forget(),
                effect => self.performer.perform(effect),
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}
