//! The abstract page of a thesis index, as text: the layout that most collections come in.
//!
//! Owns the labels of the page and what is made of a damaged one. A page is a run of lines, each with its
//! part in the page; pages follow one another in one file. Values are glued to the next label, so a line is
//! split on its own labels and never on white space. A title is never invented.

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

use super::prose::{self, Verdict};
use super::{Extent, Item, Sink, number, split_keywords, warn_of_posted};
use crate::thesis::{Draft, Warning};

/// The labels of the three lines of metadata, in their order.
const LABELS: [&[&str]; 3] =
    [&["Posted on:", "Degree:", "Type:"], &["Country:", "Candidate:", "Full Text:"], &["GTID:", "Subject:"]];
const FONT_SIZE: &str = "Font Size:";
/// The first line of a page as it stands in whole pages.
const FIRST_LINE: &str = "Font Size: a A A";
const ABSTRACT: &str = "Abstract/Summary:";
const KEYWORDS: &str = "Keywords/Search Tags:";
const REQUEST: &str = "PDF Full Text Request";
const RELATED: &str = "Related items";

/// The longest title, in characters, where it could as well be an abstract.
const LONGEST_TITLE: usize = 400;

/// As many lines as a page has, or a few more.
const LINES_OF_A_PAGE: usize = 16;

/// What a line looks like, by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Blank,
    FontSize,
    /// A line of metadata, by its place in [`LABELS`].
    Meta(usize),
    Abstract,
    Keywords,
    Request,
    Related,
    /// `| abstract |`, all that is left of a page.
    Cell,
    Text,
}

/// The part that a line has in its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Title,
    Meta,
    Abstract,
    Keywords,
    Related,
}

#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    /// The line without white space around it.
    text: &'a str,
    look: Look,
    part: Part,
}

/// Decodes the pages of a text.
///
/// What belongs to no page is told of; where the whole file holds none, the warning says what it is instead.
pub fn decode(text: &str, extent: Extent, sink: &mut Sink<'_>) -> ControlFlow<()> {
    // Files of old Macintoshes have no other line ends.
    if memchr::memchr(b'\n', text.as_bytes()).is_none() && text.contains('\r') {
        return decode(&text.replace('\r', "\n"), extent, sink);
    }
    let mut found = Vec::with_capacity(LINES_OF_A_PAGE);
    found.extend(lines(text));
    let pages = pages(&mut found);
    let alone = extent == Extent::Whole && pages.len() <= 1;
    for page in &pages {
        decode_page(&found[page.clone()], page.start, alone, sink)?;
    }
    if pages.is_empty() && extent == Extent::Whole {
        return sink(Item::Warning(Warning::skipped(1, "it is empty")));
    }
    ControlFlow::Continue(())
}

/// The byte at which the next page after `from` surely begins, a line `Font Size:`; `None` where there is none.
pub fn next_page(bytes: &[u8], from: usize) -> Option<usize> {
    let mut starts = memchr::memmem::find_iter(&bytes[from..], FIRST_LINE).map(|found| from + found);
    starts.find(|&start| start > 0 && bytes[start - 1] == b'\n')
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let here = rest?;
        let end = memchr::memchr(b'\n', here.as_bytes());
        rest = end.map(|end| &here[end + 1..]);
        let text = trimmed(&here[..end.unwrap_or(here.len())]);
        Some(Line { text, look: look(text), part: Part::Title })
    })
}

/// A line without white space, byte order marks and control characters around it.
fn trimmed(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || (c.is_control() && c != '\u{1b}'))
}

fn look(line: &str) -> Look {
    match line.as_bytes().first() {
        None => Look::Blank,
        Some(b'F') if is_font_size(line) => Look::FontSize,
        Some(b'A') if line.starts_with(ABSTRACT) => Look::Abstract,
        Some(b'K') if line.starts_with(KEYWORDS) => Look::Keywords,
        Some(b'P') if line == REQUEST => Look::Request,
        Some(b'R') if line == RELATED => Look::Related,
        Some(b'|') if line.len() > 1 && line.ends_with('|') => Look::Cell,
        Some(b'P' | b'D' | b'T' | b'C' | b'F' | b'G' | b'S') => {
            let begins = |labels: &&[&str]| labels.iter().any(|label| line.starts_with(label));
            LABELS.iter().position(begins).map_or(Look::Text, Look::Meta)
        }
        Some(_) => Look::Text,
    }
}

