//! How work is told that nobody waits for its answer any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The number of a question: a later question has a greater one.
pub type Generation = u64;

/// Tells whether a question is still the newest. Clones share what they know.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    newest: Arc<AtomicU64>,
    mine: Generation,
}

impl Cancel {
    /// For work that nobody cancels.
    pub fn never() -> Self {
        Self::default()
    }

    /// Makes `generation` the newest: work for every earlier one is cancelled.
    pub fn ask(&self, generation: Generation) {
        self.newest.fetch_max(generation, Ordering::Relaxed);
    }

    /// What the work for a question of this generation asks.
    #[must_use]
    pub fn of(&self, generation: Generation) -> Self {
        Self { newest: Arc::clone(&self.newest), mine: generation }
    }

    /// For work that the next question puts off, whatever has been asked before.
    #[must_use]
    pub fn until_next(&self) -> Self {
        self.of(self.newest.load(Ordering::Relaxed))
    }

    /// True where a newer question has been asked: whatever is under way can be dropped.
    pub fn is_cancelled(&self) -> bool {
        self.newest.load(Ordering::Relaxed) > self.mine
    }

    /// `None` where it is cancelled, for leaving with `?`.
    pub(super) fn check(&self) -> Option<()> {
        (!self.is_cancelled()).then_some(())
    }

    /// A counter that checks at the first row and then after every so many.
    pub(super) fn every(&self, rows: usize) -> Checks<'_> {
        Checks { cancel: self, every: rows, left: 0 }
    }
}

/// Counts rows, and checks whether the work is cancelled after every so many.
pub(super) struct Checks<'c> {
    cancel: &'c Cancel,
    every: usize,
    /// Rows until the next check.
    left: usize,
}

impl Checks<'_> {
    /// Counts one row; `None` where a check is due and the work is cancelled.
    #[inline]
    pub fn row(&mut self) -> Option<()> {
        if self.left == 0 {
            self.cancel.check()?;
            self.left = self.every;
        }
        self.left -= 1;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Cancel;

    #[test]
    fn only_the_newest_question_is_worked_on() {
        let cancel = Cancel::never();
        let (first, second) = (cancel.of(1), cancel.of(2));
        cancel.ask(1);
        assert!(!first.is_cancelled());
        cancel.ask(2);
        assert!(first.is_cancelled() && !second.is_cancelled());
        assert!(!Cancel::never().is_cancelled());
        let other = cancel.until_next();
        assert!(!other.is_cancelled());
        cancel.ask(3);
        assert!(other.is_cancelled());
    }

    #[test]
    fn a_counter_checks_at_the_first_row_and_after_every_so_many() {
        let cancel = Cancel::never();
        let mut checks = cancel.every(3);
        assert_eq!(checks.row(), Some(()));
        cancel.ask(1);
        assert_eq!([(); 3].map(|()| checks.row()), [Some(()), Some(()), None]);
        assert_eq!((cancel.every(3).row(), cancel.check()), (None, None));
    }
}
