//! Reading: the detail beside the list and alone, its sections, measure and text.

use insta::assert_snapshot;
use theses::app::Mouse;
use theses::text::width::columns;
use theses::thesis::{Draft, Field};

use crate::screen::{Reader, collection};
use crate::varied;

/// The second seed, alone at full width, beside the list, and on the smallest screens: one goes through it by section.
#[test]
fn sections_are_gone_through_and_the_status_bar_tells_where_one_is() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut reader = Reader::of_seeds(width, height);
        reader.press("jz");
        assert!(!reader.status().contains("Chapter"), "above the text");
        reader.press("]]]]]");
        assert_snapshot!(format!("chapter_four_{width}x{height}"), reader.screen());
        reader.press("<Esc>l");
        assert!(reader.status().contains("Chapter 4 · "), "the same in another room: {}", reader.status());
        reader.press("[");
        assert!(reader.status().contains("Chapter 3 · "), "{}", reader.status());
        assert!(reader.press("[[[[").status().contains("this is the first"), "{}", reader.status());
    }
    let mut reader = Reader::of(&collection(&varied()[3..4]), 80, 24);
    assert!(reader.press("z]]").status().contains("paragraph 2 of "), "{}", reader.screen());
    reader.press("kj");
    assert!(!reader.status().contains("paragraph"), "only where one has gone to it");
}

#[test]
fn the_measure_is_changed_and_the_same_words_stay() {
    let mut reader = Reader::of_seeds(120, 24);
    let top = |reader: &Reader| reader.screen().lines().nth(3).unwrap_or_default().trim().to_owned();
    reader.press("jz<PageDown>jj");
    let before = (top(&reader), reader.model.detail.window.top);
    let first = before.0.split(' ').next().unwrap().to_owned();
    for (key, measure) in [("-", 56), ("-", 56), ("+", 72), ("+", 88), ("=", 88), ("-", 72)] {
        reader.press(key);
        assert_eq!(reader.model.settings.measure, measure);
        assert!(top(&reader).contains(&first), "{measure}: {}", top(&reader));
    }
    assert_eq!((top(&reader), reader.model.detail.window.top), before);
}

#[test]
fn reading_on_says_that_it_leads_to_the_next_thesis() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut reader = Reader::of_seeds(width, height);
        assert!(!reader.press("z").screen().contains("next thesis"), "{}", reader.screen());
        for _ in 0..40 {
            if reader.screen().contains("Space next thesis") {
                break;
            }
            reader.press("<Space>");
        }
        assert!(reader.screen().contains("Space next thesis"), "{}", reader.screen());
        assert!(reader.press("<Space>").screen().contains("Concentric"), "{}", reader.screen());
        reader.press("G");
        assert!(!reader.screen().contains("next thesis"), "it is the last: {}", reader.screen());
    }
}

#[test]
fn values_on_the_page_are_walked_through_and_followed() {
    let mut drafts = varied();
    let related = ["Urban?traffic", "Nothing of the kind"];
    let first = std::mem::take(&mut drafts[0]).with_values(Field::Keywords, ["city life", "party"]);
    drafts[0] = first.with_values(Field::Related, related);
    drafts[0].set(Field::Subject, "Political science");
    drafts[0].set(Field::University, "Nanjing Normal University");
    drafts[5] = std::mem::take(&mut drafts[5]).with_values(Field::Keywords, ["city life"]);
    let mut reader = Reader::of(&collection(&drafts), 100, 30);
    for (tabs, asks, count) in [
        (2, "kw:\"city life\"", "2 of 6"),
        (4, "subject:\"Political science\"", "1 of 6"),
        (5, "by:\"A Author\"", "1 of 6"),
        (6, "university:\"Nanjing Normal University\"", "1 of 6"),
    ] {
        reader.press(&"<Tab>".repeat(tabs));
        assert!(reader.screen().contains(" Enter filter by it"), "{}", reader.screen());
        reader.press("<Enter>");
        assert!(reader.line(1).contains(asks) && reader.line(1).contains(count), "{}", reader.line(1));
        assert!(reader.screen().contains("▌  Community governance"), "the thesis stays: {}", reader.screen());
        reader.press("<Esc>");
    }
    // A related title opens, whatever was lost of it, and Esc leads back; the last Tab leads to the list.
    reader.press("<Tab><Shift-Tab><Shift-Tab><Enter>");
    assert!(reader.screen().contains("not among those that are loaded"), "{}", reader.screen());
    reader.press("<Shift-Tab><Enter>");
    assert!(reader.screen().contains("│   Urban traffic"), "{}", reader.screen());
    reader.press("<Esc>");
    assert!(reader.screen().contains("│   Community governance"), "{}", reader.screen());
    reader.press(&"<Tab>".repeat(8));
    assert!(reader.press("j").screen().contains("▌  Urban traffic"), "{}", reader.screen());
    // A click on a keyword filters by it.
    reader.press("k");
    let screen = reader.screen();
    let (y, line) =
        screen.lines().enumerate().find(|(_, line)| line.contains("   party")).expect("a keyword");
    let x = columns(line.split("party").next().unwrap_or_default());
    reader.mouse(Mouse::Click, x as u16 + 1, y as u16);
    assert!(reader.line(1).contains("kw:\"party\""), "{}", reader.screen());
}

