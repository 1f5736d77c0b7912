//! Finds where the pages of a file begin, and gives each line its part in its page.

use std::ops::Range;

use super::labels;
use super::line::{Line, Look, Part, REQUEST, inside_cell};
use crate::format::prose;

/// The longest title, in characters, where it could as well be an abstract.
const LONGEST_TITLE: usize = 400;

/// The pages of a file as ranges of its lines, none of them blank throughout; gives each line its part.
pub(super) fn pages(lines: &mut [Line<'_>]) -> Vec<Range<usize>> {
    let mut reader = Reader::default();
    for at in 0..lines.len() {
        reader.read(lines, at);
    }
    reader.begin(lines, lines.len());
    reader.pages
}

/// Goes through the lines of a file and finds where its pages begin.
#[derive(Default)]
struct Reader {
    pages: Vec<Range<usize>>,
    /// Where the page being read begins.
    start: usize,
    state: State,
}

/// What has been seen of the page being read.
struct State {
    part: Part,
    /// Which labels of metadata, a bit each.
    meta: u16,
    /// The cell that the page is all there is of.
    cell: Cell,
    /// A long abstract on one line, which is all there is of the page so far.
    bare: bool,
    /// Any line of text, metadata included, or label.
    any: bool,
    /// Any line that was read as text.
    texts: bool,
    /// The label before the abstract, with or without its `PDF Full Text Request`.
    label: Option<bool>,
    /// The first line of the abstract.
    abstract_first: Option<usize>,
    /// The last line that is no mere text, or the line before the page.
    structure: Option<usize>,
}

/// What is known of the bars of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    None,
    /// One stood at its beginning.
    Open,
    /// One stood at its end.
    Closed,
}

impl Default for State {
    fn default() -> Self {
        Self {
            part: Part::Title,
            meta: 0,
            cell: Cell::None,
            bare: false,
            any: false,
            texts: false,
            label: None,
            abstract_first: None,
            structure: None,
        }
    }
}

