//! Finding in the text that is read: from where one is to where it stands, and back.

use super::Detail;
use super::find::{Find, Spot};
use crate::app::key::Key;
use crate::app::picked::Picked;
use crate::search::Query;

impl Detail {
    /// What is looked for in the text, if anything is.
    pub fn find(&self) -> Option<&Find> {
        self.find.as_ref()
    }

    /// Begins to look for something in the text that is shown, from where one is.
    pub fn begin_find(&mut self) {
        let Some(shown) = &self.shown else { return };
        self.find = Some(Find::new(shown.picked.clone(), self.place.clone()));
    }

    /// Types a key into what is looked for.
    pub fn type_in_find(&mut self, key: Key) {
        if let Some(find) = &mut self.find {
            find.type_by(|prompt| prompt.edit(key));
        }
    }

    /// Pastes into what is looked for.
    pub fn paste_in_find(&mut self, text: &str) {
        if let Some(find) = &mut self.find {
            find.type_by(|prompt| prompt.paste(text));
        }
    }

    /// Stays where it was found. Where nothing was typed, nothing is looked for any more.
    pub fn keep_find(&mut self) {
        self.find.take_if(|find| find.query.is_empty());
    }

    /// Looks for nothing any more, and goes back to where one was. False where nothing was looked for.
    pub fn drop_find(&mut self) -> bool {
        let Some(find) = self.find.take() else { return false };
        self.resume = Some(Spot(find.before));
        true
    }

    /// Looks for nothing any more where `subject` is another thesis, or is not read alone any more; then one stays where
    /// one is.
    pub fn settle_find(&mut self, subject: Option<&Picked>, is_read: bool) {
        let same = self.find.as_ref().is_some_and(|find| Some(&find.picked) == subject);
        let ends = !same || !is_read;
        if ends && self.find.take().is_some() && same {
            self.resume = Some(Spot(self.place.clone()));
        }
    }

    /// The query whose places are shown: what is looked for in the text, where something is.
    pub fn query_or<'q>(&'q self, other: &'q Query) -> &'q Query {
        self.find.as_ref().map_or(other, |find| &find.query)
    }

    /// Where one is to be in a page that was made for what is looked for now, or for nothing any more: at the first hit
    /// from where one was, or back there. `None` where neither is so.
    pub(super) fn place_of_find(&mut self, seen: usize) -> Option<Spot> {
        if let Some(place) = self.resume.take() {
            return Some(place);
        }
        let find = self.find.as_ref()?;
        let before = find.before.clone();
        let hits = &self.page.hits;
        if find.query.is_empty() || hits.is_empty() {
            return Some(Spot(before));
        }
        let from = before.as_ref().map_or(0, |place| self.page.line(place));
        let hit = hits.iter().position(|&line| line >= from).unwrap_or(0);
        let line = hits[hit];
        self.hit = Some(hit);
        self.window.top = from;
        self.bring_into_sight(line, seen);
        Some(Spot(self.page.place(self.window.top)))
    }
}
