//! Related theses as a list and on circles, and the way back.

use insta::assert_snapshot;
use theses::thesis::{Draft, Field};

use crate::screen::{Reader, collection};
use crate::{reader, varied};

#[test]
fn related_theses_are_opened_and_the_way_back_is_kept() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut reader = Reader::of_seeds(width, height);
        let heading = |reader: &Reader| reader.screen().contains("Research On The Role Of Grass-roots");
        assert!(heading(&reader), "the first of the list");
        assert_snapshot!(format!("related_{width}x{height}"), reader.press("r").screen());
        assert!(!reader.press("<Esc>").screen().contains("Related theses"), "{}", reader.screen());
        assert!(reader.press("zr<Enter>").screen().contains("Concentric"), "{}", reader.screen());
        reader.press("H");
        assert!(heading(&reader), "{}", reader.screen());
        assert!(reader.press("L").screen().contains("Concentric"), "{}", reader.screen());
        let said = reader.press("L").screen();
        assert!(said.contains("this is where one came from last"), "{said}");
    }
    let mut reader = reader(80, 24);
    assert!(reader.press("H").screen().contains("nothing was read before this"), "{}", reader.screen());
}

#[test]
fn related_theses_stand_on_circles_around_the_one_that_is_read() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        // Those that are written in letters, which are told by more than the screen of the tests can clear.
        let mut drafts = varied();
        drafts.remove(2);
        let mut reader = Reader::of(&collection(&drafts), width, height);
        reader.press("rrj");
        assert_snapshot!(format!("circles_{width}x{height}"), reader.screen());
        // What is in the middle is what is read, and the way back leads into the middle, too.
        let screen = |reader: &Reader| reader.screen();
        let title = |name: &str| format!("Related theses · near to {name}");
        reader.press("<Esc>rr<Tab><Shift-Tab><Enter>");
        assert!(!screen(&reader).contains(&title("Commun")), "{}", screen(&reader));
        assert!(screen(reader.press("H")).contains(&title("Commun")), "{}", screen(&reader));
        assert!(screen(reader.press("-")).contains("these are the nearest"), "{}", screen(&reader));
        assert!(screen(reader.press("+")).contains("no more theses are near"), "{}", screen(&reader));
        assert!(screen(reader.press("b")).contains('★'), "{}", screen(&reader));
        assert!(screen(reader.press("r")).contains("Related theses ❯"), "{}", screen(&reader));
        assert!(!screen(reader.press("r<Esc>")).contains("Related theses"), "{}", screen(&reader));
    }
}

#[test]
fn what_is_near_to_nothing_says_so_and_opens_no_list() {
    let drafts = [
        Draft::default().with(Field::Id, "1").with(Field::Title, "Trees"),
        Draft::default().with(Field::Id, "2").with(Field::Title, "Traffic"),
    ];
    let mut reader = Reader::of(&collection(&drafts), 80, 24);
    assert!(reader.press("r").screen().contains("no thesis here is near to this one"), "{}", reader.screen());
}

#[test]
fn titles_are_mended_in_what_is_near_too() {
    let text = "Village wells are dug where water lies below the village, and wells are kept by its people.";
    let titles = ["Of village?wells", "On village people ’s wells", "Of water,wells and villages", "Wells"];
    let drafts: Vec<_> = titles
        .iter()
        .map(|title| Draft::default().with(Field::Title, *title).with(Field::Abstract, text))
        .collect();
    let mut reader = Reader::of(&collection(&drafts), 120, 36);
    for keys in ["gr", "r"] {
        let screen = reader.press(keys).screen();
        for title in ["Of village wells", "On village people’s wells", "Of water, wells and villages"] {
            assert!(screen.contains(title), "{keys}: {title}\n{screen}");
        }
        assert!(!titles[..3].iter().any(|title| screen.contains(title)), "{keys}: {screen}");
    }
    let screen = reader.press("<Esc><Esc>mgr").screen();
    assert!(titles.iter().all(|title| screen.contains(title)), "as read\n{screen}");
}
