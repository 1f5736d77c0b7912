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

/// The names of keys that are no characters: in configuration and tests, and on the screen.
const NAMES: [(KeyCode, &str, &str); 15] = [
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
        for text in ["", "Ctrl-", "Hyper-x", "bb", "\u{1b}"] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }
}