impl Reader {
    fn read(&mut self, lines: &mut [Line<'_>], at: usize) {
        match lines[at].look {
            Look::Blank => {}
            Look::FontSize => {
                self.begin(lines, at);
                self.state.structure = Some(at);
            }
            Look::Meta(group) => self.read_meta(lines, at, group),
            Look::Abstract => {
                if self.state.part > Part::Abstract || self.state.abstract_first.is_some() {
                    self.begin(lines, at);
                }
                self.state.label = Some(lines[at].text.ends_with(REQUEST));
                self.structure(lines, at, Part::Abstract);
            }
            Look::Keywords => self.structure(lines, at, Part::Keywords),
            // The value of the label `Abstract/Summary:`, on a line of its own.
            Look::Request if self.state.label == Some(false) && self.state.abstract_first.is_none() => {
                self.state.label = Some(true);
            }
            Look::Request | Look::Related => self.structure(lines, at, Part::Related),
            Look::Cell | Look::CellStart | Look::CellEnd => self.read_cell(lines, at),
            Look::Text => self.read_plain(lines, at),
        }
        self.state.any |= lines[at].look != Look::Blank;
    }

    fn structure(&mut self, lines: &mut [Line<'_>], at: usize, part: Part) {
        (self.state.cell, self.state.bare) = (Cell::None, false);
        self.state.part = part;
        self.state.structure = Some(at);
        lines[at].part = part;
    }

    /// A line with a bar at an end: the rest of a cell, a page of which nothing else is left, or mere text.
    fn read_cell(&mut self, lines: &mut [Line<'_>], at: usize) {
        let follows = at > self.start && lines[at - 1].look != Look::Blank;
        let text = inside_cell(lines[at].text);
        // A cell that was wrapped has short lines.
        let ends = lines[at].look == Look::CellEnd && follows && !prose::is_paragraph(text);
        let headless = self.state.part == Part::Title && self.state.texts;
        if ends && (self.state.cell == Cell::Open || headless && self.state.cell == Cell::None) {
            self.state.cell = Cell::Closed;
            return self.read_text(lines, at);
        }
        let filled = headless || self.state.part > Part::Abstract || self.state.abstract_first.is_some();
        let whole = lines[at].look == Look::Cell && self.state.part > Part::Abstract;
        if self.state.cell != Cell::None || whole || filled && prose::is_cell(text) {
            self.begin(lines, at);
        }
        if !self.state.any {
            self.state.cell = if lines[at].look == Look::CellStart { Cell::Open } else { Cell::Closed };
        }
        self.read_text(lines, at);
    }

    /// A line of text: more of the same page, or an abstract that has lost its own.
    fn read_plain(&mut self, lines: &mut [Line<'_>], at: usize) {
        let after_blank = at > 0 && lines[at - 1].look == Look::Blank;
        let bare = prose::is_paragraph(lines[at].text);
        let ended = match self.state.cell {
            Cell::Closed => true,
            Cell::Open => after_blank || bare,
            Cell::None => self.state.bare || self.state.part > Part::Abstract && bare,
        };
        if ended {
            self.begin(lines, at);
        }
        self.state.bare = bare && !self.state.any;
        self.read_text(lines, at);
    }

    fn read_text(&mut self, lines: &mut [Line<'_>], at: usize) {
        if self.state.part == Part::Meta {
            self.state.part = Part::Abstract;
        }
        if self.state.part == Part::Abstract {
            self.state.abstract_first.get_or_insert(at);
        }
        self.state.texts = true;
        lines[at].part = self.state.part;
    }

    fn read_meta(&mut self, lines: &mut [Line<'_>], at: usize, group: usize) {
        let head = self.state.part <= Part::Meta;
        let labels = labels::present(lines[at].text, group);
        let again = self.state.meta & labels != 0;
        if head && !again {
            let first = self.state.part == Part::Title && !self.state.texts;
            if first && is_title(lines, at, group) {
                return self.read_text(lines, at);
            }
        } else if begins_block(lines, at, group) {
            let title = self.title_before(lines, at);
            self.begin(lines, title.unwrap_or(at));
            if let Some(title) = title {
                lines[title].part = Part::Title;
                self.state.any = true;
            }
        } else {
            return self.read_text(lines, at);
        }
        self.state.meta |= labels;
        self.structure(lines, at, Part::Meta);
    }

    /// The line that is the title of a page whose metadata begins at `at`, behind another page.
    fn title_before(&self, lines: &[Line<'_>], at: usize) -> Option<usize> {
        let from = self.state.structure.map_or(self.start, |structure| structure + 1);
        let title = (from..at).rev().find(|&line| lines[line].look != Look::Blank)?;
        let after_blank = title > from && lines[title - 1].look == Look::Blank;
        let the_abstract = self.state.abstract_first == Some(title) && !after_blank;
        (!the_abstract && is_short(lines[title].text)).then_some(title)
    }

    /// Ends the page before line `at` and begins another there.
    fn begin(&mut self, lines: &[Line<'_>], at: usize) {
        let blank = |line: &Line<'_>| line.look == Look::Blank;
        let leading = lines[self.start..at].iter().take_while(|line| blank(line)).count();
        if self.start + leading < at {
            self.pages.push(self.start + leading..at);
        }
        self.start = at;
        self.state = State::default();
    }
}

/// True where a text is no longer than a title.
pub(super) fn is_short(text: &str) -> bool {
    text.len() <= LONGEST_TITLE || text.chars().count() <= LONGEST_TITLE
}

/// The next line after `at` that is not blank, and whether one is blank between them.
fn next_line<'l, 'a>(lines: &'l [Line<'a>], at: usize) -> Option<(&'l Line<'a>, bool)> {
    let next = (at + 1..lines.len()).find(|&next| lines[next].look != Look::Blank)?;
    Some((&lines[next], next > at + 1))
}

/// True where a line that begins with a label is the title of its page: `Degree:Zero`.
fn is_title(lines: &[Line<'_>], at: usize, group: usize) -> bool {
    let line = lines[at].text;
    let labels = labels::held(line, labels::LINES[group]);
    let first = labels::first_value(line, labels::LINES[group]);
    let plain = labels > 1 || !first.is_empty() && labels::date(first).is_some();
    match next_line(lines, at) {
        Some((next, _)) if next.look == Look::Meta(group) => {
            labels::present(line, group) & labels::present(next.text, group) != 0
        }
        Some((next, blank)) => blank && !plain && matches!(next.look, Look::Meta(_)),
        None => false,
    }
}

/// True where a line of metadata behind an abstract is the first of another page, and not text.
fn begins_block(lines: &[Line<'_>], at: usize, group: usize) -> bool {
    let line = lines[at].text;
    let first = labels::first_value(line, labels::LINES[group]);
    let all = labels::is_whole(line, labels::LINES[group]);
    let sure = all && group == 0 && labels::date(first).is_some();
    sure || next_line(lines, at).is_some_and(|(next, _)| match next.look {
        Look::Meta(next) => next > group,
        look => look == Look::Abstract,
    })
}
