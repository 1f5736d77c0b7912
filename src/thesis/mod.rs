//! The domain: what a thesis is, the collection that holds all of them, their text, and the marks that a
//! person adds.
//!
//! Owns the meaning of every field and the one place where text from outside is sanitised. Must not know
//! where bytes come from, how anything is found, or what a screen is: nothing here imports another layer.

mod collection;
mod draft;
pub mod fold;
mod marks;
mod nearest;
mod posted;
pub mod sanitise;
mod segment;
mod warning;
pub mod width;

pub use collection::{Collection, Row, Thesis};
pub use draft::Draft;
pub use marks::{Mark, MarkChange, Marks};
pub use nearest::nearest;
pub use posted::Posted;
pub use segment::{Segment, SegmentBuilder};
pub use warning::{Problem, Severity, Warning};
