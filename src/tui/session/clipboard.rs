//! The clipboard: the terminal's own, by the sequence OSC 52.

use std::io::Write;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Where copied text goes.
pub trait Clipboard {
    /// Copies a text, named by a noun such as `title`, and gives what to say of it.
    fn copy(&mut self, what: &str, text: &str) -> String;
}

/// The clipboard of the terminal that `out` leads to.
#[derive(Debug)]
pub struct Osc52<W> {
    term: String,
    out: W,
}

/// The most that terminals take from OSC 52, in bytes before encoding: xterm's limit, which others keep.
const LIMIT: usize = 74_994;

impl<W: Write> Osc52<W> {
    /// The clipboard of a terminal of the type `term`, the value of `$TERM`.
    pub fn new(term: String, out: W) -> Self {
        Self { term, out }
    }
}

impl<W: Write> Clipboard for Osc52<W> {
    fn copy(&mut self, what: &str, text: &str) -> String {
        if matches!(&*self.term, "linux" | "dumb") {
            return format!("the {what} was not copied: this terminal has no clipboard (OSC 52)");
        }
        if text.len() > LIMIT {
            let (size, most) = (text.len() / 1000, LIMIT / 1000);
            return format!(
                "the {what} was not copied: it has {size} kB, a terminal takes {most} kB (OSC 52)"
            );
        }
        match execute!(self.out, CopyToClipboard::to_clipboard_from(text)) {
            Ok(()) => format!("the {what} was sent to the terminal’s clipboard"),
            Err(error) => format!("the {what} was not copied: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Clipboard as _, LIMIT, Osc52};

    /// What is said, and what the terminal gets.
    fn copied(term: &str, text: &str) -> (String, String) {
        let mut out = Vec::new();
        let said = Osc52::new(term.into(), &mut out).copy("title", text);
        (said, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_text_is_sent_in_base64() {
        let (said, sent) = copied("xterm-256color", "Märkte");
        assert_eq!(said, "the title was sent to the terminal’s clipboard");
        assert_eq!(sent, "\x1b]52;c;TcOkcmt0ZQ==\x1b\\");
    }

    #[test]
    fn nothing_is_sent_where_it_would_be_lost() {
        for term in ["linux", "dumb"] {
            let (said, sent) = copied(term, "A title");
            assert!(said.contains("not copied: this terminal has no clipboard"), "{said}");
            assert_eq!(sent, "");
        }
        assert!(copied("xterm", &"x".repeat(LIMIT)).0.contains("was sent"));
        let (said, sent) = copied("xterm", &"x".repeat(LIMIT + 1));
        assert_eq!(said, "the title was not copied: it has 74 kB, a terminal takes 74 kB (OSC 52)");
        assert_eq!(sent, "");
    }
}
