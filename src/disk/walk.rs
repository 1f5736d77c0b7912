//! Files and folders to files, in an order that does not change from run to run.
//!
//! Owns what is opened and what is not. It reads folders and asks what a file is, but opens no file. Each real file
//! and folder is met once, by whatever ways it can be reached, so that a walk ends and costs what is there.

mod identity;
mod reach;
mod system;

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, DirEntry, FileType, Metadata};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use self::identity::{Identity, identity, is_same};
use self::reach::Reach;
use self::system::SystemFolders;
use crate::thesis::{Problem, Warning};

/// One thing that a walk comes across.
#[derive(Debug)]
pub(super) enum Found {
    /// A file, and its size in bytes when it was looked at.
    File(Arc<Path>, u64),
    /// What cannot be walked, must not be opened, or has been met before.
    Problem(Problem),
}

/// Takes what a walk finds, in order, and breaks to end it.
pub(super) type Sink<'s> = dyn FnMut(Found) -> ControlFlow<()> + 's;

/// Walks files and folders in the order given, each folder by the bytes of its names.
///
/// Hidden files are left out unless they are named themselves. Links are followed; what has been met by another way
/// is told of and left out, a folder that holds itself left out in silence. Pipes, sockets, devices and the folders
/// of the system's own file systems, such as `/proc`, are told of and not opened.
pub(super) fn walk(paths: &[PathBuf], sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut walker = Walker {
        sink,
        open: Vec::new(),
        folders: HashMap::new(),
        files: HashMap::new(),
        system: SystemFolders::default(),
    };
    paths.iter().try_for_each(|path| walker.walk(path))
}

struct Walker<'w, 's> {
    sink: &'w mut Sink<'s>,
    /// The folders being walked, each within the one before.
    open: Vec<Folder>,
    /// The folders met so far, and whether they are still being walked.
    folders: HashMap<Identity, (Arc<Path>, bool)>,
    files: HashMap<Identity, Arc<Path>>,
    system: SystemFolders,
}

/// How many folders within one another are kept open at once, of the few hundred files that a program may have.
const REACHED_AT_MOST: usize = 32;

/// A folder that is being walked.
struct Folder {
    path: Arc<Path>,
    identity: Identity,
    reach: Reach,
    entries: vec::IntoIter<Entry>,
    /// Whether the entries that are left have given back the open folder that they shared.
    released: bool,
}

struct Entry {
    name: OsString,
    /// What the system said of it, which keeps its folder open.
    entry: Option<DirEntry>,
}

impl Walker<'_, '_> {
    fn walk(&mut self, path: &Path) -> ControlFlow<()> {
        self.meet(path, fs::metadata(path))?;
        while let Some(folder) = self.open.last_mut() {
            match folder.entries.next() {
                Some(entry) => {
                    let path = folder.path.join(&entry.name);
                    let metadata = entry.metadata(&path);
                    self.meet(&path, metadata)?;
                }
                None => self.leave(),
            }
        }
        ControlFlow::Continue(())
    }

    /// What is at a path, its links followed.
    fn meet(&mut self, path: &Path, metadata: io::Result<Metadata>) -> ControlFlow<()> {
        match metadata {
            Ok(metadata) if metadata.is_file() => self.meet_file(path, &metadata),
            Ok(metadata) if metadata.is_dir() => self.meet_folder(path, &metadata),
            Ok(metadata) => (self.sink)(skipped(path, special(metadata.file_type()))),
            Err(error) => (self.sink)(problem(path, &error, "open")),
        }
    }

    fn meet_file(&mut self, path: &Path, metadata: &Metadata) -> ControlFlow<()> {
        let identity = identity(path, metadata);
        if let Some(first) = self.files.get(&identity).filter(|first| is_same(first, path, metadata)) {
            return (self.sink)(repeated(path, "file", first));
        }
        let path: Arc<Path> = path.into();
        self.files.insert(identity, Arc::clone(&path));
        (self.sink)(Found::File(path, metadata.len()))
    }

    fn meet_folder(&mut self, path: &Path, metadata: &Metadata) -> ControlFlow<()> {
        let identity = identity(path, metadata);
        match self.folders.get(&identity).filter(|(first, _)| is_same(first, path, metadata)) {
            // A folder that holds itself: what is in it is being walked.
            Some((_, true)) => return ControlFlow::Continue(()),
            Some((first, false)) => return (self.sink)(repeated(path, "folder", first)),
            None => {}
        }
        if let Some(system) = self.system.find(&identity) {
            return (self.sink)(skipped(
                path,
                &format!("a folder of the system ({system}), not walked into"),
            ));
        }
        let above = self.open.last();
        match entries(path, above.map(|above| &above.reach)) {
            Ok((reach, entries)) => self.enter(path.into(), identity, reach, entries),
            Err(error) => return (self.sink)(problem(path, &error, "read the folder")),
        }
        ControlFlow::Continue(())
    }

    fn enter(&mut self, path: Arc<Path>, identity: Identity, reach: Reach, entries: Vec<Entry>) {
        if let Some(above) = self.open.len().checked_sub(REACHED_AT_MOST) {
            self.open[above].reach.release();
        }
        // A thousand folders within one another would be a thousand open files.
        if let Some(above) = self.open.last_mut().filter(|above| !above.released) {
            above.released = true;
            above.entries.as_mut_slice().iter_mut().for_each(|entry| entry.entry = None);
        }
        self.folders.insert(identity.clone(), (Arc::clone(&path), true));
        self.open.push(Folder { path, identity, reach, entries: entries.into_iter(), released: false });
    }

    fn leave(&mut self) {
        let left = self.open.pop().and_then(|folder| self.folders.get_mut(&folder.identity));
        if let Some((_, walking)) = left {
            *walking = false;
        }
    }
}

impl Entry {
    /// What is at the entry, which is at this path, its links followed.
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        // Most are files: the folder is at hand, and its path need not be gone through again for each of them.
        match self.entry.as_ref().map(DirEntry::metadata) {
            Some(Ok(metadata)) if !metadata.is_symlink() => Ok(metadata),
            _ => fs::metadata(path),
        }
    }
}

/// What is in a folder and is not hidden, by the bytes of the names. The folder lies in the one reached `from`.
fn entries(folder: &Path, from: Option<&Reach>) -> io::Result<(Reach, Vec<Entry>)> {
    let (reach, found) = Reach::open(folder, from)?;
    let mut entries = Vec::new();
    for entry in found {
        let entry = entry?;
        let name = entry.file_name();
        if !name.as_encoded_bytes().starts_with(b".") {
            entries.push(Entry { name, entry: Some(entry) });
        }
    }
    entries.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    Ok((reach, entries))
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

fn repeated(path: &Path, what: &str, first: &Path) -> Found {
    let reason = format!("the same {what} as {}, loaded once", first.display());
    Found::Problem(Problem { file: path.into(), warning: Warning::repeated(1, reason) })
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

#[cfg(test)]
mod tests;
