//! The loose match: the letters of the query in order across the words of a title, when nothing else is found.

use std::ops::Range;

use super::cancel::Cancel;
use super::fuzzy::Pattern;
use super::index::Index;
use super::index::beginning::Beginning;
use super::index::postings::Fields;
use super::matching::Letters;
use crate::thesis::Segment;
use crate::thesis::fold::fold_into;

/// A title in which the letters are strewn over more than this many times their own length is noise.
const BYTES_A_BYTE: usize = 4;

/// Fewer letters than this are strewn over too many titles to mean anything.
const LETTERS_AT_LEAST: usize = 4;

/// So many titles are looked at between two looks at whether anybody still waits.
const LOOKS: usize = 256;

/// What was typed, to be found across words.
pub(super) struct Strewn {
    letters: Letters,
    text: String,
    pattern: Pattern,
}

impl Strewn {
    /// Folded letters; `None` where they are too few.
    pub fn new(text: &str) -> Option<Self> {
        let chars = text.chars().count();
        (chars >= LETTERS_AT_LEAST).then(|| Self {
            letters: Letters::of(text),
            text: text.to_owned(),
            pattern: Pattern::new(text),
        })
    }

    /// The theses of a part whose titles hold the letters near enough, with the bytes over which they are strewn;
    /// `None` where it was cancelled.
    pub fn near(
        &self,
        index: &Index,
        part: usize,
        segment: &Segment,
        cancel: &Cancel,
    ) -> Option<Vec<(usize, usize)>> {
        let (titles, mut rows) = (&index.titles[part], Vec::new());
        let mut row = |row: usize| rows.extend(titles[row].contain(self.letters).then_some(row));
        match self.text.get(..1).and_then(Beginning::new) {
            Some(first) => index.short.each_row(part, first, Fields::TITLE, |at| row(usize::from(at))),
            None => (0..titles.len()).for_each(row),
        }
        let (mut near, mut folded) = (Vec::new(), String::new());
        for rows in rows.chunks(LOOKS) {
            if cancel.is_cancelled() {
                return None;
            }
            // All titles first: so the processor fetches them side by side.
            let titles: Vec<_> = rows.iter().map(|&row| (row, segment.get(row).title())).collect();
            near.extend(
                titles.iter().filter_map(|&(row, title)| Some((self.span(title, &mut folded)?, row))),
            );
        }
        Some(near)
    }

    /// Over how many bytes of a title, which is not folded, the letters are strewn at the least, in order, from
    /// the beginning of a word; `None` where it lacks one or they are too far apart. `folded` is room to work in.
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

    /// How well a title, which is not folded, holds the letters, in percent. `folded` is room to work in.
    pub fn percent(&self, title: &str, folded: &mut String) -> Option<u8> {
        self.pattern.percent(fold_title(title, folded))
    }

    /// The most bytes over which the letters may be strewn.
    fn widest(&self) -> usize {
        BYTES_A_BYTE * self.text.len()
    }
}

/// The letters of the title of each thesis, for telling most of those that cannot hold what is typed.
pub(super) fn title_letters(segment: &Segment) -> Box<[Letters]> {
    let mut folded = String::new();
    segment.iter().map(|thesis| Letters::of(fold_title(thesis.title(), &mut folded))).collect()
}

/// A title, folded. `folded` is room to work in.
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
