use std::path::Path;

use proptest::prelude::*;

use super::{Lens, Page, Role, Room};
use crate::reading::Edition;
use crate::search::Query;
use crate::text::width::columns;
use crate::thesis::{Draft, Field, SegmentBuilder, Thesis};

/// The page as it was read.
fn page(draft: &Draft<'_>, width: u16, query: &str) -> Page {
    set(draft, Room { width, margin: 3 }, query, |_| None, true)
}

/// The page with its texts mended, or as they were read with what is mended in them.
fn edited(draft: &Draft<'_>, room: Room, query: &str, as_read: bool) -> Page {
    set(draft, room, query, |thesis| Some(Edition::of(thesis, None)), as_read)
}

fn set(
    draft: &Draft<'_>,
    room: Room,
    query: &str,
    edit: fn(Thesis<'_>) -> Option<Edition>,
    as_read: bool,
) -> Page {
    let mut builder = SegmentBuilder::default();
    builder.push(draft, &Path::new("dir/page.txt").into());
    let (segment, query) = (builder.seal(), Query::parse(query).unwrap());
    let edition = edit(segment.get(0));
    let lens = Lens { query: &query, loose: false, edition: edition.as_ref(), as_read };
    Page::of(segment.get(0), room, lens)
}

fn text(page: &Page) -> Vec<String> {
    page.lines.iter().map(|line| line.iter().map(|span| span.text.as_str()).collect()).collect()
}

#[test]
fn a_page_has_every_field() {
    let draft = Draft::of_a_page()
        .on_line(4)
        .with(Field::Title, "A title of some length")
        .with(Field::Abstract, "First paragraph.\nSecond one.")
        .with_only(Field::Keywords, ["one", "two words", "three"])
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
    let draft =
        Draft::default().with(Field::Title, "Urban party").with(Field::Abstract, "The urban, the urbane.");
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
    assert_eq!(hits("govrnance comunity"), [0, 0, 0], "two words of which the letters were found in pieces");
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
    fn no_line_is_wider_than_the_page_and_no_text_is_lost(abstract_text in "(\\PC{0,8}| |[a-z]{1,30}|社区){0,40}", width in 2u16..80) {
        let draft = Draft::default().with(Field::Abstract, abstract_text.as_str()).with(Field::Title, "t");
        let page = page(&draft, width, "a b c");
        for line in &page.lines {
            let wide: usize = line.iter().map(|span| columns(&span.text)).sum();
            // Characters are measured one by one when wrapping; a cluster of them may differ.
            prop_assert!(wide <= usize::from(width) || !line.iter().all(|span| span.text.is_ascii()), "{line:?}");
        }
        let body: String = page.lines.iter().flatten().filter(|span| span.role == Role::Body).map(|span| span.text.as_str()).collect();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let kept = letters(&crate::text::sanitise::sanitise(&abstract_text, crate::text::sanitise::LineBreaks::Keep).text);
        prop_assert_eq!(letters(&body), kept);
    }
}

const CHAPTERS: &str = "Foreword,short.This paper explores it.Chapter 1 tells of governance,and of law.It is found that it \
                        holds.Chapter 2 asks,and answers(so)that.";

/// The page's lines from the body on, what stands in the margin before a bar.
fn noted(page: &Page) -> Vec<String> {
    let lines = text(page).into_iter().enumerate().filter(|(at, _)| page.body.contains(at));
    let note = |at| page.notes.iter().find(|(line, _)| *line == at).map_or("", |(_, note)| &note.text);
    lines.map(|(at, line)| format!("{:>9}|{line}", note(at)).trim_end().to_owned()).collect()
}

#[test]
fn an_abstract_is_set_in_paragraphs_with_its_sections_in_the_margin_or_above() {
    let draft = Draft::default().with(Field::Title, "t").with(Field::Abstract, CHAPTERS);
    let beside = edited(&draft, Room { width: 40, margin: 13 }, "", false);
    assert_eq!(
        noted(&beside),
        [
            "      aim|Foreword, short. This paper explores it.",
            "         |",
            "Chapter 1|Chapter 1 tells of governance, and of",
            "   result|law. It is found that it holds.",
            "         |",
            "Chapter 2|Chapter 2 asks, and answers (so) that.",
        ]
    );
    let above = edited(&draft, Room { width: 40, margin: 3 }, "", false);
    assert_eq!(
        noted(&above)[1..4],
        ["         |", "         |Chapter 1", "         |Chapter 1 tells of governance, and of"]
    );
    let parts = |page: &Page| {
        page.parts.iter().map(|part| (part.line, part.label.clone(), part.number)).collect::<Vec<_>>()
    };
    let body = above.body.start;
    assert_eq!(
        parts(&above),
        [(body + 2, "Chapter 1".into(), Some(1)), (body + 6, "Chapter 2".into(), Some(2))]
    );
    let as_read = edited(&draft, Room { width: 40, margin: 3 }, "", true);
    assert_eq!(
        parts(&as_read),
        [(body + 1, "Chapter 1".into(), Some(1)), (body + 2, "Chapter 2".into(), Some(2))]
    );
    assert_eq!((as_read.part(body), as_read.part(body + 1), as_read.part(0)), (None, Some(0), None));
}

#[test]
fn hits_stand_on_their_words_in_both_texts_and_what_is_mended_is_pointed_at() {
    let draft = Draft::default().with(Field::Title, "t").with(Field::Abstract, CHAPTERS);
    for as_read in [false, true] {
        let page = edited(&draft, Room { width: 40, margin: 3 }, "governance answers", as_read);
        let spans = || page.lines.iter().flatten();
        let hit = |hit| {
            spans().filter(|span| span.hit == Some(hit)).map(|span| span.text.as_str()).collect::<String>()
        };
        assert_eq!((page.hits.len(), hit(0), hit(1)), (2, "governance".into(), "answers".into()));
        let repaired: Vec<_> =
            spans().filter(|span| span.repair).map(|span| span.text.as_str()).take(2).collect();
        assert_eq!(repaired, if as_read { vec![",s", ".T"] } else { vec![] });
    }
}
