//! The filter: what is typed, the question it makes, and the last complete answer.

use tui_input::{Input, InputRequest};

use super::action::Action;
use super::completion::Completion;
use super::history::History;
use super::key::Key;
use super::line::edit_line;
use super::list::View;
use crate::search::{Answer, Gap, Generation, MarkKind, Query, QueryError, Sort};

/// What was asked, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The line that is typed.
    pub input: Input,
    /// The last text that could be read as a query.
    pub query: Query,
    /// Why the text cannot be read, while it cannot.
    pub error: Option<QueryError>,
    /// What can stand at the cursor, from the key that asks for it to the first other one.
    pub completion: Option<Completion>,
    /// The earlier queries.
    pub history: History,
    /// The order of the list.
    pub sort: Sort,
    /// What the view asks for, which is joined with what is typed: nothing, or the bookmarks.
    pub view: Query,
    /// The last answer that came.
    pub answer: Answer,
    /// The number of the last question.
    pub generation: Generation,
    /// Whether its answer has come.
    pub asked: Asked,
}

/// Whether a question is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// The last answer has come.
    #[default]
    Answered,
    /// The answer has not come yet.
    Waiting,
    /// Nor has it, and something has changed that the question does not know of.
    Outdated,
}

/// What an action of the prompt came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same is asked for as before.
    Same,
    /// Something else is asked for now.
    Changed,
    /// What can stand in this gap has to be looked up.
    LookUp(Gap),
    /// It cannot be done; this is to be said.
    Say(String),
}

impl Outcome {
    fn of(changed: bool) -> Self {
        if changed { Self::Changed } else { Self::Same }
    }
}

impl Filter {
    /// Does what an action says that works while a filter is typed.
    pub fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Complete => self.complete(false),
            Action::CompleteBack => self.complete(true),
            Action::EarlierQuery => {
                let typed = self.input.value().to_owned();
                let query = self.history.earlier(&typed).map(str::to_owned);
                self.show_query(query)
            }
            Action::LaterQuery => {
                let query = self.history.later();
                self.show_query(query)
            }
            _ => Outcome::Same,
        }
    }

    /// Adds the filter to the earlier queries; the query where it is a new one.
    pub fn remember(&mut self) -> Option<String> {
        let query = self.input.value().trim().to_owned();
        (self.error.is_none() && self.history.remember(&query)).then_some(query)
    }

    /// Offers what can fill a gap, if the gap is still there.
    pub fn offer(&mut self, gap: &Gap, candidates: Vec<String>) -> Outcome {
        let waiting = self.completion.as_mut().filter(|completion| completion.is_waiting());
        let Some(completion) = waiting.filter(|completion| completion.gap == *gap) else {
            return Outcome::Same;
        };
        if candidates.is_empty() {
            let said = completion.nothing();
            self.completion = None;
            return Outcome::Say(said);
        }
        completion.offer(candidates);
        self.fill()
    }

    /// Begins to complete what stands before the cursor, or goes to the next candidate.
    fn complete(&mut self, backwards: bool) -> Outcome {
        if let Some(completion) = &mut self.completion {
            completion.step(backwards);
            return self.fill();
        }
        let Some(completion) = Completion::begin(self.input.value(), self.cursor(), backwards) else {
            return Outcome::Say("nothing is known to complete this with".to_owned());
        };
        let gap = completion.gap.clone();
        self.completion = Some(completion);
        match gap.candidates() {
            Some(candidates) => self.offer(&gap, candidates),
            None => Outcome::LookUp(gap),
        }
    }

    /// Puts the current candidate into the line. One that is alone is taken at once.
    fn fill(&mut self) -> Outcome {
        let Some(completion) = &self.completion else { return Outcome::Same };
        let Some((text, cursor)) = completion.filled() else { return Outcome::Same };
        if completion.candidates().0.len() == 1 {
            self.completion = None;
        }
        self.history.stay();
        Outcome::of(self.put(text, cursor))
    }

    /// Shows a query of the walk through the earlier ones, if there is one.
    fn show_query(&mut self, query: Option<String>) -> Outcome {
        let Some(query) = query else { return Outcome::Same };
        let end = query.len();
        Outcome::of(self.put(query, end))
    }

    /// The answer as the list is shown it, with `seen` items on the screen.
    pub fn view_of_answer(&self, seen: usize) -> View<'_> {
        View { rows: &self.answer.rows, seen }
    }

    /// Edits the line as a key says. True where the text has changed.
    pub fn edit(&mut self, key: Key) -> bool {
        let changed = edit_line(&mut self.input, key);
        if changed {
            self.history.stay();
        }
        changed && self.read()
    }

    /// Puts a text into the line, the cursor before one of its bytes. True where the text means something else
    /// now.
    pub fn put(&mut self, text: String, cursor: usize) -> bool {
        let before = text[..cursor].chars().count();
        self.input = Input::new(text).with_cursor(before);
        self.read()
    }

    /// The byte of the text that the cursor is before.
    pub fn cursor(&self) -> usize {
        let text = self.input.value();
        text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at)
    }

    /// Inserts a pasted text, line breaks as spaces. True where the text has changed.
    pub fn paste(&mut self, text: &str) -> bool {
        for c in crate::text::sanitise::printable(text).chars() {
            self.input.handle(InputRequest::InsertChar(c));
        }
        self.history.stay();
        self.read()
    }

    /// Empties the line. True where it was not empty.
    pub fn clear(&mut self) -> bool {
        let changed = !self.input.value().is_empty();
        self.input = Input::default();
        self.history.stay();
        changed && self.read()
    }

    /// What is asked for in all: the view's query and the typed one.
    pub fn asked_query(&self) -> Query {
        self.view.joined(&self.query)
    }

    /// True in the view of the bookmarks.
    pub fn views_bookmarks(&self) -> bool {
        self.view.asks_for_marked(MarkKind::Bookmarked)
    }

    /// True where the filter leaves out nothing.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty()
    }

    /// Reads the text as a query; one that cannot be read leaves the last one in force.
    fn read(&mut self) -> bool {
        match Query::parse(self.input.value()) {
            Ok(query) => {
                self.error = None;
                let changed = query != self.query;
                self.query = query;
                changed
            }
            Err(error) => {
                self.error = Some(error);
                false
            }
        }
    }
}
