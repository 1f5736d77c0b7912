//! The keys as rows of help.

use super::{Keymap, shown};
use crate::app::action::{ActionRow, TABLE};
use crate::app::picker::{Item, Keys};

impl Keys for Keymap {
    fn rows(&self) -> Vec<(Item, &'static str)> {
        let section = |row: &ActionRow| (row.contexts, row.after);
        let sections = TABLE.chunk_by(|one, other| section(one) == section(other));
        sections.flat_map(|rows| of_section(self, rows)).collect()
    }
}

fn of_section(keymap: &Keymap, rows: &[ActionRow]) -> Vec<(Item, &'static str)> {
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
        (Item::pair(keys.join("  "), keymap.words(row)), row.name)
    });
    std::iter::once((Item::Heading(heading), "")).chain(pairs).collect()
}
