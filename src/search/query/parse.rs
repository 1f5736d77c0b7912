//! Reading a query's text.

use std::mem;
use std::ops::Range;

use super::clause::{Clause, Query, QueryError, What};
use super::name::Asked;
use super::sign::end_of_word;
use super::token::{Lexeme, Opening, Quote, Token, lexemes};
use crate::search::fields::Fields;
use crate::search::marked;
use crate::search::matching::TypedWord;
use crate::text::boundary;
use crate::text::count::grouped;
use crate::text::fold::fold;
use crate::text::words::{Script, words};
use crate::thesis::{Date, Field, Search};

/// So many brackets within one another are read: more than anybody types, and few enough to be walked by recursion.
const NESTED: usize = 32;

impl Query {
    /// The bytes of the longest text that is read. The search strings of systematic reviews take a few thousand; every
    /// key costs in proportion to the length, and what is longer was pasted by mistake.
    pub const LONGEST: usize = 4096;

    /// Reads what a person typed.
    ///
    /// # Errors
    ///
    /// The first part that cannot be read, with its place and what was expected there.
    ///
    /// ```
    /// use theses::search::Query;
    ///
    /// let query = Query::parse("(urban | city) -tourism year:2015..2021")?;
    /// assert_eq!(query.to_string(), "(urban | city) -tourism year:2015..2021");
    /// let error = Query::parse("urban year:soon").unwrap_err();
    /// assert_eq!((error.at, error.expected.as_str()), (11..15, "a year such as 2021, or 2015..2021"));
    /// # Ok::<(), theses::search::QueryError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > Self::LONGEST {
            let expected = format!("at most {} bytes", grouped(Self::LONGEST));
            return Err(QueryError { at: boundary(text, Self::LONGEST)..text.len(), expected });
        }
        let mut reader = Reader::default();
        for lexeme in lexemes(text) {
            reader.take(lexeme?, text)?;
        }
        reader.finish()
    }
}

/// Reads lexeme by lexeme, the group that is open last in front.
#[derive(Default)]
struct Reader {
    group: Group,
    around: Vec<Group>,
    /// An operator that has nothing behind it yet.
    waits: Option<Range<usize>>,
    /// True behind a `NOT`.
    not: bool,
}

/// What stands in a pair of brackets, or outside of all.
#[derive(Default)]
struct Group {
    /// The bracket that opens it; nothing outside of all.
    opening: Range<usize>,
    /// True where all of it is to be turned round.
    negated: bool,
    /// What a clause without a name of its own asks about.
    asked: Option<Asked>,
    /// The choices before the last bar.
    choices: Vec<Query>,
    /// What stands side by side since then.
    together: Vec<Query>,
}

impl Group {
    /// Ends a choice.
    fn end_choice(&mut self) {
        let together = mem::take(&mut self.together);
        self.choices.push(if self.negated { Query::any(together) } else { Query::all(together) });
    }

    fn finish(mut self) -> Query {
        if !self.together.is_empty() {
            self.end_choice();
        }
        if self.negated { Query::all(self.choices) } else { Query::any(self.choices) }
    }
}

fn expected<T>(at: Range<usize>, expected: impl Into<String>) -> Result<T, QueryError> {
    Err(QueryError { at, expected: expected.into() })
}

impl Reader {
    fn take(&mut self, lexeme: Lexeme, text: &str) -> Result<(), QueryError> {
        match lexeme {
            Lexeme::Clause(token) => {
                let negated = self.is_negated(token.is_negated());
                let asked = token.field.as_ref().map(|(_, asked)| *asked).or(self.group.asked);
                let whats = token.read(text, asked, negated)?;
                let clauses = whats.into_iter().map(|what| Query::of_clause(Clause { negated, what }));
                self.group.together.push(Query::all(clauses));
            }
            Lexeme::Open(Opening { whole, negated, field }) => {
                if self.around.len() == NESTED {
                    return expected(whole, format!("at most {NESTED} brackets within one another"));
                }
                let negated = self.is_negated(negated);
                let asked = field.map(|(_, asked)| asked).or(self.group.asked);
                let group = Group { opening: whole, negated, asked, ..Group::default() };
                self.around.push(mem::replace(&mut self.group, group));
            }
            Lexeme::Close(at) => self.close(at)?,
            Lexeme::Or(at) => {
                self.nothing_waits()?;
                self.follows_something(at)?;
                self.group.end_choice();
            }
            Lexeme::And(at) => {
                self.nothing_waits()?;
                self.follows_something(at)?;
            }
            Lexeme::Not(at) => {
                self.waits = Some(at);
                self.not = !self.not;
            }
        }
        Ok(())
    }

    /// Whether what comes now is to be turned round, `sign` aside by what stands before it.
    fn is_negated(&mut self, sign: bool) -> bool {
        self.waits = None;
        sign ^ mem::take(&mut self.not) ^ self.group.negated
    }

