//! The filter: typed, kept and dropped; the view within which it asks, and the order.

use super::asking::{ask, ask_for_typed};
use super::moving::select_current;
use crate::app::action::Action;
use crate::app::filter::prompt::Outcome;
use crate::app::model::Model;
use crate::app::modes::Mode;
use crate::app::msg::Effect;
use crate::search::{MarkKind, Query};

/// Begins to type a filter, unless one is typed already.
pub(super) fn type_filter(model: &mut Model) {
    if !model.modes.is_typing() {
        model.detail.keep_place();
        model.modes.enter(Mode::Typing);
    }
}

/// Does in the prompt what an action says.
pub(super) fn in_prompt(model: &mut Model, action: Action) -> Vec<Effect> {
    let outcome = model.filter.prompt.act(action);
    on_outcome(model, outcome)
}

/// Does what an outcome of the prompt asks for.
pub(super) fn on_outcome(model: &mut Model, Outcome { typed, look_up, said }: Outcome) -> Vec<Effect> {
    if said.is_some() {
        model.notice = said;
    }
    let changed = typed.is_some_and(|query| model.filter.request.take(query));
    let mut effects = if changed { ask_for_typed(model) } else { Vec::new() };
    effects.extend(look_up.map(|gap| Effect::Complete(model.filter.reply.generation, gap)));
    effects
}

/// Leaves the prompt, the filter kept or dropped.
pub(super) fn end_typing(model: &mut Model, keep: bool) -> Vec<Effect> {
    model.modes.leave(|mode| matches!(mode, Mode::Typing));
    // Whoever has moved in the results has found the query worth something.
    let worth = keep || !model.list.follows_best_match();
    let query = if worth { model.filter.prompt.remember() } else { None };
    let mut effects: Vec<_> = query.map(Effect::Remember).into_iter().collect();
    if !keep && model.list.follows_best_match() {
        // Nobody has chosen a result: back to where one was.
        model.list.come_back();
    } else {
        select_current(model);
    }
    if !keep {
        effects.extend(empty_filter(model));
    }
    effects
}

/// Drops the filter; the selected thesis stays selected.
pub(super) fn drop_filter(model: &mut Model) -> Vec<Effect> {
    select_current(model);
    empty_filter(model)
}

fn empty_filter(model: &mut Model) -> Vec<Effect> {
    let typed = model.filter.prompt.clear().typed;
    if typed.is_some_and(|nothing| model.filter.request.take(nothing)) { ask(model) } else { Vec::new() }
}

/// Shows the view that an action names.
pub(super) fn show(model: &mut Model, action: Action) -> Vec<Effect> {
    let view = match action {
        Action::ShowBookmarks => Query::of_marked(MarkKind::Bookmarked),
        Action::ShowUnread => Query::of_unmarked(MarkKind::Read),
        _ => Query::default(),
    };
    if model.filter.request.view == view {
        return Vec::new();
    }
    model.filter.request.view = view;
    model.bookmarks.let_go();
    ask(model)
}

/// Sorts in the next order, or turns the order round.
pub(super) fn sort(model: &mut Model, turn: bool) -> Vec<Effect> {
    let request = &mut model.filter.request;
    if turn {
        request.sort.reversed = !request.sort.reversed;
    } else {
        request.take_next_order();
    }
    ask(model)
}
