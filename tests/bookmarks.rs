//! Bookmarks as they are seen: saved, on their way, refused, and taken away.

use std::path::Path;
use std::sync::Arc;

use screen::{Reader, segment};
use theses::app::{Msg, update};
use theses::disk::{Error, Saved};
use theses::thesis::{Draft, Field, Mark, Marks, MarksDifference, Segment};
use theses::tui::session::{Made, Storage};

mod screen;

fn three() -> Arc<Segment> {
    let drafts = ["One", "Two", "Three"].map(|title| {
        Draft::default().with(Field::Id, title).with(Field::Title, title).with(Field::Abstract, "Of it.")
    });
    segment(&drafts)
}

/// Marks on a disk that has no room so many times.
struct FullDisk(usize, Marks);

impl Storage for FullDisk {
    fn mark(&mut self, changes: &[Made]) -> Result<Saved, Error> {
        if self.0 > 0 {
            self.0 -= 1;
            let error = Error::found("cannot save the marks", "no space left on the disk");
            return Err(error.at(Path::new("/a/folder/with/a/name/as/long/as/they/are/at/times/marks.json")));
        }
        for (change, _) in changes {
            self.1.apply(change, "2026-01-02T03:04:05Z");
        }
        Ok(Saved { marks: self.1.clone(), set_aside: None })
    }
}

#[test]
fn a_bookmark_that_is_not_saved_looks_so_until_it_is() {
    let mut reader = Reader::with_storage(Box::new(FullDisk(2, Marks::default())), Marks::default(), 80, 24);
    reader.load(&three());
    reader.press("b");
    assert!(reader.line(0).ends_with("! 1 not saved  ☆ 1"), "{}", reader.line(0));
    assert!(reader.screen().contains("▌!"), "{}", reader.screen());
    let said = "no space left on the disk: 1 change is not saved yet";
    for key in ["j", "k", "J"] {
        assert!(reader.press(key).status().contains(said), "{key}: {}", reader.status());
    }
    assert!(!reader.press("<Esc>").status().contains(said), "it is seen");
    assert!(reader.line(0).contains("! 1 not saved"), "and true still");
    reader.press("jb");
    assert!(reader.line(0).ends_with("! 2 not saved  ☆ 2"), "{}", reader.line(0));
    assert!(reader.status().contains("2 changes are not saved yet"), "more are not saved now");
    reader.press("bb");
    assert!(reader.line(0).ends_with("  ★ 2"), "{}", reader.line(0));
    assert!(!reader.line(0).contains("not saved") && !reader.screen().contains("▌!"));
    assert!(!reader.status().contains("not saved"), "{}", reader.status());
}

#[test]
fn a_star_is_hollow_until_it_is_on_the_disk() {
    let mut reader = Reader::empty(80, 24);
    reader.load(&three());
    update(&mut reader.model, Msg::Key("b".parse().expect("a key")));
    reader.resize(80, 25);
    assert!(reader.screen().contains("▌☆") && reader.screen().contains("☆ 1"), "{}", reader.screen());
    reader.tell(Msg::Marked(1, Ok(MarksDifference::default())));
    assert!(reader.screen().contains("★ 1") && !reader.screen().contains('☆'), "{}", reader.screen());
}

#[test]
fn in_the_bookmarks_an_item_stays_unstarred_until_one_leaves_them() {
    let mark = |id: &str| Mark {
        id: id.into(),
        title: id.into(),
        bookmarked: Some("2026-01-01T00:00:00Z".into()),
        ..Mark::default()
    };
    let marks = Marks::new(["One", "Absent", "Two", "Gone"].map(mark).into());
    for list in ["2", "/is:bookmarked<Enter>"] {
        let mut reader = Reader::with_marks(marks.clone(), 80, 24);
        reader.load(&three());
        reader.press(list);
        let list = |reader: &Reader| {
            let lines = reader.screen().lines().skip(2).take(9).map(str::to_owned).collect::<Vec<_>>();
            lines.join("\n").replace('★', " ").replace("bookmarked, not", "not")
        };
        for to in ["g", "G"] {
            reader.press(to);
            let (before, starred) = (list(&reader), reader.screen());
            reader.press("b");
            assert!(reader.screen().contains("★ 3"), "{}", reader.screen());
            assert_eq!(list(&reader), before, "only the star goes");
            reader.press("b");
            assert_eq!(reader.screen(), starred, "the same key takes it back");
        }
        reader.press("gbjb");
        assert!(reader.screen().contains("★ 2") && reader.screen().contains("▌  "), "{}", reader.screen());
        reader.press("<Esc>");
        reader.press("2");
        assert!(reader.screen().contains("2 of 2 bookmarked"), "{}", reader.screen());
    }
}

#[test]
fn an_item_stays_under_the_cursor_whatever_a_filter_asks_about_bookmarks() {
    let mark = Mark { id: "Two".into(), bookmarked: Some("2026-01-01T00:00:00Z".into()), ..Mark::default() };
    let marks = Marks::new(vec![mark]);
    for (filter, after) in [
        ("-is:bookmarked", 1),
        ("NOT is:bookmarked", 1),
        ("-(is:bookmarked it) of", 1),
        ("is:bookmarked | three", 2),
        ("(is:bookmarked | one) of", 2),
        ("is:bookmarked", 0),
    ] {
        let mut reader = Reader::with_marks(marks.clone(), 80, 24);
        reader.load(&three());
        reader.press(&format!("/{filter}<Enter>g"));
        let list = |reader: &Reader| {
            let lines = reader.screen().lines().skip(1).take(20).map(str::to_owned).collect::<Vec<_>>();
            lines.join("\n").replace('★', " ")
        };
        let (before, stars) = (list(&reader), reader.screen().matches('★').count());
        reader.press("b");
        assert_eq!(list(&reader), before, "{filter}: only the star changes");
        assert_ne!(reader.screen().matches('★').count(), stars, "{filter}");
        reader.press("b");
        assert_eq!(list(&reader), before, "{filter}: and back");
        // Whoever asks anew is told how it is.
        reader.press(&format!("b/ of<Enter><Esc>/{filter}<Enter>"));
        let count = format!("{after} of 3");
        assert!(reader.screen().contains(&count), "{filter}: {}", reader.screen());
    }
}
