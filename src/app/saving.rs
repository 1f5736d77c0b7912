//! Changes of marks that are not on the disk yet: on their way to it, or refused by it.

use std::collections::VecDeque;

use crate::text::count::counted;
use crate::text::sanitise::printable;
use crate::thesis::MarkChange;

/// Why marks could not be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSaved {
    /// The cause in a few words, without the path, safe to print.
    pub reason: String,
    /// All there is to say of it: what failed, where, why, and what to try; safe to print.
    pub message: String,
}

/// Where the last change of a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// On the disk.
    Saved,
    /// On its way there.
    OnTheWay,
    /// Refused; it is tried again.
    Refused,
}

/// The changes that are not on the disk yet, the oldest first. They reach it in that order.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    changes: VecDeque<MarkChange>,
    /// Those over which the program failed: nothing more will come of them.
    lost: Vec<MarkChange>,
    /// How many of them, from the first, have been refused.
    refused: usize,
    /// Why they were refused last.
    cause: Option<NotSaved>,
    /// True until the person has seen that they were.
    is_news: bool,
}

impl Saving {
    /// Sends a change on its way.
    pub fn begin(&mut self, change: MarkChange) {
        self.changes.push_back(change);
    }

    /// The first `count` changes are on the disk.
    pub fn saved(&mut self, count: usize) {
        self.changes.drain(..count.min(self.changes.len()));
        self.refused = self.refused.saturating_sub(count);
        if self.refused == 0 {
            self.cause = None;
            self.is_news = false;
        }
    }

    /// The first `count` changes were refused. That is news where it is another cause, or where there are more.
    pub fn refused(&mut self, count: usize, cause: NotSaved) {
        let count = count.min(self.changes.len());
        let is_known = self.cause.as_ref().is_some_and(|known| known.reason == cause.reason);
        self.is_news |= !is_known || count > self.refused;
        self.refused = count;
        self.cause = Some(cause);
    }

    /// The change at a place, from 0, is lost: the others keep their order without it.
    pub fn lose(&mut self, place: usize) {
        if let Some(change) = self.changes.remove(place) {
            self.lost.push(change);
            self.refused -= usize::from(place < self.refused);
        }
    }

    /// The changes, the oldest first.
    pub fn changes(&self) -> impl Iterator<Item = &MarkChange> {
        self.changes.iter()
    }

