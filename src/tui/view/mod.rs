//! Draws the state, a file for each part of the screen. Nothing here changes anything.

mod detail;
mod header;
mod list;
mod picker;
mod prompt;
mod status;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::theme::Theme;
use crate::app::Model;
use crate::app::layout::{Area, Arrangement, Layout, SMALLEST};
use crate::text::width::{columns, fit};

/// Draws the whole screen.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>) {
    let canvas = &mut Canvas { buffer: frame.buffer_mut(), theme: *theme, cursor: None };
    match model.layout() {
        None => too_small(model, canvas),
        Some(layout) => {
            header::draw(model, layout.header, canvas);
            if let Some(list) = model.modes.picker() {
                picker::draw(model, list, canvas);
            } else {
                panes(model, &layout, canvas);
            }
            status::draw(model, &layout, canvas);
        }
    }
    if let Some(cursor) = canvas.cursor {
        frame.set_cursor_position(cursor);
    }
}

fn panes(model: &Model, layout: &Layout, canvas: &mut Canvas<'_>) {
    prompt::draw(model, layout.prompt, canvas);
    rules(layout, canvas);
    if let Some(area) = layout.list {
        list::draw(model, area, canvas);
    }
    if let Some(area) = layout.detail {
        detail::draw(model, layout, area, canvas);
    }
}

/// One rule above the panes, one between, one below, joined where they meet.
fn rules(layout: &Layout, canvas: &mut Canvas<'_>) {
    let faint = canvas.theme.faint;
    let across = [Some(layout.top_rule), layout.bottom_rule];
    for area in across.into_iter().flatten() {
        canvas.text(area, &"─".repeat(usize::from(area.width)), faint);
    }
    let Some(divider) = layout.divider else { return };
    if layout.arrangement != Arrangement::Beside {
        return canvas.text(divider, &"─".repeat(usize::from(divider.width)), faint);
    }
    for y in divider.y..divider.y + divider.height {
        canvas.text(Area { y, height: 1, ..divider }, "│", faint);
    }
    for (area, joint) in across.into_iter().zip(["┬", "┴"]) {
        if let Some(area) = area {
            canvas.text(Area { x: divider.x, width: 1, ..area }, joint, faint);
        }
    }
}

fn too_small(model: &Model, canvas: &mut Canvas<'_>) {
    let area = Area { x: 0, y: 0, width: model.size.width, height: 1 };
    let longest = format!("too small: needs {}x{}", SMALLEST.width, SMALLEST.height);
    let short = format!("needs {}x{}", SMALLEST.width, SMALLEST.height);
    let text = if columns(&longest) <= usize::from(area.width) { longest } else { short };
    canvas.text(area, &fit(&text, usize::from(area.width)), canvas.theme.plain);
}

/// What is drawn on, with the looks to draw in.
struct Canvas<'b> {
    buffer: &'b mut Buffer,
    theme: Theme,
    /// Where the cursor stands, if anything is typed.
    cursor: Option<Position>,
}

impl Canvas<'_> {
    /// Writes a text on the first line of an area.
    fn text(&mut self, area: Area, text: &str, style: Style) {
        self.line(area, &Line::from(Span::styled(text, style)));
    }

    /// Writes a line on the first line of an area; what does not fit is not written.
    fn line(&mut self, area: Area, line: &Line<'_>) {
        let (width, height) = (self.buffer.area.width, self.buffer.area.height);
        // A terminal can have shrunk since the state learned its size.
        if area.x < width && area.y < height {
            self.buffer.set_line(area.x, area.y, line, area.width.min(width - area.x));
        }
    }

    /// Writes one text at the left and one at the right of a line, the left one cut where they would meet.
    fn left_and_right(&mut self, area: Area, left: Vec<Span<'static>>, right: &Line<'static>) {
        let right_width = right.width().min(usize::from(area.width)) as u16;
        let left_width = area.width.saturating_sub(right_width + 1);
        self.line(Area { width: left_width, ..area }, &cut(left, usize::from(left_width)));
        self.line(Area { x: area.x + area.width - right_width, width: right_width, ..area }, right);
    }
}

/// The spans, the one that reaches beyond `limit` columns cut with a sign, and none behind it.
fn cut(spans: Vec<Span<'static>>, limit: usize) -> Line<'static> {
    let (mut kept, mut used) = (Vec::new(), 0);
    for span in spans {
        let width = columns(&span.content);
        if used + width > limit {
            kept.push(Span::styled(fit(&span.content, limit - used).into_owned(), span.style));
            break;
        }
        used += width;
        kept.push(span);
    }
    Line::from(kept)
}
