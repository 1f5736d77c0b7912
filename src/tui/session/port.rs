//! What the session needs of a terminal: the real one, or one of a test.

use std::io;

use super::mailbox::{Event, Inbox};
use crate::app::Model;
use crate::app::layout::Size;
use crate::tui::theme::Theme;

/// A terminal, with its clock.
pub trait Port {
    /// The size of the screen as it is now.
    ///
    /// # Errors
    ///
    /// Where the terminal does not tell it.
    fn size(&mut self) -> io::Result<Size>;

    /// Shows the state, whose size is the one that was asked for last.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    fn draw(&mut self, model: &Model, theme: &Theme) -> io::Result<()>;

    /// Has the mouse reported, or leaves it to the terminal.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    fn capture_mouse(&mut self, on: bool) -> io::Result<()>;

    /// Sends sequences that show nothing, between two frames.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    fn send(&mut self, sequences: &str) -> io::Result<()>;

    /// Forgets what is on the screen, so that the next state is drawn whole.
    fn forget(&mut self);

    /// The next event that comes in time, from the person or from the inbox. `None` where none has; for
    /// [`Until::Event`] that means that none will come any more.
    fn next(&mut self, inbox: &mut Inbox, until: Until) -> Option<Event>;

    /// Gives the terminal back, stops the program as Ctrl-Z does, and takes it again when it goes on.
    ///
    /// # Errors
    ///
    /// Where the program cannot be stopped, or the terminal not be taken again.
    fn suspend(&mut self) -> io::Result<()>;

    /// Takes the terminal again after a stop that the program was not asked about.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken again.
    fn resume(&mut self) -> io::Result<()>;

    /// Gives the terminal back as it was. Where that fails, nobody is left to be told.
    fn give_back(&mut self);
}

/// How long the next event is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// As long as it takes.
    Event,
    /// Until the next frame is due: what comes before goes into that frame.
    Frame,
    /// Not at all: only what has come already.
    Now,
}