#[test]
fn one_finds_in_the_text_that_is_read_and_comes_back() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut reader = Reader::of_seeds(width, height);
        reader.press("jz]]");
        let before = (reader.model.detail.window.top, reader.screen());
        assert!(before.1.contains("/ find"), "{}", before.1);
        reader.press("/kilom");
        let screen = reader.screen();
        assert!(screen.contains(" / kilom") && screen.contains("2 hits in this text"), "{screen}");
        assert!(screen.contains("kilometer") && screen.contains("2 of 2"), "from where one is: {screen}");
        assert_eq!(reader.model.list_len(), 2, "the collection is not filtered");
        reader.press("<Esc>");
        assert_eq!(reader.model.detail.window.top, before.0);
        assert!(!reader.screen().contains("kilom"), "{}", reader.screen());
        // What is kept is gone through, and left by Esc; then Esc leaves reading.
        reader.press("/kilom<Enter>nn");
        assert!(reader.screen().contains("2 of 2"), "{}", reader.screen());
        reader.press("<Esc>");
        assert_eq!((reader.model.detail.window.top, reader.model.modes.is_reading()), (before.0, true));
        assert!(reader.press("/zzz").screen().contains("not in this text"), "{}", reader.screen());
        reader.press("<Enter><Esc><Esc>");
        assert!(!reader.model.modes.is_reading());
        // The collection is one key away.
        reader.press("zFgrass<Enter>");
        assert_eq!(reader.model.filter.prompt.text(), "grass");
    }
}

#[test]
fn a_long_text_is_mended_on_a_thread_of_its_own() {
    let long = "It was promoted,and it was (so)too,and that was it.".repeat(800);
    let draft = Draft::default().with(Field::Id, "1").with(Field::Title, "Long").with(Field::Abstract, long);
    let mut reader = Reader::of(&collection(&[draft]), 100, 24);
    assert!(reader.press("z").screen().contains("promoted, and it was (so) too"), "{}", reader.screen());
    let top = reader.press("<PageDown><PageDown>").screen();
    assert_eq!(reader.press("mm").screen().lines().nth(3), top.lines().nth(3));
}

#[test]
fn the_text_as_it_was_read_shows_the_same_place_and_what_is_mended() {
    let mut reader = Reader::of_seeds(100, 24);
    let top = |reader: &Reader| reader.screen().lines().nth(3).unwrap_or_default().trim().to_owned();
    reader.press("jz<PageDown>jjj");
    let before = (top(&reader), reader.screen());
    reader.press("m");
    let words: Vec<_> = before.0.split_whitespace().take(3).map(str::to_owned).collect();
    assert!(reader.screen().contains("as it was read: "), "{}", reader.screen());
    assert!(top(&reader).contains(&words[0]), "{words:?}\n{}", reader.screen());
    reader.resize(80, 24).resize(100, 24);
    assert!(reader.press("M").screen().contains("as read · "), "{}", reader.screen());
    assert_snapshot!("as_read_looks", reader.looks());
    reader.press("m<Esc>z");
    assert_eq!((top(&reader), reader.screen()), before);
}

