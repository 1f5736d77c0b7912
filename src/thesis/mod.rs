//! The domain: what a thesis is, the collection that holds all of them, their text, and the marks that a
//! person adds.
//!
//! Owns the meaning of every field; the collection passes each through `text`, which sanitises it. Must not know
//! where bytes come from, how anything is found, or what a screen is.

mod bearings;
mod collection;
mod column;
mod date;
mod degree;
mod draft;
mod field;
mod marks;
mod record;
mod segment;
mod unknown;
mod warning;

pub use bearings::{Bearings, Choices, Chosen, LeftPlace, Split};
pub use collection::{Collection, PlacedSegment, Row};
pub use date::Date;
pub use degree::Level;
pub use draft::Draft;
pub use field::{Field, FieldRow, PageLabel, Search, Shape, Slot};
pub use marks::{Mark, MarkChange, Marks, MarksDifference};
pub use record::Thesis;
pub use segment::{Segment, SegmentBuilder, SegmentId, id_hash};
pub use unknown::Unknown;
pub use warning::{Problem, Severity, Warning};
