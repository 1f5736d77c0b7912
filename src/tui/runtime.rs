//! Does what the reader asks for, on threads that own their data and answer with events.
//!
//! ```text
//! input ──────────────────────────┐
//! signals ────────────────────────┤
//! loader ─┬───────────────────────┤
//!         ├───────────→ searcher ─┼→ events → the loop
//!         └→ indexer ──→┘         │
//! saver ──────────────────────────┘
//! ```
//!
//! The only place where the reader meets the disk and the clock.

use std::io;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use super::answers::Answers;
use super::input;
use crate::app::{Effect, Msg, Settings, completion};
use crate::disk::load::{LoadEvent, Source, load};
use crate::disk::{HistoryFile, MarksFile, timestamp};
use crate::search::{
    Cancel, Engine, Filling, Gap, Generation, Incoming, IndexBuilder, Patience, Question, SegmentIndex,
};
use crate::text::sanitise::printable;
use crate::thesis::{MarkChange, Marks, Segment};

/// What the reader is opened with.
#[derive(Debug)]
pub struct Options {
    /// What a person has set.
    pub settings: Settings,
    /// The marks as they are now.
    pub marks: Marks,
    /// Where marks are saved.
    pub marks_file: MarksFile,
    /// Where queries are saved.
    pub history_file: HistoryFile,
    /// What is loaded.
    pub source: Source,
    /// Something to say first, such as that the marks could not be read.
    pub notice: Option<String>,
}

/// Something that happened outside.
#[derive(Debug)]
pub(super) enum Event {
    /// Something for the state.
    Msg(Msg),
    /// The program is asked to end.
    Terminate,
    /// The program is asked to stop until it is told to go on.
    Suspend,
}

/// The threads, and the ways to and from them.
#[derive(Debug)]
pub(super) struct Runtime {
    events: Receiver<Event>,
    sender: Sender<Event>,
    work: Sender<Work>,
    cancel: Cancel,
    changes: Sender<Change>,
    saver: JoinHandle<()>,
    stop: Arc<AtomicBool>,
}

/// What the searcher does.
#[derive(Debug)]
enum Work {
    Grow(Arc<Segment>),
    Index(SegmentIndex),
    Answer(Generation, Question),
    Complete(Generation, Gap),
}

/// What the saver saves.
#[derive(Debug)]
enum Change {
    Mark(MarkChange),
    Query(String),
}

/// A terminal takes no more than this from OSC 52, in bytes before encoding: xterm's limit, which others keep.
const CLIPBOARD_LIMIT: usize = 74_994;

impl Runtime {
    /// Starts all threads. Loading begins at once.
    ///
    /// # Errors
    ///
    /// Where the signals of the system cannot be listened to.
    pub fn start(options: Options) -> io::Result<Self> {
        let Options { marks_file, history_file, source, notice, .. } = options;
        let (sender, events) = channel();
        let (work, to_do) = channel();
        let (segments, to_index) = channel();
        let (changes, to_save) = channel();
        let (cancel, stop) = (Cancel::never(), Arc::new(AtomicBool::new(false)));
        listen_to_signals(sender.clone())?;
        let (to_loop, stopped) = (sender.clone(), Arc::clone(&stop));
        thread::spawn(move || read_input(&to_loop));
        let to_loop = sender.clone();
        let to_searcher = work.clone();
        thread::spawn(move || load_all(&source, &stopped, &to_loop, &to_searcher, &segments));
        let to_searcher = work.clone();
        thread::spawn(move || index(&to_index, &to_searcher));
        let (to_loop, newest) = (sender.clone(), cancel.clone());
        thread::spawn(move || search(&to_do, &newest, &to_loop));
        let to_loop = sender.clone();
        let saver = thread::spawn(move || save(&marks_file, &history_file, &to_save, &to_loop));
        if let Some(notice) = notice {
            let _ = sender.send(Event::Msg(Msg::Notice(notice)));
        }
        Ok(Self { events, sender, work, cancel, changes, saver, stop })
    }

