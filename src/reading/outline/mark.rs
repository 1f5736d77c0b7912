//! A mark: what may begin a section, if others count with it.

/// A place in the text that may begin a section.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Its first byte.
    pub at: usize,
    /// What its section is called.
    pub label: String,
    /// What it counts as; 0 for an introduction.
    pub number: u32,
    /// Marks are counted together that have the same: `chapter`, `(1)`, `first`.
    pub run: &'static str,
    /// True for `The last chapter`, which counts as the next.
    pub last: bool,
}
