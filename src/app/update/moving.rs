//! Moving in the panes, by keys and by the mouse.

use super::filtering::type_filter;
use super::following::follow;
use super::reading::focus_detail;
use crate::app::action::Action;
use crate::app::detail::Outcome;
use crate::app::layout::Layout;
use crate::app::list::{List, View};
use crate::app::model::Model;
use crate::app::modes::Focus;
use crate::app::msg::{Effect, Mouse};
use crate::app::scroll::Step;

/// Moves in the pane that keys act on; in the results of a filter always in the list.
pub(super) fn move_in_pane(model: &mut Model, action: Action) {
    let on_results = matches!(action, Action::ResultDown | Action::ResultUp);
    if model.modes.pane() == Focus::List || on_results {
        in_list(model, action);
    } else {
        in_detail(model, action);
    }
}

/// Does something with the list, which is shown what it lists.
pub(super) fn with_list<T>(model: &mut Model, act: impl FnOnce(&mut List, View<'_>) -> T) -> T {
    let extent = model.list_extent();
    let Model { list, filter, collection, bookmarks, titles, detail, .. } = model;
    let (rows, as_read) = (&filter.reply.answer.rows, detail.as_read);
    act(list, View { rows, collection, bookmarks, titles, as_read, extent })
}

fn in_list(model: &mut Model, action: Action) {
    if with_list(model, |list, view| list.act(action, view)) {
        model.detail.follow();
    }
}

/// Does in the detail what an action says. True where its text was at its end already.
pub(super) fn in_detail(model: &mut Model, action: Action) -> bool {
    let seen = model.lines_seen();
    match model.detail.act(action, seen) {
        Outcome::Done => false,
        Outcome::AtEnd => true,
        Outcome::Say(said) => {
            model.notice = Some(said);
            false
        }
    }
}

/// Makes the item under the cursor the one to stay with.
pub(super) fn select_current(model: &mut Model) {
    with_list(model, List::select);
    model.detail.follow();
}

/// A screenful on; behind the last one the next thesis, where one left off in it.
pub(super) fn next_screen(model: &mut Model) {
    let shown = model.layout().is_some_and(|layout| layout.detail.is_some());
    if !shown || in_detail(model, Action::NextScreen) {
        in_list(model, Action::NextScreen);
    }
}

/// Scrolls what is under the mouse, or selects it.
pub(super) fn on_mouse(model: &mut Model, mouse: Mouse, x: u16, y: u16) -> Vec<Effect> {
    const LINES_A_NOTCH: isize = 3;
    model.modes.take_pending();
    model.filter.prompt.completion = None;
    let by = match mouse {
        Mouse::WheelUp => -LINES_A_NOTCH,
        Mouse::WheelDown => LINES_A_NOTCH,
        Mouse::Click => return on_click(model, x, y),
    };
    if model.modes.picker().is_none() && model.modes.circles().is_some() {
        return Vec::new();
    }
    let room = model.picker_room();
    if let Some(picker) = model.modes.picker_mut() {
        picker.scroll(by, room);
        return Vec::new();
    }
    let Some(Layout { list, detail, .. }) = model.layout() else { return Vec::new() };
    if list.is_some_and(|list| list.holds(x, y)) {
        with_list(model, |list, view| list.scroll(by, view));
        model.detail.follow();
    } else if detail.is_some() {
        let seen = model.lines_seen();
        model.detail.scroll(Step::Items(by), seen);
    }
    Vec::new()
}

fn on_click(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let Some(layout) = model.layout().filter(|_| model.modes.picker().is_none()) else { return Vec::new() };
    if let Some(circles) = model.modes.circles_mut() {
        circles.click((x, y), &model.related, model.size);
        return Vec::new();
    }
    let Layout { list, detail, prompt, .. } = layout;
    if let Some(list) = list.filter(|list| list.holds(x, y)) {
        model.modes.focus = Focus::List;
        let line = usize::from(y - list.y);
        if with_list(model, |list, view| list.click(line, view)) {
            model.detail.follow();
        }
    } else if let Some(detail) = detail.filter(|detail| detail.holds(x, y)) {
        let line = model.detail.window.top + usize::from(y - detail.y);
        let column = x.checked_sub(layout.text_x(detail, model.settings.measure)).map(usize::from);
        if let Some(chip) = column.and_then(|column| model.detail.keyword_at(line, column)) {
            return follow(model, chip);
        }
        focus_detail(model);
    } else if prompt.holds(x, y) {
        type_filter(model);
    }
    Vec::new()
}
