//! Which gap is completed, and with what.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Filling, Gap};
use crate::search::{Cancel, Engine, Query};
use crate::thesis::{Collection, Draft, Field, SegmentBuilder};

fn collection() -> Collection {
    let file: Arc<Path> = Path::new("f").into();
    let mut builder = SegmentBuilder::default();
    for (degree, country, posted, keywords) in [
        ("Master", "China", "2021-02", vec!["Urban life", "party"]),
        ("Master", "United States", "2019", vec!["urban life"]),
        ("Doctor", "", "2021", vec!["urban life", "Ürban"]),
        ("", "Ukraine", "", vec![]),
    ] {
        let draft = Draft::default().with(Field::Degree, degree).with(Field::Country, country);
        builder.push(&draft.with(Field::Posted, posted).with_values(Field::Keywords, keywords), &file);
    }
    let mut collection = Collection::default();
    collection.push(Arc::new(builder.seal()));
    collection
}

#[test]
fn values_come_the_most_frequent_first_and_case_and_accents_do_not_count() {
    let engine = Engine::new(&collection());
    for (text, limit, expected) in [
        ("degree:", 9, &["Master", "Doctor"][..]),
        ("degree:d", 9, &["Doctor"]),
        ("country:u", 9, &["Ukraine", "United States"]),
        ("kw:urban", 9, &["urban life", "Ürban"]),
        ("kw:ueb", 9, &[]),
        ("kw:uer", 9, &["Ürban"]),
        ("kw:", 2, &["urban life", "party"]),
        ("kw:\"urban life and more", 9, &[]),
        ("year:20", 9, &["2021", "2019"]),
        ("posted:20", 9, &["2021", "2019"]),
        ("is:", 9, &["bookmarked", "unread", "read"]),
        ("by:", 9, &[]),
        ("degree:", 0, &[]),
    ] {
        let gap = Gap::before(text, text.len()).unwrap();
        let got = engine.completions(&gap, limit, &Cancel::never());
        assert_eq!(got.unwrap(), expected, "{text}");
    }
    let cancel = Cancel::never();
    cancel.ask(2);
    let gap = Gap::before("degree:", 7).unwrap();
    assert_eq!(engine.completions(&gap, 9, &cancel.of(1)), None);
}

#[test]
fn the_levels_of_degrees_are_offered_where_theses_have_them() {
    let mut builder = SegmentBuilder::default();
    for degree in ["Ph.D", "Ph.D", "Ed.D", "M.A", "master", "Habilitationsschrift", "Licentiate", ""] {
        builder.push(&Draft::default().with(Field::Degree, degree), &Path::new("f").into());
    }
    let mut collection = Collection::default();
    collection.push(Arc::new(builder.seal()));
    let engine = Engine::new(&collection);
    let offered = |text: &str, limit| {
        let gap = Gap::before(text, text.len()).unwrap();
        engine.completions(&gap, limit, &Cancel::never()).unwrap().join(" ")
    };
    assert_eq!(
        offered("degree:", 9),
        "doctor Ph.D master Ed.D Habilitationsschrift Licentiate M.A habilitation"
    );
    assert_eq!((offered("degree:d", 9), offered("degree:bach", 9)), ("doctor".into(), String::new()));
    assert_eq!(
        (offered("degree:Hab", 1), offered("degree:p", 9)),
        ("Habilitationsschrift".into(), "Ph.D".into())
    );
}

