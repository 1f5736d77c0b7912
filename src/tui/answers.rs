//! Keeps a terminal's late answers from acting as keys.
//!
//! A terminal that is asked for its colours, its name or its clipboard answers with a string sequence (ECMA-48: OSC,
//! DCS, SOS, PM, APC). Who asked may be gone by then: another program, or a shell before this one. crossterm knows no
//! such sequences and reports `ESC ]` as Alt-], what follows as typed characters, and the end as Ctrl-g or Alt-\.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// No answer is longer, in characters: from there on keys are keys again.
const LONGEST: usize = 4096;

/// Tells what was typed from what the terminal answers.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// How much of an answer has come, while one is coming.
    coming: Option<usize>,
}

impl Answers {
    /// True where an event is none of an answer.
    pub fn lets_pass(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else { return true };
        match self.coming {
            None if begins(key) => self.coming = Some(0),
            None => return true,
            Some(_) if ends(key) => self.coming = None,
            Some(LONGEST..) => {
                self.coming = None;
                return true;
            }
            Some(length) => self.coming = Some(length + 1),
        }
        false
    }

    /// True while more of an answer is to come.
    pub fn is_coming(&self) -> bool {
        self.coming.is_some()
    }

    /// Gives up waiting for the rest of an answer: nothing has come for a while, so it was a key.
    pub fn give_up(&mut self) {
        self.coming = None;
    }
}

fn begins(key: &KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::ALT)
        && matches!(key.code, KeyCode::Char(']' | 'P' | 'X' | '^' | '_'))
}

fn ends(key: &KeyEvent) -> bool {
    let with = |modifier| key.modifiers.contains(modifier);
    match key.code {
        KeyCode::Char('g') => with(KeyModifiers::CONTROL),
        KeyCode::Char('\\') => with(KeyModifiers::ALT),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

    use super::{Answers, LONGEST};

    /// What crossterm reports of some bytes, as far as answers and plain keys go.
    fn reported(bytes: &str) -> Vec<Event> {
        let mut chars = bytes.chars();
        let mut events = Vec::new();
        while let Some(c) = chars.next() {
            let (code, modifiers) = match c {
                '\u{1b}' => (chars.next().map_or(KeyCode::Esc, KeyCode::Char), KeyModifiers::ALT),
                '\u{7}' => (KeyCode::Char('g'), KeyModifiers::CONTROL),
                c => (KeyCode::Char(c), KeyModifiers::NONE),
            };
            events.push(Event::Key(KeyEvent::new(code, modifiers)));
        }
        events
    }

    fn typed(bytes: &str) -> String {
        let mut answers = Answers::default();
        let passed = reported(bytes).into_iter().filter(|event| answers.lets_pass(event));
        passed.filter_map(|event| event.as_key_event()?.code.as_char()).collect()
    }

    #[test]
    fn answers_are_swallowed_to_their_end() {
        for (bytes, keys) in [
            ("j\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}k", "jk"),
            ("\u{1b}]52;c;YmIv\u{1b}\\b", "b"),
            ("\u{1b}P>|xterm(367)\u{1b}\\q", "q"),
            ("\u{1b}_Gi=31;OK\u{1b}\\\u{1b}^x\u{1b}\\\u{1b}Xy\u{7}/", "/"),
            ("/urban\u{1b}b", "/urbanb"),
        ] {
            assert_eq!(typed(bytes), keys, "{bytes:?}");
        }
    }

    #[test]
    fn an_answer_without_an_end_does_not_take_the_keyboard_away() {
        let mut answers = Answers::default();
        assert!(!answers.lets_pass(&reported("\u{1b}]")[0]) && answers.is_coming());
        answers.give_up();
        assert!(answers.lets_pass(&reported("b")[0]));

        let long = format!("\u{1b}]{}bq", "x".repeat(LONGEST));
        assert_eq!(typed(&long), "bq");
        assert!(Answers::default().lets_pass(&Event::Resize(80, 24)));
    }
}
