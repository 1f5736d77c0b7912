//! AS A READER SEES IT: an abstract mended, in paragraphs and sections.
//!
//! Owns what is done to a text for reading: repairing what the index lost on the way, and finding how the text is
//! built. It changes no thesis: what was read stays what it was, and every repair and section knows its place in it.
//! No file, no screen and no question is known here.

pub mod mend;
pub mod vocabulary;

pub use mend::{Kind, Mended, Repair, mend};
pub use vocabulary::{Evidence, Vocabulary, Words};
