//! Glued: the spaces behind punctuation and around brackets are put back.

use super::repair::Found;
use super::stops::{Stop, stop};
use super::text::Text;
use super::{brackets, lexicon};

/// Finds the lost spaces of a text that lost them everywhere.
pub fn find(found: &mut Found<'_>) {
    let text = found.text;
    let mut straight = 0usize;
    for (at, &c) in text.chars.iter().enumerate() {
        if c == '"' {
            straight += 1;
        }
        let opens_quote = straight.is_multiple_of(2);
        match c {
            ',' | ';' if comma(text, at, opens_quote) => found.space(at + 1),
            ':' if colon(text, at, opens_quote) => found.space(at + 1),
            '.' | '?' | '!' => {
                if let Some(at) = behind_stop(text, at, opens_quote) {
                    found.space(at);
                }
            }
            '(' if brackets::lost_before(text, at) => found.space(at),
            ')' if brackets::lost_behind(text, at) => found.space(at + 1),
            // A quote closed behind punctuation: `"transfer,"and`.
            '"' if opens_quote && matches!(text.before(at), ',' | ';') && text.at(at + 1).is_alphabetic() => {
                found.space(at + 1);
            }
            _ => {}
        }
    }
}

/// Where a space was lost behind a stop, if one was.
fn behind_stop(text: &Text, at: usize, opens_quote: bool) -> Option<usize> {
    let mut next = at + 1;
    while matches!(text.at(next), '”' | '’') || (text.at(next) == '"' && !opens_quote && next == at + 1) {
        next += 1;
    }
    let first = text.at(next);
    if first.is_alphabetic() {
        return (stop(text, at, next) != Stop::Inside).then_some(next);
    }
    if text.is_fixed(at) || next != at + 1 {
        return None;
    }
    let token = text.token_before(at);
    let dotted = token.len() == 1 && text.before(at).is_alphabetic() && text.before(token.start) == '.';
    let known = text.is_any(token.clone(), lexicon::ABBREVIATIONS);
    let word = token.len() > 3 && text.slice(token.clone()).iter().all(|c| c.is_lowercase());
    let lost = match first {
        '(' | '“' | '‘' | '[' => {
            !text.before(at).is_whitespace() && !matches!(text.before(at), '.' | ',' | '(')
        }
        '"' => opens_quote && text.before(at).is_alphanumeric(),
        '0'..='9' => known || dotted || point(text, at) || (word && is_number(text, next)),
        _ => false,
    };
    lost.then_some(next)
}

/// True where the number of the next question stands behind a question mark: `?2.What`.
pub fn point(text: &Text, at: usize) -> bool {
    let number = text.token_at(at + 1);
    let dot = matches!(text.at(number.end), '.' | ')' | ':');
    let ends = text.before(at).is_alphabetic() && text.at(at - 1).is_lowercase() || text.before(at) == ')';
    ends && number.len() <= 2 && dot && {
        let behind = text.at(number.end + 1);
        behind.is_alphabetic() || behind == ' '
    }
}

/// True where a number stands by itself, as the first word of a sentence does.
fn is_number(text: &Text, at: usize) -> bool {
    let token = text.token_at(at);
    text.slice(token.clone()).iter().all(char::is_ascii_digit) && matches!(text.at(token.end), ' ' | '%')
}

fn comma(text: &Text, at: usize, opens_quote: bool) -> bool {
    let (before, next) = (text.before(at), text.at(at + 1));
    if text.is_fixed(at) || matches!(before, '\0' | '…' | '⋯') || is_argument(text, at) || is_entity(text, at)
    {
        return false;
    }
    let (token, name) = (text.token_before(at), text.token_at(at + 1));
    match next {
        '(' | '“' | '‘' | '[' => true,
        '"' => opens_quote,
        _ if next.is_ascii_digit() && before.is_ascii_digit() => is_date(text, at),
        // `D0,D1` and `x,y`: codes, not words.
        _ if next.is_alphanumeric() => {
            let code = |range: &std::ops::Range<usize>| {
                let chars = text.slice(range.clone());
                range.len() <= 3
                    && chars.iter().any(|c| c.is_numeric())
                    && chars.iter().any(|c| c.is_alphabetic())
            };
            let letter = |range: &std::ops::Range<usize>| {
                range.len() == 1 && text.at(range.start).is_lowercase() && text.at(range.start) != 'a'
            };
            !(code(&token) && code(&name) || letter(&token) && letter(&name))
        }
        _ => false,
    }
}

