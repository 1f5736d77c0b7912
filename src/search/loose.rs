//! The loose match: the letters of the query in order across the words of a title, when nothing else is found.

use std::ops::Range;

use super::cancel::Cancel;
use super::fields::Fields;
use super::fuzzy::Pattern;
use super::hits::{ANSWERS, Hits, Worth};
use super::index::Index;
use super::index::beginning::Beginning;
use super::matching::{FUZZY_TO, Letters};
use super::order::newest::Newest;
use super::threads;
use crate::text::fold::fold_into;
use crate::thesis::{Collection, PlacedSegment, Row};

/// A title in which the letters are strewn over more than this many times their own length is noise.
const BYTES_A_BYTE: usize = 4;

/// Fewer letters than this are strewn over too many titles to mean anything.
const LETTERS_AT_LEAST: usize = 4;

/// The most theses that are offered: a person looks at the first few.
const AT_MOST: usize = 200;

/// Titles between cancellation checks.
const CHECK_EVERY: usize = 256;

/// The theses whose titles hold the letters, which are folded, best; none for letters that are too few. `None`
/// where it was cancelled.
pub(super) fn hits(
    letters: &str,
    collection: &Collection,
    index: &Index,
    newest: &Newest,
    cancel: &Cancel,
) -> Option<Hits> {
    let theses = collection.rows();
    let Some(letters) = Strewn::new(letters) else { return Some(Hits::of(theses, [])) };
    let indexed = |slot: &PlacedSegment<'_>| !slot.is_retired && index.short.has(slot.number);
    let parts: Vec<_> = collection.slots().filter(indexed).collect();
    let near = threads::all(parts.chunks(threads::piece(parts.len(), 1)), |parts| {
        parts.iter().map(|&part| letters.near(index, part, cancel)).collect::<Option<Vec<_>>>()
    })?;
    // The nearest together; only these are worth the matcher's time.
    let mut near: Vec<_> = near.into_iter().flatten().flatten().collect();
    near.sort_by_key(|&(span, row)| (span, newest.place(row)));
    near.truncate(AT_MOST);
    let mut folded = String::new();
    let mut percent = |row| letters.percent(collection.get(row).title(), &mut folded);
    let hits = near.into_iter().filter_map(|(_, row)| Some((row, ANSWERS + Worth::from(percent(row)?))));
    Some(Hits::of(theses, hits))
}

/// What was typed, to be found across words.
struct Strewn {
    letters: Letters,
    text: String,
    pattern: Pattern,
}

impl Strewn {
    /// Folded letters; `None` where they are too few, or too many to stand for a few words.
    fn new(text: &str) -> Option<Self> {
        let chars = text.chars().count();
        (LETTERS_AT_LEAST..=FUZZY_TO).contains(&chars).then(|| Self {
            letters: Letters::of(text),
            text: text.to_owned(),
            pattern: Pattern::new(text),
        })
    }

    /// The theses of a part whose titles hold the letters near enough, with the bytes over which they are strewn;
    /// `None` where it was cancelled.
    fn near(
        &self,
        index: &Index,
        PlacedSegment { number, start, segment, .. }: PlacedSegment<'_>,
        cancel: &Cancel,
    ) -> Option<Vec<(usize, Row)>> {
        let (titles, mut rows) = (index.titles(number), Vec::new());
        let mut row = |row: usize| rows.extend(titles[row].contain(self.letters).then_some(row));
        match self.text.get(..1).and_then(Beginning::new) {
            Some(first) => index.short.each_row(number, first, Fields::TITLE, |at| row(usize::from(at))),
            None => (0..titles.len()).for_each(row),
        }
        let (mut near, mut folded) = (Vec::new(), String::new());
        for rows in rows.chunks(CHECK_EVERY) {
            cancel.check()?;
            // All titles first: so the processor fetches them side by side.
            let titles: Vec<_> = rows.iter().map(|&row| (row, segment.get(row).title())).collect();
            near.extend(titles.iter().filter_map(|&(row, title)| {
                Some((self.span(title, &mut folded)?, Row(start.0 + row as u32)))
            }));
        }
        Some(near)
    }

    /// Over how many bytes of a title, which is not folded, the letters are strewn at the least, in order, from
    /// the beginning of a word; `None` where it lacks one or they are too far apart. `folded` is a scratch buffer.
    fn span(&self, title: &str, folded: &mut String) -> Option<usize> {
        let (bytes, letters) = (fold_title(title, folded).as_bytes(), self.text.as_bytes());
        let (&first, rest) = letters.split_first()?;
        let begins = |&start: &usize| start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
        let spans = memchr::memchr_iter(first, bytes).filter(begins).filter_map(|start| {
            let mut wanted = rest.iter().peekable();
            let mut near = bytes[start + 1..bytes.len().min(start + self.widest())].iter();
            let end = near.position(|byte| wanted.next_if_eq(&byte).is_some() && wanted.peek().is_none());
            end.map(|end| end + 2)
        });
        spans.min()
    }

    /// How well a title, which is not folded, holds the letters, in percent. `folded` is a scratch buffer.
    fn percent(&self, title: &str, folded: &mut String) -> Option<u8> {
        self.pattern.percent(fold_title(title, folded))
    }

    /// The most bytes over which the letters may be strewn.
    fn widest(&self) -> usize {
        BYTES_A_BYTE * self.text.len()
    }
}

/// A title, folded. `folded` is a scratch buffer.
fn fold_title<'f>(title: &str, folded: &'f mut String) -> &'f str {
    folded.clear();
    fold_into(title, folded);
    folded
}

/// The bytes of each letter found in a folded title.
pub(super) fn places(letters: &str, title: &str) -> Vec<Range<usize>> {
    let Some(letters) = Strewn::new(letters) else { return Vec::new() };
    if letters.span(title, &mut String::new()).is_none() {
        return Vec::new();
    }
    let places = letters.pattern.places(title);
    let chars = title.char_indices().enumerate();
    let hits = chars.filter(|(number, _)| places.binary_search(number).is_ok());
    hits.map(|(_, (at, c))| at..at + c.len_utf8()).collect()
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn letters_are_found_across_words_but_not_all_over_the_line() {
        let found = |letters, title: &str| {
            places(letters, title).into_iter().map(|at| title[at].to_owned()).collect::<String>()
        };
        assert_eq!(found("cmgvrn", "urban community governance"), "cmgvrn");
        assert_eq!(found("cmgvrn", "urban community"), "");
        let strewn = "classical music of the early gothic period and very late remnants of romance novels";
        assert_eq!(found("cmgvrn", strewn), "");
        assert_eq!(found("mgvrn", "urban community governance"), "", "they begin with a word");
        assert_eq!(found("cmg", "urban community governance"), "", "three letters are too few");
    }
}
