//! The line with the name of the collection, how far loading is, and the bookmarks.

use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use crate::app::action::Action;
use crate::app::layout::Area;
use crate::app::picker::PROBLEMS;
use crate::app::{Loading, Model};
use crate::text::count::{counted, grouped};

pub(super) fn draw(model: &Model, area: Area, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let theses = counted(model.collection.len(), "thesis", "theses");
    let mut left = vec![
        Span::styled(" theses", theme.accent),
        Span::styled(format!("   {} · {theses}", model.settings.name), theme.plain),
    ];
    if let Loading::Running(done, total) = model.loading {
        let far = match total {
            Some(total) if total > 0 => format!(" · loading {}%", (done * 100 / total).min(100)),
            _ => " · loading".to_owned(),
        };
        left.push(Span::styled(far, theme.faint));
    }
    if model.loading == Loading::Done && model.indexed < model.collection.len() {
        let far = model.indexed * 100 / model.collection.len();
        left.push(Span::styled(format!(" · indexing {far}%"), theme.faint));
    }
    if model.skipped() > 0 {
        let key = model.settings.keymap.key(Action::Open(PROBLEMS)).map(|key| format!(": {key}"));
        let said = format!(" · {} not loaded{}", grouped(model.skipped()), key.unwrap_or_default());
        left.push(Span::styled(said, theme.alert));
    }
    canvas.left_and_right(area, left, &bookmarks(model, canvas));
}

/// How many bookmarks there are, whether all is saved, and how many changes are not because they were refused.
fn bookmarks(model: &Model, canvas: &Canvas<'_>) -> Line<'static> {
    let theme = canvas.theme;
    let unsaved = &model.bookmarks.unsaved;
    let star = if unsaved.is_empty() { "★" } else { "☆" };
    let stars = format!("{star} {} ", grouped(model.bookmarks.len()));
    let style = if model.bookmarks.is_empty() { theme.faint } else { theme.star };
    let refused = match unsaved.refused_len() {
        0 => String::new(),
        refused => format!("! {} not saved  ", grouped(refused)),
    };
    Line::from(vec![Span::styled(refused, theme.alert), Span::styled(stars, style)])
}
