//! Keys, mouse, sizes, texts and theses in any order: whatever is drawn, nothing panics and nothing hangs.

use std::path::Path;

use proptest::prelude::*;
use theses::app::action::TABLE;
use theses::app::key::Key;
use theses::app::keymap::default_names;
use theses::app::{Mouse, Msg};
use theses::thesis::{Draft, Field, Problem, Warning};
use theses::tui::session::Event;

use super::cases;
use super::screen::{Reader, segment};

/// Something that happens to the reader.
#[derive(Clone, Debug)]
enum Step {
    Key(Key),
    Type(String),
    Paste(String),
    Mouse(Mouse, u16, u16),
    Size(u16, u16),
    Load(String),
    Problem(String),
    Notice(String),
}

/// The keys of every action but those that end the session.
fn keys() -> Vec<Key> {
    let names = TABLE.iter().filter(|row| !row.name.starts_with("quit")).flat_map(default_names);
    let keys = names.flat_map(|name| name.split(' ').map(str::to_owned).collect::<Vec<_>>());
    keys.map(|name| name.parse().expect("the table names keys")).collect()
}

/// Text as titles and pages have it, and as they should not.
fn text() -> impl Strategy<Value = String> {
    "(\\PC|[a-z ]|…|社区|é|e\u{301}|กำ|👩\u{200d}🔬|\u{202e}|\u{1b}\\[31m|\"|\n|\\. |Chapter one ){0,40}"
}

fn step() -> impl Strategy<Value = Step> {
    let mouse = prop_oneof![Just(Mouse::Click), Just(Mouse::WheelUp), Just(Mouse::WheelDown)];
    prop_oneof![
        12 => proptest::sample::select(keys()).prop_map(Step::Key),
        2 => "[a-z0-9'\"():| -]{1,6}".prop_map(Step::Type),
        1 => text().prop_map(Step::Paste),
        2 => (mouse, 0_u16..130, 0_u16..45).prop_map(|(mouse, x, y)| Step::Mouse(mouse, x, y)),
        2 => (1_u16..130, 1_u16..45).prop_map(|(width, height)| Step::Size(width, height)),
        1 => text().prop_map(Step::Load),
        1 => text().prop_map(Step::Problem),
        1 => text().prop_map(Step::Notice),
    ]
}

fn happen(reader: &mut Reader, step: &Step, number: usize) {
    match step {
        Step::Key(key) => _ = reader.happens(Event::Msg(Msg::Key(*key))),
        Step::Type(text) => _ = reader.press(text),
        Step::Paste(text) => reader.tell(Msg::Paste(text.clone())),
        Step::Mouse(mouse, x, y) => _ = reader.mouse(*mouse, *x, *y),
        Step::Size(width, height) => _ = reader.resize(*width, *height),
        Step::Load(text) => {
            let draft = Draft::at(1)
                .with(Field::Id, number.to_string())
                .with(Field::Title, text.as_str())
                .with(Field::Candidate, text.as_str())
                .with(Field::Abstract, text.repeat(1 + number % 30))
                .with_values(Field::Keywords, text.split(' '))
                .with_values(Field::Related, [text.as_str()]);
            reader.load(&segment(&[draft]));
        }
        Step::Problem(text) => reader.problems(vec![Problem {
            file: Path::new(text).into(),
            warning: Warning::skipped(1, text.as_str()),
        }]),
        Step::Notice(text) => reader.tell(Msg::Notice(text.clone())),
    }
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn any_sequence_is_survived_and_shown(
        (width, height) in (1_u16..130, 1_u16..45),
        steps in proptest::collection::vec(step(), 1..60),
    ) {
        let mut reader = Reader::of_seeds(width, height);
        for (number, step) in steps.iter().enumerate() {
            happen(&mut reader, step, number);
            if reader.quit {
                break;
            }
            let screen = reader.screen();
            let printable = |c: char| c == '\n' || !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}');
            prop_assert!(screen.chars().all(printable), "{screen:?}");
        }
    }
}
