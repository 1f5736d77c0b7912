//! Panics of threads: caught where they are spawned, and told of once the terminal is given back.
//!
//! A panic that somebody catches and makes good, such as the loader that loses one file, prints nothing and ends
//! nothing: the hook only records.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::mailbox::{Event, Outbox};

/// What the last panics said, the newest last. Locked for a push or a take alone, so nobody waits for it.
static RECORDED: Mutex<VecDeque<String>> = Mutex::new(VecDeque::new());

/// Enough to hold a panic and those that it led to.
const RECORDED_AT_MOST: usize = 8;

/// From now on panics print nothing, and what they say is kept for [`recorded`].
pub fn record() {
    panic::set_hook(Box::new(|info| {
        let said = message(info);
        let mut recorded = RECORDED.lock().unwrap_or_else(PoisonError::into_inner);
        if recorded.len() == RECORDED_AT_MOST {
            recorded.pop_front();
        }
        recorded.push_back(said);
    }));
}

/// From now on panics print what they say, as before [`record`]; what has been recorded, the oldest first.
pub fn recorded() -> Vec<String> {
    drop(panic::take_hook());
    RECORDED.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect()
}

/// What the standard library's own hook prints.
fn message(info: &PanicHookInfo<'_>) -> String {
    let thread = thread::current();
    let mut message = format!("thread '{}' {info}", thread.name().unwrap_or("<unnamed>"));
    let backtrace = Backtrace::capture();
    let _ = if backtrace.status() == BacktraceStatus::Captured {
        write!(message, "\nstack backtrace:\n{backtrace}")
    } else {
        write!(message, "\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace")
    };
    message
}

/// Does a piece of work. A panic in it is sent as an event; then this is `None`.
pub(super) fn attempt<T>(outbox: &Outbox, work: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => Some(done),
        Err(panic) => {
            let _ = outbox.send(Event::Panicked(panic));
            None
        }
    }
}

/// Starts a thread whose panics are sent as events.
///
/// # Errors
///
/// Where the system has no thread to give.
pub fn spawn(name: &str, outbox: &Outbox, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let outbox = outbox.clone();
    thread::Builder::new().name(name.to_owned()).spawn(move || attempt(&outbox, work))?;
    Ok(())
}
