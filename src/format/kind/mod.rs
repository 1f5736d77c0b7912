//! What a file is when it is no thesis: one ordered table of kinds.
//!
//! Owns the signs by which other kinds of text are known, and what a person is told. A sign is something that an
//! abstract does not have; the first kind that fits is taken, so that the surer ones stand above. Nothing is read here.

mod code;
mod lines;
mod markup;
mod records;
mod writing;

/// What a text is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// What, for a person: `an e-mail`.
    pub words: &'static str,
    /// The line that shows it, counted from 0.
    pub line: usize,
    /// Whether a page within it is none, since its lines are those of the markup.
    pub whole: bool,
}

impl Known {
    /// Why it is not loaded, for a person.
    pub fn reason(self) -> String {
        format!("{}, not a thesis page", self.words)
    }
}

/// A kind of text that is no thesis page.
struct Kind {
    words: &'static str,
    /// The line that shows it, counted from 0; `None` where nothing does.
    sign: fn(&Sample<'_>) -> Option<usize>,
}

/// The kinds, the first of which that fits is taken.
const KINDS: &[&[Kind]] = &[
    markup::DOCUMENTS,
    writing::SURE,
    records::KINDS,
    markup::KINDS,
    code::KINDS,
    writing::KINDS,
    code::UNKNOWN,
];

/// How much of a text is looked at: what it is shows at its beginning.
const LOOKED_AT: usize = 64 << 10;

/// The beginning of a text in lines.
struct Sample<'a> {
    text: &'a str,
    /// Without white space at their ends.
    lines: Vec<&'a str>,
    /// The places of the lines that are not blank.
    filled: Vec<usize>,
}

/// What a text is, if it is known to be something else than thesis pages or prose.
pub(super) fn find(text: &str) -> Option<Known> {
    let sample = Sample::of(text);
    let known = |(at, kinds): (usize, &&[Kind])| {
        let fits =
            |kind: &Kind| (kind.sign)(&sample).map(|line| Known { words: kind.words, line, whole: at == 0 });
        kinds.iter().find_map(fits)
    };
    KINDS.iter().enumerate().find_map(known)
}

/// What a text is, if it is a document in markup, in which nothing is a page.
pub(super) fn find_document(text: &str) -> Option<Known> {
    // Nearly all texts are pages, and this is asked of each.
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('<');
    begins.then(|| find(text)).flatten().filter(|known| known.whole)
}

impl<'a> Sample<'a> {
    fn of(text: &'a str) -> Self {
        let mut end = text.len().min(LOOKED_AT);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text[..end].trim_start_matches('\u{feff}');
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        let filled = (0..lines.len()).filter(|&line| !lines[line].is_empty()).collect();
        Self { text, lines, filled }
    }

    /// The lines that are not blank, with their places.
    fn filled(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.filled.iter().map(|&line| (line, self.lines[line]))
    }

    /// The first line that is not blank; an empty one where all are.
    fn first(&self) -> &'a str {
        self.filled.first().map_or("", |&line| self.lines[line])
    }

    /// The first line for which this holds.
    fn find(&self, holds: impl Fn(&str) -> bool) -> Option<usize> {
        self.filled().find(|(_, line)| holds(line)).map(|(at, _)| at)
    }

    /// The first line for which this holds, where it does for at least so many lines.
    fn find_times(&self, times: usize, holds: impl Fn(&str) -> bool) -> Option<usize> {
        let mut held = self.filled().filter(|(_, line)| holds(line)).map(|(at, _)| at);
        let first = held.next()?;
        (times <= 1 || held.nth(times - 2).is_some()).then_some(first)
    }

    /// The first line for which this holds, where it does for so many of a hundred lines.
    fn find_share(&self, percent: usize, holds: impl Fn(&str) -> bool) -> Option<usize> {
        self.find_times((self.filled.len() * percent).div_ceil(100).max(1), holds)
    }

    /// The place of the first line that is not blank, if this holds for it.
    fn at_first(&self, holds: impl Fn(&str) -> bool) -> Option<usize> {
        self.filled.first().copied().filter(|&line| holds(self.lines[line]))
    }
}

#[cfg(test)]
mod tests;
