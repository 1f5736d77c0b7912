//! Which file a path leads to, by whatever name.

use std::fs::{self, Metadata};
use std::path::Path;

/// What two paths to one file or folder have in common: the device and the number of the file on it.
#[cfg(unix)]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    pub device: u64,
    number: u64,
}

/// What two paths to one file or folder have in common: the path without links.
#[cfg(not(unix))]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity(std::path::PathBuf);

/// The identity of what is at a path, whose links have been followed for its metadata.
#[cfg(unix)]
pub fn identity(_path: &Path, metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    Identity { device: metadata.dev(), number: metadata.ino() }
}

/// The identity of what is at a path, whose links have been followed for its metadata.
#[cfg(not(unix))]
pub fn identity(path: &Path, _metadata: &Metadata) -> Identity {
    Identity(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
}

/// True where two paths of the same identity lead to one file or folder, which some network file systems, that number
/// their files as they come, do not warrant.
pub fn is_same(first: &Path, path: &Path, metadata: &Metadata) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    metadata.is_file() && has_other_names(metadata)
        || real(first).is_some_and(|first| Some(first) == real(path))
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_metadata: &Metadata) -> bool {
    false
}
