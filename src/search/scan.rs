//! Finds words' beginnings and phrases by looking through the text itself: where abstracts have no index yet,
//! and for phrases, which no index knows.
//!
//! The text is not folded before. A block of bytes is looked at for two telling bytes of what is sought, at
//! their distance and in either case, and for bytes beyond ASCII, without a branch a byte, which the compiler
//! turns into vector code. Only where they are is the text compared; and only around a character beyond ASCII
//! that folds to something that is sought, such as the `ü` of `Müller`, is it folded.

use std::ops::Range;

use crate::text::fold::{fold_char, fold_into};
use crate::text::readings;
use crate::text::words::{Script, script};
use crate::thesis::Segment;

/// How many bytes are looked at together: so many that summing up is cheap, and that few hold what is sought.
const BLOCK: usize = 256;

/// How many are looked at next, where the block has something: few enough to look at them one by one.
const PIECE: usize = 32;

/// How many bytes of a needle are looked for at once: with three, nearly every block has none.
const TELLING: usize = 3;

/// What is sought in texts: folded, and either a word's beginning or anywhere.
#[derive(Clone, Debug)]
pub struct Needle {
    text: String,
    /// The script of the first character, where it has to begin a word.
    begins: Option<Script>,
    /// Which other readings of a text can hold it.
    others: Others,
    /// True where it holds a quotation mark or a hyphen, which have other forms beyond ASCII.
    has_signs: bool,
    /// The offsets of the most telling bytes; the same several times in a short needle.
    offsets: [usize; TELLING],
    /// These bytes.
    bytes: [u8; TELLING],
}

/// Which other readings of a text have to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Others {
    /// None: what is sought is too long for an abbreviation and holds nothing that an umlaut is spelled with.
    None,
    /// Those of each piece without white space.
    OfPieces,
    /// Those of the whole text.
    OfWhole,
}

/// What a block of text holds.
enum Look {
    /// Neither of the others.
    Nothing,
    /// Characters beyond ASCII, but not the telling bytes.
    BeyondAscii,
    /// Perhaps the telling bytes at their distances.
    Telling,
}

/// The bit that parts lower from upper case in ASCII.
const CASE: u8 = 0x20;

impl Needle {
    /// A needle for the words that begin with a folded word: of letters and digits, or of ideographs, which
    /// begin a word where they stand behind none.
    pub fn beginning(word: &str) -> Self {
        let begins = word.chars().next().and_then(script);
        let is_word = word.chars().all(|c| script(c) == begins);
        let is_spelled = ["ae", "oe", "ue", "aa"].iter().any(|spelled| word.contains(spelled));
        let others = match is_word {
            true if is_spelled || word.chars().count() <= readings::MOST_JOINED => Others::OfPieces,
            true => Others::None,
            false => Others::OfWhole,
        };
        Self { begins, others, ..Self::phrase(word) }
    }

    /// A needle for a folded text as it stands, inside a word, too. An empty one is nowhere.
    pub fn phrase(text: &str) -> Self {
        let bytes = text.as_bytes();
        let is_letter = |c: char| c.is_alphabetic() && script(c) == Some(Script::Alphabetic);
        let mut order: Vec<_> = (0..bytes.len()).collect();
        // The rarest first, and of several the same byte only one in front.
        order.sort_by_key(|&at| (bytes[..at].contains(&bytes[at]), commonness(bytes[at])));
        let offsets = std::array::from_fn(|nth| order.get(nth).or(order.first()).copied().unwrap_or(0));
        let bytes = offsets.map(|at| bytes.get(at).copied().unwrap_or(0));
        Self {
            text: text.to_owned(),
            begins: None,
            // What changes are letters, and what stands between them.
            others: if text.contains(is_letter) { Others::OfWhole } else { Others::None },
            has_signs: text.contains(['\'', '"', '-']),
            offsets,
            bytes,
        }
    }

