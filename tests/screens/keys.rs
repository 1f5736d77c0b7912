//! Keys that wait for another, other keymaps, copying, and the way back.

use std::path::Path;

use theses::app::{Mouse, Msg};
use theses::thesis::{Problem, Warning};

use crate::screen::Reader;
use crate::{reader, remapped};

#[test]
fn a_text_is_copied_as_it_is_shown() {
    let mut reader = Reader::of_seeds(100, 24);
    reader.press("yamya");
    let texts: Vec<_> = reader.copied.iter().map(|(what, text)| (what.as_str(), text.as_str())).collect();
    let [("abstract", mended), ("abstract", as_read)] = texts[..] else { panic!("{texts:?}") };
    assert!(mended.contains("should be promoted, and") && mended.contains(".\n\n"), "{mended}");
    assert!(as_read.contains("should be promoted,and") && !as_read.contains('\n'), "{as_read}");
}

#[test]
fn copying_asks_what_and_hands_it_over() {
    let mut reader = reader(100, 24);
    reader.press("y");
    assert!(reader.screen().ends_with(" t title  a abstract  i id  Esc nothing"), "{}", reader.screen());
    reader.press("tyi");
    reader.press("ya");
    let expected = [
        ("title", "Community governance in the city"),
        ("id", "1"),
        ("abstract", "The abstract of Community governance in the city. It says little."),
    ]
    .map(|(what, text)| (what.to_owned(), text.to_owned()));
    assert_eq!(reader.copied, expected);
    reader.press("Gkya");
    assert!(reader.press("Gyt").screen().contains("this thesis has no title to copy"));
    assert_eq!(reader.press("y<Esc>q").copied.len(), 4);
    assert!(reader.quit);
}

#[test]
fn escape_goes_one_level_back() {
    let mut reader = reader(100, 24);
    reader.press("2").press("1b2/comm<Enter><Enter>");
    assert!(reader.model.layout().is_some_and(|layout| layout.list.is_none()));
    for expected in ["1 of 1 bookmarked · by relevance", "1 of 1 bookmarked · newest first", "6 of 6"] {
        let screen = reader.press("<Esc>").screen();
        assert!(screen.contains(expected), "{expected}:\n{screen}");
    }
    assert!(reader.press("<Esc>").screen().ends_with(" q quits"));
    assert!(!reader.quit);
}

#[test]
fn a_pending_key_is_forgotten_with_anything_else_that_a_person_does() {
    let mut reader = reader(100, 24);
    reader.press("y").mouse(Mouse::Click, 10, 1).press("t<Enter>");
    assert_eq!((reader.copied.len(), reader.model.filter.prompt.text()), (0, "t"));
    assert!(reader.status().contains("b bookmark"), "{}", reader.status());
    reader.press("b<Esc>");
    assert!(reader.screen().contains("★ 1"), "the next key is not swallowed");
    for other in [Mouse::WheelDown, Mouse::Click] {
        reader.press("y").mouse(other, 10, 6).press("t");
        assert_eq!(reader.copied.len(), 0, "{other:?}");
    }
    reader.press("y").tell(Msg::Paste("x".into()));
    assert_eq!(reader.press("t").copied.len(), 0);
    reader.press("yjb");
    assert!(reader.screen().contains("★ 2"), "a key that does not follow ends it: {}", reader.screen());
    reader.press("y").tell(Msg::Notice("saved".into()));
    assert_eq!(reader.press("t").copied.len(), 1, "what the program does by itself does not");
}

#[test]
fn words_that_name_a_key_take_it_from_the_keymap() {
    let changes: &[(&str, &[&str])] = &[
        ("quit", &["F10"]),
        ("problems", &["F9"]),
        ("filter", &["f"]),
        ("back", &["F2"]),
        ("drop-filter", &["F3"]),
        ("bookmark", &["W"]),
        ("show-all", &["a"]),
        ("contents", &[]),
        ("copy", &["c"]),
        ("copy-title", &["T"]),
    ];
    let mut reader = remapped(changes, 160, 80);
    reader.problems(vec![Problem {
        file: Path::new("a.png").into(),
        warning: Warning::skipped(1, "a picture"),
    }]);
    let says = |reader: &Reader, words: &str| {
        assert!(reader.screen().contains(words), "{words}:\n{}", reader.screen());
    };
    says(&reader, " ❯ f filters");
    says(&reader, "1 not loaded: F9");
    says(reader.press("<F2>"), " F10 quits");
    says(reader.press("2"), "No bookmarks yet. a shows all; W bookmarks.");
    says(reader.press("afzzz"), "Nothing found. F3 drops the filter.");
    says(reader.press("<Enter>"), "Nothing found. F2 drops the filter.");
    says(reader.press("<F2>?"), "c              copy: then T, a or i");
    says(&reader, " After c\n   T              copy the title");
    let mut nothing = Reader::empty(160, 24);
    nothing.model.settings.keymap = reader.model.settings.keymap.clone();
    nothing.problems(reader.model.problems.clone());
    nothing.tell(Msg::LoadingDone);
    says(&nothing, "Nothing could be loaded; F9 tells why.");
    let mut keyless = remapped(&[("quit", &[]), ("filter", &[])], 100, 24);
    assert!(!keyless.press("<Esc>").screen().contains("quits"));
    assert!(!keyless.screen().contains("filters"));
}

#[test]
fn a_key_without_an_action_says_so_once() {
    let mut reader = Reader::of_seeds(120, 36);
    reader.press("о");
    assert!(
        reader.screen().contains("the key о has no action here; ? shows the keys"),
        "{}",
        reader.screen()
    );
    reader.press("j");
    reader.press("й");
    assert!(!reader.screen().contains("no action"), "{}", reader.screen());
}
