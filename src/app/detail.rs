//! The detail: the page of its subject, where one reads in it, and the way that led there.
//!
//! Its subject is the selected thesis, unless another one was opened. It is a machine by itself: it is told what it
//! shows and how many lines are seen, and answers what its actions come to.

mod chips;
mod editions;
mod find;
mod finding;
pub mod page;
mod parts;
mod places;
mod shown;
#[cfg(test)]
mod tests;
mod trail;

use std::sync::Arc;

pub use self::chips::Chip;
use self::editions::Editions;
use self::find::{Find, Spot};
use self::page::{Lens, Page, Place};
use self::places::Places;
pub use self::shown::Shown;
use self::trail::Trail;
use super::action::Action;
use super::bookmarks::Bookmarks;
use super::scroll::{Step, Window};
use crate::app::picked::Picked;
use crate::reading::Edition;
use crate::text::count::counted;
use crate::thesis::{Collection, LeftPlace, Row};

/// The state of the detail.
#[derive(Clone, Debug, Default)]
pub struct Detail {
    /// The page of what is shown.
    pub page: Page,
    /// Which lines are seen.
    pub window: Window,
    /// The hit that was gone to last, from 0.
    pub hit: Option<usize>,
    /// The part that was gone to last, until a person scrolls.
    pub part: Option<usize>,
    /// The value that one has walked to.
    pub chip: Option<Chip>,
    /// True where texts are shown as they were read.
    pub as_read: bool,
    editions: Editions,
    find: Option<Find>,
    /// The place to go back to, where nothing is looked for any more.
    resume: Option<Spot>,
    /// True where somebody has come to the end of the text just now by reading on, not by a jump.
    is_read: bool,
    /// True where the page is to be made anew though the same is shown.
    is_stale: bool,
    shown: Option<Shown>,
    /// The line that is to be at the top, where the page is long enough.
    wanted: usize,
    /// The place in the text at that line, until a person scrolls; `None` is the top.
    place: Option<Place>,
    places: Places,
    /// The thesis that was opened beside the selected one.
    opened: Option<Picked>,
    trail: Trail,
}

/// What a page is made of.
#[derive(Clone, Copy, Debug)]
pub struct Library<'m> {
    /// All theses that are loaded.
    pub collection: &'m Collection,
    /// The bookmarks, also of theses that are not loaded.
    pub bookmarks: &'m Bookmarks,
    /// What can be done about a thesis that is not loaded.
    pub advice: &'m str,
}

/// What an action came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done here, or there was nothing to do.
    Done,
    /// The text is at its end.
    AtEnd,
    /// This is to be said: why nothing was done, or where it led.
    Say(String),
}

impl Detail {
    /// A detail that knows where a person left off another day.
    pub fn remembering(places: Vec<LeftPlace>) -> Self {
        Self { places: Places::new(places), ..Self::default() }
    }

    /// Where the person left off in this session, the newest place last.
    pub fn left_places(&self, collection: &Collection) -> Vec<LeftPlace> {
        self.places.left(collection)
    }

    /// The thesis that it shows where `selected` is the one in the list.
    pub fn subject(&self, selected: Option<Picked>) -> Option<Picked> {
        self.opened.clone().or(selected)
    }

    /// Opens a thesis in place of the one that is shown, to which [`back`](Self::back) leads.
    pub fn open(&mut self, picked: Picked) {
        if let Some(shown) = &self.shown {
            self.trail.leave(shown.picked.clone());
        }
        self.opened = Some(picked);
    }

    /// Goes back to the thesis before. False at the beginning of the trail.
    pub fn back(&mut self) -> bool {
        self.walk(Trail::back)
    }

    /// Goes forward to the thesis that one went back from. False at the end of the trail.
    pub fn forward(&mut self) -> bool {
        self.walk(Trail::forward)
    }

    /// Leaves a thesis that was opened for the one before. False where the selected one is shown.
    pub fn leave_opened(&mut self) -> bool {
        self.opened.is_some() && self.back()
    }

    /// Shows the selected thesis again.
    pub fn follow(&mut self) {
        self.opened = None;
    }

    fn walk(&mut self, step: impl FnOnce(&mut Trail, Picked) -> Option<Picked>) -> bool {
        let Some(shown) = &self.shown else { return false };
        let to = step(&mut self.trail, shown.picked.clone());
        let found = to.is_some();
        self.opened = to.or(self.opened.take());
        found
    }

