//! Signals, stops, and changes of the window's size.

use std::process::Command;

use portable_pty::PtySize;

use crate::harness::{Terminal, cooked_modes};

#[test]
fn signals_that_end_it_save_marks_and_give_the_terminal_back() {
    let cooked = cooked_modes();
    for (signal, number) in [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)] {
        let home = tempfile::tempdir().expect("a home");
        let mut reader = Terminal::start(home.path(), &[], 100, 30);
        reader.wait_for("2 of 2").press("b").wait_for("★ 1").signal(signal);
        let status = reader.wait_for_end();
        assert_eq!(status.signal(), None, "{signal} is heard and does not kill");
        assert_eq!(status.exit_code(), 128 + number, "{signal}");
        reader.assert_given_back(&cooked);
        let marks = std::fs::read_to_string(home.path().join("theses/marks.json"));
        assert!(marks.is_ok_and(|marks| marks.contains("2556307118989809")), "{signal}");
    }
}

/// Lets a reader that is stopped, or about to be, go on in another size, and waits until it shows that.
fn go_on(reader: &mut Terminal, cooked: &str) {
    reader.wait_until_screen("the shell's screen", |screen| !screen.alternate_screen());
    reader.wait_for_modes(cooked);
    wait_for_state(reader, 'T');
    reader.resize(80, 24).signal("CONT");
    reader.wait_until_screen("the reader's screen", vt100::Screen::alternate_screen);
    reader.wait_until("the new size", |screen| line_ends_at(screen, 80));
}

/// True where the first line ends at the right edge of a screen of this width.
fn line_ends_at(screen: &str, width: usize) -> bool {
    let first = screen.lines().next().unwrap_or_default().trim_end();
    first.ends_with(|c: char| c.is_ascii_digit()) && first.chars().count() + 1 == width
}

/// Waits until the system says that the process is in this state.
fn wait_for_state(reader: &Terminal, state: char) {
    let process = reader.child.process_id().expect("it runs").to_string();
    let is_there = || {
        let told = Command::new("ps").args(["-o", "stat=", "-p", &process]).output().expect("ps is there");
        String::from_utf8_lossy(&told.stdout).trim().starts_with(state)
    };
    while !is_there() {}
}

#[test]
fn after_a_stop_it_takes_the_terminal_again_and_sees_its_new_size() {
    let cooked = cooked_modes();
    for by_key in [true, false] {
        let home = tempfile::tempdir().expect("a home");
        let mut reader = Terminal::start(home.path(), &[], 100, 30);
        reader.wait_for("2 of 2");
        let raw = reader.modes();
        if by_key {
            reader.press("\x1a");
        } else {
            reader.signal("TSTP");
        }
        go_on(&mut reader, &cooked);
        reader.wait_for_modes(&raw);
        reader.press("/urumqi").wait_for("1 of 2").press("\x03");
        assert!(reader.wait_for_end().success());
        reader.assert_given_back(&cooked);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn after_a_stop_that_it_was_not_asked_about_it_takes_the_terminal_again() {
    let home = tempfile::tempdir().expect("a home");
    let mut reader = Terminal::start(home.path(), &[], 100, 30);
    reader.wait_for("2 of 2");
    let raw = reader.modes();
    reader.signal("STOP");
    wait_for_state(&reader, 'T');
    // As a shell does when its job has stopped.
    let terminal = reader.master.tty_name().expect("it has a name");
    let sane = Command::new("stty").arg("-F").arg(&terminal).arg("sane").status();
    assert!(sane.expect("stty is there").success());
    assert_ne!(reader.modes(), raw);
    reader.signal("CONT");
    reader.wait_for_modes(&raw);
    reader.press("/urumqi").wait_for("1 of 2").press("\x03").wait_for_end();
}

#[test]
fn a_new_size_is_seen_though_a_key_comes_with_it() {
    let home = tempfile::tempdir().expect("a home");
    let mut reader = Terminal::start(home.path(), &[], 100, 30);
    reader.wait_for("2 of 2").wait_until("the edge", |screen| line_ends_at(screen, 100));
    for at in 0..40 {
        let (width, height, key) = if at % 2 == 0 { (80, 24, "j") } else { (100, 30, "k") };
        reader.resize(width, height).press(key);
        reader.wait_until("the new size", |screen| line_ends_at(screen, usize::from(width)));
    }
    reader.press("q").wait_for_end();
}

#[test]
fn a_size_that_changes_while_it_starts_is_seen() {
    let home = tempfile::tempdir().expect("a home");
    for _ in 0..10 {
        let mut reader = Terminal::start(home.path(), &[], 100, 30);
        // Without the emulator's knowing, so that nothing is cut.
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        reader.master.resize(size).expect("a terminal can be resized");
        reader.wait_until("the new size", |screen| line_ends_at(screen, 80));
        reader.press("q").wait_for_end();
    }
}

#[test]
fn without_an_alternate_screen_nothing_old_shows_and_the_shell_goes_on_below() {
    for leave in ["q", "\x03", "\x1a", "TERM"] {
        let home = tempfile::tempdir().expect("a home");
        let mut reader = Terminal::start(home.path(), &[], 100, 30);
        reader.wait_for("2 of 2");
        let shown = reader.without_alternate_screen("OLD ");
        assert_eq!(shown.screen().contents(), reader.emulator.screen().contents(), "all is drawn over");
        if leave == "TERM" {
            reader.signal(leave);
        } else {
            reader.press(leave);
        }
        if leave == "\x1a" {
            reader.wait_until_screen("the shell's screen", |screen| !screen.alternate_screen());
            reader.wait_until_screen("the cursor", |screen| !screen.hide_cursor());
        } else {
            reader.wait_for_end();
        }
        let left = reader.without_alternate_screen("OLD ");
        assert_eq!(left.screen().contents().trim(), "", "{leave:?}");
        assert_eq!(left.screen().cursor_position(), (29, 0), "{leave:?}");
        if leave == "\x1a" {
            reader.signal("KILL");
            reader.wait_for_end();
        }
    }
}
