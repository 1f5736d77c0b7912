//! The clipboard: the ways in which a copied text gets there, one after another until one works.
//!
//! Owns what is tried and what is said of it: only a command that has taken the text is called a copy, what a terminal
//! was sent is not confirmed. Runs on a thread of its own; what the terminal is to get goes through the loop.

mod command;
mod osc52;
mod plan;

use std::path::PathBuf;
use std::time::Duration;

use self::osc52::sequences;
use self::plan::{Plan, Reach, Way};
use crate::disk::CopyFile;
use crate::text::sanitise::{LineBreaks, sanitise};

/// Where copied text goes.
pub trait Clipboard: Send {
    /// Copies a text, named by a noun such as `title`, and gives what to say of it. What the terminal is to get is
    /// handed to `to_terminal`.
    fn copy(&mut self, what: &str, text: &str, to_terminal: &mut dyn FnMut(String)) -> String;
}

/// Where a text is put that no clipboard takes.
pub trait Deposit: Send {
    /// Keeps a text in place of the one before and names the file.
    ///
    /// # Errors
    ///
    /// Why it is not kept, in words for the person.
    fn put(&mut self, text: &str) -> Result<PathBuf, String>;
}

impl Deposit for CopyFile {
    fn put(&mut self, text: &str) -> Result<PathBuf, String> {
        self.write(text).map_err(|error| error.to_string().replace('\n', "; "))
    }
}

/// The clipboards that the environment of the program leads to.
pub struct Clipboards {
    plan: Plan,
    deposit: Box<dyn Deposit>,
}

/// How long a command may take to accept a text.
const PATIENCE: Duration = Duration::from_secs(2);

impl Clipboards {
    /// The clipboards of an environment, whose variables are given by name; what none of them takes goes to `deposit`.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>, deposit: Box<dyn Deposit>) -> Self {
        Self { plan: Plan::new(std::env::consts::OS, variable), deposit }
    }
}

impl Clipboard for Clipboards {
    fn copy(&mut self, what: &str, text: &str, to_terminal: &mut dyn FnMut(String)) -> String {
        // Nothing that another terminal would obey is pasted there.
        let text = sanitise(text, LineBreaks::Keep).text;
        let mut reached: Vec<_> =
            self.plan.targets.iter().filter_map(|ways| first_that_works(ways, &text, to_terminal)).collect();
        if reached.is_empty() {
            reached.extend(first_that_works(&self.plan.otherwise, &text, to_terminal));
        }
        words(what, &reached).unwrap_or_else(|| match self.deposit.put(&text) {
            Ok(path) => format!("copied the {what} to {}", path.display()),
            Err(reason) => format!("the {what} was not copied: {reason}"),
        })
    }
}

/// What the first of these ways that works has reached. A command that does not answer is not run in another way.
fn first_that_works(ways: &[Way], text: &str, to_terminal: &mut dyn FnMut(String)) -> Option<Reach> {
    let mut silent = None;
    ways.iter().find_map(|way| match way {
        Way::Command { program, .. } if silent == Some(*program) => None,
        Way::Command { program, arguments, encoding, reach } => {
            let bytes = encoding.bytes(text);
            match command::run(program, arguments, bytes, PATIENCE) {
                Ok(()) => Some(*reach),
                Err(failure) => {
                    silent = failure.is_silence().then_some(*program);
                    None
                }
            }
        }
        Way::Terminal(wrapping) => sequences(text, *wrapping).map(|sequences| {
            to_terminal(sequences);
            Reach::Terminal
        }),
    })
}

/// What to say of a text that has reached these; `None` where it has reached nothing.
fn words(what: &str, reached: &[Reach]) -> Option<String> {
    let has = |reach| reached.contains(&reach);
    let sent = has(Reach::Terminal) || has(Reach::TmuxAndTerminal);
    Some(if has(Reach::Clipboard) {
        format!("copied the {what}")
    } else if has(Reach::Tmux) || has(Reach::TmuxAndTerminal) {
        let sent = if sent { "; sent to the terminal, not confirmed" } else { "" };
        format!("copied the {what} to tmux’s buffer{sent}")
    } else if sent {
        format!("sent the {what} to the terminal, not confirmed")
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Clipboard as _, Clipboards, Deposit, Reach, words};

    struct Kept(Result<PathBuf, String>);

    impl Deposit for Kept {
        fn put(&mut self, _: &str) -> Result<PathBuf, String> {
            self.0.clone()
        }
    }

    /// What is said, and what the terminal of this type gets.
    fn copied(term: &str, text: &str, kept: Result<&str, &str>) -> (String, String) {
        let kept = Kept(kept.map(PathBuf::from).map_err(str::to_owned));
        let variable = |name: &str| (name == "TERM").then(|| term.to_owned());
        let mut sent = String::new();
        let plan = super::Plan::new("linux", variable);
        let mut clipboards = Clipboards { plan, deposit: Box::new(kept) };
        let said = clipboards.copy("title", text, &mut |sequences| sent += &sequences);
        (said, sent)
    }

    #[test]
    fn what_the_terminal_gets_is_not_confirmed_and_holds_nothing_to_obey() {
        let (said, sent) = copied("xterm-256color", "Mär\u{1b}[31mk\u{202e}te", Ok("/f"));
        assert_eq!(said, "sent the title to the terminal, not confirmed");
        assert_eq!(sent, "\x1b]52;c;TcOkcmt0ZQ==\x1b\\");
    }

    #[test]
    fn what_no_clipboard_takes_goes_into_a_file_that_is_named() {
        for (term, text) in [("linux", "A title".to_owned()), ("xterm", "x".repeat(80_000))] {
            let (said, sent) = copied(term, &text, Ok("/state/copied.txt"));
            assert_eq!((said.as_str(), sent.as_str()), ("copied the title to /state/copied.txt", ""));
            assert_eq!(copied(term, &text, Err("full")).0, "the title was not copied: full");
        }
    }

    #[test]
    fn only_a_command_that_has_taken_it_is_called_a_copy() {
        for (reached, said) in [
            (&[Reach::Clipboard][..], "copied the id"),
            (&[Reach::TmuxAndTerminal, Reach::Clipboard], "copied the id"),
            (&[Reach::Clipboard, Reach::Terminal], "copied the id"),
            (&[Reach::Tmux], "copied the id to tmux’s buffer"),
            (
                &[Reach::TmuxAndTerminal],
                "copied the id to tmux’s buffer; sent to the terminal, not confirmed",
            ),
            (&[Reach::Terminal], "sent the id to the terminal, not confirmed"),
        ] {
            assert_eq!(words("id", reached).as_deref(), Some(said));
        }
        assert_eq!(words("id", &[]), None);
    }
}
