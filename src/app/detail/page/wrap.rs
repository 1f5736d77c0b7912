//! Line breaks: a text as ranges of its bytes.

use std::ops::Range;

use textwrap::{Options, WrapAlgorithm, wrap};

use crate::text::width::{columns, prefix};

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
    let lines = wrapped_by(text, width, WrapAlgorithm::FirstFit);
    lines.into_iter().flat_map(|line| parted(text, line, width)).collect()
}

/// The parts of a line that fit: lines are made by code point, but a sequence of them can be wider than they are.
fn parted(text: &str, line: Range<usize>, width: usize) -> Vec<Range<usize>> {
    let (mut parts, mut rest) = (Vec::new(), line);
    while columns(&text[rest.clone()]) > width {
        let fitting = prefix(&text[rest.clone()], width);
        let Some(at) = (fitting > 0).then_some(fitting) else { break };
        let part = &text[rest.start..rest.start + at];
        let end = part.rfind(' ').filter(|&space| !part[..space].trim().is_empty()).unwrap_or(at);
        parts.push(rest.start..rest.start + part[..end].trim_end().len());
        let left = &text[rest.start + end..rest.end];
        rest.start = rest.end - left.trim_start().len();
    }
    parts.push(rest);
    parts
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::wrapped;
    use crate::text::width::columns;

    #[test]
    fn a_sequence_that_is_wider_than_its_code_points_goes_to_the_next_line() {
        let text = "steps 1\u{fe0f} and 2\u{fe0f} and 3\u{fe0f} of the way";
        for width in 6..20 {
            let lines: Vec<_> = wrapped(text, width).into_iter().map(|line| &text[line]).collect();
            assert!(lines.iter().all(|line| columns(line) <= width), "{lines:?} in {width}");
            assert_eq!(lines.join(" "), text);
        }
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(text in "([a-z ]|[1#]\u{fe0f}|社|ｶﾞ|e\u{301}|กำ| ){0,60}", width in 3usize..40) {
            let lines = wrapped(&text, width);
            prop_assert!(lines.iter().all(|line| columns(&text[line.clone()]) <= width));
            let shown: String = lines.into_iter().map(|line| &text[line]).collect();
            prop_assert_eq!(shown.replace(' ', ""), text.replace(' ', ""));
        }
    }
}
