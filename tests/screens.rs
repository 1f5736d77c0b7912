//! Keys to screen: what a person sees after typing.

mod screen;

use std::path::Path;
use std::sync::Arc;

use insta::assert_snapshot;
use proptest::prelude::*;
use screen::{Reader, collection, segment};
use theses::app::keymap::Keymap;
use theses::app::{Mouse, Msg};
use theses::search::Answer;
use theses::text::width::columns;
use theses::thesis::{Draft, Field, Mark, Marks, MarksDifference, Problem, Row, Warning};

/// Theses of every kind that looks different: long, without a title, Chinese, without anything but an id.
fn varied() -> Vec<Draft<'static>> {
    let full = |id: &'static str, title: &'static str, candidate: &'static str, posted: &'static str| {
        Draft::default()
            .with(Field::Id, id)
            .with(Field::Title, title)
            .with(Field::Candidate, candidate)
            .with(Field::Posted, posted)
            .with(Field::Degree, "Master")
            .with(Field::Kind, "Thesis")
            .with(Field::Abstract, format!("The abstract of {title}. It says little."))
    };
    vec![
        full("1", "Community governance in the city", "A Author", "2024"),
        full("2", "Urban traffic", "Zoë Müller", "2023-05"),
        full(
            "3",
            "城市社区治理研究:以某市为例的长标题需要被截断才能显示在列表窗格之中并且不会重叠",
            "王一",
            "2022-01-01",
        ),
        Draft::default()
            .with(Field::Id, "4")
            .with(Field::Abstract, "Bare words without any header. ".repeat(60)),
        Draft::default().with(Field::Id, "5"),
        full("6", "Rural community life", "B Author", "2019"),
    ]
}

fn reader(width: u16, height: u16) -> Reader {
    Reader::of(&collection(&varied()), width, height)
}

#[test]
fn the_seeds_at_three_sizes() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        assert_snapshot!(format!("seeds_{width}x{height}"), Reader::of_seeds(width, height).screen());
    }
}

