//! The page of one thesis: its fields in order, wrapped to the width of the reading column.
//!
//! A page is made anew when the thesis, the width or the query changes, never while drawing.

use std::ops::Range;

use textwrap::{Options, WrapAlgorithm, wrap};

use crate::search::{Fields, Query};
use crate::text::width::columns;
use crate::thesis::{Field, Mark, Thesis};

/// What a piece of a page is, from which the theme takes its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The title.
    Title,
    /// The first words of a thesis that has no title.
    FirstWords,
    /// The rule below the title.
    Rule,
    /// Candidate, degree, date and their like.
    Meta,
    /// A keyword.
    Keyword,
    /// The abstract.
    Body,
    /// The heading of a part.
    Heading,
    /// What the program says of the thesis, rather than its source.
    Remark,
}

/// A piece of a line in one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its text.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Which of the page's hits it shows, from 0; `None` where the query did not find it.
    pub hit: Option<usize>,
}

/// The lines of a page, top to bottom, each at most as wide as the page was made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, each made of spans from left to right.
    pub lines: Vec<Vec<Span>>,
    /// The line of each hit, in order.
    pub hits: Vec<usize>,
}

/// What of a page answers the query.
#[derive(Clone, Copy, Debug)]
pub struct Hits<'q> {
    /// The query.
    pub query: &'q Query,
    /// True where its letters were matched across words.
    pub loose: bool,
}

/// Stands between two facts of one line.
const BETWEEN_FACTS: &str = " · ";
/// Stands between two keywords of one line.
const BETWEEN_KEYWORDS: &str = "   ";
/// A longer text is wrapped line by line; balancing all lines of a paragraph would take longer than a frame.
const BALANCED_UP_TO: usize = 20_000;

impl Page {
    /// The page of a thesis, `width` columns wide.
    pub fn of(thesis: Thesis<'_>, width: usize, hits: Hits<'_>) -> Self {
        let mut page = Writer { width, hits, lines: Vec::new() };
        page.title(thesis);
        page.rule();
        page.facts(&[
            (thesis.candidate().to_owned(), Fields::CANDIDATE),
            (degree_and_kind(thesis), Fields::NONE),
            (posted(thesis), Fields::NONE),
            (thesis.text(Field::Country).to_owned(), Fields::NONE),
        ]);
        page.facts(&[(thesis.subject().to_owned(), Fields::SUBJECT), (labelled("id", thesis), Fields::NONE)]);
        page.keywords(thesis);
        page.blank();
        page.abstract_text(thesis.abstract_text());
        page.related(thesis);
        page.blank();
        page.source(thesis);
        Self::numbered(page.lines)
    }

    /// The page of a marked thesis that is not loaded; `advice` says what can be done about it.
    pub fn of_absent(mark: &Mark, width: usize, advice: &str) -> Self {
        let nothing = Query::default();
        let mut page = Writer { width, hits: Hits { query: &nothing, loose: false }, lines: Vec::new() };
        page.text(&mark.title, Role::Title, &[]);
        page.rule();
        page.text(&format!("id {}", mark.id), Role::Meta, &[]);
        page.blank();
        let mut said = "This thesis is bookmarked, but it is not among those that are loaded now. Open the \
                        collection that holds it to read it"
            .to_owned();
        if !advice.is_empty() {
            said.push_str("; ");
            said.push_str(advice);
        }
        page.text(&format!("{said}."), Role::Remark, &[]);
        Self::numbered(page.lines)
    }

    /// The page of these lines, its hits numbered: a word is one hit, however many of its letters were found.
    fn numbered(mut lines: Vec<Vec<Span>>) -> Self {
        let mut hits: Vec<usize> = Vec::new();
        for (at, line) in lines.iter_mut().enumerate() {
            let mut in_word = false;
            for span in line {
                let begins_inside = span.text.chars().next().is_some_and(char::is_alphanumeric);
                if span.hit.is_some() {
                    if !(in_word && begins_inside && hits.last() == Some(&at)) {
                        hits.push(at);
                    }
                    span.hit = Some(hits.len() - 1);
                }
                let inside = span.text.chars().all(char::is_alphanumeric);
                in_word = inside && (span.hit.is_some() || in_word && begins_inside);
            }
        }
        Self { lines, hits }
    }
}

