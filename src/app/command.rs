//! Every command by name, with its keys and its words: the one table from which keys, hints, help, the
//! manual and the configuration come.

use super::key::Key;

/// Where a command's keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// At every time, also while a filter is typed.
    Everywhere,
    /// In the list and in the detail.
    Panes,
    /// While a filter is typed; other keys are text then.
    Filter,
    /// After the key that begins copying.
    Copy,
    /// In help and in the list of problems.
    Overlay,
}

/// What a person can tell the program to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each does")]
pub enum Command {
    Down,
    Up,
    First,
    Last,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    ScrollDown,
    ScrollUp,
    NextScreen,
    NextHit,
    PreviousHit,
    FocusNext,
    FocusList,
    FocusDetail,
    Read,
    Filter,
    Bookmark,
    ShowAll,
    ShowBookmarks,
    Sort,
    ReverseSort,
    Copy,
    Problems,
    Help,
    Back,
    Quit,
    KeepFilter,
    DropFilter,
    ResultDown,
    ResultUp,
    Complete,
    CompleteBack,
    EarlierQuery,
    LaterQuery,
    CopyTitle,
    CopyAbstract,
    CopyId,
    CopyNothing,
    CloseOverlay,
    OverlayDown,
    OverlayUp,
    OverlayPageDown,
    OverlayPageUp,
    QuitNow,
    Suspend,
}

/// A command as the table has it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it does.
    pub command: Command,
    /// The name in configuration.
    pub name: &'static str,
    /// Where its keys work.
    pub layer: Layer,
    /// The names of its keys, the first one for hints.
    pub keys: &'static [&'static str],
    /// What it does, in words.
    pub words: &'static str,
    /// The words for the status bar; empty for commands that are not hinted at.
    pub hint: &'static str,
}

const fn entry(
    command: Command,
    name: &'static str,
    layer: Layer,
    keys: &'static [&'static str],
    words: &'static str,
    hint: &'static str,
) -> Entry {
    Entry { command, name, layer, keys, words, hint }
}

