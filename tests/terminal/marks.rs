//! Leaving while marks cannot be saved.

use std::fs::{self, File};

use crate::harness::Terminal;

#[test]
fn marks_that_cannot_be_saved_are_shown_and_told_of_on_leaving() {
    let home = tempfile::tempdir().expect("a home");
    // Nobody can lock a folder, the superuser neither.
    fs::create_dir_all(home.path().join("theses/marks.lock")).expect("a folder");
    let mut reader = Terminal::start(home.path(), &[], 80, 24);
    reader.wait_for("2 of 2").press("b").wait_for("! 1 not saved");
    reader.wait_for("directory").press("q");
    assert_eq!(reader.wait_for_end().exit_code(), 1);
    let said = reader.emulator.screen().contents();
    assert!(said.contains("1 change of marks is not saved") && said.contains("2556307118989809"), "{said}");

    // What is in the way goes while it is open: then nothing is lost.
    let mut reader = Terminal::start(home.path(), &[], 80, 24);
    reader.wait_for("2 of 2").press("b").wait_for("! 1 not saved");
    fs::remove_dir(home.path().join("theses/marks.lock")).expect("it is empty");
    reader.press("q");
    assert!(reader.wait_for_end().success());
    let marks = fs::read_to_string(home.path().join("theses/marks.json"));
    assert!(marks.is_ok_and(|marks| marks.contains("2556307118989809")));
}

#[test]
fn a_lock_that_is_held_elsewhere_keeps_nobody_in() {
    let home = tempfile::tempdir().expect("a home");
    fs::create_dir_all(home.path().join("theses")).expect("a folder");
    let held = File::create(home.path().join("theses/marks.lock")).expect("a file");
    held.lock().expect("nobody else holds it");
    for (leave, code) in [("q", 1), ("\x03", 1), ("TERM", 128 + 15)] {
        let mut reader = Terminal::start(home.path(), &[], 80, 24);
        reader.wait_for("2 of 2").press("b").wait_for("☆ 1");
        if leave == "TERM" {
            reader.signal(leave);
        } else {
            reader.press(leave);
        }
        assert_eq!(reader.wait_for_end().exit_code(), code, "{leave:?}");
        let said = reader.emulator.screen().contents();
        assert!(said.contains("1 change of marks is not saved"), "{said}");
    }
}
