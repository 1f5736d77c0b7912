//! The filter: results that follow each key, what is highlighted, and what is said where nothing is found.

use insta::assert_snapshot;
use theses::app::Msg;
use theses::thesis::{Draft, Field};

use crate::reader;
use crate::screen::{Reader, collection};
use crate::status::bottom;

#[test]
fn a_filter_highlights_what_it_found() {
    let mut reader = Reader::of_seeds(120, 36);
    reader.press("/mases intraction");
    assert_snapshot!("filter", reader.screen());
    assert_snapshot!("filter_looks", reader.looks());
}

#[test]
fn results_follow_each_key_and_the_count_tells_how_many() {
    let mut reader = reader(100, 24);
    assert!(reader.press("/comm").screen().contains("2 of 6 · by relevance"));
    assert!(reader.press("x").screen().contains("0 of 6"));
    assert!(reader.screen().contains("Nothing found."));
    assert!(reader.press("<Backspace><Enter>").screen().contains("2 of 6"));
    assert!(reader.press("<Esc>").screen().contains("6 of 6 · newest first"));
}

/// The line of the filter and, below it, its looks.
fn prompt(reader: &Reader) -> String {
    let line = |text: String| text.lines().nth(1).unwrap_or_default().to_owned();
    format!("{}\n{}", line(reader.screen()), line(reader.looks()))
}

