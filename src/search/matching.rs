//! Whether, and how well, a word that was typed is meant by a word of a text.
//!
//! The index and the highlights ask here, so that what is found and what is shown can never differ.

use super::fuzzy::Pattern;
use super::work;

/// In which way a word of a text matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// It is, or begins with, the typed word after so few edits as slips make: a letter wrong, too many, too
    /// few, or two swapped.
    Edited,
    /// Its letters hold the typed ones in order, with few between.
    Fuzzy,
    /// It begins with the typed word.
    Beginning,
    /// It is the typed word.
    Whole,
}

/// A match, the better the greater: by closeness, then by the fuzzy matcher's percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordMatch {
    /// In which way it matches.
    pub closeness: Closeness,
    /// How well, from 0 to 100; 100 for a whole word and its beginning, for a slip less with each edit.
    pub percent: u8,
}

/// A word that was typed, folded and ready for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedWord {
    text: String,
    chars: usize,
    letters: Letters,
    pattern: Pattern,
}

/// Fewer letters than this forgive nothing: a word of three letters is near too many others.
const FUZZY_FROM: usize = 4;

/// More letters than this forgive nothing either: no word of any language has so many, and the work for a slip grows
/// with the square of the length.
pub(super) const FUZZY_TO: usize = 64;

/// So many letters forgive one more letter between them.
const LETTERS_A_SLIP: usize = 4;

/// From so many letters on an edit is forgiven in the beginning of a longer word, too.
const EDITED_BEGINNING_FROM: usize = 6;

/// From so many letters on a second edit is forgiven.
const TWO_EDITS_FROM: usize = 9;

/// From so many letters on the typed word may stand inside another (`party` in `multiparty`).
const INSIDE_FROM: usize = 5;

impl TypedWord {
    /// Prepares a folded word, which must not be empty.
    pub fn new(folded: &str) -> Self {
        Self {
            text: folded.to_owned(),
            chars: folded.chars().count(),
            letters: Letters::of(folded),
            pattern: Pattern::new(folded),
        }
    }

    /// The folded word.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// False where only the word itself and its beginnings match.
    pub fn forgives(&self) -> bool {
        (FUZZY_FROM..=FUZZY_TO).contains(&self.chars)
    }

    /// How a folded word of a short field matches; `letters` are that word's.
    pub fn match_word(&self, word: &str, letters: Letters) -> Option<WordMatch> {
        if letters.contain(self.letters) {
            if let Some(found) = self.match_beginning(word) {
                return Some(found);
            }
            let near = self.forgives() && (self.is_near(word) || self.is_inside(word));
            if let Some(percent) = near.then(|| self.pattern.percent(word)).flatten() {
                return Some(WordMatch { closeness: Closeness::Fuzzy, percent });
            }
        }
        // An edit brings in one letter at the most.
        let edits = self.edits_forgiven();
        if edits == 0 || letters.lack(self.letters) > edits as u32 {
            return None;
        }
        let percent = self.match_edited(word, edits)?;
        Some(WordMatch { closeness: Closeness::Edited, percent })
    }

    fn edits_forgiven(&self) -> usize {
        match self.chars {
            _ if !self.forgives() => 0,
            ..TWO_EDITS_FROM => 1,
            _ => 2,
        }
    }

    /// How well the word or its beginning equals the typed one after at most so many edits, in percent.
    ///
    /// The distance counts a swap of neighbours as one edit (optimal string alignment). The first letter has
    /// to be right where only a beginning matches: else too much would.
    fn match_edited(&self, word: &str, edits: usize) -> Option<u8> {
        let chars = word.chars().count();
        let too_short = chars + edits < self.chars;
        if too_short || self.letters_missing(word, edits) > edits {
            return None;
        }
        let distance = |text: &str| {
            work::count(self.chars * text.len());
            strsim::osa_distance(&self.text, text)
        };
        let percent =
            |distance: usize, most: usize| (distance <= edits).then(|| (most - 20 * distance) as u8);
        let whole = if chars <= self.chars + edits { percent(distance(word), 100) } else { None };
        let short = self.chars < EDITED_BEGINNING_FROM;
        if whole.is_some() || short || word.chars().next() != self.text.chars().next() {
            return whole;
        }
        let ends = word.char_indices().map(|(at, _)| at).skip(self.chars - edits).take(2 * edits + 1);
        let nearest = ends.map(|end| distance(&word[..end])).min()?;
        percent(nearest, 90)
    }

    /// At least so many edits part the typed word from the word and its beginnings: each brings in no more than
    /// one letter that the other does not have. Tells nearly all words, many times faster than their distance.
    fn letters_missing(&self, word: &str, edits: usize) -> usize {
        let first = |chars: usize| {
            let end = word.char_indices().nth(chars).map_or(word.len(), |(at, _)| at);
            Letters::of(&word[..end])
        };
        let missing = first(self.chars + edits).lack(self.letters);
        let added = self.letters.lack(first(self.chars - edits));
        missing.max(added) as usize
    }

    /// How a folded word of an abstract matches: whole or by its beginning only.
    pub fn match_beginning(&self, word: &str) -> Option<WordMatch> {
        let rest = word.strip_prefix(self.text.as_str())?;
        let closeness = if rest.is_empty() { Closeness::Whole } else { Closeness::Beginning };
        Some(WordMatch { closeness, percent: 100 })
    }

    /// The characters of a matching word that the typed letters stand for, counted from 0: all of it after
    /// an edit.
    pub fn places(&self, word: &str) -> Vec<usize> {
        if word.starts_with(&self.text) {
            return (0..self.chars).collect();
        }
        let places = self.pattern.places(word);
        if places.is_empty() { (0..word.chars().count()).collect() } else { places }
    }

