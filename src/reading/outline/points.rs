//! Numbered points and ordinals: `(1)`, `1.`, `1)`, `(a)`, `First,`, `Secondly,`.

use std::ops::Range;

use super::mark::Mark;
use super::numbers;

/// The marks of numbered points, in order.
pub fn find(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut begins = true;
    for (at, c) in text.char_indices() {
        if begins && (c == '(' || c.is_ascii_alphanumeric()) {
            marks.extend(point(text, at));
        }
        begins = c.is_whitespace();
    }
    marks
}

/// The point that begins at a byte, if one does.
fn point(text: &str, at: usize) -> Option<Mark> {
    const LONGEST: usize = 5;
    let rest = &text[at..];
    let token = rest.split(char::is_whitespace).next()?;
    if token.len() > LONGEST || token.len() == rest.len() {
        return None;
    }
    let closed = token.strip_suffix(')');
    let opened = closed.and_then(|token| token.strip_prefix('('));
    let dotted = token.strip_suffix('.');
    let (inside, run) = match (opened, closed, dotted) {
        (Some(inside), ..) => (inside, ["(1)", "(a)", "(i)"]),
        (_, Some(inside), _) => (inside, ["1)", "a)", "i)"]),
        (.., Some(inside)) => (inside, ["1.", "", ""]),
        _ => return None,
    };
    let (number, run) = if let Ok(number) = inside.parse::<u32>() {
        (number, run[0])
    } else if inside.len() == 1 && inside.chars().all(|c| c.is_ascii_lowercase()) {
        let letter = u32::from(inside.as_bytes()[0] - b'a') + 1;
        (letter, run[1])
    } else {
        return None;
    };
    let follows = behind(&text[..at], opened.is_some());
    ((1..=40).contains(&number) && !run.is_empty() && follows).then(|| Mark {
        at,
        label: token.trim_end_matches('.').to_owned(),
        number,
        run,
        last: false,
    })
}

/// True where a point may follow: behind a sign of punctuation, or a word that announces it.
fn behind(before: &str, bracketed: bool) -> bool {
    let before = before.trim_end();
    if before.is_empty() || before.ends_with(['.', '?', '!', ':', ';']) {
        return true;
    }
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let joins = ["and", "or", "&"].contains(&word);
    before.ends_with(',')
        || joins
        || (bracketed && ["are", "to", "include", "includes", "by", "that", "is"].contains(&word))
}

/// The marks of ordinals that begin a sentence or a clause: `First, `, `Secondly, `, `Finally, `.
pub fn ordinals(text: &str, sentences: &[Range<usize>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for sentence in sentences {
        let part = &text[sentence.clone()];
        let clauses = part.match_indices([';', ':']).map(|(at, sign)| at + sign.len());
        for start in std::iter::once(0).chain(clauses) {
            marks.extend(spoken(text, sentence.start + start, sentence.end));
        }
    }
    marks
}

fn spoken(text: &str, start: usize, end: usize) -> Option<Mark> {
    let part = &text[start..end];
    let at = start + part.len() - part.trim_start().len();
    let part = part.trim_start();
    let part = part.strip_prefix("and ").unwrap_or(part);
    let word = part.split(|c: char| !c.is_alphabetic()).next()?;
    let behind = &part[word.len()..];
    let last = ["finally", "lastly"].contains(&word.to_ascii_lowercase().as_str());
    let number = if last { Some(0) } else { numbers::adverb(word) }?;
    let adverb = word.ends_with("ly") || behind.starts_with(',') || behind.starts_with(" of all,");
    let mut label = word.to_owned();
    label[..1].make_ascii_uppercase();
    adverb.then_some(Mark { at, label, number, run: "first", last })
}
