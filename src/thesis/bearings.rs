//! Bearings: where a person reads, and in which measure, as it outlasts the program.

use super::Field;

/// Where a person left off in theses, and the measure that they chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bearings {
    /// The measure that was chosen, if one was.
    pub measure: Option<ChosenMeasure>,
    /// The places, each of another thesis, the one that was left last at the end.
    pub places: Vec<LeftPlace>,
}

/// A measure that was chosen while reading, in columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChosenMeasure {
    /// The measure.
    pub columns: u16,
    /// The one that was configured then: where another one is configured since, that counts.
    pub configured: u16,
}

/// The place at which a person left off in a thesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftPlace {
    /// The id of the thesis.
    pub id: String,
    /// The field that is at the top of what is seen.
    pub field: Field,
    /// Which of its values, from 0.
    pub value: usize,
    /// The first byte of it that is seen.
    pub byte: usize,
}
