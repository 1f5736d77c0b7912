//! The earlier queries, and a walk through them.

/// Earlier queries, the newest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    queries: Vec<String>,
    /// While somebody walks: the place of the query that is shown, and what was being typed.
    walk: Option<(usize, String)>,
}

/// How many queries are remembered.
pub const AT_MOST: usize = 500;

impl History {
    /// The queries of a file, the newest first; those beyond [`AT_MOST`] are left out.
    pub fn new(mut queries: Vec<String>) -> Self {
        queries.truncate(AT_MOST);
        Self { queries, walk: None }
    }

    /// Adds a query as the newest. False where it is empty, or is the newest already.
    pub fn remember(&mut self, query: &str) -> bool {
        self.walk = None;
        let query = query.trim();
        if query.is_empty() || self.queries.first().is_some_and(|newest| newest == query) {
            return false;
        }
        self.queries.insert(0, query.to_owned());
        self.queries.truncate(AT_MOST);
        true
    }

    /// The query before the one that is shown; what is `typed` is kept for the way back. `None` at the end.
    pub fn earlier(&mut self, typed: &str) -> Option<&str> {
        let next = match &self.walk {
            // What is on the screen already is no step.
            None => self.queries.iter().position(|query| query != typed.trim())?,
            Some((at, _)) => at + 1,
        };
        let query = self.queries.get(next)?;
        match &mut self.walk {
            None => self.walk = Some((next, typed.to_owned())),
            Some((at, _)) => *at = next,
        }
        Some(query)
    }

    /// The query after the one that is shown, and at last what was typed before the walk. `None` where there is
    /// no walk.
    pub fn later(&mut self) -> Option<String> {
        let (at, typed) = self.walk.take()?;
        let next = at.checked_sub(1).filter(|&next| self.queries[next] != typed.trim());
        let Some(next) = next else { return Some(typed) };
        let query = self.queries[next].clone();
        self.walk = Some((next, typed));
        Some(query)
    }

    /// Ends the walk where it is: what is shown is what is typed now.
    pub fn stay(&mut self) {
        self.walk = None;
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_MOST, History};

    #[test]
    fn what_was_typed_comes_back_at_the_end_of_the_walk() {
        let mut history = History::new(vec!["c".into(), "b".into(), "a".into()]);
        assert_eq!(history.later(), None);
        let earlier: Vec<_> = (0..4).map(|_| history.earlier("dra").map(str::to_owned)).collect();
        assert_eq!(earlier, [Some("c".into()), Some("b".into()), Some("a".into()), None]);
        let later: Vec<_> = (0..4).map(|_| history.later()).collect();
        assert_eq!(later, [Some("b".into()), Some("c".into()), Some("dra".into()), None]);
        // What is kept as the filter is its newest query.
        assert_eq!(history.earlier("c"), Some("b"));
        assert_eq!(history.later().as_deref(), Some("c"));
        history.earlier("x");
        history.stay();
        assert_eq!(history.earlier("c2"), Some("c"));
    }

    #[test]
    fn nothing_empty_nothing_twice_in_a_row_and_not_too_many() {
        let mut history = History::default();
        assert_eq!(
            ["a", " ", "a ", "b", "a"].map(|query| history.remember(query)),
            [true, false, false, true, true]
        );
        assert_eq!(history.queries, ["a", "b", "a"]);
        for at in 0..=AT_MOST {
            history.remember(&at.to_string());
        }
        assert_eq!((history.queries.len(), history.queries[0].as_str()), (AT_MOST, "500"));
    }
}
