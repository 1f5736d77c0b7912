use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::page::Room;
use super::{Detail, Library, Outcome, Shown};
use crate::app::action::Action;
use crate::app::bookmarks::Bookmarks;
use crate::app::picked::Picked;
use crate::search::Query;
use crate::thesis::{Collection, Draft, Field, Row, SegmentBuilder};

/// A detail with the theses that it can show.
struct Shelf {
    collection: Collection,
    bookmarks: Bookmarks,
    detail: Detail,
}

impl Shelf {
    fn of(abstracts: &[&str]) -> Self {
        let mut builder = SegmentBuilder::default();
        for (at, text) in abstracts.iter().enumerate() {
            let draft = Draft::at(1)
                .with(Field::Id, format!("{at}"))
                .with(Field::Title, format!("Title {at}"))
                .with_values(Field::Keywords, ["one", "another keyword"])
                .with(Field::Abstract, *text);
            builder.push(&draft, &Path::new("a.txt").into());
        }
        let mut collection = Collection::default();
        collection.push(Arc::new(builder.seal()));
        Self { collection, bookmarks: Bookmarks::default(), detail: Detail::default() }
    }

    fn show(&mut self, row: u32, width: u16, query: &str, seen: usize) -> &mut Detail {
        let query = Query::parse(query).unwrap();
        let shown = Shown {
            picked: Picked::Thesis(Row(row)),
            is_bookmarked: false,
            query,
            loose: false,
            room: Room { width, margin: 3 },
            as_read: self.detail.as_read,
        };
        let library = Library { collection: &self.collection, bookmarks: &self.bookmarks, advice: "" };
        self.detail.show(Some(shown), library, seen);
        &mut self.detail
    }

    /// The first line that is seen.
    fn top(&self) -> String {
        let line = &self.detail.page.lines[self.detail.window.top];
        line.iter().map(|span| span.text.as_str()).collect()
    }
}

