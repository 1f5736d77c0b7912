use std::path::Path;

use proptest::prelude::*;

use super::{Highlight, Page, Role};
use crate::search::Query;
use crate::text::width::columns;
use crate::thesis::{Draft, Field, SegmentBuilder};

fn page(draft: &Draft<'_>, width: usize, query: &str) -> Page {
    let mut builder = SegmentBuilder::default();
    builder.push(draft, &Path::new("dir/page.txt").into());
    let query = Query::parse(query).unwrap();
    Page::of(builder.seal().get(0), width, Highlight { query: &query, loose: false })
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
