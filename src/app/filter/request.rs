//! What is asked for: by what is typed, by the view, and in which order.

use crate::search::{MarkKind, Query, Sort};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The last text that could be read as a query.
    pub query: Query,
    /// What the view asks for, which is joined with what is typed: nothing, or the bookmarks.
    pub view: Query,
    /// The order of the list.
    pub sort: Sort,
}

impl Request {
    /// Takes what is typed now. True where that is another query than before.
    pub fn take(&mut self, typed: Query) -> bool {
        let changed = self.query != typed;
        self.query = typed;
        changed
    }

    /// What is asked for in all: the view's query and the typed one.
    pub fn whole(&self) -> Query {
        self.view.joined(&self.query)
    }

    /// True in the view of the bookmarks.
    pub fn views_bookmarks(&self) -> bool {
        self.view.asks_for_marked(MarkKind::Bookmarked)
    }

    /// True where what is typed leaves out nothing.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty()
    }
}
