//! Seams: places where words can have been glued or parted at the end of a line.

use std::ops::Range;

use super::super::vocabulary::Evidence;
use super::text::Text;
use super::words::Sure;
use super::{brackets, words};

/// A place where a line can have ended.
#[derive(Clone, Debug)]
pub struct Seam {
    /// The characters that are replaced.
    pub range: Range<usize>,
    /// What stands there instead.
    pub text: &'static str,
    /// True where the words alone make it likely, false for a glued sign that may stand so for other reasons.
    pub certain: bool,
    /// True for two glued words or a parted one.
    pub of_words: bool,
    /// True for two words glued beyond doubt, wherever they stand.
    pub proven: bool,
}

impl Seam {
    fn words(at: usize, sure: Sure) -> Self {
        let (certain, proven) = (sure >= Sure::Certain, sure == Sure::Proven);
        Self { range: at..at, text: " ", certain, of_words: true, proven }
    }

    fn sign(at: usize) -> Self {
        Self { range: at..at, text: " ", certain: false, of_words: false, proven: false }
    }
}

/// All seams of a text, in order.
pub fn find(text: &Text, evidence: &Evidence<'_>) -> Vec<Seam> {
    let mut seams = Vec::new();
    let mut at = 0;
    while at < text.chars.len() {
        let token = text.token_at(at);
        if token.is_empty() {
            if !text.is_fixed(at) {
                seams.extend(sign(text, at, evidence));
            }
            at += 1;
            continue;
        }
        if !text.is_fixed(at) {
            seams.extend(inside(text, &token, evidence).map(|(at, sure)| Seam::words(at, sure)));
        }
        at = token.end;
    }
    seams.sort_by_key(|seam| seam.range.start);
    seams
}

/// A seam at a sign: a glued comma, full stop or bracket, or a hyphen in a word.
fn sign(text: &Text, at: usize, evidence: &Evidence<'_>) -> Option<Seam> {
    let (before, next) = (text.before(at), text.at(at + 1));
    match text.at(at) {
        '-' => {
            let certain = is_hyphenated(text, at, evidence)?;
            Some(Seam { range: at..at + 1, text: "", certain, of_words: true, proven: false })
        }
        ',' | ';' if next.is_alphanumeric() && !(before.is_ascii_digit() && next.is_ascii_digit()) => {
            Some(Seam::sign(at + 1))
        }
        '.' | ':' | '?'
            if next.is_uppercase() && before.is_alphanumeric() && text.before(at - 1).is_alphanumeric() =>
        {
            Some(Seam::sign(at + 1))
        }
        '(' if brackets::lost_before(text, at) => Some(Seam::sign(at)),
        ')' if brackets::lost_behind(text, at) => Some(Seam::sign(at + 1)),
        ')' if next == '(' => Some(Seam::sign(at + 1)),
        '\'' | '’' if before == 's' && text.letters_at(at + 1).len() > 2 => Some(Seam::sign(at + 1)),
        _ => None,
    }
}

/// Whether a hyphen of a word is certainly that of a line's end; `None` where it is not.
///
/// Whole it is a word, in two it is none. Where it is no word either way, it is likely.
fn is_hyphenated(text: &Text, at: usize, evidence: &Evidence<'_>) -> Option<bool> {
    let (first, second) = (text.token_before(at), text.letters_at(at + 1));
    let letters = text.slice(first.clone()).iter().all(|c| c.is_alphabetic());
    let small = text.slice(second.clone()).iter().all(|c| c.is_lowercase());
    let joined = [text.before(first.start), text.at(second.end)].contains(&'-');
    if !letters || !small || first.is_empty() || second.len() < 2 || joined {
        return None;
    }
    let (first, second) = (words::folded(text, first), words::folded(text, second));
    let whole = evidence.count(&format!("{first}{second}"));
    let halves = evidence.count(&first).min(evidence.count(&second));
    let most = evidence.count(&first).max(evidence.count(&second));
    if whole > 1 && (halves <= 1 + whole / 4 || (whole >= 10 && !evidence.together(&first, &second))) {
        return Some(true);
    }
    (most <= 1 && first.len() > 1).then_some(false)
}

/// Where a run of letters and digits is glued of two words, and how sure that is.
fn inside(text: &Text, token: &Range<usize>, evidence: &Evidence<'_>) -> Option<(usize, Sure)> {
    if text.slice(token.clone()).iter().any(|c| c.is_numeric()) {
        return words::number_seam(text, token, evidence).map(|at| (at, Sure::Likely));
    }
    if matches!(text.at(token.end), '\'' | '’') && text.at(token.end + 1).is_alphabetic() {
        return None;
    }
    words::glued(text, token, evidence)
}
