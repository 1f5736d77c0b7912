//! The star of a bookmark: filled once it is on the disk, hollow on its way there, a sign where it was refused.

use ratatui::style::Style;

use crate::app::saving::Kept;
use crate::tui::theme::Theme;

/// The glyph of a mark in one column and its look; `None` where there is nothing to show.
pub(super) fn star(is_bookmarked: bool, kept: Kept, theme: Theme) -> Option<(&'static str, Style)> {
    match (is_bookmarked, kept) {
        // A bookmark that is still in the file though it was taken away is told of, too.
        (_, Kept::Refused) => Some(("!", theme.alert)),
        (true, Kept::OnTheWay) => Some(("☆", theme.star)),
        (true, Kept::Saved) => Some(("★", theme.star)),
        (false, Kept::OnTheWay | Kept::Saved) => None,
    }
}
