//! Editing a line of text, as readline does.

use tui_input::{Input, InputRequest};

use super::key::{Key, KeyCode};

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
