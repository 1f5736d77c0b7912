//! Bearings: where a person reads, and how they have set the screen for it, as it outlasts the program.

use super::Field;
use crate::text::Density;

/// Where a person left off in theses, and what they chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bearings {
    /// What was chosen while reading.
    pub choices: Choices,
    /// The places, each of another thesis, the one that was left last at the end.
    pub places: Vec<LeftPlace>,
}

/// What a person chose of the screen while reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The measure in columns, if one was chosen.
    pub measure: Option<Chosen<u16>>,
    /// How much of each thesis the list shows, if that was chosen.
    pub density: Option<Chosen<Density>>,
    /// How far what parts list and detail was moved.
    pub split: Split,
}

/// A value that was chosen in place of the configured one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen<T> {
    /// The value.
    pub value: T,
    /// The one that was configured then: where another one is configured since, that counts.
    pub configured: T,
}

impl<T: Copy + PartialEq> Chosen<T> {
    /// A value beside the configured one; `None` where that is the same.
    pub fn over(configured: T, value: T) -> Option<Self> {
        (value != configured).then_some(Self { value, configured })
    }

    /// The value that counts where this one is configured.
    pub fn or(chosen: Option<Self>, configured: T) -> T {
        chosen.filter(|chosen| chosen.configured == configured).map_or(configured, |chosen| chosen.value)
    }
}

/// How far a person has moved what parts list and detail, in steps: to the right or down, where negative the other way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Where they stand side by side, in steps of a few columns.
    pub beside: i16,
    /// Where one stands above the other, in lines.
    pub stacked: i16,
}

impl Split {
    /// The most steps either way: more than any screen has columns for.
    pub const MOST: i16 = 1000;
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

#[cfg(test)]
mod tests {
    use super::Chosen;

    #[test]
    fn what_is_configured_anew_counts_more_than_what_was_chosen_before() {
        let chosen = Chosen::over(72, 56);
        assert_eq!((Chosen::or(chosen, 72), Chosen::or(chosen, 88)), (56, 88));
        assert_eq!((Chosen::over(72, 72), Chosen::or(None, 72)), (None, 72));
    }
}
