//! What the system tells the program, as events.

use std::io;

use super::session::{Event, Outbox, spawn};

/// Listens to signals from now on.
///
/// # Errors
///
/// Where they cannot be listened to.
#[cfg(unix)]
pub(super) fn listen(outbox: &Outbox) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    let heard = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH];
    let mut signals = signal_hook::iterator::Signals::new(heard)?;
    let to_loop = outbox.clone();
    spawn("signals", outbox, move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGWINCH => Event::Resized,
                SIGTSTP => Event::Suspend,
                SIGCONT => Event::Continued,
                ending => Event::Signal(ending),
            };
            if !to_loop.send(event) {
                return;
            }
        }
    })
}

/// There are none on this platform.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as where there are signals")]
pub(super) fn listen(_: &Outbox) -> io::Result<()> {
    Ok(())
}
