//! The lexemes of a query's text: operators, and clauses with the places of their parts.

use std::ops::Range;

use super::clause::QueryError;
use super::name::{Asked, before_colon};
use super::sign::{end_of_phrase, end_of_word, first_len, first_sign, opens_group, sign};

/// What a part of a query's text is, for showing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// `-`, `'`, a quotation mark, `..`, a bracket, `|`, or a word for one of them.
    Operator,
    /// The name of a field with its colon.
    Field,
    /// What is looked for.
    Value,
}

/// What a query's text is made of.
#[derive(Clone, Debug)]
pub(in crate::search) enum Lexeme {
    /// A clause.
    Clause(Token),
    /// `(`, with a sign before it or a field whose name holds for what is in the brackets.
    Open(Opening),
    /// `)`.
    Close(Range<usize>),
    /// `|` or `OR`.
    Or(Range<usize>),
    /// `AND`.
    And(Range<usize>),
    /// `NOT`.
    Not(Range<usize>),
}

/// A bracket that opens, as it stands in the text.
#[derive(Clone, Debug)]
pub(in crate::search) struct Opening {
    /// Its bytes, from its sign to the bracket.
    pub whole: Range<usize>,
    pub(super) negated: bool,
    pub(super) field: Option<(Range<usize>, Asked)>,
}

/// A clause as it stands in the text.
#[derive(Clone, Debug)]
pub(in crate::search) struct Token {
    /// Its bytes, from its sign to its last quotation mark.
    pub whole: Range<usize>,
    /// Where its sign ends; where it has none, its beginning.
    after_sign: usize,
    pub(super) field: Option<(Range<usize>, Asked)>,
    pub(super) quote: Option<Quote>,
    pub(super) value: Range<usize>,
}

/// What marks a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Quote {
    /// Quotation marks around words.
    Phrase,
    /// An apostrophe before letters.
    Exact,
}

/// The parts of a query's text, in order and apart from each other, whether or not it can be read. White
/// space is in none.
pub fn parts(text: &str) -> Vec<(Range<usize>, Syntax)> {
    let mut parts = Vec::new();
    for lexeme in lexemes(text).flatten() {
        match lexeme {
            Lexeme::Clause(token) => {
                parts.push((token.whole.start..token.after_sign, Syntax::Operator));
                let named = token.field.as_ref().map(|(field, _)| field.clone());
                let at = named.as_ref().map_or(token.after_sign, |field| field.end);
                parts.extend(named.map(|field| (field, Syntax::Field)));
                parts.push((at..token.value.start, Syntax::Operator));
                parts.extend(token.value_parts(text));
                parts.push((token.value.end..token.whole.end, Syntax::Operator));
            }
            Lexeme::Open(Opening { whole, field: Some((field, _)), .. }) => {
                parts.push((whole.start..field.start, Syntax::Operator));
                parts.push((field.clone(), Syntax::Field));
                parts.push((field.end..whole.end, Syntax::Operator));
            }
            other => parts.push((other.whole(), Syntax::Operator)),
        }
    }
    parts.retain(|(range, _)| !range.is_empty());
    parts
}

/// The lexemes of a text, one after another.
pub(in crate::search) fn lexemes(text: &str) -> impl Iterator<Item = Result<Lexeme, QueryError>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].len() - text[at..].trim_start().len();
        if at == text.len() {
            return None;
        }
        let lexeme = lexeme(text, at);
        at = match &lexeme {
            Ok(lexeme) => lexeme.whole().end,
            Err(error) => error.at.end,
        };
        Some(lexeme)
    })
}

impl Lexeme {
    /// Its bytes.
    pub fn whole(&self) -> Range<usize> {
        match self {
            Self::Clause(token) => token.whole.clone(),
            Self::Open(opening) => opening.whole.clone(),
            Self::Close(whole) | Self::Or(whole) | Self::And(whole) | Self::Not(whole) => whole.clone(),
        }
    }
}

