//! The tokens of a query's text: its clauses with the places of their parts.

use std::ops::Range;

use super::clause::QueryError;
use super::name::{Asked, before_colon};

/// What a part of a query's text is, for showing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// `-`, `'`, a quotation mark, or `..`.
    Operator,
    /// The name of a field with its colon.
    Field,
    /// What is looked for.
    Value,
}

/// A clause as it stands in the text.
#[derive(Clone, Debug)]
pub(in crate::search) struct Token {
    /// Its bytes, from its sign to its last quotation mark.
    pub whole: Range<usize>,
    pub(super) negated: bool,
    pub(super) field: Option<(Range<usize>, Asked)>,
    pub(super) quote: Option<char>,
    pub(super) value: Range<usize>,
}

/// The parts of a query's text, in order and apart from each other, whether or not it can be read. White
/// space is in none.
pub fn parts(text: &str) -> Vec<(Range<usize>, Syntax)> {
    let mut parts = Vec::new();
    for token in tokens(text).flatten() {
        let mut at = token.whole.start;
        if token.negated {
            parts.push((at..at + 1, Syntax::Operator));
            at += 1;
        }
        if let Some((field, _)) = &token.field {
            parts.push((field.start..field.end, Syntax::Field));
            at = field.end;
        }
        parts.push((at..token.value.start, Syntax::Operator));
        parts.extend(token.value_parts(text));
        parts.push((token.value.end..token.whole.end, Syntax::Operator));
    }
    parts.retain(|(range, _)| !range.is_empty());
    parts
}

/// The clauses of a text, one after another.
pub(in crate::search) fn tokens(text: &str) -> impl Iterator<Item = Result<Token, QueryError>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].len() - text[at..].trim_start().len();
        if at == text.len() {
            return None;
        }
        let token = token(text, at);
        at = match &token {
            Ok(token) => token.whole.end,
            Err(error) => error.at.end,
        };
        Some(token)
    })
}

/// The clause that begins at a byte that is no white space.
fn token(text: &str, start: usize) -> Result<Token, QueryError> {
    let negated = text[start..].starts_with('-');
    let after_sign = start + usize::from(negated);
    let word_end = end_of_word(text, after_sign);
    // Behind a quotation mark a colon is a character like any other.
    let quoted = text[after_sign..].starts_with(['"', '\'']);
    let field = if quoted { None } else { before_colon(text, after_sign..word_end)? };
    let value_start = field.as_ref().map_or(after_sign, |(field, _)| field.end);
    let quote = text[value_start..].chars().next().filter(|&c| c == '"' || c == '\'');
    let (value, end) = match quote {
        Some('"') => {
            let inner = value_start + 1;
            let close = text[inner..].find('"').map(|length| inner + length);
            // A phrase that is still being typed ends with the text.
            close.map_or((inner..text.len(), text.len()), |close| (inner..close, close + 1))
        }
        Some(_) => (value_start + 1..end_of_word(text, value_start), end_of_word(text, value_start)),
        None => (value_start..word_end, word_end),
    };
    let token = Token { whole: start..end, negated, field, quote, value };
    let lonely = token.negated || token.field.is_some() || token.quote.is_some();
    if lonely && text[token.value.clone()].trim().is_empty() {
        let expected = match (&token.field, token.quote) {
            (Some((_, asked)), None) => asked.expected(),
            (_, Some('"')) => "words between quotation marks".to_owned(),
            (_, Some(_)) => "letters behind '".to_owned(),
            _ => "a word behind -".to_owned(),
        };
        return Err(QueryError { at: token.whole, expected });
    }
    Ok(token)
}

fn end_of_word(text: &str, start: usize) -> usize {
    // A phrase behind a field begins where its quotation mark is: that is no part of the word.
    let rest = &text[start..];
    let white = rest.find(char::is_whitespace).unwrap_or(rest.len());
    start + rest[..white].find(":\"").map_or(white, |colon| colon + 1)
}

impl Token {
    /// The value, parted where it is a range of times.
    fn value_parts(&self, text: &str) -> Vec<(Range<usize>, Syntax)> {
        let Range { start, end } = self.value;
        let is_time = self.field.as_ref().is_some_and(|(_, asked)| asked.is_time());
        match text[start..end].find("..").filter(|_| is_time).map(|dots| start + dots) {
            None => vec![(start..end, Syntax::Value)],
            Some(dots) => vec![
                (start..dots, Syntax::Value),
                (dots..dots + 2, Syntax::Operator),
                (dots + 2..end, Syntax::Value),
            ],
        }
    }
}
