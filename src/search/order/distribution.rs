//! Sorts very many theses by their worth: there are few different worths, so each thesis is put straight where
//! it belongs, which takes one look at each and can be left at any time.

use super::newest::Newest;
use crate::search::cancel::Cancel;
use crate::search::hits::{Hits, Worth};
use crate::search::threads;
use crate::thesis::Row;

/// A thesis by which it can be sorted: the worth turned round in the upper half, in the lower one its place among
/// the newest.
pub(in crate::search) type Key = u64;

/// The key of a thesis.
pub(in crate::search) fn key(worth: Worth, place: u32) -> Key {
    Key::from(Worth::MAX - worth) << 32 | Key::from(place)
}

/// Theses between cancellation checks: less than a millisecond's work.
const CHECK_EVERY: usize = 1 << 14;

/// From so many theses on a second thread helps; fewer are done before it has started.
const PARALLEL_FROM: usize = 1 << 16;

/// The worths of all theses, the newest first.
pub(in crate::search) struct Distribution<'e> {
    stretches: Vec<Stretch<'e>>,
}

/// Theses that stand next to each other among the newest.
struct Stretch<'e> {
    /// The place of the first.
    start: u32,
    rows: &'e [Row],
    /// Of each of `rows`.
    worths: Vec<Worth>,
    /// For each worth, how many theses are worth that.
    counts: Vec<u32>,
}

impl<'e> Distribution<'e> {
    /// Looks the worth of each thesis up; `None` where it was cancelled.
    pub fn new(newest: &'e Newest, hits: &Hits, cancel: &Cancel) -> Option<Self> {
        let rows = newest.rows();
        let some = threads::piece(rows.len(), PARALLEL_FROM);
        let pieces = (0..).step_by(some).zip(rows.chunks(some));
        let stretches = threads::all(pieces, |(start, rows)| Stretch::new(start, rows, hits, cancel))?;
        Some(Self { stretches })
    }

    /// The keys of at most `limit` theses, the first in the order of all.
    pub fn first(&self, limit: usize) -> Vec<Key> {
        let (mut least, mut equal) = (self.most(), limit);
        while least > 0 {
            let count = self.stretches.iter().map(|stretch| stretch.count(least)).sum::<usize>();
            if count >= equal {
                break;
            }
            equal -= count;
            least -= 1;
        }
        let mut keys = Vec::with_capacity(limit);
        for stretch in &self.stretches {
            for (place, &worth) in (stretch.start..).zip(&stretch.worths) {
                if worth >= least.max(1) && (worth > least || equal > 0) {
                    equal -= usize::from(worth == least);
                    keys.push(key(worth, place));
                }
            }
        }
        keys
    }

    /// The theses that are worth anything, in order; `None` where it was cancelled.
    pub fn sorted(&self, cancel: &Cancel) -> Option<Vec<Row>> {
        let sorted = threads::all(&self.stretches, |stretch| stretch.sorted(cancel))?;
        let mut rows = Vec::with_capacity(sorted.iter().map(Vec::len).sum());
        let mut rest: Vec<_> = sorted.iter().map(|rows| &rows[..]).collect();
        for worth in (1..=self.most()).rev() {
            cancel.check()?;
            for (stretch, rest) in self.stretches.iter().zip(&mut rest) {
                let (equal, less) = rest.split_at(stretch.count(worth));
                rows.extend_from_slice(equal);
                *rest = less;
            }
        }
        Some(rows)
    }

    /// The greatest worth.
    fn most(&self) -> Worth {
        self.stretches.iter().map(|stretch| stretch.counts.len() as Worth - 1).max().unwrap_or(0)
    }
}

impl<'e> Stretch<'e> {
    fn new(start: u32, rows: &'e [Row], hits: &Hits, cancel: &Cancel) -> Option<Self> {
        let mut worths = Vec::with_capacity(rows.len());
        for rows in rows.chunks(CHECK_EVERY) {
            worths.extend(rows.iter().map(|&row| hits.worth(row)));
            cancel.check()?;
        }
        let mut counts = vec![0; worths.iter().max().map_or(1, |&most| most as usize + 1)];
        for &worth in &worths {
            counts[worth as usize] += 1;
        }
        Some(Self { start, rows, worths, counts })
    }

    fn count(&self, worth: Worth) -> usize {
        self.counts.get(worth as usize).map_or(0, |&count| count as usize)
    }

    fn sorted(&self, cancel: &Cancel) -> Option<Vec<Row>> {
        // Where the next thesis of each worth goes: behind all that are worth more.
        let mut next = vec![0; self.counts.len()];
        let mut end = 0;
        for (next, &count) in next.iter_mut().zip(&self.counts).skip(1).rev() {
            *next = end;
            end += count;
        }
        let mut sorted = vec![Row(0); end as usize];
        for (rows, worths) in self.rows.chunks(CHECK_EVERY).zip(self.worths.chunks(CHECK_EVERY)) {
            for (&row, &worth) in rows.iter().zip(worths).filter(|(_, worth)| **worth > 0) {
                let next = &mut next[worth as usize];
                sorted[*next as usize] = row;
                *next += 1;
            }
            cancel.check()?;
        }
        Some(sorted)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{Distribution, key};
    use crate::search::Cancel;
    use crate::search::hits::Hits;
    use crate::search::order::newest::Newest;
    use crate::thesis::{Collection, Draft, Field, Row, SegmentBuilder};

    proptest! {
        #[test]
        fn theses_stand_as_sorting_them_by_their_keys_would(
            theses in proptest::collection::vec((2000i32..2030, prop_oneof![0u32..4, 0u32..2000]), 1..60), limit in 0usize..70,
        ) {
            let file: Arc<Path> = Path::new("f").into();
            let mut builder = SegmentBuilder::default();
            for &(year, _) in &theses {
                builder.push(&Draft::default().with(Field::Posted, year.to_string()), &file);
            }
            let (mut collection, mut newest) = (Collection::default(), Newest::default());
            collection.push(Arc::new(builder.seal()));
            newest.extend(&collection);
            let hits = Hits::new(theses.iter().map(|&(_, worth)| worth).collect());
            let mut keys: Vec<_> = hits.iter().map(|(row, worth)| key(worth, newest.place(row))).collect();
            keys.sort_unstable();
            let rows: Vec<Row> = keys.iter().map(|&key| newest.row_at(key as u32)).collect();

            let never = Cancel::never();
            let distribution = Distribution::new(&newest, &hits, &never).unwrap();
            prop_assert_eq!(distribution.sorted(&never).unwrap(), rows);
            let mut first = distribution.first(limit);
            first.sort_unstable();
            prop_assert_eq!(&first, &keys[..limit.min(keys.len())]);
            never.ask(1);
            prop_assert!(distribution.sorted(&never).is_none());
        }
    }
}
