//! Lost characters: `_` that stands for a dash, and `?` that stands for a space or a dash.

use std::ops::Range;

use super::super::vocabulary::Evidence;
use super::lexicon::STARTERS;
use super::repair::{Found, Kind};
use super::text::Text;
use super::words;

/// Finds the characters that stand for others, where the same two words stand side by side elsewhere.
pub fn find(found: &mut Found<'_>, evidence: &Evidence<'_>) {
    let text = found.text;
    for (at, &c) in text.chars.iter().enumerate() {
        if !matches!(c, '_' | '?') || text.is_fixed(at) {
            continue;
        }
        let (first, second) = (text.token_before(at), text.token_at(at + 1));
        let least = if c == '_' { 2 } else { 3 };
        if first.len() < least || second.len() < least {
            continue;
        }
        let sentence =
            c == '?' && [&first, &second].into_iter().any(|word| text.is_any(word.clone(), STARTERS));
        if !sentence && are_neighbours(text, first, second, evidence) {
            found.replace(Kind::Character, at..at + 1, if c == '_' { "-" } else { " " });
        }
    }
}

/// True where the two words stand side by side elsewhere, the second maybe as one instead of many.
fn are_neighbours(text: &Text, first: Range<usize>, second: Range<usize>, evidence: &Evidence<'_>) -> bool {
    let (first, second) = (words::folded(text, first), words::folded(text, second));
    let one = second.strip_suffix('s').filter(|one| one.len() > 2);
    evidence.together(&first, &second)
        || one.is_some_and(|one| evidence.together(&first, one))
        || evidence.together(&first, &format!("{second}s"))
}
