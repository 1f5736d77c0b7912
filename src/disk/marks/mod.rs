//! The marks on the disk: the form in which they are written, and the file that several readers share.

mod document;
mod file;

pub use file::{MarksFile, Saved};
