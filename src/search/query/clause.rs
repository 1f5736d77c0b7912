//! What a query asks for, as types.

use std::fmt;
use std::ops::Range;

use crate::search::fields::Fields;
use crate::search::marked::MarkKind;
use crate::search::matching::TypedWord;
use crate::thesis::{Date, Field};

/// What a thesis has to hold: all of the operands, in any order. Without an operand every thesis answers.
///
/// Only clauses are ever negated: what stands in brackets behind `-` is turned round when it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) operands: Vec<Operand>,
}

/// A part of a query that a thesis has to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) enum Operand {
    /// A clause.
    Clause(Clause),
    /// At least one of these, of which there are two or more, none of them empty and none a choice itself.
    Any(Vec<Query>),
}

/// One thing that a thesis has to hold, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Clause {
    /// True where a thesis must not hold it.
    pub negated: bool,
    /// What it is.
    pub what: What,
}

/// What a clause asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) enum What {
    /// A word, found fuzzily in short fields and by its beginning in abstracts.
    Word(TypedWord, Fields),
    /// A run of Chinese, Japanese or Korean characters, found as it stands.
    Run(String, Fields),
    /// Folded letters or signs, found as they stand, inside words too.
    Letters(String, Fields),
    /// Folded words, parted by one space: found one after another, the last one by its beginning.
    Phrase(String, Fields),
    /// The beginning of a word of a field, folded; of a degree also the name of its level.
    Value(Field, String),
    /// The beginning of the whole of a field, folded.
    Beginning(Field, String),
    /// A time, from and to, each a day, a month or a year that counts whole: of a field, or without one of the degree
    /// where it is known and else of posting.
    Time(Option<Field>, Option<Date>, Option<Date>),
    /// That a thesis bears a kind of mark, or that it does not.
    Marked(MarkKind, bool),
}

/// Why a text is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The bytes of the text that cannot be read; never empty.
    pub at: Range<usize>,
    /// What was expected there, a short phrase.
    pub expected: String,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl Query {
    /// A query that asks for a kind of mark alone.
    pub fn of_marked(kind: MarkKind) -> Self {
        Self::of_clause(Clause { negated: false, what: What::Marked(kind, true) })
    }

    /// A query that asks for what does not bear a kind of mark.
    pub fn of_unmarked(kind: MarkKind) -> Self {
        Self::of_clause(Clause { negated: false, what: What::Marked(kind, false) })
    }

    /// A query that asks for what both ask for.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self { operands: [&self.operands[..], &other.operands].concat() }
    }

    pub(super) fn of_clause(clause: Clause) -> Self {
        Self { operands: vec![Operand::Clause(clause)] }
    }

    /// A query that asks for what all of these ask for.
    pub(super) fn all(queries: impl IntoIterator<Item = Self>) -> Self {
        Self { operands: queries.into_iter().flat_map(|query| query.operands).collect() }
    }

    /// A query that asks for what one of these asks for, none of which is empty.
    pub(super) fn any(queries: Vec<Self>) -> Self {
        let choices = queries.into_iter().flat_map(|mut query| match query.operands.as_mut_slice() {
            [Operand::Any(choices)] => std::mem::take(choices),
            _ => vec![query],
        });
        let mut choices: Vec<_> = choices.collect();
        if choices.len() > 1 {
            return Self { operands: vec![Operand::Any(choices)] };
        }
        choices.pop().unwrap_or_default()
    }

    /// True where only theses with this kind of mark answer.
    pub fn asks_for_marked(&self, kind: MarkKind) -> bool {
        self.operands.iter().any(|operand| match operand {
            Operand::Clause(clause) => clause.what == What::Marked(kind, !clause.negated),
            Operand::Any(choices) => choices.iter().all(|choice| choice.asks_for_marked(kind)),
        })
    }

    /// True where it depends on this kind of mark which theses answer.
    pub fn asks_about(&self, kind: MarkKind) -> bool {
        self.clauses().iter().any(|clause| matches!(clause.what, What::Marked(asked, _) if asked == kind))
    }

    /// True where marks decide which theses answer: another answer may be right when they change.
    pub fn depends_on_marks(&self) -> bool {
        self.clauses().iter().any(|clause| matches!(clause.what, What::Marked(..)))
    }

    /// True where it asks nothing, so that every thesis answers.
    pub fn is_empty(&self) -> bool {
        self.operands.is_empty()
    }

    /// True where a clause can only be answered from the words of a text, so that an index is needed.
    pub(in crate::search) fn asks_for_words(&self) -> bool {
        self.clauses().iter().any(|clause| {
            matches!(clause.what, What::Word(..) | What::Run(..) | What::Letters(..) | What::Phrase(..))
        })
    }

    pub(in crate::search) fn operands(&self) -> &[Operand] {
        &self.operands
    }

    /// All clauses in the order of the text, those of choices too.
    pub(in crate::search) fn clauses(&self) -> Vec<&Clause> {
        let mut clauses = Vec::new();
        self.collect(&mut clauses);
        clauses
    }

    fn collect<'q>(&'q self, clauses: &mut Vec<&'q Clause>) {
        for operand in &self.operands {
            match operand {
                Operand::Clause(clause) => clauses.push(clause),
                Operand::Any(choices) => choices.iter().for_each(|choice| choice.collect(clauses)),
            }
        }
    }

    /// The folded letters of all words in order, for the loose match across words; `None` where the query
    /// asks for anything but words.
    pub(in crate::search) fn letters(&self) -> Option<String> {
        let texts = self.operands.iter().map(|operand| match operand {
            Operand::Clause(Clause { negated: false, what: What::Word(word, Fields::PLAIN) }) => {
                Some(word.text())
            }
            Operand::Clause(Clause { negated: false, what: What::Run(run, Fields::PLAIN) }) => {
                Some(run.as_str())
            }
            _ => None,
        });
        texts.collect()
    }
}