    /// True where everything is on the disk.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.lost.is_empty()
    }

    /// Where the last change of the mark with this id is.
    pub fn of(&self, id: &str) -> Kept {
        match self.changes.iter().rposition(|change| change.id() == id) {
            None if self.lost.iter().any(|change| change.id() == id) => Kept::Refused,
            None => Kept::Saved,
            Some(at) if at < self.refused => Kept::Refused,
            Some(_) => Kept::OnTheWay,
        }
    }

    /// How many changes were refused and are tried again.
    pub fn refused_len(&self) -> usize {
        self.refused
    }

    /// What to say of what was refused, the cause first, until it is seen.
    pub fn news(&self) -> Option<String> {
        let cause = self.cause.as_ref().filter(|_| self.is_news)?;
        let changes = counted(self.refused, "change is", "changes are");
        Some(format!("{}: {changes} not saved yet", cause.reason))
    }

    /// The person has seen it. False where there was nothing to see.
    pub fn see(&mut self) -> bool {
        std::mem::take(&mut self.is_news)
    }

    /// What to say on leaving while something is not on the disk, in lines: why, and what it is.
    pub fn last_words(&self) -> Option<String> {
        const NAMED_AT_MOST: usize = 20;
        if self.is_empty() {
            return None;
        }
        let left = self.lost.len() + self.changes.len();
        let changes = counted(left, "change of marks is", "changes of marks are");
        let why = if self.changes.is_empty() {
            "the program failed over it"
        } else {
            "there was no time; another program may hold the file"
        };
        let cause = self.cause.as_ref().map_or(why, |cause| &cause.message);
        let mut said = format!("{changes} not saved: {cause}");
        for change in self.lost.iter().chain(&self.changes).take(NAMED_AT_MOST) {
            let (what, title) = match change {
                MarkChange::Bookmark { title, .. } => ("bookmarked", title.as_str()),
                MarkChange::Read { title, .. } => ("read", title.as_str()),
                MarkChange::Unbookmark { .. } => ("bookmark taken away", ""),
            };
            for part in ["\n  ", what, ": ", &printable(change.id()), " ", title] {
                said += part;
            }
        }
        if left > NAMED_AT_MOST {
            said += "\n  …";
        }
        Some(said)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, NotSaved, Saving};
    use crate::thesis::MarkChange;

    fn bookmark(id: &str) -> MarkChange {
        MarkChange::Bookmark { id: id.into(), title: format!("T{id}") }
    }

    fn cause(reason: &str) -> NotSaved {
        NotSaved { reason: reason.into(), message: format!("cannot save: /a: {reason}") }
    }

    #[test]
    fn a_change_is_on_its_way_until_it_is_saved_and_refused_where_it_was_tried() {
        let mut saving = Saving::default();
        saving.begin(bookmark("1"));
        saving.refused(1, cause("full"));
        saving.begin(bookmark("2"));
        assert_eq!(["1", "2", "3"].map(|id| saving.of(id)), [Kept::Refused, Kept::OnTheWay, Kept::Saved]);
        saving.begin(MarkChange::Unbookmark { id: "1".into() });
        assert_eq!(saving.of("1"), Kept::OnTheWay, "the last change counts");
        saving.saved(1);
        assert_eq!(saving.refused_len(), 0);
        assert_eq!((saving.of("1"), saving.is_empty()), (Kept::OnTheWay, false));
        saving.saved(2);
        assert!(saving.is_empty() && saving.last_words().is_none() && saving.news().is_none());
    }

    #[test]
    fn what_is_lost_shifts_nothing() {
        let mut saving = Saving::default();
        for id in ["1", "2", "3", "4"] {
            saving.begin(bookmark(id));
        }
        saving.refused(1, cause("full"));
        saving.lose(1);
        saving.lose(9);
        let states = |saving: &Saving| ["1", "2", "3", "4"].map(|id| saving.of(id));
        assert_eq!(states(&saving), [Kept::Refused, Kept::Refused, Kept::OnTheWay, Kept::OnTheWay]);
        assert_eq!(saving.refused_len(), 1);
        saving.saved(2);
        assert_eq!(states(&saving), [Kept::Saved, Kept::Refused, Kept::Saved, Kept::OnTheWay]);
        saving.saved(1);
        assert!(!saving.is_empty());
        let said = "1 change of marks is not saved: the program failed over it\n  bookmarked: 2 T2";
        assert_eq!(saving.last_words().as_deref(), Some(said));
    }

    #[test]
    fn it_is_news_once_for_each_cause_and_each_further_change() {
        let mut saving = Saving::default();
        saving.begin(bookmark("1"));
        saving.refused(1, cause("full"));
        assert_eq!(saving.news().as_deref(), Some("full: 1 change is not saved yet"));
        assert!(saving.see() && !saving.see() && saving.news().is_none());
        saving.refused(1, cause("full"));
        assert!(saving.news().is_none(), "it was seen");
        saving.begin(bookmark("2"));
        saving.refused(2, cause("full"));
        assert!(saving.see());
        saving.refused(2, cause("read-only"));
        assert!(saving.news().is_some_and(|said| said.starts_with("read-only: 2 changes")));
        assert_eq!(
            saving.last_words().as_deref(),
            Some(
                "2 changes of marks are not saved: cannot save: /a: read-only\n  bookmarked: 1 T1\n  \
                 bookmarked: 2 T2"
            )
        );
    }
}
