//! What changes while a filter is typed, besides the text itself: completing it, and the earlier queries.

use super::ask;
use crate::app::completion::Completion;
use crate::app::filter::Filter;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::search::Gap;

/// Adds the filter to the earlier queries, if it is one.
pub(super) fn remember(model: &mut Model) -> Vec<Effect> {
    let filter = &mut model.filter;
    let query = filter.input.value().trim().to_owned();
    let new = filter.error.is_none() && filter.history.remember(&query);
    if new { vec![Effect::Remember(query)] } else { Vec::new() }
}

/// Shows another query of the walk through the earlier ones, if there is one.
pub(super) fn walk(model: &mut Model, step: impl FnOnce(&mut Filter) -> Option<String>) -> Vec<Effect> {
    let Some(query) = step(&mut model.filter) else { return Vec::new() };
    let end = query.len();
    if model.filter.put(query, end) { ask(model) } else { Vec::new() }
}

/// Begins to complete what stands before the cursor, or goes to the next candidate.
pub(super) fn complete(model: &mut Model, backwards: bool) -> Vec<Effect> {
    let filter = &mut model.filter;
    if let Some(completion) = &mut filter.completion {
        completion.step(backwards);
        return fill(model);
    }
    let Some(completion) = Completion::begin(filter.input.value(), filter.cursor(), backwards) else {
        model.notice = Some("nothing is known to complete this with".to_owned());
        return Vec::new();
    };
    let gap = completion.gap.clone();
    filter.completion = Some(completion);
    match gap.candidates() {
        Some(candidates) => on_completed(model, &gap, candidates),
        None => vec![Effect::Complete(filter.generation, gap)],
    }
}

/// Offers the candidates, if the gap is still there that they belong into.
pub(super) fn on_completed(model: &mut Model, gap: &Gap, candidates: Vec<String>) -> Vec<Effect> {
    let waiting = model.filter.completion.as_mut().filter(|completion| completion.is_waiting());
    let Some(completion) = waiting.filter(|completion| completion.gap == *gap) else { return Vec::new() };
    if candidates.is_empty() {
        model.notice = Some(completion.nothing());
        model.filter.completion = None;
        return Vec::new();
    }
    completion.offer(candidates);
    fill(model)
}

/// Puts the current candidate into the line. One that is alone is taken at once.
fn fill(model: &mut Model) -> Vec<Effect> {
    let filter = &mut model.filter;
    let Some(completion) = &filter.completion else { return Vec::new() };
    let Some((text, cursor)) = completion.filled() else { return Vec::new() };
    if completion.candidates().0.len() == 1 {
        filter.completion = None;
    }
    filter.history.stay();
    if filter.put(text, cursor) { ask(model) } else { Vec::new() }
}
