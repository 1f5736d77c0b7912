//! The picture of related theses: one in the middle, the others on circles around it.
//!
//! Owns how many are shown and which is selected; `place` says where each stands on a screen of some size.

mod place;

pub use self::place::{Picture, Ring, Spot, Topic, place};
use super::layout::{Area, Size};
use super::related::RelatedTheses;

/// How many theses the picture shows at first, and how many more or fewer at a key.
const STEP: usize = 8;

/// From so many columns on the list stands beside the picture, which has the rest.
const BESIDE_FROM: u16 = 100;
/// Columns of the list beside it.
const LIST: u16 = 42;
/// Lines of a thesis in the list.
pub const LIST_ITEM: u16 = 2;
/// Smaller screens show the list alone.
const SMALLEST: Size = Size { width: 60, height: 14 };
/// Lines above: header, title, rule; below: the status bar.
const ABOVE: u16 = 3;
const BELOW: u16 = 1;
/// Lines that tell of the selected thesis below the picture.
const TOLD: u16 = 2;

/// The state of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circles {
    /// The most theses that are shown.
    shown: usize,
    /// The place of the selected one among them, from 0 for the nearest.
    at: usize,
}

/// What a person can do in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of actions says what each does")]
pub enum CircleAction {
    Go(Direction),
    Next,
    Previous,
    More,
    Fewer,
    Centre,
    Bookmark,
    Earlier,
    Later,
    List,
    Help,
    Close,
}

/// A direction on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the left.
    Left,
    /// Down.
    Down,
    /// Up.
    Up,
    /// To the right.
    Right,
}

/// Where the parts of the picture stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The circles; none on a small screen.
    pub picture: Option<Area>,
    /// The list of the same theses, where there is room for it.
    pub list: Option<Area>,
    /// What the selected thesis is, below the picture where there is no list.
    pub told: Option<Area>,
}

impl Default for Circles {
    fn default() -> Self {
        Self { shown: STEP, at: 0 }
    }
}

impl Circles {
    /// How many theses are shown.
    pub fn shown(&self, related: &RelatedTheses) -> usize {
        self.shown.min(related.theses().len())
    }

    /// The place of the selected thesis among all that are near; `None` where none is.
    pub fn selected(&self, related: &RelatedTheses) -> Option<usize> {
        self.shown(related).checked_sub(1).map(|last| self.at.min(last))
    }

    /// Shows more theses, which lie farther out, or fewer. False where there are no more, or no fewer.
    pub fn widen(&mut self, more: bool, related: &RelatedTheses) -> bool {
        let before = self.shown(related);
        self.shown = if more { before + STEP } else { before.saturating_sub(STEP).max(STEP) };
        self.at = self.selected(related).unwrap_or_default();
        self.shown(related) != before
    }

    /// To the next thesis by nearness, or the one before, round the end.
    pub fn step(&mut self, forward: bool, related: &RelatedTheses) {
        let (Some(at), shown) = (self.selected(related), self.shown(related)) else { return };
        self.at = (at + if forward { 1 } else { shown - 1 }) % shown;
    }

    /// Selects the thesis at a place of the screen: at its mark, its title or its lines in the list. False where there is
    /// none.
    pub fn click(&mut self, (x, y): (u16, u16), related: &RelatedTheses, size: Size) -> bool {
        let (Some(at), parts) = (self.selected(related), parts(size)) else { return false };
        let shown = self.shown(related);
        let found = if let Some(list) = parts.list.filter(|list| list.holds(x, y)) {
            let below = usize::from((y - list.y) / LIST_ITEM);
            Some(first_listed(at, list) + below).filter(|&at| at < shown)
        } else {
            let picture = parts.picture.map(|area| place(area, related, shown));
            picture.and_then(|picture| picture.spots.iter().position(|spot| spot.holds(x, y)))
        };
        self.at = found.unwrap_or(at);
        found.is_some()
    }

