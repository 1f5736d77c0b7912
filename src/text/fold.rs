//! Folding: text without case and accents, for comparing, with a way back to the text it came from.

use std::borrow::Cow;

use unicode_normalization::char::{compose, decompose_compatible};

use super::mapped::{Mapped, Mapping};

/// A text folded as by [`fold`], with a map back to it: a character goes with the accents that follow it.
pub fn folded(source: &str) -> Mapped<'_> {
    if source.is_ascii() {
        return Mapped::aligned(Cow::Owned(source.to_ascii_lowercase()), source);
    }
    let mut mapping = Mapping::new(source);
    let mut one = String::new();
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        one.clear();
        fold_char(c, &mut one);
        let mut end = at + c.len_utf8();
        while let Some((at, mark)) = chars.next_if(|&(_, mark)| !one.is_empty() && attach(mark, &mut one)) {
            end = at + mark.len_utf8();
        }
        let whole_character = one.chars().nth(1).is_none() && end - at == c.len_utf8();
        mapping.replace(end, &one, whole_character);
    }
    mapping.finish()
}

/// The text folded: lower case, without accents, compatibility characters (`ﬁ`, `Ｆ`, `²`, `ｶ`) as plain ones, quotation
/// marks, hyphens and dashes each alike.
///
/// Unicode's compatibility decomposition (UAX #15) without combining marks, vowel points and joiners, then lower case;
/// Hangul and kana are composed, and letters that do not decompose (`ø`, `ß`, `ł`) become the ones people type for them.
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

/// Appends the folded form of `c` to `out`: nothing for a combining mark, several characters for a ligature. What
/// belongs to the character before it, such as a kana's voicing mark, changes that one.
pub fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if is_whole(c) {
        push(c, out);
    } else if let Some(sign) = sign(c) {
        out.push(sign);
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

/// Folds `mark` into the character that `one` ends with, where it belongs to it: an accent, or a part of a syllable.
fn attach(mark: char, one: &mut String) -> bool {
    if mark.is_ascii() {
        return false;
    }
    let (bytes, characters) = (one.len(), one.chars().count());
    fold_char(mark, one);
    let attached = one.chars().count() == characters;
    if !attached {
        one.truncate(bytes);
    }
    attached
}

/// Characters that decomposing would take apart into what nobody types, or that never change.
fn is_whole(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The sign that people type for a quotation mark, a hyphen or a dash.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2bc}'
        | '\u{2b9}'
        | '\u{b4}'
        | '\u{ff07}'
        | '\u{2039}'
        | '\u{203a}' => '\'',
        '\u{201c}'..='\u{201f}'
        | '\u{2033}'
        | '\u{ab}'
        | '\u{bb}'
        | '\u{300c}'..='\u{300f}'
        | '\u{301d}'..='\u{301f}'
        | '\u{ff02}'
        | '\u{ff62}'
        | '\u{ff63}' => '"',
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{2e3a}'
        | '\u{2e3b}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}' => '-',
        _ => return None,
    })
}

fn fold_part(c: char, out: &mut String) {
    match c {
        _ if is_dropped(c) => {}
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
        // The Persian and the final forms of Arabic letters.
        '\u{6a9}' => out.push('\u{643}'),
        '\u{6cc}' | '\u{649}' => out.push('\u{64a}'),
        _ => c.to_lowercase().for_each(|c| push(c, out)),
    }
}

/// Combining marks, the points of Hebrew and Arabic, the stretching sign, joiners and variation selectors.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{200c}' | '\u{200d}'
        | '\u{fe00}'..='\u{fe0f}')
}

/// Appends a folded character, or composes it with the one before: the parts of a Hangul syllable, the voicing of kana.
fn push(c: char, out: &mut String) {
    let is_part = matches!(c, '\u{3099}' | '\u{309a}' | '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}');
    let whole = out.chars().next_back().filter(|_| is_part).and_then(|last| compose(last, c));
    if whole.is_some() {
        out.pop();
    }
    out.push(whole.unwrap_or(c));
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
            ("people’s “grass‐roots” – 1914–1918 −5", "people's \"grass-roots\" - 1914-1918 -5"),
            ("people´s «x» peopleʼs", "people's \"x\" people's"),
            ("「x」 ｢x｣ ‹x› a⸺b", "\"x\" \"x\" 'x' a-b"),
            ("か\u{3099}く ｶﾞｸ ガク は\u{309a}", "がく ガク ガク ぱ"),
            ("\u{1112}\u{1161}\u{11ab}국 \u{1100}\u{1161}", "한국 가"),
            ("שָׁלוֹם", "שלום"),
            ("مُحَمَّد كتـــاب أحمد", "محمد كتاب احمد"),
            ("می\u{200c}خواهم کتاب", "ميخواهم كتاب"),
            ("हिन्दी", "हिन्दी"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn the_way_back_covers_whole_characters() {
        let source = "Zu\u{308}rich ﬁsh か\u{3099}";
        let folded = folded(source);
        let places = [
            ("u", "u\u{308}"),
            ("rich", "rich"),
            ("fi", "ﬁ"),
            ("i", "i"),
            ("fish", "ﬁsh"),
            ("が", "か\u{3099}"),
        ];
        for (found, original) in places {
            let at = folded.text().find(found).unwrap();
            assert_eq!(&source[folded.source(at..at + found.len())], original);
        }
    }

    proptest! {
        #[test]
        fn any_place_has_a_way_back(source in "(\\PC|[a-z]|\u{301}|[かｶ\u{3099}ﾞ\u{1100}\u{1161}\u{11a8}가]){0,40}", a in 0usize..200, b in 0usize..200) {
            let folded = folded(&source);
            prop_assert_eq!(folded.text(), &fold(&source));
            let (a, b) = (a.min(b), a.max(b));
            if a < b && folded.text().get(a..b).is_some() {
                prop_assert!(source.get(folded.source(a..b)).is_some_and(|text| !text.is_empty()));
            }
        }
    }
}
