//! Contents: the sections of the text that is read, to go to one; its paragraphs where it is not told in sections.

use super::{Item, Outcome, Shared, Source};
use crate::app::detail::page::Part;

/// The parts of the text that is read.
pub const CONTENTS: &Source = &Source {
    title: "Contents",
    // `c` begins a chapter.
    takes_its_key: true,
    counted: Some(("part", "parts")),
    empty: "There is no text to go through.",
    rows,
    begins_at: |shared| above(shared) + shared.part.unwrap_or_default(),
    picks: "go there",
    pick,
    ..Source::PLAIN
};

fn rows(shared: &Shared<'_>, from: usize) -> Vec<Item> {
    let heading = said(shared.parts).map(|said| Item::Heading(said.to_owned()));
    heading.into_iter().chain(shared.parts.iter().map(row)).skip(from).collect()
}

fn pick(shared: &Shared<'_>, at: usize) -> Outcome {
    at.checked_sub(above(shared)).map_or(Outcome::Stay, Outcome::Part)
}

/// How many rows stand above the parts.
fn above(shared: &Shared<'_>) -> usize {
    usize::from(said(shared.parts).is_some())
}

/// What is said above paragraphs.
fn said(parts: &[Part]) -> Option<&'static str> {
    let paragraphs = !parts.is_empty() && !parts.iter().any(Part::is_section);
    paragraphs.then_some("This text is not told in sections; these are its paragraphs")
}

/// The number, what it is called and its first words; points stand indented below their section.
fn row(part: &Part) -> Item {
    let number = part.number.map_or_else(|| "–".to_owned(), |number| number.to_string());
    let indent = "  ".repeat(usize::from(part.level));
    if part.is_section() {
        Item::Cells(vec![format!("{indent}{number}"), part.label.clone(), part.words.clone()])
    } else {
        Item::pair(number, part.words.as_str())
    }
}
