//! The list: of each thesis its title, in a second line where it needs one, and its facts; or one line. Only what is
//! seen is built.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use super::star::star;
use crate::app::action::Action;
use crate::app::layout::{Area, GUTTER, Layout};
use crate::app::picker::PROBLEMS;
use crate::app::{Focus, Loading, Model, Picked};
use crate::text::count::{counted, grouped};
use crate::text::width::{ELLIPSIS, columns, cut, fit};
use crate::text::wrap::{Filling, wrapped};
use crate::thesis::{Field, Thesis};

pub(super) fn draw(model: &Model, area: Area, canvas: &mut Canvas<'_>) {
    let (view, end) = (model.list_view(), area.y + area.height);
    let mut y = area.y;
    for at in model.list.cursor.top..model.list_len() {
        let Some(picked) = model.item(at).filter(|_| y < end) else { return };
        let height = model.list.height(view, at) as u16;
        // The last one may be seen in part.
        let area = Area { y, height: height.min(end - y), ..area };
        item(model, &picked, at == model.list.cursor.at, area, canvas);
        y += height;
    }
    let y = y.min(end);
    below(model, Area { y, height: end - y, ..area }, canvas);
}

fn item(model: &Model, picked: &Picked, selected: bool, area: Area, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let text = Area { x: area.x + GUTTER, width: Layout::list_text_width(area), height: 1, ..area };
    let (is_read, starred) = match picked {
        Picked::Thesis(row) => (model.bookmarks.is_read(*row), model.bookmarks.has(*row)),
        Picked::Absent(id) => (false, model.bookmarks.has_absent(id)),
    };
    let lines = if model.list_extent().is_compact {
        vec![in_one_line(model, picked, selected, canvas)]
    } else {
        in_full(model, picked, selected, canvas)
    };
    let below = area.y + lines.len() as u16 - 1;
    for (line, y) in lines.iter().zip(area.y..area.y + area.height) {
        canvas.line(Area { y, ..text }, line);
        if selected {
            let mark = if model.modes.pane() == Focus::List { theme.accent } else { theme.faint };
            canvas.text(Area { y, width: 1, ..area }, "▌", mark);
        }
    }
    if let Some((glyph, look)) = star(starred, model.kept(picked), theme) {
        canvas.text(Area { x: area.x + 1, width: 1, ..area }, glyph, look);
    }
    // Below the star, or in its place where there is one line only.
    if is_read && (below > area.y || !starred) && below < area.y + area.height {
        canvas.text(Area { x: area.x + 1, y: below, width: 1, ..area }, "✓", theme.faint);
    }
}

/// The title in one line or two, and below it the facts, or the place that answers the query.
fn in_full(model: &Model, picked: &Picked, selected: bool, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let room = model.list_extent().columns;
    let view = model.list_view();
    let title = view.title(picked);
    let second = if columns(&title) > room {
        wrapped(&title, room, Filling::Full).get(1).map_or(title.len(), |second| second.start)
    } else {
        title.len()
    };
    let (style, places) = title_look(model, picked, selected, canvas);
    let line = |part| highlighted(&title, part, &places, room, style, canvas.theme.hit);
    let mut lines = vec![line(0..second)];
    if second < title.len() {
        lines.push(line(second..title.len()));
    }
    lines.push(match picked {
        Picked::Thesis(row) => {
            let thesis = model.collection.get(*row);
            let place = model.list.found(*row).and_then(|found| found.only_in_abstract.clone());
            let facts = || said(&facts(thesis), room, canvas);
            place.map_or_else(facts, |place| why(thesis, &place, room, canvas))
        }
        Picked::Absent(id) => {
            let starred = model.bookmarks.has_absent(id);
            said(if starred { "bookmarked, not loaded" } else { "not loaded" }, room, canvas)
        }
    });
    lines
}

