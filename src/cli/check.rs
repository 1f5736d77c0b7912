//! `theses check`: what could not be read, wholly or in part, and why.

use std::fmt::Write as _;
use std::num::NonZero;
use std::thread;

use super::args::Paths;
use super::opening::{count, source};
use super::{Exit, Failure, Output};
use crate::disk::Config;
use crate::disk::load::{Loaded, load_all};
use crate::reading::{Evidence, Kind, mend};
use crate::text::count::counted;
use crate::thesis::{Collection, Severity, Thesis};

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
    if let Some(repairs) = repairs(&loaded.collection) {
        output.line(&repairs)?;
    }
    output.line(&totals(&loaded))?;
    let skipped = count(&loaded.problems, Severity::Skipped) > 0;
    Ok(if skipped { Exit::Failed } else { Exit::Done })
}

/// One line with the sum of what is mended for reading, by kind, such as `for reading, 12 lost spaces are mended`;
/// none where nothing is. What only the words of the collection tell is not counted.
fn repairs(collection: &Collection) -> Option<String> {
    let theses: Vec<_> = collection.iter().collect();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = theses.len().div_ceil(threads).max(1);
    let sums = thread::scope(|scope| {
        let workers: Vec<_> = theses.chunks(share).map(|share| scope.spawn(|| sum(share))).collect();
        workers.into_iter().map(|worker| worker.join().expect("mending does not panic")).collect::<Vec<_>>()
    });
    let told = Kind::ALL.iter().enumerate().filter_map(|(at, kind)| {
        let (one, many) = kind.words();
        let number = sums.iter().map(|sum| sum[at]).sum();
        (number > 0).then(|| counted(number, one, many))
    });
    let told = told.collect::<Vec<_>>().join(", ");
    (!told.is_empty()).then(|| format!("for reading: {told} mended"))
}

/// How many repairs of each kind some theses need.
fn sum(theses: &[Thesis<'_>]) -> [usize; Kind::ALL.len()] {
    let mut sums = [0; Kind::ALL.len()];
    for thesis in theses {
        let texts = [thesis.title(), thesis.abstract_text()].into_iter().chain(thesis.keywords());
        for repair in texts.flat_map(|text| mend(text, &Evidence::default()).repairs) {
            sums[Kind::ALL.iter().position(|&kind| kind == repair.kind).expect("all kinds are listed")] += 1;
        }
    }
    sums
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
