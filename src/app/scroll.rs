//! Scrolling as two small machines without a screen: a window onto lines, and a cursor on items kept in sight, of
//! whatever heights these are.

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

/// The lines that items take on the screen, which are asked for near the window alone.
pub trait Heights {
    /// The lines that there are for items.
    fn lines(&self) -> usize;
    /// The lines that the item at a place takes while the cursor is on that at `cursor`; at least one.
    fn of(&self, item: usize, cursor: usize) -> usize;
}

/// So many lines for items of one line each.
impl Heights for usize {
    fn lines(&self) -> usize {
        *self
    }

    fn of(&self, _: usize, _: usize) -> usize {
        1
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
    pub fn step(&mut self, step: Step, len: usize, heights: &impl Heights) {
        self.at = step.from(self.at, len, self.seen(len, heights));
        self.clamp(len, heights);
    }

    /// How many items are seen whole from the window's top; at least one.
    pub fn seen(self, len: usize, heights: &impl Heights) -> usize {
        let mut left = heights.lines();
        let whole = (self.top..len).take_while(|&item| {
            let height = heights.of(item, self.at);
            let fits = height <= left;
            left = left.saturating_sub(height);
            fits
        });
        whole.count().max(1)
    }

    /// The item on a line of the window, from 0, also one that is seen in part.
    pub fn on_line(self, line: usize, len: usize, heights: &impl Heights) -> Option<usize> {
        let mut left = line;
        (self.top..len).find(|&item| {
            let height = heights.of(item, self.at);
            let is_there = left < height;
            left = left.saturating_sub(height);
            is_there
        })
    }

    /// Puts the cursor on an item, as many items from the window's top as it was before.
    pub fn put(&mut self, at: usize, len: usize, heights: &impl Heights) {
        let offset = self.at.saturating_sub(self.top);
        *self = Self { at, top: at.saturating_sub(offset) };
        self.clamp(len, heights);
    }

    /// Moves the window by some items, and the cursor only where it would be out of sight.
    pub fn scroll(&mut self, by: isize, len: usize, heights: &impl Heights) {
        let last_top = self.least_top(len.saturating_sub(1), heights);
        self.top = (self.top as isize + by).clamp(0, last_top as isize) as usize;
        let last = (self.top + self.seen(len, heights) - 1).min(len.saturating_sub(1)).max(self.top);
        self.at = self.at.clamp(self.top, last);
        self.clamp(len, heights);
    }

    /// Keeps the cursor on the items and in sight, and no line free below the last item while there are some above.
    pub fn clamp(&mut self, len: usize, heights: &impl Heights) {
        self.at = self.at.min(len.saturating_sub(1));
        let (least, most) =
            (self.least_top(self.at, heights), self.least_top(len.saturating_sub(1), heights));
        self.top = self.top.min(self.at).max(least).min(most);
    }

    /// The first item from which on that at `last` is seen whole, or at all where there are too few lines for it.
    fn least_top(self, last: usize, heights: &impl Heights) -> usize {
        let mut left = heights.lines().saturating_sub(heights.of(last, self.at));
        let above = (0..last).rev().take_while(|&item| {
            let height = heights.of(item, self.at);
            let fits = height <= left;
            left = left.saturating_sub(height);
            fits
        });
        last - above.count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cursor, Heights, Step, Window};

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
            cursor.step(step, 10, &4);
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
        fn the_cursor_is_always_in_sight(
            tall in proptest::collection::vec(1usize..5, 40),
            steps in proptest::collection::vec((0u8..7, -30isize..30, 0usize..40, 0usize..12), 0..40),
        ) {
            let mut cursor = Cursor::default();
            for (kind, by, len, lines) in steps {
                let heights = Uneven { lines, of: &tall };
                match kind {
                    0 => cursor.step(Step::Items(by), len, &heights),
                    1 => cursor.step(Step::Halves(by), len, &heights),
                    2 => cursor.step(Step::Pages(by), len, &heights),
                    3 => cursor.step(Step::Last, len, &heights),
                    4 => cursor.scroll(by, len, &heights),
                    5 => cursor.put(by.unsigned_abs(), len, &heights),
                    _ => cursor.clamp(len, &heights),
                }
                prop_assert!(cursor.at < len.max(1) && cursor.top <= cursor.at);
                let upto = |last: usize| (cursor.top..=last).map(|item| heights.of(item, cursor.at)).sum::<usize>();
                prop_assert!(cursor.top == cursor.at || upto(cursor.at) <= lines, "it is seen whole");
                if cursor.top > 0 && len > 0 {
                    let one_more = heights.of(cursor.top - 1, cursor.at) + upto(len - 1);
                    prop_assert!(one_more > lines, "no line is free that an item above would fill");
                }
                for line in 0..lines {
                    let there = cursor.on_line(line, len, &heights);
                    let expected = (cursor.top..len).find(|&item| upto(item) > line);
                    prop_assert_eq!(there, expected);
                }
            }
        }
    }

    /// Items of different heights; that under the cursor takes a line more.
    struct Uneven<'t> {
        lines: usize,
        of: &'t [usize],
    }

    impl Heights for Uneven<'_> {
        fn lines(&self) -> usize {
            self.lines
        }

        fn of(&self, item: usize, cursor: usize) -> usize {
            self.of[item] + usize::from(item == cursor)
        }
    }

    #[test]
    fn among_a_million_items_only_those_near_the_window_are_measured() {
        struct Counted(std::cell::Cell<usize>);
        impl Heights for Counted {
            fn lines(&self) -> usize {
                30
            }

            fn of(&self, item: usize, _: usize) -> usize {
                self.0.set(self.0.get() + 1);
                2 + item % 2
            }
        }
        let heights = Counted(std::cell::Cell::new(0));
        let mut cursor = Cursor::default();
        for step in [Step::Last, Step::Pages(-3), Step::First, Step::Pages(20), Step::Items(1), Step::Last] {
            cursor.step(step, 1_000_000, &heights);
        }
        cursor.put(700_000, 1_000_000, &heights);
        cursor.scroll(-5_000, 1_000_000, &heights);
        assert!(heights.0.get() < 1_000, "{}", heights.0.get());
    }
}
