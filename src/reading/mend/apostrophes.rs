//! Curly quotes and apostrophes: words glued to them, and spaces that came between.

use super::lexicon::SHORT;
use super::repair::Found;
use super::text::Text;

/// Finds the spaces lost around curly quotes, and those that stand before `’s`.
pub fn find(found: &mut Found<'_>) {
    let text = found.text;
    for (at, &c) in text.chars.iter().enumerate() {
        match c {
            '“' if text.before(at).is_alphanumeric() || matches!(text.before(at), ')' | '”') => {
                found.space(at);
            }
            '”' if text.at(at + 1).is_alphanumeric() || text.at(at + 1) == '(' => found.space(at + 1),
            '’' | '\'' => {
                if is_spaced_possessive(text, at) {
                    found.spare(at - 1);
                }
                if let Some(at) = glued_possessive(text, at) {
                    found.space(at);
                }
            }
            _ => {}
        }
    }
}

/// True for the apostrophe of `people ’s`.
fn is_spaced_possessive(text: &Text, at: usize) -> bool {
    let word = text.before(at) == ' ' && at > 1 && text.before(at - 1).is_alphanumeric();
    let behind = text.at(at + 2);
    // `'s' is a letter`, `'s-Hertogenbosch`; a curly quote is none of these.
    let quoted = text.at(at) == '\'' && (behind == '\'' || behind == '-');
    let letter = text.at(at + 1) == 's' && !behind.is_alphanumeric();
    let glued = text.at(at) == '’' && glued_possessive(text, at).is_some_and(|lost| lost == at + 2);
    word && (letter && !quoted || glued)
}

/// Where a space was lost behind a possessive: `child’smental`, `undergraduates’political`.
fn glued_possessive(text: &Text, at: usize) -> Option<usize> {
    let end = at - usize::from(text.before(at) == ' ' && text.at(at) == '’' && at > 0);
    let owner = text.token_before(end);
    let letters = text.letters_at(at + 1);
    let chars = text.slice(letters.clone());
    let small = |from: usize| chars[from..].iter().skip(1).all(|c| c.is_lowercase());
    let plural =
        owner.len() > 3 && end == at && text.before(at) == 's' && text.at(owner.end - 2).is_lowercase();
    if plural && letters.len() > 2 && small(0) && is_balanced(text, at) {
        return Some(at + 1);
    }
    if chars.first() != Some(&'s') || letters.len() < 2 || owner.len() < 2 || !small(1) {
        return None;
    }
    let rest = letters.start + 1..letters.end;
    let sure = match rest.len() {
        1 => text.is(rest, "a") && text.at(letters.end) == ' ',
        2 => owner.len() > 3 && text.is_any(rest, SHORT),
        _ => text.slice(owner).iter().filter(|c| c.is_uppercase()).count() < 2 || chars[1].is_uppercase(),
    };
    (sure && is_balanced(text, at)).then_some(letters.start + 1)
}

/// True where no single quote is open that the apostrophe at a place could close.
fn is_balanced(text: &Text, at: usize) -> bool {
    const LONG: usize = 200;
    let before = text.slice(at.saturating_sub(LONG)..at);
    before.iter().rev().take_while(|&&c| c != '’').all(|&c| c != '‘')
}
