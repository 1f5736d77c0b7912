//! The one place where the state changes. It does no input and no output: what is to be done outside goes
//! back as effects.

mod asking;
mod circling;
mod filtering;
mod following;
mod moving;
mod picking;
mod reading;
mod relating;
mod setting;
mod taking;

use self::asking::{ask_later, on_answer};
use self::circling::in_circles;
use self::filtering::{drop_filter, end_typing, in_prompt, on_outcome, show, sort, type_filter};
use self::moving::{in_detail, move_in_pane, next_screen, on_mouse, with_list};
use self::picking::{close_picker, edit_picker, grow_picker, open, pick, step_picker};
use self::reading::{begin_find, end_find, focus_detail, focus_list, read, show_subject, walk};
use self::relating::{on_related, relate, retrace};
use self::setting::{set_density, set_measure, set_split, toggle_mouse};
use self::taking::{bookmark, copy, mark_read, on_marked};
use super::action::{Action, Context};
use super::filter::reply::Standing;
use super::key::Key;
use super::keymap::Resolved;
use super::model::{Loading, Model};
use super::modes::{Focus, Mode};
use super::msg::{Effect, Msg};
use super::picker::{HELP, RELATED};
use super::scroll::Step;
use crate::thesis::Row;

/// Changes the state as `msg` says and returns what is to be done outside, in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = take(model, msg);
    effects.extend(mark_read(model));
    settle(model);
    effects.extend(model.detail.ask(model.indexed_texts).map(Effect::Read));
    effects.extend(model.titles.ask(model.indexed_texts).map(Effect::ReadTitles));
    effects
}

/// Takes a message into the state.
fn take(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => return on_key(model, key),
        Msg::Paste(text) => return on_paste(model, &text),
        Msg::Mouse(mouse, x, y) => return on_mouse(model, mouse, x, y),
        Msg::Resize(size) => model.size = size,
        Msg::Loaded(segment) => {
            model.bookmarks.grow(Row(model.collection.len() as u32), &segment);
            model.collection.push(segment);
        }
        Msg::Problems(problems) => {
            model.problems.extend(problems);
            grow_picker(model);
        }
        Msg::Progress(done, total) => model.loading = Loading::Running(done, total),
        Msg::LoadingDone => model.loading = Loading::Done,
        Msg::Indexed(theses, texts) => {
            (model.indexed, model.indexed_texts) = (theses, texts);
            return ask_later(model);
        }
        Msg::Answered(generation, answer) => return on_answer(model, generation, answer),
        Msg::Completed(gap, candidates) => {
            let outcome = model.filter.prompt.offer(&gap, candidates);
            return on_outcome(model, outcome);
        }
        Msg::Related(generation, related, titles) => {
            model.titles.take(titles, &model.collection);
            on_related(model, generation, &related);
        }
        Msg::Read(row, texts, edition) => model.detail.take_edition(row, texts, edition),
        Msg::TitlesRead(titles) => model.titles.take(titles, &model.collection),
        Msg::Marked(count, saved) => return on_marked(model, count, saved),
        Msg::MarkLost(place) => model.bookmarks.unsaved.lose(place),
        Msg::Notice(text) => model.notice = Some(text),
    }
    Vec::new()
}

fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    model.notice = None;
    let mut pending = model.modes.take_pending();
    let resolved = model.settings.keymap.resolve(model.context(), &pending, key);
    if !matches!(resolved, Resolved::Action(Action::Complete | Action::CompleteBack)) {
        model.filter.prompt.completion = None;
    }
    match resolved {
        Resolved::Action(action) => perform(model, action),
        Resolved::More => {
            pending.push(key);
            model.modes.enter(Mode::Pending(pending));
            Vec::new()
        }
        Resolved::Text => on_text(model, key),
        Resolved::Nothing => {
            say_unknown(model, key);
            Vec::new()
        }
    }
}

/// Says, once, that a key has no action: whoever types on another layout would else take the reader for dead.
fn say_unknown(model: &mut Model, key: Key) {
    if !std::mem::replace(&mut model.unknown_key_told, true) {
        let keys = model.settings.keymap.saying(Action::Open(HELP), "shows the keys that work here");
        model.notice = Some(match keys {
            Some(keys) => format!("the key {key} has no action here; {keys}"),
            None => format!("the key {key} has no action here"),
        });
    }
}

/// Types a key, or edits with it what is typed.
fn on_text(model: &mut Model, key: Key) -> Vec<Effect> {
    if model.modes.picker().is_some() {
        edit_picker(model, key);
        return Vec::new();
    }
    if model.context() == Context::Find {
        model.detail.type_in_find(key);
        return Vec::new();
    }
    let outcome = model.filter.prompt.edit(key);
    on_outcome(model, outcome)
}

