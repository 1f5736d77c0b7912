//! Bytes to theses, one format a file: each decode gives theses and warnings.
//!
//! Owns the layouts of what people collect, in one registry, and tells one from another by content, never by a file's
//! ending. Must not read files, nor sanitise: text goes on as it was read, and the collection cleans it.

mod item;
pub mod jsonl;
mod kind;
pub mod page;
mod prose;
mod registry;
pub mod text;
mod values;

pub use item::{Extent, Item, Sink, Sureness, UNKNOWN_FIELDS};
pub use registry::{Cutting, Encoding, Format, FormatRow, LongestLine, decode, sniff};