struct Writer<'q> {
    width: usize,
    hits: Hits<'q>,
    lines: Vec<Vec<Span>>,
}

impl Writer<'_> {
    fn title(&mut self, thesis: Thesis<'_>) {
        let heading = thesis.heading();
        if thesis.has_title() {
            let places = if self.hits.loose {
                self.hits.query.loose_places(heading)
            } else {
                self.short_places(heading, Fields::TITLE)
            };
            self.text(heading, Role::Title, &places);
        } else if heading.is_empty() {
            self.text("No title and no abstract", Role::Remark, &[]);
        } else {
            self.text(&format!("{heading} …"), Role::FirstWords, &[]);
            self.text("no title: these are the first words", Role::Remark, &[]);
        }
    }

    fn rule(&mut self) {
        self.lines.push(vec![span("─".repeat(self.width), Role::Rule)]);
    }

    fn blank(&mut self) {
        self.lines.push(Vec::new());
    }

    /// Facts in one line, or in more where they do not fit, each with the field it is searched as; the empty
    /// ones are left out.
    fn facts(&mut self, facts: &[(String, Fields)]) {
        let facts = facts.iter().filter(|(text, _)| !text.is_empty());
        let facts: Vec<_> = facts.map(|(text, field)| (text, self.short_places(text, *field))).collect();
        self.run_in(&facts, BETWEEN_FACTS, Role::Meta);
    }

    fn keywords(&mut self, thesis: Thesis<'_>) {
        let keywords: Vec<_> = thesis
            .keywords()
            .map(|word| (word.to_owned(), self.short_places(word, Fields::KEYWORDS)))
            .collect();
        if !keywords.is_empty() {
            self.blank();
            let keywords: Vec<_> = keywords.iter().map(|(text, places)| (text, places.clone())).collect();
            self.run_in(&keywords, BETWEEN_KEYWORDS, Role::Keyword);
        }
    }

    fn abstract_text(&mut self, text: &str) {
        if text.is_empty() {
            return self.text("No abstract", Role::Remark, &[]);
        }
        let places = self.hits.query.places(text, Fields::ABSTRACT);
        self.text(text, Role::Body, &places);
    }

    fn related(&mut self, thesis: Thesis<'_>) {
        for (at, title) in thesis.values(Field::Related).enumerate() {
            if at == 0 {
                self.blank();
                self.text("Related items", Role::Heading, &[]);
            }
            self.text(title, Role::Body, &[]);
        }
    }

    fn source(&mut self, thesis: Thesis<'_>) {
        if !thesis.text(Field::FullText).is_empty() {
            self.text(&format!("Full text: {}", thesis.text(Field::FullText)), Role::Remark, &[]);
        }
        let file = thesis.file().to_string_lossy();
        let file = crate::text::sanitise::printable(&file);
        self.text(&format!("From {file}, line {}", thesis.line()), Role::Remark, &[]);
    }

    /// Puts items one after another, a new line where the next does not fit.
    fn run_in(&mut self, items: &[(&String, Vec<Range<usize>>)], between: &str, role: Role) {
        let mut line: Vec<Span> = Vec::new();
        let mut used = 0;
        for (text, places) in items {
            let wide = columns(text);
            if used > 0 && used + columns(between) + wide > self.width {
                self.lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if wide > self.width {
                self.text(text, role, places);
                continue;
            }
            if used > 0 {
                line.push(span(between.to_owned(), Role::Remark));
                used += columns(between);
            }
            line.extend(spans(text, 0..text.len(), role, places));
            used += wide;
        }
        if !line.is_empty() {
            self.lines.push(line);
        }
    }

    /// Wraps a text to the width and adds its lines.
    fn text(&mut self, text: &str, role: Role, places: &[Range<usize>]) {
        let mut rest = places;
        for line in wrapped(text, self.width) {
            rest = &rest[rest.partition_point(|place| place.end <= line.start)..];
            self.lines.push(spans(text, line, role, rest));
        }
    }

    fn short_places(&self, text: &str, field: Fields) -> Vec<Range<usize>> {
        if self.hits.loose { Vec::new() } else { self.hits.query.places(text, field) }
    }
}

