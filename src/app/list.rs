//! The list: which items it has, what its selection follows, and where in the visible ones the filter hits.
//!
//! A machine by itself: it is shown the rows of the answer and how many items are seen, and answers whether the
//! selection was moved.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::action::Action;
use super::bookmarks::Bookmarks;
use super::detail::page::LONGEST;
use super::picked::Picked;
use super::scroll::{Cursor, Heights, Step};
use super::titles::{LONGEST_TITLE, Titles};
use crate::search::{Fields, MarkKind, Query};
use crate::text::boundary;
use crate::text::mapped::Mapped;
use crate::text::width::columns;
use crate::thesis::{Collection, Mark, Row};

/// The state of the list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The place of the selection, and which items are seen.
    pub cursor: Cursor,
    follows: Follow,
    absent: Absent,
    found: FoundPlaces,
}

/// What the selection follows when the list changes.
#[derive(Clone, Debug, Default)]
enum Follow {
    /// The first item, until a person does anything.
    #[default]
    Top,
    /// The best match of what is typed, unless the thesis that was selected before is among the first; it comes
    /// back where the filter is dropped without a result.
    BestMatch(Option<Picked>),
    /// A thesis, also while the list is without it.
    Thesis(Picked),
}

/// The bookmarks that are listed below the answer though their theses are not loaded: what they are worked out
/// from, and their marks.
#[derive(Clone, Debug, Default)]
struct Absent {
    from: Option<(Query, u64)>,
    marks: Vec<Arc<Mark>>,
}

/// The places that the filter found in the items that are seen.
#[derive(Clone, Debug, Default)]
struct FoundPlaces {
    query: Query,
    loose: bool,
    by_row: HashMap<Row, Found>,
}

/// Where the filter hits a thesis, as the list shows it, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In the title.
    pub title: Vec<Range<usize>>,
    /// In the abstract, where none of the short fields is hit.
    pub only_in_abstract: Option<Range<usize>>,
}

/// What the list is shown.
#[derive(Clone, Copy, Debug)]
pub struct View<'m> {
    /// The rows of the answer, in order.
    pub rows: &'m [Row],
    /// All theses that are loaded.
    pub collection: &'m Collection,
    /// The bookmarks, also of theses that are not loaded.
    pub bookmarks: &'m Bookmarks,
    /// The titles as they are to be read.
    pub titles: &'m Titles,
    /// True where titles are shown as they were read.
    pub as_read: bool,
    /// Its room.
    pub extent: Extent,
}

/// The room that the list has on the screen, and how it fills it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Lines.
    pub lines: usize,
    /// The columns of the text of an item.
    pub columns: usize,
    /// True where each item takes one line.
    pub is_compact: bool,
}

impl<'m> View<'m> {
    /// The title of an item; where it has none its first words in quotation marks, or that it has none.
    pub fn title(&self, picked: &'m Picked) -> Cow<'m, str> {
        let row = match picked {
            Picked::Thesis(row) => *row,
            Picked::Absent(id) => {
                return self.bookmarks.absent(id).map_or(id.as_str(), |mark| mark.title.as_str()).into();
            }
        };
        let thesis = self.collection.get(row);
        match self.mended(row).map_or_else(|| beginning(thesis.heading()), Mapped::text) {
            title if thesis.has_title() => title.into(),
            "" => "(no title)".into(),
            words => format!("“{words} …”").into(),
        }
    }

    /// Where places of a title as it was read stand in the title that is shown.
    pub fn shown(&self, row: Row, places: &[Range<usize>]) -> Vec<Range<usize>> {
        let mended = self.mended(row);
        let shown = |place: &Range<usize>| mended.map_or(place.clone(), |title| title.shown(place.clone()));
        places.iter().map(shown).collect()
    }

    /// The title of a thesis as it is to be read, where it is shown so and other than it was read.
    fn mended(&self, row: Row) -> Option<&'m Mapped<'static>> {
        self.titles.of(row).filter(|_| !self.as_read)
    }

    /// The lines of an item: its title, in a second line where it is too wide for one, and one of facts.
    fn height(&self, picked: &Picked) -> usize {
        match self.extent {
            Extent { is_compact: true, .. } => 1,
            Extent { columns: room, .. } => 2 + usize::from(columns(&self.title(picked)) > room),
        }
    }
}

/// The lines that items take.
struct ItemHeights<'l> {
    list: &'l List,
    view: View<'l>,
}

