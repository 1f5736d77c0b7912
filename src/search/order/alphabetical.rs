//! The orders by a text that a person would look a thesis up under: title or candidate.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use super::newest::Newest;
use super::sort::sort;
use crate::search::cancel::Cancel;
use crate::search::threads;
use crate::text::fold::fold_into;
use crate::text::words::words;
use crate::thesis::{Collection, Row, Segment, Thesis};

/// All rows of a collection by a text of theirs, folded; a text without words comes last, the newest first among
/// equals. Made when somebody asks, and kept until the collection grows.
#[derive(Debug, Default)]
pub(in crate::search) struct Alphabetical {
    rows: OnceLock<Vec<Row>>,
}

/// Texts folded between cancellation checks.
const CHECK_EVERY: usize = 1024;

impl Alphabetical {
    /// The rows in order; `None` where it was cancelled.
    ///
    /// On all threads that the machine has; a second at a million titles, the first time.
    pub fn rows<'c>(
        &self,
        collection: &'c Collection,
        newest: &Newest,
        text: impl Fn(Thesis<'c>) -> &'c str + Sync,
        cancel: &Cancel,
    ) -> Option<&[Row]> {
        if self.rows.get().is_none() {
            // Another thread may have been faster with the same.
            let _ = self.rows.set(by_text(collection, newest, text, cancel)?);
        }
        self.rows.get().map(Vec::as_slice)
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        self.rows.get().map_or(0, |rows| rows.capacity() * size_of::<Row>())
    }
}

fn by_text<'c>(
    collection: &'c Collection,
    newest: &Newest,
    text: impl Fn(Thesis<'c>) -> &'c str + Sync,
    cancel: &Cancel,
) -> Option<Vec<Row>> {
    let segments: Vec<_> = collection.segments().collect();
    let pieces = segments.chunks(threads::piece(segments.len(), 1));
    let runs = threads::all(pieces, |segments| Texts::sorted(segments, newest, &text, cancel))?;
    // Each thread has some of the rows in order; few threads, so the first of them all is found by looking.
    let mut heads = vec![0; runs.len()];
    let mut rows = Vec::with_capacity(collection.len());
    let mut checks = cancel.every(CHECK_EVERY);
    while let Some((run, text)) = (0..runs.len())
        .filter_map(|run| Some((run, runs[run].texts.get(heads[run])?)))
        .min_by(|&(a, text_a), &(b, text_b)| runs[a].compare(text_a, &runs[b], text_b))
    {
        checks.row()?;
        rows.push(newest.row_at(text.place));
        heads[run] += 1;
    }
    Some(rows)
}

/// Folded texts of some theses, in one allocation, in order.
struct Texts {
    folded: String,
    texts: Vec<Text>,
}

#[derive(Clone, Copy)]
struct Text {
    /// The first bytes as a number, the first of them the highest, so that most are told apart without the rest.
    /// All ones for a text without words, which comes last.
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
        cancel: &Cancel,
    ) -> Option<Self> {
        let (mut folded, mut texts) = (String::new(), Vec::new());
        let (mut buffer, mut checks) = (String::new(), cancel.every(CHECK_EVERY));
        for &(start, segment) in segments {
            for (row, thesis) in (start.0..).zip(segment.iter()) {
                checks.row()?;
                let from = folded.len() as u32;
                fold_words(text(thesis), &mut buffer, &mut folded);
                let head = if folded.len() == from as usize {
                    u128::MAX
                } else {
                    head(&folded.as_bytes()[from as usize..])
                };
                texts.push(Text { head, range: (from, folded.len() as u32), place: newest.place(Row(row)) });
            }
        }
        let mut sorted = Self { folded, texts: Vec::new() };
        sorted.texts = sort(texts, |a, b| sorted.compare(a, &sorted, b), cancel)?;
        Some(sorted)
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

/// Appends the folded words of a text, parted by spaces: quotation marks and brackets do not count. `buffer` is a
/// scratch buffer.
fn fold_words(text: &str, buffer: &mut String, folded: &mut String) {
    buffer.clear();
    fold_into(text, buffer);
    for (nth, (range, _)) in words(buffer).enumerate() {
        folded.push_str(if nth > 0 { " " } else { "" });
        folded.push_str(&buffer[range]);
    }
}

const HEAD_BYTES: usize = size_of::<u128>();

fn head(text: &[u8]) -> u128 {
    let mut bytes = [0; HEAD_BYTES];
    let len = text.len().min(HEAD_BYTES);
    bytes[..len].copy_from_slice(&text[..len]);
    u128::from_be_bytes(bytes)
}