/// The title, and at the right the year, or the place that answers the query.
fn in_one_line(model: &Model, picked: &Picked, selected: bool, canvas: &Canvas<'_>) -> Line<'static> {
    const ROOM_FOR_MORE: usize = 30;
    let room = model.list_extent().columns;
    let right = match picked {
        _ if room < ROOM_FOR_MORE => Line::default(),
        Picked::Absent(_) => said("not loaded", room, canvas),
        Picked::Thesis(row) => {
            let thesis = model.collection.get(*row);
            let place = model.list.found(*row).and_then(|found| found.only_in_abstract.clone());
            let year = || said(&thesis.year().map(|year| year.to_string()).unwrap_or_default(), room, canvas);
            place.map_or_else(year, |place| why(thesis, &place, room / 2, canvas))
        }
    };
    let left = room.saturating_sub(if right.width() == 0 { 0 } else { right.width() + 2 });
    let view = model.list_view();
    let title = view.title(picked);
    let (style, places) = title_look(model, picked, selected, canvas);
    let mut line = highlighted(&title, 0..title.len(), &places, left, style, canvas.theme.hit);
    line.spans.push(Span::raw(" ".repeat(room.saturating_sub(line.width() + right.width()))));
    line.spans.extend(right.spans);
    line
}

fn said(text: &str, room: usize, canvas: &Canvas<'_>) -> Line<'static> {
    Line::from(Span::styled(fit(text, room).into_owned(), canvas.theme.faint))
}

/// The look of a title, and its hits. What stands in for one looks different, and so does what was read.
fn title_look(
    model: &Model,
    picked: &Picked,
    selected: bool,
    canvas: &Canvas<'_>,
) -> (Style, Vec<Range<usize>>) {
    let theme = canvas.theme;
    let Picked::Thesis(row) = picked else { return (theme.faint, Vec::new()) };
    let style = match (selected, model.bookmarks.is_read(*row)) {
        (true, _) => theme.strong,
        (false, true) => theme.faint,
        (false, false) => theme.plain,
    };
    if !model.collection.get(*row).has_title() {
        return (style.patch(theme.faint), Vec::new());
    }
    let view = model.list_view();
    (style, model.list.found(*row).map_or_else(Vec::new, |found| view.shown(*row, &found.title)))
}

/// A part of a text cut to `room` columns, with the places in a look of their own.
fn highlighted(
    text: &str,
    part: Range<usize>,
    places: &[Range<usize>],
    room: usize,
    style: Style,
    hit: Style,
) -> Line<'static> {
    let shown = &text[part.clone()];
    let cut = cut(shown.trim_end(), room).map(|cut| part.start + cut);
    let end = cut.unwrap_or(part.start + shown.trim_end().len());
    let (mut spans, mut at) = (Vec::new(), part.start);
    for place in places.iter().filter(|place| place.start < end && place.end > part.start) {
        let (start, stop) = (place.start.max(at), place.end.min(end));
        spans.push(Span::styled(text[at..start].to_owned(), style));
        spans.push(Span::styled(text[start..stop].to_owned(), style.patch(hit)));
        at = stop;
    }
    spans.push(Span::styled(text[at..end].to_owned(), style));
    spans.extend(cut.filter(|_| room > 0).map(|_| Span::styled(ELLIPSIS, style)));
    Line::from(spans)
}

/// The place in the abstract that answers the query, where nothing else of the thesis does: in a few words
/// around it, behind the year.
fn why(thesis: Thesis<'_>, place: &Range<usize>, room: usize, canvas: &Canvas<'_>) -> Line<'static> {
    let text = thesis.abstract_text();
    // A quarter of the line leads up to the place, from the beginning of a word.
    let lead = text[..place.start].char_indices().rev().map(|(at, _)| at).take(room / 4).last();
    let lead = lead.unwrap_or(place.start);
    let lead =
        if lead == 0 { 0 } else { text[lead..place.start].find(' ').map_or(place.start, |at| lead + at + 1) };
    let end = text[place.end..].char_indices().map(|(at, _)| place.end + at).nth(room).unwrap_or(text.len());
    let shown = text[lead..end].replace('\n', " ");
    let before = if lead > 0 { "… " } else { "" };
    let year = thesis.year().map(|year| format!("{year} · ")).unwrap_or_default();
    let room = room.saturating_sub(columns(before) + columns(&year));
    let hit = place.start - lead..place.end - lead;
    let mut line = highlighted(
        &shown,
        0..shown.len(),
        std::slice::from_ref(&hit),
        room,
        canvas.theme.faint,
        canvas.theme.hit.remove_modifier(Modifier::DIM),
    );
    line.spans.insert(0, Span::styled(format!("{year}{before}"), canvas.theme.faint));
    line
}