fn is_font_size(line: &str) -> bool {
    let sizes = line.strip_prefix(FONT_SIZE);
    line.starts_with(FIRST_LINE)
        || sizes.is_some_and(|sizes| sizes.chars().all(|c| matches!(c, 'a' | 'A') || c.is_whitespace()))
}

/// The pages of a file as ranges of its lines, none of them blank throughout; gives each line its part.
fn pages(lines: &mut [Line<'_>]) -> Vec<Range<usize>> {
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
    /// Which lines of metadata.
    meta: [bool; LABELS.len()],
    /// Nothing but cells and blank lines, at least one cell.
    cell: bool,
    /// Any line of text, metadata included, or label.
    any: bool,
    /// The label before the abstract, with or without its `PDF Full Text Request`.
    label: Option<bool>,
    /// The first line of the abstract.
    abstract_first: Option<usize>,
    /// The last line that is no mere text, or the line before the page.
    structure: Option<usize>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            part: Part::Title,
            meta: [false; LABELS.len()],
            cell: false,
            any: false,
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
            Look::Cell => {
                if self.state.cell || self.state.part > Part::Abstract {
                    self.begin(lines, at);
                }
                self.state.cell = !self.state.any;
                self.read_text(lines, at);
            }
            Look::Text => {
                self.state.cell = false;
                self.read_text(lines, at);
            }
        }
        self.state.any |= lines[at].look != Look::Blank;
    }

    fn structure(&mut self, lines: &mut [Line<'_>], at: usize, part: Part) {
        self.state.cell = false;
        self.state.part = part;
        self.state.structure = Some(at);
        lines[at].part = part;
    }

    fn read_text(&mut self, lines: &mut [Line<'_>], at: usize) {
        if self.state.part == Part::Meta {
            self.state.part = Part::Abstract;
        }
        if self.state.part == Part::Abstract {
            self.state.abstract_first.get_or_insert(at);
        }
        lines[at].part = self.state.part;
    }

    fn read_meta(&mut self, lines: &mut [Line<'_>], at: usize, group: usize) {
        let head = self.state.part <= Part::Meta;
        let again = self.state.meta[group];
        if head && !again {
            let first = self.state.part == Part::Title && !has_text(&lines[self.start..at]);
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
        self.state.meta[group] = true;
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

fn has_text(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| matches!(line.look, Look::Text | Look::Cell))
}

fn is_short(text: &str) -> bool {
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
    let labels = LABELS[group].iter().filter(|label| line.contains(*label)).count();
    let [first, ..] = split(line, LABELS[group]);
    let plain = labels > 1 || !first.is_empty() && crate::thesis::Posted::parse(first).is_some();
    match next_line(lines, at) {
        Some((next, _)) if next.look == Look::Meta(group) => true,
        Some((next, blank)) => blank && !plain && matches!(next.look, Look::Meta(_)),
        None => false,
    }
}

/// True where a line of metadata behind an abstract is the first of another page, and not text.
fn begins_block(lines: &[Line<'_>], at: usize, group: usize) -> bool {
    let line = lines[at].text;
    let [first, ..] = split(line, LABELS[group]);
    let all = LABELS[group].iter().all(|label| line.contains(label));
    let sure = all && group == 0 && crate::thesis::Posted::parse(first).is_some();
    sure || next_line(lines, at).is_some_and(|(next, _)| match next.look {
        Look::Meta(next) => next > group,
        look => look == Look::Abstract,
    })
}

fn decode_page(lines: &[Line<'_>], index: usize, alone: bool, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let from = number(index);
    if lines.iter().all(|line| matches!(line.look, Look::Blank | Look::Text | Look::Cell)) {
        return decode_remains(lines, from, alone, sink);
    }
    let mut draft = Draft { line: from, ..Draft::default() };
    let left_out = gather(lines, &mut draft);
    let Draft { id, title, abstract_text, candidate, .. } = &draft;
    if [id, title, abstract_text, candidate].iter().all(|text| text.is_empty()) {
        let reason = "a page without id, title, candidate and abstract";
        return sink(Item::Warning(Warning::skipped(from, reason)));
    }
    let bare = [id, candidate, &draft.posted, &draft.country, &draft.subject];
    let missing = match (title.is_empty(), abstract_text.is_empty()) {
        (true, false) if bare.iter().all(|text| text.is_empty()) => Some(NO_HEADER),
        (true, false) => Some("no title was found"),
        (true, true) => Some("neither title nor abstract was found"),
        (false, _) => None,
    };
    let missing = missing.map(|reason| Warning::mended(from, reason));
    let left_out = left_out
        .map(|line| Warning::mended(number(index + line), "text that has no place in a page was left out"));
    let posted = meta_line(lines, 0).and_then(|line| warn_of_posted(&draft.posted, number(index + line)));
    for warning in [missing, left_out, posted].into_iter().flatten() {
        sink(Item::Warning(warning))?;
    }
    sink(Item::Thesis(draft))
}

const NO_HEADER: &str = "no header: only the abstract was found";

fn meta_line(lines: &[Line<'_>], group: usize) -> Option<usize> {
    lines.iter().position(|line| line.look == Look::Meta(group) && line.part == Part::Meta)
}

/// Fills a draft from the lines of its page; the line from which text was left out, if any was.
fn gather<'a>(lines: &[Line<'a>], draft: &mut Draft<'a>) -> Option<usize> {
    for (group, labels) in LABELS.iter().enumerate() {
        if let Some(line) = meta_line(lines, group) {
            set_meta(draft, group, split(lines[line].text, labels));
        }
    }
    draft.abstract_text = texts_of(lines, Part::Abstract, ABSTRACT, "\n");
    draft.keywords = match texts_of(lines, Part::Keywords, KEYWORDS, " ") {
        Cow::Borrowed(list) => split_keywords(list),
        Cow::Owned(list) => {
            split_keywords(&list).into_iter().map(|value| Cow::Owned(value.into_owned())).collect()
        }
    };
    let related = lines.iter().filter(|line| line.part == Part::Related && is_text(line));
    draft.related = related.map(|line| Cow::Borrowed(line.text)).collect();
    place_head(lines, draft)
}

fn is_text(line: &Line<'_>) -> bool {
    !matches!(line.look, Look::Blank | Look::FontSize | Look::Request | Look::Related)
}

fn set_meta<'a>(draft: &mut Draft<'a>, group: usize, values: [&'a str; 3]) {
    let [first, second, third] = values.map(Cow::Borrowed);
    match group {
        0 => (draft.posted, draft.degree, draft.kind) = (first, second, third),
        1 => (draft.country, draft.candidate, draft.full_text) = (first, second, third),
        _ => (draft.id, draft.subject) = (first, second),
    }
}

/// The text of one part: its lines, the first without its label, joined by `between`.
fn texts_of<'a>(lines: &[Line<'a>], part: Part, label: &str, between: &str) -> Cow<'a, str> {
    let mut out = Cow::Borrowed("");
    for line in lines.iter().filter(|line| line.part == part && is_text(line)) {
        let labelled = matches!(line.look, Look::Abstract | Look::Keywords);
        let text = labelled.then(|| line.text.strip_prefix(label)).flatten().unwrap_or(line.text).trim();
        let text =
            if line.look == Look::Abstract { text.strip_prefix(REQUEST).unwrap_or(text) } else { text };
        let text = if line.look == Look::Cell && part == Part::Abstract { inside_cell(text) } else { text };
        if out.is_empty() {
            out = Cow::Borrowed(text);
        } else if !text.is_empty() {
            let out = out.to_mut();
            out.push_str(between);
            out.push_str(text);
        }
    }
    out
}

/// Makes the lines before the metadata title or abstract; the line from which text was left out, if any was.
fn place_head<'a>(lines: &[Line<'a>], draft: &mut Draft<'a>) -> Option<usize> {
    let is_head = |line: &Line<'_>| line.part == Part::Title && is_text(line);
    let head = || lines.iter().enumerate().filter(|(_, line)| is_head(line));
    let (first, line) = head().next()?;
    let second = head().nth(1).map(|(at, _)| at);
    let top = matches!(lines[0].look, Look::FontSize);
    let headed = lines.iter().any(|line| matches!(line.part, Part::Meta) || line.look == Look::Abstract);
    if draft.abstract_text.is_empty() && (!headed && !top || !is_short(line.text)) {
        // The header is lost, or the title is: what is left is the abstract.
        draft.abstract_text = match texts_of(lines, Part::Title, "", "\n") {
            Cow::Borrowed(cell) if line.look == Look::Cell => Cow::Borrowed(inside_cell(cell)),
            text => text,
        };
        return None;
    }
    let joined = texts_of(lines, Part::Title, "", " ");
    if is_short(&joined) && (headed || second.is_none()) {
        draft.title = joined;
        return None;
    }
    draft.title = Cow::Borrowed(line.text);
    if draft.abstract_text.is_empty() {
        draft.abstract_text = texts_of(&lines[first + 1..], Part::Title, "", "\n");
        return None;
    }
    second
}

