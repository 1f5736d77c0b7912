//! What could not be loaded as it stood: where, and why.

use super::{Item, Shared, Source};

/// What was skipped or mended while loading.
pub const PROBLEMS: &Source = &Source {
    title: "Not loaded, or mended",
    counted: Some(("problem", "problems")),
    empty: "Everything was loaded.",
    rows,
    ..Source::PLAIN
};

fn rows(shared: &Shared<'_>, from: usize) -> Vec<Item> {
    let row = |problem: &crate::thesis::Problem| {
        let text = problem.to_string();
        let (place, reason) = text.split_once(": ").unwrap_or((&text, ""));
        Item::pair(place, reason)
    };
    shared.problems.iter().skip(from).map(row).collect()
}
