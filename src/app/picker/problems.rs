//! What could not be loaded as it stood: where, and why. What was lost stands first.

use std::path::{Path, PathBuf};

use super::{Item, Shared, Source};
use crate::text::sanitise::printable;
use crate::thesis::{Problem, Severity};

/// What was skipped or mended while loading.
pub const PROBLEMS: &Source = &Source {
    title: "Problems",
    counted: Some(("problem", "problems")),
    empty: "Everything was loaded.",
    rows,
    rank,
    path_column: Some(0),
    ..Source::PLAIN
};

/// The severities in their order, each with the heading over its problems.
const SECTIONS: [(Severity, &str); 3] = [
    (Severity::Skipped, "Skipped: not loaded"),
    (Severity::Mended, "Mended, or loaded in part"),
    (Severity::Repeated, "Repeated: loaded already"),
];

/// The headings, then the problems in the order in which they were met; their ranks put them in their sections.
fn rows(shared: &Shared<'_>, from: usize) -> Vec<Item> {
    let headings = SECTIONS.iter().map(|(_, heading)| Item::Heading((*heading).to_owned()));
    let before = from.saturating_sub(SECTIONS.len());
    let problems = shared.problems.iter().skip(before).map(|problem| row(problem, shared.opened));
    headings.skip(from).chain(problems).collect()
}

fn rank(shared: &Shared<'_>, at: usize) -> u8 {
    let section = match at.checked_sub(SECTIONS.len()).and_then(|at| shared.problems.get(at)) {
        None => at,
        Some(problem) => {
            let severity = problem.warning.severity;
            SECTIONS.iter().position(|(section, _)| *section == severity).unwrap_or_default()
        }
    };
    section as u8
}

fn row(problem: &Problem, opened: &[PathBuf]) -> Item {
    let path = below(&problem.file, opened);
    let place = format!("{}:{}", printable(&path.to_string_lossy()), problem.warning.line);
    Item::pair(place, printable(&problem.warning.reason))
}

/// The path of a file from what was opened; with its name where several folders were.
fn below<'f>(file: &'f Path, opened: &[PathBuf]) -> &'f Path {
    let inside = |folder: &PathBuf| {
        let rest = file.strip_prefix(folder).ok().filter(|rest| !rest.as_os_str().is_empty())?;
        let named = folder.file_name().and(folder.parent()).filter(|_| opened.len() > 1);
        Some(named.and_then(|parent| file.strip_prefix(parent).ok()).unwrap_or(rest))
    };
    opened.iter().find_map(inside).unwrap_or(file)
}
