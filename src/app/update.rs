//! The one place where the state changes. It does no input and no output: what is to be done outside goes
//! back as effects.

mod typing;

use self::typing::{complete, on_completed, remember, walk};
use super::command::Command;
use super::filter::{Asked, Filter};
use super::key::Key;
use super::layout::Layout;
use super::model::{Detail, Focus, Loading, Model, PageKey, Picked};
use super::msg::{Effect, Mouse, Msg};
use super::overlay::{Kind, Overlay};
use super::page::{Hits, Page};
use super::scroll::{Cursor, Step};
use crate::search::{Answer, Generation, Question, Scope, SortKey};
use crate::thesis::{MarkChange, Marks};

/// Changes the state as `msg` says and returns what is to be done outside, in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Key(key) => on_key(model, key),
        Msg::Paste(text) => on_paste(model, &text),
        Msg::Mouse(mouse, x, y) => on_mouse(model, mouse, x, y),
        Msg::Resize(size) => {
            model.size = size;
            Vec::new()
        }
        Msg::Loaded(segment) => {
            model.collection.push(segment);
            model.bookmarks.look_up(&model.collection);
            list_absent(model);
            Vec::new()
        }
        Msg::Problems(problems) => {
            model.problems.extend(problems);
            Vec::new()
        }
        Msg::Progress(done, total) => {
            model.loading = Loading::Running(done, total);
            Vec::new()
        }
        Msg::LoadingDone => {
            model.loading = Loading::Done;
            Vec::new()
        }
        Msg::Indexed(theses) => {
            model.indexed = theses;
            ask_later(model)
        }
        Msg::Answered(generation, answer) => on_answer(model, generation, answer),
        Msg::Completed(gap, candidates) => on_completed(model, &gap, candidates),
        Msg::Marked(saved) => on_marked(model, saved),
        Msg::Notice(text) => {
            model.notice = Some(text);
            Vec::new()
        }
    };
    settle(model);
    effects
}

fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    model.notice = None;
    let command = model.settings.keymap.command(model.layers(), key);
    if !matches!(command, Some(Command::Complete | Command::CompleteBack)) {
        model.filter.completion = None;
    }
    if let Some(command) = command {
        return perform(model, command);
    }
    if let Some(overlay) = &mut model.overlay {
        let mut line = Filter { input: std::mem::take(&mut overlay.input), ..Filter::default() };
        line.edit(key);
        overlay.input = line.input;
        return Vec::new();
    }
    if model.filter.typing {
        return if model.filter.edit(key) { ask(model) } else { Vec::new() };
    }
    model.copying = false;
    Vec::new()
}

/// Does what a command says.
fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    use Command as C;
    match command {
        C::Down | C::ResultDown => step(model, Step::Items(1), command),
        C::Up | C::ResultUp => step(model, Step::Items(-1), command),
        C::First => step(model, Step::First, command),
        C::Last => step(model, Step::Last, command),
        C::HalfDown => step(model, Step::Halves(1), command),
        C::HalfUp => step(model, Step::Halves(-1), command),
        C::PageDown => step(model, Step::Pages(1), command),
        C::PageUp => step(model, Step::Pages(-1), command),
        C::ScrollDown => scroll_detail(model, Step::Items(1)),
        C::ScrollUp => scroll_detail(model, Step::Items(-1)),
        C::NextScreen => next_screen(model),
        C::NextHit => go_to_hit(model, true),
        C::PreviousHit => go_to_hit(model, false),
        C::OverlayDown => scroll_overlay(model, Step::Items(1)),
        C::OverlayUp => scroll_overlay(model, Step::Items(-1)),
        C::OverlayPageDown => scroll_overlay(model, Step::Pages(1)),
        C::OverlayPageUp => scroll_overlay(model, Step::Pages(-1)),
        C::FocusNext | C::FocusDetail if model.focus == Focus::List => model.focus = Focus::Detail,
        C::FocusNext | C::FocusList => model.focus = Focus::List,
        C::FocusDetail => {}
        C::Read => read(model),
        C::Filter => model.filter.typing = true,
        C::KeepFilter => {
            model.filter.typing = false;
            select_current(model);
            return remember(model);
        }
        C::Copy => model.copying = model.current().is_some(),
        C::CopyNothing => model.copying = false,
        C::Help => model.overlay = Some(Overlay::new(Kind::Help)),
        C::Problems => model.overlay = Some(Overlay::new(Kind::Problems)),
        C::CloseOverlay => model.overlay = None,
        C::DropFilter => {
            model.filter.typing = false;
            // Whoever has moved in the results has found the query worth something.
            let mut effects = if model.filter.best_first { Vec::new() } else { remember(model) };
            effects.extend(drop_filter(model));
            return effects;
        }
        C::Complete => return complete(model, false),
        C::CompleteBack => return complete(model, true),
        C::EarlierQuery => {
            return walk(model, |filter| {
                let typed = filter.input.value().to_owned();
                filter.history.earlier(&typed).map(str::to_owned)
            });
        }
        C::LaterQuery => return walk(model, |filter| filter.history.later()),
        C::Bookmark => return bookmark(model),
        C::ShowAll => return show(model, Scope::All),
        C::ShowBookmarks => return show(model, Scope::Bookmarks),
        C::Sort => return sort(model, |filter| filter.sort.key = filter.sort.key.next()),
        C::ReverseSort => return sort(model, |filter| filter.sort.reversed = !filter.sort.reversed),
        C::CopyTitle | C::CopyAbstract | C::CopyId => return copy(model, command),
        C::Back => return back(model),
        C::Suspend => return vec![Effect::Suspend],
        C::Quit | C::QuitNow => return vec![Effect::Quit],
    }
    Vec::new()
}