fn numbered(words: usize) -> String {
    (0..words).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn another_width_keeps_the_words_at_the_top_however_often() {
    let text = numbered(2000);
    let mut shelf = Shelf::of(&[&text]);
    for _ in 0..6 {
        shelf.show(0, 72, "", 20).act(Action::PageDown, 20);
    }
    let (top, read) = (shelf.top(), shelf.detail.window.top);
    let first = top.split(' ').next().unwrap().to_owned();
    for round in 0..10 {
        for (width, seen) in [(40, 8), (56, 50), (88, 20), (20, 3), (72, 35)] {
            shelf.show(0, width, "", seen);
            assert!(shelf.top().contains(&first), "round {round}, {width}: {}", shelf.top());
        }
        shelf.show(0, 72, "", 20);
        assert_eq!((shelf.top(), shelf.detail.window.top), (top.clone(), read));
    }
}

#[test]
fn the_end_comes_back_after_more_lines_were_seen() {
    let text = numbered(300);
    let mut shelf = Shelf::of(&[&text]);
    shelf.show(0, 72, "", 10).act(Action::Last, 10);
    let last = shelf.detail.window.top;
    shelf.show(0, 72, "", 25);
    assert!(shelf.detail.window.top < last, "no line below the last is shown");
    shelf.show(0, 72, "", 10);
    assert_eq!(shelf.detail.window.top, last);
}

#[test]
fn each_thesis_keeps_its_place() {
    let texts = [numbered(500), numbered(800), numbered(100)];
    let mut shelf = Shelf::of(&[&texts[0], &texts[1], &texts[2]]);
    shelf.show(0, 60, "", 10).act(Action::PageDown, 10);
    shelf.show(1, 60, "", 10).act(Action::Last, 10);
    let tops = (10, shelf.detail.window.top);
    shelf.show(2, 60, "", 10);
    assert_eq!(shelf.detail.window.top, 0);
    assert_eq!(shelf.show(0, 60, "", 10).window.top, tops.0);
    assert_eq!(shelf.show(1, 60, "", 10).window.top, tops.1);
    // A filter opens it at its first place, and leaves it where it was.
    assert_ne!(shelf.show(0, 60, "word400", 10).window.top, tops.0);
    assert_eq!(shelf.show(0, 60, "", 10).window.top, tops.0);
    // Who scrolls with the filter reads there from now on.
    shelf.show(0, 60, "word400", 10).act(Action::Down, 10);
    let there = shelf.detail.window.top;
    assert_eq!(shelf.show(0, 60, "", 10).window.top, there);
    shelf.show(0, 60, "", 10).act(Action::First, 10);
    shelf.show(1, 60, "", 10);
    assert_eq!(shelf.show(0, 60, "", 10).window.top, 0);
}

#[test]
fn hits_are_gone_to_from_what_is_on_the_screen() {
    let hit =
        |at: usize| if [300, 600, 900].contains(&at) { "needle".to_owned() } else { format!("word{at}") };
    let text = (0..1200).map(hit).collect::<Vec<_>>().join(" ");
    let mut shelf = Shelf::of(&[&text]);
    shelf.show(0, 60, "needle", 10).act(Action::First, 10);
    let round = Outcome::Say("no hit below: from the top again".to_owned());
    let back = Outcome::Say("no hit above: from the end again".to_owned());
    let go = |shelf: &mut Shelf, action| {
        let outcome = shelf.detail.act(action, 10);
        let detail = &shelf.detail;
        assert!((detail.window.top..detail.window.top + 10).contains(&detail.page.hits[detail.hit.unwrap()]));
        (outcome, detail.hit.unwrap())
    };
    assert_eq!(go(&mut shelf, Action::NextHit), (Outcome::Done, 0));
    shelf.detail.act(Action::Last, 10);
    assert_eq!(shelf.detail.hit, None, "it is out of sight");
    assert_eq!(go(&mut shelf, Action::NextHit), (round.clone(), 0));
    shelf.detail.act(Action::Last, 10);
    assert_eq!(go(&mut shelf, Action::PreviousHit), (Outcome::Done, 2));
    assert_eq!(go(&mut shelf, Action::NextHit), (round, 0));
    assert_eq!(go(&mut shelf, Action::PreviousHit), (back.clone(), 2));
    shelf.detail.act(Action::First, 10);
    assert_eq!(go(&mut shelf, Action::PreviousHit), (back, 2));
    assert_eq!(go(&mut shelf, Action::PreviousHit), (Outcome::Done, 1));
    shelf.detail.act(Action::Down, 10);
    assert_eq!(go(&mut shelf, Action::NextHit), (Outcome::Done, 2), "it was in sight still");
    shelf.show(0, 60, "word7", 10).act(Action::NextHit, 10);
    shelf.show(0, 60, "word1199", 10).act(Action::NextHit, 10);
    assert_eq!(shelf.detail.act(Action::NextHit, 10), Outcome::Say("the only hit".to_owned()));
}

#[test]
fn a_thesis_that_is_not_selected_can_be_shown_with_a_trail_back() {
    let thesis = |row| Picked::Thesis(Row(row));
    let mut shelf = Shelf::of(&["one", "two", "three"]);
    let show = |shelf: &mut Shelf, selected: u32| {
        let Some(Picked::Thesis(row)) = shelf.detail.subject(Some(thesis(selected))) else {
            panic!("loaded")
        };
        shelf.show(row.0, 60, "", 10);
        row.0
    };
    assert_eq!(show(&mut shelf, 0), 0);
    for (open, shown) in [(1, 1), (2, 2)] {
        shelf.detail.open(thesis(open));
        assert_eq!(show(&mut shelf, 0), shown);
    }
    assert!(shelf.detail.back());
    assert_eq!(show(&mut shelf, 0), 1);
    assert!(shelf.detail.back());
    assert_eq!(show(&mut shelf, 0), 0);
    assert!(!shelf.detail.back());
    assert!(shelf.detail.forward());
    assert_eq!(show(&mut shelf, 0), 1);
    shelf.detail.follow();
    assert_eq!(show(&mut shelf, 2), 2);
}

#[test]
fn actions_come_to_what_they_say() {
    let mut shelf = Shelf::of(&[&numbered(200)]);
    shelf.show(0, 60, "", 10);
    assert_eq!(
        shelf.detail.act(Action::NextHit, 10),
        Outcome::Say("the filter hits nothing in this text".to_owned())
    );
    while shelf.detail.act(Action::NextScreen, 10) == Outcome::Done {}
    assert!(shelf.detail.window.at_end(shelf.detail.page.lines.len(), 10));
    assert_eq!(shelf.detail.act(Action::Quit, 10), Outcome::Done);
}

#[test]
fn of_a_text_that_no_abstract_is_as_long_as_the_beginning_is_shown_and_said_to_be() {
    let text = "needle of words ".repeat(super::page::LONGEST / 4);
    let mut shelf = Shelf::of(&[&text, "short"]);
    let detail = shelf.show(0, 72, "needle", 20);
    assert!(detail.ask(10).is_none(), "nor is it read for its sense");
    let page = &detail.page;
    assert!(page.lines.len() < super::page::LONGEST / 50, "{}", page.lines.len());
    let words: Vec<String> =
        page.lines.iter().map(|line| line.iter().map(|span| span.text.as_str()).collect()).collect();
    let left_out = text.trim_end().len() - super::page::LONGEST;
    assert_eq!(left_out, 1_572_863);
    let said = "The text goes on for 1,572,863 bytes more";
    assert!(words.iter().any(|line| line.starts_with(said)), "{:?}", &words[words.len() - 9..]);
    assert!(shelf.show(1, 72, "", 20).ask(10).is_some());
}

proptest! {
    /// Wherever one reads, at whatever widths the page was shown since: the line at the top holds the byte at which
    /// one left off, and at the old width everything is as it was.
    #[test]
    fn a_place_is_a_place_in_the_text(
        text in "([a-z社]{1,12}[ .\n]{0,2}|\\PC ){1,200}",
        steps in proptest::collection::vec(-3isize..12, 1..8),
        widths in proptest::collection::vec(1u16..100, 1..6),
        query in "[a-z]{0,2}",
    ) {
        let mut shelf = Shelf::of(&[&text]);
        shelf.show(0, 30, &query, 5);
        for step in steps {
            shelf.detail.scroll(crate::app::scroll::Step::Items(step), 5);
        }
        let before = (shelf.detail.window.top, shelf.top());
        for width in widths {
            shelf.show(0, width, &query, 5);
            let page = &shelf.detail.page;
            if let Some(place) = &shelf.detail.place {
                let line = page.line(place);
                let again = page.place(line);
                let again = again.as_ref().map(|again| (again.field, again.value, again.byte <= place.byte));
                prop_assert!(place.above > 0 || line == 0 || again == Some((place.field, place.value, true)), "{again:?} {place:?}");
            }
        }
        shelf.show(0, 30, &query, 5);
        prop_assert_eq!((shelf.detail.window.top, shelf.top()), before);
    }

    /// Every piece of the page shows the bytes that it says it does.
    #[test]
    fn pieces_know_their_bytes(text in "([a-z社é]{1,12}[ .\n]{0,2}){1,80}", width in 1u16..90, query in "[a-z]{0,2}", as_read: bool) {
        let mut shelf = Shelf::of(&[&text]);
        shelf.detail.as_read = as_read;
        shelf.show(0, width, &query, 5);
        let thesis = shelf.collection.get(Row(0));
        for span in shelf.detail.page.lines.iter().flatten() {
            let Some(origin) = &span.origin else { continue };
            let whole = if origin.field.is_list() {
                thesis.values(origin.field).nth(origin.value).unwrap()
            } else {
                thesis.text(origin.field)
            };
            // What is mended is another text, of the same letters.
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let shown = if as_read { span.text.contains(&whole[origin.bytes.clone()]) } else { letters(&span.text).contains(&letters(&whole[origin.bytes.clone()])) };
            prop_assert!(shown, "{span:?}");
        }
    }
}

#[test]
fn where_nothing_is_shown_one_is_in_no_part_of_it() {
    let mut shelf = Shelf::of(&["One. Two."]);
    shelf.show(0, 40, "", 5).act(Action::NextPart, 5);
    assert_eq!(shelf.detail.current_part(), Some(0));
    let library = Library { collection: &shelf.collection, bookmarks: &shelf.bookmarks, advice: "" };
    shelf.detail.show(None, library, 5);
    assert_eq!((shelf.detail.current_part(), shelf.detail.whereabouts()), (None, None));
}