#[test]
fn fields_and_operators_have_looks_of_their_own() {
    let mut reader = reader(100, 24);
    reader.press("/-title:\"social life\" 社区 year:..2024 '治");
    assert_snapshot!(prompt(&reader), @r#"
     ❯ -title:"social life" 社区 year:..2024 '治                                  1 of 6 · by relevance
    aaaoaaaaaao···········o······aaaaaoo·····o····································ffffffffffffffffffffff
    "#);
    reader.press("<Enter>").resize(40, 12);
    assert_snapshot!(prompt(&reader), @r#"
     ❯ -title:"social life" 社区 y…  1 of 6
    aaaoaaaaaao···········o······a···fffffff
    "#);
}

#[test]
fn a_filter_that_cannot_be_read_is_pointed_at_and_keeps_the_results() {
    let mut reader = reader(100, 24);
    reader.press("/life year:2019x");
    assert_snapshot!(prompt(&reader), @r"
     ❯ life year:2019x                                                                as before: 1 of 6
    aaa·····aaaaahhhhh································································ffffffffffffffffff
    ");
    assert_snapshot!(
        reader.status(),
        @" expected a year such as 2021, or 2015..2021 at `2019x`                                      2 hits"
    );
    assert!(reader.screen().contains("▌  Rural community life"), "{}", reader.screen());
    reader.press("<Enter>");
    assert!(prompt(&reader).contains("as before"), "{}", prompt(&reader));
    assert!(!reader.status().contains("expected"), "the keys that work now are more use");
    reader.press("/ kw:").resize(40, 12);
    assert_snapshot!(prompt(&reader), @r"
     ❯ life year:2019x kw:   as before: 1/6
    aaa·····aaaaahhhhh·······fffffffffffffff
    ");
    assert!(
        bottom(&reader).contains("expected a year such as 2021, or 2015..2021 at `2019x`"),
        "{}",
        reader.screen()
    );
    assert!(reader.press("<Esc>").screen().contains("6 of 6"));
}

/// What is selected, whether the detail stands alone, and the words at its top.
fn place(reader: &Reader) -> (Option<theses::app::Picked>, bool, String) {
    let detail = &reader.model.detail;
    let line = detail.page.lines.get(detail.window.top).map(Vec::as_slice).unwrap_or_default();
    let words = line.iter().map(|span| span.text.as_str()).collect();
    (reader.model.current(), reader.model.modes.is_reading(), words)
}

#[test]
fn a_filter_that_is_given_up_leads_back_to_where_one_read() {
    let long = |id: &str, word: &str, posted: &str| {
        let text = (0..900).map(|at| format!("{word}{at}")).collect::<Vec<_>>().join(" ");
        let title = format!("About {word}");
        let draft = Draft::default().with(Field::Id, id.to_owned()).with(Field::Title, title);
        draft.with(Field::Posted, posted.to_owned()).with(Field::Abstract, text)
    };
    let mut drafts: Vec<_> = (0..30).map(|at| long(&format!("x{at}"), "tune", "2022")).collect();
    drafts.extend([long("a", "apple", "2021"), long("b", "music", "2020")]);
    let collection = collection(&drafts);
    for (start, width, height) in [("", 120, 36), ("<Enter>", 80, 24), ("l", 40, 12)] {
        let mut reader = Reader::of(&collection, width, height);
        reader.press("Gk").press(start).press("<Space><Space><Space>");
        let before = place(&reader);
        for keys in [
            "/<Esc>",
            "/music<Esc>",
            "/apple500<Esc>",
            "/apple<Esc>",
            "/tune<Esc>",
            "/nothing like it<Esc>",
            "/music<Ctrl-u>",
            "/mu<Backspace><Backspace><Esc>",
            "/year:x<Esc>",
            "/music \"<Esc>",
        ] {
            reader.press(keys);
            if reader.model.modes.is_typing() {
                let (selected, reading, _) = place(&reader);
                assert_eq!(
                    (selected, reading),
                    (before.0.clone(), before.1),
                    "{start}{keys} at {width}x{height}"
                );
                reader.press("<Enter>");
            }
            assert_eq!(place(&reader), before, "{start}{keys} at {width}x{height}");
        }
    }
    let mut reader = Reader::of(&collection, 120, 36);
    reader.press("Gk<Space><Space>");
    let before = place(&reader);
    reader.press("/apple500<Enter>");
    assert_ne!(place(&reader), before, "it opens at the first hit");
    assert_eq!(place(reader.press("<Esc>")), before, "the kept filter is dropped");
    reader.press("/music500<Enter>");
    let found = place(&reader);
    assert!(found.2.contains("music4"), "{found:?}");
    assert_eq!(place(reader.press("<Esc>")), found, "the result stays selected, and in sight");
    assert_eq!(place(reader.press("k")), before);
}

#[test]
fn letters_across_words_are_said_to_match_loosely() {
    let mut reader = reader(100, 24);
    reader.press("/cmgvrn");
    assert_snapshot!("loose", reader.screen());
}

#[test]
fn choices_follow_each_key_and_an_open_bracket_is_pointed_at() {
    for (width, height) in [(120, 36), (40, 12)] {
        let mut reader = reader(width, height);
        reader.press("/(urban | rural");
        assert!(reader.status().contains("expected `)` behind it at `(`"), "{}", reader.screen());
        reader.press(") (comm");
        reader.press("unity | müller)");
        assert!(reader.screen().contains("2 of 6"), "{}", reader.screen());
        assert!(reader.screen().contains("Urban traffic") && reader.screen().contains("Rural community"));
        reader.press(" |");
        assert!(reader.status().contains("expected a word beside it at `|`"), "{}", reader.screen());
    }
}

#[test]
fn where_nothing_is_found_each_part_says_what_it_leaves_alone() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut reader = reader(width, height);
        let said = |reader: &Reader| {
            let screen = reader.screen();
            let lines = screen.lines().skip(3).map(|line| {
                let list = line.split('│').next().unwrap_or_default();
                list.trim().to_owned()
            });
            lines.filter(|line| !line.is_empty() && !line.contains("──")).collect::<Vec<_>>().join("\n")
        };
        reader.press("/urban zzzz year:2019 -\"community life\"");
        let text = said(&reader);
        let alone = "Alone: urban 1 · zzzz 0 · year:2019 1";
        assert!(
            text.contains("Nothing found") && text.replace('\n', " · ").contains(alone),
            "{}",
            reader.screen()
        );
        assert!(text.contains("-\"community life\" 5"), "{}", reader.screen());
        reader.press("<Esc>");
        assert!(!said(&reader).contains("Alone"));
        // The view is what leaves nothing.
        reader.press("b2/urban<Enter>");
        let text = said(&reader).replace('\n', " ");
        assert!(text.contains("Nothing found among 1 bookmark, 1 among all theses."), "{}", reader.screen());
        assert!(text.contains("1 shows all"), "{}", reader.screen());
        assert!(!text.contains("Alone"), "one clause alone is said already");
    }
}

#[test]
fn chinese_is_found_by_any_run_of_its_characters() {
    let mut reader = reader(80, 24);
    reader.press("/区治理");
    assert_snapshot!("chinese", reader.screen());
}

#[test]
fn a_thesis_found_by_its_abstract_alone_shows_the_place_and_opens_there() {
    let mut reader = Reader::of_seeds(100, 24);
    reader.press("/\"last mile\"");
    assert_snapshot!("only_in_abstract", reader.screen());
    reader.press("<Enter>n");
    assert_snapshot!("next_hit_looks", reader.looks());
}

#[test]
fn hits_are_walked_through_round_the_end() {
    let mut reader = Reader::of_seeds(120, 36);
    reader.press("/urumqi<Enter>");
    let all = reader.model.detail.page.hits.len();
    assert!(reader.screen().contains(&format!("{all} hits · 0%")), "{}", reader.screen());
    for at in (1..=all).chain([1]) {
        reader.press("n");
        assert!(reader.screen().contains(&format!(" {at} of {all}")), "{}", reader.screen());
        let line = reader.model.detail.page.hits[at - 1];
        let top = reader.model.detail.window.top;
        assert!((top..top + reader.model.lines_seen()).contains(&line));
    }
    assert!(reader.press("N").screen().contains(&format!(" {all} of {all}")));
    assert!(reader.press("<Esc>n").screen().contains(" the filter hits nothing in this text"));
}

#[test]
fn what_is_pasted_goes_into_the_filter_that_is_typed() {
    let mut reader = reader(100, 24);
    reader.tell(Msg::Paste("nowhere".into()));
    assert_eq!(reader.model.filter.prompt.text(), "");
    reader.press("/").tell(Msg::Paste("urban\ntraffic".into()));
    assert_eq!(reader.model.filter.prompt.text(), "urban traffic");
    assert!(reader.screen().contains("1 of 6"), "{}", reader.screen());
}
