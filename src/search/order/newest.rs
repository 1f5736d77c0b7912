//! The order of the list where nothing else is asked for: the newest thesis first.

use std::ops::Range;
use std::sync::OnceLock;

use crate::search::cancel::Cancel;
use crate::thesis::{Collection, Date, Row, Thesis};

/// All rows of a collection, the newest first; of one day by id. Grows with the collection.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct Newest {
    /// Sorted runs, each at least twice as long as the next, so that a thesis is merged only so many times as
    /// the collection doubles.
    runs: Vec<Vec<Entry>>,
    /// The rows that the collection had when it was last taken in.
    rows: usize,
    /// The runs as one, made when somebody asks.
    order: OnceLock<Order>,
}

#[derive(Clone, Debug)]
struct Order {
    rows: Vec<Row>,
    /// For each row of the collection, its place in `rows`; of a retired one any.
    places: Vec<u32>,
}

/// Theses merged between cancellation checks.
const CHECK_EVERY: usize = 1 << 12;

/// What decides, from the highest bit: the date turned round, the id, the row. Compared as one number.
type Entry = u128;

impl Newest {
    /// Takes in the theses that the collection has gained.
    pub fn extend(&mut self, collection: &Collection) {
        let mut new = Vec::with_capacity(collection.rows() - self.rows);
        for (start, segment) in collection.segments() {
            if start.0 as usize >= self.rows {
                new.extend((start.0..).zip(segment.iter()).map(|(row, thesis)| entry(thesis, Row(row))));
            }
        }
        self.rows = collection.rows();
        new.sort_unstable();
        while let Some(last) = self.runs.pop_if(|last| last.len() < 2 * new.len()) {
            new = merged(&last, &new, &Cancel::never()).expect("nobody cancels");
        }
        self.runs.push(new);
        self.order.take();
    }

    /// Takes the theses of these rows out.
    pub fn retire(&mut self, rows: &Range<u32>) {
        for run in &mut self.runs {
            run.retain(|&entry| !rows.contains(&(entry as u32)));
        }
        self.order.take();
    }

    /// The rows, the newest first.
    pub fn rows(&self) -> &[Row] {
        &self.order().rows
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        let runs: usize = self.runs.iter().map(|run| run.capacity() * size_of::<Entry>()).sum();
        runs + self.order.get().map_or(0, |order| order.rows.capacity() * 2 * size_of::<u32>())
    }

    /// The row at a place.
    pub fn row_at(&self, place: u32) -> Row {
        self.rows()[place as usize]
    }

    /// The place of a row that is not retired, from 0.
    pub fn place(&self, row: Row) -> u32 {
        self.order().places[row.0 as usize]
    }

    /// Makes the runs one, where they are not yet; `None` where it was cancelled.
    pub fn settle(&self, cancel: &Cancel) -> Option<()> {
        if self.order.get().is_none() {
            // Another thread may have been faster with the same.
            let _ = self.order.set(self.settled(cancel)?);
        }
        Some(())
    }

    fn order(&self) -> &Order {
        self.order.get_or_init(|| self.settled(&Cancel::never()).expect("nobody cancels"))
    }

    fn settled(&self, cancel: &Cancel) -> Option<Order> {
        let mut runs = self.runs.iter().rev();
        let mut all = runs.next().cloned().unwrap_or_default();
        for run in runs {
            all = merged(run, &all, cancel)?;
        }
        let rows: Vec<_> = all.into_iter().map(|entry| Row(entry as u32)).collect();
        let mut places = vec![0; self.rows];
        for (place, row) in rows.iter().enumerate() {
            places[row.0 as usize] = place as u32;
        }
        Some(Order { rows, places })
    }
}

/// Two sorted runs as one; `None` where it was cancelled.
fn merged(a: &[Entry], b: &[Entry], cancel: &Cancel) -> Option<Vec<Entry>> {
    let mut merged = Vec::with_capacity(a.len() + b.len());
    let (mut at_a, mut at_b) = (0, 0);
    let mut checks = cancel.every(CHECK_EVERY);
    while let (Some(&from_a), Some(&from_b)) = (a.get(at_a), b.get(at_b)) {
        checks.row()?;
        // Without a branch, which nobody could predict.
        let first = from_a <= from_b;
        merged.push(if first { from_a } else { from_b });
        at_a += usize::from(first);
        at_b += usize::from(!first);
    }
    merged.extend_from_slice(&a[at_a..]);
    merged.extend_from_slice(&b[at_b..]);
    Some(merged)
}

fn entry(thesis: Thesis<'_>, row: Row) -> Entry {
    let date = thesis.posted().map_or(0, Date::packed);
    u128::from(!date) << 96 | u128::from(id_key(thesis.id())) << 32 | u128::from(row.0)
}

/// An id as a number: its value where it is one, else its first eight bytes, after all numbers of 16 digits.
fn id_key(id: &str) -> u64 {
    let digits = id.len() < 19 && id.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(value) = digits.then(|| id.parse().ok()).flatten() {
        return value;
    }
    let mut head = [0; 8];
    for (to, from) in head.iter_mut().zip(id.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(head)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{Newest, id_key};
    use crate::search::cancel::Cancel;
    use crate::search::order::alphabetical::Alphabetical;
    use crate::text::fold::fold;
    use crate::text::words::words;
    use crate::thesis::{Collection, Draft, Field, Row, SegmentBuilder, Thesis};

    proptest! {
        #[test]
        fn orders_are_those_of_sorting_everything(
            segments in proptest::collection::vec(
                proptest::collection::vec(("(19|20)[0-9]{2}(-0[1-3])?|x?", "[0-9]{1,3}|[a-c]{2}", "[aBé“ ]{0,24}"), 1..9), 0..6),
        ) {
            let file: Arc<Path> = Path::new("f").into();
            let (mut collection, mut newest) = (Collection::default(), Newest::default());
            for theses in &segments {
                let mut builder = SegmentBuilder::default();
                for (posted, id, title) in theses {
                    builder.push(
                        &Draft::default().with(Field::Posted, posted).with(Field::Id, id).with(Field::Title, title),
                        &file,
                    );
                }
                collection.push(Arc::new(builder.seal()));
                newest.extend(&collection);
                // Asked for on the way, too.
                prop_assert_eq!(newest.rows().len(), collection.len());
            }
            let mut rows: Vec<_> = (0..collection.len() as u32).map(Row).collect();
            rows.sort_by_key(|&row| {
                let thesis = collection.get(row);
                (std::cmp::Reverse(thesis.posted()), id_key(thesis.id()), row)
            });
            prop_assert_eq!(newest.rows(), &rows[..]);
            for (place, &row) in (0..).zip(&rows) {
                prop_assert_eq!((newest.row_at(place), newest.place(row)), (row, place));
            }
            rows.sort_by_cached_key(|&row| {
                let folded = fold(collection.get(row).title());
                let title = words(&folded).map(|(range, _)| &folded[range]).collect::<Vec<_>>().join(" ");
                (title.is_empty(), title)
            });
            let (alphabetical, cancel) = (Alphabetical::default(), Cancel::never());
            prop_assert_eq!(alphabetical.rows(&collection, &newest, Thesis::title, &cancel).unwrap(), &rows[..]);
        }
    }
}
