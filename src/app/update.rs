//! The one place where the state changes. It does no input and no output: what is to be done outside goes
//! back as effects.

mod asking;
mod circling;
mod following;
mod moving;
mod picking;
mod reading;
mod relating;
mod setting;
mod taking;

use self::asking::{ask, ask_for_typed, ask_later, on_answer};
use self::circling::in_circles;
use self::moving::{in_detail, move_in_pane, next_screen, on_mouse, select_current, type_filter, with_list};
use self::picking::{close_picker, edit_picker, grow_picker, open, pick, step_picker};
use self::reading::{begin_find, end_find, focus_list, read, show_subject, walk};
use self::relating::{on_related, relate, retrace};
use self::setting::{set_density, set_measure, set_split};
use self::taking::{bookmark, copy, mark_read, on_marked};
use super::action::{Action, Context};
use super::filter::prompt::Outcome;
use super::filter::reply::Standing;
use super::filter::request::Request;
use super::key::Key;
use super::keymap::Resolved;
use super::model::{Loading, Model};
use super::modes::{Focus, Mode};
use super::msg::{Effect, Msg};
use super::picker::{HELP, RELATED};
use super::scroll::Step;
use crate::search::{MarkKind, Query};
use crate::thesis::Row;

/// Changes the state as `msg` says and returns what is to be done outside, in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Key(key) => on_key(model, key),
        Msg::Paste(text) => on_paste(model, &text),
        Msg::Mouse(mouse, x, y) => on_mouse(model, mouse, x, y),
        Msg::Resize(size) => {
            model.size = size;
            Vec::new()
        }
        Msg::Loaded(segment) => {
            model.bookmarks.grow(Row(model.collection.len() as u32), &segment);
            model.collection.push(segment);
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
        Msg::Completed(gap, candidates) => {
            let outcome = model.filter.prompt.offer(&gap, candidates);
            on_outcome(model, outcome)
        }
        Msg::Related(generation, related) => {
            on_related(model, generation, &related);
            Vec::new()
        }
        Msg::Read(row, theses, edition) => {
            model.detail.take_edition(row, theses, edition);
            Vec::new()
        }
        Msg::Marked(count, saved) => on_marked(model, count, saved),
        Msg::MarkLost(place) => {
            model.bookmarks.unsaved.lose(place);
            Vec::new()
        }
        Msg::Notice(text) => {
            model.notice = Some(text);
            Vec::new()
        }
    };
    effects.extend(mark_read(model));
    settle(model);
    effects.extend(model.detail.ask(model.indexed).map(Effect::Read));
    effects
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

/// Does what an outcome of the prompt asks for.
fn on_outcome(model: &mut Model, Outcome { typed, look_up, said }: Outcome) -> Vec<Effect> {
    if said.is_some() {
        model.notice = said;
    }
    let changed = typed.is_some_and(|query| model.filter.request.take(query));
    let mut effects = if changed { ask_for_typed(model) } else { Vec::new() };
    effects.extend(look_up.map(|gap| Effect::Complete(model.filter.reply.generation, gap)));
    effects
}

