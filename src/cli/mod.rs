//! The commands: what `theses` does when it does not open the reader, one file a command.
//!
//! A command is a function that writes to an [`Output`] and gives an [`Exit`] or a [`Failure`]. Data goes to
//! standard output, messages to standard error; what comes from outside is sanitised before either. Nothing
//! here knows of the reader: where the manual and the default configuration name its keys, they are handed in.

pub mod args;
pub mod check;
pub mod completions;
pub mod config;
mod exit;
pub mod list;
pub mod man;
mod mending;
mod opening;
mod output;
pub mod related;
pub mod show;

pub use exit::{Exit, Failure};
pub use opening::{collection_name, source};
pub use output::Output;
