//! The other readings of a text: what is written in one way and typed in another is found in both.
//!
//! Folding reads `Größe` as `grosse` and `U.S.` as two words. German, Danish and Swedish readers without these letters
//! type `groesse`; and letters that are joined by full stops are one word as well, `us`. Each such text is written anew
//! here, to be folded like any other; a text without such letters, as nearly all are, has no other reading.

use std::ops::Range;

use memchr::memchr3_iter;

use super::fold::fold;
use super::mapped::{Mapped, Mapping};
use super::words::{Script, script};

/// The longest part of an abbreviation, in letters: `D.Phil`, `B.Tech`. A longer one begins a sentence that was glued
/// to the one before.
const LONGEST_PART: usize = 4;

/// So many letters are joined at the most: `U.N.E.S.C.O.`
pub const MOST_JOINED: usize = 8;

/// How a text is written anew.
#[derive(Clone, Copy)]
struct Reading {
    spelled: bool,
    joined: bool,
}

/// A change of a text: some bytes, and what stands for them.
type Change = (Range<usize>, &'static str);

/// The text as it can be read besides as it stands: its umlauts spelled out, the letters of its abbreviations joined, or
/// both; without those that change nothing.
///
/// ```
/// use theses::text::readings::others;
///
/// let texts: Vec<_> = others("Größe, U.S.").iter().map(|text| text.text().to_owned()).collect();
/// assert_eq!(texts, ["Groeße, U.S.", "Größe, US.", "Groeße, US."]);
/// assert!(others("The end.").is_empty());
/// ```
pub fn others(text: &str) -> Vec<Mapped<'_>> {
    let (spelled, joined) = changes(text);
    let readings: &[Reading] = match (spelled.is_empty(), joined.is_empty()) {
        (true, true) => &[],
        (false, true) => &[Reading { spelled: true, joined: false }],
        (true, false) => &[Reading { spelled: false, joined: true }],
        (false, false) => &[
            Reading { spelled: true, joined: false },
            Reading { spelled: false, joined: true },
            Reading { spelled: true, joined: true },
        ],
    };
    readings.iter().map(|&reading| write(text, reading, &spelled, &joined)).collect()
}

/// The pieces of a text that have other readings, without white space.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    memchr3_iter(b'.', UMLAUT, MARK, text.as_bytes()).filter_map(move |at| {
        if at < from || !may_change(text, at) {
            return None;
        }
        let white = |byte: &u8| byte.is_ascii_whitespace();
        let start = text.as_bytes()[from..at].iter().rposition(white).map_or(from, |white| from + white + 1);
        from = text.as_bytes()[at..].iter().position(white).map_or(text.len(), |white| at + white);
        Some(&text[start..from])
    })
}

/// True where the text, folded, holds something in any of its readings.
pub fn any(text: &str, holds: impl Fn(&str) -> bool) -> bool {
    holds(&fold(text)) || others(text).iter().any(|other| holds(&fold(other.text())))
}

/// The first byte of letters such as `ü`.
const UMLAUT: u8 = 0xc3;

/// The first byte of marks such as the two dots above a letter.
const MARK: u8 = 0xcc;

/// False where nearly every change can be ruled out at a glance: a full stop that ends a sentence, another accent.
fn may_change(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_letter =
        |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    match (bytes[at], bytes.get(at + 1)) {
        // The letters of either case differ in one bit.
        (UMLAUT, Some(next)) => matches!(next & !0x20, 0x84 | 0x85 | 0x96 | 0x98 | 0x9c),
        (MARK, Some(next)) => matches!(next, 0x88 | 0x8a),
        _ => at > 0 && is_letter(at - 1) && is_letter(at + 1),
    }
}

fn write<'t>(text: &'t str, reading: Reading, spelled: &[Change], joined: &[Change]) -> Mapped<'t> {
    let spelled = if reading.spelled { spelled } else { &[] };
    let joined = if reading.joined { joined } else { &[] };
    let mut changes: Vec<_> = spelled.iter().chain(joined).collect();
    changes.sort_unstable_by_key(|(range, _)| range.start);
    let mut mapping = Mapping::new(text);
    for (range, instead) in changes {
        mapping.keep(range.start);
        mapping.replace(range.end, instead, false);
    }
    mapping.finish()
}

/// The letters that can be spelled out, and the full stops that part the letters of abbreviations.
fn changes(text: &str) -> (Vec<Change>, Vec<Change>) {
    let (mut spelled, mut joined) = (Vec::new(), Vec::new());
    let mut behind = 0;
    for at in memchr3_iter(b'.', UMLAUT, MARK, text.as_bytes()).filter(|&at| may_change(text, at)) {
        if text.as_bytes()[at] != b'.' {
            spelled.extend(spelling(text, at));
        } else if at > behind {
            let (stops, end) = stops(text, behind, at);
            behind = end;
            joined.extend(stops.into_iter().map(|stop| (stop..stop + 1, "")));
        }
    }
    (spelled, joined)
}

