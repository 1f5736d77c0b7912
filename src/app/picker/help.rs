//! Help: the keys and what they do, under headings that say where they work. A row that is picked is done.

use super::{Item, Outcome, Shared, Source};

/// The keys that work, and where.
pub const HELP: &Source = &Source { title: "Keys", rows, picks: "do it", pick, ..Source::PLAIN };

fn rows(shared: &Shared<'_>, from: usize) -> Vec<Item> {
    shared.keys.rows().into_iter().skip(from).map(|(item, _)| item).collect()
}

fn pick(shared: &Shared<'_>, at: usize) -> Outcome {
    let name = shared.keys.rows().get(at).map(|&(_, name)| name);
    name.filter(|name| !name.is_empty()).map_or(Outcome::Stay, Outcome::Do)
}