/// The lexeme that begins at a byte that is no white space.
fn lexeme(text: &str, start: usize) -> Result<Lexeme, QueryError> {
    let rest = &text[start..];
    let one = start..start + first_len(rest);
    match first_sign(rest) {
        Some('(') if opens_group(rest) => {
            return Ok(Lexeme::Open(Opening { whole: one, negated: false, field: None }));
        }
        Some(')') => return Ok(Lexeme::Close(one)),
        Some('|') => return Ok(Lexeme::Or(one)),
        _ => {}
    }
    let is_word = |word: &&str| rest.starts_with(word) && end_of_word(&rest[word.len()..]) == 0;
    let Some(word) = ["OR", "AND", "NOT"].into_iter().find(is_word) else { return clause(text, start) };
    let whole = start..start + word.len();
    Ok(match word {
        "OR" => Lexeme::Or(whole),
        "AND" => Lexeme::And(whole),
        _ => Lexeme::Not(whole),
    })
}

/// The clause that begins at a byte, or the bracket that opens there behind a sign or a name.
fn clause(text: &str, start: usize) -> Result<Lexeme, QueryError> {
    let negated = is_negated(&text[start..]);
    let after_sign = start + if negated { first_len(&text[start..]) } else { 0 };
    let rest = &text[after_sign..];
    // Behind a quotation mark a colon is a character like any other, and behind a bracket it is another clause's.
    let quoted = matches!(first_sign(rest), Some('"' | '\'' | '('));
    let field = if quoted { None } else { before_colon(text, after_sign)? };
    let value_start = field.as_ref().map_or(after_sign, |(field, _)| field.end);
    let rest = &text[value_start..];
    let inner = value_start + first_len(rest);
    if first_sign(rest) == Some('(') && opens_group(rest) {
        return Ok(Lexeme::Open(Opening { whole: start..inner, negated, field }));
    }
    let (quote, value, end) = match first_sign(rest) {
        Some('"') => {
            let close = end_of_phrase(&text[inner..], rest.chars().next().unwrap_or_default());
            // A phrase that is still being typed ends with the text.
            let (close, end) =
                close.map_or((text.len(), text.len()), |(close, behind)| (inner + close, inner + behind));
            (Some(Quote::Phrase), inner..close, end)
        }
        Some('\'') => {
            let end = inner + end_of_word(&text[inner..]);
            let closing = if rest.starts_with('\'') { 0 } else { closing_len(&text[inner..end]) };
            (Some(Quote::Exact), inner..end - closing, end)
        }
        _ => {
            let end = value_start + end_of_word(rest);
            (None, value_start..end, end)
        }
    };
    let token = Token { whole: start..end, after_sign, field, quote, value };
    token.checked(text).map(Lexeme::Clause)
}

/// True where a text begins with a sign for "without". A hyphen that stands alone is one that is still being typed, any
/// other dash there a text like any other.
fn is_negated(text: &str) -> bool {
    let behind = &text[first_len(text)..];
    let alone = behind.chars().next().is_none_or(char::is_whitespace)
        || matches!(first_sign(behind), Some(')' | '|'));
    first_sign(text) == Some('-') && (text.starts_with('-') || !alone)
}

/// The bytes of the typographic mark at the end of a word that was begun with one: `‘govern’`.
fn closing_len(word: &str) -> usize {
    let last = word.chars().next_back().filter(|&c| !c.is_ascii() && sign(c) == Some('\''));
    last.map(char::len_utf8).filter(|&len| len < word.len()).unwrap_or(0)
}

impl Token {
    /// True where a thesis must not hold it.
    pub(super) fn is_negated(&self) -> bool {
        self.after_sign > self.whole.start
    }

    /// True for a phrase whose second quotation mark is there.
    pub fn is_closed_phrase(&self) -> bool {
        self.quote == Some(Quote::Phrase) && self.value.end < self.whole.end
    }

    /// The token, where its sign, name or mark has something behind it.
    fn checked(self, text: &str) -> Result<Self, QueryError> {
        let lonely = self.is_negated() || self.field.is_some() || self.quote.is_some();
        if !lonely || !text[self.value.clone()].trim().is_empty() {
            return Ok(self);
        }
        let expected = match (&self.field, self.quote) {
            (Some((_, asked)), None) => asked.expected(),
            (_, Some(Quote::Phrase)) => "words between quotation marks".to_owned(),
            (_, Some(Quote::Exact)) => "letters behind '".to_owned(),
            _ => "a word behind -".to_owned(),
        };
        Err(QueryError { at: self.whole, expected })
    }

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
