//! How much of a thesis the list shows: what the configuration reads and the screen is set in, which must not know each
//! other.

/// How much of each thesis the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// All, or a line each where few would be seen.
    #[default]
    Auto,
    /// The title, in two lines where it needs them, and a line of facts.
    Full,
    /// A line each.
    Compact,
}

impl Density {
    /// All of them, each with its name in the configuration.
    pub const ALL: [(&str, Self); 3] =
        [("auto", Self::Auto), ("full", Self::Full), ("compact", Self::Compact)];

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|&(_, density)| density == self).map_or("auto", |(name, _)| name)
    }
}
