//! Asking the engine, and taking its answers.

use super::moving::with_list;
use crate::app::filter::reply::Standing;
use crate::app::list::List;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::search::{Answer, Generation, Question, SortKey};

/// Asks anew, at once: an answer under way is for an older question now.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let filter = &mut model.filter;
    let (generation, request) = (filter.reply.begin(), &filter.request);
    if !request.whole().depends_on_marks() {
        model.bookmarks.let_go();
    }
    let (query, within) = (request.query.clone(), request.view.clone());
    let question = Question { query, within, sort: request.sort, marked: model.bookmarks.marked() };
    let ask = Effect::Ask(generation, question);
    // What is looked up for a completion is wanted still, but not before the answer.
    let waiting = filter.prompt.completion.as_ref().filter(|completion| completion.is_waiting());
    let complete = waiting.map(|completion| Effect::Complete(generation, completion.gap.clone()));
    std::iter::once(ask).chain(complete).collect()
}

/// Asks for what is typed now, of which the best match is to be selected; where nothing is typed any more, the thesis
/// of before.
pub(super) fn ask_for_typed(model: &mut Model) -> Vec<Effect> {
    model.bookmarks.let_go();
    if model.filter.request.is_empty() {
        model.list.come_back();
    } else {
        with_list(model, List::follow_best_match);
    }
    ask(model)
}

/// Asks anew when the answer under way has come: it is still wanted.
pub(super) fn ask_later(model: &mut Model) -> Vec<Effect> {
    if model.filter.reply.standing == Standing::Answered {
        return ask(model);
    }
    model.filter.reply.standing = Standing::Outdated;
    Vec::new()
}

/// Asks anew where the answer depends on what is bookmarked.
pub(super) fn ask_about_bookmarks(model: &mut Model) -> Vec<Effect> {
    let request = &model.filter.request;
    let asked = request.whole().depends_on_marks() || request.sort.key == SortKey::Bookmarked;
    if asked { ask(model) } else { Vec::new() }
}

/// Takes an answer, or the first piece of one, where it is to the question that was asked last.
pub(super) fn on_answer(model: &mut Model, generation: Generation, answer: Answer) -> Vec<Effect> {
    if generation != model.filter.reply.generation {
        return Vec::new();
    }
    let in_pieces = answer.more > 0;
    if in_pieces && !model.list.follows_best_match() {
        // The selected thesis may be in a later piece.
        return Vec::new();
    }
    model.filter.reply.answer = answer;
    with_list(model, List::take_answer);
    if in_pieces {
        return Vec::new();
    }
    if model.current().is_none() && !model.modes.is_typing() {
        // There is nothing to read; that another answer may come does not change it.
        model.modes.leave_reading();
    }
    let standing = std::mem::take(&mut model.filter.reply.standing);
    if standing == Standing::Outdated { ask(model) } else { Vec::new() }
}
