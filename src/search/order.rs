//! The orders in which theses can stand.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use super::threads;
use super::words::words;
use crate::thesis::fold::fold_into;
use crate::thesis::{Collection, Row, Segment, Thesis};

/// By what a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// The best match first; the newest first where nothing was asked.
    #[default]
    Relevance,
    /// The newest first.
    Posted,
    /// By title, letters before case and accents; theses without one at the end.
    Title,
    /// By candidate; theses without one at the end.
    Candidate,
    /// What was bookmarked last first, then what is not bookmarked.
    Bookmarked,
}

impl SortKey {
    /// All keys, in the order in which a person steps through them.
    pub const ALL: [Self; 5] =
        [Self::Relevance, Self::Posted, Self::Title, Self::Candidate, Self::Bookmarked];

    /// The word for it, on the screen and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Posted => "posted",
            Self::Title => "title",
            Self::Candidate => "candidate",
            Self::Bookmarked => "bookmarked",
        }
    }

    /// The next key, the first again after the last.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&key| key == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// A sort key and its direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// True for the other way round than the key says.
    pub reversed: bool,
}

/// All rows of a collection, the newest first; of one day by id. Grows with the collection.
#[derive(Clone, Debug, Default)]
pub(super) struct Newest {
    /// Sorted runs, each at least twice as long as the next, so that a thesis is merged only so many times as
    /// the collection doubles.
    runs: Vec<Vec<Entry>>,
    len: usize,
    /// The runs as one, made when somebody asks.
    order: OnceLock<Order>,
}

#[derive(Clone, Debug)]
struct Order {
    rows: Vec<Row>,
    /// For each row, its place in `rows`.
    places: Vec<u32>,
}

/// What decides, from the highest bit: the date turned round, the id, the row. Compared as one number.
type Entry = u128;

