//! Picking from rows: one machine for every list that lies over the panes and is narrowed by typing.
//!
//! A list is a [`Source`]: a file that makes its rows, and a row of the table of actions that opens it. The machine
//! knows nothing of what the rows are about; the view draws every list alike.

mod columns;
mod contents;
mod help;
mod problems;
mod related;
mod source;
#[cfg(test)]
mod tests;

use tui_input::Input;

pub use self::columns::{Line, Piece};
pub use self::contents::CONTENTS;
pub use self::help::HELP;
pub use self::problems::PROBLEMS;
pub use self::related::RELATED;
pub use self::source::{Item, Keys, Outcome, Shared, Source};
use super::key::Key;
use super::layout::Size;
use super::line::edit_line;
use super::scroll::{Cursor, Heights, Step};
use crate::text::fold::fold;
use crate::text::width::columns;

/// A list that is open: its rows, what was typed to narrow it, and where the cursor is.
#[derive(Clone, Debug)]
pub struct Picker {
    source: &'static Source,
    input: Input,
    /// All rows, by their ranks.
    rows: Vec<Row>,
    /// The rows that hold every word that was typed, with their headings, in order.
    kept: Vec<usize>,
    /// The widest cell of each column among the rows that are kept, in columns of the screen.
    widths: Vec<usize>,
    /// How many of those that are kept are no headings.
    found: usize,
    /// How many rows there are, headings left out.
    all: usize,
    cursor: Cursor,
}

#[derive(Clone, Debug)]
struct Row {
    item: Item,
    /// Its place among the rows as the source gave them, and where it stands among those of other ranks.
    place: usize,
    rank: u8,
    /// The folded text, to look for words in; the width of each cell.
    folded: String,
    widths: Vec<usize>,
}

impl Row {
    fn new(item: Item, place: usize, rank: u8) -> Self {
        let (text, cells) = match &item {
            Item::Heading(heading) => (heading.clone(), &[][..]),
            Item::Cells(cells) => (cells.join(" "), cells.as_slice()),
        };
        let (folded, widths) = (fold(&text), cells.iter().map(|cell| columns(cell)).collect());
        Self { item, place, rank, folded, widths }
    }

    fn is_heading(&self) -> bool {
        matches!(self.item, Item::Heading(_))
    }
}

/// The lines that the rows of a list take in a room: one each, and that under the cursor as many as it needs.
struct RowHeights<'p> {
    picker: &'p Picker,
    room: Size,
}

impl Heights for RowHeights<'_> {
    fn lines(&self) -> usize {
        usize::from(self.room.height)
    }

    fn of(&self, item: usize, cursor: usize) -> usize {
        let row = self.picker.kept.get(item).filter(|_| item == cursor);
        row.map_or(1, |&row| self.picker.height(&self.picker.rows[row].item, self.room))
    }
}

impl Picker {
    /// A list with all its rows, the cursor where it begins.
    pub fn open(source: &'static Source, shared: &Shared<'_>) -> Self {
        let mut picker = Self {
            source,
            input: Input::default(),
            rows: Vec::new(),
            kept: Vec::new(),
            widths: Vec::new(),
            found: 0,
            all: 0,
            cursor: Cursor::default(),
        };
        picker.grow(shared);
        let first = (source.begins_at)(shared);
        picker.cursor.at = picker.kept.iter().position(|&row| picker.rows[row].place == first).unwrap_or(0);
        picker.off_headings(true);
        picker
    }

    /// Takes in the rows that have come since it was opened. The cursor stays on its row.
    pub fn grow(&mut self, shared: &Shared<'_>) {
        let (known, current) = (self.rows.len(), self.current());
        let new = (self.source.rows)(shared, known).into_iter().zip(known..);
        self.rows.extend(new.map(|(item, place)| Row::new(item, place, (self.source.rank)(shared, place))));
        self.all = self.rows.iter().filter(|row| !row.is_heading()).count();
        self.rows.sort_by_key(|row| row.rank);
        self.keep(0..self.rows.len());
        if let Some(at) =
            current.and_then(|place| self.kept.iter().position(|&row| self.rows[row].place == place))
        {
            let Cursor { at: before, top } = self.cursor;
            self.cursor = Cursor { at, top: if top == 0 { 0 } else { (top + at).saturating_sub(before) } };
        }
        self.off_headings(true);
    }

    /// Types a key. The rows are looked through once, and only those that were kept where the text goes on. True where
    /// the text has changed.
    pub fn edit(&mut self, key: Key, room: Size) -> bool {
        let before = self.input.value().to_owned();
        if !edit_line(&mut self.input, key) {
            return false;
        }
        if self.input.value().starts_with(&before) {
            let candidates = std::mem::take(&mut self.kept);
            self.keep(candidates);
        } else {
            self.keep(0..self.rows.len());
        }
        self.cursor = Cursor::default();
        self.off_headings(true);
        self.step(Step::Items(0), room);
        true
    }

