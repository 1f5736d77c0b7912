//! The names of the palettes: what the configuration reads and the screen draws with, which must not know each other.

/// Which colours a person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// The terminal's own sixteen colours.
    #[default]
    Terminal,
    /// Accents that are read well on a dark background.
    Dark,
    /// Accents that are read well on a light background.
    Light,
}

impl Palette {
    /// All palettes by the names that the configuration has for them.
    pub const ALL: [(&str, Self); 3] =
        [("terminal", Self::Terminal), ("dark", Self::Dark), ("light", Self::Light)];
}
