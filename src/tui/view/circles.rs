//! The picture of related theses: the one in the middle, circles of dots, and the others with their titles; the same
//! theses as a list beside it, or alone where there is no room.

use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use super::star::star;
use crate::app::circles::{Circles, LIST_ITEM, Parts, Picture, Ring, first_listed, parts, place};
use crate::app::layout::Area;
use crate::app::related::RelatedThesis;
use crate::app::{Model, Picked};
use crate::text::width::{columns, fit};

/// What circles are drawn with: any font has it.
const DOT: &str = "·";

/// Dots on the inner circle; the others have as many more as they are longer.
const DOTS: usize = 28;

pub(super) fn draw(model: &Model, circles: &Circles, canvas: &mut Canvas<'_>) {
    let (width, theme) = (model.size.width, canvas.theme);
    let line = |y| Area { x: 0, y, width, height: 1 };
    let related = &model.related;
    let title = format!(" Related theses · {}", related.heading());
    canvas.text(line(1), &fit(&title, usize::from(width)), theme.accent);
    canvas.text(line(2), &"─".repeat(usize::from(width)), theme.faint);
    let Parts { picture, list, told } = parts(model.size);
    let Some(at) = circles.selected(related) else {
        let said = if related.is_waiting() {
            "Looking for what is near …"
        } else {
            "No thesis here is near to it."
        };
        canvas.text(line(3), &format!("   {said}"), theme.faint);
        return;
    };
    if let Some(list) = list {
        draw_list(model, (at, circles.shown(related)), list, canvas);
    }
    if let Some(area) = picture {
        draw_picture(model, at, &place(area, related, circles.shown(related)), area, canvas);
    }
    if let Some(area) = told {
        let thesis = &related.theses()[at];
        let indented = Area { x: area.x + 3, width: area.width.saturating_sub(3), ..area };
        canvas.text(indented, &fit(&thesis.title, usize::from(indented.width)), theme.strong);
        canvas.text(Area { y: area.y + 1, ..indented }, &facts(thesis, indented.width), theme.faint);
    }
}

/// The year, and the words that both share.
fn facts(thesis: &RelatedThesis, width: u16) -> String {
    let facts = [thesis.year.as_str(), &thesis.shared].into_iter().filter(|fact| !fact.is_empty());
    fit(&facts.collect::<Vec<_>>().join(" · "), usize::from(width)).into_owned()
}

/// The mark of a thesis: that of its bookmark, a tick where it was read to its end, else a dot.
fn mark(model: &Model, thesis: &RelatedThesis, canvas: &Canvas<'_>) -> (&'static str, Style) {
    let theme = canvas.theme;
    let kept = model.kept(&Picked::Thesis(thesis.row));
    let read = if model.bookmarks.is_read(thesis.row) { ("✓", theme.faint) } else { ("•", theme.plain) };
    star(model.bookmarks.has(thesis.row), kept, theme).unwrap_or(read)
}

fn draw_picture(model: &Model, at: usize, picture: &Picture, area: Area, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let cell = |x, y, text: &str| Area { x, y, width: columns(text) as u16, height: 1 };
    let (x, y, title) = &picture.centre;
    if !title.is_empty() {
        canvas.text(cell(*x, *y, title), title, theme.strong);
    }
    for topic in &picture.topics {
        canvas.text(cell(topic.x, topic.y, &topic.word), &topic.word, theme.accent);
    }
    for (number, (spot, thesis)) in picture.spots.iter().zip(model.related.theses()).enumerate() {
        let selected = number == at;
        let (glyph, look) = mark(model, thesis, canvas);
        if let Some((x, label)) = &spot.label {
            let look = if selected { theme.accent } else { theme.plain };
            canvas.text(cell(*x, spot.y, label), label, look);
        }
        let (glyph, look) = if selected { ("▶", theme.accent) } else { (glyph, look) };
        canvas.text(cell(spot.x, spot.y, glyph), glyph, look);
        if selected && canvas.cursor.is_none() {
            canvas.cursor = Some(Position::new(spot.x, spot.y));
        }
    }
    for ring in &picture.rings {
        draw_ring(*ring, area, canvas);
    }
}

/// The dots of a circle where nothing stands, a cell apart from texts.
fn draw_ring(ring: Ring, area: Area, canvas: &mut Canvas<'_>) {
    let faint = canvas.theme.faint;
    let middle = (f32::from(area.width) / 2.0, f32::from(area.height) / 2.0);
    let dots = (DOTS as f32 * (ring.up / 3.0).max(1.0)) as usize;
    for dot in 0..dots {
        let angle = std::f32::consts::TAU * dot as f32 / dots as f32;
        let (x, y) = (middle.0 + angle.cos() * ring.across, middle.1 + angle.sin() * ring.up);
        let (x, y) = (area.x + x.max(0.0) as u16, area.y + y.max(0.0) as u16);
        let is_free = |x: u16| {
            let cell = canvas.buffer.cell((x, y)).filter(|_| area.holds(x, y));
            cell.is_none_or(|cell| [" ", DOT].contains(&cell.symbol()))
        };
        if area.holds(x, y) && (x.saturating_sub(1)..=x + 1).all(is_free) {
            canvas.text(Area { x, y, width: 1, height: 1 }, DOT, faint);
        }
    }
}

/// The theses as a list, two lines each, the selected one in sight.
fn draw_list(model: &Model, (at, shown): (usize, usize), area: Area, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let lines = (area.y..area.y + area.height).step_by(usize::from(LIST_ITEM));
    for (number, y) in (first_listed(at, area)..shown).zip(lines) {
        let thesis = &model.related.theses()[number];
        let (glyph, look) = mark(model, thesis, canvas);
        let selected = number == at;
        let style = if selected { theme.strong } else { theme.plain };
        let line = |y| Area { x: area.x, y, width: area.width, height: 1 };
        let room = area.width.saturating_sub(3);
        let bar = if selected { "▌" } else { " " };
        let title = fit(&thesis.title, usize::from(room)).into_owned();
        let mark = Span::styled(format!("{glyph} "), look);
        canvas.line(
            line(y),
            &Line::from(vec![Span::styled(bar, theme.accent), mark, Span::styled(title, style)]),
        );
        if y + 1 < area.y + area.height {
            let second = vec![
                Span::styled(bar, theme.accent),
                Span::styled(format!("  {}", facts(thesis, room)), theme.faint),
            ];
            canvas.line(line(y + 1), &Line::from(second));
        }
        if selected {
            canvas.cursor = Some(Position::new(area.x, y));
        }
    }
}
