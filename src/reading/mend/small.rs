//! Small things in any text: ordinals, dates, and the space before a comma.

use super::lexicon::MONTHS;
use super::repair::Found;
use super::text::Text;

/// Finds `19 th`, `the19th`, `June26`, `in2020` and a space before a comma.
pub fn find(found: &mut Found<'_>) {
    let text = found.text;
    for (at, &c) in text.chars.iter().enumerate() {
        if c == ' ' {
            if is_ordinal_gap(text, at) || is_before_comma(text, at) {
                found.spare(at);
            }
        } else if c.is_ascii_digit() && text.before(at).is_ascii_lowercase() && lost_before_number(text, at) {
            found.space(at);
        }
    }
}

/// True for the space of `19 th`.
fn is_ordinal_gap(text: &Text, at: usize) -> bool {
    let ending = text.token_at(at + 1);
    let number = text.token_before(at);
    ending.len() == 2 && is_ordinal(text, number, ending)
}

/// True for digits and the ending that belongs to them.
fn is_ordinal(text: &Text, number: std::ops::Range<usize>, ending: std::ops::Range<usize>) -> bool {
    let digits = text.slice(number.clone());
    let digits = &digits[digits.iter().position(char::is_ascii_digit).unwrap_or(digits.len())..];
    let Some((last, before)) = digits.split_last() else { return false };
    let teen = before.last() == Some(&'1');
    let right = match last {
        '1' if !teen => "st",
        '2' if !teen => "nd",
        '3' if !teen => "rd",
        _ => "th",
    };
    digits.len() <= 4
        && digits.iter().all(char::is_ascii_digit)
        && text.slice(ending).iter().copied().eq(right.chars())
}

/// True for a space before a comma behind which prose goes on.
fn is_before_comma(text: &Text, at: usize) -> bool {
    let comma = text.at(at + 1) == ',' && !matches!(text.at(at + 2), ',' | '.' | '0'..='9' | '\0');
    let before = text.before(at);
    comma && (before.is_alphanumeric() || matches!(before, ')' | '”' | '’' | '%'))
}

/// True where a number is glued to a word that stands before numbers: `June26`, `the19th`, `in2020`.
fn lost_before_number(text: &Text, at: usize) -> bool {
    let start = at - text.chars[..at].iter().rev().take_while(|c| c.is_alphabetic()).count();
    let word = start..at;
    if text.before(start).is_alphanumeric()
        || text.is_fixed(at)
        || matches!(text.before(start), '-' | '_' | '/')
    {
        return false;
    }
    let digits = text.slice(at..at + 6).iter().take_while(|c| c.is_ascii_digit()).count();
    let ending = at + digits..text.letters_at(at + digits).end;
    let whole = ending.is_empty();
    let year = digits == 4 && matches!(text.slice(at..at + 2), ['1', '6'..='9'] | ['2', '0']);
    if MONTHS.iter().any(|month| text.slice(word.clone()).iter().copied().eq(month.chars())) {
        return digits <= 2 && (whole || is_ordinal(text, at..at + digits, ending)) || (year && whole);
    }
    let ordinal = digits <= 3 && ending.len() == 2 && is_ordinal(text, at..at + digits, ending);
    text.is_any(word.clone(), &["the", "of", "by", "in", "and", "early", "late", "to"]) && ordinal
        || text.is_any(word, &["in", "of", "since", "from", "by", "during", "and", "until", "between", "to"])
            && year
            && (whole || text.at(at + digits) == 's')
}