fn facts(thesis: Thesis<'_>) -> String {
    let year = thesis.year().map(|year| year.to_string());
    let facts = [thesis.candidate(), thesis.degree(), year.as_deref().unwrap_or(thesis.text(Field::Posted))];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    if facts.is_empty() { "no metadata".to_owned() } else { facts.join(" · ") }
}

/// What is said below the items: why there are none, or what a newcomer can do next.
pub(super) fn below(model: &Model, area: Area, canvas: &mut Canvas<'_>) {
    let empty = model.list_len() == 0;
    let room = usize::from(area.width.saturating_sub(GUTTER + 1)).max(1);
    let said = if empty { nothing(model) } else { advice(model) };
    let counts = if empty || model.filter.reply.answer.loose { alone(model, room) } else { String::new() };
    let said: Vec<_> = [said, counts].into_iter().filter(|said| !said.is_empty()).collect();
    let said = said.join("\n");
    if said.is_empty() || area.height < 2 {
        return;
    }
    let lines = wrapped(&said, room, Filling::Balanced);
    for (line, y) in lines.into_iter().zip(area.y + u16::from(!empty)..area.y + area.height) {
        let area = Area { x: area.x + GUTTER, y, width: room as u16, height: 1 };
        canvas.text(area, &said[line], canvas.theme.faint);
    }
}

fn advice(model: &Model) -> String {
    if model.filter.request.is_empty() { model.settings.advice.clone() } else { String::new() }
}

/// Where the view narrows the filter: among how many nothing is found, and how much there is among all.
fn among(model: &Model) -> Option<String> {
    let alone = model.filter.reply.answer.alone.as_ref()?;
    let bookmarks = counted(model.scope_len(), "bookmark", "bookmarks");
    let views = model.filter.request.views_bookmarks();
    views.then(|| format!(" among {bookmarks}, {} among all theses", grouped(alone.typed)))
}

/// How many each clause that was typed leaves alone, where together they leave nothing: as many on a line as there is
/// room for.
fn alone(model: &Model, room: usize) -> String {
    let Some(alone) = &model.filter.reply.answer.alone else { return String::new() };
    let mut said = String::new();
    let mut used = 0;
    for (at, count) in alone.counts().enumerate() {
        let (piece, parted) = if at == 0 { (format!("Alone: {count}"), "") } else { (count, " · ") };
        let wide = columns(&piece);
        let fits = used + columns(parted) + wide <= room || at == 0;
        said.push_str(if fits { parted } else { "\n" });
        said.push_str(&piece);
        used = if fits { used + columns(parted) + wide } else { wide };
    }
    said
}

/// Why the list is empty, and which key changes that.
fn nothing(model: &Model) -> String {
    let key = |action, does| model.settings.keymap.saying(action, does);
    let with = |said: &str, between: &str, told: Option<String>| match told {
        Some(told) => format!("{said}{between}{told}."),
        None => format!("{said}."),
    };
    let done = model.loading == Loading::Done;
    let bookmarks = model.filter.request.views_bookmarks();
    if !done && model.filter.request.is_empty() && !bookmarks {
        "Loading …".to_owned()
    } else if done && model.collection.is_empty() && model.skipped() > 0 {
        with("Nothing could be loaded", "; ", key(Action::Open(PROBLEMS), "tells why"))
    } else if done && model.collection.is_empty() {
        "Nothing to load was found.".to_owned()
    } else if !model.filter.request.is_empty() {
        let is_typing = model.modes.is_typing();
        let back = key(if is_typing { Action::DropFilter } else { Action::Back }, "drops the filter");
        let all = key(Action::ShowAll, "shows all").filter(|_| bookmarks && !is_typing);
        let told: Vec<_> = back.into_iter().chain(all).collect();
        let said = format!("Nothing found{}", among(model).unwrap_or_default());
        with(&said, ". ", (!told.is_empty()).then(|| told.join("; ")))
    } else if bookmarks {
        let told = [key(Action::ShowAll, "shows all"), key(Action::Bookmark, "bookmarks")];
        let told: Vec<_> = told.into_iter().flatten().collect();
        with("No bookmarks yet", ". ", (!told.is_empty()).then(|| told.join("; ")))
    } else if model.filter.request.views_unread() {
        with("All is read", ". ", key(Action::ShowAll, "shows all"))
    } else {
        String::new()
    }
}