impl Heights for ItemHeights<'_> {
    fn lines(&self) -> usize {
        self.view.extent.lines
    }

    fn of(&self, item: usize, _: usize) -> usize {
        self.list.height(self.view, item)
    }
}

impl List {
    /// How many items it has.
    pub fn len(&self, rows: &[Row]) -> usize {
        rows.len() + self.absent.marks.len()
    }

    /// The item at a place.
    pub fn item(&self, rows: &[Row], at: usize) -> Option<Picked> {
        let absent = || self.absent.marks.get(at.checked_sub(rows.len())?);
        let absent = || absent().map(|mark| Picked::Absent(mark.id.clone()));
        rows.get(at).copied().map(Picked::Thesis).or_else(absent)
    }

    /// The item that the cursor is on; `None` where the list is empty.
    pub fn current(&self, rows: &[Row]) -> Option<Picked> {
        self.item(rows, self.cursor.at)
    }

    /// The lines that the item at a place takes.
    pub fn height(&self, view: View<'_>, at: usize) -> usize {
        self.item(view.rows, at).map_or(1, |picked| view.height(&picked))
    }

    /// How many items are seen whole.
    pub fn seen(&self, view: View<'_>) -> usize {
        self.cursor.seen(self.len(view.rows), &ItemHeights { list: self, view })
    }

