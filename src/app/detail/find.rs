//! What is looked for in one text, and the place to go back to.

use super::page::Place;
use crate::app::filter::prompt::{Outcome, Prompt};
use crate::app::picked::Picked;
use crate::search::Query;

/// What is looked for in one text.
#[derive(Clone, Debug)]
pub struct Find {
    /// What is typed.
    pub prompt: Prompt,
    /// The last text that could be read as a query.
    pub query: Query,
    /// The thesis that it is looked for in.
    pub picked: Picked,
    /// Where one read before; `None` is the top.
    pub before: Option<Place>,
}

/// Where one is to be: at a place, or at the top.
#[derive(Clone, Debug)]
pub struct Spot(pub Option<Place>);

impl Find {
    /// Looks for nothing yet, from where one is.
    pub fn new(picked: Picked, before: Option<Place>) -> Self {
        Self { prompt: Prompt::default(), query: Query::default(), picked, before }
    }

    /// Does something to what is typed.
    pub fn type_by(&mut self, edit: impl FnOnce(&mut Prompt) -> Outcome) {
        if let Some(query) = edit(&mut self.prompt).typed {
            self.query = query;
        }
    }
}
