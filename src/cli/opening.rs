//! What is opened where, and what a command says of it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Exit, Failure, Output};
use crate::disk::Config;
use crate::disk::load::{Loaded, Source, load_all};
use crate::text::count::counted;
use crate::text::nearest;
use crate::text::sanitise::printable;
use crate::thesis::{Collection, Problem, Row, Severity, Thesis};

/// What is to be opened: the paths that were given, else the folders of the configuration, else the seeds.
///
/// # Errors
///
/// Where one of them is not there, or nobody may look; then none is opened. `commands` are the words that may stand
/// in a path's place, for the hint.
pub fn source(paths: &[PathBuf], config: &Config, commands: &[String]) -> Result<Source, Failure> {
    match (paths, config.folders.as_slice()) {
        ([], []) => Ok(Source::Seeds),
        ([], folders) => {
            let missing = |folder: &&PathBuf| fs::metadata(folder).is_err();
            folders.iter().find(missing).map_or(Ok(()), |folder| Err(config.missing_folder(folder)))?;
            Ok(Source::Paths(folders.to_vec()))
        }
        (paths, _) => {
            paths.iter().try_for_each(|path| find(path, commands))?;
            Ok(Source::Paths(paths.to_vec()))
        }
    }
}

fn find(path: &Path, commands: &[String]) -> Result<(), Failure> {
    let Err(error) = fs::metadata(path) else { return Ok(()) };
    let shown = path.display();
    let what = match error.kind() {
        ErrorKind::NotFound if path.is_symlink() => format!("a link to nothing: {shown}"),
        ErrorKind::NotFound => format!("no such file or folder: {shown}"),
        _ => format!("cannot open {shown}: {error}"),
    };
    let hint = match (
        path.to_str().and_then(|word| nearest(word, commands.iter().map(String::as_str))),
        neighbour(path),
    ) {
        (Some(command), _) => format!("did you mean the command `theses {command}`?"),
        (None, Some(near)) => format!("did you mean {}?", near.display()),
        (None, None) => String::new(),
    };
    Err(Failure::NotFound(what, hint))
}

/// What is in the same folder under a name that is a slip away.
fn neighbour(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let names = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names: Vec<_> = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let near = names.iter().map(String::as_str).filter(|near| !near.starts_with('.') && *near != name);
    nearest(name, near).map(|near| path.with_file_name(near))
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
///
/// # Errors
///
/// Where a path is not there.
pub(super) fn open(
    paths: &[PathBuf],
    config: &Config,
    output: &mut Output<'_>,
) -> Result<(Loaded, Exit), Failure> {
    let source = source(paths, config, &[])?;
    let loaded = load_all(&source);
    if matches!(source, Source::Seeds) && output.width().is_some() {
        output.message("these theses come with the program; `theses PATH` opens your own");
    }
    let skipped = count(&loaded.problems, Severity::Skipped);
    if skipped == 0 {
        return Ok((loaded, Exit::Done));
    }
    let same = if paths.is_empty() { "" } else { " with the same paths" };
    let were = counted(skipped, "file or record was", "files or records were");
    output.message(format_args!("{were} skipped; `theses check`{same} tells which, and why"));
    Ok((loaded, Exit::Failed))
}

/// The thesis with an id.
///
/// # Errors
///
/// Where there is none, with those ids that are near.
pub(super) fn row(id: &str, collection: &Collection) -> Result<Row, Failure> {
    collection.find(id).ok_or_else(|| unknown(id, collection))
}

/// Says which ids come near: those that begin so, or one that is a slip away.
fn unknown(id: &str, collection: &Collection) -> Failure {
    const SOME: usize = 3;
    let ids = || collection.iter().map(Thesis::id);
    let beginning: Vec<_> =
        ids().filter(|known| !id.is_empty() && known.starts_with(id)).take(SOME).collect();
    let near = if beginning.is_empty() { nearest(id, ids()).into_iter().collect() } else { beginning };
    let hint = if near.is_empty() {
        "`theses list` prints the ids".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Failure::NotFound(format!("no thesis here has the id `{id}`"), hint)
}

/// How many problems are of this severity.
pub(super) fn count(problems: &[Problem], severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.warning.severity == severity).count()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::unknown;
    use crate::thesis::{Collection, Draft, Field, SegmentBuilder};

    #[test]
    fn an_unknown_id_comes_with_those_that_are_near() {
        let mut builder = SegmentBuilder::default();
        for id in ["2556307118989809", "2556", "1486306041972729"] {
            builder.push(&Draft::default().with(Field::Id, id), &Path::new("file").into());
        }
        let mut collection = Collection::default();
        collection.push(Arc::new(builder.seal()));
        for (id, hint) in [
            ("25", "did you mean 2556307118989809 or 2556?"),
            ("1486306041972792", "did you mean 1486306041972729?"),
            ("", "`theses list` prints the ids"),
            ("nothing of the kind", "`theses list` prints the ids"),
        ] {
            assert_eq!(
                unknown(id, &collection).to_string(),
                format!("no thesis here has the id `{id}`\nhint: {hint}")
            );
        }
    }
}
