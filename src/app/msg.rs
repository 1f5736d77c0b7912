//! What happens to the reader, and what it wants done: both as data.

use std::sync::Arc;

use super::key::Key;
use super::layout::Size;
use super::saving::NotSaved;
use super::titles::MendedTitles;
use crate::reading::Edition;
use crate::search::{Answer, Gap, Generation, Question, Related};
use crate::thesis::{MarkChange, MarksDifference, Problem, Row, Segment};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something at a column and a line.
    Mouse(Mouse, u16, u16),
    /// The screen has this size now.
    Resize(Size),
    /// More theses are loaded.
    Loaded(Arc<Segment>),
    /// These could not be loaded as they stood.
    Problems(Vec<Problem>),
    /// How far loading is, in the loader's own units; `None` where the whole is not known yet.
    Progress(u64, Option<u64>),
    /// All is loaded.
    LoadingDone,
    /// The engine knows more than before: so many theses can be found by now, and so many texts have their words
    /// indexed.
    Indexed(usize, usize),
    /// The answer to the question of a generation.
    Answered(Generation, Answer),
    /// What can fill a gap of the filter, the best first.
    Completed(Gap, Vec<String>),
    /// The theses that are nearest to one, to the question of a generation, with the titles of all.
    Related(Generation, Related, MendedTitles),
    /// How a thesis is to be read, on the words of so many texts of the collection.
    Read(Row, usize, Arc<Edition>),
    /// How titles are to be read.
    TitlesRead(MendedTitles),
    /// So many changes of marks, the oldest of those that were not saved, are saved or were refused: how the marks that
    /// are saved now differ from those of before with the changes, or why they are not saved.
    Marked(usize, Result<MarksDifference, NotSaved>),
    /// The program failed over a change of marks, of which nothing more will come: that at this place, from 0, among those
    /// that were not saved.
    MarkLost(usize),
    /// Something a person should know, such as what became of a copy.
    Notice(String),
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The left button was pressed.
    Click,
    /// The wheel was turned up.
    WheelUp,
    /// The wheel was turned down.
    WheelDown,
}

/// Something to be done outside, which answers with a [`Msg`] if at all.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Ask the engine; a later question makes an earlier one needless.
    Ask(Generation, Question),
    /// Look up what can fill a gap of the filter; a later question makes it needless.
    Complete(Generation, Gap),
    /// Read a thesis on the words of the collection; a later one makes it needless.
    Read(Row),
    /// Read the titles of theses on their words and those of the collection; later ones make them needless.
    ReadTitles(Vec<Row>),
    /// Look for the theses that are nearest to one; a later question makes an earlier one needless.
    Relate(Generation, Row),
    /// Add a query to the saved ones.
    Remember(String),
    /// Change the marks and save them.
    Mark(MarkChange),
    /// Put a text on the clipboard; the first is what it is, such as `title`.
    Copy(&'static str, String),
    /// Have the mouse reported, or leave it to the terminal.
    CaptureMouse(bool),
    /// Draw the whole screen anew, whatever is on it.
    Redraw,
    /// Give the terminal back for a while.
    Suspend,
    /// Leave the program.
    Quit,
}
