//! The detail: the lines of the page that are seen, in the looks of their roles.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use super::star::star;
use crate::app::detail::Chip;
use crate::app::detail::page::{self, NOTE_GAP, Role};
use crate::app::layout::{Area, Layout};
use crate::app::saving::Kept;
use crate::app::{Focus, Model};
use crate::text::width::columns;

pub(super) fn draw(model: &Model, layout: &Layout, area: Area, canvas: &mut Canvas<'_>) {
    let x = layout.text_x(area, model.settings.measure);
    let top = model.detail.window.top;
    let lines = model.detail.page.lines.iter().skip(top).take(usize::from(area.height));
    for (line, y) in lines.zip(area.y..) {
        let text = Area { x, y, width: area.x + area.width - x, height: 1 };
        let spans = line.iter().map(|span| Span::styled(span.text.as_str(), style(model, span, canvas)));
        canvas.line(text, &Line::from(spans.collect::<Vec<_>>()));
    }
    let current = model.detail.current_part().map(|at| model.detail.page.parts[at].line);
    let seen = top..top + usize::from(area.height);
    for (line, note) in model.detail.page.notes.iter().filter(|(line, _)| seen.contains(line)) {
        let wide = columns(&note.text) as u16;
        let right = x - area.x - NOTE_GAP as u16;
        let at = Area {
            x: area.x + right.saturating_sub(wide),
            y: area.y + (line - top) as u16,
            width: wide,
            height: 1,
        };
        let look = style(model, note, canvas);
        let look =
            if current == Some(*line) && note.role == Role::Label { canvas.theme.accent } else { look };
        canvas.text(at, &note.text, look);
    }
    let is_bookmarked = model.subject().is_some_and(|picked| model.bookmarks.has_picked(&picked));
    let kept = model.subject().map_or(Kept::Saved, |picked| model.kept(&picked));
    if top == 0
        && let Some((glyph, look)) = star(is_bookmarked, kept, canvas.theme)
    {
        canvas.text(Area { x: x - 2, width: 1, ..area }, glyph, look);
    }
}

fn style(model: &Model, span: &page::Span, canvas: &Canvas<'_>) -> Style {
    let focused = model.modes.pane() != Focus::List;
    let theme = canvas.theme;
    let style = match span.role {
        Role::Title | Role::Heading | Role::Label => theme.strong,
        Role::FirstWords => theme.plain.add_modifier(Modifier::ITALIC),
        Role::Rule if focused => theme.accent,
        Role::Rule | Role::Remark | Role::Turn => theme.faint,
        Role::Keyword => theme.accent.remove_modifier(Modifier::BOLD),
        Role::Meta | Role::Body => theme.plain,
    };
    let chip = span.origin.as_ref().map(|origin| Chip { field: origin.field, value: origin.value });
    let style = if chip.is_some() && chip == model.detail.chip {
        style.add_modifier(Modifier::REVERSED)
    } else {
        style
    };
    let style = if span.repair { style.add_modifier(Modifier::UNDERLINED) } else { style };
    match span.hit {
        None => style,
        Some(hit) if model.detail.hit == Some(hit) => style.patch(theme.hit).add_modifier(Modifier::REVERSED),
        Some(_) => style.patch(theme.hit),
    }
}
