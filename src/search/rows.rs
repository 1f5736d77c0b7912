//! From the theses that answer to the rows of a list: which of them, and in which order.

use std::collections::HashSet;
use std::thread;

use super::cancel::Cancel;
use super::engine::Scope;
use super::evidence::{self, Meant};
use super::lookup::Hit;
use super::order::{Newest, Sort, SortKey, by_text};
use crate::thesis::{Collection, Row, Thesis};

/// So many of the first theses are looked at for what else speaks for them.
const LOOKED_AT: usize = 256;

/// An answer of more theses than this takes longer to sort than a frame may: its first ones come beforehand.
const IN_PIECES_FROM: usize = 50_000;

/// So few theses are weighed before a second thread has started: each takes some microseconds.
const WEIGHED_AT_ONCE: usize = 64;

/// From so many theses on a second thread helps; fewer are done before it has started.
const PARALLEL_FROM: usize = 100_000;

/// So many numbers are sorted within a millisecond or two.
const SORTED_AT_ONCE: usize = 1 << 16;

/// The rows of a collection in the order that was asked for.
pub(super) struct Rows<'e> {
    collection: &'e Collection,
    newest: &'e Newest,
    sort: Sort,
    bookmarks: &'e [Row],
}

impl<'e> Rows<'e> {
    /// Nothing is sorted yet. `bookmarks` are in order, the oldest first.
    pub fn new(collection: &'e Collection, newest: &'e Newest, sort: Sort, bookmarks: &'e [Row]) -> Self {
        Self { collection, newest, sort, bookmarks }
    }

    /// The wished for theses in an order that has nothing to do with how well they answer.
    pub fn listed(&self, wish: &Wish, cancel: &Cancel) -> Option<Vec<Row>> {
        let mut rows: Vec<Row> = match self.sort.key {
            SortKey::Relevance | SortKey::Posted => self.newest.rows().filter(|&row| wish.has(row)).collect(),
            SortKey::Title => wish.of(by_text(self.collection, self.newest, Thesis::title)),
            SortKey::Candidate => wish.of(by_text(self.collection, self.newest, Thesis::candidate)),
            SortKey::Bookmarked => {
                let marked: HashSet<_> = self.bookmarks.iter().copied().collect();
                let rest = self.newest.rows().filter(|row| !marked.contains(row));
                self.bookmarks.iter().rev().copied().chain(rest).filter(|&row| wish.has(row)).collect()
            }
        };
        if self.sort.reversed {
            rows.reverse();
        }
        (!cancel.is_cancelled()).then_some(rows)
    }

