//! Where everything stands on a screen of a given size. Update and view both ask here.

use crate::thesis::Split;

/// A width and a height in columns and lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Lines.
    pub height: u16,
}

/// A rectangle of the screen, in columns and lines from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first line.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Lines.
    pub height: u16,
}

/// How the panes are arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// List and detail side by side.
    Beside,
    /// The list above the detail.
    Stacked,
    /// One at a time.
    Single,
    /// The detail alone: reading.
    Reading,
}

/// The places of all parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How the panes are arranged.
    pub arrangement: Arrangement,
    /// The line with the name of the collection.
    pub header: Area,
    /// The line with the filter.
    pub prompt: Area,
    /// The rule above the panes.
    pub top_rule: Area,
    /// The list, where it is shown.
    pub list: Option<Area>,
    /// The rule between list and detail, where both are shown.
    pub divider: Option<Area>,
    /// The detail, where it is shown.
    pub detail: Option<Area>,
    /// The rule below the panes, on a screen that is high enough for one.
    pub bottom_rule: Option<Area>,
    /// The status bar.
    pub status: Area,
}

/// Below this size there is only room for a line that says so.
pub const SMALLEST: Size = Size { width: 24, height: 6 };

const BESIDE_FROM: u16 = 90;
const STACKED_FROM: u16 = 60;
const BOTTOM_RULE_FROM: u16 = 12;

/// The columns by which a key moves the split.
const STEP: i16 = 4;
/// The fewest columns of a list beside a detail: the beginnings of words are still told apart.
const LEAST_LIST: u16 = 20;
/// The fewest columns of a detail beside a list.
const LEAST_DETAIL: u16 = 32;

/// The columns left of an item's text in the list: the mark of the selection, the star, a space.
pub const GUTTER: u16 = 3;

/// The columns left of the text in the detail, and the least right of it.
pub const MARGIN: u16 = 3;

/// The columns left of the text where there is room for what is said beside it, such as `Introduction`.
pub const NOTES: u16 = 15;

impl Layout {
    /// The layout of a screen, or `None` where it is [too small](SMALLEST) for one.
    ///
    /// `measure` is the width of the reading column, `split` what a person has changed of the panes; `reading` is true while the detail stands alone, and
    /// `detail_first` where the detail is the one to show if there is room for one only.
    pub fn new(size: Size, measure: u16, split: Split, reading: bool, detail_first: bool) -> Option<Self> {
        if size.width < SMALLEST.width || size.height < SMALLEST.height {
            return None;
        }
        let line = |y| Area { x: 0, y, width: size.width, height: 1 };
        let bottom_rule = (size.height >= BOTTOM_RULE_FROM).then(|| line(size.height - 2));
        let below = 1 + u16::from(bottom_rule.is_some());
        let panes = Area { x: 0, y: 3, width: size.width, height: size.height - 3 - below };
        let arrangement = match size.width {
            _ if reading => Arrangement::Reading,
            BESIDE_FROM.. => Arrangement::Beside,
            STACKED_FROM.. => Arrangement::Stacked,
            _ => Arrangement::Single,
        };
        let (list, divider, detail) = match arrangement {
            Arrangement::Beside => beside(panes, measure, split.beside),
            Arrangement::Stacked => stacked(panes, split.stacked),
            Arrangement::Single if !detail_first => (Some(panes), None, None),
            Arrangement::Single | Arrangement::Reading => (None, None, Some(panes)),
        };
        Some(Self {
            arrangement,
            header: line(0),
            prompt: line(1),
            top_rule: line(2),
            list,
            divider,
            detail,
            bottom_rule,
            status: line(size.height - 1),
        })
    }

    /// The columns of the text in a list of this width: behind the mark of the selection, the star and a space, and one
    /// column from what follows.
    pub fn list_text_width(list: Area) -> u16 {
        list.width.saturating_sub(GUTTER + 1)
    }

