//! The lock that whoever changes a file of the program holds meanwhile.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::atomic;

/// The right to change a file, until it is dropped or the process ends.
#[derive(Debug)]
pub(super) struct Held {
    /// The lock lies on a file beside, as the file itself is replaced.
    _file: File,
}

/// Gets the right to change the file at `path`, whose folder is made where it is missing, and clears what killed
/// writers have left beside it. Waits at most for `patience` while another process or thread holds it.
///
/// # Errors
///
/// Where the folder cannot be written to, or knows no locks; of the kind `WouldBlock` where the lock is still
/// held elsewhere.
pub(super) fn hold(path: &Path, patience: Duration) -> io::Result<Held> {
    atomic::make_folder(atomic::folder(path))?;
    let file = File::options().append(true).create(true).open(path.with_extension("lock"))?;
    let file = match file.try_lock() {
        Ok(()) => file,
        Err(TryLockError::Error(error)) => return Err(error),
        Err(TryLockError::WouldBlock) => wait(file, patience)?,
    };
    atomic::clear_left_over(path);
    Ok(Held { _file: file })
}

/// Waits for the lock of a file in the order of those who wait. A thread that nobody waits for any more lets go of
/// what it gets.
fn wait(file: File, patience: Duration) -> io::Result<File> {
    let (locked, waiting) = channel();
    thread::Builder::new().name("lock".into()).spawn(move || {
        let _ = locked.send(file.lock().map(|()| file));
    })?;
    waiting
        .recv_timeout(patience)
        .unwrap_or_else(|_| Err(io::Error::new(io::ErrorKind::WouldBlock, "another program holds it")))
}
