//! Completing the filter: the gap, what can fill it, and which of that stands in it now.

use crate::search::{Filling, Gap};
use crate::thesis::Shape;

/// How many candidates are offered: nobody steps through more.
pub const AT_MOST: usize = 50;

/// A completion, from the key that begins it to the first key that does anything else.
#[derive(Clone, Debug)]
pub struct Completion {
    /// Where the candidates belong in the text that was typed.
    pub gap: Gap,
    /// The text that was typed.
    typed: String,
    /// What can stand there, in order; empty while it is looked up.
    candidates: Vec<String>,
    /// The candidate that stands there, from 0.
    current: usize,
    /// Begun backwards: with the last candidate.
    backwards: bool,
}

impl Completion {
    /// A completion at a byte of the text; `None` where nothing is known that belongs there.
    pub fn begin(typed: &str, cursor: usize, backwards: bool) -> Option<Self> {
        let gap = Gap::before(typed, cursor)?;
        Some(Self { gap, typed: typed.to_owned(), candidates: Vec::new(), current: 0, backwards })
    }

    /// True until the candidates are known.
    pub fn is_waiting(&self) -> bool {
        self.candidates.is_empty()
    }

    /// What can stand in the gap, and the place of what does.
    pub fn candidates(&self) -> (&[String], usize) {
        (&self.candidates, self.current)
    }

    /// Takes the candidates in, of which there is at least one.
    pub fn offer(&mut self, candidates: Vec<String>) {
        self.current = if self.backwards { candidates.len().saturating_sub(1) } else { 0 };
        self.candidates = candidates;
    }

    /// Goes to the next candidate or the one before, round the ends.
    pub fn step(&mut self, backwards: bool) {
        let len = self.candidates.len().max(1);
        self.current = (self.current + if backwards { len - 1 } else { 1 }) % len;
    }

    /// The text with the current candidate, and the byte behind it; `None` while it is looked up.
    pub fn filled(&self) -> Option<(String, usize)> {
        let candidate = self.candidates.get(self.current)?;
        Some(self.gap.fill(&self.typed, candidate))
    }

    /// What is said where there is no candidate.
    pub fn nothing(&self) -> String {
        let what = match self.gap.filling {
            Filling::Field => "field",
            Filling::Mark(_) => "mark",
            Filling::Value(field) if field.row().shape == Shape::Date => "year",
            // The name in JSON lines is a plain English word, in the plural where there can be several.
            Filling::Value(field) if field.is_list() => field.row().name.trim_end_matches('s'),
            Filling::Value(field) => field.row().name,
            Filling::Year => "year",
        };
        match self.gap.beginning.as_str() {
            "" => format!("there is no {what} to complete with"),
            beginning => format!("no {what} here begins with `{beginning}`"),
        }
    }
}
