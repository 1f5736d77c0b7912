//! Fills a draft from the lines of its page.

use std::borrow::Cow;

use super::labels::{self, date, printable, split};
use super::line::{ABSTRACT, KEYWORDS, Line, Look, Part, REQUEST, inside_cell};
use super::reader::is_short;
use crate::format::prose;
use crate::format::values::split_values;
use crate::thesis::{Draft, Field, Shape};

/// Fills a draft from the lines of its page; the line from which text was left out, if any was.
pub(super) fn gather<'a>(lines: &[Line<'a>], draft: &mut Draft<'a>) -> Option<usize> {
    let meta = lines.iter().filter(|line| line.part == Part::Meta);
    for (line, group) in meta.filter_map(|line| line.look.group().map(|group| (line, group))) {
        for (label, value) in split(line.text, labels::LINES[group]).into_iter().flatten() {
            match label.field.row().shape {
                // A control character within it would make it none.
                Shape::Date if date(value).is_some() => draft.set(label.field, printable(value)),
                _ => draft.set(label.field, value),
            }
        }
    }
    draft.set(Field::Abstract, texts_of(lines, Part::Abstract, ABSTRACT, true));
    match texts_of(lines, Part::Keywords, KEYWORDS, false) {
        Cow::Borrowed(list) => {
            for keyword in split_values(Field::Keywords, list) {
                draft.push(Field::Keywords, keyword);
            }
        }
        Cow::Owned(list) => {
            for keyword in split_values(Field::Keywords, &list) {
                draft.push(Field::Keywords, keyword.to_owned());
            }
        }
    }
    for line in lines.iter().filter(|line| line.part == Part::Related && is_text(line)) {
        draft.push(Field::Related, line.text);
    }
    place_head(lines, draft)
}

fn is_text(line: &Line<'_>) -> bool {
    !matches!(line.look, Look::Blank | Look::FontSize | Look::Request | Look::Related)
}

/// The text of one part: its lines, the first without its label. A line break is a blank, but nothing between Chinese
/// characters or before a comma; a blank line begins a paragraph where there are `paragraphs`.
fn texts_of<'a>(lines: &[Line<'a>], part: Part, label: &str, paragraphs: bool) -> Cow<'a, str> {
    let mut out = Cow::Borrowed("");
    let mut apart = false;
    for line in lines {
        apart |= line.look == Look::Blank;
        if line.part != part || !is_text(line) {
            continue;
        }
        let labelled = matches!(line.look, Look::Abstract | Look::Keywords);
        let text = labelled.then(|| line.text.strip_prefix(label)).flatten().unwrap_or(line.text).trim();
        let text =
            if line.look == Look::Abstract { text.strip_prefix(REQUEST).unwrap_or(text) } else { text };
        let text = if line.look.is_cell() && part == Part::Abstract { inside_cell(text) } else { text };
        if !text.is_empty() {
            out = join(out, text, apart && paragraphs);
            apart = false;
        }
    }
    out
}

/// A text and a line that follows it, apart as a paragraph or not.
pub(super) fn join<'a>(text: Cow<'a, str>, line: &'a str, apart: bool) -> Cow<'a, str> {
    let (Some(end), Some(start)) = (text.chars().next_back(), line.chars().next()) else {
        return Cow::Borrowed(line);
    };
    let glued = start == ',' || prose::is_wide(end) && prose::is_wide(start);
    let between = match (apart, glued) {
        (true, _) => "\n",
        (false, true) => "",
        (false, false) => " ",
    };
    let mut text = text.into_owned();
    text.push_str(between);
    text.push_str(line);
    Cow::Owned(text)
}

/// Makes the lines before the metadata title or abstract; the line from which text was left out, if any was.
fn place_head<'a>(lines: &[Line<'a>], draft: &mut Draft<'a>) -> Option<usize> {
    let is_head = |line: &Line<'_>| line.part == Part::Title && is_text(line);
    let head = || lines.iter().enumerate().filter(|(_, line)| is_head(line));
    let (first, line) = head().next()?;
    let second = head().nth(1).map(|(at, _)| at);
    let top = matches!(lines[0].look, Look::FontSize);
    let headed = lines.iter().any(|line| matches!(line.part, Part::Meta) || line.look == Look::Abstract);
    if draft.get(Field::Abstract).is_empty() && (!headed && !top || !is_short(line.text)) {
        if !headed
            && !top
            && let Some(abstract_first) = title_apart(lines)
        {
            draft.set(Field::Title, line.text);
            draft.set(Field::Abstract, texts_of(&lines[abstract_first..], Part::Title, "", true));
            return None;
        }
        // The header is lost, or the title is: what is left is the abstract.
        draft.set(
            Field::Abstract,
            match texts_of(lines, Part::Title, "", true) {
                Cow::Borrowed(cell) if line.look.is_cell() => Cow::Borrowed(inside_cell(cell)),
                text => text,
            },
        );
        return None;
    }
    let joined = texts_of(lines, Part::Title, "", false);
    if is_short(&joined) && (headed || second.is_none()) {
        draft.set(Field::Title, joined);
        return None;
    }
    draft.set(Field::Title, line.text);
    if draft.get(Field::Abstract).is_empty() {
        draft.set(Field::Abstract, texts_of(&lines[first + 1..], Part::Title, "", true));
        return None;
    }
    second
}

/// The line with which the abstract begins, where a blank line stands between it and what can only be a title.
fn title_apart(lines: &[Line<'_>]) -> Option<usize> {
    let mut filled = lines.iter().enumerate().filter(|(_, line)| line.part == Part::Title && is_text(line));
    let ((title, head), (body, text)) = (filled.next()?, filled.next()?);
    let apart = lines[title + 1..body].iter().any(|line| line.look == Look::Blank);
    let is_title = head.look == Look::Text && is_short(head.text) && !prose::ends_sentence(head.text);
    (apart && is_title && prose::has_sentence(text.text)).then_some(body)
}

/// The line of metadata of a group, by its place in [`labels::LINES`].
pub(super) fn meta_line(lines: &[Line<'_>], group: usize) -> Option<usize> {
    lines.iter().position(|line| line.look == Look::Meta(group) && line.part == Part::Meta)
}
