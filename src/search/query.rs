//! The query: what a person typed, as types.

use std::fmt;
use std::ops::Range;

use super::matching::TypedWord;
use super::words::{Script, words};
use crate::thesis::fold::Folded;

/// What a thesis has to hold: all of the clauses, in any order. Without a clause every thesis answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    clauses: Vec<Clause>,
}

/// One thing that a thesis has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Clause {
    /// A word, found fuzzily in the short fields and by its beginning in abstracts.
    Word(TypedWord),
    /// A run of Chinese, Japanese or Korean characters, found as it stands.
    Run(String),
}

/// Why a text is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The bytes of the text that cannot be read.
    pub at: Range<usize>,
    /// What was expected there.
    pub expected: String,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} at character {}", self.expected, self.at.start + 1)
    }
}

impl Query {
    /// Reads what a person typed: words, joined by AND. White space and punctuation part them.
    ///
    /// # Errors
    ///
    /// None yet: every text is words. The fields and ranges of the full query language will have them.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let folded = Folded::new(text).text;
        let clauses = words(&folded).map(|(range, script)| match script {
            Script::Alphabetic => Clause::Word(TypedWord::new(&folded[range])),
            Script::Ideographic => Clause::Run(folded[range].to_owned()),
        });
        Ok(Self { clauses: clauses.collect() })
    }

    /// True where it asks nothing, so that every thesis answers.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    pub(super) fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The folded letters of all clauses in order, for the loose match across words.
    pub(super) fn letters(&self) -> String {
        let texts = self.clauses.iter().map(|clause| match clause {
            Clause::Word(word) => word.text(),
            Clause::Run(run) => run,
        });
        texts.collect()
    }
}
