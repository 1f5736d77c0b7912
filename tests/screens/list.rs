//! The list: its order, its items, its selection, and the ways through it.

use insta::assert_snapshot;
use theses::thesis::{Draft, Field};

use crate::reader;
use crate::screen::{Reader, collection, segment};

#[test]
fn the_selection_stays_with_its_thesis() {
    let mut reader = reader(100, 24);
    let selected = |reader: &Reader| {
        let row = reader.model.current().expect("something is selected");
        let theses::app::Picked::Thesis(row) = row else { panic!("it is loaded") };
        reader.model.collection.get(row).id().to_owned()
    };
    reader.press("j");
    assert_eq!(selected(&reader), "2");
    reader.press("/author<Down>");
    assert_eq!(selected(&reader), "6", "the arrows move in the results meanwhile");
    reader.press("<Esc>");
    assert_eq!(selected(&reader), "6", "dropping the filter keeps the selected thesis");
    reader.press("sss");
    assert_eq!(selected(&reader), "6", "so does sorting");
    reader.load(&segment(&[Draft::default()
        .with(Field::Id, "7")
        .with(Field::Posted, "2026")
        .with(Field::Title, "Newer")]));
    assert_eq!(selected(&reader), "6", "so do theses that come in");
    reader.press("/nothing like it<Esc>");
    assert_eq!(selected(&reader), "6", "so does a filter that finds nothing");
}

#[test]
fn sorting_steps_through_the_orders_and_turns_them_round() {
    let mut reader = reader(100, 24);
    let first = |reader: &Reader| {
        reader.screen().lines().nth(3).unwrap_or_default().chars().skip(3).take(11).collect::<String>()
    };
    for (key, order, title) in [
        ("S", "oldest first", "(no title) "),
        ("Ss", "by title", "Community g"),
        ("s", "by candidate", "Community g"),
        ("s", "bookmarked first", "Community g"),
        ("s", "newest first", "Community g"),
    ] {
        reader.press(key).press("g");
        assert!(reader.screen().contains(order), "{}", reader.screen());
        assert_eq!(first(&reader), title, "{order}");
    }
}

#[test]
fn each_press_of_the_key_that_sorts_is_seen() {
    let order = |reader: &Reader| {
        let screen = reader.screen();
        screen.lines().nth(1).and_then(|line| line.rsplit(" · ").next()).unwrap_or_default().to_owned()
    };
    for keys in ["", "S", "/life<Enter>", "/life<Enter>S", "2"] {
        let mut reader = reader(100, 24);
        let mut before = order(reader.press(keys));
        for _ in 0..12 {
            let now = order(reader.press("s"));
            assert_ne!(now, before, "after {keys}");
            before = now;
        }
    }
}

#[test]
fn a_title_takes_a_second_line_where_the_list_is_too_narrow_for_it() {
    let mut reader = Reader::of_seeds(100, 20);
    assert_snapshot!("two_line_titles", reader.press("/party<Enter>").screen());
    assert_snapshot!("two_line_titles_looks", reader.looks());
    let long = |at: usize| {
        let title = format!("Title {at} {}", "of many words ".repeat(at % 4 * 6));
        Draft::default().with(Field::Id, format!("{at:03}")).with(Field::Title, title)
    };
    let drafts: Vec<_> = (0..200).map(long).collect();
    for (width, height) in [(120, 36), (90, 20), (40, 22)] {
        let mut reader = Reader::of(&collection(&drafts), width, height);
        for keys in
            ["", "j", "jjj", "<PageDown>", "<PageDown>", "G", "k", "<PageUp>", "<Ctrl-u>", "/title<Enter>"]
        {
            let screen = reader.press(keys).screen();
            let at = reader.model.list.cursor.at;
            let whole = format!("▌  Title {at} ");
            let named =
                screen.lines().filter(|line| line.starts_with(&whole) || line.starts_with(whole.trim_end()));
            assert!(named.count() > 0, "{keys} at {width}x{height}: {at}\n{screen}");
            assert!(screen.lines().any(|line| line.starts_with("▌  no metadata")), "{keys}:\n{screen}");
        }
    }
}

#[test]
fn a_low_list_shows_a_line_for_each_thesis_and_a_key_shows_more_or_less() {
    let mut reader = reader(80, 24);
    assert!(reader.model.items_seen() >= 6);
    assert_snapshot!("compact", reader.screen());
    assert_eq!(reader.press("Z").model.items_seen(), 3);
    assert!(reader.screen().contains("▌  A Author · Master · 2024"), "{}", reader.screen());
    assert_eq!(reader.press("Z").model.items_seen(), 6);
    reader.press("/little");
    assert!(reader.screen().contains("It says little."), "the place that was found: {}", reader.screen());
    let mut wide = Reader::of_seeds(120, 36);
    assert!(!wide.press("Z").screen().contains("▌  Z Y Zhu"), "{}", wide.screen());
    // Where all of it is what there is room for, less is shown again where there is less room.
    assert!(wide.press("Z").screen().contains("▌  Z Y Zhu"), "{}", wide.screen());
    assert!(!wide.resize(120, 9).screen().contains("▌  Z Y Zhu"), "{}", wide.screen());
}