    /// Waits for the next event.
    pub fn wait(&self) -> Event {
        self.events.recv().expect("a sender lives as long as the receiver, beside it")
    }

    /// The next event, if one has come.
    pub fn poll(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// The next event that comes before `end`.
    pub fn wait_until(&self, end: Instant) -> Option<Event> {
        self.events.recv_timeout(end.saturating_duration_since(Instant::now())).ok()
    }

    /// Does what an effect says. Quitting and suspending are the loop's own.
    pub fn perform(&self, effect: Effect) {
        match effect {
            Effect::Ask(generation, question) => {
                self.cancel.ask(generation);
                // The searcher is gone only where the program is about to be.
                let _ = self.work.send(Work::Answer(generation, question));
            }
            Effect::Complete(generation, gap) => {
                let _ = self.work.send(Work::Complete(generation, gap));
            }
            Effect::Mark(change) => {
                let _ = self.changes.send(Change::Mark(change));
            }
            Effect::Remember(query) => {
                let _ = self.changes.send(Change::Query(query));
            }
            Effect::Copy(what, text) => {
                let _ = self.sender.send(Event::Msg(Msg::Notice(copy(what, &text))));
            }
            Effect::Suspend | Effect::Quit => {}
        }
    }

    /// Ends what is under way. Marks and queries that are on their way to the disk are saved first.
    ///
    /// # Errors
    ///
    /// None by now; what could not be saved was said on the screen.
    pub fn finish(self) -> io::Result<()> {
        self.stop.store(true, Ordering::Relaxed);
        drop(self.changes);
        self.saver.join().map_err(|_| io::Error::other("saving the marks failed"))
    }
}

/// Puts a text on the clipboard through the terminal and says what became of it.
fn copy(what: &str, text: &str) -> String {
    if matches!(std::env::var("TERM").as_deref(), Ok("linux" | "dumb")) {
        return format!("the {what} was not copied: this terminal has no clipboard (OSC 52)");
    }
    if text.len() > CLIPBOARD_LIMIT {
        let (size, most) = (text.len() / 1000, CLIPBOARD_LIMIT / 1000);
        return format!("the {what} was not copied: it has {size} kB, a terminal takes {most} kB (OSC 52)");
    }
    match execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text)) {
        Ok(()) => format!("the {what} was sent to the terminal’s clipboard"),
        Err(error) => format!("the {what} was not copied: {error}"),
    }
}

/// How long the rest of a terminal's answer may take, over a slow line too; far less than a person between two keys.
const REST_OF_AN_ANSWER: Duration = Duration::from_millis(100);

fn read_input(to_loop: &Sender<Event>) {
    let mut answers = Answers::default();
    loop {
        if answers.is_coming() && matches!(crossterm::event::poll(REST_OF_AN_ANSWER), Ok(false)) {
            answers.give_up();
        }
        let event = match crossterm::event::read() {
            Ok(event) if !answers.lets_pass(&event) => None,
            Ok(event) => input::message(event).map(Event::Msg),
            // Without a terminal there is nobody to serve.
            Err(_) => Some(Event::Terminate),
        };
        let ends = matches!(event, Some(Event::Terminate));
        let gone = event.is_some_and(|event| to_loop.send(event).is_err());
        if ends || gone {
            return;
        }
    }
}

#[cfg(unix)]
fn listen_to_signals(to_loop: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = if signal == SIGTSTP { Event::Suspend } else { Event::Terminate };
            if to_loop.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, clippy::needless_pass_by_value, reason = "as where there are signals")]
fn listen_to_signals(_: Sender<Event>) -> io::Result<()> {
    Ok(())
}

