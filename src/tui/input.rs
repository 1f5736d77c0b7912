//! What the terminal reports, as events.

use std::io;
use std::time::Duration;

use crossterm::event::{
    Event as Report, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind, poll, read,
};

use super::answers::Answers;
use super::readiness::Readiness;
use super::session::{Event, Outbox, spawn};
use crate::app::key::{Key, KeyCode};
use crate::app::{Mouse, Msg};

/// How long the rest of a terminal's answer may take, over a slow line too; far less than a person between two keys.
const REST_OF_AN_ANSWER: Duration = Duration::from_millis(100);

/// The number of the signal by which a system says that the terminal is gone, SIGHUP.
const HANG_UP: i32 = 1;

/// How long what has been read already takes to come out; nothing would come out within no time.
const AT_ONCE: Duration = Duration::from_millis(1);

/// Reads what the terminal reports from now on.
///
/// # Errors
///
/// Where the system has no thread to give.
pub(super) fn listen(outbox: &Outbox) -> io::Result<()> {
    let to_loop = outbox.clone();
    let readiness = Readiness::of_terminal()?;
    spawn("input", outbox, move || {
        // Without a terminal there is nobody to serve, whatever the error.
        let _ = listen_while(&readiness, &to_loop);
        // The system says the same by this signal, earlier or later.
        to_loop.send(Event::Signal(HANG_UP));
    })
}

/// Reads until the terminal is gone or nobody listens any more.
fn listen_while(readiness: &Readiness, to_loop: &Outbox) -> io::Result<()> {
    let mut answers = Answers::default();
    while readiness.wait()? {
        // What has come may be several keys, of which the system tells once.
        while poll(if answers.is_coming() { REST_OF_AN_ANSWER } else { AT_ONCE })? {
            let report = read()?;
            if answers.lets_pass(&report) && event(report).is_some_and(|event| !to_loop.send(event)) {
                return Ok(());
            }
        }
        answers.give_up();
    }
    Ok(())
}

/// The event of a report; `None` for those that mean nothing here.
fn event(report: Report) -> Option<Event> {
    let msg = match report {
        Report::Key(key) if key.kind != KeyEventKind::Release => Msg::Key(self::key(key)?),
        Report::Paste(text) => Msg::Paste(text),
        Report::Resize(..) => return Some(Event::Resized),
        Report::Mouse(mouse) => {
            let what = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Mouse::Click,
                MouseEventKind::ScrollUp => Mouse::WheelUp,
                MouseEventKind::ScrollDown => Mouse::WheelDown,
                _ => return None,
            };
            Msg::Mouse(what, mouse.column, mouse.row)
        }
        _ => return None,
    };
    Some(Event::Msg(msg))
}

fn key(event: KeyEvent) -> Option<Key> {
    use crossterm::event::KeyCode as C;
    let code = match event.code {
        C::Char(c) => KeyCode::Char(c),
        C::Enter => KeyCode::Enter,
        C::Esc => KeyCode::Esc,
        C::Tab => KeyCode::Tab,
        C::BackTab => KeyCode::BackTab,
        C::Backspace => KeyCode::Backspace,
        C::Delete => KeyCode::Delete,
        C::Up => KeyCode::Up,
        C::Down => KeyCode::Down,
        C::Left => KeyCode::Left,
        C::Right => KeyCode::Right,
        C::Home => KeyCode::Home,
        C::End => KeyCode::End,
        C::PageUp => KeyCode::PageUp,
        C::PageDown => KeyCode::PageDown,
        C::F(number @ 1..=12) => KeyCode::F(number),
        _ => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT) })
}

#[cfg(test)]
mod tests {
    use crossterm::event::{
        Event as Report, KeyCode, KeyEvent, KeyEventKind, KeyEventState, KeyModifiers, MouseButton,
        MouseEvent, MouseEventKind,
    };

    use super::event;
    use crate::app::{Mouse, Msg};
    use crate::tui::session::Event;

    fn key(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Option<String> {
        let report = Report::Key(KeyEvent { code, modifiers, kind, state: KeyEventState::NONE });
        event(report).map(|event| match event {
            Event::Msg(Msg::Key(key)) => key.to_string(),
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn a_key_counts_when_it_is_pressed_and_not_when_it_is_released() {
        let none = KeyModifiers::NONE;
        for (kind, counts) in
            [(KeyEventKind::Press, true), (KeyEventKind::Repeat, true), (KeyEventKind::Release, false)]
        {
            assert_eq!(key(KeyCode::Char('j'), none, kind).is_some(), counts, "{kind:?}");
        }
        let press = KeyEventKind::Press;
        assert_eq!(key(KeyCode::Char('d'), KeyModifiers::CONTROL, press).as_deref(), Some("Ctrl-d"));
        assert_eq!(key(KeyCode::CapsLock, none, press), None);
    }

    #[test]
    fn every_key_that_a_terminal_sends_has_the_name_that_the_keymap_knows() {
        use KeyCode as C;
        let (none, press) = (KeyModifiers::NONE, KeyEventKind::Press);
        for (code, name) in [
            (C::Char('é'), "é"),
            (C::Char(' '), "Space"),
            (C::Enter, "Enter"),
            (C::Esc, "Esc"),
            (C::Tab, "Tab"),
            (C::BackTab, "Shift-Tab"),
            (C::Backspace, "Backspace"),
            (C::Delete, "Delete"),
            (C::Up, "↑"),
            (C::Down, "↓"),
            (C::Left, "←"),
            (C::Right, "→"),
            (C::Home, "Home"),
            (C::End, "End"),
            (C::PageUp, "PgUp"),
            (C::PageDown, "PgDn"),
            (C::F(1), "F1"),
            (C::F(12), "F12"),
        ] {
            assert_eq!(key(code, none, press).as_deref(), Some(name), "{code:?}");
        }
        assert_eq!(key(C::F(13), none, press), None);
        assert_eq!(key(C::Up, KeyModifiers::ALT, press).as_deref(), Some("Alt-↑"));
    }

    #[test]
    fn the_left_button_and_the_wheel_count_where_they_are() {
        let mouse = |kind| {
            let report = Report::Mouse(MouseEvent { kind, column: 7, row: 3, modifiers: KeyModifiers::NONE });
            event(report).map(|event| match event {
                Event::Msg(Msg::Mouse(what, 7, 3)) => what,
                other => panic!("{other:?}"),
            })
        };
        assert_eq!(mouse(MouseEventKind::Down(MouseButton::Left)), Some(Mouse::Click));
        assert_eq!(mouse(MouseEventKind::ScrollUp), Some(Mouse::WheelUp));
        assert_eq!(mouse(MouseEventKind::ScrollDown), Some(Mouse::WheelDown));
        assert_eq!(mouse(MouseEventKind::Up(MouseButton::Left)), None);
        assert!(matches!(event(Report::Resize(1, 1)), Some(Event::Resized)));
    }
}
