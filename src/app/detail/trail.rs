//! The way that led to what is read: back and forward, as in a browser.

use crate::app::picked::Picked;

/// The theses that were read before the present one, and those that one went back from.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    before: Vec<Picked>,
    after: Vec<Picked>,
}

impl Trail {
    /// Leaves `from` for another thesis; what one had gone back from is no way forward any more.
    pub fn leave(&mut self, from: Picked) {
        self.before.push(from);
        self.after.clear();
    }

    /// The thesis before `from`; `None` at the beginning.
    pub fn back(&mut self, from: Picked) -> Option<Picked> {
        let to = self.before.pop()?;
        self.after.push(from);
        Some(to)
    }

    /// The thesis that one went back from to `from`; `None` at the end.
    pub fn forward(&mut self, from: Picked) -> Option<Picked> {
        let to = self.after.pop()?;
        self.before.push(from);
        Some(to)
    }
}

#[cfg(test)]
mod tests {
    use super::Trail;
    use crate::app::picked::Picked;
    use crate::thesis::Row;

    #[test]
    fn the_way_back_is_the_way_that_one_came() {
        let thesis = |row| Picked::Thesis(Row(row));
        let mut trail = Trail::default();
        assert_eq!((trail.back(thesis(1)), trail.forward(thesis(1))), (None, None));
        trail.leave(thesis(1));
        trail.leave(thesis(2));
        assert_eq!(trail.back(thesis(3)), Some(thesis(2)));
        assert_eq!(trail.back(thesis(2)), Some(thesis(1)));
        assert_eq!(trail.forward(thesis(1)), Some(thesis(2)));
        trail.leave(thesis(2));
        assert_eq!(trail.forward(thesis(4)), None, "another way was taken");
        assert_eq!(trail.back(thesis(4)), Some(thesis(2)));
    }
}
