//! What a list over the panes is made of: where its rows come from, and what they can be made of.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

use crate::app::detail::page::Part;
use crate::app::related::RelatedTheses;
use crate::thesis::{Problem, Row};

/// A list that can be opened.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its title, by which it is told from others.
    pub title: &'static str,
    /// What one and several of its rows are called where they are counted; without it they are not.
    pub counted: Option<(&'static str, &'static str)>,
    /// True where the key that opens it is text in it, since its rows begin with it, and does not close it.
    pub takes_its_key: bool,
    /// What is said where it has no rows.
    pub empty: &'static str,
    /// Its rows from the given place on: from 0 when it is opened, later those that have come since.
    pub rows: fn(&Shared<'_>, usize) -> Vec<Item>,
    /// Where the row at a place stands: behind all rows of lower ranks, and in the order of the places among its own.
    pub rank: fn(&Shared<'_>, usize) -> u8,
    /// The place of the row on which the cursor is when it is opened.
    pub begins_at: fn(&Shared<'_>) -> usize,
    /// The column that holds paths, from 0: their ends are what tells them apart.
    pub path_column: Option<usize>,
    /// What picking a row does, in a word for the hint; empty where it does nothing.
    pub picks: &'static str,
    /// What comes of picking the row at a place among all its rows, headings counted.
    pub pick: fn(&Shared<'_>, usize) -> Outcome,
}

/// What comes of picking a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing: the list stays open.
    Stay,
    /// The list is closed.
    Close,
    /// The list is closed, and the part of the text that has this place is gone to.
    Part(usize),
    /// The list is closed, and this thesis is opened beside the selected one.
    Thesis(Row),
    /// The action that configuration calls so is done, as if its key were pressed below the list, which is closed.
    Do(&'static str),
}

impl Source {
    /// A list without rows, whose rows nothing comes of: what a list is made from that says only what differs.
    pub const PLAIN: Self = Self {
        title: "",
        counted: None,
        takes_its_key: false,
        empty: "",
        rows: |_, _| Vec::new(),
        rank: |_, _| 0,
        begins_at: |_| 0,
        path_column: None,
        picks: "",
        pick: |_, _| Outcome::Stay,
    };
}

/// What sources make their rows of.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'m> {
    /// The keys.
    pub keys: &'m dyn Keys,
    /// What could not be loaded as it stood, in the order in which it was met.
    pub problems: &'m [Problem],
    /// The parts of the text that is read.
    pub parts: &'m [Part],
    /// The one of them that one is in, if one is in any.
    pub part: Option<usize>,
    /// The theses that are near to the one that was asked about.
    pub related: &'m RelatedTheses,
    /// The files and folders that were opened, as they were given.
    pub opened: &'m [PathBuf],
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A heading over the rows that follow.
    Heading(String),
    /// One or more columns.
    Cells(Vec<String>),
}

/// The keys as help shows them: said by the keymap, which knows the table that lists are opened from.
pub trait Keys: fmt::Debug {
    /// Every action with its keys, under headings that say where they work; each with its name, which is empty for a
    /// heading.
    fn rows(&self) -> Vec<(Item, &'static str)>;
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title
    }
}

impl Eq for Source {}

impl Hash for Source {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.title.hash(state);
    }
}

impl Item {
    /// A row of two columns.
    pub fn pair(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self::Cells(vec![left.into(), right.into()])
    }
}
