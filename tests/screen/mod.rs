//! The harness for tests of the screen: types keys into the real session and prints what it draws.
//!
//! The loop and the threads are those of the program; the terminal, the marks and the clipboard are made up. A key
//! is typed when nothing is under way any more: nothing waits for a time and nothing sleeps.

#![allow(dead_code, reason = "each test file uses some of it")]

use std::collections::VecDeque;
use std::io;
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Style;
use theses::app::key::{Key, KeyCode};
use theses::app::layout::Size;
use theses::app::{Model, Mouse, Msg, Settings};
use theses::disk::load::{LoadEvent, Source, load_all};
use theses::disk::{Error, Saved};
use theses::thesis::{Collection, Draft, Marks, Problem, Segment, SegmentBuilder};
use theses::tui::session::{
    Clipboard, Ends, Event, Failure, Inbox, Left, Made, Port, Queries, Session, Storage, Until, mailbox,
};
use theses::tui::theme::{Depth, Palette, Theme};
use theses::tui::view;

/// A reader on a screen that a test looks at.
pub struct Reader {
    session: Session<Screen>,
    pub copied: Vec<(String, String)>,
    /// The queries that were to be saved, in order.
    pub remembered: Vec<String>,
    pub quit: bool,
    copies: Receiver<(String, String)>,
    queries: Receiver<String>,
}

/// A terminal in memory, and the events that are to come from it.
pub struct Screen {
    size: Size,
    terminal: Terminal<TestBackend>,
    script: VecDeque<Event>,
    /// Whether it was told last to report the mouse.
    pub captures_mouse: Option<bool>,
}

/// Marks in memory.
struct Memory(Marks);

/// Queries on their way to the test.
struct Remembered(Sender<String>);

/// A clipboard that hands everything to the test.
struct Copies(Sender<(String, String)>);

impl Screen {
    fn new(width: u16, height: u16) -> Self {
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a test has a terminal");
        Self { size: Size { width, height }, terminal, script: VecDeque::new(), captures_mouse: None }
    }
}

impl Port for Screen {
    fn size(&mut self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn draw(&mut self, model: &Model, theme: &Theme) -> io::Result<()> {
        let Ok(_) = self.terminal.draw(|frame| view::draw(model, theme, frame));
        Ok(())
    }

    fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.captures_mouse = Some(on);
        Ok(())
    }

    fn send(&mut self, _: &str) -> io::Result<()> {
        Ok(())
    }

    fn forget(&mut self) {}

    fn next(&mut self, inbox: &mut Inbox, until: Until) -> Option<Event> {
        let typed = || (until == Until::Event).then(|| self.script.pop_front()).flatten();
        inbox.wait_for_work().or_else(typed)
    }

    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn give_back(&mut self) {}
}

impl Storage for Memory {
    fn mark(&mut self, changes: &[Made]) -> Result<Saved, Error> {
        for (change, _) in changes {
            self.0.apply(change, "2026-01-02T03:04:05Z");
        }
        Ok(Saved { marks: self.0.clone(), set_aside: None })
    }
}

impl Queries for Remembered {
    fn remember(&mut self, query: &str) -> Result<(), String> {
        self.0.send(query.to_owned()).map_err(|error| error.to_string())
    }
}

impl Clipboard for Copies {
    fn copy(&mut self, what: &str, text: &str, _: &mut dyn FnMut(String)) -> String {
        self.0.send((what.to_owned(), text.to_owned())).expect("the test is there");
        format!("the {what} was copied")
    }
}

impl Deref for Reader {
    type Target = Session<Screen>;

    fn deref(&self) -> &Self::Target {
        &self.session
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.session
    }
}

impl Reader {
    /// A reader of a collection that is loaded, on a screen of `width` and `height`.
    pub fn of(collection: &Collection, width: u16, height: u16) -> Self {
        let mut reader = Self::empty(width, height);
        for (_, segment) in collection.segments() {
            reader.load(segment);
        }
        reader.tell(Msg::LoadingDone);
        reader
    }

    /// A reader of the bundled seeds.
    pub fn of_seeds(width: u16, height: u16) -> Self {
        Self::of(&load_all(&Source::Seeds).collection, width, height)
    }

    /// A reader before anything is loaded.
    pub fn empty(width: u16, height: u16) -> Self {
        Self::with_marks(Marks::default(), width, height)
    }

    /// A reader with marks, before anything is loaded.
    pub fn with_marks(marks: Marks, width: u16, height: u16) -> Self {
        Self::with_storage(Box::new(Memory(marks.clone())), marks, width, height)
    }

    /// A reader with marks that are saved elsewhere, before anything is loaded.
    pub fn with_storage(storage: Box<dyn Storage>, marks: Marks, width: u16, height: u16) -> Self {
        let settings = Settings { measure: 72, name: "seeds".into(), ..Settings::default() };
        let (copy, copies) = channel();
        let (query, queries) = channel();
        let ends = Ends {
            storage,
            queries: Box::new(Remembered(query)),
            retry: Duration::MAX,
            clipboard: Box::new(Copies(copy)),
            lull: Duration::ZERO,
        };
        let screen = Screen::new(width, height);
        let session = Session::start(screen, mailbox(), ends, theme(), settings, marks);
        let session = session.expect("a test has threads");
        let mut reader =
            Self { session, copied: Vec::new(), remembered: Vec::new(), quit: false, copies, queries };
        reader.go_on();
        reader
    }

