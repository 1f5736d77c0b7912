//! A key as a person names it, apart from any terminal library.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character, with Shift already applied.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// The tabulator.
    Tab,
    /// The tabulator with Shift.
    BackTab,
    /// Deletes to the left.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A function key, from 1 to 12.
    F(u8),
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Ctrl held.
    pub ctrl: bool,
    /// With Alt held.
    pub alt: bool,
}

/// Keys pressed one after another, at least one.
pub type Sequence = Vec<Key>;

/// The names of keys that are no characters: in configuration and tests, and on the screen.
const NAMES: [(KeyCode, &str, &str); 27] = [
    (KeyCode::Enter, "Enter", "Enter"),
    (KeyCode::Esc, "Esc", "Esc"),
    (KeyCode::Tab, "Tab", "Tab"),
    (KeyCode::BackTab, "Shift-Tab", "Shift-Tab"),
    (KeyCode::Backspace, "Backspace", "Backspace"),
    (KeyCode::Delete, "Delete", "Delete"),
    (KeyCode::Up, "Up", "↑"),
    (KeyCode::Down, "Down", "↓"),
    (KeyCode::Left, "Left", "←"),
    (KeyCode::Right, "Right", "→"),
    (KeyCode::Home, "Home", "Home"),
    (KeyCode::End, "End", "End"),
    (KeyCode::PageUp, "PageUp", "PgUp"),
    (KeyCode::PageDown, "PageDown", "PgDn"),
    (KeyCode::Char(' '), "Space", "Space"),
    (KeyCode::F(1), "F1", "F1"),
    (KeyCode::F(2), "F2", "F2"),
    (KeyCode::F(3), "F3", "F3"),
    (KeyCode::F(4), "F4", "F4"),
    (KeyCode::F(5), "F5", "F5"),
    (KeyCode::F(6), "F6", "F6"),
    (KeyCode::F(7), "F7", "F7"),
    (KeyCode::F(8), "F8", "F8"),
    (KeyCode::F(9), "F9", "F9"),
    (KeyCode::F(10), "F10", "F10"),
    (KeyCode::F(11), "F11", "F11"),
    (KeyCode::F(12), "F12", "F12"),
];

impl Key {
    /// A key without modifiers.
    pub fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// The name under which configuration knows it, such as `Ctrl-d`, `PageDown` or `b`.
    pub fn name(self) -> String {
        self.spelled(|(_, name, _)| name)
    }

    /// True where the key prints something.
    pub fn is_printable(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && !self.ctrl && !self.alt
    }

    /// What arrives in place of a key that terminals do not send as one of its own; `None` for those that they
    /// send. As xterm encodes keys without its extensions, and crossterm reads them.
    pub fn arrives_as(self) -> Option<String> {
        use KeyCode as K;
        let plain = |code| Some(Self { code, ctrl: false, alt: self.alt });
        let with_ctrl = |c| Some(Self { code: K::Char(c), ctrl: true, alt: self.alt });
        let nothing_own = || Some("something else".to_owned());
        let other = match self.code {
            K::Esc if self.alt => plain(K::Esc).map(|key| Self { alt: false, ..key }),
            K::BackTab if self.ctrl || self.alt => Some(Self::plain(K::BackTab)),
            // These begin what a terminal sends for an arrow or a function key.
            K::Char('[' | 'O') if self.alt && !self.ctrl => return nothing_own(),
            _ if !self.ctrl => None,
            K::Char('i' | 'I') | K::Tab => plain(K::Tab),
            K::Char('m' | 'M') | K::Enter => plain(K::Enter),
            K::Char('[' | '3') | K::Esc => Some(Self::plain(K::Esc)),
            K::Char('8' | '?') | K::Backspace => plain(K::Backspace),
            K::Char('@' | '2') => with_ctrl(' '),
            K::Char('\\') => with_ctrl('4'),
            K::Char(']') => with_ctrl('5'),
            K::Char('^') => with_ctrl('6'),
            K::Char('_' | '/') => with_ctrl('7'),
            K::Char(c) if c.is_ascii_uppercase() => with_ctrl(c.to_ascii_lowercase()),
            K::Char('a'..='z' | '4'..='7' | ' ') => None,
            K::Char(_) => return nothing_own(),
            _ => None,
        };
        other.map(|key| format!("`{}`", key.name()))
    }

