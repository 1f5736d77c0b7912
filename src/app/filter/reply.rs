//! What came back: the last complete answer, and whether another one is under way.

use crate::search::{Answer, Generation};

/// The last answer, and what is known of the next one.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// The last answer that came.
    pub answer: Answer,
    /// The number of the last question.
    pub generation: Generation,
    /// Whether its answer has come.
    pub standing: Standing,
}

/// Whether a question is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// The last answer has come.
    #[default]
    Answered,
    /// The answer has not come yet.
    Waiting,
    /// Nor has it, and something has changed that the question does not know of.
    Outdated,
}

impl Reply {
    /// Begins another question; its number.
    pub fn begin(&mut self) -> Generation {
        self.generation += 1;
        self.standing = Standing::Waiting;
        self.generation
    }
}
