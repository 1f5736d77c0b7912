//! Text with a map back to its source, so that a place means the same in both.
//!
//! Owns the map alone. What is changed, and why, is the business of whoever builds it: folding does, for comparing,
//! and mending for reading.

use std::borrow::Cow;
use std::ops::Range;

/// A text that was made from another, its source, piece by piece in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped<'s> {
    text: Cow<'s, str>,
    /// The pieces in order; the bytes of one end where the next begins.
    pieces: Vec<Piece>,
    source_len: usize,
}

/// Where a piece begins in the text and in the source, in bytes. Texts are below 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    text: u32,
    source: u32,
    /// True where each of its bytes stands for one byte of the source; else all of it stands for all of that.
    aligned: bool,
}

impl<'s> Mapped<'s> {
    /// The source as it is.
    pub fn unchanged(source: &'s str) -> Self {
        Self::aligned(Cow::Borrowed(source), source)
    }

    /// A text of which each byte stands for the byte of the source at the same place, such as the source in lower
    /// case where all of it is ASCII.
    ///
    /// # Panics
    ///
    /// Where the two differ in length.
    pub fn aligned(text: Cow<'s, str>, source: &str) -> Self {
        assert_eq!(text.len(), source.len(), "aligned texts are equally long");
        let pieces = vec![Piece { text: 0, source: 0, aligned: true }];
        Self { text, pieces, source_len: source.len() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that some bytes of the text came from; of a piece that was replaced as a whole, all.
    /// Empty where they came from nothing: at the place where they were inserted.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.source_of(range.start).start;
            return at..at;
        }
        self.source_of(range.start).start..self.source_of(range.end - 1).end
    }

    /// Where a byte of the source stands in the text; of what was replaced as a whole, the beginning, and of what is
    /// gone, the place where it was. The length of the source is the length of the text.
    pub fn place(&self, source: usize) -> usize {
        if source >= self.source_len {
            return self.text.len();
        }
        let after = self.pieces.partition_point(|piece| piece.source as usize <= source);
        let Some(at) = after.checked_sub(1) else { return 0 };
        let piece = self.pieces[at];
        let inside = if piece.aligned { source - piece.source as usize } else { 0 };
        piece.text as usize + inside
    }

    /// The bytes of the text in which some bytes of the source stand, without what was inserted before or behind them.
    pub fn shown(&self, source: Range<usize>) -> Range<usize> {
        let start = self.place(source.start);
        if source.is_empty() {
            return start..start;
        }
        let last = source.end - 1;
        let after = self.pieces.partition_point(|piece| piece.source as usize <= last);
        let Some(at) = after.checked_sub(1) else { return start..start };
        let end = match self.pieces[at] {
            piece if piece.aligned => piece.text as usize + source.end - piece.source as usize,
            _ => self.ends(at).0,
        };
        start..end.max(start)
    }

    /// The same with a text of its own.
    pub fn into_owned(self) -> Mapped<'static> {
        Mapped { text: Cow::Owned(self.text.into_owned()), ..self }
    }

    /// What was replaced, inserted or taken out, in order: the bytes of the text, and those of the source.
    pub fn changes(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
        let changed = (0..self.pieces.len()).filter(|&at| !self.pieces[at].aligned);
        changed.map(|at| {
            let (text, source) = self.ends(at);
            (self.pieces[at].text as usize..text, self.pieces[at].source as usize..source)
        })
    }

    /// The byte of the source that a byte of the text came from, or all that its piece came from.
    fn source_of(&self, text: usize) -> Range<usize> {
        let after = self.pieces.partition_point(|piece| piece.text as usize <= text);
        let Some(at) = after.checked_sub(1) else { return 0..0 };
        let piece = self.pieces[at];
        let start = piece.source as usize;
        if piece.aligned {
            let byte = start + text - piece.text as usize;
            return byte..(byte + 1).min(self.source_len);
        }
        start..self.ends(at).1
    }

    /// Where a piece ends in the text and in the source.
    fn ends(&self, at: usize) -> (usize, usize) {
        let next = self.pieces.get(at + 1);
        next.map_or((self.text.len(), self.source_len), |next| (next.text as usize, next.source as usize))
    }
}

/// Builds a [`Mapped`] text from the beginning of its source to its end.
#[derive(Debug)]
pub struct Mapping<'s> {
    source: &'s str,
    text: String,
    pieces: Vec<Piece>,
    /// The first byte of the source that is not dealt with yet.
    at: usize,
}

impl<'s> Mapping<'s> {
    /// A map of nothing yet.
    pub fn new(source: &'s str) -> Self {
        Self { source, text: String::with_capacity(source.len()), pieces: Vec::new(), at: 0 }
    }