    /// Moves the cursor among the rows in a room; headings are passed over.
    pub fn step(&mut self, step: Step, room: Size) {
        let before = self.cursor.at;
        self.with_cursor(room, |cursor, len, heights| cursor.step(step, len, heights));
        self.off_headings(self.cursor.at >= before);
        self.show_heading(room);
    }

    /// Moves what is seen, and the cursor only where it would be out of sight.
    pub fn scroll(&mut self, by: isize, room: Size) {
        self.with_cursor(room, |cursor, len, heights| cursor.scroll(by, len, heights));
        self.off_headings(true);
        self.show_heading(room);
    }

    fn with_cursor(&mut self, room: Size, act: impl FnOnce(&mut Cursor, usize, &RowHeights<'_>)) {
        let mut cursor = self.cursor;
        act(&mut cursor, self.kept.len(), &RowHeights { picker: self, room });
        self.cursor = cursor;
    }

    /// What comes of picking the row under the cursor.
    pub fn pick(&self, shared: &Shared<'_>) -> Outcome {
        self.current().map_or(Outcome::Stay, |at| (self.source.pick)(shared, at))
    }

    /// Which row the cursor is on, from 1, and how many rows are kept, headings left out; `None` where none is.
    pub fn position(&self) -> Option<(usize, usize)> {
        self.current()?;
        let upto = self.kept[..=self.cursor.at].iter().filter(|&&row| !self.rows[row].is_heading()).count();
        Some((upto, self.found))
    }

    /// The list that is open.
    pub fn source(&self) -> &'static Source {
        self.source
    }

    /// What was typed to narrow it.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// The place of the row under the cursor among all rows as the source gave them; `None` where there is none.
    pub fn current(&self) -> Option<usize> {
        let row = self.kept.get(self.cursor.at).map(|&row| &self.rows[row]);
        row.filter(|row| !row.is_heading()).map(|row| row.place)
    }

    /// How many rows hold what was typed, and how many there are, headings left out.
    pub fn counts(&self) -> (usize, usize) {
        (self.found, self.all)
    }

    /// The widest cell of a column, from 0, among the rows that are kept.
    fn width(&self, column: usize) -> usize {
        self.widths.get(column).copied().unwrap_or_default()
    }

    /// Keeps those of the candidates that hold every word that was typed, themselves or in their heading.
    fn keep(&mut self, candidates: impl IntoIterator<Item = usize>) {
        (self.kept, self.widths, self.found) = (Vec::new(), Vec::new(), 0);
        let typed = fold(self.input.value());
        let words: Vec<_> = typed.split_whitespace().collect();
        let mut heading: Option<usize> = None;
        let mut is_headed = false;
        for at in candidates {
            let row = &self.rows[at];
            if row.is_heading() {
                (heading, is_headed) = (Some(at), false);
                continue;
            }
            let above = heading.map_or("", |heading| &self.rows[heading].folded);
            if words.iter().all(|word| row.folded.contains(word) || above.contains(word)) {
                if let Some(heading) = heading.filter(|_| !is_headed) {
                    self.kept.push(heading);
                    is_headed = true;
                }
                self.kept.push(at);
                self.found += 1;
                self.widths.resize(self.widths.len().max(row.widths.len()), 0);
                for (widest, &width) in self.widths.iter_mut().zip(&row.widths) {
                    *widest = width.max(*widest);
                }
            }
        }
    }

    /// Puts the cursor on the next row that is no heading, or on the one before.
    fn off_headings(&mut self, down: bool) {
        let at = self.cursor.at;
        if self.is_heading(at) {
            let below = (at..self.kept.len()).find(|&at| !self.is_heading(at));
            let above = (0..at).rev().find(|&at| !self.is_heading(at));
            self.cursor.at = if down { below.or(above) } else { above.or(below) }.unwrap_or(at);
        }
    }

    /// Keeps the cursor in sight, and above the first row that is seen its heading where there is room.
    fn show_heading(&mut self, room: Size) {
        self.with_cursor(room, |cursor, len, heights| {
            cursor.clamp(len, heights);
        });
        let heights = RowHeights { picker: self, room };
        let fits = heights.of(self.cursor.at, self.cursor.at) < heights.lines();
        let above = self.cursor.at.checked_sub(1).filter(|&above| self.is_heading(above));
        if let Some(above) = above.filter(|_| fits && self.cursor.top == self.cursor.at) {
            self.cursor.top = above;
        }
    }

    fn is_heading(&self, at: usize) -> bool {
        self.kept.get(at).is_some_and(|&row| self.rows[row].is_heading())
    }
}