fn step(model: &mut Model, step: Step, command: Command) {
    let on_results = matches!(command, Command::ResultDown | Command::ResultUp);
    if model.focus == Focus::List || on_results {
        step_list(model, step);
    } else {
        scroll_detail(model, step);
    }
}

fn step_list(model: &mut Model, step: Step) {
    let (len, seen) = (model.list_len(), model.items_seen());
    model.list.cursor.step(step, len, seen);
    select_current(model);
}

fn scroll_detail(model: &mut Model, step: Step) {
    let (len, seen) = (model.detail.page.lines.len(), model.lines_seen());
    model.detail.window.step(step, len, seen);
}

fn scroll_overlay(model: &mut Model, step: Step) {
    let seen = model.overlay_seen();
    if let Some(overlay) = &mut model.overlay {
        let len = overlay.lines(&model.settings.keymap, &model.problems).len();
        overlay.window.step(step, len, seen);
    }
}

/// To the next or the previous hit of the page, round its end; the first time to the first one in sight.
fn go_to_hit(model: &mut Model, forward: bool) {
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

/// A screenful on; behind the last one the next thesis, from its top.
fn next_screen(model: &mut Model) {
    let (len, seen) = (model.detail.page.lines.len(), model.lines_seen());
    let shown = model.layout().is_some_and(|layout| layout.detail.is_some());
    if shown && !model.detail.window.at_end(len, seen) {
        // One line stays, to hold on to.
        scroll_detail(model, Step::Items(seen.saturating_sub(1).max(1) as isize));
    } else {
        step_list(model, Step::Items(1));
    }
}

fn read(model: &mut Model) {
    model.focus = match model.focus {
        Focus::Reading => Focus::List,
        _ if model.current().is_none() => model.focus,
        _ => Focus::Reading,
    };
}

fn back(model: &mut Model) -> Vec<Effect> {
    if model.focus != Focus::List {
        model.focus = Focus::List;
        return Vec::new();
    }
    if !model.filter.input.value().is_empty() {
        return drop_filter(model);
    }
    if model.filter.scope != Scope::All {
        return show(model, Scope::All);
    }
    model.notice = Some("q quits".to_owned());
    Vec::new()
}

fn drop_filter(model: &mut Model) -> Vec<Effect> {
    select_current(model);
    let changed = model.filter.clear();
    model.filter.error = None;
    // The selection stays with its thesis, rather than going to the best match of nothing.
    model.filter.best_first = false;
    if changed { ask(model) } else { Vec::new() }
}

fn show(model: &mut Model, scope: Scope) -> Vec<Effect> {
    if model.filter.scope == scope {
        return Vec::new();
    }
    model.filter.scope = scope;
    ask(model)
}

fn sort(model: &mut Model, change: impl FnOnce(&mut Filter)) -> Vec<Effect> {
    change(&mut model.filter);
    ask(model)
}

fn bookmark(model: &mut Model) -> Vec<Effect> {
    let change = match model.current() {
        None => return Vec::new(),
        Some(Picked::Absent(id)) => MarkChange::Unbookmark { id },
        Some(Picked::Thesis(row)) => {
            let thesis = model.collection.get(row);
            let (id, title) = (thesis.id().to_owned(), thesis.heading().to_owned());
            if model.bookmarks.has(row) {
                MarkChange::Unbookmark { id }
            } else {
                MarkChange::Bookmark { id, title }
            }
        }
    };
    model.bookmarks.apply(&change, &model.collection);
    model.bookmarks.unsaved += 1;
    list_absent(model);
    let mut effects = vec![Effect::Mark(change)];
    effects.extend(ask_again_about_bookmarks(model));
    effects
}

fn on_marked(model: &mut Model, saved: Result<Marks, String>) -> Vec<Effect> {
    model.bookmarks.unsaved = model.bookmarks.unsaved.saturating_sub(1);
    match saved {
        // While another change is on its way, these marks are older than what is shown.
        Ok(marks) if model.bookmarks.unsaved == 0 => model.bookmarks.replace(marks, &model.collection),
        Ok(_) => {}
        Err(reason) => model.notice = Some(reason),
    }
    list_absent(model);
    ask_again_about_bookmarks(model)
}

fn ask_again_about_bookmarks(model: &mut Model) -> Vec<Effect> {
    let asked = model.filter.scope == Scope::Bookmarks || model.filter.sort.key == SortKey::Bookmarked;
    if asked { ask(model) } else { Vec::new() }
}

fn copy(model: &mut Model, command: Command) -> Vec<Effect> {
    model.copying = false;
    let (title, abstract_text, id) = match model.current() {
        None => return Vec::new(),
        Some(Picked::Thesis(row)) => {
            let thesis = model.collection.get(row);
            (thesis.title().to_owned(), thesis.abstract_text().to_owned(), thesis.id().to_owned())
        }
        Some(Picked::Absent(id)) => {
            let title = model.absent(&id).map(|mark| mark.title.clone());
            (title.unwrap_or_default(), String::new(), id)
        }
    };
    let (what, text) = match command {
        Command::CopyTitle => ("title", title),
        Command::CopyAbstract => ("abstract", abstract_text),
        _ => ("id", id),
    };
    if text.is_empty() {
        model.notice = Some(format!("this thesis has no {what} to copy"));
        return Vec::new();
    }
    vec![Effect::Copy(what, text)]
}

fn on_paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.filter.completion = None;
    if model.overlay.is_none() && model.filter.typing && model.filter.paste(text) {
        return ask(model);
    }
    Vec::new()
}