#[test]
fn reading_takes_the_whole_width_and_comes_back() {
    let mut reader = Reader::of_seeds(120, 36);
    reader.press("<Enter>");
    assert_snapshot!("reading", reader.screen());
    reader.press("<Enter>");
    assert_eq!(reader.screen(), Reader::of_seeds(120, 36).screen());
    assert_eq!(reader.press("z<Esc>").screen(), Reader::of_seeds(120, 36).screen());
}

#[test]
fn space_pages_through_the_abstract_and_on_to_the_next_thesis() {
    let mut reader = Reader::of_seeds(80, 24);
    let first = reader.model.current();
    let mut pages = 0;
    while reader.model.current() == first {
        assert!(reader.model.detail.page.lines.len() > reader.model.detail.window.top);
        reader.press("<Space>");
        pages += 1;
        assert!(pages < 50, "it comes to an end");
    }
    assert!(pages > 3);
    assert_eq!((reader.model.list.cursor.at, reader.model.detail.window.top), (1, 0));
}

#[test]
fn the_detail_scrolls_from_the_list_and_when_it_has_the_focus() {
    let mut reader = Reader::of_seeds(80, 24);
    reader.press("JJJK");
    assert_eq!((reader.model.detail.window.top, reader.model.list.cursor.at), (2, 0));
    reader.press("<Tab>jj<Ctrl-d>");
    assert_eq!(reader.model.list.cursor.at, 0);
    assert_eq!(reader.model.detail.window.top, 4 + reader.model.lines_seen() / 2);
    assert!(reader.press("G").screen().contains("100%"));
    reader.press("ghj");
    assert_eq!((reader.model.detail.window.top, reader.model.list.cursor.at), (0, 1));
}

#[test]
fn reading_leaves_the_list_where_it_was() {
    let drafts: Vec<_> = (0..60).map(|id| Draft::default().with(Field::Id, format!("{id}"))).collect();
    let mut reader = Reader::of(&collection(&drafts), 120, 36);
    reader.press("Gkkkkk");
    let screen = reader.screen();
    assert_eq!(reader.press("<Enter><Enter>").screen(), screen);
}

#[test]
fn reading_leads_back_to_the_pane_that_had_the_focus() {
    let mut reader = Reader::of_seeds(100, 24);
    let beside = reader.press("l").screen();
    for keys in ["<Enter><Enter>", "z<Esc>", "<Enter>/<Esc><Esc>", "<Enter>?<Esc><Esc>"] {
        assert_eq!(reader.press(keys).screen(), beside, "{keys}");
        reader.press("j");
        assert_eq!(reader.model.list.cursor.at, 0, "the detail has the focus: {keys}");
        reader.press("k");
    }
    assert_eq!(reader.press("<Esc>j").model.list.cursor.at, 1, "and from there to the list");
}

#[test]
fn the_place_where_one_reads_outlasts_sizes_reading_and_other_theses() {
    let mut reader = Reader::of_seeds(120, 36);
    reader.press("<Enter><Space>jjj<Enter>");
    let top = |reader: &Reader| {
        let line = reader.screen().lines().nth(3).unwrap_or_default().to_owned();
        line.split('│').nth(1).unwrap_or(&line).trim().to_owned()
    };
    let (screen, words) = (reader.screen(), top(&reader));
    let first: String = words.split(' ').take(2).collect::<Vec<_>>().join(" ");
    for (width, height) in [(80, 24), (60, 30), (200, 60), (90, 10), (40, 12), (120, 36)].repeat(2) {
        reader.resize(width, height);
    }
    assert_eq!(reader.screen(), screen);
    for _ in 0..10 {
        assert!(top(reader.press("<Enter>")).contains(&first), "{}", reader.screen());
        assert_eq!(reader.press("<Enter>").screen(), screen);
    }
    assert_eq!(reader.press("jk").screen(), screen, "the next thesis, and back");
    assert_eq!(reader.press("GgKJ").screen(), screen);
}