/// One step forward or back.
fn signed(forward: bool) -> isize {
    if forward { 1 } else { -1 }
}

/// Does what an action says.
fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    use Action as A;
    match action {
        A::Down | A::Up | A::First | A::Last | A::HalfDown | A::HalfUp | A::PageDown | A::PageUp => {
            move_in_pane(model, action);
        }
        A::ResultDown | A::ResultUp => move_in_pane(model, action),
        A::NextScreen => next_screen(model),
        A::ScrollDown
        | A::ScrollUp
        | A::NextHit
        | A::PreviousHit
        | A::NextPart
        | A::PreviousPart
        | A::AsRead => {
            in_detail(model, action);
        }
        A::PickerDown | A::PickerUp => step_picker(model, Step::Items(signed(action == A::PickerDown))),
        A::PickerPageDown | A::PickerPageUp => {
            step_picker(model, Step::Pages(signed(action == A::PickerPageDown)));
        }
        A::NarrowList | A::WidenList => set_split(model, action == A::WidenList),
        A::Compact => set_density(model),
        A::Narrower | A::Wider => set_measure(model, action == A::Wider),
        A::FocusNext | A::FocusPrevious => walk(model, action == A::FocusNext),
        A::FocusDetail => focus_detail(model),
        A::FocusList => focus_list(model),
        A::Read => return read(model),
        A::Filter if model.modes.is_reading() => begin_find(model),
        A::Filter | A::FilterAll => type_filter(model),
        A::KeepFind | A::DropFind => end_find(model, action == A::KeepFind),
        A::KeepFilter | A::DropFilter => return end_typing(model, action == A::KeepFilter),
        A::Complete | A::CompleteBack | A::EarlierQuery | A::LaterQuery => return in_prompt(model, action),
        A::ShowAll | A::ShowBookmarks | A::ShowUnread => return show(model, action),
        A::Sort | A::ReverseSort => return sort(model, action == A::ReverseSort),
        A::Bookmark => return bookmark(model),
        A::CopyTitle | A::CopyAbstract | A::CopyId => return copy(model, action),
        // Where copying is given up, what was pending is over already.
        A::Copy | A::CopyNothing => {}
        A::Open(source) if source == RELATED => return relate(model),
        A::Open(source) => open(model, source),
        A::Pick => return pick(model),
        A::Close => close_picker(model),
        A::Earlier | A::Later => drop(retrace(model, action == A::Later)),
        A::Circle(action) => return in_circles(model, action),
        A::Back => return back(model),
        A::Mouse => return toggle_mouse(model),
        A::Suspend => return vec![Effect::Suspend],
        A::Redraw => return vec![Effect::Redraw],
        A::Quit | A::QuitNow => return vec![Effect::Quit],
    }
    Vec::new()
}

fn back(model: &mut Model) -> Vec<Effect> {
    if model.bookmarks.unsaved.see() {
        return Vec::new();
    }
    if model.modes.pane() == Focus::Detail
        && (model.detail.chip.take().is_some() || model.detail.drop_find() || model.detail.leave_opened())
    {
        return Vec::new();
    }
    if model.modes.leave_reading() {
        return Vec::new();
    }
    if model.modes.focus != Focus::List {
        model.modes.focus = Focus::List;
        return Vec::new();
    }
    if !model.filter.prompt.text().is_empty() {
        return drop_filter(model);
    }
    if !model.filter.request.view.is_empty() {
        return show(model, Action::ShowAll);
    }
    model.notice = model.settings.keymap.saying(Action::Quit, "quits");
    Vec::new()
}

fn on_paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.modes.take_pending();
    model.filter.prompt.completion = None;
    if model.context() == Context::Find {
        model.detail.paste_in_find(text);
    }
    if model.context() != Context::Prompt {
        return Vec::new();
    }
    let outcome = model.filter.prompt.paste(text);
    on_outcome(model, outcome)
}

/// Brings what follows from the rest into line with it: the page, and what is seen of list, page and picker.
fn settle(model: &mut Model) {
    let (whole, query) = (model.filter.request.whole(), model.filter.request.query.clone());
    let loose = model.filter.reply.answer.loose;
    with_list(model, |list, view| list.settle(&whole, view));
    let in_sight = model.list.in_sight(model.list_view()).to_vec();
    model.titles.see(&in_sight, &model.collection);
    with_list(model, |list, view| {
        // A title may take more lines or fewer now.
        list.settle(&whole, view);
        list.look_up(&query, loose, view);
    });
    // While a filter is typed, and until its answer has come, there may be something to read again.
    let answered = model.filter.reply.standing == Standing::Answered;
    if model.current().is_none() && answered && !model.modes.is_typing() {
        model.modes.leave_reading();
    }
    show_subject(model);
    step_picker(model, Step::Items(0));
}
