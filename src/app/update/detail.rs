//! The page of the selected thesis: made when it has to be, scrolled, and its hits walked through.

use crate::app::action::Action;
use crate::app::layout::Layout;
use crate::app::model::{Detail, Model, PageKey, Picked};
use crate::app::page::{Hits, Page};
use crate::app::scroll::Step;

pub(super) fn scroll_detail(model: &mut Model, step: Step) {
    let (len, seen) = (model.detail.page.lines.len(), model.lines_seen());
    model.detail.window.step(step, len, seen);
}

/// To the next or the previous hit of the page, round its end; the first time to the first one in sight.
pub(super) fn go_to_hit(model: &mut Model, forward: bool) {
    let detail = &mut model.detail;
    let hits = &detail.page.hits;
    if hits.is_empty() {
        model.notice = Some("the filter hits nothing in this text".to_owned());
        return;
    }
    let in_sight = hits.iter().position(|&line| line >= detail.window.top).unwrap_or(0);
    let next = match detail.hit {
        Some(hit) if forward => (hit + 1) % hits.len(),
        Some(hit) => (hit + hits.len() - 1) % hits.len(),
        None => in_sight,
    };
    detail.hit = Some(next);
    let line = hits[next];
    bring_into_sight(model, line);
}

/// Scrolls the detail so that a line is seen, a third from its top where it was not.
fn bring_into_sight(model: &mut Model, line: usize) {
    let seen = model.lines_seen();
    let window = &mut model.detail.window;
    if !(window.top..window.top + seen).contains(&line) {
        window.top = line.saturating_sub(seen / 3);
        window.clamp(model.detail.page.lines.len(), seen);
    }
}

/// Makes the page of the current thesis, where it is not the page that there is.
pub(super) fn make_page(model: &mut Model) {
    let Some(picked) = model.current() else {
        model.detail = Detail::default();
        return;
    };
    let measure = model.settings.measure;
    // Without a detail on the screen a page is made all the same, for the moment it is opened.
    let shown = model.layout().and_then(|layout| layout.detail);
    let width = shown.map_or(measure, |detail| Layout::text_width(detail, measure));
    let loose = model.filter.answer.loose;
    let key = PageKey { picked, width, query: model.filter.query.clone(), loose };
    if model.detail.made_for.as_ref() == Some(&key) {
        return;
    }
    let hits = Hits { query: &key.query, loose };
    let page = match &key.picked {
        Picked::Thesis(row) => Page::of(model.collection.get(*row), usize::from(width), hits),
        Picked::Absent(id) => {
            let advice = model.settings.keymap.saying(Action::Bookmark, "takes the bookmark away");
            let page = |mark| Page::of_absent(mark, usize::from(width), &advice.unwrap_or_default());
            model.absent(id).map(page).unwrap_or_default()
        }
    };
    let before = model.detail.made_for.replace(key);
    let same =
        before.zip(model.detail.made_for.as_ref()).is_some_and(|(before, now)| before.is_same_text(now));
    let old_len = std::mem::replace(&mut model.detail.page, page).lines.len().max(1);
    if same {
        // Another width keeps the place in the text, nearly.
        model.detail.window.top = model.detail.window.top * model.detail.page.lines.len() / old_len;
        return;
    }
    model.detail.window.top = 0;
    model.detail.hit = None;
    // What was found far down is shown at once.
    if let Some(&line) = model.detail.page.hits.first() {
        bring_into_sight(model, line);
    }
}
