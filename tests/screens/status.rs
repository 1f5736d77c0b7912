//! The status bar: hints and notices.

use std::collections::BTreeSet;

use theses::app::Msg;

use crate::screen::Reader;
use crate::{reader, remapped};

#[test]
fn an_error_and_its_hint_are_parted_on_the_one_line_of_the_status_bar() {
    let mut reader = reader(100, 24);
    reader.tell(Msg::Notice(
        "the file has version 9, and this program knows up to 1\nhint: use the newer one".into(),
    ));
    assert!(reader.screen().contains("knows up to 1; hint: use the newer one"), "{}", reader.screen());
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
pub fn bottom(reader: &Reader) -> String {
    let screen = reader.screen();
    let lines: Vec<_> = screen.lines().collect();
    lines[lines.len() - 4..].join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_an_action_says_is_said_whole() {
    let mut all = BTreeSet::new();
    for before in ["", "l", "<Enter>", "/zz<Enter>", "2"] {
        for row in theses::app::action::TABLE {
            for keys in theses::app::keymap::default_names(row) {
                let mut reader = reader(40, 12);
                reader.press(before);
                for key in keys.split(' ').filter(|key| !key.is_empty()) {
                    reader.tell(Msg::Key(key.parse().expect("a key of the table")));
                }
                let Some(said) = reader.model.notice.clone() else { continue };
                assert!(bottom(&reader).contains(&said), "{said}:\n{}", reader.screen());
                all.insert(said);
            }
        }
    }
    assert!(all.len() > 5, "{all:?}");
    for (width, height) in [(60, 20), (80, 24)] {
        let mut reader = reader(width, height);
        for said in &all {
            reader.tell(Msg::Notice(said.clone()));
            assert!(bottom(&reader).contains(said), "{said} at {width}:\n{}", reader.screen());
        }
    }
}
