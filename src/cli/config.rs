//! `theses config`: the default configuration, every key documented.

use std::path::Path;

use super::{Exit, Failure, Output};
use crate::disk::config::{KeyRow, template};

/// Prints the default file, which belongs at `file`, with the keys of the reader.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run(file: &Path, keys: &[KeyRow], output: &mut Output<'_>) -> Result<Exit, Failure> {
    output.bytes(template(file, keys).as_bytes())?;
    Ok(Exit::Done)
}
