//! The disk: where things live, and everything that is read from files or written to them.
//!
//! Owns the files of the program: their places, their formats, and the one way in which they are written. Must
//! not know what a screen or a command is, and decides nothing that a person should decide: what is wrong
//! comes back as an [`Error`] that says what failed, where, why, and what to try.

mod atomic;
pub mod config;
mod copies;
mod error;
mod history;
pub mod load;
mod lock;
mod marks;
mod paths;
mod places;
mod ranges;
mod walk;

pub use config::Config;
pub use copies::CopyFile;
pub use error::Error;
pub use history::HistoryFile;
pub use marks::{MarksFile, Saved, timestamp};
pub use paths::Paths;
pub use places::PlacesFile;
