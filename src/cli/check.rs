//! `theses check`: what could not be read, wholly or in part, and why.

use std::fmt::Write as _;

use super::args::Paths;
use super::opening::{count, source};
use super::{Exit, Failure, Output};
use crate::disk::Config;
use crate::disk::load::{Loaded, load_all};
use crate::text::count::counted;
use crate::thesis::Severity;

/// Prints every problem and the totals. The exit is [`Exit::Failed`] where something was skipped.
///
/// # Errors
///
/// Where a path is not there, or the output cannot be written.
pub fn run(args: &Paths, config: &Config, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let loaded = load_all(&source(&args.paths, config, &[])?);
    for problem in &loaded.problems {
        output.line(&problem.to_string())?;
    }
    output.line(&totals(&loaded))?;
    let skipped = count(&loaded.problems, Severity::Skipped) > 0;
    Ok(if skipped { Exit::Failed } else { Exit::Done })
}

/// One line, such as `2 theses, nothing skipped or mended` or `7 theses, 1 skipped, 2 mended, 1 repeated`.
fn totals(loaded: &Loaded) -> String {
    let mut out = counted(loaded.collection.len(), "thesis", "theses");
    if loaded.problems.is_empty() {
        out.push_str(", nothing skipped or mended");
    }
    for severity in [Severity::Skipped, Severity::Mended, Severity::Repeated] {
        let number = count(&loaded.problems, severity);
        if number > 0 {
            // Writing to a string cannot fail.
            let _ = write!(out, ", {number} {severity}");
        }
    }
    out
}
