//! Scrolling as two small machines without a screen: a window onto lines, and a cursor kept in sight.

use super::action::Action;

/// A step that a key or the wheel asks for; negative is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many items.
    Items(isize),
    /// So many halves of what is seen at once.
    Halves(isize),
    /// So many times what is seen at once.
    Pages(isize),
    /// To the first item.
    First,
    /// To the last item.
    Last,
}

impl Step {
    /// The step that an action means in the pane that has the focus, whichever it is; `None` for other actions.
    pub fn of(action: Action) -> Option<Self> {
        use Action as A;
        Some(match action {
            A::Down => Self::Items(1),
            A::Up => Self::Items(-1),
            A::First => Self::First,
            A::Last => Self::Last,
            A::HalfDown => Self::Halves(1),
            A::HalfUp => Self::Halves(-1),
            A::PageDown => Self::Pages(1),
            A::PageUp => Self::Pages(-1),
            _ => return None,
        })
    }

    /// Where a step from `at` leads among `len` items of which `seen` are seen at once.
    fn from(self, at: usize, len: usize, seen: usize) -> usize {
        let seen = seen.max(1) as isize;
        let moved = match self {
            Self::Items(by) => at as isize + by,
            Self::Halves(by) => at as isize + by * (seen / 2).max(1),
            Self::Pages(by) => at as isize + by * seen,
            Self::First => 0,
            Self::Last => isize::MAX,
        };
        (moved.max(0) as usize).min(len.saturating_sub(1))
    }
}

/// A window onto lines: what is read without a cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The first line that is seen.
    pub top: usize,
}

impl Window {
    /// Moves the window, at most to where the last line is seen at its foot.
    pub fn step(&mut self, step: Step, len: usize, seen: usize) {
        self.top = step.from(self.top, len, seen);
        self.clamp(len, seen);
    }

    /// Keeps the window on the lines.
    pub fn clamp(&mut self, len: usize, seen: usize) {
        self.top = self.top.min(len.saturating_sub(seen));
    }

    /// True where the last line is seen.
    pub fn at_end(self, len: usize, seen: usize) -> bool {
        self.top + seen >= len
    }

    /// How much has been seen, in percent; `None` where all is seen at once.
    pub fn percent(self, len: usize, seen: usize) -> Option<usize> {
        (len > seen).then(|| self.top * 100 / (len - seen))
    }
}

/// A cursor on items, and the window that keeps it in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The item it is on.
    pub at: usize,
    /// The first item that is seen.
    pub top: usize,
}

impl Cursor {
    /// Moves the cursor, and the window as little as need be.
    pub fn step(&mut self, step: Step, len: usize, seen: usize) {
        self.at = step.from(self.at, len, seen);
        self.clamp(len, seen);
    }

    /// Puts the cursor on an item, as many lines from the window's top as it was before.
    pub fn put(&mut self, at: usize, len: usize, seen: usize) {
        let offset = self.at.saturating_sub(self.top);
        *self = Self { at, top: at.saturating_sub(offset) };
        self.clamp(len, seen);
    }

    /// Moves the window, and the cursor only where it would be out of sight.
    pub fn scroll(&mut self, by: isize, len: usize, seen: usize) {
        let last_top = len.saturating_sub(seen.max(1));
        self.top = (self.top as isize + by).clamp(0, last_top as isize) as usize;
        self.at =
            self.at.clamp(self.top, (self.top + seen.max(1) - 1).min(len.saturating_sub(1)).max(self.top));
    }

    /// Keeps the cursor on the items and in sight.
    pub fn clamp(&mut self, len: usize, seen: usize) {
        let seen = seen.max(1);
        self.at = self.at.min(len.saturating_sub(1));
        self.top =
            self.top.min(self.at).max((self.at + 1).saturating_sub(seen)).min(len.saturating_sub(seen));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cursor, Step, Window};

    #[test]
    fn steps_lead_where_they_say() {
        // Ten items of which four are seen.
        for (step, from, to) in [
            (Step::Items(1), (0, 0), (1, 0)),
            (Step::Items(1), (3, 0), (4, 1)),
            (Step::Items(-1), (4, 4), (3, 3)),
            (Step::Items(-1), (0, 0), (0, 0)),
            (Step::Halves(1), (0, 0), (2, 0)),
            (Step::Pages(1), (0, 0), (4, 1)),
            (Step::Pages(-1), (9, 6), (5, 5)),
            (Step::Last, (0, 0), (9, 6)),
            (Step::First, (9, 6), (0, 0)),
        ] {
            let mut cursor = Cursor { at: from.0, top: from.1 };
            cursor.step(step, 10, 4);
            assert_eq!((cursor.at, cursor.top), to, "{step:?} from {from:?}");
        }
    }

    #[test]
    fn a_window_stops_with_the_last_line_at_its_foot() {
        let mut window = Window::default();
        window.step(Step::Last, 10, 4);
        assert_eq!((window.top, window.percent(10, 4), window.at_end(10, 4)), (6, Some(100), true));
        window.step(Step::Items(-3), 10, 4);
        assert_eq!((window.top, window.percent(10, 4), window.at_end(10, 4)), (3, Some(50), false));
        assert_eq!(Window::default().percent(4, 4), None);
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_sight(steps in proptest::collection::vec((0u8..7, -30isize..30, 0usize..40, 0usize..12), 0..40)) {
            let mut cursor = Cursor::default();
            for (kind, by, len, seen) in steps {
                match kind {
                    0 => cursor.step(Step::Items(by), len, seen),
                    1 => cursor.step(Step::Halves(by), len, seen),
                    2 => cursor.step(Step::Pages(by), len, seen),
                    3 => cursor.step(Step::Last, len, seen),
                    4 => cursor.scroll(by, len, seen),
                    5 => cursor.put(by.unsigned_abs(), len, seen),
                    _ => cursor.clamp(len, seen),
                }
                prop_assert!(cursor.at < len.max(1));
                prop_assert!(cursor.top <= cursor.at && cursor.at < cursor.top + seen.max(1));
            }
        }
    }
}
