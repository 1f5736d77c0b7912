//! The surface that all views draw on. It knows no state.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::layout::Area;
use crate::text::width::{columns, fit};
use crate::tui::theme::Theme;

/// What is drawn on, with the looks to draw in.
pub(super) struct Canvas<'b> {
    pub(super) buffer: &'b mut Buffer,
    pub(super) theme: Theme,
    /// Where the cursor stands, if anything is typed.
    pub(super) cursor: Option<Position>,
}

impl Canvas<'_> {
    /// Writes a text on the first line of an area.
    pub(super) fn text(&mut self, area: Area, text: &str, style: Style) {
        self.line(area, &Line::from(Span::styled(text, style)));
    }

    /// Writes a line on the first line of an area; what does not fit is not written.
    pub(super) fn line(&mut self, area: Area, line: &Line<'_>) {
        let (width, height) = (self.buffer.area.width, self.buffer.area.height);
        // A terminal can have shrunk since the state learned its size.
        if area.x < width && area.y < height {
            self.buffer.set_line(area.x, area.y, line, area.width.min(width - area.x));
        }
    }

    /// Writes one text at the left and one at the right of a line, the left one cut where they would meet.
    pub(super) fn left_and_right(&mut self, area: Area, left: Vec<Span<'static>>, right: &Line<'static>) {
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
