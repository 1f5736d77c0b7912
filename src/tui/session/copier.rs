//! The copier: the thread that brings copied text to the clipboard, which other programs may keep waiting.

use std::sync::mpsc::Receiver;

use super::clipboard::Clipboard;
use super::mailbox::{Event, Outbox, Ticket};
use super::panics::attempt;
use crate::app::Msg;

/// A text to copy, what it is, and its place in the registry.
#[derive(Debug)]
pub(super) struct ToCopy {
    pub what: &'static str,
    pub text: String,
    pub ticket: Ticket,
}

/// Copies what comes, until nothing can come any more. A text behind which another one waits already is passed over:
/// a clipboard holds one.
pub(super) fn copy(clipboard: &mut dyn Clipboard, to_copy: &Receiver<ToCopy>, outbox: &Outbox) {
    for first in to_copy {
        // The tickets are given back when all has been told.
        let mut all: Vec<_> = std::iter::once(first).chain(to_copy.try_iter()).collect();
        let Some(ToCopy { what, text, ticket: _ticket }) = all.pop() else { continue };
        let mut to_terminal = |sequences| _ = outbox.send(Event::ToTerminal(sequences));
        if let Some(said) = attempt(outbox, || clipboard.copy(what, &text, &mut to_terminal)) {
            outbox.tell(Msg::Notice(said));
        }
    }
}
