//! The status bar: a notice, or the keys that work now, and how far the detail is read.

use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use crate::app::Model;
use crate::app::action::Action;
use crate::app::layout::{Area, Layout};
use crate::app::picker::Picker;
use crate::text::count::{counted, grouped};
use crate::text::width::{ELLIPSIS, columns, fit};
use crate::text::wrap::{Filling, wrapped};

/// What cannot be read is named in so many columns: it stands above, underlined.
const LONGEST_TOKEN: usize = 24;

pub(super) fn draw(model: &Model, layout: &Layout, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let width = usize::from(layout.status.width);
    let mut right = match model.modes.picker() {
        Some(list) => place(list),
        None if model.modes.circles().is_some() => in_circles(model),
        None if layout.detail.is_some() => far(model, width / 2),
        None => String::new(),
    };
    let room = width.saturating_sub(columns(&right) + 1);
    let completion = model.filter.prompt.completion.as_ref().filter(|completion| !completion.is_waiting());
    let left = if let Some(completion) = completion {
        let (candidates, current) = completion.candidates();
        right = format!("{} of {} ", grouped(current + 1), grouped(candidates.len()));
        offered(candidates, current, width.saturating_sub(columns(&right) + 1), canvas)
    } else if let Some(said) = model.notice.clone().or_else(|| wrong(model)).or_else(|| unsaved(model)) {
        // What has several lines elsewhere, such as an error with its hint, goes on here.
        let said = said.replace('\n', "; ");
        if columns(&said) + 1 > room {
            return notice(&said, model, layout.status, canvas);
        }
        vec![Span::styled(format!(" {said}"), theme.strong)]
    } else {
        hints(model, room, canvas)
    };
    canvas.left_and_right(layout.status, left, &Line::from(Span::styled(right, theme.faint)));
}

/// What has to be said and does not fit beside anything: over as many lines from below as it takes, up to a third of the
/// screen.
fn notice(said: &str, model: &Model, status: Area, canvas: &mut Canvas<'_>) {
    let at_most = usize::from(model.size.height / 3).max(1);
    let room = usize::from(status.width).saturating_sub(2);
    let lines = wrapped(said, room, Filling::Full);
    let shown = lines.len().min(at_most);
    let blank = " ".repeat(usize::from(status.width));
    for (at, line) in lines.iter().take(shown).enumerate() {
        let area = Area { y: status.y - (shown - 1 - at) as u16, ..status };
        let is_cut = at + 1 == shown && shown < lines.len();
        let text = if is_cut { fit(&said[line.start..], room) } else { said[line.clone()].into() };
        canvas.text(area, &blank, canvas.theme.plain);
        canvas.text(area, &format!(" {text}"), canvas.theme.strong);
    }
}

/// Which row of a list the cursor is on, of how many.
fn place(list: &Picker) -> String {
    let position = list.position();
    position.map(|(at, of)| format!("{} of {} ", grouped(at), grouped(of))).unwrap_or_default()
}

/// Which of the theses in the picture is selected, the nearest being the first.
fn in_circles(model: &Model) -> String {
    let Some(circles) = model.modes.circles() else { return String::new() };
    let selected = circles.selected(&model.related).map(|at| at + 1);
    let of = circles.shown(&model.related);
    selected.map(|at| format!("{} of {} ", grouped(at), grouped(of))).unwrap_or_default()
}

/// Which hit was gone to, of how many, where in the text that is, and how far it is read: what has room in `limit`
/// columns, what matters least left out first.
fn far(model: &Model, limit: usize) -> String {
    let detail = &model.detail;
    let hits = match (detail.hit, detail.page.hits.len()) {
        (_, 0) => None,
        (Some(hit), all) => Some(format!("{} of {}", grouped(hit + 1), grouped(all))),
        (None, all) => Some(counted(all, "hit", "hits")),
    };
    let read = detail.window.percent(detail.page.lines.len(), model.lines_seen());
    let as_read = detail.as_read.then(|| "as read".to_owned());
    let mut parts = [hits, as_read, detail.whereabouts(), read.map(|percent| format!("{percent}%"))];
    let whole = |parts: &[Option<String>]| parts.iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    for left_out in [2, 1, 0] {
        if columns(&whole(&parts)) < limit {
            break;
        }
        parts[left_out] = None;
    }
    let said = whole(&parts);
    if said.is_empty() { said } else { said + " " }
}

/// The candidates of a completion, the current one marked and always among those that are seen.
fn offered(candidates: &[String], current: usize, room: usize, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    let theme = canvas.theme;
    let width = |candidate: &String| columns(candidate) + 3;
    let mut first = current;
    let mut used = width(&candidates[current]) + columns(ELLIPSIS);
    while first > 0 && used + width(&candidates[first - 1]) <= room {
        first -= 1;
        used += width(&candidates[first]);
    }
    let before = if first > 0 { ELLIPSIS } else { "" };
    let mut spans = vec![Span::styled(before, theme.faint)];
    for (at, candidate) in candidates.iter().enumerate().skip(first) {
        spans.push(if at == current {
            Span::styled(format!(" ❯{candidate} "), theme.accent)
        } else {
            Span::styled(format!("  {candidate} "), theme.faint)
        });
    }
    spans
}

/// What was expected instead of the part of the filter that cannot be read, while it is typed.
fn wrong(model: &Model) -> Option<String> {
    let prompt = &model.filter.prompt;
    let error =
        prompt.error.as_ref().filter(|_| model.modes.is_typing() && model.modes.picker().is_none())?;
    let token = fit(prompt.text().get(error.at.clone())?, LONGEST_TOKEN);
    Some(format!("{error} at `{token}`"))
}

/// What is to be said of marks that were refused, until it is seen.
fn unsaved(model: &Model) -> Option<String> {
    let said = model.bookmarks.unsaved.news()?;
    let hides = model.settings.keymap.saying(Action::Back, "hides this");
    Some(hides.map_or_else(|| said.clone(), |hides| format!("{said}; {hides}")))
}

/// The most important hints that fit, each whole, in the order of the table.
fn hints(model: &Model, room: usize, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    let theme = canvas.theme;
    let mut hints = model.settings.keymap.hints(model.context(), model.modes.pending(), model.now());
    if let Some(list) = model.modes.picker() {
        hints.retain(|hint| hint.action != Action::Pick || !list.source().picks.is_empty());
        for hint in hints.iter_mut().filter(|hint| hint.action == Action::Pick) {
            hint.words = list.source().picks;
        }
    }
    let mut by_importance: Vec<_> = (0..hints.len()).collect();
    by_importance.sort_by_key(|&at| std::cmp::Reverse(hints[at].importance));
    let mut left = room;
    let mut kept: Vec<_> = by_importance
        .into_iter()
        .take_while(|&at| {
            let wide = columns(&hints[at].keys) + columns(hints[at].words) + 3;
            let fits = wide <= left;
            left = left.saturating_sub(wide);
            fits
        })
        .collect();
    kept.sort_unstable();
    let spans = kept.into_iter().flat_map(|at| {
        let keys = Span::styled(format!(" {}", hints[at].keys), theme.accent);
        [keys, Span::styled(format!(" {} ", hints[at].words), theme.faint)]
    });
    spans.collect()
}