/// True for a year behind a year or a day: `2009,2010`, `June 23,2023`.
fn is_date(text: &Text, at: usize) -> bool {
    let (token, name) = (text.token_before(at), text.token_at(at + 1));
    let year = |range: std::ops::Range<usize>| {
        range.len() == 4 && matches!(text.at(range.start), '1' | '2') && {
            text.slice(range).iter().all(char::is_ascii_digit)
        }
    };
    if !year(name) {
        return false;
    }
    let day = text.slice(token.clone()).iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let day = token.end - day;
    let month_end = day - usize::from(text.before(day) == ' ');
    year(token) || text.is_any(text.token_before(month_end), lexicon::MONTHS)
}

/// True for a comma between the arguments of a function or the parts of a pair: `I(x,y)`, `(3,5)`.
fn is_argument(text: &Text, at: usize) -> bool {
    const LONG: usize = 24;
    const PART: usize = 3;
    let from = at.saturating_sub(LONG);
    let Some(open) = (from..at).rev().find(|&at| matches!(text.at(at), '(' | ')' | '[' | '{' | ' ')) else {
        return false;
    };
    if !matches!(text.at(open), '(' | '[' | '{') {
        return false;
    }
    let Some(close) = (at..(at + LONG).min(text.chars.len()))
        .find(|&at| matches!(text.at(at), ')' | ']' | '}' | ' ' | '('))
    else {
        return false;
    };
    let parts = text.slice(open + 1..close);
    matches!(text.at(close), ')' | ']' | '}')
        && parts.split(|&c| c == ',').all(|part| part.len() <= PART)
        && (text.before(open).is_alphanumeric() || parts.split(|&c| c == ',').all(|part| part.len() == 1))
}

/// True for the end of a character reference: `&amp;`.
fn is_entity(text: &Text, at: usize) -> bool {
    let token = text.token_before(at);
    text.at(at) == ';' && matches!(text.before(token.start), '&' | '#') && !token.is_empty()
}

fn colon(text: &Text, at: usize, opens_quote: bool) -> bool {
    const SCHEMES: &[&str] =
        &["http", "https", "ftp", "mailto", "doi", "arxiv", "isbn", "issn", "urn", "std"];
    let (before, next) = (text.before(at), text.at(at + 1));
    let token = text.token_before(at);
    if text.is_fixed(at) || text.is_any(token.clone(), SCHEMES) || next == ':' || before == ':' {
        return false;
    }
    let closed = matches!(before, ')' | '”' | '"' | '’');
    let chars = text.slice(token.clone());
    let word = token.len() > 2 && chars[1..].iter().all(|c| c.is_lowercase());
    match next {
        '(' | '“' | '‘' => closed || before.is_alphanumeric(),
        '"' => opens_quote && (closed || before.is_alphanumeric()),
        '0'..='9' => closed || word,
        _ if next.is_alphabetic() => {
            let name = text.token_at(at + 1);
            // `RQ 1:How`, not `C18:Chla`.
            let number =
                token.len() <= 2 && chars.iter().all(char::is_ascii_digit) && text.before(token.start) == ' ';
            if number {
                return next.is_uppercase() && text.is_any(name.clone(), lexicon::QUESTIONS)
                    || text.is_any(name, lexicon::STARTERS);
            }
            let prose =
                name.len() > 2 && text.slice(name.start + 1..name.end).iter().all(|c| c.is_lowercase());
            let short = text.is_any(name, lexicon::STARTERS);
            closed || (token.len() > 1 && before.is_lowercase() && (word || prose || short)) || {
                token.len() > 1 && (prose || short)
            }
        }
        _ => false,
    }
}
