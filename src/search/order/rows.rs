//! From the theses that answer to the rows of a list: which of them, and in which order.

use std::collections::HashSet;

use super::distribution::{Distribution, Key, key};
use super::sort::sort;
use super::{Orders, Sort, SortKey};
use crate::search::cancel::Cancel;
use crate::search::evidence::{self, Meant};
use crate::search::hits::Hits;
use crate::search::threads;
use crate::thesis::{Collection, Row};

/// So many of the first theses are looked at for what else speaks for them.
const LOOKED_AT: usize = 256;

/// So few theses are weighed before a second thread has started: each takes some microseconds.
const WEIGHED_AT_ONCE: usize = 32;

/// So many theses are sorted within a millisecond; the first of more come beforehand.
const SORTED_AT_ONCE: usize = 1 << 15;

/// Rows between cancellation checks.
const CHECK_EVERY: usize = 1 << 14;

/// The rows of a collection in the order that was asked for.
pub(in crate::search) struct Rows<'e> {
    collection: &'e Collection,
    orders: &'e Orders,
    sort: Sort,
    bookmarks: &'e [Row],
}

impl<'e> Rows<'e> {
    /// Nothing is sorted yet. `bookmarks` are in order, the oldest first.
    pub fn new(collection: &'e Collection, orders: &'e Orders, sort: Sort, bookmarks: &'e [Row]) -> Self {
        Self { collection, orders, sort, bookmarks }
    }

    /// The wished for theses in an order that has nothing to do with how well they answer.
    pub fn listed(&self, wish: &Wish, cancel: &Cancel) -> Option<Vec<Row>> {
        let mut rows = match self.sort.key {
            SortKey::Relevance | SortKey::Posted => wish.of(self.orders.newest.rows(), cancel)?,
            SortKey::Title => wish.of(self.orders.titles(self.collection, cancel)?, cancel)?,
            SortKey::Candidate => wish.of(self.orders.candidates(self.collection, cancel)?, cancel)?,
            SortKey::Bookmarked => {
                let marked: HashSet<_> = self.bookmarks.iter().copied().collect();
                let mut rows: Vec<_> = self
                    .bookmarks
                    .iter()
                    .rev()
                    .copied()
                    .filter(|&row| self.collection.is_live(row) && wish.has(row))
                    .collect();
                let all = wish.of(self.orders.newest.rows(), cancel)?;
                rows.extend(all.into_iter().filter(|row| !marked.contains(row)));
                rows
            }
        };
        if self.sort.reversed {
            rows.reverse();
        }
        cancel.check().map(|()| rows)
    }

    /// The theses of the greatest worth first, of equal worth the newest; the first few weighed once more by
    /// what else speaks for them. Of a long list `first` gets these few beforehand.
    pub fn by_worth(
        &self,
        hits: &Hits,
        meant: &[Meant<'_>],
        cancel: &Cancel,
        first: &mut dyn FnMut(Vec<Row>),
    ) -> Option<Vec<Row>> {
        let mut rows = if hits.len() <= SORTED_AT_ONCE {
            let keys = hits.iter().map(|(row, worth)| key(worth, self.orders.newest.place(row)));
            let keys = sort(keys.collect(), Key::cmp, cancel)?;
            let head = self.weighed(&keys[..LOOKED_AT.min(hits.len())], meant, cancel)?;
            let rest = keys.iter().skip(head.len()).map(|&key| self.row(key));
            head.into_iter().chain(rest).collect()
        } else {
            let distribution = Distribution::new(&self.orders.newest, hits, cancel)?;
            let head = self.weighed(&distribution.first(LOOKED_AT), meant, cancel)?;
            if !self.sort.reversed {
                first(head.clone());
            }
            let mut rows = distribution.sorted(cancel)?;
            rows[..head.len()].copy_from_slice(&head);
            rows
        };
        if self.sort.reversed {
            rows.reverse();
        }
        cancel.check().map(|()| rows)
    }

    fn row(&self, key: Key) -> Row {
        self.orders.newest.row_at(key as u32)
    }

    /// These theses in the order of what is found when they are looked at, too; `None` where it was cancelled.
    fn weighed(&self, keys: &[Key], meant: &[Meant<'_>], cancel: &Cancel) -> Option<Vec<Row>> {
        let mut keys = keys.to_vec();
        let some = threads::piece(keys.len(), WEIGHED_AT_ONCE);
        threads::each(keys.chunks_mut(some), |keys| {
            let mut folded = String::new();
            for key in keys.iter_mut().take_while(|_| !cancel.is_cancelled()) {
                let thesis = self.collection.get(self.row(*key));
                *key -= u64::from(evidence::points(thesis, meant, &mut folded)) << 32;
            }
        });
        keys.sort_unstable();
        cancel.check()?;
        Some(keys.into_iter().map(|key| self.row(key)).collect())
    }
}

/// Which rows belong into an answer.
pub(in crate::search) struct Wish<'h> {
    hits: Option<&'h Hits>,
}

impl<'h> Wish<'h> {
    /// The hits, or all theses without any.
    pub fn new(hits: Option<&'h Hits>) -> Self {
        Self { hits }
    }

    fn has(&self, row: Row) -> bool {
        self.hits.is_none_or(|hits| hits.worth(row) > 0)
    }

    /// Those of `rows`, in their order; `None` where it was cancelled.
    fn of(&self, rows: &[Row], cancel: &Cancel) -> Option<Vec<Row>> {
        let mut of = Vec::new();
        for rows in rows.chunks(CHECK_EVERY) {
            cancel.check()?;
            of.extend(rows.iter().copied().filter(|&row| self.has(row)));
        }
        Some(of)
    }
}
