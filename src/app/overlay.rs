//! What lies over the panes for a while: the keys that work, and what could not be loaded.

use tui_input::Input;

use super::action::{ActionRow, TABLE};
use super::keymap::{Keymap, shown};
use super::scroll::Window;
use crate::text::fold::fold;
use crate::thesis::Problem;

/// Which overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The keys and what they do.
    Help,
    /// What was skipped or mended while loading.
    Problems,
}

/// An overlay: rows that can be narrowed by typing, and scrolled.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// Which one.
    pub kind: Kind,
    /// What was typed to narrow it.
    pub input: Input,
    /// Which rows are seen.
    pub window: Window,
}

/// A row of an overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading over the rows that follow.
    Heading(String),
    /// Two columns: keys and what they do, or a place and what is wrong there.
    Pair(String, String),
}

impl Overlay {
    /// An overlay with all its rows, from the first.
    pub fn new(kind: Kind) -> Self {
        Self { kind, input: Input::default(), window: Window::default() }
    }

    /// Its rows, top to bottom: those that hold every word that was typed, with their headings.
    pub fn lines(&self, keymap: &Keymap, problems: &[Problem]) -> Vec<Line> {
        let lines = match self.kind {
            Kind::Help => help(keymap),
            Kind::Problems => problems.iter().map(problem).collect(),
        };
        let typed = fold(self.input.value());
        let words: Vec<_> = typed.split_whitespace().collect();
        let mut kept: Vec<Line> = Vec::new();
        for line in lines {
            match &line {
                Line::Heading(_) => {
                    kept.pop_if(|last| matches!(last, Line::Heading(_)));
                    kept.push(line);
                }
                Line::Pair(left, right) => {
                    let text = fold(&format!("{left} {right}"));
                    if words.iter().all(|word| text.contains(word)) {
                        kept.push(line);
                    }
                }
            }
        }
        kept.pop_if(|last| matches!(last, Line::Heading(_)));
        kept
    }
}

/// The rows of the help: every action with its keys, under headings that say where they work.
pub fn help(keymap: &Keymap) -> Vec<Line> {
    let section = |row: &ActionRow| (row.contexts, row.after);
    let sections = TABLE.chunk_by(|one, other| section(one) == section(other)).map(|rows| {
        let first = rows[0].after.map(|action| keymap.keys(action)).unwrap_or_default();
        let heading = match first.first() {
            Some(keys) => format!("After {}", shown(keys)),
            None => rows[0].contexts.to_string(),
        };
        let pairs = rows.iter().map(|row| {
            let keys = keymap.keys(row.action).iter().map(|keys| {
                // The keys that the heading names are not repeated.
                shown(first.iter().find_map(|first| keys.strip_prefix(first.as_slice())).unwrap_or(keys))
            });
            let mut keys: Vec<_> = keys.collect();
            keys.dedup();
            Line::Pair(keys.join("  "), keymap.words(row))
        });
        std::iter::once(Line::Heading(heading)).chain(pairs).collect::<Vec<_>>()
    });
    sections.flatten().collect()
}

fn problem(problem: &Problem) -> Line {
    let text = problem.to_string();
    let (place, reason) = text.split_once(": ").unwrap_or((&text, ""));
    Line::Pair(place.to_owned(), reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Kind, Line, Overlay};
    use crate::app::keymap::Keymap;

    #[test]
    fn help_is_narrowed_by_typing() {
        let mut help = Overlay::new(Kind::Help);
        help.input = "BOOKMARK off".into();
        let expected = [
            Line::Heading("In the list and the detail".into()),
            Line::Pair("b".into(), "bookmark on or off".into()),
        ];
        assert_eq!(help.lines(&Keymap::default(), &[]), expected);
        help.input = "nothing like it".into();
        assert_eq!(help.lines(&Keymap::default(), &[]), []);
    }
}
