//! The line with the filter and what came of it.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::{Canvas, grouped};
use crate::app::Model;
use crate::app::filter::{Asked, Filter};
use crate::app::layout::Area;
use crate::search::{Scope, SortKey};
use crate::thesis::width::{columns, fit, prefix};

/// The prompt's own columns, left of the text.
const SIGN: &str = " ❯ ";

pub(super) fn draw(model: &Model, area: Area, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let filter = &model.filter;
    let text = filter.input.value();
    let room = usize::from(area.width).saturating_sub(columns(SIGN) + 1);
    // The text keeps at least half of the line.
    let outcome = outcomes(model)
        .into_iter()
        .find(|outcome| columns(outcome) + 2 + columns(text).min(room / 2) <= room);
    let outcome = format!("{} ", outcome.unwrap_or_default());
    let room = room.saturating_sub(columns(&outcome) + 1);

    let sign = if filter.typing || !text.is_empty() { theme.accent } else { theme.faint };
    let mut left = vec![Span::styled(SIGN, sign)];
    if filter.typing {
        let (shown, cursor) = around_cursor(text, filter.input.visual_cursor(), room);
        left.push(Span::styled(shown.to_owned(), theme.plain));
        canvas.cursor = Some(Position::new(area.x + (columns(SIGN) + cursor) as u16, area.y));
    } else if text.is_empty() {
        left.push(Span::styled(fit("/ filters", room).into_owned(), theme.faint));
    } else {
        left.push(Span::styled(fit(text, room).into_owned(), theme.plain));
    }
    let style = if filter.answer.loose { theme.alert } else { theme.faint };
    canvas.left_and_right(area, left, &Line::from(Span::styled(outcome, style)));
}

/// The part of the text around the cursor that has room, and the cursor's column in it.
fn around_cursor(text: &str, cursor: usize, room: usize) -> (&str, usize) {
    let start = prefix(text, (cursor + 1).saturating_sub(room.max(1)));
    // A wide character at the edge is left out whole.
    let start = if columns(&text[..start]) < (cursor + 1).saturating_sub(room.max(1)) {
        text[start..].char_indices().nth(1).map_or(text.len(), |(at, _)| start + at)
    } else {
        start
    };
    let rest = &text[start..];
    (&rest[..prefix(rest, room)], cursor - columns(&text[..start]))
}

/// How many theses are listed, and in which order: the longest wording first.
fn outcomes(model: &Model) -> [String; 3] {
    let filter = &model.filter;
    let (listed, of) = (grouped(model.list_len() + filter.answer.more), grouped(model.scope_len()));
    let waiting = if filter.asked == Asked::Answered { "" } else { " …" };
    let count = match filter.scope {
        _ if filter.answer.loose => format!("{listed} match loosely, by letters across words"),
        Scope::All => format!("{listed} of {of}"),
        Scope::Bookmarks => format!("{listed} of {of} bookmarked"),
    };
    let short = if filter.answer.loose { format!("{listed} loosely") } else { format!("{listed}/{of}") };
    [format!("{count}{waiting} · {}", order(filter)), format!("{count}{waiting}"), short]
}

fn order(filter: &Filter) -> &'static str {
    match (filter.sort.key, filter.sort.reversed) {
        (SortKey::Relevance, false) if !filter.is_empty() => "by relevance",
        (SortKey::Relevance, true) if !filter.is_empty() => "by relevance, reversed",
        (SortKey::Relevance | SortKey::Posted, false) => "newest first",
        (SortKey::Relevance | SortKey::Posted, true) => "oldest first",
        (SortKey::Title, false) => "by title",
        (SortKey::Title, true) => "by title, Z first",
        (SortKey::Candidate, false) => "by candidate",
        (SortKey::Candidate, true) => "by candidate, Z first",
        (SortKey::Bookmarked, false) => "bookmarked first",
        (SortKey::Bookmarked, true) => "bookmarked last",
    }
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
            let got = around_cursor(text, cursor, room);
            assert_eq!(got, expected, "{text} {cursor} {room}");
            assert!(got.1 < room);
        }
    }
}