    /// True where a text, which is not folded, holds it in any of its readings.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text, 0..text.len()).is_some() || self.is_in_another(text)
    }

    /// True where a text holds it in another reading than as it stands.
    fn is_in_another(&self, text: &str) -> bool {
        let holds = |text: &str| self.find(text, 0..text.len()).is_some();
        match self.others {
            Others::None => false,
            // A word stands in one piece.
            Others::OfPieces => readings::pieces(text)
                .any(|piece| readings::others(piece).iter().any(|other| holds(other.text()))),
            Others::OfWhole => readings::others(text).iter().any(|other| holds(other.text())),
        }
    }

    /// Calls `hit` for those of `rows` of a segment whose abstracts hold it, ascending.
    pub fn abstracts(&self, segment: &Segment, rows: Range<usize>, hit: &mut dyn FnMut(u16)) {
        let (text, ends) = (segment.abstracts(), segment.abstract_ends());
        let start_of = |row: usize| row.checked_sub(1).map_or(0, |before| ends[before] as usize + 1);
        let end = rows.end.checked_sub(1).map_or(0, |last| ends[last] as usize);
        let mut row = rows.start;
        while row < rows.end {
            // A NUL parts abstracts, and no folded text holds one, so that all are looked through as one.
            let found = self.find(text, start_of(row)..end);
            let next = found
                .map_or(rows.end, |at| row + ends[row..rows.end].partition_point(|&end| (end as usize) < at));
            if self.others != Others::None {
                let another = |&row: &usize| self.is_in_another(&text[start_of(row)..ends[row] as usize]);
                (row..next).filter(another).for_each(|row| hit(row as u16));
            }
            if found.is_some() {
                hit(next as u16);
            }
            row = next + 1;
        }
    }

    /// A byte inside the first place of a range at which the text holds it. A NUL ends what belongs together.
    fn find(&self, text: &str, range: Range<usize>) -> Option<usize> {
        let (start, end) = (range.start, range.end);
        if self.text.is_empty() {
            return None;
        }
        if !self.text.is_ascii() {
            return self.find_beyond_ascii(text, range);
        }
        let within = &text.as_bytes()[start..end];
        let blocks = (0..within.len()).step_by(BLOCK);
        let blocks = blocks.filter(|&at| !matches!(self.look_at::<BLOCK>(within, at), Look::Nothing));
        let mut pieces = blocks.flat_map(|at| (at..within.len().min(at + BLOCK)).step_by(PIECE));
        pieces.find_map(|at| {
            let mut places = start + at..end.min(start + at + PIECE);
            match self.look_at::<PIECE>(within, at) {
                Look::Nothing => None,
                Look::BeyondAscii => places.find(|&place| self.covers(text, &range, place)),
                Look::Telling => places.find(|&place| self.is_at(text, &range, place)),
            }
        })
    }

    /// What the `SIZE` bytes from a byte on hold.
    #[inline]
    fn look_at<const SIZE: usize>(&self, text: &[u8], at: usize) -> Look {
        let block = |offset: usize| text.get(at + offset..)?.first_chunk::<SIZE>();
        let (Some(here), [Some(a), Some(b), Some(c)]) = (block(0), self.offsets.map(block)) else {
            return Look::Telling;
        };
        let [first, second, third] = self.bytes;
        // The bits in which a place differs from the telling bytes, but for the case: 0 where all are there.
        let (mut least, mut beyond) = (u8::MAX, 0);
        for at in 0..SIZE {
            let differs = ((a[at] ^ first) | (b[at] ^ second) | (c[at] ^ third)) & !CASE;
            least = least.min(differs);
            beyond |= here[at];
        }
        match (least, beyond.is_ascii()) {
            (0, _) => Look::Telling,
            (_, false) => Look::BeyondAscii,
            _ => Look::Nothing,
        }
    }

    /// True where the needle, which is ASCII, begins at a byte, or covers the character beyond ASCII there.
    fn is_at(&self, text: &str, range: &Range<usize>, place: usize) -> bool {
        let bytes = &text.as_bytes()[..range.end];
        let telling = self.offsets[0];
        if bytes.get(place + telling).is_some_and(|byte| (byte ^ self.bytes[0]) & !CASE == 0)
            && bytes[place..]
                .get(..self.text.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(self.text.as_bytes()))
        {
            return self.may_begin(&text[range.start..place]);
        }
        self.covers(text, range, place)
    }

    /// True where a character beyond ASCII begins at a byte and the needle covers it.
    fn covers(&self, text: &str, range: &Range<usize>, place: usize) -> bool {
        !text.as_bytes()[place].is_ascii()
            && text.is_char_boundary(place)
            && self.is_around(text, range, place)
    }

    /// False where the needle begins a word, and behind `before` none can begin.
    fn may_begin(&self, before: &str) -> bool {
        let Some(begins) = self.begins else { return true };
        let mut folded = String::new();
        for c in before.chars().rev() {
            fold_char(c, &mut folded);
            // A mark that folds to nothing belongs to the character before it.
            if let Some(last) = folded.chars().next_back() {
                return script(last) != Some(begins);
            }
        }
        true
    }

    /// True where the needle is found near the character beyond ASCII at a byte, at all places that cover it.
    fn is_around(&self, text: &str, range: &Range<usize>, place: usize) -> bool {
        let c = text[place..].chars().next().unwrap_or_default();
        if folds_to_itself(c) || !self.has_signs && folds_to_a_sign(c) {
            return false;
        }
        let mut folded = String::new();
        fold_char(c, &mut folded);
        if !self.meets(&folded) {
            return false;
        }
        // So much that before any place that covers the character there is one more, of at most four bytes,
        // which tells whether a word can begin.
        let before = &text[range.start..place];
        let (from, is_start) = reach(before.char_indices().rev(), self.text.len() + 4);
        let behind = &text[place..range.end];
        let ends = behind.char_indices().map(|(at, c)| (at + c.len_utf8(), c));
        let (to, _) = reach(ends, folded.len() + self.text.len());
        folded.clear();
        fold_into(&before[from.unwrap_or(before.len())..], &mut folded);
        fold_into(&behind[..to.unwrap_or(0)], &mut folded);
        self.is_in_folded(&folded, is_start)
    }

    /// False where no place of the needle can cover all or some of this folded text.
    fn meets(&self, folded: &str) -> bool {
        let needle = self.text.as_str();
        let ends = || folded.char_indices().map(|(at, _)| folded.split_at(at));
        needle.contains(folded)
            || folded.contains(needle)
            || ends().skip(1).any(|(head, tail)| needle.ends_with(head) || needle.starts_with(tail))
    }

    /// True where a folded text holds it. Where the text is cut out of another, none is found at its very start.
    fn is_in_folded(&self, folded: &str, is_start: bool) -> bool {
        let mut places = folded.match_indices(self.text.as_str()).map(|(at, _)| at);
        places.any(|at| {
            let Some(begins) = self.begins else { return true };
            let before = folded[..at].chars().next_back();
            before.map_or(is_start, |before| script(before) != Some(begins))
        })
    }

    /// As [`find`](Self::find), abstract by abstract: only those with characters beyond ASCII can hold it, and of
    /// these only those are folded that have not got it as it stands.
    fn find_beyond_ascii(&self, text: &str, range: Range<usize>) -> Option<usize> {
        let mut at = range.start;
        let mut folded = String::new();
        for piece in text[range].split('\0') {
            if !piece.is_ascii() {
                let as_it_stands = self.begins.is_none() && piece.contains(self.text.as_str());
                folded.clear();
                if !as_it_stands {
                    fold_into(piece, &mut folded);
                }
                if as_it_stands || self.is_in_folded(&folded, true) {
                    return Some(at);
                }
            }
            at += piece.len() + 1;
        }
        None
    }
}

/// The place of the last of those characters that together fold to `bytes`, and whether the abstract ends before.
fn reach(chars: impl Iterator<Item = (usize, char)>, bytes: usize) -> (Option<usize>, bool) {
    let mut folded = String::new();
    let mut last = None;
    for (at, c) in chars {
        if c == '\0' {
            return (last, true);
        }
        last = Some(at);
        fold_char(c, &mut folded);
        if folded.len() >= bytes {
            return (last, false);
        }
    }
    (last, true)
}

/// True for the most frequent of the characters beyond ASCII that folding leaves as they are: Chinese, Japanese and
/// Korean.
fn folds_to_itself(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// True for the most frequent ones that fold to a quotation mark or a hyphen.
fn folds_to_a_sign(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201f}')
}

/// How common a byte is in text; what is not listed is rarest.
fn commonness(byte: u8) -> usize {
    const COMMON: &[u8] = b"zqjx9876543210',.-kvbywgpfmucdlhrsnioate ";
    COMMON.iter().position(|&common| common == byte).map_or(0, |place| place + 1)
}

#[cfg(test)]
mod tests;
