//! Where one left off, and the measure, are there another day.

use std::fs;

use crate::harness::Terminal;

#[test]
fn a_place_and_the_measure_outlast_the_program() {
    let home = tempfile::tempdir().expect("a home");
    let mut reader = Terminal::start(home.path(), &[], 120, 30);
    reader.wait_for("2 of 2").press("jz]]]]]").wait_for("Chapter 4 · ").press("-").wait_for("56 columns");
    reader.press("q").wait_for_end();
    let file = home.path().join("theses/places.jsonl");
    let text = fs::read_to_string(&file).expect("the places are saved");
    assert!(text.contains("\"measure\":56") && text.contains("\"id\":\"1486306041972729\""), "{text}");
    assert_eq!(text.lines().count(), 2, "one thesis was read in: {text}");

    let mut reader = Terminal::start(home.path(), &[], 120, 30);
    reader.wait_for("2 of 2").press("jz").wait_for("Chapter 4 · ").wait_for("In chapter four");
    reader.press("+").wait_for("72 columns").press("q").wait_for_end();
    let text = fs::read_to_string(&file).expect("the places are saved");
    assert!(!text.contains("measure"), "it is that of the configuration again: {text}");

    // A damaged file is told of, keeps nobody from reading, and is set aside.
    fs::write(&file, "{damaged").expect("it can be written");
    let mut reader = Terminal::start(home.path(), &[], 120, 30);
    reader.wait_for("cannot read where you left off").wait_for("2 of 2").press("zJ");
    reader.wait_until("the second line of the title", |screen| !screen.contains("Research On")).press("q");
    assert!(reader.wait_for_end().success());
    assert_eq!(fs::read_to_string(file.with_file_name("places.unreadable-1.jsonl")).expect("it"), "{damaged");
    assert!(fs::read_to_string(&file).expect("a new one").contains("2556307118989809"));
}

/// The column of the rule between list and detail.
fn divider(screen: &str) -> Option<usize> {
    screen.lines().nth(3)?.chars().position(|c| c == '│')
}

/// Whether the list shows the facts of the first thesis.
fn shows_facts(screen: &str) -> bool {
    screen.contains("▌  Z Y Zhu")
}

#[test]
fn the_size_of_the_list_and_how_much_it_shows_outlast_the_program() {
    let home = tempfile::tempdir().expect("a home");
    let file = home.path().join("theses/places.jsonl");
    let kept = || fs::read_to_string(&file).unwrap_or_default();
    let mut reader = Terminal::start(home.path(), &[], 120, 30);
    reader.wait_for("2 of 2").wait_until("the facts", shows_facts);
    let before = divider(&reader.emulator.screen().contents()).expect("two panes");
    reader.press(">>Z").wait_until("a line each", |screen| !shows_facts(screen));
    let moved = divider(&reader.emulator.screen().contents()).expect("two panes");
    assert!(moved > before);
    reader.press("q").wait_for_end();
    assert_eq!(kept(), "{\"configured\":\"auto\",\"list\":\"compact\"}\n{\"beside\":2,\"stacked\":0}\n");

    let mut reader = Terminal::start(home.path(), &[], 120, 30);
    reader.wait_for("2 of 2").wait_until("the same again", |screen| {
        !shows_facts(screen) && screen.contains("▌  Research") && divider(screen) == Some(moved)
    });
    reader.press("q").wait_for_end();

    // What is configured since counts more; what nobody can configure stays.
    fs::write(home.path().join("theses/config.toml"), "list = \"full\"\n").expect("a configuration");
    let mut reader = Terminal::start(home.path(), &[], 120, 30);
    reader.wait_for("2 of 2").wait_until("the facts, the list as wide", |screen| {
        shows_facts(screen) && divider(screen) == Some(moved)
    });
    reader.press("<<").wait_until("the list of before", |screen| divider(screen) == Some(before));
    reader.press("q").wait_for_end();
    assert_eq!(kept(), "", "all is as it is configured");
}