    /// The columns of the text in a detail of this width.
    pub fn text_width(detail: Area, measure: u16) -> u16 {
        detail.width.saturating_sub(MARGIN + 1).min(measure).max(1)
    }

    /// The first column of the text in the detail: behind a margin; in the middle where it stands alone.
    pub fn text_x(&self, detail: Area, measure: u16) -> u16 {
        detail.x + self.margin(detail, measure)
    }

    /// The columns left of the text in the detail.
    pub fn margin(&self, detail: Area, measure: u16) -> u16 {
        let spare = detail.width.saturating_sub(Self::text_width(detail, measure));
        match self.arrangement {
            Arrangement::Reading => (spare / 2).max(MARGIN),
            _ if spare > NOTES => NOTES,
            _ => MARGIN,
        }
    }
}

/// The detail gets its measure and margins if at least a third is left for the list; `moved` are the steps by which a
/// person has made the list wider.
fn beside(panes: Area, measure: u16, moved: i16) -> (Option<Area>, Option<Area>, Option<Area>) {
    let wanted = panes.width.saturating_sub(measure + 2 * MARGIN);
    let with_notes = panes.width.saturating_sub(measure + NOTES + MARGIN);
    let wanted = if with_notes >= panes.width / 3 { with_notes } else { wanted };
    let list = wanted.clamp(panes.width / 3, panes.width * 9 / 20);
    let list = (list.saturating_add_signed(moved.saturating_mul(STEP)))
        .clamp(LEAST_LIST, panes.width.saturating_sub(LEAST_DETAIL + 1).max(LEAST_LIST));
    let divider = Area { x: list, width: 1, ..panes };
    let detail = Area { x: list + 1, width: panes.width - list - 1, ..panes };
    (Some(Area { width: list, ..panes }), Some(divider), Some(detail))
}

/// The list gets two fifths of the height, and the lines by which a person has made it higher.
fn stacked(panes: Area, moved: i16) -> (Option<Area>, Option<Area>, Option<Area>) {
    if panes.height < 3 {
        return (Some(panes), None, None);
    }
    let list = (panes.height * 2 / 5).saturating_add_signed(moved).clamp(1, panes.height - 2);
    let divider = Area { y: panes.y + list, height: 1, ..panes };
    let detail = Area { y: panes.y + list + 1, height: panes.height - list - 1, ..panes };
    (Some(Area { height: list, ..panes }), Some(divider), Some(detail))
}

impl Area {
    /// True where the cell is inside.
    pub fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Layout, Size};
    use crate::thesis::Split;

    #[test]
    fn parts_never_overlap_and_stay_on_the_screen() {
        for width in 1..=210 {
            for height in 1..=70 {
                let moved = [0, 3, -2, i16::MAX, i16::MIN].map(|by| (by, false, false));
                for (by, reading, detail_first) in
                    moved.into_iter().chain([(0, false, true), (0, true, true)])
                {
                    let (size, split) = (Size { width, height }, Split { beside: by, stacked: by });
                    let Some(layout) = Layout::new(size, 72, split, reading, detail_first) else {
                        assert!(width < 24 || height < 6);
                        continue;
                    };
                    let parts =
                        [Some(layout.header), Some(layout.prompt), Some(layout.top_rule), layout.list]
                            .into_iter()
                            .chain([layout.divider, layout.detail, layout.bottom_rule, Some(layout.status)]);
                    let mut cells = vec![0; usize::from(width) * usize::from(height)];
                    for Area { x, y, width: w, height: h } in parts.flatten() {
                        assert!(w > 0 && h > 0, "{width}x{height}: {layout:?}");
                        for y in y..y + h {
                            for x in x..x + w {
                                cells[usize::from(y) * usize::from(width) + usize::from(x)] += 1;
                            }
                        }
                    }
                    assert!(cells.iter().all(|&times| times == 1), "{width}x{height}: {layout:?}");
                }
            }
        }
    }
}