    /// Does what an action says, with `seen` lines on the screen.
    pub fn act(&mut self, action: Action, seen: usize) -> Outcome {
        use Action as A;
        let step = match action {
            A::ScrollDown => Step::Items(1),
            A::ScrollUp => Step::Items(-1),
            A::NextScreen if self.window.at_end(self.page.lines.len(), seen) => {
                self.is_read = true;
                return Outcome::AtEnd;
            }
            // One line stays, to hold on to.
            A::NextScreen => Step::Items(seen.saturating_sub(1).max(1) as isize),
            A::NextHit => return self.go_to_hit(true, seen),
            A::PreviousHit => return self.go_to_hit(false, seen),
            A::NextPart => return self.step_part(true, seen),
            A::PreviousPart => return self.step_part(false, seen),
            A::AsRead => return self.turn_text(),
            _ => match Step::of(action) {
                Some(step) => step,
                None => return Outcome::Done,
            },
        };
        self.scroll(step, seen);
        Outcome::Done
    }

    /// Scrolls, with `seen` lines on the screen.
    pub fn scroll(&mut self, step: Step, seen: usize) {
        self.chip = None;
        let before = self.window;
        self.window.step(step, self.page.lines.len(), seen);
        let reads_on = before != self.window && !matches!(step, Step::First | Step::Last);
        self.is_read |= reads_on && self.window.top + seen >= self.page.body.end;
        self.forget_hit_out_of_sight(seen);
        self.stay();
    }

    /// To the next or the previous hit from where one is: from the one that was gone to last while it is in sight, else
    /// from the top of what is seen. Behind the last one round to the first, which is said.
    fn go_to_hit(&mut self, forward: bool, seen: usize) -> Outcome {
        self.forget_hit_out_of_sight(seen);
        let hits = &self.page.hits;
        let Some(last) = hits.len().checked_sub(1) else {
            return Outcome::Say("the filter hits nothing in this text".to_owned());
        };
        // So many hits stand above what is next.
        let above = hits.partition_point(|&line| line < self.window.top);
        let next = match (self.hit, forward) {
            (Some(hit), true) => Some(hit + 1).filter(|&next| next <= last),
            (Some(hit), false) => hit.checked_sub(1),
            (None, true) => Some(above).filter(|&next| next <= last),
            (None, false) => above.checked_sub(1),
        };
        let outcome = match next {
            Some(_) => Outcome::Done,
            None if last == 0 && self.hit.is_some() => Outcome::Say("the only hit".to_owned()),
            None if forward => Outcome::Say("no hit below: from the top again".to_owned()),
            None => Outcome::Say("no hit above: from the end again".to_owned()),
        };
        let next = next.unwrap_or(if forward { 0 } else { last });
        self.hit = Some(next);
        self.bring_into_sight(hits[next], seen);
        self.stay();
        outcome
    }

    /// Whoever has scrolled away from a hit is not at it any more.
    fn forget_hit_out_of_sight(&mut self, seen: usize) {
        let in_sight = self.window.top..self.window.top + seen;
        self.hit =
            self.hit.filter(|&hit| self.page.hits.get(hit).is_some_and(|line| in_sight.contains(line)));
    }

    /// Scrolls so that a line is seen, a third from the top where it was not.
    fn bring_into_sight(&mut self, line: usize, seen: usize) {
        if !(self.window.top..self.window.top + seen).contains(&line) {
            self.window.top = line.saturating_sub(seen / 3);
            self.window.clamp(self.page.lines.len(), seen);
        }
    }

    /// Makes the place at the top the one where the person reads.
    fn stay(&mut self) {
        self.part = None;
        self.wanted = self.window.top;
        self.place = self.page.place(self.wanted);
        self.keep_place();
    }

    /// Keeps the place where the person reads, for when the thesis is shown again.
    pub fn keep_place(&mut self) {
        // Where one looks for something is left again.
        if let Some(shown) = self.shown.as_ref().filter(|_| self.find.is_none()) {
            self.places.keep(shown, self.place.clone());
        }
    }

    /// Shows the texts as they were read, or mended again.
    fn turn_text(&mut self) -> Outcome {
        self.as_read = !self.as_read;
        let Some(edition) = self.edition().filter(|_| self.as_read) else { return Outcome::Done };
        Outcome::Say(match edition.repairs() {
            0 => "as it was read; there is nothing to mend in it".to_owned(),
            repairs => format!(
                "as it was read: {} for reading",
                counted(repairs, "place is mended", "places are mended")
            ),
        })
    }

