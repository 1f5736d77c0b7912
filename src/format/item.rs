//! What a format is given and gives: the extent of a text, theses and warnings one by one, and how sure it is.

use std::ops::ControlFlow;

use crate::thesis::{Draft, Warning};

/// One thing that a format found. Its lines count from 1 at the start of the text that was given.
#[allow(clippy::large_enum_variant)] // nearly all are theses, and none is stored
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A thesis.
    Thesis(Draft<'a>),
    /// What could not be taken as it stood; a warning about a thesis comes before it.
    Warning(Warning),
}

/// What a warning begins with that is told once a file, at the first record that has fields which no thesis has.
pub const UNKNOWN_FIELDS: &str = "fields that no thesis has are left out: ";

/// Takes what a format finds, in the order of the text, and breaks to stop the decoding.
pub type Sink<'s> = dyn FnMut(Item<'_>) -> ControlFlow<()> + 's;

/// How much of its file a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The file from its first line to its last.
    Whole,
    /// Some of its lines; the rest is decoded by itself.
    Part,
}

/// How surely a text is of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// It is not.
    No,
    /// It may be, where it is of no other; else the format says what it is instead.
    Perhaps,
    /// It is.
    Sure,
}
