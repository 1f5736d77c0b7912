//! Bookmarks and what was read.

use std::sync::Arc;

use insta::assert_snapshot;
use theses::app::Msg;
use theses::thesis::{Mark, Marks, MarksDifference, Row};

use crate::screen::{Reader, collection, segment};
use crate::{reader, varied};

#[test]
fn what_was_read_to_its_end_is_dimmed_and_no_longer_unread() {
    let mut reader = reader(100, 24);
    let line = |text: &str, at: usize| text.lines().nth(at).unwrap_or_default().to_owned();
    assert!(reader.press("3").screen().contains("6 of 6 unread"), "{}", reader.screen());
    // A text that is seen whole is read when one reads on; it stays in the view until that is left.
    reader.press("<Space>");
    assert!(reader.screen().contains("6 of 6 unread"), "{}", reader.screen());
    assert!(line(&reader.screen(), 5).starts_with(" ✓ "), "{}", reader.screen());
    assert!(line(&reader.looks(), 3).starts_with("···fff"), "{}", reader.looks());
    assert!(reader.press("13").screen().contains("5 of 6 unread"), "{}", reader.screen());
    assert!(reader.press("1/is:read<Enter>").screen().contains("1 of 6"), "{}", reader.screen());
    reader.press("<Esc>g");
    // Who jumps to the end has not read it; who scrolls there has.
    let long = varied().swap_remove(3);
    let mut reader = Reader::of(&collection(&[long]), 100, 24);
    reader.press("lG3");
    assert!(reader.screen().contains("1 of 1 unread"), "{}", reader.screen());
    reader.press("1lgJ<PageDown><PageDown><PageDown>3");
    assert!(reader.screen().contains("All is read. 1 shows all."), "{}", reader.screen());
}

#[test]
fn bookmarks_are_starred_listed_and_kept() {
    let mut reader = reader(100, 24);
    reader.press("jb");
    assert_snapshot!("bookmarked", reader.screen());
    reader.press("2");
    assert!(reader.screen().contains("1 of 1 bookmarked"));
    // It stays until one leaves the bookmarks.
    reader.press("b12");
    assert!(reader.screen().contains("No bookmarks yet."));
    assert!(reader.press("1").screen().contains("6 of 6"));
}

#[test]
fn a_bookmark_whose_thesis_is_not_loaded_is_listed_with_its_title() {
    let mark = |id: &str, title: &str| Mark {
        id: id.into(),
        title: title.into(),
        bookmarked: Some("2025-01-01T00:00:00Z".into()),
        ..Mark::default()
    };
    let marks = Marks::new(vec![mark("99", "A thesis from elsewhere"), mark("2", "old title")]);
    let mut reader = Reader::with_marks(marks, 100, 24);
    reader.load(&segment(&varied()));
    reader.press("2G");
    assert_snapshot!("absent", reader.screen());
    assert!(reader.press("/urban").screen().contains("1 of 2 bookmarked"));
    assert!(reader.press("<Esc>/elsewhere").screen().contains("▌★ A thesis from elsewhere"));
    for clauses in ["is:bookmarked", "id:99", "id:99 -year:2020"] {
        reader.press(&format!("<Esc>/{clauses}"));
        assert!(reader.screen().contains("★ A thesis from elsewhere"), "{clauses}:\n{}", reader.screen());
    }
    reader.press("<Esc>1/is:bookmarked");
    assert!(reader.screen().contains("2 of 6"), "{}", reader.screen());
    reader.press("<Esc>2/elsewhere");
    assert!(
        reader.press("<Enter>").screen().contains("This thesis is bookmarked, but"),
        "{}",
        reader.screen()
    );
    assert!(reader.press("b").screen().contains("This thesis was bookmarked, but"), "{}", reader.screen());
    assert!(reader.screen().contains("bookmarks it again"), "{}", reader.screen());
    assert!(reader.press("b").screen().contains("This thesis is bookmarked, but"), "{}", reader.screen());
    reader.press("b<Esc>12");
    assert!(reader.screen().contains("1 of 1 bookmarked"), "{}", reader.screen());
}

#[test]
fn what_is_saved_of_before_does_not_undo_what_is_shown() {
    let mut reader = reader(100, 24);
    let press = |reader: &mut Reader| {
        theses::app::update(&mut reader.model, Msg::Key("b".parse().expect("a key")));
    };
    let saved = |reader: &mut Reader, removed: &[&str], set: &[&str]| {
        let mark = |id: &&str| Mark { id: (*id).into(), bookmarked: Some("2026".into()), ..Mark::default() };
        let difference = MarksDifference {
            removed: removed.iter().map(|id| (*id).into()).collect(),
            set: set.iter().map(mark).map(Arc::new).collect(),
        };
        theses::app::update(&mut reader.model, Msg::Marked(1, Ok(difference)));
        reader.model.bookmarks.len()
    };
    press(&mut reader);
    press(&mut reader);
    assert_eq!(saved(&mut reader, &[], &["1"]), 0, "what was taken away meanwhile does not come back");
    assert_eq!(saved(&mut reader, &["1"], &["2", "elsewhere"]), 2, "what others do is taken at once");
    assert!(reader.model.bookmarks.has(Row(1)) && reader.model.bookmarks.has_absent("elsewhere"));
}
