//! What a person takes along from a thesis: a bookmark, or a copy of its text.

use super::asking::ask_about_bookmarks;
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::app::picked::Picked;
use crate::app::saving::NotSaved;
use crate::reading::Reading;
use crate::search::MarkKind;
use crate::thesis::{Field, MarkChange, MarksDifference};

/// Bookmarks the thesis that is shown, or takes its bookmark away.
pub(super) fn bookmark(model: &mut Model) -> Vec<Effect> {
    model.subject().map(|picked| bookmark_of(model, picked)).unwrap_or_default()
}

/// Bookmarks a thesis, or takes its bookmark away.
pub(super) fn bookmark_of(model: &mut Model, picked: Picked) -> Vec<Effect> {
    let change = match picked {
        Picked::Absent(id) if model.bookmarks.has_absent(&id) => MarkChange::Unbookmark { id },
        Picked::Absent(id) => {
            let title = model.absent(&id).map(|mark| mark.title.clone()).unwrap_or_default();
            MarkChange::Bookmark { id, title }
        }
        Picked::Thesis(row) => {
            let thesis = model.collection.get(row);
            let (id, title) = (thesis.id().to_owned(), thesis.heading().to_owned());
            if model.bookmarks.has(row) {
                MarkChange::Unbookmark { id }
            } else {
                MarkChange::Bookmark { id, title }
            }
        }
    };
    let asked = model.filter.request.whole();
    // Else the item would go, and what is read with it; the same key would then hit another thesis.
    if asked.asks_for_marked(MarkKind::Bookmarked) {
        model.bookmarks.keep_listed(change.id());
    } else if asked.asks_about(MarkKind::Bookmarked) {
        model.bookmarks.keep_as_it_is(change.id());
    }
    model.bookmarks.apply(&change, &model.collection);
    model.bookmarks.unsaved.begin(change.clone());
    let mut effects = vec![Effect::Mark(change)];
    effects.extend(ask_about_bookmarks(model));
    effects
}

/// Marks the thesis that was read to its end just now, if one was.
pub(super) fn mark_read(model: &mut Model) -> Vec<Effect> {
    let Some(row) = model.detail.take_read().filter(|&row| !model.bookmarks.is_read(row)) else {
        return Vec::new();
    };
    let thesis = model.collection.get(row);
    let change = MarkChange::Read { id: thesis.id().to_owned(), title: thesis.heading().to_owned() };
    if model.filter.request.whole().asks_about(MarkKind::Read) {
        // Else it would go while it is on the screen.
        model.bookmarks.keep_unread(row);
    }
    model.bookmarks.apply(&change, &model.collection);
    model.bookmarks.unsaved.begin(change.clone());
    let mut effects = vec![Effect::Mark(change)];
    effects.extend(ask_about_bookmarks(model));
    effects
}

/// Takes what has become of so many changes: saved with what has been changed elsewhere, or refused.
pub(super) fn on_marked(
    model: &mut Model,
    count: usize,
    saved: Result<MarksDifference, NotSaved>,
) -> Vec<Effect> {
    let bookmarks = &mut model.bookmarks;
    let difference = match saved {
        Err(cause) => {
            bookmarks.unsaved.refused(count, cause);
            return Vec::new();
        }
        Ok(difference) => difference,
    };
    bookmarks.unsaved.saved(count);
    let before = bookmarks.version();
    bookmarks.take(difference, &model.collection);
    if bookmarks.version() == before { Vec::new() } else { ask_about_bookmarks(model) }
}

/// Copies the title, the abstract or the id of the thesis that is shown, as it is shown: mended, or as it was read.
pub(super) fn copy(model: &mut Model, action: Action) -> Vec<Effect> {
    let (title, abstract_text, id) = match model.subject() {
        None => return Vec::new(),
        Some(Picked::Thesis(row)) => {
            let thesis = model.collection.get(row);
            let edition = model.detail.edition().filter(|_| !model.detail.as_read);
            let text = |field, as_read: &str| {
                let reading = edition.and_then(|edition| edition.text(field, 0));
                reading.map_or_else(|| as_read.to_owned(), Reading::in_paragraphs)
            };
            let title = text(Field::Title, thesis.title());
            (title, text(Field::Abstract, thesis.abstract_text()), thesis.id().to_owned())
        }
        Some(Picked::Absent(id)) => {
            let title = model.absent(&id).map(|mark| mark.title.clone());
            (title.unwrap_or_default(), String::new(), id)
        }
    };
    let (what, text) = match action {
        Action::CopyTitle => ("title", title),
        Action::CopyAbstract => ("abstract", abstract_text),
        _ => ("id", id),
    };
    if text.is_empty() {
        model.notice = Some(format!("this thesis has no {what} to copy"));
        return Vec::new();
    }
    vec![Effect::Copy(what, text)]
}
