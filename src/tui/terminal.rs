//! The real terminal as a port of the session.

use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::guard::{Guard, Out, out};
use super::lines::write_doubtful;
use super::session::{Event, Inbox, Port, Until};
use super::theme::Theme;
use super::view;
use crate::app::Model;
use crate::app::layout::Size;

/// The time from one frame to the next that nobody sees pass, less what drawing takes.
const FRAME: Duration = Duration::from_millis(12);

/// The terminal that the program was started in.
#[derive(Debug)]
pub(super) struct RealTerminal {
    guard: Guard,
    /// What is on the screen; `None` where that is not known.
    screen: Option<Screen>,
    frame_due: Instant,
}

/// A screen of a size, and what it shows.
#[derive(Debug)]
struct Screen {
    size: Size,
    terminal: Terminal<CrosstermBackend<Out>>,
    shown: Buffer,
}

impl RealTerminal {
    /// Takes the terminal, the mouse only where it is to be captured.
    ///
    /// # Errors
    ///
    /// Where there is no terminal, or it cannot be written to.
    pub fn enter(captures_mouse: bool) -> io::Result<Self> {
        Ok(Self { guard: Guard::enter(captures_mouse)?, screen: None, frame_due: Instant::now() })
    }
}

/// An empty screen of a size. It is built anew rather than cleared: clearing asks the terminal for the cursor,
/// which can hang, and a size of its own would not be that of the state.
fn blank(size: Size) -> io::Result<Screen> {
    let mut out = out()?;
    queue!(out, Clear(ClearType::All))?;
    let area = Rect::new(0, 0, size.width, size.height);
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    let terminal = Terminal::with_options(CrosstermBackend::new(out), options)?;
    Ok(Screen { size, terminal, shown: Buffer::empty(area) })
}

impl Port for RealTerminal {
    fn size(&mut self) -> io::Result<Size> {
        use terminal_size::{Height, Width, terminal_size};
        let told = terminal_size().map(|(Width(width), Height(height))| (width, height));
        let (width, height) = told.map_or_else(crossterm::terminal::size, Ok)?;
        Ok(Size { width, height })
    }

    fn draw(&mut self, model: &Model, theme: &Theme) -> io::Result<()> {
        let mut screen = match self.screen.take() {
            Some(screen) if screen.size == model.size => screen,
            _ => blank(model.size)?,
        };
        let terminal = &mut screen.terminal;
        // The terminal shows all of a frame at once, where it can.
        queue!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let now = terminal.draw(|frame| view::draw(model, theme, frame))?.buffer.clone();
        write_doubtful(terminal.backend_mut(), &screen.shown, &now)?;
        execute!(terminal.backend_mut(), EndSynchronizedUpdate)?;
        terminal.backend_mut().flush()?;
        screen.shown = now;
        self.screen = Some(screen);
        Ok(())
    }

    fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.guard.capture_mouse(on)
    }

    fn send(&mut self, sequences: &str) -> io::Result<()> {
        self.guard.send(sequences)
    }

    fn forget(&mut self) {
        self.screen = None;
    }

    fn next(&mut self, inbox: &mut Inbox, until: Until) -> Option<Event> {
        match until {
            Until::Event => {
                let event = inbox.wait();
                self.frame_due = Instant::now() + FRAME;
                event
            }
            Until::Frame => inbox.wait_until(self.frame_due),
            Until::Now => inbox.poll(),
        }
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.screen = None;
        self.guard.suspend()
    }

    fn resume(&mut self) -> io::Result<()> {
        if self.guard.resume()? {
            self.screen = None;
        }
        Ok(())
    }

    fn give_back(&mut self) {
        self.guard.leave();
    }
}
