//! The mouse, in list and detail.

use theses::app::Mouse;
use theses::thesis::{Draft, Field};

use crate::list::tops;
use crate::reader;
use crate::screen::{Reader, collection};

#[test]
fn the_mouse_selects_and_the_wheel_scrolls_what_is_under_it() {
    let mut reader = reader(100, 24);
    reader.mouse(Mouse::Click, 10, 6);
    assert_eq!(reader.model.list.cursor.at, 1);
    let mut seeds = Reader::of_seeds(100, 24);
    seeds.mouse(Mouse::WheelDown, 80, 10);
    assert_eq!((seeds.model.detail.window.top, seeds.model.list.cursor.at), (3, 0));
    seeds.mouse(Mouse::Click, 10, 1).press("urban");
    assert_eq!(seeds.model.filter.prompt.text(), "urban");
}

#[test]
fn the_mouse_finds_items_of_any_height() {
    let title = |at: usize| if at.is_multiple_of(2) { "Short".to_owned() } else { "Long ".repeat(30) };
    let drafts: Vec<_> = (0..50)
        .map(|at| Draft::default().with(Field::Id, format!("{at:02}")).with(Field::Title, title(at)))
        .collect();
    let mut reader = Reader::of(&collection(&drafts), 100, 24);
    let long_first = reader.screen().lines().nth(3).is_some_and(|line| line.contains("Long"));
    // The items take two and three lines in turn.
    let ends = if long_first { [3, 5, 8] } else { [2, 5, 7] };
    for (line, item) in
        [(0, 0), (ends[0] - 1, 0), (ends[0], 1), (ends[1] - 1, 1), (ends[1], 2), (ends[2] - 1, 2)]
    {
        reader.mouse(Mouse::Click, 10, 3 + line);
        assert_eq!(reader.model.list.cursor.at, item, "line {line}");
    }
    // The last line shows an item in part: clicked, it is seen whole.
    reader.press("g").mouse(Mouse::Click, 10, 3 + 18);
    let seen = reader.model.list.cursor;
    assert!(seen.at > 6 && seen.top > 0 && reader.screen().contains("▌  no metadata"), "{}", reader.screen());
    reader.press("g").mouse(Mouse::WheelDown, 10, 10);
    assert_eq!(reader.model.list.cursor.top, 1);
}

#[test]
fn the_wheel_goes_the_way_it_is_turned() {
    let mut reader = Reader::of_seeds(100, 24);
    for (mouse, top) in [(Mouse::WheelDown, 3), (Mouse::WheelDown, 6), (Mouse::WheelUp, 3)] {
        assert_eq!(tops(reader.mouse(mouse, 80, 10)), (0, top));
    }
    let drafts: Vec<_> = (0..60).map(|id| Draft::default().with(Field::Id, format!("{id}"))).collect();
    let mut reader = Reader::of(&collection(&drafts), 100, 24);
    for (mouse, top) in [(Mouse::WheelDown, 1), (Mouse::WheelDown, 2), (Mouse::WheelUp, 1)] {
        reader.mouse(mouse, 5, 10);
        assert_eq!((reader.model.list.cursor.top, reader.model.detail.window.top), (top, 0));
    }
}

#[test]
fn a_click_on_the_detail_gives_it_the_focus() {
    let mut reader = Reader::of_seeds(100, 24);
    reader.mouse(Mouse::Click, 80, 15).press("j");
    assert_eq!(tops(&reader), (0, 1), "keys scroll it now");
    reader.mouse(Mouse::Click, 5, 5).press("j");
    assert_eq!(tops(&reader).0, 1);
}

#[test]
fn the_mouse_is_left_to_the_terminal_and_taken_again_by_a_key() {
    let mut reader = Reader::of_seeds(120, 36);
    for (captured, said) in [(false, "the mouse is the terminal’s now"), (true, "the mouse works here")] {
        reader.press("M");
        assert!(reader.screen().contains(said), "{}", reader.screen());
        assert_eq!(reader.port.captures_mouse, Some(captured));
    }
}