fn on_mouse(model: &mut Model, mouse: Mouse, x: u16, y: u16) -> Vec<Effect> {
    const LINES_A_NOTCH: isize = 3;
    model.filter.completion = None;
    let by = if mouse == Mouse::WheelUp { -LINES_A_NOTCH } else { LINES_A_NOTCH };
    if model.overlay.is_some() {
        if mouse != Mouse::Click {
            scroll_overlay(model, Step::Items(by));
        }
        return Vec::new();
    }
    let Some(Layout { list, detail, prompt, .. }) = model.layout() else { return Vec::new() };
    let (len, seen) = (model.list_len(), model.items_seen());
    match (mouse, list, detail) {
        (Mouse::Click, Some(list), _) if list.holds(x, y) => {
            model.focus = Focus::List;
            let at = model.list.cursor.top + usize::from((y - list.y) / model.item_height());
            if at < len {
                model.list.cursor.at = at;
                select_current(model);
            }
        }
        (Mouse::Click, _, Some(detail)) if detail.holds(x, y) && model.focus == Focus::List => {
            model.focus = Focus::Detail;
        }
        (Mouse::Click, ..) if prompt.holds(x, y) => model.filter.typing = true,
        (Mouse::WheelUp | Mouse::WheelDown, Some(list), _) if list.holds(x, y) => {
            model.list.cursor.scroll(by / model.item_height() as isize, len, seen);
            select_current(model);
        }
        (Mouse::WheelUp | Mouse::WheelDown, _, Some(_)) => scroll_detail(model, Step::Items(by)),
        _ => {}
    }
    Vec::new()
}

