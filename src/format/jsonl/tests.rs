//! What JSON lines give and what they survive.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::encode;
use crate::format::registry::tests::decoded;
use crate::format::{Extent, Format};
use crate::thesis::{Draft, Field, SegmentBuilder, Severity, Warning};

fn read(text: &str) -> (Vec<Draft<'static>>, Vec<Warning>) {
    decoded(Format::JsonLines, text, Extent::Whole)
}

#[test]
fn reads_every_field() {
    let line = r#"{"id":"2556307118989809","title":"A \"T\"","posted":"2023-12-02","degree":"Master",
        "kind":"Thesis","country":"China","candidate":"Z Y Zhu","full_text":"PDF","subject":"Law",
        "abstract":"One.\nTwo.","keywords":["a, b","c"],"related":["Other"],"file":"x","line":9}"#;
    let (theses, warnings) = read(&format!("\u{feff}\n{}\r\n", line.replace('\n', "")));
    let expected = Draft::of_a_page()
        .on_line(2)
        .with(Field::Title, "A \"T\"")
        .with(Field::Abstract, "One.\nTwo.")
        .with_only(Field::Keywords, ["a, b", "c"])
        .with_values(Field::Related, ["Other"]);
    assert_eq!((theses, warnings), (vec![expected], vec![]));
}