    /// True where the word begins with the same letter and holds the others soon after.
    fn is_near(&self, word: &str) -> bool {
        let slips = (self.chars / LETTERS_A_SLIP).max(1);
        let mut typed = self.text.chars().peekable();
        let mut letters = word.chars();
        if letters.next() != typed.next() {
            return false;
        }
        for letter in letters.take(self.chars - 1 + slips) {
            if typed.peek() == Some(&letter) {
                typed.next();
            }
        }
        typed.peek().is_none()
    }

    fn is_inside(&self, word: &str) -> bool {
        self.chars >= INSIDE_FROM && word.contains(&self.text)
    }
}

/// Which letters a text has, and which at least twice, for telling at once that it cannot hold another text or be
/// within a few edits of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(u64);

impl Letters {
    /// The letters of a folded text.
    pub fn of(text: &str) -> Self {
        let add = |(once, again): (u64, u64), letter: u64| (once | letter, again | once & letter);
        let (once, again) = if text.is_ascii() {
            text.bytes().map(|byte| ASCII[usize::from(byte)]).fold((0, 0), add)
        } else {
            text.chars().map(letter).fold((0, 0), add)
        };
        Self(once | (again & ALPHABET) << AGAIN)
    }

    /// True where every letter of `other` is among these.
    pub fn contain(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// How many letters of `other` are not among these.
    fn lack(self, other: Self) -> u32 {
        (other.0 & !self.0).count_ones()
    }
}

/// How many letters the English alphabet has, which are the lowest bits; other scripts share them.
const LETTERS: u32 = 26;

/// The bits of the alphabet.
const ALPHABET: u64 = (1 << LETTERS) - 1;

/// Behind them those of the digits, and from here on those of the letters that are there twice.
const AGAIN: u32 = LETTERS + 10;

/// The bit of each ASCII character: none for what is no letter and no digit.
const ASCII: [u64; 128] = {
    let mut bits = [0; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        bits[byte as usize] = match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << (LETTERS as u8 + byte - b'0'),
            _ => 0,
        };
        byte += 1;
    }
    bits
};

/// The bit of a character.
fn letter(c: char) -> u64 {
    ASCII.get(c as usize).copied().unwrap_or(1 << (c as u32 % LETTERS))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Closeness::*, Letters, TypedWord};
    use crate::search::work;

    proptest! {
        #[test]
        fn letters_never_tell_more_than_the_distance(typed in "[abcк0]{1,10}", word in "[abcк0]{0,12}") {
            let missing = |edits| TypedWord::new(&typed).letters_missing(&word, edits);
            let edits = 2.min(typed.chars().count());
            let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
            let distance = ends.map(|end| strsim::osa_distance(&typed, &word[..end])).min().unwrap();
            prop_assert!(distance > edits || missing(edits) <= distance);
            prop_assert_eq!(Letters::of(&format!("{word}{typed}")).lack(Letters::of(&typed)), 0);
        }
    }

    #[test]
    fn a_word_that_is_too_long_for_one_costs_its_length() {
        for letters in [2000, 4000] {
            let long = "abcdefgh".repeat(letters / 8);
            let steps = work::steps(|| {
                let typed = TypedWord::new(&long);
                assert_eq!(
                    typed.match_word(&long, Letters::of(&long)).map(|found| found.closeness),
                    Some(Whole)
                );
                assert_eq!(typed.match_word(&long[1..], Letters::of(&long[1..])), None);
                assert!(typed.places(&long).len() == letters);
            });
            assert_eq!(steps, 0, "no letter is compared with every other");
        }
        let steps = work::steps(|| TypedWord::new("governance"));
        assert_eq!(steps, 0, "a word costs nothing before it is compared");
    }

    #[test]
    fn slips_are_forgiven_and_noise_is_not() {
        for (typed, word, expected) in [
            ("party", "party", Some(Whole)),
            ("par", "party", Some(Beginning)),
            ("commnity", "community", Some(Fuzzy)),
            ("govrnance", "governance", Some(Fuzzy)),
            ("govr", "governance", Some(Fuzzy)),
            ("electcal", "electrical", Some(Fuzzy)),
            ("electcal", "electrochemical", None),
            ("party", "multiparty", Some(Fuzzy)),
            ("party", "participatory", None),
            ("educ", "reduction", None),
            ("party", "parity", Some(Fuzzy)),
            ("goverment", "government", Some(Fuzzy)),
            ("govrenment", "government", Some(Edited)),
            ("govermnent", "governments", Some(Edited)),
            ("communnity", "community", Some(Edited)),
            ("xommunity", "community", Some(Edited)),
            ("xommun", "community", None),
            ("comnun", "community", Some(Edited)),
            ("cat", "car", None),
            ("cart", "card", Some(Edited)),
            ("learning", "leaning", Some(Edited)),
            ("governence", "governance", Some(Edited)),
            ("gobernence", "governance", Some(Edited)),
            ("gobern", "governance", Some(Edited)),
            ("goxexn", "governance", None),
            ("pty", "party", None),
            ("urbn", "turbine", None),
            ("müll", "müller", Some(Beginning)),
            ("работа", "рабоtа", Some(Edited)),
            ("управлнние", "управление", Some(Edited)),
        ] {
            let found = TypedWord::new(typed).match_word(word, Letters::of(word));
            assert_eq!(found.map(|found| found.closeness), expected, "{typed} in {word}");
        }
    }

    #[test]
    fn places_are_those_of_the_typed_letters() {
        assert_eq!(TypedWord::new("gov").places("governance"), [0, 1, 2]);
        assert_eq!(TypedWord::new("govr").places("governance"), [0, 1, 2, 4]);
    }
}