/// Leaves the prompt, the filter kept or dropped.
fn end_typing(model: &mut Model, keep: bool) -> Vec<Effect> {
    model.modes.leave(|mode| matches!(mode, Mode::Typing));
    // Whoever has moved in the results has found the query worth something.
    let worth = keep || !model.list.follows_best_match();
    let query = if worth { model.filter.prompt.remember() } else { None };
    let mut effects: Vec<_> = query.map(Effect::Remember).into_iter().collect();
    if !keep && model.list.follows_best_match() {
        // Nobody has chosen a result: back to where one was.
        model.list.come_back();
    } else {
        select_current(model);
    }
    if !keep {
        effects.extend(empty_filter(model));
    }
    effects
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
        A::Narrower | A::Wider => return set_measure(model, action == A::Wider),
        A::FocusNext | A::FocusPrevious => walk(model, action == A::FocusNext),
        A::FocusDetail if model.modes.pane() == Focus::List => model.modes.focus = Focus::Detail,
        A::FocusList => focus_list(model),
        A::Read => return read(model),
        A::Filter if model.modes.is_reading() => begin_find(model),
        A::Filter | A::FilterAll => type_filter(model),
        A::KeepFind | A::DropFind => end_find(model, action == A::KeepFind),
        A::KeepFilter => return end_typing(model, true),
        A::DropFilter => return end_typing(model, false),
        // Where copying is given up, what was pending is over already.
        A::FocusDetail | A::Copy | A::CopyNothing => {}
        A::Open(source) if source == RELATED => return relate(model),
        A::Open(source) => open(model, source),
        A::Earlier | A::Later => drop(retrace(model, action == A::Later)),
        A::Close => close_picker(model),
        A::Pick => return pick(model),
        A::Complete | A::CompleteBack | A::EarlierQuery | A::LaterQuery => {
            let outcome = model.filter.prompt.act(action);
            return on_outcome(model, outcome);
        }
        A::Bookmark => return bookmark(model),
        A::ShowAll => return show(model, Query::default()),
        A::ShowBookmarks => return show(model, Query::of_marked(MarkKind::Bookmarked)),
        A::ShowUnread => return show(model, Query::of_unmarked(MarkKind::Read)),
        A::Sort => return sort(model, Request::take_next_order),
        A::ReverseSort => return sort(model, |request| request.sort.reversed = !request.sort.reversed),
        A::CopyTitle | A::CopyAbstract | A::CopyId => return copy(model, action),
        A::Back => return back(model),
        A::CircleLeft
        | A::CircleDown
        | A::CircleUp
        | A::CircleRight
        | A::CircleNext
        | A::CirclePrevious
        | A::CirclesMore
        | A::CirclesFewer
        | A::CircleCentre
        | A::CircleBookmark
        | A::CircleEarlier
        | A::CircleLater
        | A::CirclesList
        | A::CirclesHelp
        | A::CirclesClose => return in_circles(model, action),
        A::Suspend => return vec![Effect::Suspend],
        A::Mouse => return toggle_mouse(model),
        A::Redraw => return vec![Effect::Redraw],
        A::Quit | A::QuitNow => return vec![Effect::Quit],
    }
    Vec::new()
}

/// One step forward or back.
fn signed(forward: bool) -> isize {
    if forward { 1 } else { -1 }
}

/// Leaves the mouse to the terminal, or takes it again.
fn toggle_mouse(model: &mut Model) -> Vec<Effect> {
    let leaves = !model.settings.leaves_mouse;
    model.settings.leaves_mouse = leaves;
    let said = if leaves {
        "the mouse is the terminal’s now, for its own selection"
    } else {
        "the mouse works here"
    };
    model.notice = Some(said.to_owned());
    vec![Effect::CaptureMouse(!leaves)]
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
        return show(model, Query::default());
    }
    model.notice = model.settings.keymap.saying(Action::Quit, "quits");
    Vec::new()
}

fn drop_filter(model: &mut Model) -> Vec<Effect> {
    select_current(model);
    empty_filter(model)
}

fn empty_filter(model: &mut Model) -> Vec<Effect> {
    let typed = model.filter.prompt.clear().typed;
    if typed.is_some_and(|nothing| model.filter.request.take(nothing)) { ask(model) } else { Vec::new() }
}

fn show(model: &mut Model, view: Query) -> Vec<Effect> {
    if model.filter.request.view == view {
        return Vec::new();
    }
    model.filter.request.view = view;
    model.bookmarks.let_go();
    ask(model)
}

fn sort(model: &mut Model, change: impl FnOnce(&mut Request)) -> Vec<Effect> {
    change(&mut model.filter.request);
    ask(model)
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
    with_list(model, |list, view| {
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