    /// The theses with the most points first, of equal points the newest; the first few weighed once more by
    /// what else speaks for them. Of a long list `first` gets these few beforehand.
    pub fn by_points(
        &self,
        hits: &[Hit],
        meant: &[Meant<'_>],
        cancel: &Cancel,
        first: &mut dyn FnMut(Vec<Row>),
    ) -> Option<Vec<Row>> {
        let mut keys = self.keys(hits);
        if keys.len() > LOOKED_AT {
            keys.select_nth_unstable(LOOKED_AT);
        }
        let (head, rest) = keys.split_at_mut(LOOKED_AT.min(hits.len()));
        self.weigh(head, meant);
        head.sort_unstable();
        if cancel.is_cancelled() {
            return None;
        }
        if hits.len() > IN_PIECES_FROM && !self.sort.reversed {
            first(self.rows_of(head));
        }
        sort(rest, cancel)?;
        let mut rows = self.rows_of(&keys);
        if self.sort.reversed {
            rows.reverse();
        }
        (!cancel.is_cancelled()).then_some(rows)
    }

    /// The rows of these keys, in their order.
    fn rows_of(&self, keys: &[u64]) -> Vec<Row> {
        let rows = |keys: &[u64]| keys.iter().map(|&key| self.newest.row_at(key as u32)).collect::<Vec<_>>();
        in_halves(keys, rows)
    }

    /// Adds to the points in these keys what else speaks for their theses.
    fn weigh(&self, keys: &mut [u64], meant: &[Meant<'_>]) {
        let weigh = |keys: &mut [u64]| {
            let mut folded = String::new();
            for key in keys {
                let thesis = self.collection.get(self.newest.row_at(*key as u32));
                *key -= u64::from(evidence::points(thesis, meant, &mut folded)) << 32;
            }
        };
        if keys.len() < WEIGHED_AT_ONCE {
            return weigh(keys);
        }
        let (left, right) = keys.split_at_mut(keys.len() / 2);
        thread::scope(|scope| {
            scope.spawn(|| weigh(right));
            weigh(left);
        });
    }

    /// One number a hit, which sorts many times faster than a comparison that looks rows up: the points turned
    /// round, then the place among the newest.
    fn keys(&self, hits: &[Hit]) -> Vec<u64> {
        let key = |hit: &Hit| u64::from(u32::MAX - hit.points) << 32 | u64::from(self.newest.place(hit.row));
        in_halves(hits, |hits| hits.iter().map(key).collect())
    }
}

/// Works on both halves of many things at the same time, on few at once; the results one after another.
fn in_halves<T: Sync, U: Send>(all: &[T], work: impl Fn(&[T]) -> Vec<U> + Sync) -> Vec<U> {
    if all.len() < PARALLEL_FROM {
        return work(all);
    }
    let (left, right) = all.split_at(all.len() / 2);
    thread::scope(|scope| {
        let right = scope.spawn(|| work(right));
        let mut done = work(left);
        done.extend(right.join().expect("looking up rows and places does not panic"));
        done
    })
}

/// Sorts on two threads, in pieces between which it may be cancelled: `None` where it was.
fn sort(keys: &mut [u64], cancel: &Cancel) -> Option<()> {
    if keys.len() < PARALLEL_FROM {
        return sort_in_pieces(keys, cancel);
    }
    let middle = keys.len() / 2;
    keys.select_nth_unstable(middle);
    let (left, right) = keys.split_at_mut(middle);
    thread::scope(|scope| {
        let right = scope.spawn(|| sort_in_pieces(right, cancel));
        let left = sort_in_pieces(left, cancel);
        right.join().expect("sorting numbers does not panic").and(left)
    })
}

fn sort_in_pieces(keys: &mut [u64], cancel: &Cancel) -> Option<()> {
    if cancel.is_cancelled() {
        return None;
    }
    if keys.len() <= SORTED_AT_ONCE {
        keys.sort_unstable();
        return Some(());
    }
    let middle = keys.len() / 2;
    keys.select_nth_unstable(middle);
    let (left, right) = keys.split_at_mut(middle);
    sort_in_pieces(left, cancel)?;
    sort_in_pieces(right, cancel)
}

/// Which rows belong into an answer.
pub(super) struct Wish(Option<Vec<bool>>);

impl Wish {
    pub fn new(len: usize, hits: Option<&[Hit]>, scope: Scope, bookmarks: &[Row]) -> Self {
        let set = |rows: &mut dyn Iterator<Item = Row>| {
            let mut set = vec![false; len];
            // A bookmark may be on a thesis that is loaded but not indexed yet.
            rows.filter(|row| (row.0 as usize) < len).for_each(|row| set[row.0 as usize] = true);
            set
        };
        let hits = hits.map(|hits| set(&mut hits.iter().map(|hit| hit.row)));
        let scope = (scope == Scope::Bookmarks).then(|| set(&mut bookmarks.iter().copied()));
        Self(match (hits, scope) {
            (Some(hits), Some(scope)) => Some(hits.into_iter().zip(scope).map(|(a, b)| a && b).collect()),
            (hits, scope) => hits.or(scope),
        })
    }

    pub fn has(&self, row: Row) -> bool {
        self.0.as_ref().is_none_or(|set| set.get(row.0 as usize).copied().unwrap_or(false))
    }

    fn of(&self, rows: Vec<Row>) -> Vec<Row> {
        rows.into_iter().filter(|&row| self.has(row)).collect()
    }
}