#[test]
fn keeps_what_can_be_kept_of_a_record() {
    for (line, id, title, keywords, told) in [
        (r#"{"id":2556307118989809,"title":"T"}"#, "2556307118989809", "T", &[][..], &[][..]),
        (r#"{"id":null,"title":"T","keywords":"a, b; c"}"#, "", "T", &["a", "b", "c"], &[]),
        (r#"{"title":"T","title":"U"}"#, "", "U", &[], &[]),
        (r#"{"id":-1.5,"title":"T"}"#, "-1.5", "T", &[], &[]),
        (
            r#"{"id":"1","title":{"en":"T"},"keywords":["a",["b"],null,3]}"#,
            "1",
            "",
            &["a", "3"],
            &["a value of “title” is not a text: left out", "a value of “keywords” is not a text: left out"],
        ),
        (
            r#"{"id":"1","keywords":true,"related":"One\nTwo"}"#,
            "1",
            "",
            &[],
            &["a value of “keywords” is not a list of texts: left out"],
        ),
        ("{\"title\":\"a\tb\"}", "", "a b", &[], &["control characters stood between the quotes"]),
        (
            r#"{"title":"T","posted":"Spring 2020"}"#,
            "",
            "T",
            &[],
            &["“Spring 2020” is not a date: kept as written"],
        ),
    ] {
        let (theses, warnings) = read(line);
        let [read] = &theses[..] else { panic!("{line}") };
        assert_eq!((read.get(Field::Id), read.get(Field::Title)), (id, title), "{line}");
        assert_eq!(read.values(Field::Keywords).collect::<Vec<_>>(), keywords, "{line}");
        let reasons: Vec<_> = warnings.iter().map(|warning| warning.reason.as_str()).collect();
        assert_eq!(reasons, told, "{line}");
        assert!(warnings.iter().all(|warning| warning.severity == Severity::Mended));
    }
}

#[test]
fn one_bad_line_never_costs_a_good_one() {
    let text = "{\"id\":\"1\"}\nhello\n{\"id\":\n[1]\n\n{\"name\":\"x\"}\n3\n{\"id\":\"2\"}";
    let (theses, warnings) = read(text);
    assert_eq!(theses.iter().map(|t| (t.get(Field::Id), t.line)).collect::<Vec<_>>(), [("1", 1), ("2", 8)]);
    let told: Vec<_> = warnings.iter().map(|w| (w.line, w.severity, w.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            (2, Severity::Skipped, "“hello” is not a JSON object"),
            (3, Severity::Skipped, "it is not JSON at column 6: EOF while parsing a value"),
            (4, Severity::Skipped, "it is JSON, but not an object"),
            (
                6,
                Severity::Skipped,
                "a JSON object without any field of a thesis (id, title, abstract and so on)"
            ),
            (7, Severity::Skipped, "it is JSON, but not an object"),
        ]
    );
}

#[test]
fn fields_of_other_schemas_are_told_of_once() {
    for (text, told) in [
        ("{\"id\":\"1\",\"file\":\"x\",\"line\":3}\n", &[][..]),
        ("{\"name\":\"x\"}\n{\"id\":\"1\"}\n", &[]),
        (
            "{\"id\":\"1\"}\n{\"id\":\"2\",\"DOI\":\"x\",\"type\":[1]}\n{\"id\":\"3\",\"DOI\":\"y\"}\n",
            &[(2, "DOI, type")],
        ),
        ("{\"id\":true,\"title\":\"T\",\"type\":\"x\"}\n{\"id\":\"1\",\"type\":\"x\"}\n", &[(1, "type")]),
        (
            "{\"id\":\"1\",\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1}",
            &[(1, "a, b, c, d, e and 2 more")],
        ),
    ] {
        let (_, warnings) = read(text);
        let unknown = warnings.iter().filter_map(|warning| {
            let names = warning.reason.strip_prefix("fields that no thesis has are left out: ")?;
            Some((warning.line, names.strip_suffix(", here and in what follows").unwrap()))
        });
        assert_eq!(unknown.collect::<Vec<_>>(), told, "{text}");
    }
}

#[test]
fn an_empty_text_is_told_of_where_it_is_the_whole_file() {
    let (_, warnings) = read(" \n\n");
    assert_eq!(warnings, [Warning::skipped(1, "it is empty")]);
    assert_eq!(decoded(Format::JsonLines, "\n", Extent::Part).1, []);
}

#[test]
fn every_field_is_read_and_written_by_its_name() {
    for &field in Field::ALL {
        let name = field.row().name;
        let value = if field.is_list() { "[\"2021, a\",\"b\"]" } else { "\"2021\"" };
        let (theses, warnings) = read(&format!("{{\"{name}\":{value}}}"));
        assert_eq!((theses.len(), warnings), (1, vec![]), "{name}");
        let expected: &[_] = if field.is_list() { &["2021, a", "b"] } else { &["2021"] };
        assert!(theses[0].values(field).eq(expected.iter().copied()), "{name}");
        let mut builder = SegmentBuilder::default();
        builder.push(&theses[0], &Path::new("f").into());
        let line = encode(builder.seal().get(0));
        assert!(line.contains(&format!("\"{name}\":{value}")), "{line}");
        for other in Field::ALL.iter().filter(|&&other| other != field) {
            let written = line.contains(&format!("\"{}\":", other.row().name));
            assert_eq!(written, !other.row().optional, "{line}");
        }
    }
}

#[test]
fn a_list_in_one_text_is_parted_as_its_field_is() {
    let line = r#"{"keywords":"a, b; c","advisors":"Roe, Ann; Doe","related":"One, a\nTwo","other_abstracts":"A; b.\nC."}"#;
    let (theses, _) = read(line);
    let values = |field| theses[0].values(field).collect::<Vec<_>>();
    assert_eq!(values(Field::Keywords), ["a", "b", "c"]);
    assert_eq!(values(Field::Advisors), ["Roe, Ann", "Doe"]);
    assert_eq!(values(Field::Related), ["One, a", "Two"]);
    assert_eq!(values(Field::OtherAbstracts), ["A; b.\nC."]);
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "(\\PC|[\\[\\]{}\":,\n0-9]|\"id\":|\"abstract\":){0,60}") {
        let lines = text.matches('\n').count() as u32 + 1;
        let (theses, warnings) = read(&text);
        prop_assert!(warnings.iter().all(|warning| (1..=lines).contains(&warning.line)));
        prop_assert!(theses.iter().all(|thesis| (1..=lines).contains(&thesis.line)));
    }

    #[test]
    fn what_is_written_reads_back(
        texts in proptest::collection::vec("[ -~é社\u{e000}\u{fffd}\n\u{1b}]{0,20}", 10),
        lists in proptest::collection::vec("[ -~，]{0,10}", 0..4),
        posted in "(2023(-1[0-2](-0[1-9])?)?|[a-z ]{0,9})",
    ) {
        let file: Arc<Path> = Path::new("a \"file\"").into();
        let list: Vec<_> = lists.iter().map(String::as_str).collect();
        let draft = Draft::at(5).with(Field::Id, texts[0].as_str()).with(Field::Title, texts[1].as_str()).with(Field::Posted, posted.as_str()).with(Field::Degree, texts[2].as_str()).with(Field::Kind, texts[3].as_str()).with(Field::Country, texts[4].as_str()).with(Field::Candidate, texts[5].as_str()).with(Field::FullText, texts[6].as_str()).with(Field::Subject, texts[7].as_str()).with(Field::Abstract, texts[8].as_str()).with_values(Field::Keywords, list.clone()).with_values(Field::Related, list);
        let segment = |draft: &Draft<'_>| {
            let mut builder = SegmentBuilder::default();
            builder.push(draft, &file);
            builder.seal()
        };
        let first = segment(&draft);
        let line = encode(first.get(0));
        prop_assert!(!line.contains('\n'));
        let (theses, warnings) = read(&line);
        prop_assert!(warnings.iter().all(|warning| warning.reason.contains("date")), "{:?}", warnings);
        let mut again = theses[0].clone();
        again.line = 5;
        let second = segment(&again);
        prop_assert_eq!(encode(second.get(0)), line);
    }
}

#[test]
fn the_name_of_a_file_is_safe_to_print_and_stays_what_it_is() {
    let name = "a\u{202e}b\u{2066}c\u{85}d\u{7f}e\u{e0001}f\u{1b}[31m.txt";
    let mut builder = SegmentBuilder::default();
    builder.push(&Draft::at(1).with(Field::Title, "Städte"), &Arc::from(Path::new(name)));
    let line = encode(builder.seal().get(0));
    assert!(line.chars().all(|c| !c.is_control() && !"\u{202e}\u{2066}\u{e0001}".contains(c)), "{line:?}");
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!((value["file"].as_str(), value["title"].as_str()), (Some(name), Some("Städte")));
}
