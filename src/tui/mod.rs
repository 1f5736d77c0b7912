//! THE TERMINAL: draws the reader's state, turns keys into messages, and does what it asks for.
//!
//! Owns the screen, the loop and the threads. Decides nothing: what a key means and what follows is the
//! business of [`app`](crate::app). [`view`] only draws, [`session`] alone knows files and threads.

mod answers;
mod guard;
mod input;
mod lines;
mod readiness;
pub mod session;
mod signals;
mod terminal;
pub mod theme;
pub mod view;

use std::io::{self, Write as _};
use std::panic::resume_unwind;
use std::time::Duration;

use self::session::{
    Clipboards, Deposit, Ends, Failure, Left, Loader, Port as _, Queries, Session, Storage, mailbox, record,
    recorded,
};
use self::terminal::RealTerminal;
use self::theme::Theme;
use crate::app::{Msg, Settings};
use crate::thesis::Marks;

/// What the reader is opened with.
pub struct Options {
    /// What a person has set.
    pub settings: Settings,
    /// The marks as they are now.
    pub marks: Marks,
    /// Where marks are saved.
    pub storage: Box<dyn Storage>,
    /// Where queries are saved.
    pub queries: Box<dyn Queries>,
    /// Where copied text is put that no clipboard takes.
    pub copies: Box<dyn Deposit>,
    /// Where theses come from.
    pub loader: Loader,
    /// Something to say first, such as that the marks could not be read.
    pub notice: Option<String>,
}

/// How long marks are waited for on leaving, while another program holds their file or the disk is slow.
const PATIENCE: Duration = Duration::from_secs(3);

/// The time from one attempt to save marks that were refused to the next.
const RETRY: Duration = Duration::from_secs(5);

/// How the reader has ended.
#[derive(Debug)]
pub struct Ended {
    /// The number of the signal that has ended it, where one has.
    pub signal: Option<i32>,
    /// False where marks are not saved; then standard error says which.
    pub is_saved: bool,
}

/// Opens the reader and stays in it until the person leaves.
///
/// # Errors
///
/// What the terminal answers when it cannot be set up or written to. Marks are saved by then, or told of.
///
/// # Panics
///
/// Where any thread of the reader has panicked. By then the terminal is given back, marks on their way are saved,
/// and what the panic said is on standard error.
pub fn run(options: Options, theme: &Theme) -> io::Result<Ended> {
    record();
    let outcome = run_recorded(options, theme);
    let said = recorded();
    match outcome {
        Ok(ended) => Ok(ended),
        Err(Failure::Terminal(error)) => Err(error),
        Err(Failure::Panic(panic)) => {
            for message in said {
                // Nobody is left to be told where this cannot be written.
                let _ = writeln!(io::stderr(), "{message}");
            }
            resume_unwind(panic)
        }
    }
}

fn run_recorded(options: Options, theme: &Theme) -> Result<Ended, Failure> {
    let Options { settings, marks, storage, queries, copies, loader, notice } = options;
    let (inbox, outbox) = mailbox();
    // Before the size is asked for, so that no change of it is missed.
    signals::listen(&outbox)?;
    let terminal = RealTerminal::enter(!settings.leaves_mouse)?;
    let clipboard = Box::new(Clipboards::of_environment(|name| std::env::var(name).ok(), copies));
    let ends = Ends { storage, queries, retry: RETRY, clipboard, lull: Duration::MAX };
    let mailbox = (inbox, outbox.clone());
    let mut session = Session::start(terminal, mailbox, ends, *theme, settings, marks)?;
    input::listen(&outbox)?;
    if let Some(notice) = notice {
        outbox.tell(Msg::Notice(notice));
    }
    session.load(loader)?;
    let left = session.run();
    session.port.give_back();
    let finished = session.finish(PATIENCE);
    if let Some(said) = &finished.unsaved {
        // Nobody is left to be told where this cannot be written.
        let _ = writeln!(io::stderr(), "theses: {said}");
    }
    let signal = match left? {
        Left::Signal(number) => Some(number),
        Left::Quit | Left::Silent => None,
    };
    let ended = Ended { signal, is_saved: finished.unsaved.is_none() };
    finished.panic.map_or(Ok(ended), |panic| Err(Failure::Panic(panic)))
}
