//! The rememberer: the thread that writes queries, apart from marks, which never wait for it.

use std::sync::mpsc::Receiver;

use super::mailbox::{Outbox, Ticket};
use super::panics::attempt;
use crate::app::Msg;
use crate::disk::HistoryFile;

/// Where queries last.
pub trait Queries: Send {
    /// Adds a query to the saved ones.
    ///
    /// # Errors
    ///
    /// Why it is not saved, in words for the person.
    fn remember(&mut self, query: &str) -> Result<(), String>;
}

impl Queries for HistoryFile {
    fn remember(&mut self, query: &str) -> Result<(), String> {
        self.add(query).map_err(|error| error.to_string().replace('\n', "; "))
    }
}

/// A query to save, with its place in the registry.
pub(super) type ToRemember = (String, Ticket);

/// Saves the queries that come, until none can come any more.
pub(super) fn remember(queries: &mut dyn Queries, to_remember: &Receiver<ToRemember>, outbox: &Outbox) {
    let mut complained = false;
    for (query, _ticket) in to_remember {
        // Once is enough: nothing of worth is lost.
        if let Some(Err(reason)) = attempt(outbox, || queries.remember(&query))
            && !std::mem::replace(&mut complained, true)
        {
            outbox.tell(Msg::Notice(reason));
        }
    }
}
