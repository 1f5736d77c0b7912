//! What a file is when it is no thesis: one ordered table of kinds.
//!
//! Owns the signs by which other kinds of text are known, and what a person is told. A sign is something that an
//! abstract does not have; the first kind that fits is taken, so that the surer ones stand above. Nothing is read here.

mod code;
mod languages;
mod lines;
mod markup;
mod notes;
mod records;
mod sample;
mod writing;

use self::sample::{Kind, Sample};

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

/// The kinds, the first of which that fits is taken.
const KINDS: &[&[Kind]] = &[
    markup::DOCUMENTS,
    writing::SURE,
    notes::SURE,
    records::KINDS,
    markup::KINDS,
    languages::KINDS,
    code::KINDS,
    writing::KINDS,
    notes::KINDS,
    code::UNKNOWN,
];

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

#[cfg(test)]
mod tests;
