//! The filter: what is typed, what it asks for, and what came of it.
//!
//! ```text
//! key, paste → prompt → Outcome → request → (the engine) → reply
//! ```
//!
//! `prompt` is a machine with its `completion` and its `history`; `request` is what is in force; `reply` the last answer.

pub mod completion;
pub mod history;
pub mod prompt;
pub mod reply;
pub mod request;

use prompt::Prompt;
use reply::Reply;
use request::Request;

/// The three parts of the filter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What is typed.
    pub prompt: Prompt,
    /// What is asked for.
    pub request: Request,
    /// What came of it.
    pub reply: Reply,
}
