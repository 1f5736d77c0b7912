//! The state of the reader, and what can be asked of it. Only `update` changes it.

use std::path::PathBuf;

use super::action::{Context, Now};
use super::bookmarks::Bookmarks;
use super::detail::page::Part;
use super::detail::{Chip, Detail};
use super::filter::Filter;
use super::filter::history::History;
use super::filter::prompt::Prompt;
use super::keymap::Keymap;
use super::layout::{Layout, Size};
use super::list::{Extent, List, View};
use super::modes::{Focus, Modes};
use super::picked::Picked;
use super::picker::Shared;
use super::related::RelatedTheses;
use super::saving::Kept;
use super::titles::Titles;
use crate::text::Density;
use crate::thesis::{Bearings, Choices, Chosen, Collection, Mark, Marks, Problem, Severity, Split};

/// What a person has set, and what is known before the first frame.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The keys.
    pub keymap: Keymap,
    /// The width of the reading column, in columns.
    pub measure: u16,
    /// How much of each thesis the list shows.
    pub density: Density,
    /// True where the mouse is left to the terminal.
    pub leaves_mouse: bool,
    /// What the collection is called.
    pub name: String,
    /// The files and folders that were opened, as they were given; none for the seeds.
    pub opened: Vec<PathBuf>,
    /// A line below the list for whom the collection is new; empty for none.
    pub advice: String,
    /// The earlier queries, the newest first.
    pub queries: Vec<String>,
    /// Where a person left off another day, and what they chose then.
    pub bearings: Bearings,
}

/// The state of the reader.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// What a person has set.
    pub settings: Settings,
    /// The size of the screen.
    pub size: Size,
    /// All theses that are loaded so far.
    pub collection: Collection,
    /// How far loading is.
    pub loading: Loading,
    /// How many theses the filter can find by now.
    pub indexed: usize,
    /// How many of their texts have their words indexed by now: what mending rests on.
    pub indexed_texts: usize,
    /// What could not be loaded as it stood, in the order in which it was met.
    pub problems: Vec<Problem>,
    /// The bookmarks.
    pub bookmarks: Bookmarks,
    /// The filter and its answer.
    pub filter: Filter,
    /// The list.
    pub list: List,
    /// The titles that lists show, as they are to be read.
    pub titles: Titles,
    /// The detail.
    pub detail: Detail,
    /// How far a person has moved what parts list and detail.
    pub split: Split,
    /// What is near to a thesis.
    pub related: RelatedTheses,
    /// The focus, and the modes over the panes.
    pub modes: Modes,
    /// What is said in the status bar until the next key.
    pub notice: Option<String>,
    /// The measure and the density that are configured.
    configured: (u16, Density),
    /// What was chosen another day.
    remembered: Choices,
    /// True once it was said that a key has no action.
    pub unknown_key_told: bool,
}

/// How far loading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loading {
    /// So much is done, of so much where that is known.
    Running(u64, Option<u64>),
    /// All is loaded.
    Done,
}

impl Default for Loading {
    fn default() -> Self {
        Self::Running(0, None)
    }
}

impl Model {
    /// A reader with nothing loaded yet.
    pub fn new(mut settings: Settings, marks: Marks, size: Size) -> Self {
        let Bearings { choices: remembered, places } = std::mem::take(&mut settings.bearings);
        let configured = (settings.measure, settings.density);
        settings.measure = Chosen::or(remembered.measure, settings.measure);
        settings.density = Chosen::or(remembered.density, settings.density);
        let split = remembered.split;
        let detail = Detail::remembering(places);
        let history = History::new(std::mem::take(&mut settings.queries));
        let filter = Filter { prompt: Prompt::new(history), ..Filter::default() };
        let collection = Collection::default();
        let bookmarks = Bookmarks::new(marks, &collection);
        Self { settings, size, bookmarks, filter, detail, split, configured, remembered, ..Self::default() }
    }

    /// Where the person left off in this session, and what they chose; `None` where there is nothing new in it.
    pub fn bearings(&self) -> Option<Bearings> {
        let (measure, density) = self.configured;
        let choices = Choices {
            measure: Chosen::over(measure, self.settings.measure),
            density: Chosen::over(density, self.settings.density),
            split: self.split,
        };
        let places = self.detail.left_places(&self.collection);
        (!places.is_empty() || choices != self.remembered).then_some(Bearings { choices, places })
    }

    /// How much of each thesis the list shows where nothing else is chosen.
    pub(super) fn configured_density(&self) -> Density {
        self.configured.1
    }

    /// Where everything stands; `None` on a screen that is too small.
    pub fn layout(&self) -> Option<Layout> {
        let detail_first = self.modes.focus == Focus::Detail && !self.modes.is_typing();
        Layout::new(self.size, self.settings.measure, self.split, self.modes.is_reading(), detail_first)
    }

