//! Reading a query's text.

use super::clause::{Clause, Query, QueryError, What};
use super::name::Asked;
use super::token::{Token, tokens};
use crate::search::fields::Fields;
use crate::search::marked;
use crate::search::matching::TypedWord;
use crate::text::fold::fold;
use crate::text::words::{Script, words};
use crate::thesis::{Date, Field, Search};

impl Query {
    /// Reads what a person typed.
    ///
    /// # Errors
    ///
    /// The first part that cannot be read, with its place and what was expected there.
    ///
    /// ```
    /// use theses::search::Query;
    ///
    /// let query = Query::parse("urban -tourism year:2015..2021")?;
    /// assert_eq!(query.to_string(), "urban -tourism year:2015..2021");
    /// let error = Query::parse("urban year:soon").unwrap_err();
    /// assert_eq!((error.at, error.expected.as_str()), (11..15, "a year such as 2021, or 2015..2021"));
    /// # Ok::<(), theses::search::QueryError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut clauses = Vec::new();
        for token in tokens(text) {
            let token = token?;
            for what in token.read(text)? {
                clauses.push(Clause { negated: token.negated, what });
            }
        }
        Ok(Self { clauses })
    }
}

impl Token {
    /// What the clause asks for: a word with punctuation in it asks for several things.
    fn read(&self, text: &str) -> Result<Vec<What>, QueryError> {
        let value = &text[self.value.clone()];
        let Some((_, asked)) = &self.field else { return Ok(self.text(value, Fields::PLAIN)) };
        let expected = || QueryError { at: self.value.clone(), expected: asked.expected() };
        // A quotation mark only ever parts: it is no part of a value.
        let folded = fold(value).replace('"', " ").trim().to_owned();
        if folded.is_empty() {
            return Err(expected());
        }
        let what = match *asked {
            Asked::Field(field) => match field.row().search {
                Search::Words { .. } => return Ok(self.text(value, Fields::of(field))),
                Search::Value | Search::Never => What::Value(field, folded),
                Search::Beginning => What::Beginning(field, folded),
                Search::Time => time(Some(field), value.trim()).ok_or_else(expected)?,
            },
            Asked::Year => time(None, value.trim()).ok_or_else(expected)?,
            Asked::Marked(field) => {
                let mut clauses = marked::CLAUSES.iter();
                let meant = clauses.find(|clause| clause.field == field && clause.word.starts_with(&folded));
                What::Marked(meant.ok_or_else(expected)?.kind)
            }
        };
        Ok(vec![what])
    }

    /// What text asks for in some fields; nothing where it has neither letter nor digit.
    fn text(&self, value: &str, fields: Fields) -> Vec<What> {
        let folded = fold(value);
        let words: Vec<_> = words(&folded).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let phrase = || words.iter().map(|(range, _)| &folded[range.clone()]).collect::<Vec<_>>().join(" ");
        match self.quote {
            Some('"') => vec![What::Phrase(phrase(), fields)],
            Some(_) => vec![What::Letters(folded, fields)],
            // Without several words means without them together.
            None if self.negated && words.len() > 1 => vec![What::Phrase(phrase(), fields)],
            None => {
                let each = words.iter().map(|(range, script)| match script {
                    Script::Alphabetic => What::Word(TypedWord::new(&folded[range.clone()]), fields),
                    Script::Ideographic => What::Run(folded[range.clone()].to_owned(), fields),
                });
                each.collect()
            }
        }
    }
}

/// A time such as `2021`, `2015..2021`, `..2010`, `2023-12..`; `None` where it is none, or ends before it begins.
fn time(field: Option<Field>, text: &str) -> Option<What> {
    let end = |text: &str| if text.is_empty() { Some(None) } else { Date::parse(text).map(Some) };
    let (from, to) = match text.split_once("..") {
        Some(("", "")) => return None,
        Some((from, to)) => (end(from)?, end(to)?),
        None => (Some(Date::parse(text)?), Some(Date::parse(text)?)),
    };
    let in_order = from.zip(to).is_none_or(|(from, to)| from <= to || from.is_within(Some(to), Some(to)));
    in_order.then_some(What::Time(field, from, to))
}