    /// To the nearest thesis in a direction; in a list up and down by one.
    pub fn go(&mut self, direction: Direction, related: &RelatedTheses, size: Size) {
        let Some(at) = self.selected(related) else { return };
        let Some(area) = parts(size).picture else {
            let next = match direction {
                Direction::Down => (at + 1).min(self.shown(related) - 1),
                Direction::Up => at.saturating_sub(1),
                Direction::Left | Direction::Right => at,
            };
            self.at = next;
            return;
        };
        let picture = place(area, related, self.shown(related));
        let from = &picture.spots[at];
        let way = |spot: &Spot| {
            // A line is about as high as two columns are wide.
            let (x, y) = (i32::from(spot.x) - i32::from(from.x), 2 * (i32::from(spot.y) - i32::from(from.y)));
            let (along, across) = match direction {
                Direction::Left => (-x, y),
                Direction::Right => (x, y),
                Direction::Up => (-y, x),
                Direction::Down => (y, x),
            };
            (along > 0).then_some(along + 2 * across.abs())
        };
        let ways = picture.spots.iter().enumerate().filter_map(|(at, spot)| Some((way(spot)?, at)));
        if let Some((_, to)) = ways.min() {
            self.at = to;
        }
    }
}

/// The place of the thesis at the top of the list where that one is selected: it is in sight.
pub fn first_listed(selected: usize, list: Area) -> usize {
    let seen = usize::from((list.height / LIST_ITEM).max(1));
    (selected + 1).saturating_sub(seen)
}

/// Where the parts of the picture stand on a screen.
pub fn parts(size: Size) -> Parts {
    let height = size.height.saturating_sub(ABOVE + BELOW);
    let whole = Area { x: 0, y: ABOVE, width: size.width, height };
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        return Parts { picture: None, list: Some(whole), told: None };
    }
    if size.width >= BESIDE_FROM {
        let picture = Area { width: size.width - LIST, ..whole };
        let list = Area { x: picture.width, width: LIST, ..whole };
        return Parts { picture: Some(picture), list: Some(list), told: None };
    }
    let picture = Area { height: height - TOLD, ..whole };
    let told = Area { y: whole.y + picture.height, height: TOLD, ..whole };
    Parts { picture: Some(picture), list: None, told: Some(told) }
}

#[cfg(test)]
mod tests {
    use super::{Circles, Direction, STEP, parts, place};
    use crate::app::layout::Size;
    use crate::app::related::RelatedTheses;

    #[test]
    fn more_and_fewer_are_shown_and_the_selection_stays_among_them() {
        let related = RelatedTheses::of_titles(&["A title"; 20]);
        let mut circles = Circles::default();
        assert_eq!((circles.shown(&related), circles.selected(&related)), (STEP, Some(0)));
        assert!(circles.widen(true, &related) && circles.widen(true, &related));
        assert!(!circles.widen(true, &related));
        circles.step(false, &related);
        assert_eq!(circles.selected(&related), Some(19));
        assert!(circles.widen(false, &related));
        assert_eq!(circles.selected(&related), Some(11));
        circles.step(true, &related);
        assert_eq!(circles.selected(&related), Some(0));
        assert_eq!(Circles::default().selected(&RelatedTheses::default()), None);
    }

    #[test]
    fn a_click_selects_what_is_under_it() {
        let related = RelatedTheses::of_titles(&["A title"; 8]);
        for (size, (x, y), at) in [((120, 36), (100, 7), 2), ((40, 12), (5, 4), 0), ((40, 12), (5, 5), 1)] {
            let mut circles = Circles::default();
            let size = Size { width: size.0, height: size.1 };
            assert!(circles.click((x, y), &related, size) && circles.at == at, "{size:?} {x},{y}");
        }
        let size = Size { width: 80, height: 24 };
        let area = parts(size).picture.unwrap();
        let mut circles = Circles::default();
        for (at, spot) in place(area, &related, 8).spots.iter().enumerate() {
            assert!(circles.click((spot.x, spot.y), &related, size) && circles.at == at);
            let (x, _) = spot.label.as_ref().unwrap();
            assert!(circles.click((*x, spot.y), &related, size) && circles.at == at);
        }
        assert!(!circles.click((area.x, area.y), &related, size));
    }

    #[test]
    fn every_thesis_is_reached_by_directions() {
        let related = RelatedTheses::of_titles(&["A title"; 20]);
        for size in [(80, 24), (120, 36), (40, 12)].map(|(width, height)| Size { width, height }) {
            let mut circles = Circles::default();
            circles.widen(true, &related);
            let mut seen = std::collections::BTreeSet::from([0]);
            let mut open = vec![0];
            while let Some(at) = open.pop() {
                for direction in [Direction::Left, Direction::Right, Direction::Up, Direction::Down] {
                    circles.at = at;
                    circles.go(direction, &related, size);
                    if seen.insert(circles.at) {
                        open.push(circles.at);
                    }
                }
            }
            assert_eq!(seen.len(), circles.shown(&related), "{size:?}");
        }
    }
}
