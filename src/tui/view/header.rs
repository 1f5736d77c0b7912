//! The line with the name of the collection, how far loading is, and the bookmarks.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use crate::app::action::Action;
use crate::app::layout::Area;
use crate::app::picker::PROBLEMS;
use crate::app::{Loading, Model};
use crate::text::count::{counted, grouped};
use crate::text::width::{columns, fit};
use crate::tui::theme::Theme;

/// A name is cut to so many columns, but not to fewer.
const LEAST_NAME: usize = 8;

/// A part of the line: what it says, its look, and what parts it from what stands before.
struct Part {
    between: &'static str,
    said: String,
    look: Style,
}

impl Part {
    fn width(&self) -> usize {
        columns(self.between) + columns(&self.said)
    }
}

pub(super) fn draw(model: &Model, area: Area, canvas: &mut Canvas<'_>) {
    let right = bookmarks(model, canvas);
    let room = usize::from(area.width).saturating_sub(right.width() + 1);
    let parts = fitting(parts(model, canvas.theme), room);
    let spans = parts.into_iter().enumerate().map(|(at, part)| {
        let between = if at == 0 { " " } else { part.between };
        Span::styled(format!("{between}{}", part.said), part.look)
    });
    canvas.left_and_right(area, spans.collect(), &right);
}

/// What the line says, what matters least first.
fn parts(model: &Model, theme: Theme) -> Vec<Part> {
    let part = |between, said: String, look| Part { between, said, look };
    let loading = match model.loading {
        Loading::Running(done, Some(total)) if total > 0 => {
            Some(format!("loading {}%", (done * 100 / total).min(100)))
        }
        Loading::Running(..) => Some("loading".to_owned()),
        Loading::Done => {
            let (indexed, all) = (model.indexed, model.collection.len());
            (indexed < all).then(|| format!("indexing {}%", indexed * 100 / all))
        }
    };
    let skipped = Some(model.skipped()).filter(|&skipped| skipped > 0).map(|skipped| {
        let key = model.settings.keymap.key(Action::Open(PROBLEMS)).map(|key| format!(": {key}"));
        format!("{} not loaded{}", grouped(skipped), key.unwrap_or_default())
    });
    let mut parts = vec![
        part(" ", "theses".to_owned(), theme.accent),
        part("   ", model.settings.name.clone(), theme.plain),
        part(" · ", counted(model.collection.len(), "thesis", "theses"), theme.plain),
    ];
    parts.extend(loading.map(|said| part(" · ", said, theme.faint)));
    parts.extend(skipped.map(|said| part(" · ", said, theme.alert)));
    parts
}

/// The parts that there is room for, each whole but the name: the program's own name goes first, then that of what is
/// open, and so on.
fn fitting(mut parts: Vec<Part>, room: usize) -> Vec<Part> {
    const NAME: usize = 1;
    let mut left_out = 0;
    loop {
        // Before the first one stands a space, whatever parts it from others.
        let first = parts.first().map_or(0, |first| columns(first.between));
        let width = parts.iter().map(Part::width).sum::<usize>() + 1;
        let over = width.saturating_sub(room + first);
        // The name is there still while nothing but what stands before it was left out.
        let name = NAME.checked_sub(left_out).and_then(|at| parts.get_mut(at));
        let name = name.filter(|name| columns(&name.said) >= LEAST_NAME + over);
        if let Some(name) = name {
            name.said = fit(&name.said, columns(&name.said) - over).into_owned();
            return parts;
        }
        if over == 0 || parts.is_empty() {
            return parts;
        }
        parts.remove(0);
        left_out += 1;
    }
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
