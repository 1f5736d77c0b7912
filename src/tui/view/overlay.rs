//! Help and problems, in place of the panes.

use ratatui::layout::Position;
use ratatui::text::{Line as Text, Span};

use super::Canvas;
use crate::app::Model;
use crate::app::layout::Area;
use crate::app::overlay::{Kind, Line, Overlay};
use crate::text::count::{counted, grouped};
use crate::text::width::{columns, fit};

/// The lines above the rows: header, prompt, rule; one line is left below for the status bar.
const ABOVE: u16 = 3;

pub(super) fn draw(model: &Model, overlay: &Overlay, canvas: &mut Canvas<'_>) {
    let (width, theme) = (model.size.width, canvas.theme);
    let line = |y| Area { x: 0, y, width, height: 1 };
    let lines = overlay.lines(&model.settings.keymap, &model.problems);
    title(model, overlay, &lines, line(1), canvas);
    canvas.text(line(2), &"─".repeat(usize::from(width)), theme.faint);

    let pairs = lines.iter().filter_map(|line| match line {
        Line::Pair(left, _) => Some(columns(left)),
        Line::Heading(_) => None,
    });
    // The left column is as wide as it needs to be, up to two fifths of the screen.
    let left = pairs.max().unwrap_or(0).min(usize::from(width) * 2 / 5);
    let seen = lines.iter().skip(overlay.window.top).take(model.overlay_seen());
    for (row, y) in seen.zip(ABOVE..) {
        let room = usize::from(width).saturating_sub(4);
        let spans = match row {
            Line::Heading(heading) => vec![Span::styled(format!(" {}", fit(heading, room)), theme.strong)],
            Line::Pair(keys, words) => {
                let keys = fit(keys, left);
                let gap = " ".repeat(left - columns(&keys) + 3);
                let words = fit(words, room.saturating_sub(left + 3));
                vec![
                    Span::styled(format!("   {keys}"), theme.accent),
                    Span::styled(format!("{gap}{words}"), theme.plain),
                ]
            }
        };
        canvas.line(line(y), &Text::from(spans));
    }
    if lines.is_empty() {
        let said =
            if overlay.input.value().is_empty() { "Everything was loaded." } else { "Nothing like it." };
        canvas.text(line(ABOVE), &format!("   {said}"), theme.faint);
    }
}

fn title(model: &Model, overlay: &Overlay, lines: &[Line], area: Area, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let title = match overlay.kind {
        Kind::Help => " Keys ❯ ",
        Kind::Problems => " Not loaded, or mended ❯ ",
    };
    let typed = overlay.input.value();
    let shown = lines.iter().filter(|line| matches!(line, Line::Pair(..))).count();
    let count = match overlay.kind {
        Kind::Help => "type to narrow ".to_owned(),
        Kind::Problems if typed.is_empty() => format!("{} ", counted(shown, "problem", "problems")),
        Kind::Problems => format!("{} of {} ", grouped(shown), grouped(model.problems.len())),
    };
    let left = vec![Span::styled(title, theme.accent), Span::styled(typed.to_owned(), theme.plain)];
    canvas.left_and_right(area, left, &Text::from(Span::styled(count, theme.faint)));
    let cursor = columns(title) + overlay.input.visual_cursor();
    canvas.cursor = Some(Position::new((cursor as u16).min(area.width - 1), area.y));
}
