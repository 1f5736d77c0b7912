//! The line with the filter and what came of it.

use std::ops::Range;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use crate::app::Model;
use crate::app::action::Action;
use crate::app::filter::prompt::Prompt;
use crate::app::filter::reply::Standing;
use crate::app::layout::Area;
use crate::search::{Syntax, parts};
use crate::text::count::{counted, grouped};
use crate::text::width::{ELLIPSIS, columns, cut, fit, prefix};

/// The prompt's own columns, left of the text.
const SIGN: &str = " ❯ ";

/// The same where it is looked for something in the text.
const FIND_SIGN: &str = " / ";

/// What is looked for in the text that is read, and how often it is there.
fn draw_find(model: &Model, prompt: &Prompt, area: Area, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let outcome = match (prompt.text().is_empty(), model.detail.page.hits.len()) {
        (true, _) => "in this text ".to_owned(),
        (_, 0) => "not in this text ".to_owned(),
        (_, hits) => format!("{} in this text ", counted(hits, "hit", "hits")),
    };
    let room = usize::from(area.width).saturating_sub(columns(FIND_SIGN) + columns(&outcome) + 2);
    let mut left = vec![Span::styled(FIND_SIGN, theme.accent)];
    if model.modes.is_finding() {
        let (shown, cursor) = around_cursor(prompt.text(), prompt.input.visual_cursor(), room);
        left.extend(spans(prompt, shown, canvas));
        canvas.cursor = Some(Position::new(area.x + (columns(FIND_SIGN) + cursor) as u16, area.y));
    } else {
        left.push(Span::styled(fit(prompt.text(), room).into_owned(), theme.plain));
    }
    canvas.left_and_right(area, left, &Line::from(Span::styled(outcome, theme.faint)));
}

pub(super) fn draw(model: &Model, area: Area, canvas: &mut Canvas<'_>) {
    if let Some(find) = model.detail.find().filter(|_| !model.modes.is_typing()) {
        return draw_find(model, &find.prompt, area, canvas);
    }
    let theme = canvas.theme;
    let prompt = &model.filter.prompt;
    let text = prompt.text();
    let room = usize::from(area.width).saturating_sub(columns(SIGN) + 1);
    // The text keeps at least half of the line.
    let outcome = outcomes(model)
        .into_iter()
        .find(|outcome| columns(outcome) + 2 + columns(text).min(room / 2) <= room);
    let outcome = format!("{} ", outcome.unwrap_or_default());
    let room = room.saturating_sub(columns(&outcome) + 1);

    let sign = if model.modes.is_typing() || !text.is_empty() { theme.accent } else { theme.faint };
    let mut left = vec![Span::styled(SIGN, sign)];
    if model.modes.is_typing() {
        let (shown, cursor) = around_cursor(text, prompt.input.visual_cursor(), room);
        left.extend(spans(prompt, shown, canvas));
        canvas.cursor = Some(Position::new(area.x + (columns(SIGN) + cursor) as u16, area.y));
    } else if text.is_empty() {
        let keys = &model.settings.keymap;
        let said = if model.modes.is_reading() {
            keys.saying(Action::Filter, "finds here")
        } else {
            keys.saying(Action::Filter, "filters")
        };
        let said = said.filter(|said| columns(said) <= room).unwrap_or_default();
        left.push(Span::styled(said, theme.faint));
    } else {
        let end = cut(text, room);
        left.extend(spans(prompt, 0..end.unwrap_or(text.len()), canvas));
        left.extend(end.map(|_| Span::styled(ELLIPSIS, theme.plain)));
    }
    let style = if model.filter.reply.answer.loose { theme.alert } else { theme.faint };
    canvas.left_and_right(area, left, &Line::from(Span::styled(outcome, style)));
}

/// The part of the filter's text that is `shown`: fields and operators in their looks, what cannot be read in
/// its own.
fn spans(prompt: &Prompt, shown: Range<usize>, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    let theme = canvas.theme;
    let text = prompt.text();
    let wrong = prompt.error.as_ref().map_or(0..0, |error| error.at.clone());
    let mut parts = parts(text);
    parts.retain(|(part, _)| part.start < shown.end && shown.start < part.end);
    // The looks change only where a part, or what is wrong, begins or ends.
    let mut edges: Vec<usize> = parts.iter().flat_map(|(part, _)| [part.start, part.end]).collect();
    edges.extend([wrong.start, wrong.end, shown.end]);
    edges.retain(|edge| (shown.start + 1..=shown.end).contains(edge));
    edges.sort_unstable();
    edges.dedup();
    let starts = std::iter::once(shown.start).chain(edges.iter().copied());
    let spans = starts.zip(&edges).map(|(start, &end)| {
        let part = parts.iter().find(|(part, _)| part.contains(&start)).map(|(_, part)| part);
        let style = match part {
            _ if wrong.contains(&start) => theme.wrong,
            Some(Syntax::Field) => theme.accent,
            Some(Syntax::Operator) => theme.operator,
            Some(Syntax::Value) | None => theme.plain,
        };
        Span::styled(text[start..end].to_owned(), style)
    });
    spans.collect()
}

/// The bytes of the text around the cursor that have room, and the cursor's column in them.
fn around_cursor(text: &str, cursor: usize, room: usize) -> (Range<usize>, usize) {
    let start = prefix(text, (cursor + 1).saturating_sub(room.max(1)));
    // A wide character at the edge is left out whole.
    let start = if columns(&text[..start]) < (cursor + 1).saturating_sub(room.max(1)) {
        text[start..].char_indices().nth(1).map_or(text.len(), |(at, _)| start + at)
    } else {
        start
    };
    let rest = &text[start..];
    (start..start + prefix(rest, room), cursor - columns(&text[..start]))
}

/// How many theses are listed, and in which order: the longest wording first.
fn outcomes(model: &Model) -> [String; 3] {
    let (request, reply) = (&model.filter.request, &model.filter.reply);
    let (listed, of) = (grouped(model.list_len() + reply.answer.more), grouped(model.scope_len()));
    let waiting = if reply.standing == Standing::Answered { "" } else { " …" };
    let count = if reply.answer.loose {
        let verb = if listed == "1" { "matches" } else { "match" };
        format!("{listed} {verb} loosely, by letters across words")
    } else if request.views_bookmarks() {
        format!("{listed} of {of} bookmarked")
    } else if request.views_unread() {
        format!("{listed} of {of} unread")
    } else {
        format!("{listed} of {of}")
    };
    let short = if reply.answer.loose { format!("{listed} loosely") } else { format!("{listed}/{of}") };
    if model.filter.prompt.error.is_some() {
        // The list does not follow a query that cannot be read.
        return [format!("as before: {count}{waiting}"), format!("as before: {short}"), short];
    }
    [format!("{count}{waiting} · {}", request.order()), format!("{count}{waiting}"), short]
}

#[cfg(test)]
mod tests {
    use super::around_cursor;

    #[test]
    fn the_cursor_is_always_in_sight() {
        for (text, cursor, room, expected) in [
            ("urban", 5, 10, ("urban", 5)),
            ("urban party", 11, 6, ("party", 5)),
            ("urban party", 0, 6, ("urban ", 0)),
            ("社区治理", 8, 6, ("治理", 4)),
            ("社区治理", 8, 5, ("治理", 4)),
            ("", 0, 5, ("", 0)),
        ] {
            let (shown, column) = around_cursor(text, cursor, room);
            assert_eq!((&text[shown], column), expected, "{text} {cursor} {room}");
            assert!(column < room);
        }
    }
}
