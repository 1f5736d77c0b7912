//! Round brackets: where a space was lost before one opens and behind one that closes, and where none belongs.

use std::ops::Range;

use super::lexicon::{ENDINGS, FUNCTIONS, PREFIXES};
use super::text::Text;

/// How names of elements end that have a charge behind them: `copper(II)`.
const METALS: &[&str] = &[
    "ium", "num", "ron", "pper", "ilver", "balt", "ickel", "nese", "ead", "tin", "old", "inc", "cury",
    "gsten",
];

/// True where a space was lost before the bracket that opens at a place.
pub fn lost_before(text: &Text, open: usize) -> bool {
    let before = text.before(open);
    if text.is_fixed(open) || !(before.is_alphanumeric() || matches!(before, '%' | '”')) {
        return false;
    }
    let token = text.token_before(open);
    let content = open + 1..text.closing(open).unwrap_or(text.chars.len());
    let long_word = prose(text, content.start);
    if content.is_empty() || text.is_any(token.clone(), FUNCTIONS) || text.is_any(content.clone(), ENDINGS) {
        return false;
    }
    let chars = text.slice(token.clone());
    let share = text.before(content.end) == '%' && (token.len() > 1 || before.is_numeric());
    if before == '%' || before == '”' || share || holds_space(text, &content) {
        return true;
    }
    if chars.iter().all(|c| c.is_numeric()) {
        return long_word;
    }
    if token.len() == 1 || is_compound(text, &token, &content) {
        return long_word && token.len() == 1 && !is_compound(text, &token, &content);
    }
    let lower = |chars: &[char]| chars.iter().all(|c| c.is_lowercase());
    let word = lower(chars) || (chars[0].is_uppercase() && chars.len() > 2 && lower(&chars[1..]));
    word || long_word || is_year(text, content.start) || (token.len() > 2 && is_acronym(text, &content))
}

/// True where a space was lost behind the bracket that closes at a place.
pub fn lost_behind(text: &Text, close: usize) -> bool {
    let next = text.at(close + 1);
    if text.is_fixed(close) || !next.is_alphabetic() {
        return false;
    }
    let name = text.token_at(close + 1);
    let word = name.len() > 1 || (text.is(name.clone(), "a") && text.at(name.end) == ' ');
    let Some(open) = text.opening(close) else {
        // `1)How`: a point of a list.
        let point = text.token_before(close);
        return word && (1..=2).contains(&point.len());
    };
    let content = open + 1..close;
    let outside = text.before(open);
    let apart = !outside.is_alphanumeric();
    let prefix = (apart || outside == '-') && text.is_any(content.clone(), PREFIXES) && content.len() > 1;
    if prefix || !word || text.is_any(text.token_before(open), &["poly", "bis", "tris", "oligo", "tetrakis"])
    {
        return false;
    }
    let has_digit = text.slice(name.clone()).iter().any(|c| c.is_numeric());
    if next.is_lowercase() {
        return !has_digit && !is_chemical(text, open, close);
    }
    let chars = text.slice(name);
    let capitalised = chars[1..].iter().all(|c| c.is_lowercase());
    let described = text.token_before(open).len() > 3 && chars.len() > 3 && text.before(open).is_lowercase();
    !has_digit && (apart || described || text.slice(content).contains(&' '))
        || (capitalised && chars.len() > 2 && !has_digit)
}

/// True for a formula such as `Ni(OH)` and a charge such as `Cu(II)`, `copper(II)`.
fn is_compound(text: &Text, token: &Range<usize>, content: &Range<usize>) -> bool {
    let inside = text.slice(content.clone());
    let roman = (1..=4).contains(&inside.len()) && inside.iter().all(|c| "IVX0".contains(*c));
    let metal = METALS.iter().any(|metal| {
        let metal: Vec<char> = metal.chars().collect();
        text.slice(token.clone()).ends_with(&metal)
    });
    let capital = text.slice(token.clone()).iter().skip(1).any(|c| c.is_uppercase());
    let element = token.len() <= 2 && !prose(text, content.start);
    roman && (metal || element || capital)
        || element && text.at(token.start).is_uppercase() && !is_year(text, content.start)
}

/// True where a name of a substance goes on behind the bracket: `tri(methyl)amine`, `di(2-ethyl)hexyl`.
fn is_chemical(text: &Text, open: usize, close: usize) -> bool {
    let glued =
        text.before(open).is_alphanumeric() || (text.before(open) == '-' && text.before(open - 1) != ' ');
    glued && !text.slice(open..close).contains(&' ') && {
        let ends = |word: Range<usize>| {
            let word = text.slice(word);
            ["yl", "oxy", "amino", "nyl", "thio"].iter().any(|end| {
                let end: Vec<char> = end.chars().collect();
                word.ends_with(&end)
            })
        };
        ends(text.token_before(close)) || ends(text.token_before(open))
    }
}

/// True where a word of prose begins at a place: at least three small letters, the first maybe a capital.
fn prose(text: &Text, at: usize) -> bool {
    let letters = text.letters_at(at);
    let dotted = text.at(at + 1) == '.' && text.is_any(at..at + 3, &["i.e", "e.g"]);
    dotted
        || letters.len() >= 3 && text.slice(letters.start + 1..letters.end).iter().all(|c| c.is_lowercase())
}

/// True where a year stands at a place.
fn is_year(text: &Text, at: usize) -> bool {
    let token = text.token_at(at);
    token.len() == 4 && text.slice(token).iter().all(char::is_ascii_digit) && matches!(text.at(at), '1' | '2')
}

/// True where the bracket holds a space that stands behind no comma: words, not arguments.
fn holds_space(text: &Text, content: &Range<usize>) -> bool {
    content.clone().skip(1).any(|at| text.at(at) == ' ' && !matches!(text.before(at), ',' | ';' | '|'))
}

/// True where the bracket holds an abbreviation by itself: `(EOF)`, `(RTs)`.
fn is_acronym(text: &Text, content: &Range<usize>) -> bool {
    let inside = text.slice(content.clone());
    let capitals = inside.iter().filter(|c| c.is_uppercase()).count();
    capitals >= 3 && inside.iter().all(|c| c.is_alphabetic() || *c == '-')
}
