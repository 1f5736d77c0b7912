//! Folding: text without case and accents, for comparing, with a way back to the text it came from.

use std::borrow::Cow;

use unicode_normalization::char::decompose_compatible;

use super::mapped::{Mapped, Mapping};

/// A text folded as by [`fold`], with a map back to it: a character goes with the accents that follow it.
pub fn folded(source: &str) -> Mapped<'_> {
    if source.is_ascii() {
        return Mapped::aligned(Cow::Owned(source.to_ascii_lowercase()), source);
    }
    let mut mapping = Mapping::new(source);
    let (mut one, mut accent) = (String::new(), String::new());
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        one.clear();
        fold_char(c, &mut one);
        let mut end = at + c.len_utf8();
        while let Some(&(at, mark)) = chars.peek().filter(|(_, c)| !c.is_ascii()) {
            accent.clear();
            fold_char(mark, &mut accent);
            if one.is_empty() || !accent.is_empty() {
                break;
            }
            end = at + mark.len_utf8();
            chars.next();
        }
        let whole_character = one.chars().nth(1).is_none() && end - at == c.len_utf8();
        mapping.replace(end, &one, whole_character);
    }
    mapping.finish()
}

/// The text folded: lower case, without accents, compatibility characters (`ﬁ`, `Ｆ`, `²`) as plain ones.
///
/// Unicode's compatibility decomposition (UAX #15) without combining marks, then lower case; Hangul and
/// kana stay whole, and letters that do not decompose (`ø`, `ß`, `ł`) become the ones people type for them.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends `text`, folded as by [`fold`], to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        // Nearly all text, many bytes at a time.
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        fold_char(c, out);
    }
}

/// Appends the folded form of `c` to `out`: nothing for a combining mark, several characters for a ligature.
pub fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if is_whole(c) {
        out.push(c);
    } else {
        // An accent that stands alone decomposes into a space that bears it: that is no space of the text.
        let space = c.is_whitespace();
        decompose_compatible(c, |part| {
            if space || part != ' ' {
                fold_part(part, out);
            }
        });
    }
}

/// Characters that decomposing would take apart into what nobody types, or that never change.
fn is_whole(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn fold_part(c: char, out: &mut String) {
    match c {
        '\u{300}'..='\u{36f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' => {}
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ł' | 'Ł' => out.push('l'),
        'ħ' | 'Ħ' => out.push('h'),
        'ŧ' | 'Ŧ' => out.push('t'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        _ => out.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, folded};

    #[test]
    fn case_and_accents_are_folded() {
        for (text, folded) in [
            ("Müller", "muller"),
            ("Mu\u{308}ller", "muller"),
            ("STRAßE", "strasse"),
            ("Łódź", "lodz"),
            ("ﬁne Ｆull x²", "fine full x2"),
            ("ΟΔΥΣΣΕΥΣ Ὀδυσσεύς", "οδυσσευσ οδυσσευσ"),
            ("社区治理", "社区治理"),
            ("がく 한국", "がく 한국"),
            ("İstanbul ılık", "istanbul ilik"),
            ("a¨b", "ab"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn the_way_back_covers_whole_characters() {
        let source = "Zu\u{308}rich ﬁsh";
        let folded = folded(source);
        let places = [("u", "u\u{308}"), ("rich", "rich"), ("fi", "ﬁ"), ("i", "i"), ("fish", "ﬁsh")];
        for (found, original) in places {
            let at = folded.text().find(found).unwrap();
            assert_eq!(&source[folded.source(at..at + found.len())], original);
        }
    }

    proptest! {
        #[test]
        fn any_place_has_a_way_back(source in "(\\PC|[a-z]|\u{301}){0,40}", a in 0usize..200, b in 0usize..200) {
            let folded = folded(&source);
            prop_assert_eq!(folded.text(), &fold(&source));
            let (a, b) = (a.min(b), a.max(b));
            if a < b && folded.text().get(a..b).is_some() {
                prop_assert!(source.get(folded.source(a..b)).is_some_and(|text| !text.is_empty()));
            }
        }
    }
}