/// All commands, in the order of the manual.
#[rustfmt::skip]
pub const TABLE: &[Entry] = {
    use Command as C;
    use Layer::{Copy, Everywhere, Filter, Overlay, Panes};
    &[
        entry(C::Down, "down", Panes, &["j", "Down"], "down in the focused pane", ""),
        entry(C::Up, "up", Panes, &["k", "Up"], "up in the focused pane", ""),
        entry(C::First, "first", Panes, &["g", "Home"], "to the first line", ""),
        entry(C::Last, "last", Panes, &["G", "End"], "to the last line", ""),
        entry(C::HalfDown, "half-down", Panes, &["Ctrl-d"], "half a screen down", ""),
        entry(C::HalfUp, "half-up", Panes, &["Ctrl-u"], "half a screen up", ""),
        entry(C::PageDown, "page-down", Panes, &["PageDown", "Ctrl-f"], "a screen down", ""),
        entry(C::PageUp, "page-up", Panes, &["PageUp", "Ctrl-b"], "a screen up", ""),
        entry(C::ScrollDown, "scroll-down", Panes, &["J"], "scroll the detail down, from the list too", ""),
        entry(C::ScrollUp, "scroll-up", Panes, &["K"], "scroll the detail up, from the list too", ""),
        entry(C::NextScreen, "next-screen", Panes, &["Space"], "next screenful of the abstract; at its end, the next thesis", "page on"),
        entry(C::NextHit, "next-hit", Panes, &["n"], "next place in the detail where the filter hits", ""),
        entry(C::PreviousHit, "previous-hit", Panes, &["N"], "previous place", ""),
        entry(C::FocusNext, "focus-next", Panes, &["Tab", "Shift-Tab"], "focus the other pane", ""),
        entry(C::FocusList, "focus-list", Panes, &["h", "Left"], "focus the list", ""),
        entry(C::FocusDetail, "focus-detail", Panes, &["l", "Right"], "focus the detail", ""),
        entry(C::Read, "read", Panes, &["Enter", "z"], "read: the detail alone, full width; again to come back", "read"),
        entry(C::Filter, "filter", Panes, &["/"], "filter: results follow each key", "filter"),
        entry(C::Bookmark, "bookmark", Panes, &["b"], "bookmark on or off", "bookmark"),
        entry(C::ShowAll, "show-all", Panes, &["1"], "all theses", "all"),
        entry(C::ShowBookmarks, "show-bookmarks", Panes, &["2"], "bookmarks alone", "bookmarks"),
        entry(C::Sort, "sort", Panes, &["s"], "sort by relevance, posted, title, candidate, bookmarked", "sort"),
        entry(C::ReverseSort, "reverse-sort", Panes, &["S"], "turn the order round", ""),
        entry(C::Copy, "copy", Panes, &["y"], "copy: then t, a or i", "copy"),
        entry(C::Problems, "problems", Panes, &["!"], "what could not be loaded, and why", ""),
        entry(C::Help, "help", Panes, &["?"], "the keys that work here", "help"),
        entry(C::Back, "back", Panes, &["Esc"], "one level back", ""),
        entry(C::Quit, "quit", Panes, &["q"], "quit", "quit"),
        entry(C::KeepFilter, "keep-filter", Filter, &["Enter"], "keep the filter", "keep"),
        entry(C::DropFilter, "drop-filter", Filter, &["Esc"], "drop the filter; the selected thesis stays selected", "drop"),
        entry(C::ResultDown, "result-down", Filter, &["Down", "Ctrl-n"], "next result", "next"),
        entry(C::ResultUp, "result-up", Filter, &["Up", "Ctrl-p"], "previous result", "previous"),
        entry(C::Complete, "complete", Filter, &["Tab"], "complete a field or a value; again for the next one", "complete"),
        entry(C::CompleteBack, "complete-back", Filter, &["Shift-Tab"], "the completion before", ""),
        entry(C::EarlierQuery, "earlier-query", Filter, &["Alt-Up"], "an earlier query", "earlier"),
        entry(C::LaterQuery, "later-query", Filter, &["Alt-Down"], "a later query; at last what was being typed", ""),
        entry(C::CopyTitle, "copy-title", Copy, &["t"], "copy the title", "title"),
        entry(C::CopyAbstract, "copy-abstract", Copy, &["a"], "copy the abstract", "abstract"),
        entry(C::CopyId, "copy-id", Copy, &["i"], "copy the id", "id"),
        entry(C::CopyNothing, "copy-nothing", Copy, &["Esc"], "copy nothing", "nothing"),
        entry(C::CloseOverlay, "close", Overlay, &["Esc", "Enter"], "close it", "close"),
        entry(C::OverlayDown, "overlay-down", Overlay, &["Down", "Ctrl-n"], "down", "down"),
        entry(C::OverlayUp, "overlay-up", Overlay, &["Up", "Ctrl-p"], "up", "up"),
        entry(C::OverlayPageDown, "overlay-page-down", Overlay, &["PageDown", "Ctrl-d"], "a screen down", ""),
        entry(C::OverlayPageUp, "overlay-page-up", Overlay, &["PageUp", "Ctrl-u"], "a screen up", ""),
        entry(C::QuitNow, "quit-now", Everywhere, &["Ctrl-c"], "quit at once", ""),
        entry(C::Suspend, "suspend", Everywhere, &["Ctrl-z"], "suspend; `fg` in the shell comes back", ""),
    ]
};

impl Layer {
    /// All layers, in the order of the manual.
    pub const ALL: [Self; 5] = [Self::Panes, Self::Filter, Self::Copy, Self::Overlay, Self::Everywhere];

    /// Where its keys work, as a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "At every time",
            Self::Panes => "In the list and the detail",
            Self::Filter => "While typing a filter",
            Self::Copy => "After y",
            Self::Overlay => "In help and problems",
        }
    }
}

impl Entry {
    /// The default keys.
    ///
    /// # Panics
    ///
    /// Where the table names a key that is none, which a test rules out.
    pub fn default_keys(&self) -> Vec<Key> {
        self.keys
            .iter()
            .map(|name| name.parse().expect("the table names keys; a test reads them all"))
            .collect()
    }
}
