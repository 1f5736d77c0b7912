//! The one place where the state changes. It does no input and no output: what is to be done outside goes
//! back as effects.

mod list;
mod typing;

use self::list::{list_absent, reselect, select_current, step_list};
use self::typing::{complete, on_completed, remember, walk};
use super::action::{Action, Context};
use super::detail::{self, Library, Shown};
use super::filter::{Asked, Filter};
use super::key::Key;
use super::keymap::Resolved;
use super::layout::Layout;
use super::model::{Loading, Model};
use super::modes::{Focus, Mode};
use super::msg::{Effect, Mouse, Msg};
use super::picked::Picked;
use super::picker::{Picker, Source};
use super::scroll::Step;
use crate::search::{Answer, Generation, MarkKind, Query, Question, SortKey};
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
            grow_picker(model);
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
    let mut pending = model.modes.take_pending();
    let resolved = model.settings.keymap.resolve(model.context(), &pending, key);
    if !matches!(resolved, Resolved::Action(Action::Complete | Action::CompleteBack)) {
        model.filter.completion = None;
    }
    match resolved {
        Resolved::Action(action) => perform(model, action),
        Resolved::More => {
            pending.push(key);
            model.modes.enter(Mode::Pending(pending));
            Vec::new()
        }
        Resolved::Text => on_text(model, key),
        Resolved::Nothing => Vec::new(),
    }
}

/// Types a key, or edits with it what is typed.
fn on_text(model: &mut Model, key: Key) -> Vec<Effect> {
    let seen = model.picker_seen();
    if let Some(picker) = model.modes.picker_mut() {
        picker.edit(key, seen);
        return Vec::new();
    }
    if model.filter.edit(key) { ask(model) } else { Vec::new() }
}

fn open(model: &mut Model, source: &'static Source) {
    let picker = Picker::open(source, &model.shared());
    model.modes.enter(Mode::Picking(Box::new(picker)));
}

/// Hands new rows to the list that is open.
fn grow_picker(model: &mut Model) {
    let shared = super::picker::Shared { keys: &model.settings.keymap, problems: &model.problems };
    if let Some(picker) = model.modes.picker_mut() {
        picker.grow(&shared);
    }
}

fn step_picker(model: &mut Model, step: Step) {
    let seen = model.picker_seen();
    if let Some(picker) = model.modes.picker_mut() {
        picker.step(step, seen);
    }
}

fn leave_typing(model: &mut Model) {
    model.modes.leave(|mode| matches!(mode, Mode::Typing));
}

/// Begins to type a filter, unless one is typed already.
fn type_filter(model: &mut Model) {
    if !model.modes.is_typing() {
        model.modes.enter(Mode::Typing);
    }
}

/// Does what an action says.
fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    use Action as A;
    match action {
        A::Down | A::ResultDown => step(model, Step::Items(1), action),
        A::Up | A::ResultUp => step(model, Step::Items(-1), action),
        A::First => step(model, Step::First, action),
        A::Last => step(model, Step::Last, action),
        A::HalfDown => step(model, Step::Halves(1), action),
        A::HalfUp => step(model, Step::Halves(-1), action),
        A::PageDown => step(model, Step::Pages(1), action),
        A::PageUp => step(model, Step::Pages(-1), action),
        A::NextScreen => next_screen(model),
        A::ScrollDown | A::ScrollUp | A::NextHit | A::PreviousHit => {
            in_detail(model, action);
        }
        A::PickerDown => step_picker(model, Step::Items(1)),
        A::PickerUp => step_picker(model, Step::Items(-1)),
        A::PickerPageDown => step_picker(model, Step::Pages(1)),
        A::PickerPageUp => step_picker(model, Step::Pages(-1)),
        A::FocusNext | A::FocusDetail if model.modes.pane() == Focus::List => {
            model.modes.focus = Focus::Detail;
        }
        A::FocusNext | A::FocusList => {
            model.modes.leave_reading();
            model.modes.focus = Focus::List;
        }
        A::Read => read(model),
        A::Filter => type_filter(model),
        A::KeepFilter => {
            leave_typing(model);
            select_current(model);
            return remember(model);
        }
        // Where copying is given up, what was pending is over already.
        A::FocusDetail | A::Copy | A::CopyNothing => {}
        A::Open(source) => open(model, source),
        A::Close => _ = model.modes.leave(|mode| matches!(mode, Mode::Picking(_))),
        A::DropFilter => {
            leave_typing(model);
            // Whoever has moved in the results has found the query worth something.
            let mut effects = if model.filter.best_first { Vec::new() } else { remember(model) };
            effects.extend(drop_filter(model));
            return effects;
        }
        A::Complete => return complete(model, false),
        A::CompleteBack => return complete(model, true),
        A::EarlierQuery => {
            return walk(model, |filter| {
                let typed = filter.input.value().to_owned();
                filter.history.earlier(&typed).map(str::to_owned)
            });
        }
        A::LaterQuery => return walk(model, |filter| filter.history.later()),
        A::Bookmark => return bookmark(model),
        A::ShowAll => return show(model, Query::default()),
        A::ShowBookmarks => return show(model, Query::of_marked(MarkKind::Bookmarked)),
        A::Sort => return sort(model, |filter| filter.sort.key = filter.sort.key.next()),
        A::ReverseSort => return sort(model, |filter| filter.sort.reversed = !filter.sort.reversed),
        A::CopyTitle | A::CopyAbstract | A::CopyId => return copy(model, action),
        A::Back => return back(model),
        A::Suspend => return vec![Effect::Suspend],
        A::Quit | A::QuitNow => return vec![Effect::Quit],
    }
    Vec::new()
}

