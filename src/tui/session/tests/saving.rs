//! Marks on their way to the disk: refused, tried again, and told of on leaving.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::{Fault, NoClipboard, Opened, Shelf, keys, open, open_on, script};
use crate::app::Msg;
use crate::app::key::{Key, KeyCode};
use crate::thesis::{MarkChange, Marks};
use crate::tui::session::{Ends, Event, Failure, Performer, Queries, mailbox};

#[test]
fn marks_on_their_way_are_saved_where_the_terminal_fails() {
    let (go_on, wait) = channel();
    let mut opened = open(script(""), "", Some(wait));
    opened.session.run().unwrap();
    let change = MarkChange::Bookmark { id: "1".into(), title: String::new() };
    opened.session.performer.perform(crate::app::Effect::Mark(change));
    opened.session.port.at_frame = Some((opened.session.port.frames.len(), Fault::Error));
    opened.session.is_stale = true;
    assert!(matches!(opened.session.run(), Err(Failure::Terminal(error)) if error.to_string() == "gone"));
    assert!(opened.saved.try_recv().is_err(), "it is on its way");
    drop(go_on);
    assert!(opened.session.finish(Duration::MAX).panic.is_none());
    assert_eq!(opened.saved.recv().unwrap(), "1");
}

#[test]
fn leaving_after_a_panic_does_not_wait_for_ever() {
    let (_never, wait) = channel();
    let mut opened = open(script(""), "", Some(wait));
    opened.session.run().unwrap();
    let change = MarkChange::Bookmark { id: "1".into(), title: String::new() };
    opened.session.performer.perform(crate::app::Effect::Mark(change));
    assert!(opened.session.finish(Duration::ZERO).panic.is_none());
    assert!(opened.saved.try_recv().is_err());
}

/// A reader whose storage refuses so many times, and where what it saves comes out.
fn open_refusing(typed: &str, refusals: usize) -> Opened {
    let (saved, receiver) = channel();
    open_on(script(typed), Shelf { refusals, saved, breaks_at: "", wait: None }, receiver)
}

#[test]
fn a_mark_that_was_refused_is_saved_with_the_next_one() {
    let mut opened = open_refusing("bjb", 1);
    opened.session.run().unwrap();
    assert_eq!(opened.saved.try_iter().collect::<Vec<_>>(), ["1", "2"]);
    let finished = opened.session.finish(Duration::from_secs(60));
    assert!(finished.unsaved.is_none(), "{finished:?}");
}

#[test]
fn a_mark_that_was_refused_is_tried_once_more_on_leaving_however_that_comes() {
    let signal = Event::Signal(15);
    for (at, event) in keys("q").chain([signal]).enumerate() {
        let mut opened = open_refusing("b", 1);
        opened.session.port.events.push_back(event);
        opened.session.run().unwrap();
        let finished = opened.session.finish(Duration::from_secs(60));
        assert!(finished.unsaved.is_none(), "{at}: {finished:?}");
        assert_eq!(opened.saved.iter().collect::<Vec<_>>(), ["1"]);
    }
    let mut opened = open_refusing("b", 1);
    opened.session.run().unwrap();
    opened.session.port.at_frame = Some((opened.session.port.frames.len(), Fault::Error));
    opened.session.is_stale = true;
    assert!(opened.session.run().is_err());
    assert!(opened.session.finish(Duration::from_secs(60)).unsaved.is_none());
    assert_eq!(opened.saved.iter().collect::<Vec<_>>(), ["1"]);
}

#[test]
fn what_is_never_saved_is_told_of_on_leaving() {
    let mut opened = open_refusing("bjbq", usize::MAX);
    opened.session.run().unwrap();
    let said = opened.session.finish(Duration::from_secs(60)).unsaved.unwrap();
    for part in ["2 changes of marks are not saved: cannot save: /marks: no room", "1 1", "2 2"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn leaving_does_not_wait_for_storage_that_never_answers_and_tells_of_it() {
    let (_never, wait) = channel();
    let mut opened = open(script(""), "", Some(wait));
    opened.session.run().unwrap();
    let b = Msg::Key(Key::plain(KeyCode::Char('b')));
    for effect in crate::app::update(&mut opened.session.model, b) {
        opened.session.performer.perform(effect);
    }
    let said = opened.session.finish(Duration::ZERO).unsaved.unwrap();
    assert!(said.starts_with("1 change of marks is not saved: there was no time"), "{said}");
}

/// Waits for a query until it is told to go on.
struct Blocked(Receiver<()>);

impl Queries for Blocked {
    fn remember(&mut self, _: &str) -> Result<(), String> {
        let _ = self.0.recv();
        Ok(())
    }
}

#[test]
fn a_query_that_blocks_keeps_no_mark_from_being_saved() {
    let (go_on, blocked) = channel();
    let (inbox, outbox) = mailbox();
    let (saved, receiver) = channel();
    let storage = Box::new(Shelf { refusals: 0, saved, breaks_at: "", wait: None });
    let (queries, clipboard) = (Box::new(Blocked(blocked)), Box::new(NoClipboard));
    let ends = Ends { storage, queries, retry: Duration::MAX, clipboard, lull: Duration::ZERO };
    let mut performer = Performer::start(ends, Marks::default(), outbox).unwrap();
    performer.perform(crate::app::Effect::Remember("urban".into()));
    let change = MarkChange::Bookmark { id: "1".into(), title: String::new() };
    performer.perform(crate::app::Effect::Mark(change));
    assert_eq!(receiver.recv_timeout(Duration::from_secs(60)).as_deref(), Ok("1"));
    drop((go_on, inbox));
}