    /// Loads and indexes one more segment.
    pub fn load(&mut self, segment: &Arc<Segment>) {
        self.session.take(LoadEvent::Segment(Arc::clone(segment)));
        self.go_on();
    }

    /// Tells of files and records that were not loaded.
    pub fn problems(&mut self, problems: Vec<Problem>) {
        self.tell(Msg::Problems(problems));
    }

    /// Presses keys: characters as they are, others by name, as in `/urban<Enter>`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        let events = parse_keys(keys).into_iter().map(|key| Event::Msg(Msg::Key(key)));
        self.session.port.script.extend(events);
        self.go_on()
    }

    /// Does something with the mouse at a column and a line.
    pub fn mouse(&mut self, mouse: Mouse, x: u16, y: u16) -> &mut Self {
        self.tell(Msg::Mouse(mouse, x, y));
        self
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        let screen = &mut self.session.port;
        *screen = Screen { script: std::mem::take(&mut screen.script), ..Screen::new(width, height) };
        self.happens(Event::Resized)
    }

    /// Tells the reader something, and waits for all that follows.
    pub fn tell(&mut self, msg: Msg) {
        self.happens(Event::Msg(msg));
    }

    /// Lets something happen, and waits for all that follows.
    pub fn happens(&mut self, event: Event) -> &mut Self {
        self.session.port.script.push_back(event);
        self.go_on()
    }

    /// Lets the session run until nothing more happens.
    fn go_on(&mut self) -> &mut Self {
        match self.session.run() {
            Ok(left) => self.quit |= left == Left::Quit,
            Err(Failure::Terminal(error)) => panic!("a test's terminal does not fail: {error}"),
            Err(Failure::Panic(panic)) => std::panic::resume_unwind(panic),
        }
        self.copied.extend(self.copies.try_iter());
        self.remembered.extend(self.queries.try_iter());
        self
    }

    /// What the screen shows, line by line, without white space at the end of lines.
    pub fn screen(&self) -> String {
        let buffer = self.session.port.terminal.backend().buffer();
        let lines = (0..buffer.area.height).map(|y| {
            // The cell behind a wide character shows nothing of its own.
            let mut hidden = 0;
            let mut line = String::new();
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if hidden > 0 {
                    hidden -= 1;
                    continue;
                }
                hidden = theses::text::width::columns(symbol).saturating_sub(1);
                line.push_str(symbol);
            }
            line.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The line of the screen at this place, counted from 0, without white space at its end; empty where there is none.
    pub fn line(&self, at: usize) -> String {
        self.screen().lines().nth(at).unwrap_or_default().to_owned()
    }

    /// What the status bar says: the last line of the screen.
    pub fn status(&self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }

    /// The look of each cell: `a`ccent, `k`eyword, s`t`ar, `h`it, `b`old, `f`aint, `!` alert, `o`perator, `?` any other, `·` plain;
    /// a capital where two looks are laid over each other.
    pub fn looks(&self) -> String {
        let theme = theme();
        let known = [
            (theme.accent, 'a'),
            (theme.accent.remove_modifier(ratatui::style::Modifier::BOLD), 'k'),
            (theme.star, 't'),
            (theme.hit, 'h'),
            (theme.alert, '!'),
            (theme.operator, 'o'),
            (theme.strong, 'b'),
            (theme.faint, 'f'),
            (theme.plain, '·'),
        ];
        let buffer = self.session.port.terminal.backend().buffer();
        let letter = |style: Style| {
            let same = |look: Style| {
                look.fg.unwrap_or_default() == style.fg.unwrap_or_default()
                    && look.add_modifier == style.add_modifier
            };
            known.iter().find(|(look, _)| same(*look)).map_or('?', |&(_, letter)| letter)
        };
        let line = |y| (0..buffer.area.width).map(|x| letter(buffer[(x, y)].style())).collect::<String>();
        (0..buffer.area.height)
            .map(|y| line(y).trim_end_matches('·').to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn theme() -> Theme {
    Theme::new(Palette::Terminal, Depth::Sixteen)
}

/// A collection of these theses.
pub fn collection(drafts: &[Draft<'_>]) -> Collection {
    let mut collection = Collection::default();
    collection.push(segment(drafts));
    collection
}

/// A segment of these theses.
pub fn segment(drafts: &[Draft<'_>]) -> Arc<Segment> {
    let file: Arc<Path> = Path::new("made/up.txt").into();
    let mut builder = SegmentBuilder::default();
    for draft in drafts {
        builder.push(draft, &file);
    }
    Arc::new(builder.seal())
}

fn parse_keys(keys: &str) -> Vec<Key> {
    let (mut parsed, mut rest) = (Vec::new(), keys);
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|name| name.split_once('>'));
        if let Some((name, after)) = named {
            parsed.push(name.parse().expect("a test names a key"));
            rest = after;
        } else {
            parsed.push(Key::plain(KeyCode::Char(c)));
            rest = &rest[c.len_utf8()..];
        }
    }
    parsed
}
