//! The signs of a query: what operates, however it was typed.
//!
//! Phones and word processors put other characters in place of the ASCII ones: `“mile”` for `"mile"`, `–music` for
//! `-music`, `（` for `(`. A character stands for the sign that it folds to, so that no list of them is kept here.

use crate::search::work;
use crate::text::fold::fold_char;

/// The sign that a character is typed for: `"`, `'`, `-`, `:`, `|`, `(` or `)`; `None` for any other.
pub(in crate::search) fn sign(c: char) -> Option<char> {
    work::count(1);
    let known = |c: char| matches!(c, '"' | '\'' | '-' | ':' | '|' | '(' | ')').then_some(c);
    if c.is_ascii() {
        return known(c);
    }
    let mut folded = String::new();
    fold_char(c, &mut folded);
    let mut chars = folded.chars();
    chars.next().filter(|_| chars.next().is_none()).and_then(known)
}

/// The sign that a text begins with.
pub(in crate::search) fn first_sign(text: &str) -> Option<char> {
    text.chars().next().and_then(sign)
}

/// The bytes of the first character of a text.
pub(in crate::search) fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Where a word ends that begins with the text: at white space, before a bar, and before the brackets at its end that
/// nothing in it opens. A bar and a bracket within brackets of the word belong to it, as in `Ni(2)` and `p(x|y)`. A phrase
/// behind the name of a field begins where its quotation mark is: that is no part of the word.
pub(super) fn end_of_word(text: &str) -> usize {
    let (mut open, mut closing, mut before) = (0_usize, None, None);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            return closing.unwrap_or(at);
        }
        let here = sign(c);
        match here {
            Some('"') if before == Some(':') => return at,
            Some('|') if open == 0 => return closing.unwrap_or(at),
            Some(')') if open == 0 => closing = closing.or(Some(at)),
            Some('(') => (open, closing) = (open + 1, None),
            Some(')') => (open, closing) = (open - 1, None),
            _ => closing = None,
        }
        before = here;
    }
    closing.unwrap_or(text.len())
}

/// True where the bracket that a text begins with opens a group: not where it closes within a word, as in `(R)-lactate`.
pub(super) fn opens_group(text: &str) -> bool {
    let inner = &text[first_len(text)..];
    let stops = |c: char| c.is_whitespace() || matches!(sign(c), Some('(' | ')'));
    let Some(at) = inner.find(stops).filter(|&at| first_sign(&inner[at..]) == Some(')')) else { return true };
    let behind = &inner[at + first_len(&inner[at..])..];
    behind.chars().next().is_none_or(|c| c.is_whitespace() || matches!(sign(c), Some(')' | '|')))
}

/// The mark that ends a phrase which `opener` began: its first byte in the text and the one behind it.
///
/// An ASCII mark is closed by an ASCII one, since the phrase may hold others. Where there is none, and for the others,
/// any mark closes but one that can only open.
pub(super) fn end_of_phrase(text: &str, opener: char) -> Option<(usize, usize)> {
    let mut marks = text.char_indices().filter(|&(_, c)| sign(c) == Some('"'));
    let place = |(at, c): (usize, char)| (at, at + c.len_utf8());
    let plain = |c: char| matches!(c, '"' | '＂');
    let same = if plain(opener) { marks.clone().find(|&(_, c)| plain(c)) } else { None };
    let closes = |c: char| match (opener, c) {
        // „German“ and »German«.
        ('„', '“') | ('»', '«') => true,
        _ => !matches!(c, '“' | '„' | '«' | '〝' | '「' | '『'),
    };
    same.or_else(|| marks.find(|&(_, c)| closes(c))).map(place)
}
