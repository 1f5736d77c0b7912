//! The real program in a real terminal: what only holds if everything is put together.
#![cfg(unix)]

mod copying;
mod files;
mod harness;
mod marks;
mod panics;
mod picture;
mod places;
mod settings;
mod signals;

use harness::{Terminal, cooked_modes};

#[test]
fn it_filters_bookmarks_quits_and_remembers() {
    let home = tempfile::tempdir().expect("a home");
    let cooked = cooked_modes();
    let mut reader = Terminal::start(home.path(), &[], 100, 30);
    reader.wait_for("2 of 2").press("/urumqi").wait_for("1 of 2").press("\r").press("b").wait_for("★ 1");
    reader.press("\x1b").wait_for("2 of 2").press("q");
    assert!(reader.wait_for_end().success());
    reader.assert_given_back(&cooked);

    let mut again = Terminal::start(home.path(), &[], 100, 30);
    again.wait_for("★ 1").press("2").wait_for("1 of 1 bookmarked").press("\x03");
    assert!(again.wait_for_end().success());
    let marks =
        std::fs::read_to_string(home.path().join("theses").join("marks.json")).expect("marks are saved");
    let marks: serde_json::Value = serde_json::from_str(&marks).expect("marks are JSON");
    assert_eq!(marks["marks"][0]["id"], "1486306041972729");
}

#[test]
fn earlier_queries_last() {
    let home = tempfile::tempdir().expect("a home");
    let mut reader = Terminal::start(home.path(), &[], 100, 30);
    reader.wait_for("2 of 2").press("/kw:uru\t").wait_for("kw:Urumqi").wait_for("1 of 2").press("\r");
    reader.press("q").wait_for_end();
    let history = home.path().join("theses").join("history");
    assert_eq!(std::fs::read_to_string(&history).expect("queries are saved"), "kw:Urumqi\n");

    let mut again = Terminal::start(home.path(), &[], 100, 30);
    again.wait_for("2 of 2").press("/com\x1b[1;3A").wait_for("kw:Urumqi").wait_for("1 of 2 · by relevance");
    again.press("\x1b[1;3B").wait_for("❯ com").press("\x03").wait_for_end();

    std::fs::write(&history, b"\xff\xfe").expect("it can be damaged");
    let mut damaged = Terminal::start(home.path(), &[], 100, 30);
    damaged.wait_for("cannot read the earlier queries").press("/urban\r");
    damaged.wait_for("cannot save the query").press("q").wait_for_end();
    assert_eq!(std::fs::read(&history).expect("it is still there"), b"\xff\xfe");
}

#[test]
fn what_cannot_be_loaded_is_told_of_on_the_screen() {
    let home = tempfile::tempdir().expect("a home");
    let folder = home.path().join("pages");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("empty.txt"), "").expect("a file");
    std::fs::copy(
        concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/000_b57697fb778bb6af.txt"),
        folder.join("page.txt"),
    )
    .expect("a page");
    let mut reader = Terminal::start(home.path(), &["pages"], 100, 30);
    reader.wait_for("1 thesis").wait_for("1 not loaded").press("!").wait_for("empty.txt:1").press("\x1b");
    // A key right behind Esc would be one with Alt.
    reader.wait_for("/ filters").press("q").wait_for_end();
}

#[test]
fn late_answers_of_the_terminal_are_no_keys() {
    let home = tempfile::tempdir().expect("a home");
    let mut reader = Terminal::start(home.path(), &[], 100, 30);
    reader.wait_for("2 of 2").press("\x1b]11;rgb:1e1e/1e1e/bbbb\x07").press("\x1bP>|xqterm(367)\x1b\\");
    reader.press("/urumqi").wait_for("❯ urumqi").wait_for("1 of 2").wait_for("★ 0");
    reader.press("\x03").wait_for_end();
}

#[test]
fn a_burst_of_events_does_not_leave_the_keyboard_dead() {
    let home = tempfile::tempdir().expect("a home");
    let mut reader = Terminal::start(home.path(), &[], 100, 30);
    let burst = "\x1b[<65;10;10M".repeat(1200);
    reader.wait_for("2 of 2").press(&format!("{burst}/urumqi")).wait_for("❯ urumqi").wait_for("1 of 2");
    reader.press("\x03").wait_for_end();
}
