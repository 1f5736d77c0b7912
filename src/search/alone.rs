//! What the parts of a question that nothing answers would leave, each by itself.

use crate::text::count::grouped;
use crate::text::width::fit;

/// So many clauses are counted, the first: a person looks at a few.
pub(super) const MOST: usize = 12;

/// The columns that a clause takes where it is named.
const WIDEST: usize = 24;

/// How many theses each part of a question would leave by itself, where together they leave none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alone {
    /// The first clauses that were typed, as they read, and how many each leaves; none for one that is all there is.
    pub clauses: Vec<(String, usize)>,
    /// How many all of them together leave without the view.
    pub typed: usize,
    /// How many the view leaves.
    pub view: usize,
}

impl Alone {
    /// True where a question of several parts was asked.
    pub(super) fn is_known(&self) -> bool {
        *self != Self::default()
    }

    /// Each clause with its number, such as `urban 812`, no wider than a clause of a few words.
    pub fn counts(&self) -> impl Iterator<Item = String> {
        self.clauses.iter().map(|(clause, theses)| {
            let clause = fit(clause, WIDEST);
            format!("{clause} {}", grouped(*theses))
        })
    }
}