fn span(text: String, role: Role) -> Span {
    Span { text, role, hit: None }
}

/// The bytes `line` of a text as spans, those within `places` as hits. Places are in order.
fn spans(text: &str, line: Range<usize>, role: Role, places: &[Range<usize>]) -> Vec<Span> {
    let (mut spans, mut at) = (Vec::new(), line.start);
    // Which hit it is, is counted when the page is whole.
    let mut push = |range: Range<usize>, hit: bool| {
        if !range.is_empty() {
            spans.push(Span { text: text[range].to_owned(), role, hit: hit.then_some(0) });
        }
    };
    for place in places.iter().take_while(|place| place.start < line.end) {
        let (start, end) = (place.start.max(at), place.end.min(line.end));
        push(at..start, false);
        push(start..end, true);
        at = end.max(at);
    }
    push(at..line.end, false);
    spans
}

/// The lines of a text as ranges of its bytes, none wider than `width` columns unless a character is.
fn wrapped(text: &str, width: usize) -> Vec<Range<usize>> {
    if text.len() <= BALANCED_UP_TO {
        let lines = wrapped_by(text, width, WrapAlgorithm::new_optimal_fit());
        // To balance lines it may let one run over.
        if lines.iter().all(|line| columns(&text[line.clone()]) <= width) {
            return lines;
        }
    }
    wrapped_by(text, width, WrapAlgorithm::FirstFit)
}

fn wrapped_by(text: &str, width: usize, algorithm: WrapAlgorithm) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    let lines = wrap(text, Options::new(width.max(1)).wrap_algorithm(algorithm)).into_iter().map(|line| {
        // Without indentation and hyphenation a line is a part of the text, so its address tells its place.
        let at = (line.as_ptr() as usize).saturating_sub(start).min(text.len());
        at..(at + line.len()).min(text.len())
    });
    lines.collect()
}

fn degree_and_kind(thesis: Thesis<'_>) -> String {
    let kind = thesis.kind().to_lowercase();
    match (thesis.degree(), kind.as_str()) {
        ("", _) => thesis.kind().to_owned(),
        (degree, "") => degree.to_owned(),
        (degree @ ("Master" | "Doctor" | "Bachelor"), kind) => format!("{degree}’s {kind}"),
        (degree, kind) => format!("{degree} {kind}"),
    }
}

fn posted(thesis: Thesis<'_>) -> String {
    thesis.date_for_reading(Field::Posted).into_owned()
}

