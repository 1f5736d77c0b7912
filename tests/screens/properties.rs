//! Whatever is typed, in whatever order, on whatever size: what is seen fits.

use std::path::Path;

use proptest::prelude::*;
use theses::app::Msg;
use theses::text::width::columns;
use theses::thesis::{Draft, Field, Problem, Warning};

use crate::reader;
use crate::screen::{Reader, collection};
use crate::status::bottom;

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
