//! Spaced: where spaces are as they were, a glued full stop is a paragraph break that was lost.

use super::glued;
use super::repair::{Found, Kind};
use super::stops::{Stop, stop};
use super::text::Text;

/// Finds the lost paragraph breaks. Where words are `joined` in the text, spaces were lost in it too, and a glued full
/// stop tells no more than that.
pub fn find(found: &mut Found<'_>, joined: bool) {
    let text = found.text;
    for (at, &c) in text.chars.iter().enumerate() {
        if !matches!(c, '.' | '?' | '!') {
            continue;
        }
        let closed = closing(text, at + 1);
        if text.at(closed) == ';' && text.at(closed + 1).is_uppercase() {
            let begin = closed + 1;
            if matches!(stop(text, at, begin), Stop::Sentence | Stop::Abbreviation) {
                found.replace(Kind::Paragraph, closed..begin, "\n\n");
            }
        } else if c == '?' && text.at(closed).is_ascii_digit() && glued::point(text, at) {
            found.replace(Kind::Paragraph, closed..closed, "\n\n");
        } else if text.at(closed).is_uppercase() && stop(text, at, closed) == Stop::Point {
            found.space(closed);
        } else if text.at(closed).is_uppercase() && stop(text, at, closed) == Stop::Sentence {
            if joined {
                found.space(closed);
            } else {
                found.replace(Kind::Paragraph, closed..closed, "\n\n");
            }
        }
    }
}

/// Behind the quotes and brackets that close at a place.
fn closing(text: &Text, at: usize) -> usize {
    let mut end = at;
    while matches!(text.at(end), '”' | '’' | ')' | '"') && end < at + 2 {
        end += 1;
    }
    end
}
