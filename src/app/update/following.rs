//! Following a value on the page: to the theses that share it, or to the one that it names.

use super::asking::ask;
use super::moving::select_current;
use crate::app::detail::Chip;
use crate::app::model::Model;
use crate::app::modes::Focus;
use crate::app::msg::Effect;
use crate::app::picked::Picked;
use crate::thesis::{Field, Row};

/// Filters by a value of the thesis that is shown, or opens the thesis that it names.
pub(super) fn follow(model: &mut Model, chip: Chip) -> Vec<Effect> {
    let Some(row) = model.detail.row() else { return Vec::new() };
    let thesis = model.collection.get(row);
    let text = if chip.field.is_list() {
        thesis.values(chip.field).nth(chip.value).unwrap_or_default()
    } else {
        thesis.text(chip.field)
    };
    let text = text.to_owned();
    if chip.is_related() { open_titled(model, &text) } else { filter_by(model, chip.field, &text) }
}

/// Filters by a value of a field; the selected thesis stays selected.
fn filter_by(model: &mut Model, field: Field, value: &str) -> Vec<Effect> {
    let Some(name) = field.row().query.first() else { return Vec::new() };
    let query = format!("{name}:\"{}\"", value.replace('"', " ").trim());
    let outcome = model.filter.prompt.replace(query);
    model.modes.leave_reading();
    model.modes.focus = Focus::List;
    model.detail.chip = None;
    select_current(model);
    let changed = outcome.typed.is_some_and(|query| model.filter.request.take(query));
    let remembered = model.filter.prompt.remember();
    let mut effects = if changed { ask(model) } else { Vec::new() };
    effects.extend(remembered.map(Effect::Remember));
    effects
}

/// Opens the thesis with a title, where it is loaded.
fn open_titled(model: &mut Model, title: &str) -> Vec<Effect> {
    let theses = model.collection.segments().flat_map(|(start, segment)| {
        segment.iter().enumerate().map(move |(at, thesis)| (Row(start.0 + at as u32), thesis.title()))
    });
    let found = theses.into_iter().find(|(_, other)| is_same(title, other)).map(|(row, _)| row);
    match found {
        Some(row) => model.detail.open(Picked::Thesis(row)),
        None => model.notice = Some("this thesis is not among those that are loaded".to_owned()),
    }
    Vec::new()
}

/// True where two titles have the same letters and digits: what stands between may be damaged.
fn is_same(one: &str, other: &str) -> bool {
    let letters =
        |title: &str| title.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let first = |title: &str| title.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    // Most are told apart by their first letter.
    first(one).is_some() && first(one) == first(other) && letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn titles_are_the_same_whatever_was_lost_between_their_letters() {
        for (one, other, same) in [
            ("On \"Concentric?Circles\" Of", "On \"Concentric Circles\" of", true),
            ("城市社区", "城市社区 ", true),
            ("Urban", "Urban life", false),
            ("", "", false),
            ("?", "!", false),
        ] {
            assert_eq!(is_same(one, other), same, "{one} {other}");
        }
    }
}
