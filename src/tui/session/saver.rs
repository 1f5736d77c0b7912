//! The saver: the thread that writes marks and queries, one after another.

use std::sync::mpsc::Receiver;
use std::time::SystemTime;

use super::mailbox::{Outbox, Ticket};
use super::panics::attempt;
use crate::app::Msg;
use crate::disk::{HistoryFile, MarksFile, Saved, timestamp};
use crate::text::sanitise::printable;
use crate::thesis::MarkChange;

/// Where marks and queries last.
pub trait Storage: Send {
    /// Applies a change to the marks as they are saved by now, and saves them.
    ///
    /// # Errors
    ///
    /// Why they are not saved, in words for the person.
    fn mark(&mut self, change: &MarkChange) -> Result<Saved, String>;

    /// Adds a query to the saved ones.
    ///
    /// # Errors
    ///
    /// Why it is not saved, in words for the person.
    fn remember(&mut self, query: &str) -> Result<(), String>;
}

/// The files of marks and of queries.
#[derive(Debug)]
pub struct Files {
    /// Where marks are saved.
    pub marks: MarksFile,
    /// Where queries are saved.
    pub history: HistoryFile,
}

impl Storage for Files {
    fn mark(&mut self, change: &MarkChange) -> Result<Saved, String> {
        let now = timestamp(SystemTime::now());
        self.marks.change(change, &now).map_err(|error| error.to_string())
    }

    fn remember(&mut self, query: &str) -> Result<(), String> {
        self.history.add(query).map_err(|error| error.to_string().replace('\n', "; "))
    }
}

/// What the saver saves, with its place in the registry.
#[derive(Debug)]
pub(super) enum Change {
    Mark(MarkChange, Ticket),
    Query(String, Ticket),
}

/// Saves what comes, until nothing can come any more. A panic over one change does not keep the next from
/// being saved.
pub(super) fn save(storage: &mut dyn Storage, changes: &Receiver<Change>, outbox: &Outbox) {
    let mut complained = false;
    for change in changes {
        match change {
            Change::Mark(change, _ticket) => {
                if let Some(saved) = attempt(outbox, || storage.mark(&change)) {
                    tell_of_mark(saved, outbox);
                }
            }
            Change::Query(query, _ticket) => {
                // Once is enough: nothing of worth is lost.
                if let Some(Err(reason)) = attempt(outbox, || storage.remember(&query))
                    && !std::mem::replace(&mut complained, true)
                {
                    outbox.tell(Msg::Notice(reason));
                }
            }
        }
    }
}

fn tell_of_mark(saved: Result<Saved, String>, outbox: &Outbox) {
    let marks = saved.map(|saved| {
        if let Some(aside) = saved.set_aside {
            let said = format!("the bookmarks could not be read; that file is {} now", aside.display());
            outbox.tell(Msg::Notice(printable(&said).into_owned()));
        }
        saved.marks
    });
    outbox.tell(Msg::Marked(marks));
}
