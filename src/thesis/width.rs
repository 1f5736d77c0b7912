//! How wide text is on a terminal, in columns, and how to make it fit.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The sign that something was cut.
pub const ELLIPSIS: &str = "…";

/// The columns that `text` takes on a terminal; 0 for an empty text.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The text, cut between graphemes and ended by [`ELLIPSIS`] where it is wider than `limit` columns.
///
/// Never wider than `limit`; empty for a limit of 0.
pub fn fit(text: &str, limit: usize) -> Cow<'_, str> {
    // A character takes at most 4 bytes a column, or nearly so: what is short in bytes is not measured.
    if text.len() <= limit && text.is_ascii() || columns(text) <= limit {
        return Cow::Borrowed(text);
    }
    let end = prefix(text, limit.saturating_sub(1));
    match limit {
        0 => Cow::Borrowed(""),
        _ => Cow::Owned(format!("{}{ELLIPSIS}", text[..end].trim_end())),
    }
}

/// The length in bytes of the longest run of whole graphemes at the start of `text` within `limit` columns.
pub fn prefix(text: &str, limit: usize) -> usize {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += columns(grapheme);
        if used > limit {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{columns, fit};

    #[test]
    fn fits_by_column_and_never_splits_a_grapheme() {
        for (text, limit, fitted) in [
            ("urban party", 20, "urban party"),
            ("urban party", 11, "urban party"),
            ("urban party", 10, "urban par…"),
            ("urban party", 7, "urban…"),
            ("urban", 1, "…"),
            ("urban", 0, ""),
            ("社区治理", 8, "社区治理"),
            ("社区治理", 7, "社区治…"),
            ("社区治理", 6, "社区…"),
            ("e\u{301}tude", 3, "e\u{301}t…"),
        ] {
            assert_eq!(fit(text, limit), fitted, "{text} in {limit}");
            assert!(columns(&fit(text, limit)) <= limit);
        }
    }
}
