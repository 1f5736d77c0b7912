//! The rememberer: the thread that writes queries and where one reads, apart from marks, which never wait for it.

use std::sync::mpsc::Receiver;

use super::mailbox::{Outbox, Ticket};
use super::panics::attempt;
use crate::app::Msg;
use crate::disk::{HistoryFile, PlacesFile};
use crate::thesis::Bearings;

/// Where queries last, and where one reads.
pub trait Queries: Send {
    /// Adds a query to the saved ones.
    ///
    /// # Errors
    ///
    /// Why it is not saved, in words for the person.
    fn remember(&mut self, query: &str) -> Result<(), String>;

    /// Adds where one reads to what is saved. By default it is forgotten.
    ///
    /// # Errors
    ///
    /// Why it is not saved, in words for the person.
    fn keep(&mut self, _bearings: &Bearings) -> Result<(), String> {
        Ok(())
    }
}

impl Queries for (HistoryFile, PlacesFile) {
    fn remember(&mut self, query: &str) -> Result<(), String> {
        self.0.add(query).map_err(|error| error.to_string().replace('\n', "; "))
    }

    fn keep(&mut self, bearings: &Bearings) -> Result<(), String> {
        self.1.keep(bearings).map_err(|error| error.to_string().replace('\n', "; "))
    }
}

/// What is to be saved, with its place in the registry.
pub(super) type ToRemember = (Memory, Ticket);

/// What is to be saved beside marks.
#[derive(Debug)]
pub(super) enum Memory {
    /// A query.
    Query(String),
    /// Where one reads.
    Bearings(Bearings),
}

/// Saves what comes, until nothing can come any more.
pub(super) fn remember(queries: &mut dyn Queries, to_remember: &Receiver<ToRemember>, outbox: &Outbox) {
    let mut complained = false;
    for (memory, _ticket) in to_remember {
        let saved = attempt(outbox, || match &memory {
            Memory::Query(query) => queries.remember(query),
            Memory::Bearings(bearings) => queries.keep(bearings),
        });
        // Once is enough: nothing of worth is lost.
        if let Some(Err(reason)) = saved
            && !std::mem::replace(&mut complained, true)
        {
            outbox.tell(Msg::Notice(reason));
        }
    }
}