    /// The room of the list; where it is not on the screen, that which it will have.
    pub fn list_extent(&self) -> Extent {
        // Where so many theses, or all that there are, could not be seen if each took the lines of a long title.
        const LEAST_SEEN: u16 = 5;
        const LINES_EACH: u16 = 3;
        let layout = Layout::new(self.size, self.settings.measure, self.split, false, false);
        let area = layout.and_then(|layout| layout.list).unwrap_or_default();
        let is_compact = match self.settings.density {
            Density::Auto => {
                let least = self.list_len().min(usize::from(LEAST_SEEN));
                usize::from(area.height) < usize::from(LINES_EACH) * least
            }
            Density::Full => false,
            Density::Compact => true,
        };
        let columns = usize::from(Layout::list_text_width(area));
        Extent { lines: usize::from(area.height), columns, is_compact }
    }

    /// What the list is shown.
    pub fn list_view(&self) -> View<'_> {
        View {
            rows: &self.filter.reply.answer.rows,
            collection: &self.collection,
            bookmarks: &self.bookmarks,
            titles: &self.titles,
            as_read: self.detail.as_read,
            extent: self.list_extent(),
        }
    }

    /// How many items the list has.
    pub fn list_len(&self) -> usize {
        self.list.len(&self.filter.reply.answer.rows)
    }

    /// The item of the list at a place.
    pub fn item(&self, at: usize) -> Option<Picked> {
        self.list.item(&self.filter.reply.answer.rows, at)
    }

    /// The item that the cursor is on; `None` where the list is empty.
    pub fn current(&self) -> Option<Picked> {
        self.list.current(&self.filter.reply.answer.rows)
    }

    /// The thesis that the detail shows; `None` where there is none.
    pub fn subject(&self) -> Option<Picked> {
        self.detail.subject(self.current())
    }

    /// The bookmark of an item whose thesis is not loaded.
    pub fn absent(&self, id: &str) -> Option<&Mark> {
        self.bookmarks.absent(id)
    }

    /// Where the last change of an item's mark is.
    pub fn kept(&self, picked: &Picked) -> Kept {
        let unsaved = &self.bookmarks.unsaved;
        match picked {
            _ if unsaved.is_empty() => Kept::Saved,
            Picked::Thesis(row) => unsaved.of(self.collection.get(*row).id()),
            Picked::Absent(id) => unsaved.of(id),
        }
    }

    /// How many theses the list is chosen from: all, or the bookmarked ones.
    pub fn scope_len(&self) -> usize {
        if self.filter.request.views_bookmarks() {
            self.bookmarks.listed_len()
        } else {
            self.collection.len()
        }
    }

    /// How many items of the list are seen whole.
    pub fn items_seen(&self) -> usize {
        self.list.seen(self.list_view())
    }

    /// How many lines of the detail are seen at once.
    pub fn lines_seen(&self) -> usize {
        let detail = self.layout().and_then(|layout| layout.detail);
        detail.map_or(1, |detail| usize::from(detail.height))
    }

    /// What hints depend on. Reading on leads to another thesis where the text is at its end, or not seen at all, and
    /// the list has one more.
    pub fn now(&self) -> Now {
        let shown = self.layout().is_some_and(|layout| layout.detail.is_some());
        let at_end = !shown || self.detail.window.at_end(self.detail.page.lines.len(), self.lines_seen());
        let has_sections = self.detail.page.parts.iter().any(Part::is_section);
        let at_related = self.detail.chip.map(Chip::is_related);
        Now { leads_on: at_end && self.list.cursor.at + 1 < self.list_len(), has_sections, at_related }
    }

    /// The room for the rows of a list over the panes: what header, prompt, rule and status bar leave, and a line below
    /// where there are enough.
    pub fn picker_room(&self) -> Size {
        const ENOUGH: u16 = 16;
        let taken = if self.size.height >= ENOUGH { 5 } else { 4 };
        Size { width: self.size.width, height: self.size.height.saturating_sub(taken).max(1) }
    }

    /// Where the person is, which decides what a key means.
    pub fn context(&self) -> Context {
        self.modes.context()
    }

    /// What lists over the panes make their rows of.
    pub fn shared(&self) -> Shared<'_> {
        let (keys, parts) = (&self.settings.keymap, &self.detail.page.parts);
        let (opened, part) = (&self.settings.opened, self.detail.current_part());
        Shared { keys, problems: &self.problems, opened, parts, part, related: &self.related }
    }

    /// How many files and records were not loaded.
    pub fn skipped(&self) -> usize {
        self.problems.iter().filter(|problem| problem.warning.severity == Severity::Skipped).count()
    }
}
