//! The selection: which thesis the list stands on, and where it stays when the list changes.

use crate::app::model::Model;
use crate::app::picked::Picked;
use crate::app::scroll::{Cursor, Step};
use crate::search::MarkKind;

pub(super) fn step_list(model: &mut Model, step: Step) {
    let (len, seen) = (model.list_len(), model.items_seen());
    model.list.cursor.step(step, len, seen);
    select_current(model);
}

/// The bookmarks to be listed though their theses are not loaded.
pub(super) fn list_absent(model: &mut Model) {
    let query = model.filter.asked_query();
    model.list.absent = if query.asks_for_marked(MarkKind::Bookmarked) {
        model.bookmarks.absent_answering(&query).map(|mark| mark.id.clone()).collect()
    } else {
        Vec::new()
    };
}

/// Puts the cursor where it belongs in a new answer: on the selected thesis; while a filter is typed on the
/// best match, unless the selected thesis is among those that are seen first.
pub(super) fn reselect(model: &mut Model) {
    let (len, seen) = (model.list_len(), model.items_seen());
    let place = model.list.selected.as_ref().and_then(|picked| place(model, picked));
    let cursor = &mut model.list.cursor;
    if model.filter.best_first {
        let at = place.filter(|&place| place < seen).unwrap_or(0);
        *cursor = Cursor { at, top: 0 };
        return;
    }
    match place {
        _ if !model.list.moved => *cursor = Cursor::default(),
        Some(place) => cursor.put(place, len, seen),
        None => cursor.clamp(len, seen),
    }
    model.list.selected = model.current().or(model.list.selected.take());
}

/// Where an item stands in the list.
fn place(model: &Model, picked: &Picked) -> Option<usize> {
    let rows = &model.filter.answer.rows;
    match picked {
        Picked::Thesis(row) => rows.iter().position(|other| other == row),
        Picked::Absent(id) => {
            model.list.absent.iter().position(|other| other == id).map(|at| rows.len() + at)
        }
    }
}

/// Makes the item under the cursor the one to stay with; an empty list leaves the last one.
pub(super) fn select_current(model: &mut Model) {
    model.list.moved = true;
    model.detail.follow();
    model.filter.best_first = false;
    model.list.selected = model.current().or(model.list.selected.take());
}
