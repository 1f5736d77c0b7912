//! Every action by name, with the contexts in which it works, its keys, its words and its hints: the one table
//! from which keys, hints, help, the manual and the default configuration come.

use std::fmt;

use super::circles::{CircleAction, Direction};
use super::picker::{CONTENTS, HELP, PROBLEMS, RELATED, Source};

/// Where a person is, which decides what a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list has the focus.
    List,
    /// The detail has the focus.
    Detail,
    /// The detail stands alone.
    Reading,
    /// A filter is typed.
    Prompt,
    /// What is looked for in the text is typed.
    Find,
    /// Something is picked from rows that can be narrowed by typing, such as help.
    Picker,
    /// Related theses are shown as a picture.
    Circles,
}

/// A set of contexts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Contexts(u8);

/// What a person can tell the program to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each does")]
pub enum Action {
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
    NextPart,
    PreviousPart,
    AsRead,
    Narrower,
    Wider,
    FocusNext,
    FocusPrevious,
    FocusList,
    FocusDetail,
    NarrowList,
    WidenList,
    Compact,
    Read,
    Filter,
    Bookmark,
    ShowAll,
    ShowBookmarks,
    ShowUnread,
    Sort,
    ReverseSort,
    Copy,
    Open(&'static Source),
    Earlier,
    Later,
    Back,
    Quit,
    FilterAll,
    KeepFind,
    DropFind,
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
    Close,
    Pick,
    PickerDown,
    PickerUp,
    PickerPageDown,
    PickerPageUp,
    QuitNow,
    Suspend,
    Redraw,
    Mouse,
    Circle(CircleAction),
}

/// A row of the table: one action.
#[derive(Clone, Copy, Debug)]
pub struct ActionRow {
    /// What it does.
    pub action: Action,
    /// The name in configuration.
    pub name: &'static str,
    /// Where it works.
    pub contexts: Contexts,
    /// The names of its default keys, the one for hints first; behind the keys of [`after`](field@Self::after).
    pub keys: &'static [&'static str],
    /// The action whose keys come first in a sequence, such as the `y` of `y t`. That one does nothing by itself.
    pub after: Option<Action>,
    /// What it does, in words.
    pub words: &'static str,
    /// The hints at it, each for other contexts; none where it is not hinted at.
    pub hints: &'static [Hint],
}

/// A hint at an action in the status bar.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    /// Where it is given.
    pub contexts: Contexts,
    /// The hints with the highest number are given first where there is little room.
    pub importance: u8,
    /// What the key does, in a word or two.
    pub words: &'static str,
    /// While what it is given; one that is not always given stands in place of one that is.
    pub when: When,
}

/// While what a hint is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At all times.
    Always,
    /// While reading on leads to another thesis.
    LeadsOn,
    /// While a text is read that is told in sections.
    Sections,
    /// While one has walked to a value that can be filtered by.
    AtValue,
    /// While one has walked to the title of another thesis.
    AtRelated,
}

/// What of [`When`] holds now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Reading on leads to another thesis.
    pub leads_on: bool,
    /// The text that is read is told in sections.
    pub has_sections: bool,
    /// One has walked to a value, which is the title of another thesis or not.
    pub at_related: Option<bool>,
}

impl Contexts {
    /// The list and the detail, also where that stands alone.
    pub const PANES: Self = Self::of(&[Context::List, Context::Detail, Context::Reading]);
    /// The panes side by side or one above the other.
    pub const BOTH: Self = Self::of(&[Context::List, Context::Detail]);
    /// The detail, also where it stands alone.
    pub const DETAIL: Self = Self::of(&[Context::Detail, Context::Reading]);
    /// The detail alone.
    pub const READING: Self = Self::of(&[Context::Reading]);
    /// While a filter is typed.
    pub const PROMPT: Self = Self::of(&[Context::Prompt]);
    /// While it is typed what is looked for in the text.
    pub const FIND: Self = Self::of(&[Context::Find]);
    /// In help, problems and the like.
    pub const PICKER: Self = Self::of(&[Context::Picker]);
    /// In the picture of related theses.
    pub const CIRCLES: Self = Self::of(&[Context::Circles]);
    /// Everywhere.
    pub const ALL: Self = Self::of(&Context::ALL);

