//! The harness for tests of the screen: types keys into the real reader and prints what it draws.
//!
//! Effects are performed at once and in order, on the test's own thread: nothing waits and nothing sleeps.

use std::path::Path;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Style;
use theses::app::key::{Key, KeyCode};
use theses::app::layout::Size;
use theses::app::{Effect, Model, Mouse, Msg, Settings, completion, update};
use theses::disk::load::{Source, load_all};
use theses::search::{Cancel, Engine, Filling};
use theses::thesis::{Collection, Draft, Marks, Problem, Segment, SegmentBuilder};
use theses::tui::theme::{Depth, Palette, Theme};
use theses::tui::view;

/// A reader without a terminal.
pub struct Reader {
    pub model: Model,
    pub copied: Vec<(&'static str, String)>,
    /// The queries that were to be saved, in order.
    pub remembered: Vec<String>,
    pub quit: bool,
    marks: Marks,
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
        let settings = Settings { measure: 72, name: "seeds".into(), ..Settings::default() };
        let model = Model::new(settings, marks.clone(), Size { width, height });
        Self { model, copied: Vec::new(), remembered: Vec::new(), quit: false, marks }
    }

    /// Loads and indexes one more segment.
    pub fn load(&mut self, segment: &Arc<Segment>) {
        self.tell(Msg::Loaded(Arc::clone(segment)));
        self.tell(Msg::Indexed(self.model.collection.len()));
    }

    /// Tells of files and records that were not loaded.
    pub fn problems(&mut self, problems: Vec<Problem>) {
        self.tell(Msg::Problems(problems));
    }

    /// Presses keys: characters as they are, others by name, as in `/urban<Enter>`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys) {
            self.tell(Msg::Key(key));
        }
        self
    }

    /// Does something with the mouse at a column and a line.
    pub fn mouse(&mut self, mouse: Mouse, x: u16, y: u16) -> &mut Self {
        self.tell(Msg::Mouse(mouse, x, y));
        self
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.tell(Msg::Resize(Size { width, height }));
        self
    }

    /// Tells the reader something, and performs what it asks for until it asks for nothing.
    pub fn tell(&mut self, msg: Msg) {
        let mut msgs = vec![msg];
        while let Some(msg) = msgs.pop() {
            let effects = update(&mut self.model, msg);
            msgs.extend(effects.into_iter().filter_map(|effect| self.perform(effect)));
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Ask(generation, question) => {
                let answer = Engine::new(&self.model.collection).answer(&question, &Cancel::never());
                return Some(Msg::Answered(generation, answer.expect("nobody cancels")));
            }
            Effect::Complete(_, gap) => {
                let Filling::Value(column) = gap.filling else { panic!("the app knows the rest") };
                let engine = Engine::new(&self.model.collection);
                let values =
                    engine.completions(column, &gap.beginning, completion::AT_MOST, &Cancel::never());
                return Some(Msg::Completed(gap, values.expect("nobody cancels")));
            }
            Effect::Remember(query) => self.remembered.push(query),
            Effect::Mark(change) => {
                self.marks.apply(&change, "2026-01-02T03:04:05Z");
                return Some(Msg::Marked(Ok(self.marks.clone())));
            }
            Effect::Copy(what, text) => self.copied.push((what, text)),
            Effect::Quit => self.quit = true,
            Effect::Suspend => {}
        }
        None
    }

    /// What the screen shows, line by line, without white space at the end of lines.
    pub fn screen(&self) -> String {
        let terminal = self.drawn(&Theme::new(Palette::Terminal, Depth::Sixteen));
        let buffer = terminal.backend().buffer();
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

    /// The look of each cell: `a`ccent, `k`eyword, s`t`ar, `h`it, `b`old, `f`aint, `!` alert, `o`perator, `?` any other, `·` plain;
    /// a capital where two looks are laid over each other.
    pub fn looks(&self) -> String {
        let theme = Theme::new(Palette::Terminal, Depth::Sixteen);
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
        let terminal = self.drawn(&theme);
        let buffer = terminal.backend().buffer();
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

    fn drawn(&self, theme: &Theme) -> Terminal<TestBackend> {
        let Size { width, height } = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test has a terminal");
        terminal
            .draw(|frame| view::draw(&self.model, theme, frame))
            .expect("a test's terminal can be drawn on");
        terminal
    }
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