#[test]
fn a_list_that_was_made_wider_than_the_screen_has_room_for_is_made_narrower_by_one_press() {
    for ((width, height), smaller) in [((220, 50), (100, 50)), ((80, 50), (80, 14))] {
        let mut reader = reader(width, height);
        reader.press(&">".repeat(30)).resize(smaller.0, smaller.1);
        let before = reader.model.layout().unwrap();
        assert!(reader.press(">").screen().contains("this is the largest list"), "{}", reader.screen());
        let after = reader.press("<").model.layout().unwrap();
        let size = |layout: &theses::app::layout::Layout| layout.list.map(|list| list.width + list.height);
        assert!(size(&after) < size(&before), "{}", reader.screen());
    }
}

/// The first line of the list, and of the detail.
pub fn tops(reader: &Reader) -> (usize, usize) {
    (reader.model.list.cursor.at, reader.model.detail.window.top)
}

#[test]
fn pages_and_half_pages_go_where_their_keys_say() {
    let drafts: Vec<_> = (0..60)
        .map(|number| {
            Draft::default()
                .with(Field::Id, format!("{number}"))
                .with(Field::Title, format!("Title {number}"))
                .with(Field::Abstract, "Some words of an abstract that is long. ".repeat(120))
        })
        .collect();
    let mut reader = Reader::of(&collection(&drafts), 100, 24);
    let (items, lines) = (reader.model.items_seen(), reader.model.lines_seen());
    for (keys, at) in [
        ("<PageDown>", items),
        ("<Ctrl-f>", 2 * items),
        ("<PageUp>", items),
        ("<Ctrl-b>", 0),
        ("<Ctrl-d>", items / 2),
        ("<Ctrl-d><Ctrl-u>", items / 2),
        ("G", 59),
        ("g", 0),
        ("<End><Home>", 0),
    ] {
        assert_eq!(tops(reader.press(keys)), (at, 0), "{keys}");
    }
    reader.press("l");
    for (keys, top) in [
        ("<PageDown>", lines),
        ("<Ctrl-f>", 2 * lines),
        ("<PageUp>", lines),
        ("<Ctrl-b>", 0),
        ("<Ctrl-d>", lines / 2),
        ("<Ctrl-u>", 0),
        ("jjk", 1),
    ] {
        assert_eq!(tops(reader.press(keys)), (0, top), "{keys}");
    }
}

#[test]
fn titles_are_mended_in_the_list_and_hits_stand_where_they_are() {
    let draft = |id: &'static str, title: &'static str, text: &'static str| {
        Draft::default().with(Field::Id, id).with(Field::Title, title).with(Field::Abstract, text)
    };
    let drafts = [
        draft("4", "On rural people ’s ( own )wells,dug", ""),
        draft("3", "Of village?wells", "It says nothing of them."),
        draft("2", "Of water", "It tells of village wells."),
        draft("1", "", "The village ’s wells,pumps,and springs are old,and they are deep."),
    ];
    let mut reader = Reader::of(&collection(&drafts), 120, 36);
    let list = |reader: &Reader| -> Vec<String> {
        reader.screen().lines().skip(3).map(|line| line.chars().take(42).collect()).collect()
    };
    let shows = |reader: &Reader, text: &str| list(reader).iter().any(|line| line.contains(text));
    let mended =
        ["On rural people’s ( own ) wells, dug", "Of village wells", "“The village’s wells, pumps, and"];
    for title in mended {
        assert!(shows(&reader, title), "{title}\n{}", reader.screen());
    }
    reader.press("/wells<Enter>");
    let (screen, looks) = (reader.screen(), reader.looks());
    for title in &mended[..2] {
        let (y, line) = screen.lines().enumerate().skip(3).find(|(_, line)| line.contains(title)).unwrap();
        let x = line.chars().count() - line.split_once("wells").unwrap().1.chars().count() - 5;
        let looks: String = looks.lines().nth(y).unwrap().chars().skip(x - 1).take(7).collect();
        let hits: Vec<_> = looks.chars().map(|look| "hH?".contains(look)).collect();
        assert_eq!(hits, [false, true, true, true, true, true, false], "{title}: {looks}");
    }
    reader.press("m");
    for title in
        ["On rural people ’s ( own )wells,dug", "Of village?wells", "“The village ’s wells,pumps,and"]
    {
        assert!(shows(&reader, title), "{title}\n{}", reader.screen());
    }
    reader.press("m");
    assert!(shows(&reader, mended[1]), "{}", reader.screen());
}
