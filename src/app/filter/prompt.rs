//! The prompt: the line that is typed, its completion, and the walk through earlier lines.
//!
//! A machine by itself: it is given keys and texts, and answers with an [`Outcome`]. Must not know what is asked beside
//! it, nor what the answer is.

use tui_input::Input;

use super::completion::Completion;
use super::history::History;
use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};
use crate::app::line::edit_line;
use crate::search::{Gap, Query, QueryError};
use crate::text::boundary;
use crate::text::count::grouped;
use crate::text::sanitise::printable;

/// What is typed.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    /// The line, with its cursor.
    pub input: Input,
    /// Why the text cannot be read, while it cannot.
    pub error: Option<QueryError>,
    /// What can stand at the cursor, from the key that asks for it to the first other one.
    pub completion: Option<Completion>,
    history: History,
}

/// What came of something that was done to the prompt. By default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The text was edited and reads as this query, which may be the one of before.
    pub typed: Option<Query>,
    /// What can stand in this gap has to be looked up.
    pub look_up: Option<Gap>,
    /// This is to be said.
    pub said: Option<String>,
}

impl Outcome {
    fn say(said: String) -> Self {
        Self { said: Some(said), ..Self::default() }
    }
}

fn too_long() -> String {
    format!("a filter has at most {} bytes", grouped(Query::LONGEST))
}

impl Prompt {
    /// An empty line, and the earlier ones.
    pub fn new(history: History) -> Self {
        Self { history, ..Self::default() }
    }

