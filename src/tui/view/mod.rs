//! Draws the state, a file for each part of the screen. Nothing here changes anything.

mod canvas;
mod circles;
mod detail;
mod header;
mod list;
mod picker;
mod prompt;
mod star;
mod status;

use ratatui::Frame;

use self::canvas::Canvas;
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
            } else if let Some(circles) = model.modes.circles() {
                circles::draw(model, circles, canvas);
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
        if layout.list.is_none() && model.list_len() == 0 {
            list::below(model, area, canvas);
        }
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
