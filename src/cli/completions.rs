//! `theses completions`: what makes a shell complete the commands.

use super::args::{self, Completions};
use super::{Exit, Failure, Output};

/// Prints the script for a shell.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run(args: &Completions, output: &mut Output<'_>) -> Result<Exit, Failure> {
    // It goes by way of memory, as a write that fails there would be a panic.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::command(), "theses", &mut script);
    output.bytes(&script)?;
    Ok(Exit::Done)
}