fn load_all(
    source: &Source,
    stop: &AtomicBool,
    to_loop: &Sender<Event>,
    to_searcher: &Sender<Work>,
    to_indexer: &Sender<Arc<Segment>>,
) {
    let tell = |msg| {
        let _ = to_loop.send(Event::Msg(msg));
    };
    load(source, threads(), stop, &mut |event| match event {
        // In this order: an answer never names a thesis that the reader has not got, nor is one indexed that
        // the searcher has not got.
        LoadEvent::Segment(segment) => {
            tell(Msg::Loaded(Arc::clone(&segment)));
            let _ = to_searcher.send(Work::Grow(Arc::clone(&segment)));
            let _ = to_indexer.send(segment);
        }
        LoadEvent::Problems(problems) => tell(Msg::Problems(problems)),
        LoadEvent::Progress(progress) => tell(Msg::Progress(progress.done, progress.total)),
    });
    tell(Msg::LoadingDone);
}

/// Indexes the segments as they come and hands the indexes to the searcher.
fn index(segments: &Receiver<Arc<Segment>>, to_searcher: &Sender<Work>) {
    let next = |patience| {
        let next = match patience {
            Patience::Endless => segments.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Patience::Until(end) => segments.recv_timeout(end),
        };
        match next {
            Ok(segment) => Incoming::Segment(segment),
            Err(RecvTimeoutError::Timeout) => Incoming::Nothing,
            Err(RecvTimeoutError::Disconnected) => Incoming::End,
        }
    };
    IndexBuilder::default().run(next, |index| to_searcher.send(Work::Index(index)).is_ok());
}

/// Answers questions, the newest only, and takes in what is indexed.
fn search(to_do: &Receiver<Work>, newest: &Cancel, to_loop: &Sender<Event>) {
    let mut engine = Engine::default();
    while let Ok(first) = to_do.recv() {
        let (mut grown, mut asked, mut completed) = (false, None, None);
        for work in std::iter::once(first).chain(to_do.try_iter()) {
            match work {
                Work::Grow(segment) => {
                    engine.grow(segment);
                    grown = true;
                }
                Work::Index(index) => {
                    engine.take(index);
                    grown = true;
                }
                Work::Answer(generation, question) => asked = Some((generation, question)),
                Work::Complete(generation, gap) => completed = Some((generation, gap)),
            }
        }
        if let Some((generation, question)) = asked {
            let tell = |answer| {
                let _ = to_loop.send(Event::Msg(Msg::Answered(generation, answer)));
            };
            engine.answer_in_pieces(&question, &newest.of(generation), &mut |first| tell(first)).map(tell);
        }
        if let Some((generation, gap)) = completed
            && let Filling::Value(column) = gap.filling
            && let Some(values) =
                engine.completions(column, &gap.beginning, completion::AT_MOST, &newest.of(generation))
        {
            let _ = to_loop.send(Event::Msg(Msg::Completed(gap, values)));
        }
        if grown {
            let _ = to_loop.send(Event::Msg(Msg::Indexed(engine.indexed())));
        }
    }
}

fn save(marks: &MarksFile, history: &HistoryFile, changes: &Receiver<Change>, to_loop: &Sender<Event>) {
    let tell = |msg| {
        let _ = to_loop.send(Event::Msg(msg));
    };
    let mut complained = false;
    for change in changes {
        match change {
            Change::Mark(change) => save_mark(marks, &change, &tell),
            Change::Query(query) => {
                // Once is enough: nothing of worth is lost.
                if let Err(error) = history.add(&query)
                    && !std::mem::replace(&mut complained, true)
                {
                    tell(Msg::Notice(error.to_string().replace('\n', "; ")));
                }
            }
        }
    }
}

fn save_mark(file: &MarksFile, change: &MarkChange, tell: &impl Fn(Msg)) {
    let now = timestamp(SystemTime::now());
    match file.change(change, &now) {
        Ok(saved) => {
            if let Some(aside) = saved.set_aside {
                let said = format!("the bookmarks could not be read; that file is {} now", aside.display());
                tell(Msg::Notice(printable(&said).into_owned()));
            }
            tell(Msg::Marked(Ok(saved.marks)));
        }
        Err(error) => tell(Msg::Marked(Err(error.to_string()))),
    }
}

fn threads() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