    fn with_cursor(&mut self, view: View<'_>, act: impl FnOnce(&mut Cursor, usize, &ItemHeights<'_>)) {
        let mut cursor = self.cursor;
        act(&mut cursor, self.len(view.rows), &ItemHeights { list: self, view });
        self.cursor = cursor;
    }

    /// True from a change of the filter until a person moves in the list: the best match is selected.
    pub fn follows_best_match(&self) -> bool {
        matches!(self.follows, Follow::BestMatch(_))
    }

    /// Does what an action says. True where the selection was moved.
    pub fn act(&mut self, action: Action, view: View<'_>) -> bool {
        use Action as A;
        let step = match action {
            A::ResultDown | A::NextScreen => Step::Items(1),
            A::ResultUp => Step::Items(-1),
            _ => match Step::of(action) {
                Some(step) => step,
                None => return false,
            },
        };
        self.with_cursor(view, |cursor, len, heights| cursor.step(step, len, heights));
        self.select(view);
        true
    }

    /// Selects the item on a line of the list, from 0. True where there is one.
    pub fn click(&mut self, line: usize, view: View<'_>) -> bool {
        let heights = ItemHeights { list: self, view };
        let Some(at) = self.cursor.on_line(line, self.len(view.rows), &heights) else { return false };
        self.with_cursor(view, |cursor, len, heights| {
            cursor.at = at;
            cursor.clamp(len, heights);
        });
        self.select(view);
        true
    }

    /// Moves what is seen by some lines, which is an item at least, and the selection only where it would be out of
    /// sight.
    pub fn scroll(&mut self, lines: isize, view: View<'_>) {
        let items = lines / self.height(view, self.cursor.top).max(1) as isize;
        let by = if items == 0 { lines.signum() } else { items };
        self.with_cursor(view, |cursor, len, heights| cursor.scroll(by, len, heights));
        self.select(view);
    }

    /// Makes the item under the cursor the one to stay with; where there is none, the one of before.
    pub fn select(&mut self, view: View<'_>) {
        let before = match std::mem::take(&mut self.follows) {
            Follow::Top => None,
            Follow::BestMatch(picked) => picked,
            Follow::Thesis(picked) => Some(picked),
        };
        self.follows = self.current(view.rows).or(before).map_or(Follow::Top, Follow::Thesis);
    }

    /// Selects the best match from the next answer on.
    pub fn follow_best_match(&mut self, view: View<'_>) {
        self.follows = match std::mem::take(&mut self.follows) {
            Follow::Top => Follow::BestMatch(self.current(view.rows)),
            Follow::Thesis(picked) => Follow::BestMatch(Some(picked)),
            best @ Follow::BestMatch(_) => best,
        };
    }

    /// Goes back, from the next answer on, to the thesis that was selected before the best matches were.
    pub fn come_back(&mut self) {
        if let Follow::BestMatch(before) = &mut self.follows {
            self.follows = before.take().map_or(Follow::Top, Follow::Thesis);
        }
    }

    /// Puts the cursor where it belongs in a new answer.
    pub fn take_answer(&mut self, view: View<'_>) {
        match &self.follows {
            Follow::Top => self.cursor = Cursor::default(),
            Follow::BestMatch(before) => {
                let place = before.as_ref().and_then(|picked| self.place(view.rows, picked));
                self.cursor = Cursor::default();
                let seen = self.seen(view);
                self.cursor.at = place.filter(|&place| place < seen).unwrap_or(0);
            }
            Follow::Thesis(picked) => {
                let place = self.place(view.rows, picked);
                self.with_cursor(view, |cursor, len, heights| match place {
                    Some(place) => cursor.put(place, len, heights),
                    None => cursor.clamp(len, heights),
                });
                self.select(view);
            }
        }
    }

    /// Where an item stands.
    fn place(&self, rows: &[Row], picked: &Picked) -> Option<usize> {
        match picked {
            Picked::Thesis(row) => rows.iter().position(|other| other == row),
            Picked::Absent(id) => {
                self.absent.marks.iter().position(|mark| mark.id == *id).map(|at| rows.len() + at)
            }
        }
    }

    /// Lists the bookmarks that answer the query though their theses are not loaded, and keeps the cursor in sight.
    /// They are worked out where the query or the bookmarks are others than before.
    pub fn settle(&mut self, query: &Query, view: View<'_>) {
        let bookmarks = view.bookmarks;
        let version = bookmarks.version();
        if self.absent.from.as_ref().is_none_or(|(of, at)| *at != version || of != query) {
            let listed = query.asks_for_marked(MarkKind::Bookmarked);
            let marks = if listed { bookmarks.absent_answering(query) } else { Vec::new() };
            self.absent = Absent { marks, from: Some((query.clone(), version)) };
        }
        self.with_cursor(view, |cursor, len, heights| cursor.clamp(len, heights));
    }

    /// The theses that are seen or can be, whatever lines they take, those that are seen first.
    pub fn in_sight<'v>(&self, view: View<'v>) -> &'v [Row] {
        let least = if view.extent.is_compact { 1 } else { 2 };
        let from = self.cursor.top.min(view.rows.len());
        let end = from.saturating_add(view.extent.lines / least + 1).min(view.rows.len());
        &view.rows[from..end]
    }

    /// Looks up where the query hits the items that are seen: once for each while it is seen and the query stays.
    pub fn look_up(&mut self, query: &Query, loose: bool, view: View<'_>) {
        // One more is seen in part.
        let seen = view.rows.iter().skip(self.cursor.top).take(self.seen(view) + 1);
        if self.found.query != *query || self.found.loose != loose {
            self.found = FoundPlaces { query: query.clone(), loose, by_row: HashMap::new() };
        }
        let mut before = std::mem::take(&mut self.found.by_row);
        let look = |&row: &Row| {
            let found = before.remove(&row).unwrap_or_else(|| Found::of(query, loose, view.collection, row));
            (row, found)
        };
        self.found.by_row = seen.map(look).collect();
    }

    /// Where the query hits a thesis that is seen.
    pub fn found(&self, row: Row) -> Option<&Found> {
        self.found.by_row.get(&row)
    }
}

impl Found {
    fn of(query: &Query, loose: bool, collection: &Collection, row: Row) -> Self {
        if query.is_empty() {
            return Self::default();
        }
        let thesis = collection.get(row);
        let title = beginning(thesis.title());
        if loose {
            return Self { title: query.loose_places(title), only_in_abstract: None };
        }
        // In what is too long to be looked through while a person waits, no place is shown.
        let is_long = thesis.title().len().max(thesis.abstract_text().len()) > LONGEST;
        let place = if is_long { None } else { query.only_in_abstract(thesis) };
        let only_in_abstract = place.map(|(_, place)| place);
        Self { title: query.places(title, Fields::TITLE), only_in_abstract }
    }
}

/// The beginning of a title that is too long to be one, in which the list looks no further.
fn beginning(title: &str) -> &str {
    &title[..boundary(title, LONGEST_TITLE)]
}