fn step(model: &mut Model, step: Step, action: Action) {
    let on_results = matches!(action, Action::ResultDown | Action::ResultUp);
    if model.modes.pane() == Focus::List || on_results {
        step_list(model, step);
    } else {
        in_detail(model, action);
    }
}

/// Does in the detail what an action says. True where its text was at its end already.
fn in_detail(model: &mut Model, action: Action) -> bool {
    let seen = model.lines_seen();
    match model.detail.act(action, seen) {
        detail::Outcome::Done => false,
        detail::Outcome::AtEnd => true,
        detail::Outcome::Say(said) => {
            model.notice = Some(said.to_owned());
            false
        }
    }
}

/// A screenful on; behind the last one the next thesis, where one left off in it.
fn next_screen(model: &mut Model) {
    let shown = model.layout().is_some_and(|layout| layout.detail.is_some());
    if !shown || in_detail(model, Action::NextScreen) {
        step_list(model, Step::Items(1));
    }
}

fn read(model: &mut Model) {
    if !model.modes.leave_reading() && model.current().is_some() {
        model.modes.enter(Mode::Reading);
    }
}

fn back(model: &mut Model) -> Vec<Effect> {
    if model.modes.leave_reading() {
        return Vec::new();
    }
    if model.modes.focus != Focus::List {
        model.modes.focus = Focus::List;
        return Vec::new();
    }
    if !model.filter.input.value().is_empty() {
        return drop_filter(model);
    }
    if !model.filter.view.is_empty() {
        return show(model, Query::default());
    }
    model.notice = model.settings.keymap.saying(Action::Quit, "quits");
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

fn show(model: &mut Model, view: Query) -> Vec<Effect> {
    if model.filter.view == view {
        return Vec::new();
    }
    model.filter.view = view;
    ask(model)
}

fn sort(model: &mut Model, change: impl FnOnce(&mut Filter)) -> Vec<Effect> {
    change(&mut model.filter);
    ask(model)
}

fn bookmark(model: &mut Model) -> Vec<Effect> {
    let change = match model.subject() {
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
    let filter = &model.filter;
    let asked = filter.asked_query().depends_on_marks() || filter.sort.key == SortKey::Bookmarked;
    if asked { ask(model) } else { Vec::new() }
}

fn copy(model: &mut Model, action: Action) -> Vec<Effect> {
    let (title, abstract_text, id) = match model.subject() {
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

fn on_paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.modes.take_pending();
    model.filter.completion = None;
    if model.context() == Context::Prompt && model.filter.paste(text) {
        return ask(model);
    }
    Vec::new()
}

fn on_mouse(model: &mut Model, mouse: Mouse, x: u16, y: u16) -> Vec<Effect> {
    const LINES_A_NOTCH: isize = 3;
    model.modes.take_pending();
    model.filter.completion = None;
    let by = if mouse == Mouse::WheelUp { -LINES_A_NOTCH } else { LINES_A_NOTCH };
    let picker_seen = model.picker_seen();
    if let Some(picker) = model.modes.picker_mut() {
        if mouse != Mouse::Click {
            picker.scroll(by, picker_seen);
        }
        return Vec::new();
    }
    let Some(Layout { list, detail, prompt, .. }) = model.layout() else { return Vec::new() };
    let (len, seen) = (model.list_len(), model.items_seen());
    match (mouse, list, detail) {
        (Mouse::Click, Some(list), _) if list.holds(x, y) => {
            model.modes.focus = Focus::List;
            let at = model.list.cursor.top + usize::from((y - list.y) / model.item_height());
            if at < len {
                model.list.cursor.at = at;
                select_current(model);
            }
        }
        (Mouse::Click, _, Some(detail)) if detail.holds(x, y) && model.modes.pane() == Focus::List => {
            model.modes.focus = Focus::Detail;
        }
        (Mouse::Click, ..) if prompt.holds(x, y) => type_filter(model),
        (Mouse::WheelUp | Mouse::WheelDown, Some(list), _) if list.holds(x, y) => {
            model.list.cursor.scroll(by / model.item_height() as isize, len, seen);
            select_current(model);
        }
        (Mouse::WheelUp | Mouse::WheelDown, _, Some(_)) => {
            let seen = model.lines_seen();
            model.detail.scroll(Step::Items(by), seen);
        }
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
    let question =
        Question { query: filter.asked_query(), sort: filter.sort, marked: model.bookmarks.marked() };
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

/// Brings what follows from the rest into line with it: the page, and what is seen of list, page and overlay.
fn settle(model: &mut Model) {
    let (len, seen) = (model.list_len(), model.items_seen());
    model.list.cursor.clamp(len, seen);
    if model.current().is_none() {
        model.modes.leave_reading();
    }
    show_subject(model);
    step_picker(model, Step::Items(0));
}

/// Shows the subject of the detail as it is to be seen now.
fn show_subject(model: &mut Model) {
    let measure = model.settings.measure;
    // Without a detail on the screen a page is made all the same, for the moment it is opened.
    let area = model.layout().and_then(|layout| layout.detail);
    let width = area.map_or(measure, |detail| Layout::text_width(detail, measure));
    let query = model.filter.query.clone();
    let loose = model.filter.answer.loose;
    let shown = model.subject().map(|picked| Shown { picked, query, loose, width });
    let advice = model.settings.keymap.saying(Action::Bookmark, "takes the bookmark away");
    let advice = advice.unwrap_or_default();
    let library = Library { collection: &model.collection, bookmarks: &model.bookmarks, advice: &advice };
    let seen = area.map_or(1, |detail| usize::from(detail.height));
    model.detail.show(shown, library, seen);
}
