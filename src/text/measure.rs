//! The widths of the reading column: what the configuration reads and the screen is set in, which must not know each
//! other.

/// How wide the reading column is: the `a A A` of the source's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// 56 columns.
    Narrow,
    /// 72 columns.
    #[default]
    Middle,
    /// 88 columns.
    Wide,
}

impl Measure {
    /// All measures, the narrowest first.
    pub const ALL: [Self; 3] = [Self::Narrow, Self::Middle, Self::Wide];

    /// The width in columns.
    pub fn columns(self) -> u16 {
        match self {
            Self::Narrow => 56,
            Self::Middle => 72,
            Self::Wide => 88,
        }
    }

    /// The measure of this width in columns, if there is one.
    pub fn of_columns(columns: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.columns() == columns)
    }

    /// The next wider measure than a width in columns, or the next narrower one; `None` where there is none.
    pub fn next(columns: u16, wider: bool) -> Option<Self> {
        if wider {
            Self::ALL.into_iter().find(|measure| measure.columns() > columns)
        } else {
            Self::ALL.into_iter().rev().find(|measure| measure.columns() < columns)
        }
    }
}
