//! The editions of the theses that were read last: how each is to be read, and on how many texts' words that rests.

use std::collections::VecDeque;
use std::sync::Arc;

use super::page::LONGEST;
use crate::reading::Edition;
use crate::thesis::{Row, Thesis};

/// Editions, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Editions {
    kept: VecDeque<Kept>,
    /// The thesis that was asked about last, and how many texts were indexed then.
    asked: Option<(Row, usize)>,
    /// The thesis that was prepared last, where its text is too long to be shown whole: it is not read for its sense.
    too_long: Option<Row>,
}

#[derive(Clone, Debug)]
struct Kept {
    row: Row,
    edition: Arc<Edition>,
    /// How many texts were indexed when it was made: their words are its evidence.
    texts: usize,
}

/// How many are kept.
const AT_MOST: usize = 32;

/// A longer text is not read while a person waits for the next frame, in bytes.
const LONG: usize = 30_000;

impl Editions {
    /// The edition of a thesis, if there is one.
    pub fn of(&self, row: Row) -> Option<&Arc<Edition>> {
        self.kept.iter().find(|kept| kept.row == row).map(|kept| &kept.edition)
    }

    /// Reads a thesis on its own words, unless there is an edition or it is long.
    pub fn prepare(&mut self, row: Row, thesis: Thesis<'_>) {
        self.too_long = (thesis.abstract_text().len() > LONGEST).then_some(row);
        if self.of(row).is_none() && thesis.abstract_text().len() <= LONG {
            self.put(row, 0, Arc::new(Edition::of(thesis, None)));
        }
    }

    /// Takes an edition that rests on the words of so many texts.
    pub fn put(&mut self, row: Row, texts: usize, edition: Arc<Edition>) {
        self.kept.retain(|kept| kept.row != row);
        self.kept.push_back(Kept { row, edition, texts });
        if self.kept.len() > AT_MOST {
            self.kept.pop_front();
        }
    }

    /// True, once, where a thesis is to be read on the words of the collection, of which `indexed` texts are known by
    /// now: at first, and whenever there are twice as many.
    pub fn ask(&mut self, row: Row, indexed: usize) -> bool {
        if self.too_long == Some(row) {
            return false;
        }
        let known = self.kept.iter().find(|kept| kept.row == row);
        let known = known.map(|kept| kept.texts).filter(|&texts| texts > 0);
        let asked = self.asked.filter(|(asked, _)| *asked == row).map(|(_, texts)| texts);
        let is_due = known.max(asked).is_none_or(|texts| indexed >= (2 * texts).max(1));
        if is_due {
            self.asked = Some((row, indexed));
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{AT_MOST, Editions};
    use crate::reading::Edition;
    use crate::thesis::Row;

    #[test]
    fn a_thesis_is_asked_about_once_and_again_when_far_more_is_known() {
        let mut editions = Editions::default();
        assert!(editions.ask(Row(1), 0) && !editions.ask(Row(1), 0));
        assert!(editions.ask(Row(1), 2), "nothing was known then");
        assert!(!editions.ask(Row(1), 3) && editions.ask(Row(1), 4));
        editions.put(Row(1), 4, Arc::default());
        assert!(editions.ask(Row(2), 4));
        assert!(!editions.ask(Row(1), 5), "what is kept need not be asked for");
        for row in 2..2 + AT_MOST as u32 {
            editions.put(Row(row), 4, Arc::new(Edition::default()));
        }
        assert!(editions.of(Row(1)).is_none() && editions.of(Row(2)).is_some());
    }
}
