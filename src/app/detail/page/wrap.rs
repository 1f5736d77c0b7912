//! Line breaks: a text as ranges of its bytes.

use std::ops::Range;

use textwrap::{Options, WrapAlgorithm, wrap};

use crate::text::width::columns;

/// A longer text is wrapped line by line; balancing all lines of a paragraph would take longer than a frame.
const BALANCED_UP_TO: usize = 20_000;

/// The lines of a text as ranges of its bytes, none wider than `width` columns unless a character is.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<Range<usize>> {
    if text.len() <= BALANCED_UP_TO {
        let lines = wrapped_by(text, width, WrapAlgorithm::new_optimal_fit());
        // To balance lines it may let one run over.
        if lines.iter().all(|line| columns(&text[line.clone()]) <= width) {
            return lines;
        }
    }
    wrapped_by(text, width, WrapAlgorithm::FirstFit)
}

fn wrapped_by(text: &str, width: usize, algorithm: WrapAlgorithm) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    let lines = wrap(text, Options::new(width.max(1)).wrap_algorithm(algorithm)).into_iter().map(|line| {
        // Without indentation and hyphenation a line is a part of the text, so its address tells its place.
        let at = (line.as_ptr() as usize).saturating_sub(start).min(text.len());
        at..(at + line.len()).min(text.len())
    });
    lines.collect()
}
