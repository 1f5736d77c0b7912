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
