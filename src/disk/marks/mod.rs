//! The marks on the disk: the form in which they are written, and the file that several readers share.

mod document;
mod file;
mod timestamp;

pub use file::{MarksFile, Saved};
pub use timestamp::timestamp;
