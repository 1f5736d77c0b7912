//! The lists over the panes: opened, narrowed, picked from, closed.

use super::circling::show_circles;
use super::perform;
use super::relating::open_thesis;
use crate::app::action::{Action, ActionRow, Context};
use crate::app::key::Key;
use crate::app::keymap::Resolved;
use crate::app::model::Model;
use crate::app::modes::{Focus, Mode};
use crate::app::msg::Effect;
use crate::app::picker::{Outcome, Picker, RELATED, Shared, Source};
use crate::app::scroll::Step;

pub(super) fn open(model: &mut Model, source: &'static Source) {
    let picker = Picker::open(source, &model.shared());
    model.modes.enter(Mode::Picking(Box::new(picker)));
}

pub(super) fn close_picker(model: &mut Model) {
    model.modes.leave(|mode| matches!(mode, Mode::Picking(_)));
}

/// Hands new rows to the list that is open.
pub(super) fn grow_picker(model: &mut Model) {
    let (keys, opened) = (&model.settings.keymap, &model.settings.opened);
    let (parts, part) = (&model.detail.page.parts, model.detail.current_part());
    let shared = Shared { keys, problems: &model.problems, opened, parts, part, related: &model.related };
    if let Some(picker) = model.modes.picker_mut() {
        picker.grow(&shared);
    }
}

pub(super) fn step_picker(model: &mut Model, step: Step) {
    let room = model.picker_room();
    if let Some(picker) = model.modes.picker_mut() {
        picker.step(step, room);
    }
}

/// Types a key into the list that is open. The key that opens it, or that quits, closes it where it is no text: while
/// nothing is typed, and where it edits nothing.
pub(super) fn edit_picker(model: &mut Model, key: Key) {
    let (room, closes) = (model.picker_room(), closes(model, key));
    let Some(picker) = model.modes.picker_mut() else { return };
    let is_typed = !(closes && picker.input().value().is_empty()) && picker.edit(key, room);
    if closes && !is_typed {
        let goes_on =
            opens(model, key, RELATED) && model.modes.picker().is_some_and(|open| open.source() == RELATED);
        close_picker(model);
        if goes_on {
            show_circles(model);
        }
    }
}

/// True for a key that opens a list, wherever in the panes it does.
fn opens(model: &Model, key: Key, list: &'static Source) -> bool {
    let panes = [Context::List, Context::Detail, Context::Reading];
    let opened = |context| model.settings.keymap.resolve(context, &[], key);
    panes.into_iter().any(|context| opened(context) == Resolved::Action(Action::Open(list)))
}

/// True for a key that opens the list that is open, or quits, wherever in the panes it does.
fn closes(model: &Model, key: Key) -> bool {
    let Some(picker) = model.modes.picker() else { return false };
    let panes = [Context::List, Context::Detail, Context::Reading];
    panes.into_iter().any(|context| match model.settings.keymap.resolve(context, &[], key) {
        Resolved::Action(Action::Open(source)) => source == picker.source() && !source.takes_its_key,
        Resolved::Action(action) => action == Action::Quit,
        _ => false,
    })
}

/// Picks the row under the cursor.
pub(super) fn pick(model: &mut Model) -> Vec<Effect> {
    let outcome = model.modes.picker().map_or(Outcome::Stay, |picker| picker.pick(&model.shared()));
    match outcome {
        Outcome::Stay => Vec::new(),
        Outcome::Close => {
            close_picker(model);
            Vec::new()
        }
        Outcome::Part(at) => {
            close_picker(model);
            // Where one pane is seen at a time, it is to be the one with the text.
            if model.layout().is_none_or(|layout| layout.detail.is_none()) {
                model.modes.focus = Focus::Detail;
            }
            let seen = model.lines_seen();
            model.detail.go_to_part(at, seen);
            Vec::new()
        }
        Outcome::Thesis(row) => {
            close_picker(model);
            open_thesis(model, row);
            Vec::new()
        }
        Outcome::Do(name) => ActionRow::named(name).map(|row| perform_below(model, row)).unwrap_or_default(),
    }
}

/// Does what an action says where it works below the list that is open, which is closed; what works in the list itself
/// is done there. Else it is said where it works.
fn perform_below(model: &mut Model, row: &ActionRow) -> Vec<Effect> {
    let below = model.modes.context_below();
    // To pick what picks would never end.
    if row.contexts.has(Context::Picker) && !row.contexts.has(below) {
        return if row.action == Action::Pick { Vec::new() } else { perform(model, row.action) };
    }
    if !row.contexts.has(below) {
        let place = row.contexts.to_string();
        let mut letters = place.chars();
        let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
        model.notice = Some(format!("that works {first}{}", letters.as_str()));
        return Vec::new();
    }
    close_picker(model);
    if !row.begins_others() {
        return perform(model, row.action);
    }
    if let Some(keys) = model.settings.keymap.keys(row.action).first() {
        model.modes.enter(Mode::Pending(keys.clone()));
    }
    Vec::new()
}