    const fn of(contexts: &[Context]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < contexts.len() {
            bits |= 1 << contexts[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// True where the context is one of them.
    pub const fn has(self, context: Context) -> bool {
        self.0 & (1 << context as u8) != 0
    }

    /// True where a context is in both.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// As a heading over the actions that work there.
impl fmt::Display for Contexts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::ALL => "At every time",
            Self::PANES => "In the list and the detail",
            Self::READING => "While reading",
            Self::PROMPT => "While typing a filter",
            Self::FIND => "While finding in a text",
            Self::CIRCLES => "In the picture of related theses",
            Self::PICKER => return write!(f, "In {}", lists()),
            _ => "Elsewhere",
        })
    }
}

/// The lists that can be opened over the panes, in the order of the table: `problems and help`.
fn lists() -> String {
    let names = TABLE.iter().filter(|row| matches!(row.action, Action::Open(_))).map(|row| row.name);
    let names: Vec<_> = names.map(|name| name.replace('-', " ")).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => names.concat(),
    }
}

impl Context {
    /// All contexts.
    pub const ALL: [Self; 7] =
        [Self::List, Self::Detail, Self::Reading, Self::Prompt, Self::Find, Self::Picker, Self::Circles];

    /// True where a key that prints something is text.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Prompt | Self::Find | Self::Picker)
    }
}

const fn hint(contexts: Contexts, importance: u8, words: &'static str) -> Hint {
    Hint { contexts, importance, words, when: When::Always }
}

const fn hint_while(when: When, contexts: Contexts, importance: u8, words: &'static str) -> Hint {
    Hint { contexts, importance, words, when }
}

const fn row(
    action: Action,
    name: &'static str,
    contexts: Contexts,
    keys: &'static [&'static str],
    words: &'static str,
    hints: &'static [Hint],
) -> ActionRow {
    ActionRow { action, name, contexts, keys, after: None, words, hints }
}

impl ActionRow {
    const fn after(mut self, action: Action) -> Self {
        self.after = Some(action);
        self
    }

    /// The row of an action.
    ///
    /// # Panics
    ///
    /// Where the table has none, which a test rules out.
    pub fn of(action: Action) -> &'static Self {
        TABLE.iter().find(|row| row.action == action).expect("every action has a row; a test makes it so")
    }

    /// The row of the action that configuration calls so; `None` where there is none.
    pub fn named(name: &str) -> Option<&'static Self> {
        TABLE.iter().find(|row| row.name == name)
    }

    /// True where it has keys only to begin the sequences of others.
    pub fn begins_others(&self) -> bool {
        TABLE.iter().any(|row| row.after == Some(self.action))
    }

    /// The hint at it in a context, as things are now.
    pub fn hint(&self, context: Context, now: Now) -> Option<&'static Hint> {
        let given = |hint: &&Hint| match hint.when {
            When::Always => true,
            When::LeadsOn => now.leads_on,
            When::Sections => now.has_sections,
            When::AtValue => now.at_related == Some(false),
            When::AtRelated => now.at_related == Some(true),
        };
        let mut given = self.hints.iter().filter(|hint| hint.contexts.has(context)).filter(given);
        given.clone().find(|hint| hint.when != When::Always).or_else(|| given.next())
    }
}