    /// Takes the source over as it is, up to a byte.
    pub fn keep(&mut self, end: usize) {
        if end > self.at {
            self.piece(true);
            self.text.push_str(&self.source[self.at..end]);
            self.at = end;
        }
    }

    /// Puts `text` in place of the source up to a byte, which may be where it stands already: then it is inserted.
    /// Where both are equally long and `aligned`, each byte stands for one.
    pub fn replace(&mut self, end: usize, text: &str, aligned: bool) {
        if end > self.at || !text.is_empty() {
            self.piece(aligned && text.len() == end - self.at);
            self.text.push_str(text);
            self.at = end;
        }
    }

    /// The text with the rest of the source as it is.
    pub fn finish(mut self) -> Mapped<'s> {
        self.keep(self.source.len());
        if self.pieces.is_empty() {
            self.piece(true);
        }
        Mapped { text: Cow::Owned(self.text), pieces: self.pieces, source_len: self.source.len() }
    }

    fn piece(&mut self, aligned: bool) {
        if !(aligned && self.pieces.last().is_some_and(|last| last.aligned)) {
            self.pieces.push(Piece { text: self.text.len() as u32, source: self.at as u32, aligned });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Mapped, Mapping};

    #[test]
    fn places_mean_the_same_in_both() {
        // A space inserted, a word replaced, another space taken out.
        let mut mapping = Mapping::new("promoted,and peri od");
        mapping.keep(9);
        mapping.replace(9, " ", false);
        mapping.replace(12, "&", false);
        mapping.keep(17);
        mapping.replace(18, "", false);
        let mapped = mapping.finish();
        assert_eq!(mapped.text(), "promoted, & period");
        for (text, source) in [
            (0..8, 0..8),
            (8..9, 8..9),
            (9..10, 9..9),
            (10..11, 9..12),
            (12..16, 13..17),
            (12..18, 13..20),
            (16..18, 18..20),
            (18..18, 20..20),
        ] {
            assert_eq!(mapped.source(text.clone()), source, "{text:?}");
        }
        let places = [0, 8, 9, 11, 13, 16, 17, 18, 20].map(|source| mapped.place(source));
        assert_eq!(places, [0, 8, 10, 10, 12, 15, 16, 16, 18]);
        for (source, shown) in
            [(0..9, 0..9), (0..8, 0..8), (4..9, 4..9), (9..12, 10..11), (13..20, 12..18), (17..18, 16..16)]
        {
            assert_eq!(mapped.shown(source.clone()), shown, "{source:?}");
        }
        let changes: Vec<_> = mapped.changes().collect();
        assert_eq!(changes, [(9..10, 9..9), (10..11, 9..12), (16..16, 17..18)]);
    }

    #[test]
    fn a_text_without_changes_is_its_source() {
        for source in ["", "as it is"] {
            for mapped in [Mapped::unchanged(source), Mapping::new(source).finish()] {
                assert_eq!((mapped.text(), mapped.changes().count()), (source, 0));
                assert_eq!(mapped.source(0..source.len()), 0..source.len());
                assert_eq!(mapped.place(source.len()), source.len());
            }
        }
    }

    proptest! {
        #[test]
        fn any_place_leads_to_its_source_and_back(steps in proptest::collection::vec((0usize..6, "[a-z社é ]{0,4}", any::<bool>()), 0..20)) {
            let source: String = "Zürich 社区 and so on, ".repeat(4);
            let boundary = |at: usize| (at..=source.len()).find(|&at| source.is_char_boundary(at)).unwrap_or(source.len());
            let mut mapping = Mapping::new(&source);
            let mut at = 0;
            for (length, text, kept) in steps {
                at = boundary((at + length).min(source.len()));
                if kept { mapping.keep(at) } else { mapping.replace(at, &text, false) }
            }
            let mapped = mapping.finish();
            let mut last = 0;
            for byte in 0..=source.len() {
                let place = mapped.place(byte);
                prop_assert!(place >= last && place <= mapped.text().len(), "places are in order");
                last = place;
                if source.is_char_boundary(byte) {
                    prop_assert!(mapped.text().is_char_boundary(place));
                }
            }
            for (at, c) in mapped.text().char_indices() {
                let range = mapped.source(at..at + c.len_utf8());
                let original = source.get(range.clone());
                prop_assert!(original.is_some(), "whole characters: {:?}", range);
                prop_assert!(range.is_empty() || mapped.place(range.start) <= at);
            }
            // What lies between the changes is as it was.
            let (mut text, mut from) = (0, 0);
            for (changed, gone) in mapped.changes() {
                prop_assert_eq!(&mapped.text()[text..changed.start], &source[from..gone.start]);
                (text, from) = (changed.end, gone.end);
            }
            prop_assert_eq!(&mapped.text()[text..], &source[from..]);
        }
    }
}
