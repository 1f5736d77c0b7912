//! The loop on a terminal, marks and a clipboard that are made up, and that fail where a test wants it.

mod saving;

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::{
    Clipboard, Ends, Event, Failure, Inbox, Left, Made, Outbox, Port, Queries, Session, Storage, Until,
    mailbox,
};
use crate::app::key::{Key, KeyCode};
use crate::app::layout::Size;
use crate::app::{Model, Msg, Settings};
use crate::disk::load::LoadEvent;
use crate::disk::{Error, Saved};
use crate::thesis::{Draft, Field, Marks, Segment, SegmentBuilder};
use crate::tui::theme::{Depth, Palette, Theme};

/// A terminal that notes what is done with it.
#[derive(Default)]
struct Script {
    size: (u16, u16),
    events: VecDeque<Event>,
    /// The sizes of the frames.
    frames: Vec<(u16, u16)>,
    suspended: usize,
    forgotten: usize,
    /// What the terminal got besides frames.
    sent: Vec<String>,
    resumed: usize,
    /// What happens at the frame with this number.
    at_frame: Option<(usize, Fault)>,
    sizes_after_suspending: VecDeque<(u16, u16)>,
}

#[derive(Clone, Copy)]
enum Fault {
    Error,
    Panic,
}

impl Port for Script {
    fn size(&mut self) -> io::Result<Size> {
        let (width, height) = self.size;
        Ok(Size { width, height })
    }

    fn draw(&mut self, model: &Model, _: &Theme) -> io::Result<()> {
        match self.at_frame {
            Some((at, Fault::Error)) if at == self.frames.len() => return Err(io::Error::other("gone")),
            Some((at, Fault::Panic)) if at == self.frames.len() => panic!("the view is broken"),
            _ => self.frames.push((model.size.width, model.size.height)),
        }
        Ok(())
    }

    fn capture_mouse(&mut self, _: bool) -> io::Result<()> {
        Ok(())
    }

    fn send(&mut self, sequences: &str) -> io::Result<()> {
        self.sent.push(sequences.to_owned());
        Ok(())
    }

    fn forget(&mut self) {
        self.forgotten += 1;
    }

    fn next(&mut self, inbox: &mut Inbox, until: Until) -> Option<Event> {
        let next = inbox.wait_for_work();
        next.or_else(|| (until == Until::Event).then(|| self.events.pop_front()).flatten())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.suspended += 1;
        self.size = self.sizes_after_suspending.pop_front().unwrap_or(self.size);
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        self.resumed += 1;
        Ok(())
    }

    fn give_back(&mut self) {}
}

/// Notes what is saved; panics over a mark of the thesis with this id, waits before a change where it is told to, and
/// refuses the first ones.
struct Shelf {
    refusals: usize,
    saved: Sender<String>,
    breaks_at: &'static str,
    wait: Option<Receiver<()>>,
}

impl Storage for Shelf {
    fn mark(&mut self, changes: &[Made]) -> Result<Saved, Error> {
        if let Some(wait) = &self.wait {
            let _ = wait.recv();
        }
        assert!(changes.iter().all(|(change, _)| change.id() != self.breaks_at), "the saver is broken");
        if self.refusals > 0 {
            self.refusals -= 1;
            return Err(Error::found("cannot save", "no room").at(Path::new("/marks")));
        }
        for (change, _) in changes {
            let _ = self.saved.send(change.id().to_owned());
        }
        Ok(Saved { marks: Marks::default(), set_aside: None })
    }
}

struct Nothing;

impl Queries for Nothing {
    fn remember(&mut self, _: &str) -> Result<(), String> {
        Err("nothing is remembered".into())
    }
}

struct NoClipboard;

impl Clipboard for NoClipboard {
    fn copy(&mut self, what: &str, text: &str, to_terminal: &mut dyn FnMut(String)) -> String {
        to_terminal(format!("<{text}>"));
        format!("{what}: {text}")
    }
}

struct Opened {
    session: Session<Script>,
    outbox: Outbox,
    saved: Receiver<String>,
}

