//! The filter: what is typed, the question it makes, and the last complete answer.

use tui_input::{Input, InputRequest};

use super::completion::Completion;
use super::history::History;
use super::key::{Key, KeyCode};
use crate::search::{Answer, Generation, MarkKind, Query, QueryError, Sort};

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
    /// True from a change of the text until a person moves in the list: the cursor stays on the best match.
    pub best_first: bool,
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

impl Filter {
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
                self.best_first |= changed;
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

/// Edits a line of text as a key says. True where the text has changed.
pub fn edit_line(line: &mut Input, key: Key) -> bool {
    let changed = request(key).and_then(|request| line.handle(request));
    changed.is_some_and(|changed| changed.value)
}

/// What a key does to a line of text, as readline has it.
fn request(key: Key) -> Option<InputRequest> {
    use InputRequest as R;
    Some(match (key.ctrl, key.alt, key.code) {
        (false, false, KeyCode::Char(c)) => R::InsertChar(c),
        (false, false, KeyCode::Backspace) | (true, false, KeyCode::Char('h')) => R::DeletePrevChar,
        (false, false, KeyCode::Delete) | (true, false, KeyCode::Char('d')) => R::DeleteNextChar,
        (false, false, KeyCode::Left) | (true, false, KeyCode::Char('b')) => R::GoToPrevChar,
        (false, false, KeyCode::Right) | (true, false, KeyCode::Char('f')) => R::GoToNextChar,
        (false, false, KeyCode::Home) | (true, false, KeyCode::Char('a')) => R::GoToStart,
        (false, false, KeyCode::End) | (true, false, KeyCode::Char('e')) => R::GoToEnd,
        (true, false, KeyCode::Left) | (false, true, KeyCode::Char('b')) => R::GoToPrevWord,
        (true, false, KeyCode::Right) | (false, true, KeyCode::Char('f')) => R::GoToNextWord,
        (true, false, KeyCode::Char('w') | KeyCode::Backspace) | (false, true, KeyCode::Backspace) => {
            R::DeletePrevWord
        }
        (false, true, KeyCode::Char('d')) => R::DeleteNextWord,
        (true, false, KeyCode::Char('u')) => R::DeleteLine,
        (true, false, KeyCode::Char('k')) => R::DeleteTillEnd,
        _ => return None,
    })
}
