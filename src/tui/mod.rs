//! THE TERMINAL: draws the reader's state, turns keys into messages, and does what it asks for.
//!
//! Owns the screen, the loop and the threads. Decides nothing: what a key means and what follows is the
//! business of [`app`](crate::app). [`view`] only draws, [`runtime`] alone knows files and threads.

mod answers;
mod guard;
mod input;
pub mod runtime;
pub mod theme;
pub mod view;

use std::io;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use self::guard::Guard;
use self::runtime::{Event, Options, Runtime};
use self::theme::Theme;
use crate::app::filter::Asked;
use crate::app::layout::Size;
use crate::app::{Effect, Model, update};

/// The time from one frame to the next that nobody sees pass, less what drawing takes.
const FRAME: Duration = Duration::from_millis(12);

/// Opens the reader and stays in it until the person leaves.
///
/// # Errors
///
/// What the terminal answers when it cannot be set up or written to.
pub fn run(options: Options, theme: &Theme) -> io::Result<()> {
    let mut guard = Guard::enter()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let (width, height) = crossterm::terminal::size()?;
    let size = Size { width, height };
    let mut model = Model::new(options.settings.clone(), options.marks.clone(), size);
    let runtime = Runtime::start(options)?;
    loop {
        guard::synchronised(|| terminal.draw(|frame| view::draw(&model, theme, frame)).map(|_| ()))?;
        let mut next = Some(runtime.wait());
        let frame_due = Instant::now() + FRAME;
        // All that has happened by now goes into one frame, and the answer to a key if it comes soon: then
        // nothing flickers.
        while let Some(event) = next {
            let effects = match event {
                Event::Msg(msg) => update(&mut model, msg),
                Event::Terminate => vec![Effect::Quit],
                Event::Suspend => vec![Effect::Suspend],
            };
            for effect in effects {
                match effect {
                    Effect::Quit => {
                        guard.leave();
                        return runtime.finish();
                    }
                    Effect::Suspend => {
                        guard.suspend()?;
                        // A terminal that is cleared asks for the cursor, which can hang here.
                        terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
                        let (width, height) = crossterm::terminal::size()?;
                        model.size = Size { width, height };
                    }
                    effect => runtime.perform(effect),
                }
            }
            next = match model.filter.asked {
                Asked::Answered => runtime.poll(),
                Asked::Waiting | Asked::Outdated => runtime.wait_until(frame_due),
            };
        }
    }
}