fn open(script: Script, breaks_at: &'static str, wait: Option<Receiver<()>>) -> Opened {
    let (saved, receiver) = channel();
    open_on(script, Shelf { refusals: 0, saved, breaks_at, wait }, receiver)
}

fn open_on(script: Script, shelf: Shelf, saved: Receiver<String>) -> Opened {
    let (inbox, outbox) = mailbox();
    let (queries, clipboard) = (Box::new(Nothing), Box::new(NoClipboard));
    let ends =
        Ends { storage: Box::new(shelf), queries, retry: Duration::MAX, clipboard, lull: Duration::ZERO };
    let theme = Theme::new(Palette::Terminal, Depth::None);
    let settings = Settings { measure: 72, ..Settings::default() };
    let mailbox = (inbox, outbox.clone());
    let session = Session::start(script, mailbox, ends, theme, settings, Marks::default()).unwrap();
    session.take(LoadEvent::Segment(std::sync::Arc::new(segment())));
    Opened { session, outbox, saved }
}

fn segment() -> Segment {
    let mut builder = SegmentBuilder::default();
    for id in ["1", "2", "3"] {
        let draft = Draft::default().with(Field::Id, id).with(Field::Title, id);
        builder.push(&draft, &Path::new("f").into());
    }
    builder.seal()
}

fn keys(keys: &str) -> impl Iterator<Item = Event> {
    keys.chars().map(|c| Event::Msg(Msg::Key(Key::plain(KeyCode::Char(c)))))
}

fn script(typed: &str) -> Script {
    Script { size: (80, 24), events: keys(typed).collect(), ..Script::default() }
}

#[test]
fn it_ends_when_it_is_left_and_not_before() {
    let mut opened = open(script("jjbq"), "", None);
    assert_eq!(opened.session.run().unwrap(), Left::Quit);
    let mut opened = open(script("jjb"), "", None);
    assert_eq!(opened.session.run().unwrap(), Left::Silent);
    opened.outbox.send(Event::Signal(15));
    assert_eq!(opened.session.run().unwrap(), Left::Signal(15));
}

#[test]
fn the_size_is_asked_for_at_each_frame() {
    let mut opened = open(script("j"), "", None);
    opened.session.run().unwrap();
    assert_eq!(opened.session.port.frames.last(), Some(&(80, 24)));
    // Nothing says that it has changed but a key that comes in the same instant.
    opened.session.port.size = (100, 30);
    opened.session.port.events.extend(keys("j"));
    opened.session.run().unwrap();
    assert_eq!(opened.session.port.frames.last(), Some(&(100, 30)));
    opened.session.port.size = (60, 20);
    opened.session.port.events.push_back(Event::Resized);
    opened.session.run().unwrap();
    assert_eq!(opened.session.port.frames.last(), Some(&(60, 20)));
}

#[test]
fn it_is_suspended_by_key_and_by_signal_and_then_seen_in_its_new_size() {
    let ctrl_z = Event::Msg(Msg::Key(Key { code: KeyCode::Char('z'), ctrl: true, alt: false }));
    for (at, event) in [ctrl_z, Event::Suspend].into_iter().enumerate() {
        let mut opened = open(script(""), "", None);
        opened.session.port.sizes_after_suspending.push_back((70, 20));
        opened.session.port.events.push_back(event);
        opened.session.run().unwrap();
        assert_eq!(opened.session.port.suspended, 1, "{at}");
        assert_eq!(opened.session.port.frames.last(), Some(&(70, 20)));
        assert_eq!(opened.session.port.resumed, 0);
        opened.session.port.events.push_back(Event::Continued);
        let frames = opened.session.port.frames.len();
        opened.session.run().unwrap();
        assert_eq!(opened.session.port.resumed, 1);
        assert_eq!(opened.session.port.frames.len(), frames + 1, "it is drawn again");
    }
}

#[test]
fn a_key_draws_the_screen_anew() {
    let ctrl_l = Event::Msg(Msg::Key(Key { code: KeyCode::Char('l'), ctrl: true, alt: false }));
    let mut opened = open(script(""), "", None);
    opened.session.run().unwrap();
    let frames = opened.session.port.frames.len();
    opened.session.port.events.push_back(ctrl_l);
    opened.session.run().unwrap();
    assert_eq!((opened.session.port.forgotten, opened.session.port.frames.len()), (1, frames + 1));
}

