//! Lines on which a terminal may draw something wider or narrower than it was measured: written whole.
//!
//! Terminals disagree on the width of characters that are made of several code points, as those of Thai and
//! Devanagari, letters with joiners, and sequences of emoji. Where only the changed cells of such a line are
//! written, what is left of the old ones stays as ghosts.

use std::io;

use crossterm::cursor::{RestorePosition, SavePosition};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell, CellWidth as _};

use super::guard::Out;

/// Writes whole the lines of `now` that have changed since `before` and on which a width is in doubt, then or now. The
/// cursor stays. Both are of one size.
///
/// # Errors
///
/// Where the terminal cannot be written to.
pub(super) fn write_doubtful(
    backend: &mut CrosstermBackend<Out>,
    before: &Buffer,
    now: &Buffer,
) -> io::Result<()> {
    for y in doubtful(before, now) {
        queue!(backend, SavePosition)?;
        // The line is cleared in the terminal's own colours.
        backend.draw([(0, y, &Cell::EMPTY)].into_iter())?;
        queue!(backend, Clear(ClearType::CurrentLine))?;
        for run in runs(line(now, y)) {
            backend.draw(run.into_iter().map(|(x, cell)| (x, y, cell)))?;
        }
        queue!(backend, RestorePosition)?;
    }
    Ok(())
}

/// The lines that have changed and on which a width is in doubt, from the top.
fn doubtful(before: &Buffer, now: &Buffer) -> Vec<u16> {
    let is_doubtful = |line: &[Cell]| line.iter().any(|cell| is_doubtful(cell.symbol()));
    let lines = 0..now.area.height;
    lines
        .filter(|&y| {
            let (before, now) = (line(before, y), line(now, y));
            before != now && (is_doubtful(before) || is_doubtful(now))
        })
        .collect()
}

/// The cells of a line that are written, each with its column, in runs: behind a width that is in doubt a new one
/// begins, for which the cursor is set.
fn runs(line: &[Cell]) -> Vec<Vec<(u16, &Cell)>> {
    let (mut runs, mut run, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(cell) = line.get(at) {
        run.push((at as u16, cell));
        at += usize::from(cell.cell_width().max(1));
        if is_doubtful(cell.symbol()) {
            runs.push(std::mem::take(&mut run));
        }
    }
    runs.push(run);
    runs
}

/// True for what is made of several code points.
fn is_doubtful(symbol: &str) -> bool {
    !symbol.is_ascii() && symbol.chars().nth(1).is_some()
}

fn line(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    &buffer.content[usize::from(y) * width..][..width]
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::{doubtful, line, runs};
    use crate::text::width::columns;

    #[test]
    fn lines_that_have_changed_and_hold_what_is_made_of_several_code_points_are_written_whole() {
        let screen = |lines: [&str; 5]| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 5));
            for (y, line) in (0..).zip(lines) {
                buffer.set_string(0, y, line, Style::new());
            }
            buffer
        };
        let before = screen(["plain", "กำแพง", "กำแพง", "社区治理", "plain"]);
        let now = screen(["other", "กำแพง", "walls", "社区", "क्षेत्र"]);
        assert_eq!(doubtful(&before, &now), [2, 4]);
    }

    #[cfg(unix)]
    #[test]
    fn ghosts_on_such_a_line_are_wiped_and_the_cursor_stays() {
        use std::io::{BufWriter, Read as _, Seek as _, Write as _};

        use ratatui::backend::CrosstermBackend;

        let file = tempfile::tempfile().unwrap();
        let mut backend = CrosstermBackend::new(BufWriter::new(file.try_clone().unwrap()));
        let before = Buffer::with_lines(["plain     ", "กำแพง     "]);
        let now = Buffer::with_lines(["plain     ", "walls     "]);
        super::write_doubtful(&mut backend, &before, &now).unwrap();
        backend.flush().unwrap();
        let (mut file, mut written) = (file, Vec::new());
        file.rewind().unwrap();
        file.read_to_end(&mut written).unwrap();

        let mut terminal = vt100::Parser::new(2.try_into().unwrap(), 10.try_into().unwrap(), 0);
        // What the terminal was measured to show, and what it left behind besides; the cursor waits elsewhere.
        terminal.process(b"mine\r\nold ghost\x1b[1;3H");
        terminal.process(&written);
        assert_eq!(terminal.screen().contents().trim_end(), "mine\nwalls");
        assert_eq!(terminal.screen().cursor_position(), (0, 2));
    }

    #[test]
    fn what_is_measured_is_what_is_drawn() {
        for text in ["1\u{fe0f}", "ｶﾞ", "กำ", "क्ष", "👩\u{200d}🔬", "社", "e\u{301}", "🇨🇳", "…", "x"]
        {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
            let (end, _) = buffer.set_stringn(0, 0, text, 10, Style::new());
            assert_eq!(usize::from(end), columns(text), "{text}");
        }
    }

    #[test]
    fn the_cursor_is_set_behind_a_width_that_is_in_doubt() {
        let buffer = Buffer::with_lines(["a e\u{301}b 社c"]);
        let runs: Vec<Vec<_>> = runs(line(&buffer, 0))
            .into_iter()
            .map(|run| run.into_iter().map(|(x, cell)| (x, cell.symbol().to_owned())).collect())
            .collect();
        let cells = |cells: &[(u16, &str)]| -> Vec<_> {
            cells.iter().map(|&(x, symbol)| (x, symbol.to_owned())).collect()
        };
        assert_eq!(
            runs,
            [
                cells(&[(0, "a"), (1, " "), (2, "e\u{301}")]),
                cells(&[(3, "b"), (4, " "), (5, "社"), (7, "c")])
            ]
        );
    }
}