    fn nothing_waits(&mut self) -> Result<(), QueryError> {
        self.waits.take().map_or(Ok(()), |at| expected(at, "a word beside it"))
    }

    /// Makes an operator wait for what is behind it, where something is before it.
    fn follows_something(&mut self, at: Range<usize>) -> Result<(), QueryError> {
        if self.group.together.is_empty() {
            return expected(at, "a word beside it");
        }
        self.waits = Some(at);
        Ok(())
    }

    fn close(&mut self, at: Range<usize>) -> Result<(), QueryError> {
        self.nothing_waits()?;
        let Some(around) = self.around.pop() else {
            return expected(at, "`(` before it");
        };
        let group = mem::replace(&mut self.group, around);
        if group.together.is_empty() {
            return expected(group.opening.start..at.end, "a word in brackets");
        }
        self.group.together.push(group.finish());
        Ok(())
    }

    fn finish(mut self) -> Result<Query, QueryError> {
        self.nothing_waits()?;
        if !self.around.is_empty() {
            return expected(self.group.opening, "`)` behind it");
        }
        Ok(self.group.finish())
    }
}

impl Token {
    /// What the clause asks for: a word with punctuation in it asks for several things.
    fn read(&self, text: &str, asked: Option<Asked>, negated: bool) -> Result<Vec<What>, QueryError> {
        let value = &text[self.value.clone()];
        let Some(asked) = asked else { return self.text(value, Fields::PLAIN, negated) };
        if let Some(fields) = asked.words() {
            return self.text(value, fields, negated);
        }
        let expected = || QueryError { at: self.value.clone(), expected: asked.expected() };
        // A quotation mark only ever parts: it is no part of a value.
        let folded = fold(value).replace('"', " ").trim().to_owned();
        if folded.is_empty() {
            return Err(expected());
        }
        let what = match asked {
            Asked::Field(field) => match field.row().search {
                Search::Beginning => What::Beginning(field, folded),
                Search::Time => time(Some(field), &folded).ok_or_else(expected)?,
                Search::Words { .. } | Search::Value | Search::Never => {
                    What::Value(field, from_word_to_word(&folded).ok_or_else(expected)?)
                }
            },
            Asked::Year => time(None, &folded).ok_or_else(expected)?,
            Asked::Marked(field) => {
                let mut clauses = marked::CLAUSES.iter();
                let meant = clauses.find(|clause| clause.field == field && clause.word.starts_with(&folded));
                let meant = meant.ok_or_else(expected)?;
                What::Marked(meant.kind, meant.bears)
            }
        };
        Ok(vec![what])
    }

    /// What text asks for in some fields. Without a letter and a digit it is looked for as it stands.
    fn text(&self, value: &str, fields: Fields, negated: bool) -> Result<Vec<What>, QueryError> {
        let folded = fold(value);
        let words: Vec<_> = words(&folded).collect();
        let phrase = || words.iter().map(|(range, _)| &folded[range.clone()]).collect::<Vec<_>>().join(" ");
        Ok(match self.quote {
            _ if words.is_empty() => vec![What::Letters(self.signs(&folded)?, fields)],
            Some(Quote::Phrase) => vec![What::Phrase(phrase(), fields)],
            // A character can fold to several words.
            Some(Quote::Exact) if end_of_word(&folded) < folded.len() => vec![What::Phrase(phrase(), fields)],
            Some(Quote::Exact) => vec![What::Letters(folded, fields)],
            // Without several words means without them together.
            None if negated && words.len() > 1 => vec![What::Phrase(phrase(), fields)],
            None => {
                let each = words.iter().map(|(range, script)| match script {
                    Script::Alphabetic => What::Word(TypedWord::new(&folded[range.clone()]), fields),
                    Script::Ideographic => What::Run(folded[range.clone()].to_owned(), fields),
                });
                each.collect()
            }
        })
    }

    /// What is looked for where a folded text has neither letter nor digit; an error where it has nothing else either.
    fn signs(&self, folded: &str) -> Result<String, QueryError> {
        let marked = self.quote == Some(Quote::Phrase);
        let signs = if marked { folded.replace('"', " ") } else { folded.to_owned() };
        let signs = signs.trim();
        if signs.is_empty() {
            return expected(self.whole.clone(), "a letter, a digit or a sign");
        }
        Ok(signs.to_owned())
    }
}

/// A text from the beginning of its first word to the end of its last; `None` where it has none, so that it is found
/// nowhere.
fn from_word_to_word(text: &str) -> Option<String> {
    let mut words = words(text).map(|(word, _)| word);
    let first = words.next()?;
    let end = words.last().map_or(first.end, |last| last.end);
    Some(text[first.start..end].to_owned())
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