    /// The thesis that is shown, if it is loaded.
    pub fn row(&self) -> Option<Row> {
        match self.shown.as_ref()?.picked {
            Picked::Thesis(row) => Some(row),
            Picked::Absent(_) => None,
        }
    }

    /// The thesis that is shown where somebody has come to the end of its text since this was asked last.
    pub fn take_read(&mut self) -> Option<Row> {
        let is_read = std::mem::take(&mut self.is_read);
        self.row().filter(|_| is_read)
    }

    /// How the thesis that is shown is to be read.
    pub fn edition(&self) -> Option<&Edition> {
        self.editions.of(self.row()?).map(|edition| &**edition)
    }

    /// The thesis that is shown, once where it is to be read on the words of the collection: at first, and when far
    /// more texts are indexed than then.
    pub fn ask(&mut self, indexed: usize) -> Option<Row> {
        self.row().filter(|&row| self.editions.ask(row, indexed))
    }

    /// Takes how a thesis is to be read, on the words of so many texts.
    pub fn take_edition(&mut self, row: Row, texts: usize, edition: Arc<Edition>) {
        self.editions.put(row, texts, edition);
        self.is_stale |= self.row() == Some(row);
    }

    /// Shows something, or nothing, with `seen` lines on the screen. The page is made only where it is another.
    pub fn show(&mut self, shown: Option<Shown>, library: Library<'_>, seen: usize) {
        if self.shown != shown || self.is_stale {
            self.make(shown, library, seen);
        }
        self.window.top = self.wanted;
        self.window.clamp(self.page.lines.len(), seen);
    }

    fn make(&mut self, shown: Option<Shown>, library: Library<'_>, seen: usize) {
        let before = std::mem::replace(&mut self.shown, shown);
        self.is_stale = false;
        let Some(shown) = &self.shown else {
            (self.page, self.wanted, self.place) = (Page::default(), 0, None);
            (self.hit, self.part, self.chip, self.is_read) = (None, None, None, false);
            return;
        };
        if let Picked::Thesis(row) = shown.picked {
            let thesis = library.collection.get(row);
            self.editions.prepare(row, thesis);
            self.places.recall(&shown.picked, thesis);
        }
        self.page = library.page(shown, &self.editions);
        // The same text may have other parts where it is read on more words.
        self.part = self.part.filter(|&part| part < self.page.parts.len());
        if before.as_ref().is_some_and(|before| before.is_same_text(shown)) {
            // Set otherwise: the same words stay at the top.
            self.wanted = self.place.as_ref().map_or(0, |place| self.page.line(place));
            return;
        }
        (self.hit, self.part, self.chip, self.is_read) = (None, None, None, false);
        let shown = shown.clone();
        self.place = match self.place_of_find(seen) {
            Some(Spot(place)) => place,
            None => self.place_in(&shown, before.as_ref(), seen),
        };
        self.wanted = self.place.as_ref().map_or(0, |place| self.page.line(place));
    }

    /// Where one is to be in a text that was not shown before, or for another query.
    fn place_in(&mut self, shown: &Shown, before: Option<&Shown>, seen: usize) -> Option<Place> {
        match self.places.of(&shown.picked) {
            Some(kept) if kept.query == shown.query => kept.place.clone(),
            // What was found far down is shown at once.
            _ if !self.page.hits.is_empty() => {
                self.window.top = 0;
                self.bring_into_sight(self.page.hits[0], seen);
                self.page.place(self.window.top)
            }
            Some(kept) => kept.place.clone(),
            // Where the filter goes, what it led to stays in sight.
            None => before.filter(|before| before.picked == shown.picked).and(self.place.take()),
        }
    }
}

impl Library<'_> {
    fn page(&self, shown: &Shown, editions: &Editions) -> Page {
        match &shown.picked {
            Picked::Thesis(row) => {
                let edition = editions.of(*row).map(|edition| &**edition);
                let Shown { query, loose, as_read, .. } = shown;
                let lens = Lens { query, loose: *loose, edition, as_read: *as_read };
                Page::of(self.collection.get(*row), shown.room, lens)
            }
            Picked::Absent(id) => {
                let mark = self.bookmarks.absent(id);
                let page =
                    mark.map(|mark| Page::of_absent(mark, shown.is_bookmarked, shown.room, self.advice));
                page.unwrap_or_default()
            }
        }
    }
}
