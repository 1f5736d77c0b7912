//! Reading: what the detail shows, in which measure, and the way through it.

use super::following::follow;
use crate::app::action::Action;
use crate::app::detail::page::Room;
use crate::app::detail::{Library, Shown};
use crate::app::layout::Layout;
use crate::app::model::Model;
use crate::app::modes::{Focus, Mode};
use crate::app::msg::Effect;

/// From the list to the detail, through the values on its page, and on to the list.
pub(super) fn walk(model: &mut Model, forward: bool) {
    let seen = model.lines_seen();
    if model.modes.pane() == Focus::List {
        model.modes.focus = Focus::Detail;
        if !forward {
            model.detail.step_chip(false, seen);
        }
        return;
    }
    // Back from the first value one is in the text, and from there in the list.
    let in_text = model.detail.chip.is_none();
    let leaves = if forward { !model.detail.step_chip(true, seen) } else { in_text };
    if leaves {
        focus_list(model);
    } else if !forward {
        model.detail.step_chip(false, seen);
    }
}

pub(super) fn focus_detail(model: &mut Model) {
    if model.modes.pane() == Focus::List {
        model.modes.focus = Focus::Detail;
    }
}

pub(super) fn focus_list(model: &mut Model) {
    model.modes.leave_reading();
    model.modes.focus = Focus::List;
    model.detail.chip = None;
}

/// Reads at full width, or comes back from it; at a value on the page, follows that.
pub(super) fn read(model: &mut Model) -> Vec<Effect> {
    if let Some(chip) = model.detail.chip.filter(|_| model.modes.pane() == Focus::Detail) {
        return follow(model, chip);
    }
    if !model.modes.leave_reading() && model.current().is_some() {
        model.modes.enter(Mode::Reading);
    }
    Vec::new()
}

/// Begins to look for something in the text.
pub(super) fn begin_find(model: &mut Model) {
    model.detail.begin_find();
    model.modes.enter(Mode::Finding);
}

/// Stays where it was found, or goes back.
pub(super) fn end_find(model: &mut Model, keep: bool) {
    model.modes.leave(|mode| matches!(mode, Mode::Finding));
    if keep {
        model.detail.keep_find();
    } else {
        model.detail.drop_find();
    }
}

/// Shows the subject of the detail as it is to be seen now.
pub(super) fn show_subject(model: &mut Model) {
    let measure = model.settings.measure;
    // Without a detail on the screen a page is made all the same, for the moment it is opened.
    let area = model.layout().and_then(|layout| layout.detail);
    let room = match (model.layout(), area) {
        (Some(layout), Some(detail)) => {
            Room { width: Layout::text_width(detail, measure), margin: layout.margin(detail, measure) }
        }
        _ => Room { width: measure, margin: 0 },
    };
    let subject = model.subject();
    model.detail.settle_find(subject.as_ref(), model.modes.is_reading());
    let query = model.detail.query_or(&model.filter.request.query).clone();
    let loose = model.filter.reply.answer.loose && model.detail.find().is_none();
    let as_read = model.detail.as_read;
    let is_bookmarked = subject.as_ref().is_some_and(|picked| model.bookmarks.has_picked(picked));
    let shown = subject.map(|picked| Shown { picked, is_bookmarked, query, loose, room, as_read });
    let does = if is_bookmarked { "takes the bookmark away" } else { "bookmarks it again" };
    let advice = model.settings.keymap.saying(Action::Bookmark, does).unwrap_or_default();
    let library = Library { collection: &model.collection, bookmarks: &model.bookmarks, advice: &advice };
    let seen = area.map_or(1, |detail| usize::from(detail.height));
    model.detail.show(shown, library, seen);
}
