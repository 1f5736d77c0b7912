//! From one thesis to those that are near, and back through what was read.

use super::picking::{close_picker, grow_picker, open};
use crate::app::circles::Circles;
use crate::app::model::Model;
use crate::app::modes::Focus;
use crate::app::msg::Effect;
use crate::app::picked::Picked;
use crate::app::picker::RELATED;
use crate::search::{Generation, Related};
use crate::thesis::Row;

/// Asks which theses are near to the one that is shown, and opens their list.
pub(super) fn relate(model: &mut Model) -> Vec<Effect> {
    let effects = find_related(model);
    if !effects.is_empty() {
        open(model, RELATED);
    }
    effects
}

/// Asks which theses are near to the one that is shown.
pub(super) fn find_related(model: &mut Model) -> Vec<Effect> {
    // What was opened or gone back to just now is shown from the next frame on.
    match model.subject() {
        None => Vec::new(),
        Some(Picked::Absent(_)) => {
            model.notice = Some("of a thesis that is not loaded nobody knows what is near to it".to_owned());
            Vec::new()
        }
        Some(Picked::Thesis(row)) => vec![Effect::Relate(model.related.ask(row), row)],
    }
}

/// Fills the list of what is near, or the picture, where one is open; a list of nothing is closed, and that is said.
pub(super) fn on_related(model: &mut Model, generation: Generation, related: &Related) {
    let Model { related: listed, titles, collection, detail, .. } = model;
    let title = |row| match titles.of(row).filter(|_| !detail.as_read) {
        Some(mended) => mended.text().to_owned(),
        None => collection.get(row).heading().to_owned(),
    };
    let is_taken = listed.take(generation, related, collection, title);
    if let Some(circles) = model.modes.circles_mut().filter(|_| is_taken) {
        *circles = Circles::default();
        return;
    }
    if !is_taken || model.modes.picker().is_none_or(|picker| picker.source() != RELATED) {
        return;
    }
    if related.neighbours.is_empty() {
        close_picker(model);
        model.notice = Some("no thesis here is near to this one".to_owned());
    } else {
        grow_picker(model);
    }
}

/// Opens a thesis beside the list, which leads back to the one before.
pub(super) fn open_thesis(model: &mut Model, row: Row) {
    model.detail.open(Picked::Thesis(row));
    show_detail(model);
}

/// Back to the thesis that was read before, or forward again. False where there is none.
pub(super) fn retrace(model: &mut Model, forward: bool) -> bool {
    let found = if forward { model.detail.forward() } else { model.detail.back() };
    if found {
        show_detail(model);
    } else {
        let said = if forward { "this is where one came from last" } else { "nothing was read before this" };
        model.notice = Some(said.to_owned());
    }
    found
}

/// What was opened is to be seen, and moving in the list would leave it.
fn show_detail(model: &mut Model) {
    model.detail.chip = None;
    if !model.modes.is_reading() {
        model.modes.focus = Focus::Detail;
    }
}
