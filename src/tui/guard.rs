//! Takes the terminal and gives it back as it was, whatever happens.

use std::io::{self, BufWriter, Write as _};

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{cursor, execute};

/// The way to the terminal: a handle of its own, as the lock on standard output may be held by another thread.
#[cfg(unix)]
pub(super) type Out = BufWriter<std::fs::File>;
/// The way to the terminal. A console takes text from standard output alone.
#[cfg(not(unix))]
pub(super) type Out = BufWriter<io::Stdout>;

/// Large enough for a frame, so that the terminal gets it in one piece, in bytes.
const FRAME_BYTES: usize = 64 << 10;

/// One more way to the terminal that standard output leads to.
///
/// # Errors
///
/// Where the process has too many files open.
#[cfg(unix)]
pub(super) fn out() -> io::Result<Out> {
    use std::os::fd::AsFd as _;
    let handle = io::stdout().as_fd().try_clone_to_owned()?;
    Ok(BufWriter::with_capacity(FRAME_BYTES, handle.into()))
}

/// The way to the terminal that standard output leads to.
#[cfg(not(unix))]
pub(super) fn out() -> io::Result<Out> {
    Ok(BufWriter::with_capacity(FRAME_BYTES, io::stdout()))
}

/// The terminal while the program has it. Dropping it gives the terminal back.
#[derive(Debug)]
pub(super) struct Guard {
    out: Out,
    entered: bool,
    captures_mouse: bool,
    /// True from a stop that it made itself until the signal that ends it has been heard.
    stopped: bool,
}

impl Guard {
    /// Takes the terminal: raw keys, the other screen, paste and, if wanted, the mouse reported.
    ///
    /// # Errors
    ///
    /// Where there is no terminal, or it cannot be written to.
    pub fn enter(captures_mouse: bool) -> io::Result<Self> {
        let mut guard = Self { out: out()?, entered: false, captures_mouse, stopped: false };
        guard.take()?;
        Ok(guard)
    }

    /// Gives the terminal back. One that is gone cannot be given back: errors are of no use here.
    pub fn leave(&mut self) {
        if std::mem::take(&mut self.entered) {
            let below = crossterm::terminal::size().map_or(0, |(_, height)| height.saturating_sub(1));
            // Where there is no other screen to leave, the shell goes on below an empty one.
            let _ = execute!(
                self.out,
                EndSynchronizedUpdate,
                SetAttribute(Attribute::Reset),
                Clear(ClearType::All),
                cursor::MoveTo(0, below),
                DisableBracketedPaste,
                DisableMouseCapture,
                LeaveAlternateScreen,
                cursor::Show
            );
            let _ = disable_raw_mode();
        }
    }

    /// Gives the terminal back, stops the program as Ctrl-Z does, and takes it again when it goes on.
    ///
    /// # Errors
    ///
    /// Where the program cannot be stopped, or the terminal not be taken again.
    #[cfg(unix)]
    pub fn suspend(&mut self) -> io::Result<()> {
        self.leave();
        self.stopped = true;
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.take()
    }

    /// There is nothing to go back to on this platform.
    #[cfg(not(unix))]
    pub fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Takes the terminal again after a stop, unless [`suspend`](Self::suspend) made it and has done so; true
    /// where it has.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken again.
    pub fn resume(&mut self) -> io::Result<bool> {
        if std::mem::take(&mut self.stopped) {
            return Ok(false);
        }
        // Whoever stopped the program has put the terminal back behind its back: the modes are left first, as
        // taking what seems to be taken would do nothing.
        disable_raw_mode()?;
        self.take()?;
        Ok(true)
    }

    fn take(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        self.entered = true;
        execute!(self.out, EnterAlternateScreen, EnableBracketedPaste)?;
        if self.captures_mouse { execute!(self.out, EnableMouseCapture) } else { Ok(()) }
    }

    /// Sends sequences that show nothing.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn send(&mut self, sequences: &str) -> io::Result<()> {
        self.out.write_all(sequences.as_bytes())?;
        self.out.flush()
    }

    /// Has the mouse reported, or leaves it to the terminal.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.captures_mouse = on;
        if on { execute!(self.out, EnableMouseCapture) } else { execute!(self.out, DisableMouseCapture) }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.leave();
    }
}
