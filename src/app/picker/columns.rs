//! The rows of a list as they stand on the screen: in columns, each in one line; that under the cursor whole.

use super::{Item, Picker};
use crate::app::layout::Size;
use crate::text::width::{ELLIPSIS, columns, fit, fit_end};
use crate::text::wrap::{Filling, wrapped};

/// The columns left of the cells, and between two of them.
const GAP: usize = 3;
/// The columns that what follows is set in below a cell that takes the whole line.
const INDENT: usize = 2;
/// In a narrower column the last cell is not wrapped, but goes below.
const LEAST_WRAPPED: usize = 16;

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands in it, from left to right.
    pub pieces: Vec<Piece>,
    /// True for a heading.
    pub is_heading: bool,
    /// True where the cursor is on its row.
    pub is_current: bool,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The column of the screen at which it begins, from 0.
    pub x: usize,
    /// Its text, cut to its room.
    pub text: String,
    /// True for the first of several cells, such as the keys of a row of help.
    pub leads: bool,
}

impl Picker {
    /// The lines that are seen, from the top.
    pub fn lines(&self, room: Size) -> Vec<Line> {
        let height = usize::from(room.height);
        let seen = self.kept.iter().enumerate().skip(self.cursor.top).take(height);
        let lines = seen.flat_map(|(at, &row)| {
            let is_current = at == self.cursor.at;
            let (is_heading, lines) = match &self.rows[row].item {
                Item::Heading(heading) => (true, vec![vec![set_heading(heading, room)]]),
                Item::Cells(cells) if is_current => (false, self.whole(cells, room)),
                Item::Cells(cells) => (false, vec![self.in_one_line(cells, room)]),
            };
            lines.into_iter().map(move |pieces| Line { pieces, is_heading, is_current })
        });
        lines.take(height).collect()
    }

    /// The lines that a row takes while the cursor is on it.
    pub(super) fn height(&self, item: &Item, room: Size) -> usize {
        match item {
            Item::Heading(_) => 1,
            Item::Cells(cells) => self.whole(cells, room).len().max(1),
        }
    }

    /// Where each cell begins and how wide it may be: as wide as the widest of its column, up to two fifths of the
    /// screen; the last as wide as there is room.
    fn columns_of(&self, cells: &[String], room: Size) -> Vec<(usize, usize)> {
        let (width, mut x) = (usize::from(room.width), GAP);
        let places = (0..cells.len()).map(|column| {
            let left = (width.saturating_sub(1)).saturating_sub(x);
            let is_last = column + 1 == cells.len();
            let wide = if is_last { left } else { self.width(column).min(width * 2 / 5).min(left) };
            let place = (x, wide);
            x += wide + GAP;
            place
        });
        places.collect()
    }

    fn in_one_line(&self, cells: &[String], room: Size) -> Vec<Piece> {
        let places = self.columns_of(cells, room);
        let pieces = cells.iter().zip(places).enumerate().map(|(column, (cell, (x, wide)))| {
            let is_path = self.source.path_column == Some(column);
            let text = if is_path { fit_end(cell, wide) } else { fit(cell, wide) };
            Piece { x, text: text.into_owned(), leads: column == 0 && cells.len() > 1 }
        });
        pieces.collect()
    }

    /// The cells whole: in one line where they fit, the last one wrapped where it alone does not, else one below the
    /// other. No more lines than there is room for; the last says where there would be.
    fn whole(&self, cells: &[String], room: Size) -> Vec<Vec<Piece>> {
        let places = self.columns_of(cells, room);
        let fits = |column: usize| columns(&cells[column]) <= places[column].1;
        let Some(last) = cells.len().checked_sub(1) else { return Vec::new() };
        let mut lines = if (0..last).all(fits) && (fits(last) || places[last].1 >= LEAST_WRAPPED) {
            let mut first = self.in_one_line(cells, room);
            first.pop();
            let (x, wide) = places[last];
            let mut lines = set(&cells[last], x, wide, last == 0 && cells.len() > 1);
            if let Some(line) = lines.first_mut() {
                line.splice(0..0, first);
            }
            lines
        } else {
            let one_below = cells.iter().enumerate().flat_map(|(column, cell)| {
                let x = if column == 0 { GAP } else { GAP + INDENT };
                set(cell, x, usize::from(room.width).saturating_sub(x + 1), column == 0 && cells.len() > 1)
            });
            one_below.collect()
        };
        let height = usize::from(room.height).max(1);
        if lines.len() > height {
            lines.truncate(height);
            if let Some(piece) = lines.last_mut().and_then(|line| line.last_mut()) {
                let wide = usize::from(room.width).saturating_sub(piece.x + 1);
                piece.text = fit(&format!("{} {ELLIPSIS}", piece.text), wide).into_owned();
            }
        }
        lines
    }
}

fn set_heading(heading: &str, room: Size) -> Piece {
    let text = fit(heading, usize::from(room.width).saturating_sub(2)).into_owned();
    Piece { x: 1, text, leads: false }
}

/// A text wrapped to `wide` columns from `x` on.
fn set(text: &str, x: usize, wide: usize, leads: bool) -> Vec<Vec<Piece>> {
    let lines = wrapped(text, wide, Filling::Full).into_iter();
    lines.map(|line| vec![Piece { x, text: text[line].to_owned(), leads }]).collect()
}
