//! A list that lies over the panes, such as help: its rows in columns, and what was typed to narrow it.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use crate::app::Model;
use crate::app::layout::Area;
use crate::app::picker::{Item, Picker};
use crate::text::count::{counted, grouped};
use crate::text::width::{columns, fit};

/// The lines above the rows: header, prompt, rule; one line is left below for the status bar.
const ABOVE: u16 = 3;
/// The columns left of the cells, and between two of them.
const GAP: usize = 3;

pub(super) fn draw(model: &Model, picker: &Picker, canvas: &mut Canvas<'_>) {
    let (width, theme) = (model.size.width, canvas.theme);
    let line = |y| Area { x: 0, y, width, height: 1 };
    title(picker, line(1), canvas);
    canvas.text(line(2), &"─".repeat(usize::from(width)), theme.faint);
    for ((item, selected), y) in picker.seen().take(model.picker_seen()).zip(ABOVE..) {
        canvas.line(line(y), &row(picker, item, usize::from(width), canvas));
        if selected {
            canvas.text(Area { width: 1, ..line(y) }, "▌", theme.accent);
        }
    }
    let (found, all) = picker.counts();
    if found == 0 {
        let said = if all == 0 { picker.source().empty } else { "Nothing like it." };
        canvas.text(line(ABOVE), &format!("   {said}"), theme.faint);
    }
}

/// The cells of a row, each but the last in a column as wide as it needs to be, up to two fifths of the screen.
fn row(picker: &Picker, item: &Item, width: usize, canvas: &Canvas<'_>) -> Line<'static> {
    let theme = canvas.theme;
    let mut room = width.saturating_sub(GAP + 1);
    let cells = match item {
        Item::Heading(heading) => {
            return Line::from(Span::styled(format!(" {}", fit(heading, room)), theme.strong));
        }
        Item::Cells(cells) => cells,
    };
    let mut spans = vec![Span::styled(" ".repeat(GAP), theme.plain)];
    for (column, cell) in cells.iter().enumerate() {
        let style = if column == 0 && cells.len() > 1 { theme.accent } else { theme.plain };
        if column + 1 == cells.len() {
            spans.push(Span::styled(fit(cell, room).into_owned(), style));
            break;
        }
        let wide = picker.width(column).min(width * 2 / 5).min(room);
        let shown = fit(cell, wide);
        let gap = " ".repeat(wide - columns(&shown) + GAP);
        spans.extend([Span::styled(shown.into_owned(), style), Span::styled(gap, theme.plain)]);
        room = room.saturating_sub(wide + GAP);
    }
    Line::from(spans)
}

fn title(picker: &Picker, area: Area, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let title = format!(" {} ❯ ", picker.source().title);
    let typed = picker.input().value();
    let (found, all) = picker.counts();
    let count = match picker.source().counted {
        None => "type to narrow ".to_owned(),
        Some((one, many)) if typed.is_empty() => format!("{} ", counted(all, one, many)),
        Some(_) => format!("{} of {} ", grouped(found), grouped(all)),
    };
    let cursor = columns(&title) + picker.input().visual_cursor();
    let left = vec![Span::styled(title, theme.accent), Span::styled(typed.to_owned(), theme.plain)];
    canvas.left_and_right(area, left, &Line::from(Span::styled(count, theme.faint)));
    canvas.cursor = Some(Position::new((cursor as u16).min(area.width - 1), area.y));
}