/// All actions, in the order of the manual and of hints.
#[rustfmt::skip]
pub const TABLE: &[ActionRow] = {
    use Action as A;
    use CircleAction as C;
    const PANES: Contexts = Contexts::PANES;
    const PROMPT: Contexts = Contexts::PROMPT;
    const PICKER: Contexts = Contexts::PICKER; const CIRCLES: Contexts = Contexts::CIRCLES;
    &[
        row(A::Down, "down", PANES, &["j", "Down"], "down in the focused pane", &[]),
        row(A::Up, "up", PANES, &["k", "Up"], "up in the focused pane", &[]),
        row(A::First, "first", PANES, &["g", "Home"], "to the first line", &[]),
        row(A::Last, "last", PANES, &["G", "End"], "to the last line", &[]),
        row(A::HalfDown, "half-down", PANES, &["Ctrl-d"], "half a screen down", &[]),
        row(A::HalfUp, "half-up", PANES, &["Ctrl-u"], "half a screen up", &[]),
        row(A::PageDown, "page-down", PANES, &["PageDown", "Ctrl-f"], "a screen down", &[]),
        row(A::PageUp, "page-up", PANES, &["PageUp", "Ctrl-b"], "a screen up", &[]),
        row(A::ScrollDown, "scroll-down", PANES, &["J"], "scroll the detail down, from the list too", &[]),
        row(A::ScrollUp, "scroll-up", PANES, &["K"], "scroll the detail up, from the list too", &[]),
        row(A::NextScreen, "next-screen", PANES, &["Space"], "next screenful of the abstract; at its end, the next thesis", &[hint(Contexts::READING, 78, "page on"), hint(PANES, 60, "page on"), hint_while(When::LeadsOn, Contexts::DETAIL, 110, "next thesis"), hint_while(When::LeadsOn, PANES, 60, "next thesis")]),
        row(A::NextHit, "next-hit", PANES, &["n"], "next place in the detail where the filter hits", &[]),
        row(A::PreviousHit, "previous-hit", PANES, &["N"], "previous place", &[]),
        row(A::Open(CONTENTS), "contents", PANES, &["c"], "contents: the sections of the abstract, to go to one", &[hint_while(When::Sections, Contexts::DETAIL, 85, "contents")]),
        row(A::PreviousPart, "previous-section", PANES, &["["], "previous section of the abstract; paragraph, where it has none", &[]),
        row(A::NextPart, "next-section", PANES, &["]"], "next section", &[hint_while(When::Sections, Contexts::DETAIL, 65, "next section")]),
        row(A::AsRead, "as-read", PANES, &["m"], "the text as it was read, with what is mended; again mended", &[]),
        row(A::Narrower, "narrower", PANES, &["-"], "a narrower measure: 56, 72 or 88 columns", &[]),
        row(A::Wider, "wider", PANES, &["+", "="], "a wider measure", &[]),
        row(A::FocusNext, "focus-next", PANES, &["Tab"], "to the detail, through keywords, subject, candidate, university and related titles, and on to the list", &[hint(Contexts::DETAIL, 35, "keywords")]),
        row(A::FocusPrevious, "focus-previous", PANES, &["Shift-Tab"], "the same way back", &[]),
        row(A::FocusList, "focus-list", PANES, &["h", "Left"], "focus the list", &[]),
        row(A::FocusDetail, "focus-detail", PANES, &["l", "Right"], "focus the detail", &[]),
        row(A::NarrowList, "narrow-list", PANES, &["<"], "a narrower list; a lower one where it is above the detail", &[]),
        row(A::WidenList, "widen-list", PANES, &[">"], "a wider list, or a higher one", &[]),
        row(A::Compact, "compact-list", PANES, &["Z"], "a line for each thesis in the list; again all of it", &[]),
        row(A::Read, "read", PANES, &["Enter", "z"], "read: the detail alone, full width; again to come back; at a keyword or the like, filter by it", &[hint(Contexts::BOTH, 100, "read"), hint(Contexts::READING, 100, "back"), hint_while(When::AtValue, Contexts::DETAIL, 120, "filter by it"), hint_while(When::AtRelated, Contexts::DETAIL, 120, "open it")]),
        row(A::Filter, "filter", PANES, &["/"], "filter: results follow each key; at full width, find in the text", &[hint(Contexts::BOTH, 90, "filter"), hint(Contexts::READING, 90, "find")]),
        row(A::Bookmark, "bookmark", PANES, &["b"], "bookmark on or off", &[hint(PANES, 50, "bookmark")]),
        row(A::ShowAll, "show-all", PANES, &["1"], "all theses", &[hint(PANES, 40, "all")]),
        row(A::ShowBookmarks, "show-bookmarks", PANES, &["2"], "bookmarks alone", &[hint(PANES, 30, "bookmarks")]),
        row(A::ShowUnread, "show-unread", PANES, &["3"], "what was not read to its end", &[hint(PANES, 25, "unread")]),
        row(A::Sort, "sort", PANES, &["s"], "sort by relevance, posted, title, candidate, bookmarked", &[hint(PANES, 20, "sort")]),
        row(A::ReverseSort, "reverse-sort", PANES, &["S"], "turn the order round", &[]),
        row(A::Copy, "copy", PANES, &["y"], "copy", &[hint(PANES, 10, "copy")]),
        row(A::Open(RELATED), "related-theses", PANES, &["r"], "related theses: those nearest to this one, to open one; again as a picture", &[hint(PANES, 45, "related")]),
        row(A::Earlier, "earlier-thesis", PANES, &["H"], "back to the thesis that was read before", &[]),
        row(A::Later, "later-thesis", PANES, &["L"], "forward again", &[]),
        row(A::Mouse, "mouse", PANES, &["M"], "leave the mouse to the terminal, for its own selection; again to take it", &[]),
        row(A::Open(PROBLEMS), "problems", PANES, &["!"], "what could not be loaded, and why", &[]),
        row(A::Open(HELP), "help", PANES, &["?"], "the keys that work here", &[hint(PANES, 80, "help")]),
        row(A::Back, "back", PANES, &["Esc"], "one level back", &[]),
        row(A::Quit, "quit", PANES, &["q"], "quit", &[hint(PANES, 70, "quit")]),
        row(A::FilterAll, "filter-all", Contexts::READING, &["F"], "filter the collection", &[hint(Contexts::READING, 79, "filter")]),
        row(A::KeepFind, "keep-find", Contexts::FIND, &["Enter"], "stay where it was found; n and N go on", &[hint(Contexts::FIND, 60, "keep")]),
        row(A::DropFind, "drop-find", Contexts::FIND, &["Esc"], "find nothing, and go back to where one was", &[hint(Contexts::FIND, 50, "back")]),
        row(A::KeepFilter, "keep-filter", PROMPT, &["Enter"], "keep the filter", &[hint(PROMPT, 60, "keep")]),
        row(A::DropFilter, "drop-filter", PROMPT, &["Esc"], "drop the filter: back to where one was", &[hint(PROMPT, 50, "drop")]),
        row(A::ResultDown, "result-down", PROMPT, &["Down", "Ctrl-n"], "next result", &[hint(PROMPT, 40, "next")]),
        row(A::ResultUp, "result-up", PROMPT, &["Up", "Ctrl-p"], "previous result", &[hint(PROMPT, 30, "previous")]),
        row(A::Complete, "complete", PROMPT, &["Tab"], "complete a field or a value; again for the next one", &[hint(PROMPT, 20, "complete")]),
        row(A::CompleteBack, "complete-back", PROMPT, &["Shift-Tab"], "the completion before", &[]),
        row(A::EarlierQuery, "earlier-query", PROMPT, &["Alt-Up"], "an earlier query", &[hint(PROMPT, 10, "earlier")]),
        row(A::LaterQuery, "later-query", PROMPT, &["Alt-Down"], "a later query; at last what was being typed", &[]),
        row(A::CopyTitle, "copy-title", PANES, &["t"], "copy the title", &[hint(PANES, 40, "title")]).after(A::Copy),
        row(A::CopyAbstract, "copy-abstract", PANES, &["a"], "copy the abstract", &[hint(PANES, 30, "abstract")]).after(A::Copy),
        row(A::CopyId, "copy-id", PANES, &["i"], "copy the id", &[hint(PANES, 20, "id")]).after(A::Copy),
        row(A::CopyNothing, "copy-nothing", PANES, &["Esc"], "copy nothing", &[hint(PANES, 10, "nothing")]).after(A::Copy),
        row(A::Pick, "pick", PICKER, &["Enter"], "pick the row: in help, do what it says", &[hint(PICKER, 25, "pick")]),
        row(A::Close, "close", PICKER, &["Esc"], "close it, as the key that opened it does until one types", &[hint(PICKER, 30, "close")]),
        row(A::PickerDown, "overlay-down", PICKER, &["Down", "Ctrl-n"], "down", &[hint(PICKER, 20, "down")]),
        row(A::PickerUp, "overlay-up", PICKER, &["Up", "Ctrl-p"], "up", &[hint(PICKER, 10, "up")]),
        row(A::PickerPageDown, "overlay-page-down", PICKER, &["PageDown", "Ctrl-d"], "a screen down", &[]),
        row(A::PickerPageUp, "overlay-page-up", PICKER, &["PageUp", "Ctrl-u"], "a screen up", &[]),
        row(A::Circle(C::Go(Direction::Left)), "circle-left", CIRCLES, &["h", "Left"], "to the thesis on the left", &[]),
        row(A::Circle(C::Go(Direction::Down)), "circle-down", CIRCLES, &["j", "Down"], "to the thesis below", &[]),
        row(A::Circle(C::Go(Direction::Up)), "circle-up", CIRCLES, &["k", "Up"], "to the thesis above", &[]),
        row(A::Circle(C::Go(Direction::Right)), "circle-right", CIRCLES, &["l", "Right"], "to the thesis on the right", &[]),
        row(A::Circle(C::Next), "circle-next", CIRCLES, &["Tab"], "to the next thesis, which is less near", &[hint(CIRCLES, 70, "next")]),
        row(A::Circle(C::Previous), "circle-previous", CIRCLES, &["Shift-Tab"], "to the nearer one before", &[]),
        row(A::Circle(C::More), "circles-more", CIRCLES, &["+", "="], "more theses, which lie farther out", &[hint(CIRCLES, 60, "more")]),
        row(A::Circle(C::Fewer), "circles-fewer", CIRCLES, &["-"], "fewer", &[hint(CIRCLES, 50, "fewer")]),
        row(A::Circle(C::Centre), "circle-centre", CIRCLES, &["Enter"], "into the middle, with what is near to it", &[hint(CIRCLES, 90, "into the middle")]),
        row(A::Circle(C::Bookmark), "circle-bookmark", CIRCLES, &["b"], "bookmark on or off", &[hint(CIRCLES, 30, "bookmark")]),
        row(A::Circle(C::Earlier), "circle-earlier", CIRCLES, &["H"], "back to the thesis that was in the middle before", &[hint(CIRCLES, 40, "back")]),
        row(A::Circle(C::Later), "circle-later", CIRCLES, &["L"], "forward again", &[]),
        row(A::Circle(C::List), "circles-list", CIRCLES, &["r"], "the same theses as a list", &[hint(CIRCLES, 20, "list")]),
        row(A::Circle(C::Help), "circles-help", CIRCLES, &["?"], "the keys that work in the reader", &[]),
        row(A::Circle(C::Close), "circles-close", CIRCLES, &["Esc", "q"], "leave the picture, to the thesis in the middle", &[hint(CIRCLES, 80, "leave")]),
        row(A::QuitNow, "quit-now", Contexts::ALL, &["Ctrl-c"], "quit at once", &[]),
        row(A::Suspend, "suspend", Contexts::ALL, &["Ctrl-z"], "suspend; `fg` in the shell comes back", &[]),
        row(A::Redraw, "redraw", Contexts::ALL, &["Ctrl-l"], "draw the screen anew, where another program wrote into it", &[]),
    ]
};
