//! The beginning of a text, and a kind of text as the sign by which it is known there.

use crate::text::boundary;

/// A kind of text that is no thesis page.
pub(super) struct Kind {
    pub words: &'static str,
    /// The line that shows it, counted from 0; `None` where nothing does.
    pub sign: fn(&Sample<'_>) -> Option<usize>,
}

/// How much of a text is looked at: what it is shows at its beginning.
const LOOKED_AT: usize = 64 << 10;

/// The beginning of a text in lines.
pub(super) struct Sample<'a> {
    pub text: &'a str,
    /// Without white space at their ends.
    pub lines: Vec<&'a str>,
    /// The places of the lines that are not blank.
    pub filled: Vec<usize>,
}

impl<'a> Sample<'a> {
    /// The beginning of a text.
    pub fn of(text: &'a str) -> Self {
        let text = text[..boundary(text, LOOKED_AT)].trim_start_matches('\u{feff}');
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        let filled = (0..lines.len()).filter(|&line| !lines[line].is_empty()).collect();
        Self { text, lines, filled }
    }

    /// The lines that are not blank, with their places.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.filled.iter().map(|&line| (line, self.lines[line]))
    }

    /// The first line that is not blank; an empty one where all are.
    pub fn first(&self) -> &'a str {
        self.filled.first().map_or("", |&line| self.lines[line])
    }

    /// The first line for which this holds.
    pub fn find(&self, holds: impl Fn(&str) -> bool) -> Option<usize> {
        self.filled().find(|(_, line)| holds(line)).map(|(at, _)| at)
    }

    /// The first line for which this holds, where it does for at least so many lines.
    pub fn find_times(&self, times: usize, holds: impl Fn(&str) -> bool) -> Option<usize> {
        let mut held = self.filled().filter(|(_, line)| holds(line)).map(|(at, _)| at);
        let first = held.next()?;
        (times <= 1 || held.nth(times - 2).is_some()).then_some(first)
    }

    /// The first line for which this holds, where it does for so many of a hundred lines.
    pub fn find_share(&self, percent: usize, holds: impl Fn(&str) -> bool) -> Option<usize> {
        self.find_times((self.filled.len() * percent).div_ceil(100).max(1), holds)
    }

    /// The place of the first line that is not blank, if this holds for it.
    pub fn at_first(&self, holds: impl Fn(&str) -> bool) -> Option<usize> {
        self.filled.first().copied().filter(|&line| holds(self.lines[line]))
    }
}
