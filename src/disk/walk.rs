//! Files and folders to files, in an order that does not change from run to run.
//!
//! Owns what is opened and what is not. It reads folders and asks what a file is, but opens no file.

use std::ffi::OsString;
use std::fs::{self, DirEntry, FileType, Metadata};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::thesis::{Problem, Warning};

/// One thing that a walk comes across.
#[derive(Debug)]
pub(super) enum Found {
    /// A file, and its size in bytes when it was looked at.
    File(Arc<Path>, u64),
    /// What cannot be walked or must not be opened.
    Problem(Problem),
}

/// Takes what a walk finds, in order, and breaks to end it.
pub(super) type Sink<'s> = dyn FnMut(Found) -> ControlFlow<()> + 's;

/// Walks files and folders in the order given, each folder by the bytes of its names.
///
/// Hidden files are left out unless they are named themselves. Links are followed, those to a folder that is
/// being walked already are not. Pipes, sockets and devices are told of and not opened.
pub(super) fn walk(paths: &[PathBuf], sink: &mut Sink<'_>) -> ControlFlow<()> {
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) => enter(path, &metadata, &mut Vec::new(), sink)?,
            Err(error) => sink(problem(path, &error, "open"))?,
        }
    }
    ControlFlow::Continue(())
}

/// What is at a path whose links have been followed. `above` are the folders being walked, without links.
fn enter(path: &Path, metadata: &Metadata, above: &mut Vec<PathBuf>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    if metadata.is_file() {
        return sink(Found::File(path.into(), metadata.len()));
    }
    if !metadata.is_dir() {
        return sink(skipped(path, special(metadata.file_type())));
    }
    match fs::canonicalize(path) {
        // A folder that holds itself has been walked, or is about to be.
        Ok(real) if above.contains(&real) => ControlFlow::Continue(()),
        Ok(real) => {
            above.push(real);
            let flow = walk_folder(path, above, sink);
            above.pop();
            flow
        }
        Err(error) => sink(problem(path, &error, "open")),
    }
}

fn walk_folder(folder: &Path, above: &mut Vec<PathBuf>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut entries = match entries(folder) {
        Ok(entries) => entries,
        Err(error) => return sink(problem(folder, &error, "read the folder")),
    };
    entries.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    for (name, entry) in entries {
        let path = folder.join(name);
        match metadata(&path, &entry) {
            Ok(metadata) => enter(&path, &metadata, above, sink)?,
            Err(error) => sink(problem(&path, &error, "open"))?,
        }
    }
    ControlFlow::Continue(())
}

/// What is at an entry of a folder, its links followed.
fn metadata(path: &Path, entry: &DirEntry) -> io::Result<Metadata> {
    // Most are files: the folder is at hand, and its path need not be gone through again for each of them.
    match entry.metadata() {
        Ok(metadata) if !metadata.is_symlink() => Ok(metadata),
        _ => fs::metadata(path),
    }
}

/// What is in a folder and is not hidden, in no order.
fn entries(folder: &Path) -> io::Result<Vec<(OsString, DirEntry)>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| (entry.file_name(), entry)));
    let hidden = |name: &OsString| name.as_encoded_bytes().starts_with(b".");
    entries.filter(|entry| !entry.as_ref().is_ok_and(|(name, _)| hidden(name))).collect()
}

/// A file that was not loaded because of an error of the system, with a hint where there is one to give.
pub(super) fn problem(path: &Path, error: &io::Error, doing: &str) -> Found {
    skipped(path, &reason(path, error, doing))
}

/// What an error of the system means to a person, and what to try.
pub(super) fn reason(path: &Path, error: &io::Error, doing: &str) -> String {
    match error.kind() {
        io::ErrorKind::NotFound if path.is_symlink() => "a link to nothing".to_owned(),
        io::ErrorKind::NotFound => "no such file or folder: check the name".to_owned(),
        io::ErrorKind::PermissionDenied => format!("no permission to {doing}: check who may read it"),
        _ => format!("cannot {doing}: {error}"),
    }
}

fn skipped(path: &Path, reason: &str) -> Found {
    Found::Problem(Problem { file: path.into(), warning: Warning::skipped(1, reason) })
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match () {
        () if kind.is_fifo() => "a pipe, not opened: save what comes through it as a file",
        () if kind.is_socket() => "a socket, not opened",
        () => "a device, not opened",
    }
}

#[cfg(not(unix))]
fn special(_kind: FileType) -> &'static str {
    "neither a file nor a folder, not opened"
}