/// An id with its label: `GTID` where it has the 16 digits of one.
fn labelled(label: &str, thesis: Thesis<'_>) -> String {
    let id = thesis.id();
    let gtid = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_digit());
    format!("{} {id}", if gtid { "GTID" } else { label })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::{Hits, Page, Role};
    use crate::search::Query;
    use crate::text::width::columns;
    use crate::thesis::{Draft, Field, SegmentBuilder};

    fn page(draft: &Draft<'_>, width: usize, query: &str) -> Page {
        let mut builder = SegmentBuilder::default();
        builder.push(draft, &Path::new("dir/page.txt").into());
        let query = Query::parse(query).unwrap();
        Page::of(builder.seal().get(0), width, Hits { query: &query, loose: false })
    }

    fn text(page: &Page) -> Vec<String> {
        page.lines.iter().map(|line| line.iter().map(|span| span.text.as_str()).collect()).collect()
    }

    #[test]
    fn a_page_has_every_field() {
        let draft = Draft::at(4)
            .with(Field::Id, "2556307118989809")
            .with(Field::Title, "A title of some length")
            .with(Field::Posted, "2023-12-02")
            .with(Field::Degree, "Master")
            .with(Field::Kind, "Thesis")
            .with(Field::Country, "China")
            .with(Field::Candidate, "Z Y Zhu")
            .with(Field::FullText, "PDF")
            .with(Field::Subject, "Law")
            .with(Field::Abstract, "First paragraph.\nSecond one.")
            .with_values(Field::Keywords, ["one", "two words", "three"])
            .with_values(Field::Related, ["Another title"]);
        let expected = [
            "A title of some",
            "length",
            "────────────────────",
            "Z Y Zhu",
            "Master’s thesis",
            "2 Dec 2023 · China",
            "Law",
            "GTID",
            "2556307118989809",
            "",
            "one   two words",
            "three",
            "",
            "First paragraph.",
            "Second one.",
            "",
            "Related items",
            "Another title",
            "",
            "Full text: PDF",
            "From dir/page.txt,",
            "line 4",
        ];
        assert_eq!(text(&page(&draft, 20, "")), expected);
    }

    #[test]
    fn hits_are_marked_across_wrapped_lines() {
        let draft = Draft::default()
            .with(Field::Title, "Urban party")
            .with(Field::Abstract, "The urban, the urbane.");
        let page = page(&draft, 10, "urban");
        let hits: Vec<_> = page.lines.iter().flatten().filter(|span| span.hit.is_some()).collect();
        let hits: Vec<_> = hits.iter().map(|span| (span.text.as_str(), span.role)).collect();
        assert_eq!(hits, [("Urban", Role::Title), ("urban", Role::Body), ("urban", Role::Body)]);
    }

    #[test]
    fn a_word_is_one_hit_however_it_was_found() {
        let draft = Draft::default()
            .with(Field::Title, "Community governance, good governance")
            .with(Field::Abstract, "Governance. Communities.");
        let hits = |query| page(&draft, 60, query).hits;
        assert_eq!(
            hits("govrnance comunity"),
            [0, 0, 0],
            "two words of which the letters were found in pieces"
        );
        assert_eq!(hits("governance"), [0, 0, 4]);
        assert_eq!(hits("\"good governance\""), [0]);
        assert_eq!(hits(""), Vec::<usize>::new());
    }

    #[test]
    fn a_thesis_without_a_title_says_so() {
        let draft = Draft::default().with(Field::Abstract, "Bare words");
        assert_eq!(text(&page(&draft, 40, ""))[..2], ["Bare words …", "no title: these are the first words"]);
        assert_eq!(text(&page(&Draft::default(), 40, ""))[0], "No title and no abstract");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_page_and_no_text_is_lost(abstract_text in "(\\PC{0,8}| |[a-z]{1,30}|社区){0,40}", width in 2usize..80) {
            let draft = Draft::default().with(Field::Abstract, abstract_text.as_str()).with(Field::Title, "t");
            let page = page(&draft, width, "a b c");
            for line in &page.lines {
                let wide: usize = line.iter().map(|span| columns(&span.text)).sum();
                // Characters are measured one by one when wrapping; a cluster of them may differ.
                prop_assert!(wide <= width || !line.iter().all(|span| span.text.is_ascii()), "{line:?}");
            }
            let body: String = page.lines.iter().flatten().filter(|span| span.role == Role::Body).map(|span| span.text.as_str()).collect();
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let kept = letters(&crate::text::sanitise::sanitise(&abstract_text, crate::text::sanitise::LineBreaks::Keep).text);
            prop_assert_eq!(letters(&body), kept);
        }
    }
}