    fn spelled(self, spelling: impl Fn((KeyCode, &'static str, &'static str)) -> &'static str) -> String {
        let named = NAMES.into_iter().find(|&(code, ..)| code == self.code).map(spelling);
        let code = match (named, self.code) {
            (Some(name), _) => name.to_owned(),
            (None, KeyCode::Char(c)) => c.to_string(),
            (None, code) => unreachable!("{code:?} has a name"),
        };
        format!("{}{}{code}", if self.ctrl { "Ctrl-" } else { "" }, if self.alt { "Alt-" } else { "" })
    }
}

/// As it is shown to a person: `↓`, `Ctrl-d`, `b`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spelled(|(_, _, shown)| shown))
    }
}

impl FromStr for Key {
    type Err = String;

    /// Reads a name such as `Ctrl-d`; names of keys without regard to case, characters as they are.
    ///
    /// # Errors
    ///
    /// What is no key, in words that say what one looks like.
    fn from_str(text: &str) -> Result<Self, String> {
        let (mut rest, mut ctrl, mut alt) = (text, false, false);
        while rest.chars().count() > 1 {
            if let Some(after) = strip_ignoring_case(rest, "Ctrl-") {
                (rest, ctrl) = (after, true);
            } else if let Some(after) = strip_ignoring_case(rest, "Alt-") {
                (rest, alt) = (after, true);
            } else {
                break;
            }
        }
        let named =
            NAMES.into_iter().find(|(_, name, shown)| name.eq_ignore_ascii_case(rest) || *shown == rest);
        let mut chars = rest.chars();
        let code = match (named, chars.next(), chars.next()) {
            (Some((code, ..)), ..) => code,
            (None, Some(c), None) if !c.is_control() => KeyCode::Char(c),
            _ => {
                return Err(format!(
                    "`{text}` is no key; a key looks like `b`, `Ctrl-d`, `PageDown` or `Space`"
                ));
            }
        };
        Ok(Self { code, ctrl, alt })
    }
}

fn strip_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::{Key, KeyCode, NAMES};

    #[test]
    fn keys_that_no_terminal_sends_are_known() {
        for (key, arrives) in [
            ("Ctrl-i", Some("`Tab`")),
            ("Ctrl-m", Some("`Enter`")),
            ("Ctrl-[", Some("`Esc`")),
            ("Ctrl-Alt-m", Some("`Alt-Enter`")),
            ("Ctrl-D", Some("`Ctrl-d`")),
            ("Ctrl-Enter", Some("`Enter`")),
            ("Alt-Esc", Some("`Esc`")),
            ("Ctrl-/", Some("`Ctrl-7`")),
            ("Ctrl-1", Some("something else")),
            ("Alt-[", Some("something else")),
            ("Ctrl-d", None),
            ("Ctrl-Up", None),
            ("Ctrl-Space", None),
            ("Alt-Enter", None),
            ("Ctrl-Alt-d", None),
            ("F12", None),
            ("[", None),
            ("Esc", None),
        ] {
            let key: Key = key.parse().unwrap();
            assert_eq!(key.arrives_as().as_deref(), arrives, "{key}");
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        let codes = NAMES.iter().map(|&(code, ..)| code).chain("b?/-社".chars().map(KeyCode::Char));
        for code in codes {
            for (ctrl, alt) in [(false, false), (true, false), (false, true)] {
                let key = Key { code, ctrl, alt };
                assert_eq!(key.name().parse(), Ok(key));
                assert_eq!(key.to_string().parse(), Ok(key));
            }
        }
        assert_eq!("ctrl-D".parse(), Ok(Key { code: KeyCode::Char('D'), ctrl: true, alt: false }));
        for text in ["", "Ctrl-", "Hyper-x", "bb", "\u{1b}", "F0", "F13"] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }
}
