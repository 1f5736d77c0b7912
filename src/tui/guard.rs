//! Takes the terminal and gives it back as it was, whatever happens.

use std::io::{self, Write};
use std::panic;

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};

/// The terminal while the program has it. Dropping it gives the terminal back.
#[derive(Debug)]
pub(super) struct Guard {
    entered: bool,
}

impl Guard {
    /// Takes the terminal: raw keys, the other screen, mouse and paste reported. A panic, on whatever thread,
    /// gives it back before it says anything, and ends the program: marks are saved by then or not at all.
    pub fn enter() -> io::Result<Self> {
        let mut guard = Self { entered: false };
        guard.take()?;
        let say = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            give_back();
            say(what);
            std::process::exit(101);
        }));
        Ok(guard)
    }

    /// Gives the terminal back.
    pub fn leave(&mut self) {
        if std::mem::take(&mut self.entered) {
            give_back();
        }
    }

    /// Gives the terminal back, stops the program as Ctrl-Z does, and takes it again when it goes on.
    #[cfg(unix)]
    pub fn suspend(&mut self) -> io::Result<()> {
        self.leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.take()
    }

    /// There is nothing to go back to on this platform.
    #[cfg(not(unix))]
    pub fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn take(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        self.entered = true;
        execute!(io::stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Lets the terminal show all that `draw` writes at once, where it can.
pub(super) fn synchronised(draw: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    execute!(io::stdout(), BeginSynchronizedUpdate)?;
    draw()?;
    execute!(io::stdout(), EndSynchronizedUpdate)
}

/// A terminal that is gone cannot be given back: errors are of no use here.
fn give_back() {
    let mut out = io::stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
    let _ = out.flush();
}