/// Decodes lines that hold none of the labels: an abstract that is all that is left of its page, or no thesis.
fn decode_remains(lines: &[Line<'_>], from: u32, alone: bool, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut filled = lines.iter().filter(|line| line.look != Look::Blank);
    let one = (filled.next().map(|line| line.look), filled.next().is_none());
    let text = lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    let text = text.trim();
    let framed = text.len() > 1 && text.starts_with('|') && text.ends_with('|');
    let verdict = match one {
        (Some(Look::Cell), true) => prose::judge_cell(inside_cell(text)),
        _ if !alone => Verdict::Other("text that belongs to no thesis page"),
        _ if framed => prose::judge_cell(inside_cell(text)),
        _ => prose::judge(text),
    };
    match verdict {
        Verdict::Abstract => {
            sink(Item::Warning(Warning::mended(from, NO_HEADER)))?;
            let text = if framed { inside_cell(text) } else { text };
            sink(Item::Thesis(Draft { abstract_text: text.into(), line: from, ..Draft::default() }))
        }
        Verdict::Other(reason) => sink(Item::Warning(Warning::skipped(from, reason))),
    }
}

fn inside_cell(cell: &str) -> &str {
    cell.strip_prefix('|').unwrap_or(cell).strip_suffix('|').unwrap_or(cell).trim()
}

/// The values of a line behind its labels, in their order; empty where a label or its value is missing.
///
/// The first label is at the start, the second the first of its kind behind it, the third the last of its
/// kind, so that a value in the middle may hold what looks like a label.
fn split<'a>(line: &'a str, labels: &[&str]) -> [&'a str; 3] {
    let mut places = [None; 3];
    let mut from = 0;
    for (at, label) in labels.iter().enumerate() {
        let found = match at {
            0 => line.starts_with(label).then_some(0),
            1 => line[from..].find(label),
            _ => line[from..].rfind(label),
        };
        if let Some(found) = found {
            places[at] = Some((from + found, from + found + label.len()));
            from += found + label.len();
        }
    }
    let end_of = |at: usize| places[at + 1..].iter().flatten().next().map_or(line.len(), |place| place.0);
    std::array::from_fn(|at| places[at].map_or("", |(_, start)| line[start..end_of(at)].trim()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LABELS, split};
    use crate::format::tests::decoded;
    use crate::format::{Extent, Format};
    use crate::thesis::{Draft, Severity, Warning};

    const LINES: [&str; 12] = [
        "Font Size: a A A",
        "",
        "On Tea",
        "",
        "Posted on:2023-12-02Degree:MasterType:Thesis",
        "Country:ChinaCandidate:Z Y ZhuFull Text:PDF",
        "GTID:2556307118989809Subject:Political science",
        "Abstract/Summary:PDF Full Text Request",
        "Tea is drunk.It is hot.",
        "Keywords/Search Tags:tea, hot water",
        "PDF Full Text Request",
        "Related items",
    ];

    fn read(text: &str) -> (Vec<Draft<'static>>, Vec<Warning>) {
        decoded(Format::Page, text, Extent::Whole)
    }

    fn one(text: &str) -> Draft<'static> {
        let (mut theses, _) = read(text);
        assert_eq!(theses.len(), 1, "{text:?}");
        theses.remove(0)
    }

    fn whole() -> Draft<'static> {
        Draft {
            id: "2556307118989809".into(),
            title: "On Tea".into(),
            posted: "2023-12-02".into(),
            degree: "Master".into(),
            kind: "Thesis".into(),
            country: "China".into(),
            candidate: "Z Y Zhu".into(),
            full_text: "PDF".into(),
            subject: "Political science".into(),
            abstract_text: "Tea is drunk.It is hot.".into(),
            keywords: vec!["tea".into(), "hot water".into()],
            related: vec![],
            line: 1,
        }
    }

    fn reasons(warnings: &[Warning]) -> Vec<(u32, &str)> {
        warnings.iter().map(|warning| (warning.line, warning.reason.as_str())).collect()
    }

    #[test]
    fn reads_a_whole_page() {
        for between in ["\n", "\r\n", "\r", " \n"] {
            let (theses, warnings) = read(&LINES.join(between));
            assert_eq!((theses, warnings), (vec![whole()], vec![]), "{between:?}");
        }
        let related = format!("\u{feff}{}\nOn Coffee\nGTID: a history\n", LINES.join("\n"));
        assert_eq!(
            one(&related),
            Draft { related: vec!["On Coffee".into(), "GTID: a history".into()], ..whole() }
        );
    }

    #[test]
    fn any_line_may_be_missing() {
        for (missing, line) in LINES.iter().enumerate() {
            let lines: Vec<_> =
                LINES.iter().enumerate().filter(|&(at, _)| at != missing).map(|(_, line)| *line).collect();
            let mut expected = whole();
            match missing {
                2 => expected.title = "".into(),
                4 => (expected.posted, expected.degree, expected.kind) = ("".into(), "".into(), "".into()),
                5 => {
                    (expected.country, expected.candidate) = ("".into(), "".into());
                    expected.full_text = "".into();
                }
                6 => (expected.id, expected.subject) = ("".into(), "".into()),
                8 => expected.abstract_text = "".into(),
                9 => expected.keywords = vec![],
                _ => {}
            }
            let (theses, warnings) = read(&lines.join("\n"));
            expected.line = theses[0].line;
            assert_eq!(theses, [expected], "without {line:?}");
            let told: &[_] = if missing == 2 { &[(1, "no title was found")] } else { &[] };
            assert_eq!(reasons(&warnings), told);
        }
    }

    #[test]
    fn values_are_split_on_the_labels_of_their_line() {
        for (group, line, values) in [
            (0, "Posted on:2023-12-02Degree:MasterType:Thesis", ["2023-12-02", "Master", "Thesis"]),
            (0, "Posted on:Degree:Type:", ["", "", ""]),
            (0, "Posted on:2023Type:Thesis", ["2023", "", "Thesis"]),
            (0, "Degree:DoctorType:Dissertation", ["", "Doctor", "Dissertation"]),
            (0, "Type:Thesis", ["", "", "Thesis"]),
            (1, "Country:ChinaCandidate:Type: LeeFull Text:PDF", ["China", "Type: Lee", "PDF"]),
            (1, "Country:ChinaCandidate:A Full Text: BFull Text:PDF", ["China", "A Full Text: B", "PDF"]),
            (
                1,
                "Country:United States Candidate: Al-Taie, Aws Full Text: PDF",
                ["United States", "Al-Taie, Aws", "PDF"],
            ),
            (1, "Candidate:Z Y ZhuFull Text:", ["", "Z Y Zhu", ""]),
            (2, "GTID:1Subject:Candidate: studies", ["1", "Candidate: studies", ""]),
            (2, "GTID:1Subject:Law, Subject: Trade", ["1", "Law, Subject: Trade", ""]),
            (2, "Subject:Law", ["", "Law", ""]),
        ] {
            assert_eq!(split(line, LABELS[group]), values, "{line}");
        }
    }

    #[test]
    fn titles_may_look_like_anything() {
        for title in [
            "<the twelve paintings>",
            "On \"Concentric?Circles\"",
            "Degree:Zero",
            "Country: a novel",
            "| bars |",
        ] {
            let mut lines = LINES;
            lines[2] = title;
            assert_eq!(one(&lines.join("\n")), Draft { title: title.into(), ..whole() });
            for missing in [0, 4, 5, 6] {
                let kept = lines.iter().enumerate().filter(|&(at, _)| at != missing).map(|(_, line)| *line);
                assert_eq!(
                    one(&kept.collect::<Vec<_>>().join("\n")).title,
                    title,
                    "without {}",
                    lines[missing]
                );
            }
        }
    }

    #[test]
    fn the_abstract_of_a_damaged_page_may_span_lines() {
        let mut lines = LINES;
        lines[8] = "Tea is drunk.\nCountry: it is told.\n\nType:hot.";
        assert_eq!(one(&lines.join("\n")).abstract_text, "Tea is drunk.\nCountry: it is told.\nType:hot.");
        lines[7] = "Abstract/Summary:";
        lines[8] = "PDF Full Text Request\nTea.";
        assert_eq!(one(&lines.join("\n")).abstract_text, "Tea.");
    }

    #[test]
    fn a_lost_header_leaves_a_thesis_without_metadata() {
        let text =
            "Community governance,as the basis of national governance,has become an important part of work.";
        let lost = Draft { abstract_text: text.into(), line: 1, ..Draft::default() };
        for page in [
            text.to_owned(),
            format!("| {text} |"),
            format!("|{text}|\r\n"),
            format!("Abstract/Summary:PDF Full Text Request\n{text}\nRelated items"),
            format!("{text}\nPDF Full Text Request\nRelated items"),
            format!("Abstract/Summary:{text}"),
        ] {
            let (theses, warnings) = read(&page);
            assert_eq!(
                (&theses[..], &reasons(&warnings)[..]),
                (&[lost.clone()][..], &[(1, super::NO_HEADER)][..]),
                "{page}"
            );
        }
        let (theses, _) = read(&format!("| {text} |\n| {text} |"));
        assert_eq!(theses.iter().map(|thesis| thesis.line).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn pages_follow_one_another() {
        let page = LINES.join("\n");
        let without_mark = LINES[2..].join("\n");
        let mut other = LINES;
        other[2] = "On Coffee";
        let other_without_mark = other[2..].join("\n");
        for (text, titles) in [
            (format!("{page}\n{}", other.join("\n")), vec![("On Tea", 1), ("On Coffee", 13)]),
            (format!("{without_mark}\n{other_without_mark}"), vec![("On Tea", 1), ("On Coffee", 11)]),
            (
                format!("{page}\nOn Milk\nOn Beer\n\n{other_without_mark}\n\n{page}"),
                vec![("On Tea", 1), ("On Coffee", 16), ("On Tea", 27)],
            ),
            (
                format!("{}\n\n{other_without_mark}", LINES[..9].join("\n")),
                vec![("On Tea", 1), ("On Coffee", 11)],
            ),
            (
                format!("{}\n\n{other_without_mark}", LINES[..7].join("\n")),
                vec![("On Tea", 1), ("On Coffee", 9)],
            ),
        ] {
            let (theses, _) = read(&text);
            let got: Vec<_> = theses.iter().map(|thesis| (&*thesis.title, thesis.line)).collect();
            assert_eq!(got, titles, "{text}");
            assert!(theses.iter().all(|thesis| thesis.candidate == "Z Y Zhu"));
        }
    }

    #[test]
    fn one_bad_page_never_costs_a_good_one() {
        let page = LINES.join("\n");
        let (theses, warnings) =
            read(&format!("nonsense\n\n{page}\nFont Size: a A A\n\n\nRelated items\n{page}"));
        assert_eq!(theses.iter().map(|thesis| thesis.line).collect::<Vec<_>>(), [3, 19]);
        assert_eq!(
            reasons(&warnings),
            [
                (1, "text that belongs to no thesis page"),
                (15, "a page without id, title, candidate and abstract")
            ]
        );
        let (_, warnings) = read(&page.replace("2023-12-02", "Spring 2020"));
        assert_eq!(reasons(&warnings), [(5, "“Spring 2020” is not a date: kept as written")]);
    }

    #[test]
    fn what_is_no_page_is_told_of() {
        for (text, told) in [
            ("", "it is empty"),
            (" \n\n\r\n", "it is empty"),
            ("hello", "too little text for a thesis page"),
        ] {
            let (theses, warnings) = read(text);
            assert_eq!((theses, warnings), (vec![], vec![Warning::skipped(1, told)]), "{text:?}");
        }
        assert_eq!(decoded(Format::Page, "", Extent::Part), (vec![], vec![]));
    }

    fn any_line() -> impl Strategy<Value = String> {
        prop_oneof![
            3 => proptest::sample::select(&LINES[..]).prop_map(str::to_owned),
            1 => "(\\PC|\u{1b}|\r){0,40}",
            1 => "(Posted on:|Degree:|Country:|GTID:|\\| |[a-z ]{0,20}){0,4}",
        ]
    }

    proptest! {
        #[test]
        fn any_lines_are_survived(lines in proptest::collection::vec(any_line(), 0..40)) {
            let text = lines.join("\n");
            let count = text.split(['\n', '\r']).count() as u32;
            let (theses, warnings) = read(&text);
            prop_assert!(warnings.iter().all(|warning| (1..=count).contains(&warning.line)));
            prop_assert!(theses.iter().all(|thesis| (1..=count).contains(&thesis.line)));
            prop_assert!(theses.iter().all(|thesis| text.contains(&*thesis.id)));
            prop_assert!(!theses.is_empty() || !warnings.is_empty());
        }

        #[test]
        fn any_text_is_survived(text in "(\\PC|[\n\r|:]){0,200}") {
            let (theses, warnings) = read(&text);
            prop_assert!(warnings.iter().all(|warning| warning.line >= 1));
            prop_assert!(theses.iter().all(|thesis| thesis.title.is_empty()), "a title is never invented");
            prop_assert!(!theses.is_empty() || warnings.iter().any(|warning| warning.severity == Severity::Skipped));
        }

        #[test]
        fn values_come_back_whatever_they_are(values in proptest::collection::vec("[A-Za-z0-9?.,社-]([A-Za-z0-9 ?.,社-]{0,30}[A-Za-z0-9?.,社-])?", 8)) {
            let [posted, degree, kind, country, candidate, full, id, subject] = &values[..] else { unreachable!() };
            let page = format!(
                "Font Size: a A A\n\nT\n\nPosted on:{posted}Degree:{degree}Type:{kind}\n\
                 Country:{country}Candidate:{candidate}Full Text:{full}\nGTID:{id}Subject:{subject}\n\
                 Abstract/Summary:PDF Full Text Request\nA"
            );
            let thesis = one(&page);
            let got = [thesis.posted, thesis.degree, thesis.kind, thesis.country, thesis.candidate, thesis.full_text, thesis.id, thesis.subject];
            prop_assert_eq!(&got[..], &values[..]);
        }
    }
}
