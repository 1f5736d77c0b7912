//! The detail: the lines of the page that are seen, in the looks of their roles.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use super::star::star;
use crate::app::detail::page::{self, Role};
use crate::app::layout::{Area, Layout};
use crate::app::saving::Kept;
use crate::app::{Focus, Model, Picked};

pub(super) fn draw(model: &Model, layout: &Layout, area: Area, canvas: &mut Canvas<'_>) {
    let x = layout.text_x(area, model.settings.measure);
    let top = model.detail.window.top;
    let lines = model.detail.page.lines.iter().skip(top).take(usize::from(area.height));
    for (line, y) in lines.zip(area.y..) {
        let text = Area { x, y, width: area.x + area.width - x, height: 1 };
        let spans = line.iter().map(|span| Span::styled(span.text.as_str(), style(model, span, canvas)));
        canvas.line(text, &Line::from(spans.collect::<Vec<_>>()));
    }
    let kept = model.subject().map_or(Kept::Saved, |picked| model.kept(&picked));
    if top == 0
        && let Some((glyph, look)) = star(is_bookmarked(model), kept, canvas.theme)
    {
        canvas.text(Area { x: x - 2, width: 1, ..area }, glyph, look);
    }
}

fn is_bookmarked(model: &Model) -> bool {
    match model.subject() {
        Some(Picked::Thesis(row)) => model.bookmarks.has(row),
        Some(Picked::Absent(id)) => model.bookmarks.has_absent(&id),
        None => false,
    }
}

fn style(model: &Model, span: &page::Span, canvas: &Canvas<'_>) -> Style {
    let focused = model.modes.pane() != Focus::List;
    let theme = canvas.theme;
    let style = match span.role {
        Role::Title | Role::Heading => theme.strong,
        Role::FirstWords => theme.plain.add_modifier(Modifier::ITALIC),
        Role::Rule if focused => theme.accent,
        Role::Rule | Role::Remark => theme.faint,
        Role::Keyword => theme.accent.remove_modifier(Modifier::BOLD),
        Role::Meta | Role::Body => theme.plain,
    };
    match span.hit {
        None => style,
        Some(hit) if model.detail.hit == Some(hit) => style.patch(theme.hit).add_modifier(Modifier::REVERSED),
        Some(_) => style.patch(theme.hit),
    }
}