/// The second seed, alone at full width, beside the list, and on the smallest screens: one goes through it by section.
#[test]
fn sections_are_gone_through_and_the_status_bar_tells_where_one_is() {
    let status = |reader: &Reader| reader.screen().lines().last().unwrap_or_default().to_owned();
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut reader = Reader::of_seeds(width, height);
        reader.press("jz");
        assert!(!status(&reader).contains("Chapter"), "above the text");
        reader.press("]]]]]");
        assert_snapshot!(format!("chapter_four_{width}x{height}"), reader.screen());
        reader.press("<Esc>l");
        assert!(status(&reader).contains("Chapter 4 · "), "the same in another room: {}", status(&reader));
        reader.press("[");
        assert!(status(&reader).contains("Chapter 3 · "), "{}", status(&reader));
        assert!(status(reader.press("[[[[")).contains("this is the first"), "{}", status(&reader));
    }
    let mut reader = Reader::of(&collection(&varied()[3..4]), 80, 24);
    assert!(status(reader.press("z]]")).contains("paragraph 2 of "), "{}", reader.screen());
    reader.press("kj");
    assert!(!status(&reader).contains("paragraph"), "only where one has gone to it");
}

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
fn values_on_the_page_are_walked_through_and_followed() {
    let mut drafts = varied();
    let related = ["Urban?traffic", "Nothing of the kind"];
    let first = std::mem::take(&mut drafts[0]).with_values(Field::Keywords, ["city life", "party"]);
    drafts[0] = first.with_values(Field::Related, related);
    drafts[0].set(Field::Subject, "Political science");
    drafts[0].set(Field::University, "Nanjing Normal University");
    drafts[5] = std::mem::take(&mut drafts[5]).with_values(Field::Keywords, ["city life"]);
    let mut reader = Reader::of(&collection(&drafts), 100, 30);
    let prompt = |reader: &Reader| reader.screen().lines().nth(1).unwrap_or_default().to_owned();
    for (tabs, asks, count) in [
        (2, "kw:\"city life\"", "2 of 6"),
        (4, "subject:\"Political science\"", "1 of 6"),
        (5, "by:\"A Author\"", "1 of 6"),
        (6, "university:\"Nanjing Normal University\"", "1 of 6"),
    ] {
        reader.press(&"<Tab>".repeat(tabs));
        assert!(reader.screen().contains(" Enter filter by it"), "{}", reader.screen());
        reader.press("<Enter>");
        assert!(prompt(&reader).contains(asks) && prompt(&reader).contains(count), "{}", prompt(&reader));
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
    assert!(prompt(&reader).contains("kw:\"party\""), "{}", reader.screen());
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
fn a_text_is_copied_as_it_is_shown() {
    let mut reader = Reader::of_seeds(100, 24);
    reader.press("yamya");
    let texts: Vec<_> = reader.copied.iter().map(|(what, text)| (what.as_str(), text.as_str())).collect();
    let [("abstract", mended), ("abstract", as_read)] = texts[..] else { panic!("{texts:?}") };
    assert!(mended.contains("should be promoted, and") && mended.contains(".\n\n"), "{mended}");
    assert!(as_read.contains("should be promoted,and") && !as_read.contains('\n'), "{as_read}");
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
    let status = |reader: &Reader| reader.screen().lines().last().unwrap_or_default().to_owned();
    reader.press("/life year:2019x");
    assert_snapshot!(prompt(&reader), @r"
     ❯ life year:2019x                                                                as before: 1 of 6
    aaa·····aaaaahhhhh································································ffffffffffffffffff
    ");
    assert_snapshot!(
        status(&reader),
        @" expected a year such as 2021, or 2015..2021 at `2019x`                                      2 hits"
    );
    assert!(reader.screen().contains("▌  Rural community life"), "{}", reader.screen());
    reader.press("<Enter>");
    assert!(prompt(&reader).contains("as before"), "{}", prompt(&reader));
    assert!(!status(&reader).contains("expected"), "the keys that work now are more use");
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

/// The line of the filter, with a bar for the cursor, and the status bar.
fn typed(reader: &Reader) -> String {
    let filter = &reader.model.filter.prompt;
    let mut text = filter.text().to_owned();
    text.insert(filter.cursor(), '|');
    format!("{text}\n{}", reader.screen().lines().last().unwrap_or_default())
}

#[test]
fn fields_and_values_are_completed() {
    let mut drafts = varied();
    drafts[0].set(Field::Country, "United States");
    drafts[1].set(Field::Country, "China");
    drafts[2].set(Field::Country, "China");
    let mut reader = Reader::of(&collection(&drafts), 90, 24);
    reader.press("/life k<Tab>");
    assert_snapshot!(typed(&reader), @r"
    life kw:|
     ❯kw:   kind:                                                                      1 of 2
    ");
    assert_snapshot!(typed(reader.press("<Tab>")), @r"
    life kind:|
      kw:  ❯kind:                                                                      2 of 2
    ");
    assert_snapshot!(typed(reader.press("<Tab><Shift-Tab><Shift-Tab>")), @r"
    life kw:|
     ❯kw:   kind:                                                                      1 of 2
    ");
    reader.press("<Esc>/cou<Tab>");
    assert_snapshot!(typed(&reader), @r"
    country:|
     expected a country at `country:`
    ");
    reader.press("<Tab>");
    assert_snapshot!(typed(&reader), @r"
    country:China|
     ❯China   United States                                                            1 of 2
    ");
    assert!(reader.screen().contains("2 of 6"), "the list follows:\n{}", reader.screen());
    assert_snapshot!(reader.looks().lines().last().unwrap_or_default(), @"aaaaaaaaffffffffffffffff···························································fffffff");
    reader.press("<Shift-Tab>");
    assert_snapshot!(typed(&reader), @r#"
    country:"United States"|
      China  ❯United States                                                            2 of 2
    "#);
    reader.press(" x<Backspace>");
    assert_snapshot!(typed(&reader), @r#"
    country:"United States" |
     Enter keep  Esc drop  ↓ next  ↑ previous  Tab complete  Alt-↑ earlier
    "#);
    reader.press("-degree:z<Tab>");
    assert_snapshot!(typed(&reader), @r#"
    country:"United States" -degree:z|
     no degree here begins with `z`
    "#);
    assert_snapshot!(typed(reader.press("<Backspace>M<Tab>")), @r#"
    country:"United States" -degree:Master|
     Enter keep  Esc drop  ↓ next  ↑ previous  Tab complete  Alt-↑ earlier
    "#);
    assert_snapshot!(typed(reader.press(" 'x<Tab>")), @r#"
    country:"United States" -degree:Master 'x|
     nothing is known to complete this with
    "#);
}

#[test]
fn candidates_that_do_not_fit_are_walked_through() {
    let mut reader = reader(40, 12);
    reader.press("/<Tab>");
    assert_snapshot!(typed(&reader), @r"
    title:|
     ❯title:   by:   subject:   kw… 1 of 19
    ");
    assert_snapshot!(typed(reader.press("<Tab><Tab><Tab><Tab>")), @r"
    abstract:|
    …  subject:   kw:  ❯abstract: … 5 of 19
    ");
    assert_snapshot!(typed(reader.press("<Shift-Tab><Shift-Tab><Shift-Tab><Shift-Tab><Shift-Tab>")), @r"
    is:|
    …  id:   citekey:  ❯is:        19 of 19
    ");
    assert!(!typed(reader.press("<Enter>")).contains("19"), "any other key takes it");
}

#[test]
fn a_completion_that_comes_too_late_is_dropped() {
    let mut reader = reader(90, 24);
    reader.press("/degree:x<Backspace>");
    let effects = theses::app::update(&mut reader.model, Msg::Key("Tab".parse().expect("a key")));
    let [theses::app::Effect::Complete(_, gap)] = &effects[..] else { panic!("{effects:?}") };
    let more = theses::app::update(&mut reader.model, Msg::Indexed(6));
    assert!(
        matches!(&more[..], [theses::app::Effect::Ask(..), theses::app::Effect::Complete(_, again)] if again == gap),
        "a question that is asked meanwhile does not lose it: {more:?}"
    );
    let late = Msg::Completed(gap.clone(), vec!["Master".into()]);
    reader.press("D").tell(late.clone());
    assert!(typed(&reader).starts_with("degree:D|"));
    reader.press("<Tab><Shift-Tab>").tell(late);
    assert!(!typed(&reader).contains("Master"));
}

#[test]
fn earlier_queries_are_walked_through_and_what_was_typed_comes_back() {
    let mut reader = reader(90, 24);
    reader.press("/urban<Enter>/<Esc>/rural<Down><Esc>/traffic<Esc>/life year:<Enter><Esc>");
    assert_eq!(reader.remembered, ["urban", "rural"], "what was neither kept nor looked at is not worth it");
    reader.press("/com<Alt-Up>");
    let text = |reader: &Reader| reader.model.filter.prompt.text().to_owned();
    assert_eq!(text(&reader), "rural");
    assert!(reader.screen().contains("1 of 6 · by relevance"), "{}", reader.screen());
    for (key, shown) in
        [("<Alt-Up>", "urban"), ("<Alt-Up>", "urban"), ("<Alt-Down>", "rural"), ("<Alt-Down>", "com")]
    {
        assert_eq!(text(reader.press(key)), shown);
    }
    assert_eq!(text(reader.press("<Alt-Up><Alt-Up>x<Alt-Up>")), "rural", "an edit begins anew");
    assert_eq!(text(reader.press("<Alt-Down>")), "urbanx");
    reader.press("<Alt-Up><Enter>");
    assert_eq!(reader.remembered.len(), 2, "not twice in a row");
}

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
    for start in ["", "<Enter>", "l"] {
        for (width, height) in [(120, 36), (80, 24), (40, 12)] {
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
fn while_it_loads_the_list_grows_under_a_selection_at_its_top() {
    let mut reader = Reader::empty(100, 24);
    reader.tell(Msg::Progress(0, None));
    assert!(reader.screen().contains("0 theses · loading"));
    assert!(reader.screen().contains("Loading …"));
    let drafts = varied();
    reader.load(&segment(&drafts[5..]));
    reader.tell(Msg::Progress(1, Some(3)));
    assert!(reader.screen().contains("1 thesis · loading 33%"));
    reader.load(&segment(&drafts[..5]));
    assert_eq!(reader.model.list.cursor.at, 0);
    assert!(reader.screen().contains("▌  Community governance"));
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
        let status = |reader: &Reader| reader.screen().lines().last().unwrap_or_default().to_owned();
        reader.press("/(urban | rural");
        assert!(status(&reader).contains("expected `)` behind it at `(`"), "{}", reader.screen());
        reader.press(") (comm");
        reader.press("unity | müller)");
        assert!(reader.screen().contains("2 of 6"), "{}", reader.screen());
        assert!(reader.screen().contains("Urban traffic") && reader.screen().contains("Rural community"));
        reader.press(" |");
        assert!(status(&reader).contains("expected a word beside it at `|`"), "{}", reader.screen());
    }
}

#[test]
fn an_error_and_its_hint_are_parted_on_the_one_line_of_the_status_bar() {
    let mut reader = reader(100, 24);
    reader.tell(Msg::Notice(
        "the file has version 9, and this program knows up to 1\nhint: use the newer one".into(),
    ));
    assert!(reader.screen().contains("knows up to 1; hint: use the newer one"), "{}", reader.screen());
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
    let status = |reader: &Reader| reader.screen().lines().last().unwrap_or_default().to_owned();
    reader.press("?");
    assert!(status(&reader).contains(" 1 of "), "{}", status(&reader));
    assert!(status(&reader).starts_with(" Enter do it  Esc close"), "{}", status(&reader));
    reader.press("bookmark off<Enter>");
    assert!(reader.screen().contains("▌★ Community"), "{}", reader.screen());
    reader.press("?copy then<Enter>");
    assert!(status(&reader).contains("t title"), "what has to follow is waited for: {}", status(&reader));
    assert_eq!(reader.press("t").copied.len(), 1);
    reader.press("?keep<Enter>");
    assert!(status(&reader).starts_with(" that works while typing a filter  "), "{}", status(&reader));
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
}

#[test]
fn the_split_of_the_panes_is_moved_by_keys() {
    let press = |reader: &mut Reader, key: &str| reader.tell(Msg::Key(key.parse().expect("a key")));
    let list = |reader: &Reader| reader.model.layout().and_then(|layout| layout.list).expect("a list");
    let mut reader = reader(120, 36);
    let (before, screen) = (list(&reader), reader.screen());
    press(&mut reader, ">");
    assert!(list(&reader).width > before.width);
    press(&mut reader, "<");
    assert_eq!(reader.screen(), screen);
    for _ in 0..50 {
        press(&mut reader, "<");
    }
    let narrowest = list(&reader).width;
    assert!(narrowest < before.width && reader.screen().contains("smallest list"), "{}", reader.screen());
    press(&mut reader, ">");
    assert!(list(&reader).width > narrowest, "no press was too many");
    reader.resize(80, 24);
    let low = list(&reader).height;
    press(&mut reader, ">");
    assert_eq!(list(&reader).height, low + 1);
    reader.press("<Enter>");
    press(&mut reader, ">");
    assert!(reader.screen().contains("one pane alone"), "{}", reader.screen());
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
fn one_pane_at_a_time_on_a_narrow_screen() {
    let mut reader = reader(40, 12);
    assert_snapshot!("narrow_detail", reader.press("<Tab>").screen());
    assert!(reader.press("<Esc>").screen().contains("▌  Community"));
    assert_eq!(reader.resize(20, 5).screen().trim_end(), "needs 24x6");
}

#[test]
fn any_size_is_drawn_in_any_state() {
    for keys in ["", "/comm", "/year:x", "/<Tab><Tab>", "j<Enter>", "<Tab>", "?", "!", "y", "2", "/zzzz"] {
        let mut reader = reader(90, 30);
        reader.press(keys);
        for width in (1..=100).step_by(3).chain([200]) {
            for height in (1..=30).step_by(2) {
                let screen = reader.resize(width, height).screen();
                assert_eq!(screen.split('\n').count(), usize::from(height));
                assert!(screen.lines().all(|line| columns(line) <= usize::from(width)));
            }
        }
    }
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
fn an_answer_to_an_older_question_is_dropped_and_a_first_piece_is_shown_at_once() {
    let mut reader = reader(100, 24);
    reader.press("/comm");
    let screen = reader.screen();
    let asked = reader.model.filter.reply.generation;
    reader.tell(Msg::Answered(asked - 1, Answer::default()));
    assert_eq!(reader.screen(), screen);
    let piece = Answer { rows: [Row(1)].into(), more: 1_000, ..Answer::default() };
    reader.tell(Msg::Answered(asked, piece));
    assert!(reader.screen().contains("1,001 of 6"), "{}", reader.screen());
    assert!(reader.screen().contains("▌  Urban traffic"), "{}", reader.screen());
}

/// What is pressed while one reads.
const READING_KEYS: &[&str] = &[
    "j",
    "k",
    "l",
    "z",
    "m",
    "c",
    "[",
    "]",
    "-",
    "+",
    "<Space>",
    "<Tab>",
    "<Shift-Tab>",
    "<Enter>",
    "<Esc>",
    "/",
    "F",
    "party",
    "n",
    "N",
    "G",
    "g",
    "b",
    "3",
    "1",
    "2",
    "<PageDown>",
    "<Down>",
    "J",
    "x\"(",
    "s",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A notice is wrapped where it does not fit beside what stands at the right.
    #[test]
    fn a_notice_of_some_words_is_said_whole_at_any_width(said in "[a-z]{1,12}( [a-z]{1,12}){0,8}") {
        let mut reader = reader(40, 12);
        for keys in ["", "<Enter>", "<Esc>?"] {
            reader.press(keys);
            for (width, height) in [(40, 12), (60, 20), (80, 24), (120, 36)] {
                reader.resize(width, height).tell(Msg::Notice(said.clone()));
                prop_assert!(bottom(&reader).contains(&said), "{width}: {said}\n{}", reader.screen());
            }
        }
    }

    /// Whatever is pressed, in whatever order: what is seen fits the screen, and a place is a place on the page.
    #[test]
    fn any_keys_lead_somewhere(
        steps in proptest::collection::vec(
            (proptest::sample::select(READING_KEYS), proptest::sample::select(&[(120, 36), (80, 24), (40, 12), (24, 6), (150, 9)][..])),
            1..40,
        ),
    ) {
        let mut reader = Reader::of_seeds(100, 30);
        for (keys, (width, height)) in steps {
            reader.resize(width, height).press(keys);
            let detail = &reader.model.detail;
            prop_assert!(detail.window.top <= detail.page.lines.len());
            prop_assert!(detail.page.parts.iter().all(|part| detail.page.body.contains(&part.line)));
            prop_assert!(reader.screen().lines().all(|line| columns(line) <= usize::from(width)));
        }
    }

    /// Filter, titles, facts, problems and notices are cut somewhere at nearly every width.
    #[test]
    fn any_text_is_drawn_at_any_width(
        text in "(\\PC|[a-z ]|…|社|é|e\u{301}|\"){0,60}",
        typed in "([a-z ]|…|社|é){0,60}",
    ) {
        let draft = Draft::default().with(Field::Title, text.as_str()).with(Field::Candidate, text.as_str());
        let mut reader = Reader::of(&collection(&[draft]), 130, 8);
        let warning = Warning::skipped(1, text.as_str());
        reader.problems(vec![Problem { file: Path::new(&text).into(), warning }]);
        for keys in [format!("/{typed}"), "<Enter>".into(), format!("<Esc>!{typed}"), "<Esc>yt".into()] {
            reader.press(&keys);
            for width in 1..=130 {
                reader.resize(width, 8).screen();
            }
            reader.tell(Msg::Notice(text.clone()));
        }
    }
}

/// A reader with other keys, each change the name of an action and its keys.
fn remapped(changes: &[(&str, &[&str])], width: u16, height: u16) -> Reader {
    let owned: Vec<(&str, Vec<String>)> = changes
        .iter()
        .map(|(name, keys)| (*name, keys.iter().map(|&key| key.to_owned()).collect()))
        .collect();
    let keymap = Keymap::new(owned.iter().map(|(name, keys)| (*name, keys.as_slice())));
    let mut reader = reader(width, height);
    reader.model.settings.keymap = keymap.expect("these keys can be");
    reader
}

#[test]
fn a_pending_key_is_forgotten_with_anything_else_that_a_person_does() {
    let mut reader = reader(100, 24);
    let status = |reader: &Reader| reader.screen().lines().last().unwrap_or_default().to_owned();
    reader.press("y").mouse(Mouse::Click, 10, 1).press("t<Enter>");
    assert_eq!((reader.copied.len(), reader.model.filter.prompt.text()), (0, "t"));
    assert!(status(&reader).contains("b bookmark"), "{}", status(&reader));
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
fn hints_are_whole_and_the_important_ones_stay() {
    for width in (24..=120).step_by(3) {
        let mut reader = reader(width, 24);
        for keys in ["", "<Enter>", "y", "<Esc>/", "<Esc><Esc>?"] {
            reader.press(keys);
            let screen = reader.screen();
            let hints = screen.lines().last().unwrap_or_default();
            let wide = remapped(&[], 300, 24)
                .press(match keys {
                    "<Enter>" => "<Enter>",
                    "y" => "<Enter>y",
                    "<Esc>/" => "<Enter>/",
                    "<Esc><Esc>?" => "?",
                    other => other,
                })
                .screen();
            let whole: Vec<&str> =
                wide.lines().last().unwrap_or_default().split("  ").map(str::trim).collect();
            for hint in
                hints.split("  ").map(str::trim).filter(|hint| !hint.is_empty() && !hint.ends_with('%'))
            {
                assert!(whole.contains(&hint), "{width}: `{hint}` of {whole:?}");
            }
        }
    }
    let mut narrow = reader(40, 12);
    assert!(narrow.screen().ends_with(" Enter read  / filter  ? help  q quit"));
    assert!(narrow.press("<Enter>").screen().contains(" Enter back  / find  ? help"));
}

/// The last lines of the screen as one, white space as a space.
fn bottom(reader: &Reader) -> String {
    let screen = reader.screen();
    let lines: Vec<_> = screen.lines().collect();
    lines[lines.len() - 4..].join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_an_action_says_is_said_whole() {
    for (width, height) in [(40, 12), (60, 20), (80, 24)] {
        for before in ["", "l", "<Enter>", "/zz<Enter>", "2"] {
            for row in theses::app::action::TABLE {
                for keys in theses::app::keymap::default_names(row) {
                    let mut reader = reader(width, height);
                    reader.press(before);
                    for key in keys.split(' ').filter(|key| !key.is_empty()) {
                        reader.tell(Msg::Key(key.parse().expect("a key of the table")));
                    }
                    let Some(said) = reader.model.notice.clone() else { continue };
                    assert!(bottom(&reader).contains(&said), "{said} at {width}:\n{}", reader.screen());
                }
            }
        }
    }
}

#[test]
fn the_header_drops_what_matters_least_and_cuts_nothing() {
    let mut reader = reader(80, 24);
    reader.model.settings.name = "a-collection-with-a-long-name".into();
    reader.problems(vec![Problem { file: Path::new("a").into(), warning: Warning::skipped(1, "no") }; 1200]);
    let header = |reader: &Reader| reader.screen().lines().next().unwrap_or_default().to_owned();
    assert_snapshot!(header(reader.resize(100, 24)), @" theses   a-collection-with-a-long-name · 6 theses · 1,200 not loaded: !                        ★ 0");
    assert_snapshot!(header(reader.resize(60, 24)), @" theses   a-collectio… · 6 theses · 1,200 not loaded: ! ★ 0");
    assert_snapshot!(header(reader.resize(40, 24)), @" 6 theses · 1,200 not loaded: !     ★ 0");
    assert_snapshot!(header(reader.resize(25, 24)), @" 1,200 not loaded: ! ★ 0");
}

/// The first line of the list, and of the detail.
fn tops(reader: &Reader) -> (usize, usize) {
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
fn help_is_moved_through_by_arrows_pages_and_the_wheel() {
    let first = |reader: &Reader| reader.screen().lines().nth(3).unwrap_or_default().to_owned();
    let mut reader = reader(80, 12);
    let top = first(reader.press("?"));
    let down = first(reader.press(&"<Down>".repeat(12)));
    assert_ne!(down, top);
    assert_eq!(first(reader.press(&"<Up>".repeat(20))), top);
    let page = first(reader.press("<PageDown><PageDown>"));
    assert_ne!(page, top);
    assert_eq!(first(reader.press("<PageUp><PageUp><PageUp>")), top);
    let wheel = first(reader.mouse(Mouse::WheelDown, 10, 6));
    assert_ne!(wheel, top);
    assert_eq!(first(reader.mouse(Mouse::WheelUp, 10, 6)), top);
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

#[test]
fn an_answer_that_new_theses_have_outdated_is_asked_for_again() {
    let mut reader = reader(100, 24);
    let tell = |reader: &mut Reader, msg| theses::app::update(&mut reader.model, msg);
    tell(&mut reader, Msg::Key("/".parse().expect("a key")));
    let effects = tell(&mut reader, Msg::Key("u".parse().expect("a key")));
    let [theses::app::Effect::Ask(asked, _)] = effects[..] else { panic!("{effects:?}") };
    assert!(tell(&mut reader, Msg::Indexed(7)).is_empty(), "the answer under way is still wanted");
    let again = tell(&mut reader, Msg::Answered(asked, Answer::default()));
    assert!(matches!(again[..], [theses::app::Effect::Ask(next, _)] if next > asked), "{again:?}");
    let theses::app::Effect::Ask(next, _) = again[0] else { unreachable!("as above") };
    assert!(tell(&mut reader, Msg::Answered(next, Answer::default())).is_empty(), "but once");
}

#[test]
fn an_answer_without_a_thesis_leaves_nothing_to_read_though_it_is_asked_for_again() {
    let mut reader = reader(100, 24);
    let tell = |reader: &mut Reader, msg| theses::app::update(&mut reader.model, msg);
    for key in ["/", "z", "Enter", "Enter"] {
        tell(&mut reader, Msg::Key(key.parse().expect("a key")));
    }
    assert!(reader.model.modes.is_reading(), "the answer has not come yet");
    tell(&mut reader, Msg::Indexed(7));
    let asked = reader.model.filter.reply.generation;
    let again = tell(&mut reader, Msg::Answered(asked, Answer::default()));
    assert!(again.iter().any(|effect| matches!(effect, theses::app::Effect::Ask(..))), "{again:?}");
    assert!(!reader.model.modes.is_reading());
}

#[test]
fn the_header_tells_how_far_indexing_is() {
    let mut reader = reader(100, 24);
    assert!(!reader.screen().contains("indexing"));
    reader.tell(Msg::Indexed(3));
    assert!(reader.screen().contains("6 theses · indexing 50%"), "{}", reader.screen());
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

#[test]
fn the_mouse_is_left_to_the_terminal_and_taken_again_by_a_key() {
    let mut reader = Reader::of_seeds(120, 36);
    for (captured, said) in [(false, "the mouse is the terminal’s now"), (true, "the mouse works here")] {
        reader.press("M");
        assert!(reader.screen().contains(said), "{}", reader.screen());
        assert_eq!(reader.port.captures_mouse, Some(captured));
    }
}
