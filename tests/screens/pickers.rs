//! Lists to choose from: contents, problems and help.

use std::path::Path;

use insta::assert_snapshot;
use theses::app::Mouse;
use theses::thesis::{Problem, Warning};

use crate::screen::{Reader, collection};
use crate::{reader, remapped, varied};

#[test]
fn contents_lead_to_a_section_and_say_where_there_is_none() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut reader = Reader::of_seeds(width, height);
        assert!(reader.press("jz").screen().contains(" c contents"), "{}", reader.screen());
        reader.press("c");
        if width == 80 {
            assert_snapshot!("contents", reader.screen());
        }
        reader.press("chapter 4<Enter>");
        let screen = reader.screen();
        assert!(screen.contains("In chapter four") && screen.contains("Chapter 4 · "), "{screen}");
        assert!(reader.press("c").screen().contains("▌  4   Chapter 4"), "{}", reader.screen());
        reader.press("<Esc>");
        assert!(reader.press("<Esc>lgc<Enter>").screen().contains("Introduction · "), "{}", reader.screen());
    }
    let mut reader = Reader::of(&collection(&varied()[3..4]), 80, 24);
    reader.press("c");
    assert!(reader.screen().contains("not told in sections"), "{}", reader.screen());
    assert!(reader.press("<Down><Enter>").screen().contains("paragraph 2 of "), "{}", reader.screen());
}

#[test]
fn problems_are_listed_with_file_line_and_reason() {
    let mut reader = reader(100, 24);
    let problem = |file: &str, warning| Problem { file: Path::new(file).into(), warning };
    reader.problems(vec![
        problem("pages/a.png", Warning::skipped(1, "a PNG picture, not a thesis")),
        problem("pages/evil\u{1b}[31m.txt", Warning::mended(12, "control characters were taken out")),
    ]);
    assert!(reader.screen().contains("6 theses · 1 not loaded: !"));
    reader.press("!");
    assert_snapshot!("problems", reader.screen());
    assert!(reader.press("png").screen().contains("1 of 2"));
    assert!(reader.press("<Esc>").screen().contains("/ filters"));
}

#[test]
fn help_shows_every_key_and_is_narrowed_by_typing() {
    let mut reader = reader(80, 60);
    reader.press("?");
    assert_snapshot!("help", reader.screen());
    reader.press("bookm");
    assert_snapshot!("help_narrowed", reader.screen());
}

#[test]
fn a_row_of_help_that_is_picked_is_done_where_it_can_be() {
    let mut reader = reader(80, 24);
    reader.press("?");
    assert!(reader.status().contains(" 1 of "), "{}", reader.status());
    assert!(reader.status().starts_with(" Enter do it  Esc close"), "{}", reader.status());
    reader.press("bookmark off<Enter>");
    assert!(reader.screen().contains("▌★ Community"), "{}", reader.screen());
    reader.press("?copy then<Enter>");
    assert!(reader.status().contains("t title"), "what has to follow is waited for: {}", reader.status());
    assert_eq!(reader.press("t").copied.len(), 1);
    reader.press("?keep<Enter>");
    assert!(reader.status().starts_with(" that works while typing a filter  "), "{}", reader.status());
    reader.press("<Esc>?pick the<Enter>");
    assert!(reader.screen().contains(" Keys ❯ pick the"), "{}", reader.screen());
    reader.press("<Esc>?close it<Enter>");
    assert!(reader.screen().contains("▌★ Community"), "{}", reader.screen());
    reader.press("?at once quit<Enter>");
    assert!(reader.quit);
}

#[test]
fn a_list_is_left_by_the_key_that_opened_it_and_by_that_which_quits_while_nothing_is_typed() {
    for keys in ["??", "?q", "!!", "!q", "?a<Backspace>?"] {
        let mut reader = reader(80, 24);
        reader.press(keys);
        assert!(reader.screen().contains("▌  Community") && !reader.quit, "{keys}: {}", reader.screen());
        assert!(reader.press("q").quit, "{keys}");
    }
    assert!(reader(80, 24).press("?a?q").screen().contains("Keys ❯ a?q"), "what is typed is text");
    assert!(reader(80, 24).press("?!").screen().contains("Keys ❯ !"), "another list’s key is text");
    let mut keys = remapped(&[("help", &["F1", "h"]), ("focus-list", &[]), ("quit", &["F10"])], 80, 24);
    for pressed in ["<F1>h", "hxy<F1>", "h<F10>", "hq<F10>"] {
        assert!(keys.press(pressed).screen().contains("▌  Community"), "{pressed}: {}", keys.screen());
    }
}

#[test]
fn help_is_moved_through_by_arrows_pages_and_the_wheel() {
    let mut reader = reader(80, 12);
    let top = reader.press("?").line(3);
    let down = reader.press(&"<Down>".repeat(12)).line(3);
    assert_ne!(down, top);
    assert_eq!(reader.press(&"<Up>".repeat(20)).line(3), top);
    let page = reader.press("<PageDown><PageDown>").line(3);
    assert_ne!(page, top);
    assert_eq!(reader.press("<PageUp><PageUp><PageUp>").line(3), top);
    let wheel = reader.mouse(Mouse::WheelDown, 10, 6).line(3);
    assert_ne!(wheel, top);
    assert_eq!(reader.mouse(Mouse::WheelUp, 10, 6).line(3), top);
}