/// How the letter at a byte, or the one that the mark there belongs to, is spelled out.
fn spelling(text: &str, at: usize) -> Option<Change> {
    let c = text.get(at..)?.chars().next()?;
    let end = at + c.len_utf8();
    let (start, letter) = match c {
        '\u{308}' | '\u{30a}' => (at.checked_sub(1)?, text.as_bytes()[at - 1]),
        _ => (at, 0),
    };
    let spelled = match (letter, c) {
        (b'a', '\u{308}') | (_, 'ä') => "ae",
        (b'o', '\u{308}') | (_, 'ö' | 'ø') => "oe",
        (b'u', '\u{308}') | (_, 'ü') => "ue",
        (b'a', '\u{30a}') | (_, 'å') => "aa",
        (b'A', '\u{308}') | (_, 'Ä') => "Ae",
        (b'O', '\u{308}') | (_, 'Ö' | 'Ø') => "Oe",
        (b'U', '\u{308}') | (_, 'Ü') => "Ue",
        (b'A', '\u{30a}') | (_, 'Å') => "Aa",
        _ => return None,
    };
    Some((start..end, spelled))
}

/// The full stops within the abbreviation whose first one stands at a byte, none of it before `from`, and where its last
/// letter ends: of single letters as in `U.S.A.`, or of two parts of which one is a single letter, as in `Ph.D.` None, and
/// `from`, where it is no abbreviation.
fn stops(text: &str, from: usize, at: usize) -> (Vec<usize>, usize) {
    let mut before = text[from..at].chars().rev();
    let first = before.clone().take_while(|&c| is_letter(c)).take(LONGEST_PART + 1).count();
    let is_word = before.nth(first).is_none_or(|c| script(c).is_none());
    if first == 0 || first > LONGEST_PART || !is_word {
        return (Vec::new(), from);
    }
    let (mut stops, mut stop, mut last) = (Vec::new(), at, from);
    let (mut letters, mut single) = (first, first == 1);
    loop {
        let part = text[stop + 1..].chars().take_while(|&c| is_letter(c)).take(LONGEST_PART + 1);
        let (count, len) = part.fold((0, 0), |(count, len), c| (count + 1, len + c.len_utf8()));
        let end = stop + 1 + len;
        let ends = text[end..].chars().next().is_none_or(|c| script(c).is_none());
        letters += count;
        let belongs = count == 1 && (single || stops.is_empty())
            || stops.is_empty() && single && (1..=LONGEST_PART).contains(&count);
        if !ends || !belongs || letters > MOST_JOINED {
            return (stops, last);
        }
        stops.push(stop);
        last = end;
        single &= count == 1;
        if !single || !text[end..].starts_with('.') {
            return (stops, last);
        }
        stop = end;
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && script(c) == Some(Script::Alphabetic)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{any, others, pieces};
    use crate::text::fold::fold;
    use crate::text::words::terms;

    fn read(text: &str) -> Vec<String> {
        others(text).iter().map(|other| other.text().to_owned()).collect()
    }

    #[test]
    fn umlauts_are_spelled_out() {
        for (text, other) in [
            ("Größe Ärger Übung", "Groeße Aerger Uebung"),
            ("Mu\u{308}ller A\u{30a}rhus", "Mueller Aarhus"),
            ("Søren Århus", "Soeren Aarhus"),
        ] {
            assert_eq!(read(text), [other]);
        }
        assert_eq!(read("café, naïve façade, \u{301}a ×"), [""; 0]);
    }

    #[test]
    fn letters_joined_by_full_stops_are_one_word() {
        for (text, other) in [
            ("U.S. policy, the U.S.A.", "US. policy, the USA."),
            ("Ph.D., ph.d and Ed.D.", "PhD., phd and EdD."),
            ("M.Sc. B.Tech LL.M. D.Phil.", "MSc. BTech LLM. DPhil."),
            ("т.е. д.м.н.", "те. дмн."),
            ("(e.g.The U.S.Government)", "(eg.The US.Government)"),
            ("by U.N.E.S.C.O.", "by UNESCO."),
        ] {
            assert_eq!(read(text), [other]);
        }
        for text in [
            "The end.The next",
            "1.2 v.2 2.a",
            "a.",
            ".a",
            "a..b",
            "x.tencent",
            "3.a.1",
            "Nastran.NX",
            "社.区",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
        assert_eq!(read("a.b.c.d.e.f.g.h.i.j"), ["abcdefgh.ij"]);
    }

    #[test]
    fn a_place_has_its_way_back() {
        let text = "In U.S. größe";
        let other = others(text).pop().unwrap();
        let place = |part: &str| {
            let at = other.text().find(part).unwrap();
            &text[other.source(at..at + part.len())]
        };
        assert_eq!((place("US"), place("groe"), place("oe")), ("U.S", "grö", "ö"));
        assert!(any("Größe", |folded| folded == "groesse") && any("Größe", |folded| folded == "grosse"));
    }

    proptest! {
        #[test]
        fn the_pieces_have_the_words_of_the_whole(text in "([a-cA.]|[.]|[äÖu\u{308}]|[ \n]|1|社|x’|\\PC){0,24}") {
            let words = |texts: Vec<String>| {
                let mut found = std::collections::BTreeSet::new();
                for text in texts {
                    terms(&fold(&text), |term| _ = found.insert(term.to_owned()));
                }
                found
            };
            let mut whole = read(&text);
            whole.push(text.clone());
            let mut of_pieces: Vec<_> = pieces(&text).flat_map(read).collect();
            of_pieces.push(text.clone());
            prop_assert_eq!(words(of_pieces), words(whole));
        }
    }
}
