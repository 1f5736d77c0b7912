//! Help: the keys and what they do, under headings that say where they work.

use super::{Item, Shared, Source};

/// The keys that work, and where.
pub const HELP: &Source = &Source { title: "Keys", counted: None, empty: "", rows };

fn rows(shared: &Shared<'_>, from: usize) -> Vec<Item> {
    shared.keys.rows().into_iter().skip(from).collect()
}
