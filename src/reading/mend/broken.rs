//! Words broken by a stray space, and words glued though no line ended there.

use std::ops::Range;

use super::super::vocabulary::Evidence;
use super::repair::{Found, Kind};
use super::seams::Seam;
use super::text::Text;
use super::words;

/// Words that stand by themselves before anything.
const ARTICLES: &[&str] = &["a", "an", "the", "to", "i"];

/// Finds words in two pieces, and those of the seams that are beyond doubt, where the collection makes it certain.
pub fn find(found: &mut Found<'_>, seams: &[Seam], evidence: &Evidence<'_>) {
    let text = found.text;
    for seam in seams.iter().filter(|seam| seam.proven) {
        found.replace(Kind::Joined, seam.range.clone(), seam.text);
    }
    let mut at = 0;
    while at < text.chars.len() {
        let token = text.letters_at(at);
        if token.is_empty() || text.is_fixed(at) || text.before(at).is_alphanumeric() {
            at = token.end.max(at + 1);
            continue;
        }
        at = token.end;
        let next = text.letters_at(token.end + 1);
        if text.at(token.end) == ' ' && is_broken(text, &token, &next, evidence) {
            found.replace(Kind::Broken, token.end..token.end + 1, "");
            at = next.end;
        }
    }
}

/// True where two pieces are one word of the collection, and at least one of them is hardly a word there.
fn is_broken(text: &Text, first: &Range<usize>, second: &Range<usize>, evidence: &Evidence<'_>) -> bool {
    let small = text.slice(second.clone()).iter().all(|c| c.is_lowercase());
    if second.is_empty() || !small || text.at(second.end).is_numeric() || first.len() + second.len() < 4 {
        return false;
    }
    if text.is_any(first.clone(), ARTICLES) {
        return false;
    }
    let (one, other) = (words::folded(text, first.clone()), words::folded(text, second.clone()));
    let counts = [evidence.count(&one), evidence.count(&other)];
    // Most pairs are two usual words: they are done with before any is put together.
    let least = counts[0].min(counts[1]);
    let whole = evidence.count(&format!("{one}{other}"));
    whole >= 4 && least <= 1 + whole / 20
}
