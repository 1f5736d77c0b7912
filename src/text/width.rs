//! How wide text is on a terminal, in columns, and how to make it fit.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The sign that something was cut.
pub const ELLIPSIS: &str = "…";

/// The columns that `text` takes on a terminal; 0 for an empty text.
///
/// It is the sum over the graphemes, each of which is drawn in cells of its own.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(|grapheme| grapheme.width() + half_width_marks(grapheme)).sum()
}

/// How many half-width sound marks there are: the drawing gives each a column more than
/// the tables of Unicode do.
fn half_width_marks(grapheme: &str) -> usize {
    grapheme.chars().filter(|mark| matches!(mark, '\u{ff9e}' | '\u{ff9f}')).count()
}

/// The text, cut between graphemes and ended by [`ELLIPSIS`] where it is wider than `limit` columns.
///
/// Never wider than `limit`; empty for a limit of 0.
pub fn fit(text: &str, limit: usize) -> Cow<'_, str> {
    match cut(text, limit) {
        None => Cow::Borrowed(text),
        Some(_) if limit == 0 => Cow::Borrowed(""),
        Some(end) => Cow::Owned(format!("{}{ELLIPSIS}", &text[..end])),
    }
}

/// The end of the text, behind [`ELLIPSIS`] where it is wider than `limit` columns: of a path from the first `/` that
/// fits, of anything else from a grapheme.
///
/// Never wider than `limit`; empty for a limit of 0.
pub fn fit_end(text: &str, limit: usize) -> Cow<'_, str> {
    if columns(text) <= limit {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += columns(grapheme);
        if used + 1 > limit {
            break;
        }
        start = at;
    }
    let end = &text[start..];
    let end = end.find('/').map_or(end, |slash| &end[slash..]);
    Cow::Owned(if limit == 0 { String::new() } else { format!("{ELLIPSIS}{end}") })
}

/// Where a text that is wider than `limit` columns is cut, in bytes: what stands before leaves a column for
/// [`ELLIPSIS`] and ends in no white space. `None` where the text fits as it is.
pub fn cut(text: &str, limit: usize) -> Option<usize> {
    // A character takes at most 4 bytes a column, or nearly so: what is short in bytes is not measured.
    if text.len() <= limit && text.is_ascii() || columns(text) <= limit {
        return None;
    }
    Some(text[..prefix(text, limit.saturating_sub(1))].trim_end().len())
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
    use proptest::prelude::*;

    use super::{ELLIPSIS, columns, cut, fit, fit_end};

    #[test]
    fn a_path_keeps_its_end() {
        for (text, limit, fitted) in [
            ("a/b/page12.txt:3", 16, "a/b/page12.txt:3"),
            ("a/b/page12.txt:3", 15, "…/page12.txt:3"),
            ("a/b/page12.txt:3", 8, "…2.txt:3"),
            ("社区/治理.txt", 12, "…/治理.txt"),
            ("社区/治理.txt", 9, "…治理.txt"),
            ("社区/治理.txt", 8, "…理.txt"),
            ("社区", 1, "…"),
            ("ab", 0, ""),
        ] {
            assert_eq!(fit_end(text, limit), fitted, "{text} in {limit}");
        }
    }

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

    #[test]
    fn a_text_is_as_wide_as_its_graphemes() {
        for (text, width) in [("1\u{fe0f}", 2), ("e\u{301}", 1), ("👩\u{200d}🔬", 2), ("社区", 4), ("", 0)]
        {
            assert_eq!(columns(text), width, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_cut_text_fits_and_is_a_beginning(text in "(\\PC|[a-z …社é\u{301}]){0,40}", limit in 0usize..60) {
            let fitted = fit(&text, limit);
            prop_assert!(columns(&fitted) <= limit);
            match cut(&text, limit) {
                None => prop_assert_eq!(&*fitted, &text),
                Some(_) if limit == 0 => prop_assert_eq!(&*fitted, ""),
                Some(end) => {
                    prop_assert!(columns(&text) > limit);
                    prop_assert_eq!(fitted.strip_suffix(ELLIPSIS).unwrap_or_default(), &text[..end]);
                }
            }
        }
    }
}