/// What a panic said.
fn said(failure: Result<Left, Failure>) -> String {
    match failure {
        Err(Failure::Panic(panic)) => panic.downcast_ref::<String>().cloned().unwrap_or_else(|| {
            panic.downcast_ref::<&str>().map_or_else(String::new, |text| (*text).to_owned())
        }),
        other => panic!("no panic: {other:?}"),
    }
}

#[test]
fn a_panic_of_any_thread_ends_it_and_the_marks_behind_it_are_saved() {
    // The saver breaks over the first of three marks, at once; all of them are on their way by then.
    let (go_on, wait) = channel();
    let mut opened = open(script(""), "1", Some(wait));
    opened.session.run().unwrap();
    for key in "bjbjb".chars() {
        for effect in crate::app::update(&mut opened.session.model, Msg::Key(Key::plain(KeyCode::Char(key))))
        {
            opened.session.performer.perform(effect);
        }
    }
    drop(go_on);
    assert!(said(opened.session.run()).contains("the saver is broken"));
    let finished = opened.session.finish(Duration::from_secs(60));
    assert!(finished.panic.is_none());
    let unsaved = "1 change of marks is not saved: the program failed over it\n  bookmarked: 1 1";
    assert_eq!(finished.unsaved.as_deref(), Some(unsaved), "what was saved is not named");
    assert_eq!(opened.saved.iter().collect::<Vec<_>>(), ["2", "3"]);

    let mut opened = open(Script { at_frame: Some((2, Fault::Panic)), ..script("bj") }, "", None);
    assert_eq!(said(opened.session.run()), "the view is broken");
    assert!(opened.session.finish(Duration::from_secs(60)).panic.is_none());
    assert_eq!(opened.saved.iter().collect::<Vec<_>>(), ["1"]);

    let mut opened = open(script(""), "", None);
    opened.session.load(Box::new(|_, _| panic!("the loader is broken"))).unwrap();
    assert_eq!(said(opened.session.run()), "the loader is broken");
}

#[test]
fn a_panic_that_somebody_makes_good_ends_nothing() {
    let mut opened = open(script("jq"), "", None);
    let loader = |_: &std::sync::atomic::AtomicBool, sink: &mut dyn FnMut(LoadEvent)| {
        assert!(std::panic::catch_unwind(|| panic!("this file is broken")).is_err());
        sink(LoadEvent::Segment(std::sync::Arc::new(segment())));
    };
    opened.session.load(Box::new(loader)).unwrap();
    assert_eq!(opened.session.run().unwrap(), Left::Quit);
    assert_eq!(opened.session.model.collection.len(), 6);
}

#[test]
fn a_query_that_cannot_be_saved_is_told_of_once() {
    let mut opened = open(script(""), "", None);
    opened.session.run().unwrap();
    for (query, notice) in [("a", Some("nothing is remembered")), ("b", None)] {
        opened.session.model.notice = None;
        opened.session.performer.perform(crate::app::Effect::Remember(query.into()));
        opened.session.run().unwrap();
        assert_eq!(opened.session.model.notice.as_deref(), notice, "{query}");
    }
    opened.session.port.events.extend(keys("yi"));
    opened.session.run().unwrap();
    assert_eq!(opened.session.model.notice.as_deref(), Some("id: 1"));
    assert_eq!(opened.session.port.sent, ["<1>"]);
}

#[test]
fn a_new_question_cancels_the_old_one() {
    let mut opened = open(script(""), "", None);
    opened.session.run().unwrap();
    let asked = opened.session.model.filter.reply.generation;
    let old = opened.session.performer.cancelled_of(asked);
    assert!(!old.is_cancelled());
    opened.session.port.events.extend(keys("s"));
    opened.session.run().unwrap();
    assert!(opened.session.model.filter.reply.generation > asked && old.is_cancelled());
}
