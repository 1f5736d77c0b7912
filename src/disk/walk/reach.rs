//! Folders reached from the one they lie in. By its whole path a folder is reached through all above it, so that a
//! thousand folders within one another would cost half a million steps.
//!
//! Linux shows what is open as `/proc/self/fd/NUMBER`; elsewhere, and where that is not mounted, the whole path is taken.

use std::fs::{self, File, ReadDir};
use std::io;
use std::path::Path;

/// A folder that is open, where the system can name it.
#[derive(Debug)]
pub struct Reach(Option<File>);

impl Reach {
    /// The folder at this path and what is in it. It lies in the folder that is reached `from`, or is reached by its path.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn open(path: &Path, from: Option<&Self>) -> io::Result<(Self, ReadDir)> {
        let open = open(path, from.and_then(|from| from.0.as_ref()));
        if let Some(folder) = open
            && let Ok(entries) = fs::read_dir(name(&folder))
        {
            return Ok((Self(Some(folder)), entries));
        }
        Ok((Self(None), fs::read_dir(path)?))
    }

    /// Gives the open folder back; what lies in it is reached by its whole path from now on.
    pub fn release(&mut self) {
        self.0 = None;
    }
}

#[cfg(target_os = "linux")]
fn name(folder: &File) -> std::path::PathBuf {
    use std::os::fd::AsRawFd as _;
    format!("/proc/self/fd/{}", folder.as_raw_fd()).into()
}

/// A folder, which the dot makes sure it is: opening a pipe would wait.
#[cfg(target_os = "linux")]
fn open(path: &Path, within: Option<&File>) -> Option<File> {
    let short = within.and_then(|within| Some(name(within).join(path.file_name()?)));
    File::open(short.as_deref().unwrap_or(path).join(".")).ok()
}

#[cfg(not(target_os = "linux"))]
fn name(_folder: &File) -> std::path::PathBuf {
    std::path::PathBuf::new()
}

#[cfg(not(target_os = "linux"))]
fn open(_path: &Path, _within: Option<&File>) -> Option<File> {
    None
}
