//! A list that lies over the panes, such as help: its rows in columns, and what was typed to narrow it.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use crate::app::Model;
use crate::app::layout::Area;
use crate::app::picker::Picker;
use crate::text::count::{counted, grouped};
use crate::text::width::columns;

/// The lines above the rows: header, prompt, rule.
const ABOVE: u16 = 3;

pub(super) fn draw(model: &Model, picker: &Picker, canvas: &mut Canvas<'_>) {
    let (width, theme) = (model.size.width, canvas.theme);
    let line = |y| Area { x: 0, y, width, height: 1 };
    title(picker, line(1), canvas);
    canvas.text(line(2), &"─".repeat(usize::from(width)), theme.faint);
    for (row, y) in picker.lines(model.picker_room()).iter().zip(ABOVE..) {
        for piece in &row.pieces {
            let style = if row.is_heading {
                theme.strong
            } else if piece.leads {
                theme.accent
            } else {
                theme.plain
            };
            let x = (piece.x as u16).min(width);
            canvas.text(Area { x, width: width - x, ..line(y) }, &piece.text, style);
        }
        if row.is_current {
            canvas.text(Area { width: 1, ..line(y) }, "▌", theme.accent);
        }
    }
    let (found, all) = picker.counts();
    if found == 0 {
        let said = if all == 0 { picker.source().empty } else { "Nothing like it." };
        canvas.text(line(ABOVE), &format!("   {said}"), theme.faint);
    }
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
    // What is counted is told where it leaves what is typed whole.
    let has_room = columns(&title) + columns(typed) + columns(&count) < usize::from(area.width);
    let count = if has_room { count } else { String::new() };
    let left = vec![Span::styled(title, theme.accent), Span::styled(typed.to_owned(), theme.plain)];
    canvas.left_and_right(area, left, &Line::from(Span::styled(count, theme.faint)));
    canvas.cursor = Some(Position::new((cursor as u16).min(area.width - 1), area.y));
}
