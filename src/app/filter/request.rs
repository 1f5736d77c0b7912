//! What is asked for: by what is typed, by the view, and in which order.

use crate::search::{MarkKind, Query, Sort, SortKey};

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

    /// The order of the list, in words.
    pub fn order(&self) -> &'static str {
        match (self.sort.key, self.sort.reversed) {
            (SortKey::Relevance, false) if !self.is_empty() => "by relevance",
            (SortKey::Relevance, true) if !self.is_empty() => "by relevance, reversed",
            (SortKey::Relevance | SortKey::Posted, false) => "newest first",
            (SortKey::Relevance | SortKey::Posted, true) => "oldest first",
            (SortKey::Title, false) => "by title",
            (SortKey::Title, true) => "by title, Z first",
            (SortKey::Candidate, false) => "by candidate",
            (SortKey::Candidate, true) => "by candidate, Z first",
            (SortKey::Bookmarked, false) => "bookmarked first",
            (SortKey::Bookmarked, true) => "bookmarked last",
        }
    }

    /// Takes the next order that is another one for who looks at the list: keys that come to the same are passed over.
    pub fn take_next_order(&mut self) {
        let before = self.order();
        for _ in SortKey::ALL {
            self.sort.key = self.sort.key.next();
            if self.order() != before {
                return;
            }
        }
    }

    /// True in the view of what was not read.
    pub fn views_unread(&self) -> bool {
        self.view == Query::of_unmarked(MarkKind::Read)
    }

    /// True where what is typed leaves out nothing.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty()
    }
}
