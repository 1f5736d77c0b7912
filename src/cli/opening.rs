//! What is opened where, and what a command says of it.

use std::path::PathBuf;

use super::{Exit, Output};
use crate::disk::Config;
use crate::disk::load::{Loaded, Source, load_all};
use crate::text::count::counted;
use crate::text::sanitise::printable;
use crate::thesis::{Problem, Severity};

/// What is to be opened: the paths that were given, else the folders of the configuration, else the seeds.
pub fn source(paths: &[PathBuf], config: &Config) -> Source {
    match (paths, config.folders.as_slice()) {
        ([], []) => Source::Seeds,
        ([], folders) => Source::Paths(folders.to_vec()),
        (paths, _) => Source::Paths(paths.to_vec()),
    }
}

/// What a source is called on the screen: `seeds`, the name of the one file or folder, or how many there are.
pub fn collection_name(source: &Source) -> String {
    match source {
        Source::Seeds => "seeds".to_owned(),
        Source::Paths(paths) => match paths.as_slice() {
            [path] => {
                // `.` and `..` have no name of their own.
                let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
                let name = whole.file_name().unwrap_or(whole.as_os_str()).to_string_lossy();
                printable(&name).into_owned()
            }
            paths => counted(paths.len(), "path", "paths"),
        },
    }
}

/// Loads, and says in one line how much was skipped, and where to learn more.
pub(super) fn open(paths: &[PathBuf], config: &Config, output: &mut Output<'_>) -> (Loaded, Exit) {
    let source = source(paths, config);
    let loaded = load_all(&source);
    if matches!(source, Source::Seeds) && output.width().is_some() {
        output.message("these theses come with the program; `theses PATH` opens your own");
    }
    let skipped = count(&loaded.problems, Severity::Skipped);
    if skipped == 0 {
        return (loaded, Exit::Done);
    }
    let same = if paths.is_empty() { "" } else { " with the same paths" };
    let were = counted(skipped, "file or record was", "files or records were");
    output.message(format_args!("{were} skipped; `theses check`{same} tells which, and why"));
    (loaded, Exit::Failed)
}

/// How many problems are of this severity.
pub(super) fn count(problems: &[Problem], severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.warning.severity == severity).count()
}
