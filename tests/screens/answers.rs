//! Theses and answers that come in while one looks: the list grows, stale answers are dropped.

use theses::app::Msg;
use theses::search::Answer;
use theses::thesis::Row;

use crate::screen::{Reader, segment};
use crate::{reader, varied};

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

#[test]
fn an_answer_that_new_theses_have_outdated_is_asked_for_again() {
    let mut reader = reader(100, 24);
    let tell = |reader: &mut Reader, msg| theses::app::update(&mut reader.model, msg);
    tell(&mut reader, Msg::Key("/".parse().expect("a key")));
    let effects = tell(&mut reader, Msg::Key("u".parse().expect("a key")));
    let [theses::app::Effect::Ask(asked, _)] = effects[..] else { panic!("{effects:?}") };
    assert!(tell(&mut reader, Msg::Indexed(7, 7)).is_empty(), "the answer under way is still wanted");
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
    tell(&mut reader, Msg::Indexed(7, 7));
    let asked = reader.model.filter.reply.generation;
    let again = tell(&mut reader, Msg::Answered(asked, Answer::default()));
    assert!(again.iter().any(|effect| matches!(effect, theses::app::Effect::Ask(..))), "{again:?}");
    assert!(!reader.model.modes.is_reading());
}

#[test]
fn the_header_tells_how_far_indexing_is() {
    let mut reader = reader(100, 24);
    assert!(!reader.screen().contains("indexing"));
    reader.tell(Msg::Indexed(3, 3));
    assert!(reader.screen().contains("6 theses · indexing 50%"), "{}", reader.screen());
}
