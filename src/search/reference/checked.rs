//! Holds the engine against the slow search, over theses and questions that are made up.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Asked, Clause, FIELDS, Record, Wanted, search};
use crate::search::{Answer, Cancel, Engine, Query, Question, SegmentIndex};
use crate::thesis::{Collection, Draft, Field, Row, SegmentBuilder};

/// Theses of few words, so that queries find some of them, in several segments.
fn records() -> impl Strategy<Value = Vec<Vec<Record>>> {
    let words = "(u|мир|urban|Urbn|urbane|suburban|party|parties|Partly|gov|governance|governence|mile|last|Müller|größer|U\\.S\\.|Ph\\.D|社区治理|区治|★)";
    let text = move || proptest::collection::vec(words, 0..5).prop_map(|words| words.join(" "));
    let keywords = proptest::collection::vec(text(), 0..3);
    let record = (text(), keywords, text(), text(), text(), 2000_u32..2004).prop_map(
        |(title, keywords, subject, candidate, abstract_text, year)| {
            let number = 0;
            Record { number, title, keywords, subject, candidate, abstract_text, year }
        },
    );
    proptest::collection::vec(proptest::collection::vec(record, 1..6), 1..4).prop_map(|mut segments| {
        segments.iter_mut().flatten().enumerate().for_each(|(number, record)| record.number = number);
        segments
    })
}

fn collection(segments: &[Vec<Record>]) -> Collection {
    let mut collection = Collection::default();
    for records in segments {
        let mut builder = SegmentBuilder::default();
        for record in records {
            let draft = Draft::default()
                .with(Field::Id, record.number.to_string())
                .with(Field::Title, record.title.as_str())
                .with_values(Field::Keywords, record.keywords.iter().map(String::as_str))
                .with(Field::Subject, record.subject.as_str())
                .with(Field::Candidate, record.candidate.as_str())
                .with(Field::Abstract, record.abstract_text.as_str())
                .with(Field::Posted, record.year.to_string());
            builder.push(&draft, &Path::new("f").into());
        }
        collection.push(Arc::new(builder.seal()));
    }
    collection
}

/// A clause that asks for a word.
fn word_clause() -> impl Strategy<Value = Clause> {
    let words = [
        "u",
        "ur",
        "p",
        "pa",
        "м",
        "urban",
        "urb",
        "urabn",
        "party",
        "patry",
        "gov",
        "govrnance",
        "governance",
        "goverm",
        "muller",
        "mueller",
        "groe",
        "us",
        "phd",
        "mile",
    ];
    clause(proptest::sample::select(words.to_vec()).prop_map(Wanted::Word).boxed())
}

/// A clause of any kind.
fn any_clause() -> impl Strategy<Value = Clause> {
    let years = (2000_u32..2004, 2000_u32..2004).prop_map(|(a, b)| Wanted::Years(a.min(b), a.max(b)));
    let wanted = prop_oneof![
        proptest::sample::select(
            &[
                "last mile",
                "urban par",
                "mile",
                "party of",
                "区",
                "治理",
                "理 urb",
                "社区治",
                "us par",
                "u s",
                "mueller u",
                "muller us"
            ][..]
        )
        .prop_map(Wanted::Phrase),
        proptest::sample::select(
            &["rban", "art", "区治", "社区治", "区", "★", "ller", "uell", "us", "h.d"][..]
        )
        .prop_map(Wanted::Letters),
        proptest::sample::select(&["party", "urban", "gov"][..]).prop_map(Wanted::Word),
        years,
    ];
    clause(wanted.boxed())
}

/// Some of these, beside each other or in brackets.
fn asked(clause: impl Strategy<Value = Clause> + 'static) -> impl Strategy<Value = Asked> {
    let tree = clause.prop_map(Asked::One).prop_recursive(3, 6, 3, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            some().prop_map(Asked::All),
            some().prop_map(Asked::Any),
            inner.clone().prop_map(|asked| Asked::Not(Box::new(asked))),
        ]
    });
    proptest::collection::vec(tree, 1..4).prop_map(Asked::All)
}

fn clause(wanted: BoxedStrategy<Wanted>) -> impl Strategy<Value = Clause> {
    let names: Vec<_> = FIELDS.into_iter().map(|(name, _)| name).collect();
    let field = proptest::option::of(proptest::sample::select(names));
    (any::<bool>(), field, wanted).prop_map(|(negated, field, wanted)| Clause { negated, field, wanted })
}

fn ask(segments: &[Vec<Record>], asked: &Asked) -> (Vec<usize>, Vec<usize>, String) {
    let text = asked.typed();
    let collection = collection(segments);
    let query = Query::parse(&text).expect("the clauses can be read");
    let question = Question { query, ..Question::default() };
    let answer = Engine::new(&collection).answer(&question, &Cancel::never()).expect("nobody cancels");
    assert_eq!(
        sorted(&unindexed(&collection, &question)),
        sorted(&answer),
        "{text} while abstracts are not indexed"
    );
    let rows = if answer.loose { &[][..] } else { &answer.rows };
    let found = rows.iter().map(|&row| collection.get(row).id().parse().unwrap()).collect();
    (found, search(&segments.concat(), asked), text)
}

/// The answer of an engine that looks through the abstracts themselves.
fn unindexed(collection: &Collection, question: &Question) -> Answer {
    let mut engine = Engine::default();
    for (_, segment) in collection.segments() {
        engine.grow(Arc::clone(segment));
        engine.take(SegmentIndex::short(segment));
    }
    engine.answer(question, &Cancel::never()).expect("nobody cancels")
}

fn sorted(answer: &Answer) -> Vec<Row> {
    let mut rows = answer.rows.to_vec();
    rows.sort_unstable();
    rows
}

proptest! {
    #[test]
    fn words_are_found_in_the_obvious_order(
        segments in records(), asked in asked(word_clause()),
    ) {
        let (got, expected, text) = ask(&segments, &asked);
        prop_assert_eq!(got, expected, "{}", text);
    }

    #[test]
    fn every_clause_finds_what_it_says(
        segments in records(), asked in asked(any_clause()),
    ) {
        let (mut got, mut expected, text) = ask(&segments, &asked);
        got.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(got, expected, "{}", text);
    }
}
