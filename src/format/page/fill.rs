//! Fills a draft from the lines of its page.

use std::borrow::Cow;

use super::labels::{self, split};
use super::line::{ABSTRACT, KEYWORDS, Line, Look, Part, REQUEST};
use super::reader::is_short;
use crate::format::split_values;
use crate::thesis::{Draft, Field};

/// Fills a draft from the lines of its page; the line from which text was left out, if any was.
pub(super) fn gather<'a>(lines: &[Line<'a>], draft: &mut Draft<'a>) -> Option<usize> {
    for (group, labels) in labels::LINES.iter().enumerate() {
        if let Some(line) = meta_line(lines, group) {
            for (label, value) in split(lines[line].text, labels).into_iter().flatten() {
                draft.set(label.field, value);
            }
        }
    }
    draft.set(Field::Abstract, texts_of(lines, Part::Abstract, ABSTRACT, "\n"));
    match texts_of(lines, Part::Keywords, KEYWORDS, " ") {
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

/// The text of one part: its lines, the first without its label, joined by `between`.
fn texts_of<'a>(lines: &[Line<'a>], part: Part, label: &str, between: &str) -> Cow<'a, str> {
    let mut out = Cow::Borrowed("");
    for line in lines.iter().filter(|line| line.part == part && is_text(line)) {
        let labelled = matches!(line.look, Look::Abstract | Look::Keywords);
        let text = labelled.then(|| line.text.strip_prefix(label)).flatten().unwrap_or(line.text).trim();
        let text =
            if line.look == Look::Abstract { text.strip_prefix(REQUEST).unwrap_or(text) } else { text };
        let text = if line.look == Look::Cell && part == Part::Abstract { inside_cell(text) } else { text };
        if out.is_empty() {
            out = Cow::Borrowed(text);
        } else if !text.is_empty() {
            let out = out.to_mut();
            out.push_str(between);
            out.push_str(text);
        }
    }
    out
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
        // The header is lost, or the title is: what is left is the abstract.
        draft.set(
            Field::Abstract,
            match texts_of(lines, Part::Title, "", "\n") {
                Cow::Borrowed(cell) if line.look == Look::Cell => Cow::Borrowed(inside_cell(cell)),
                text => text,
            },
        );
        return None;
    }
    let joined = texts_of(lines, Part::Title, "", " ");
    if is_short(&joined) && (headed || second.is_none()) {
        draft.set(Field::Title, joined);
        return None;
    }
    draft.set(Field::Title, line.text);
    if draft.get(Field::Abstract).is_empty() {
        draft.set(Field::Abstract, texts_of(&lines[first + 1..], Part::Title, "", "\n"));
        return None;
    }
    second
}

/// The line of metadata of a group, by its place in [`labels::LINES`].
pub(super) fn meta_line(lines: &[Line<'_>], group: usize) -> Option<usize> {
    lines.iter().position(|line| line.look == Look::Meta(group) && line.part == Part::Meta)
}

/// A cell without its bars.
pub(super) fn inside_cell(cell: &str) -> &str {
    cell.strip_prefix('|').unwrap_or(cell).strip_suffix('|').unwrap_or(cell).trim()
}