    /// The text of the line.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The byte of the text that the cursor is before.
    pub fn cursor(&self) -> usize {
        let text = self.text();
        text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at)
    }

    /// Does what an action says that works while a filter is typed.
    pub fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Complete => self.complete(false),
            Action::CompleteBack => self.complete(true),
            Action::EarlierQuery => {
                let typed = self.text().to_owned();
                let line = self.history.earlier(&typed).map(str::to_owned);
                self.show(line)
            }
            Action::LaterQuery => {
                let line = self.history.later();
                self.show(line)
            }
            _ => Outcome::default(),
        }
    }

    /// Edits the line as a key says. A character that is too much is not typed.
    pub fn edit(&mut self, key: Key) -> Outcome {
        if let Key { code: KeyCode::Char(c), ctrl: false, alt: false } = key
            && self.text().len() + c.len_utf8() > Query::LONGEST
        {
            return Outcome::say(too_long());
        }
        if !edit_line(&mut self.input, key) {
            return Outcome::default();
        }
        self.history.stay();
        self.read()
    }

    /// Inserts a pasted text at once, line breaks as spaces, and of a long one as much as a filter can have.
    pub fn paste(&mut self, text: &str) -> Outcome {
        let text = printable(text);
        let (before, behind) = self.text().split_at(self.cursor());
        let room = Query::LONGEST.saturating_sub(before.len() + behind.len());
        let pasted = &text[..boundary(&text, room)];
        let line = format!("{before}{pasted}{behind}");
        let cursor = before.len() + pasted.len();
        self.history.stay();
        let said = (pasted.len() < text.len()).then(|| format!("the paste was cut: {}", too_long()));
        Outcome { said, ..self.put(line, cursor) }
    }

    /// Puts a text in place of the line.
    pub fn replace(&mut self, text: String) -> Outcome {
        self.history.stay();
        let end = text.len();
        self.put(text, end)
    }

    /// Empties the line.
    pub fn clear(&mut self) -> Outcome {
        self.input = Input::default();
        self.history.stay();
        self.read()
    }

    /// Adds the line to the earlier ones; the line where it is a new one.
    pub fn remember(&mut self) -> Option<String> {
        let line = self.text().trim().to_owned();
        (self.error.is_none() && self.history.remember(&line)).then_some(line)
    }

    /// Offers what can fill a gap, if the gap is still there.
    pub fn offer(&mut self, gap: &Gap, candidates: Vec<String>) -> Outcome {
        let waiting = self.completion.as_mut().filter(|completion| completion.is_waiting());
        let Some(completion) = waiting.filter(|completion| completion.gap == *gap) else {
            return Outcome::default();
        };
        if candidates.is_empty() {
            let said = completion.nothing();
            self.completion = None;
            return Outcome::say(said);
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
        let Some(completion) = Completion::begin(self.text(), self.cursor(), backwards) else {
            return Outcome::say("nothing is known to complete this with".to_owned());
        };
        let gap = completion.gap.clone();
        self.completion = Some(completion);
        match gap.candidates() {
            Some(candidates) => self.offer(&gap, candidates),
            None => Outcome { look_up: Some(gap), ..Outcome::default() },
        }
    }

    /// Puts the current candidate into the line. One that is alone is taken at once.
    fn fill(&mut self) -> Outcome {
        let Some(completion) = &self.completion else { return Outcome::default() };
        let Some((text, cursor)) = completion.filled() else { return Outcome::default() };
        if completion.candidates().0.len() == 1 {
            self.completion = None;
        }
        self.history.stay();
        self.put(text, cursor)
    }

    /// Shows a line of the walk through the earlier ones, if there is one.
    fn show(&mut self, line: Option<String>) -> Outcome {
        let Some(line) = line else { return Outcome::default() };
        let end = line.len();
        self.put(line, end)
    }

    /// Puts a text into the line, the cursor before one of its bytes.
    fn put(&mut self, text: String, cursor: usize) -> Outcome {
        let before = text[..cursor].chars().count();
        self.input = Input::new(text).with_cursor(before);
        self.read()
    }

    fn read(&mut self) -> Outcome {
        match Query::parse(self.text()) {
            Ok(query) => {
                self.error = None;
                Outcome { typed: Some(query), ..Outcome::default() }
            }
            Err(error) => {
                self.error = Some(error);
                Outcome::default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Prompt;
    use crate::app::key::{Key, KeyCode};
    use crate::search::{Query, work};

    fn typed(c: char) -> Key {
        Key { code: KeyCode::Char(c), ctrl: false, alt: false }
    }

    #[test]
    fn a_paste_is_one_insertion_at_the_cursor_and_is_cut_at_the_longest_filter() {
        let mut prompt = Prompt::default();
        prompt.paste("urban\nparty");
        (0..5).for_each(|_| _ = prompt.edit(Key { code: KeyCode::Left, ..typed(' ') }));
        assert_eq!(prompt.paste("社区 ").said, None);
        assert_eq!((prompt.text(), prompt.cursor()), ("urban 社区party", "urban 社区".len()));
        let outcome = prompt.paste(&"ü ".repeat(Query::LONGEST));
        assert!(prompt.text().starts_with("urban 社区ü ü") && prompt.text().ends_with("party"));
        assert!(Query::LONGEST - prompt.text().len() < 2 && outcome.typed.is_some());
        assert_eq!(outcome.said.as_deref(), Some("the paste was cut: a filter has at most 4,096 bytes"));
        prompt.paste("x");
        let full = prompt.text().to_owned();
        assert_eq!(full.len(), Query::LONGEST);
        let said = prompt.edit(typed('x')).said;
        assert_eq!(
            (said.as_deref(), prompt.text()),
            (Some("a filter has at most 4,096 bytes"), full.as_str())
        );
        let shorter = prompt.edit(Key { code: KeyCode::Backspace, ..typed(' ') });
        assert!(shorter.typed.is_some() && prompt.text().len() < full.len());
        assert!(prompt.error.is_none());
    }

    #[test]
    fn a_paste_is_read_once_however_long_it_is() {
        let steps = |bytes: usize| work::steps(|| Prompt::default().paste(&"ab ".repeat(bytes / 3)));
        assert!(steps(1 << 20) <= steps(Query::LONGEST) + 8);
    }
}
