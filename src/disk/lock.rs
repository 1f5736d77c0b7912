//! The lock that whoever changes a file of the program holds meanwhile.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::atomic;

/// How long a program sleeps between two attempts to get a lock: far less than a person notices, far more than a
/// change takes.
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(10);

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
    let until = Instant::now() + patience;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if Instant::now() >= until => {
                return Err(io::Error::new(io::ErrorKind::WouldBlock, "another program holds it"));
            }
            Err(TryLockError::WouldBlock) => thread::sleep(BETWEEN_ATTEMPTS.min(patience)),
        }
    }
    atomic::clear_left_over(path);
    Ok(Held { _file: file })
}
