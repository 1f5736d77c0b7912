//! Keys to screen: what a person sees after typing, a file for each thing that a person does.

mod answers;
mod completion;
mod filter;
mod keys;
mod list;
mod marks;
mod mouse;
mod pickers;
mod properties;
mod reading;
mod related;
#[path = "../screen/mod.rs"]
mod screen;
mod sizes;
mod status;

use theses::app::keymap::Keymap;
use theses::thesis::{Draft, Field};

use screen::{Reader, collection};

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
