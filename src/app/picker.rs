//! Picking from rows: one machine for every list that lies over the panes and is narrowed by typing.
//!
//! A list is a [`Source`]: a file that makes its rows, and a row of the table of actions that opens it. The machine
//! knows nothing of what the rows are about; the view draws every list alike.

mod contents;
mod help;
mod problems;
mod source;
#[cfg(test)]
mod tests;

use tui_input::Input;

pub use self::contents::CONTENTS;
pub use self::help::HELP;
pub use self::problems::PROBLEMS;
pub use self::source::{Item, Keys, Outcome, Shared, Source};
use super::key::Key;
use super::line::edit_line;
use super::scroll::{Cursor, Step};
use crate::text::fold::fold;
use crate::text::width::columns;

/// A list that is open: its rows, what was typed to narrow them, and where the cursor is.
#[derive(Clone, Debug)]
pub struct Picker {
    source: &'static Source,
    input: Input,
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
    /// The folded text of its cells, to look for words in; the width of each cell.
    folded: String,
    widths: Vec<usize>,
}

impl Row {
    fn new(item: Item) -> Self {
        let cells = match &item {
            Item::Heading(_) => &[][..],
            Item::Cells(cells) => cells,
        };
        let (folded, widths) = (fold(&cells.join(" ")), cells.iter().map(|cell| columns(cell)).collect());
        Self { item, folded, widths }
    }

    fn is_heading(&self) -> bool {
        matches!(self.item, Item::Heading(_))
    }
}

impl Picker {
    /// A list with all its rows, the cursor on the first.
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
        picker
    }

    /// Takes in the rows that have come since it was opened, at the end.
    pub fn grow(&mut self, shared: &Shared<'_>) {
        let known = self.rows.len();
        self.rows.extend((self.source.rows)(shared, known).into_iter().map(Row::new));
        self.all += self.rows[known..].iter().filter(|row| !row.is_heading()).count();
        self.keep(known..self.rows.len());
    }

    /// Types a key. The rows are looked through once, and only those that were kept where the text goes on. True where
    /// the text has changed.
    pub fn edit(&mut self, key: Key, seen: usize) -> bool {
        let before = self.input.value().to_owned();
        if !edit_line(&mut self.input, key) {
            return false;
        }
        let goes_on = self.input.value().starts_with(&before);
        let candidates = std::mem::take(&mut self.kept);
        (self.widths, self.found, self.cursor) = (Vec::new(), 0, Cursor::default());
        if goes_on {
            self.keep(candidates);
        } else {
            self.keep(0..self.rows.len());
        }
        self.step(Step::Items(0), seen);
        true
    }

    /// Moves the cursor among `seen` rows that are seen at once; headings are passed over.
    pub fn step(&mut self, step: Step, seen: usize) {
        let len = self.kept.len();
        let before = self.cursor.at;
        self.cursor.step(step, len, seen);
        self.off_headings(self.cursor.at >= before);
        self.show_heading(seen);
    }

    /// Moves what is seen, and the cursor only where it would be out of sight.
    pub fn scroll(&mut self, by: isize, seen: usize) {
        self.cursor.scroll(by, self.kept.len(), seen);
        self.off_headings(true);
        self.show_heading(seen);
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

    /// The place of the row under the cursor among all rows; `None` where there is none.
    pub fn current(&self) -> Option<usize> {
        self.kept.get(self.cursor.at).copied().filter(|&row| !self.rows[row].is_heading())
    }

    /// The rows from the first one that is seen, each with whether the cursor is on it.
    pub fn seen(&self) -> impl Iterator<Item = (&Item, bool)> {
        let rows = self.kept.iter().enumerate().skip(self.cursor.top);
        rows.map(|(at, &row)| (&self.rows[row].item, at == self.cursor.at))
    }

    /// How many rows hold what was typed, and how many there are, headings left out.
    pub fn counts(&self) -> (usize, usize) {
        (self.found, self.all)
    }

    /// The widest cell of a column, from 0, among the rows that are kept.
    pub fn width(&self, column: usize) -> usize {
        self.widths.get(column).copied().unwrap_or_default()
    }

    /// Keeps those of the candidates that hold every word that was typed, behind those that are kept already.
    fn keep(&mut self, candidates: impl IntoIterator<Item = usize>) {
        let typed = fold(self.input.value());
        let words: Vec<_> = typed.split_whitespace().collect();
        let headed = |kept: &[usize], rows: &[Row]| kept.last().is_some_and(|&last| rows[last].is_heading());
        for at in candidates {
            let row = &self.rows[at];
            if row.is_heading() {
                if headed(&self.kept, &self.rows) {
                    self.kept.pop();
                }
                self.kept.push(at);
            } else if words.iter().all(|word| row.folded.contains(word)) {
                self.kept.push(at);
                self.found += 1;
                self.widths.resize(self.widths.len().max(row.widths.len()), 0);
                for (widest, &width) in self.widths.iter_mut().zip(&row.widths) {
                    *widest = width.max(*widest);
                }
            }
        }
        if headed(&self.kept, &self.rows) {
            self.kept.pop();
        }
        self.off_headings(true);
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
    fn show_heading(&mut self, seen: usize) {
        self.cursor.clamp(self.kept.len(), seen);
        let above = self.cursor.at.checked_sub(1).filter(|&above| self.is_heading(above));
        if let Some(above) = above.filter(|_| seen > 1 && self.cursor.top == self.cursor.at) {
            self.cursor.top = above;
        }
    }

    fn is_heading(&self, at: usize) -> bool {
        self.kept.get(at).is_some_and(|&row| self.rows[row].is_heading())
    }
}