/// Asks anew, at once: an answer under way is for an older question now.
fn ask(model: &mut Model) -> Vec<Effect> {
    let filter = &mut model.filter;
    filter.generation += 1;
    filter.asked = Asked::Waiting;
    list_absent(model);
    let filter = &model.filter;
    let question = Question {
        query: filter.query.clone(),
        sort: filter.sort,
        scope: filter.scope,
        bookmarks: model.bookmarks.rows().clone(),
    };
    let ask = Effect::Ask(filter.generation, question);
    // What is looked up for a completion is wanted still, but not before the answer.
    let waiting = filter.completion.as_ref().filter(|completion| completion.is_waiting());
    let complete = waiting.map(|completion| Effect::Complete(filter.generation, completion.gap.clone()));
    std::iter::once(ask).chain(complete).collect()
}

/// Asks anew when the answer under way has come: it is still wanted.
fn ask_later(model: &mut Model) -> Vec<Effect> {
    if model.filter.asked == Asked::Answered {
        return ask(model);
    }
    model.filter.asked = Asked::Outdated;
    Vec::new()
}

fn on_answer(model: &mut Model, generation: Generation, answer: Answer) -> Vec<Effect> {
    if generation != model.filter.generation {
        return Vec::new();
    }
    let in_pieces = answer.more > 0;
    if in_pieces && !model.filter.best_first {
        // The selected thesis may be in a later piece.
        return Vec::new();
    }
    model.filter.answer = answer;
    reselect(model);
    if in_pieces {
        return Vec::new();
    }
    let asked = std::mem::take(&mut model.filter.asked);
    if asked == Asked::Outdated { ask(model) } else { Vec::new() }
}

/// The bookmarks to be listed though their theses are not loaded.
fn list_absent(model: &mut Model) {
    model.list.absent = match model.filter.scope {
        Scope::All => Vec::new(),
        Scope::Bookmarks => {
            model.bookmarks.absent_answering(&model.filter.query).map(|mark| mark.id.clone()).collect()
        }
    };
}

/// Puts the cursor where it belongs in a new answer: on the selected thesis; while a filter is typed on the
/// best match, unless the selected thesis is among those that are seen first.
fn reselect(model: &mut Model) {
    let (len, seen) = (model.list_len(), model.items_seen());
    let place = model.list.selected.as_ref().and_then(|picked| place(model, picked));
    let cursor = &mut model.list.cursor;
    if model.filter.best_first {
        let at = place.filter(|&place| place < seen).unwrap_or(0);
        *cursor = Cursor { at, top: 0 };
        return;
    }
    match place {
        _ if !model.list.moved => *cursor = Cursor::default(),
        Some(place) => cursor.put(place, len, seen),
        None => cursor.clamp(len, seen),
    }
    model.list.selected = model.current().or(model.list.selected.take());
}

/// Where an item stands in the list.
fn place(model: &Model, picked: &Picked) -> Option<usize> {
    let rows = &model.filter.answer.rows;
    match picked {
        Picked::Thesis(row) => rows.iter().position(|other| other == row),
        Picked::Absent(id) => {
            model.list.absent.iter().position(|other| other == id).map(|at| rows.len() + at)
        }
    }
}

/// Makes the item under the cursor the one to stay with; an empty list leaves the last one.
fn select_current(model: &mut Model) {
    model.list.moved = true;
    model.filter.best_first = false;
    model.list.selected = model.current().or(model.list.selected.take());
}

/// Brings what follows from the rest into line with it: the page, and what is seen of list, page and overlay.
fn settle(model: &mut Model) {
    let (len, seen) = (model.list_len(), model.items_seen());
    model.list.cursor.clamp(len, seen);
    if model.focus == Focus::Reading && model.current().is_none() {
        model.focus = Focus::List;
    }
    make_page(model);
    let (len, seen) = (model.detail.page.lines.len(), model.lines_seen());
    model.detail.window.clamp(len, seen);
    scroll_overlay(model, Step::Items(0));
}

/// Makes the page of the current thesis, where it is not the page that there is.
fn make_page(model: &mut Model) {
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
            model.absent(id).map(|mark| Page::of_absent(mark, usize::from(width))).unwrap_or_default()
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
