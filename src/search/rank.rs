//! The formula of relevance.
//!
//! A thesis scores the sum, over the clauses of the query, of the best of its hits; of several choices in brackets it gets the
//! points of the best one. A hit is worth
//!
//! ```text
//! weight of the field × closeness of the word, in percent
//! ```
//!
//! | field | weight | | word | closeness |
//! |---|---|---|---|---|
//! | title | 16 | | whole | 100 |
//! | keywords | 12 | | beginning | 80 |
//! | subject, candidate | 8 | | fuzzy | half of the fuzzy matcher's percentage |
//! | abstract | 4 | | edited | 40, less 10 for each edit and 5 where only the beginning matches |
//!
//! The weights are those of the table of fields. The first 256 theses by that sum
//! get more points for each typed word (`evidence`), that of a choice, too: 40 for each place in the abstract, up to five, 60 where it stands in
//! the keywords, and 60 where it stands in the subject. Of a hundred titles with the same words the one is meant whose
//! abstract is about them.
//!
//! So the title comes before keywords, these before subject and candidate, and these before the abstract;
//! and within a field a whole word before a beginning before a slip. Equal scores stand newest first, and of
//! one day by id.

use super::fields::Fields;
use super::matching::{Closeness, WordMatch};
use crate::thesis::{Field, Search};

/// The worth of one hit; 0 is free for "no hit".
pub(super) type Points = u16;

/// The best weight for each set of groups, by the set's bits.
const BEST_WEIGHT: [Points; Fields::ALL_SETS] = {
    let mut best = [0; Fields::ALL_SETS];
    let mut at = 0;
    while at < Field::COUNT {
        if let Search::Words { group, weight, .. } = Field::ALL[at].row().search
            && group as usize == at
        {
            let bit = Fields::of(group).0 as usize;
            let mut set = 0;
            while set < best.len() {
                if set & bit != 0 && weight > best[set] {
                    best[set] = weight;
                }
                set += 1;
            }
        }
        at += 1;
    }
    best
};

/// What a word is worth that stands in `fields` and matches like `matched`.
pub(super) fn points(fields: Fields, matched: WordMatch) -> Points {
    let closeness = match matched.closeness {
        Closeness::Whole => 100,
        Closeness::Beginning => 80,
        Closeness::Fuzzy => Points::from(matched.percent).max(2) / 2,
        Closeness::Edited => (Points::from(matched.percent) / 2).saturating_sub(10).max(1),
    };
    BEST_WEIGHT[usize::from(fields.0)] * closeness
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_in_order_and_closeness_within_a_field() {
        let whole = WordMatch { closeness: Closeness::Whole, percent: 100 };
        let beginning = WordMatch { closeness: Closeness::Beginning, percent: 100 };
        let fuzzy = WordMatch { closeness: Closeness::Fuzzy, percent: 95 };
        for matched in [whole, beginning, fuzzy] {
            let order = [Fields::TITLE, Fields::KEYWORDS, Fields::SUBJECT, Fields::ABSTRACT];
            assert!(order.map(|fields| points(fields, matched)).is_sorted_by(|a, b| a > b));
        }
        let closeness = [whole, beginning, fuzzy].map(|matched| points(Fields::TITLE, matched));
        assert!(closeness.is_sorted_by(|a, b| a > b));
        let several = Fields(Fields::TITLE.0 | Fields::SUBJECT.0);
        assert_eq!(points(several, whole), points(Fields::TITLE, whole));
    }
}