#[test]
fn the_gap_is_what_is_typed_before_the_cursor() {
    use Filling::{Field as Name, Value};
    // The bar is the cursor; then what a candidate replaces, and what it begins with.
    for (text, gap) in [
        ("|", Some(("", "", Name))),
        ("urban |", Some(("", "", Name))),
        ("urban De|", Some(("De", "de", Name))),
        ("-ti| x", Some(("ti", "ti", Name))),
        ("deg|ree", None),
        ("degree:|", Some(("", "", Value(Field::Degree)))),
        ("-Degree:Ma|", Some(("Ma", "ma", Value(Field::Degree)))),
        ("country:\"United S|", Some(("\"United S", "united s", Value(Field::Country)))),
        ("country:\"Uni|ted States\" x", Some(("\"United States\"", "uni", Value(Field::Country)))),
        ("kw:Ü|", Some(("Ü", "u", Value(Field::Keywords)))),
        ("subject:|", Some(("", "", Value(Field::Subject)))),
        ("by:w|", Some(("w", "w", Value(Field::Candidate)))),
        ("year:20|", Some(("20", "20", Filling::Year))),
        ("year:2015..|", Some(("", "", Filling::Year))),
        ("is:b|", Some(("b", "b", Filling::Mark("is")))),
        ("tag:x|", None),
        ("kw:'exact|", None),
        ("title:x|", None),
        ("covid:1|", None),
        ("\"a phrase|", None),
        ("'letters|", None),
        ("titel:ur|", None),
        ("(ti|", Some(("ti", "ti", Name))),
        ("(a | –De|) x", Some(("De", "de", Name))),
        ("(degree:Ma|)", Some(("Ma", "ma", Value(Field::Degree)))),
        ("country：“Uni|ted States” x", Some(("“United States”", "uni", Value(Field::Country)))),
        ("a | |", Some(("", "", Name))),
        ("(|", Some(("", "", Name))),
    ] {
        let cursor = text.rfind('|').unwrap();
        let text = format!("{}{}", &text[..cursor], &text[cursor + 1..]);
        let got = Gap::before(&text, cursor);
        let got = got.as_ref().map(|gap| (&text[gap.at.clone()], gap.beginning.as_str(), gap.filling));
        assert_eq!(got, gap, "{text}");
    }
}

#[test]
fn candidates_are_put_in_quotation_marks_where_they_need_them() {
    for (text, candidate, filled) in [
        ("a deg", "degree:", "a degree:|"),
        ("degree:m", "Master", "degree:Master|"),
        ("country:u", "United States", "country:\"United States\"|"),
        ("kw:", "the \"last mile\"", "kw:\"the  last mile\"|"),
        ("(kw:", "Ni(2)", "(kw:\"Ni(2)\"|"),
        ("year:2015..", "2021", "year:2015..2021|"),
    ] {
        let gap = Gap::before(text, text.len()).unwrap();
        let (mut got, cursor) = gap.fill(text, candidate);
        got.insert(cursor, '|');
        assert_eq!(got, filled);
    }
    assert_eq!(Gap::before("t", 1).unwrap().candidates().unwrap(), ["title:"]);
    assert_eq!(Gap::before("k", 1).unwrap().candidates().unwrap(), ["kw:", "kind:"]);
    assert_eq!(Gap::before("is:", 3).unwrap().candidates().unwrap(), ["bookmarked", "unread", "read"]);
    assert_eq!(Gap::before("kw:", 3).unwrap().candidates(), None);
}

proptest! {
    #[test]
    fn any_text_is_filled_without_harm_to_the_rest(
        text in "(title|year|kw|is|by|:|\"|'|-|–|“|\\(|\\)|\\||OR|\\.\\.|2021|[a-cé社]| ){0,12}",
        at in 0usize..40,
        value in "[a-c\"' 社]{1,8}",
    ) {
        let cursor = (0..=at.min(text.len())).rfind(|&at| text.is_char_boundary(at)).unwrap();
        if let Some(gap) = Gap::before(&text, cursor) {
            let (filled, behind) = gap.fill(&text, &value);
            prop_assert!(gap.at.start <= cursor && cursor <= gap.at.end);
            prop_assert!(filled.starts_with(&text[..gap.at.start]) && filled.ends_with(&text[gap.at.end..]));
            prop_assert!(filled.is_char_boundary(behind));
            // What is filled in is one value: the text still reads, or errs inside itself.
            if let Err(error) = Query::parse(&filled) {
                prop_assert!(filled.get(error.at).is_some());
            }
        }
    }
}