impl Newest {
    /// Takes in the theses that the collection has gained.
    pub fn extend(&mut self, collection: &Collection) {
        let mut new = Vec::with_capacity(collection.len() - self.len);
        for (start, segment) in collection.segments() {
            if start.0 as usize >= self.len {
                new.extend((start.0..).zip(segment.iter()).map(|(row, thesis)| entry(thesis, Row(row))));
            }
        }
        self.len += new.len();
        new.sort_unstable();
        while let Some(last) = self.runs.pop_if(|last| last.len() < 2 * new.len()) {
            new = merged(&last, &new);
        }
        self.runs.push(new);
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

    /// The place of a row, from 0.
    pub fn place(&self, row: Row) -> u32 {
        self.order().places[row.0 as usize]
    }

    fn order(&self) -> &Order {
        self.order.get_or_init(|| {
            let mut runs = self.runs.iter().rev();
            let mut all = runs.next().cloned().unwrap_or_default();
            for run in runs {
                all = merged(run, &all);
            }
            let rows: Vec<_> = all.into_iter().map(|entry| Row(entry as u32)).collect();
            let mut places = vec![0; rows.len()];
            for (place, row) in rows.iter().enumerate() {
                places[row.0 as usize] = place as u32;
            }
            Order { rows, places }
        })
    }
}

/// Two sorted runs as one.
fn merged(a: &[Entry], b: &[Entry]) -> Vec<Entry> {
    let mut merged = Vec::with_capacity(a.len() + b.len());
    let (mut at_a, mut at_b) = (0, 0);
    while let (Some(&from_a), Some(&from_b)) = (a.get(at_a), b.get(at_b)) {
        // Without a branch, which nobody could predict.
        let first = from_a <= from_b;
        merged.push(if first { from_a } else { from_b });
        at_a += usize::from(first);
        at_b += usize::from(!first);
    }
    merged.extend_from_slice(&a[at_a..]);
    merged.extend_from_slice(&b[at_b..]);
    merged
}

fn entry(thesis: Thesis<'_>, row: Row) -> Entry {
    let date = thesis.posted().map_or(0, |posted| {
        posted.year() * 10_000 + posted.month().unwrap_or(0) * 100 + posted.day().unwrap_or(0)
    });
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

/// All rows by a text of theirs, folded; an empty text comes last, the newest first among equals.
///
/// On all threads that the machine has; a second at a million titles.
pub(super) fn by_text<'c>(
    collection: &'c Collection,
    newest: &Newest,
    text: impl Fn(Thesis<'c>) -> &'c str + Sync,
) -> Vec<Row> {
    let segments: Vec<_> = collection.segments().collect();
    let pieces = segments.chunks(threads::piece(segments.len(), 1));
    let runs = threads::each(pieces, |segments| Texts::sorted(segments, newest, &text));
    // Each thread has some of the rows in order; few threads, so the first of them all is found by looking.
    let mut heads = vec![0; runs.len()];
    let mut rows = Vec::with_capacity(collection.len());
    while let Some((run, text)) = (0..runs.len())
        .filter_map(|run| Some((run, runs[run].texts.get(heads[run])?)))
        .min_by(|&(a, text_a), &(b, text_b)| runs[a].compare(text_a, &runs[b], text_b))
    {
        rows.push(newest.row_at(text.place));
        heads[run] += 1;
    }
    rows
}

/// Folded texts of some theses, in one allocation, in order.
struct Texts {
    folded: String,
    texts: Vec<Text>,
}

struct Text {
    /// The first bytes as a number, the first of them the highest, so that most are told apart without the rest.
    /// All ones for an empty text, which comes last.
    head: u128,
    /// Where the folded text lies.
    range: (u32, u32),
    /// The place of the thesis among the newest.
    place: u32,
}

impl Texts {
    fn sorted<'c>(
        segments: &[(Row, &'c Arc<Segment>)],
        newest: &Newest,
        text: impl Fn(Thesis<'c>) -> &'c str,
    ) -> Self {
        let (mut folded, mut texts) = (String::new(), Vec::new());
        let mut whole = String::new();
        for &(start, segment) in segments {
            for (row, thesis) in (start.0..).zip(segment.iter()) {
                let from = folded.len() as u32;
                whole.clear();
                fold_into(text(thesis), &mut whole);
                // Quotation marks, brackets and spaces do not count.
                for (nth, (range, _)) in words(&whole).enumerate() {
                    folded.push_str(if nth > 0 { " " } else { "" });
                    folded.push_str(&whole[range]);
                }
                let head =
                    if whole.is_empty() { u128::MAX } else { head(&folded.as_bytes()[from as usize..]) };
                texts.push(Text { head, range: (from, folded.len() as u32), place: newest.place(Row(row)) });
            }
        }
        let mut sorted = Self { folded, texts: Vec::new() };
        texts.sort_unstable_by(|a, b| sorted.compare(a, &sorted, b));
        sorted.texts = texts;
        sorted
    }

    /// How a text of these stands to one of `other`.
    fn compare(&self, a: &Text, other: &Self, b: &Text) -> Ordering {
        let rest = a.head.cmp(&b.head).then_with(|| self.rest(a).cmp(other.rest(b)));
        rest.then(a.place.cmp(&b.place))
    }

    /// What stands behind the head of a text.
    fn rest(&self, text: &Text) -> &[u8] {
        let (start, end) = (text.range.0 as usize, text.range.1 as usize);
        &self.folded.as_bytes()[end.min(start + HEAD_BYTES)..end]
    }
}

const HEAD_BYTES: usize = size_of::<u128>();

fn head(text: &[u8]) -> u128 {
    let mut bytes = [0; HEAD_BYTES];
    let len = text.len().min(HEAD_BYTES);
    bytes[..len].copy_from_slice(&text[..len]);
    u128::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{Newest, by_text, id_key};
    use crate::search::words::words;
    use crate::thesis::fold::fold;
    use crate::thesis::{Collection, Draft, Row, SegmentBuilder, Thesis};

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
                        &Draft { posted: posted.into(), id: id.into(), title: title.into(), ..Draft::default() },
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
                (folded.is_empty(), words(&folded).map(|(range, _)| &folded[range]).collect::<Vec<_>>().join(" "))
            });
            prop_assert_eq!(by_text(&collection, &newest, Thesis::title), rows);
        }
    }
}
