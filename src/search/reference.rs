//! A slow, obvious search to hold the engine against: every clause against every word of every thesis.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::evidence::{self, Meant};
use super::fields::Fields;
use super::matching::{Letters, TypedWord, WordMatch};
use super::query::{Clause, What};
use super::rank::points;
use super::{Cancel, Engine, Query, Question};
use crate::text::fold::fold;
use crate::text::words::words;
use crate::thesis::{Collection, Draft, Field, Row, SegmentBuilder, Thesis};

/// Every searched text of a thesis with its field.
fn texts(thesis: Thesis<'_>) -> Vec<(Fields, String)> {
    let short = [
        (Fields::TITLE, thesis.title()),
        (Fields::SUBJECT, thesis.subject()),
        (Fields::CANDIDATE, thesis.candidate()),
    ];
    let keywords = thesis.keywords().map(|keyword| (Fields::KEYWORDS, keyword));
    let texts = short.into_iter().chain(keywords).chain([(Fields::ABSTRACT, thesis.abstract_text())]);
    texts.map(|(field, text)| (field, fold(text))).collect()
}

fn each_word(thesis: Thesis<'_>, mut look: impl FnMut(Fields, &str)) {
    for (field, text) in texts(thesis) {
        words(&text).for_each(|(range, _)| look(field, &text[range]));
    }
}

fn matched(typed: &TypedWord, field: Fields, word: &str, beginnings: bool) -> Option<WordMatch> {
    if field == Fields::ABSTRACT || beginnings {
        typed.match_beginning(word)
    } else {
        typed.match_word(word, Letters::of(word))
    }
}

/// The points of a clause; `None` where the thesis does not answer it.
fn answer(clause: &Clause, thesis: Thesis<'_>) -> Option<u32> {
    let holds = |fields: Fields, holds: &dyn Fn(&str) -> bool| {
        texts(thesis).iter().any(|(field, text)| fields.and(*field) != Fields::NONE && holds(text))
    };
    let found = match &clause.what {
        What::Word(typed, fields) => {
            let mut best = 0;
            each_word(thesis, |field, word| {
                if let Some(matched) = matched(typed, field, word, clause.negated) {
                    best = best.max(points(field.and(*fields), matched));
                }
            });
            (best > 0).then_some(u32::from(best))
        }
        What::Letters(letters, fields) | What::Run(letters, fields) => {
            holds(*fields, &|text| text.contains(letters)).then_some(0)
        }
        What::Phrase(phrase, fields) => {
            let plain = |text: &str| {
                let words: Vec<_> = words(text).map(|(range, _)| &text[range]).collect();
                format!(" {}", words.join(" "))
            };
            holds(*fields, &|text| plain(text).contains(&format!(" {phrase}"))).then_some(0)
        }
        What::Time(_, from, to) => {
            thesis.posted().is_some_and(|posted| posted.is_within(*from, *to)).then_some(0)
        }
        other => unreachable!("the queries below have no {other}"),
    };
    match (clause.negated, found) {
        (false, found) => found,
        (true, Some(_)) => None,
        (true, None) => Some(0),
    }
}

/// The rows that answer, the best first.
fn search(collection: &Collection, query: &Query) -> Vec<Row> {
    let mut known = Vec::new();
    for thesis in collection.iter() {
        each_word(thesis, |field, word| {
            if field != Fields::ABSTRACT {
                known.push(word.to_owned());
            }
        });
    }
    let meant: Vec<Meant<'_>> = query
        .clauses()
        .iter()
        .filter_map(|clause| match &clause.what {
            What::Word(typed, _) if !clause.negated => {
                let matching = (0..known.len() as u32).filter_map(|number| {
                    let word = &known[number as usize];
                    Some((number, typed.match_word(word, Letters::of(word))?))
                });
                let matching: Vec<_> = matching.collect();
                Some(Meant::new(typed, &matching, |number| known[number as usize].as_str()))
            }
            _ => None,
        })
        .collect();
    let rows = (0..collection.len() as u32).map(Row);
    let mut hits: Vec<_> = rows
        .filter_map(|row| {
            let thesis = collection.get(row);
            let sum: Option<u32> = query.clauses().iter().map(|clause| answer(clause, thesis)).sum();
            let more = evidence::points(thesis, &meant, &mut String::new());
            Some((
                std::cmp::Reverse(sum? + more),
                std::cmp::Reverse(thesis.posted()),
                thesis.id().parse::<u64>().ok(),
                row,
            ))
        })
        .collect();
    hits.sort();
    hits.into_iter().map(|(.., row)| row).collect()
}

/// Theses of few words, so that queries find some of them, in several segments.
fn collections() -> impl Strategy<Value = Collection> {
    let words = "(u|мир|urban|urbn|urbane|suburban|party|parties|partly|gov|governance|governence|mile|last|Müller|社区治理|区治)";
    let text = || proptest::collection::vec(words, 0..5).prop_map(|words| words.join(" "));
    let thesis = (text(), text(), text(), text(), text(), 2000_u32..2004);
    proptest::collection::vec(proptest::collection::vec(thesis, 1..6), 1..4).prop_map(|segments| {
        let mut collection = Collection::default();
        for (at, theses) in segments.into_iter().enumerate() {
            let mut builder = SegmentBuilder::default();
            for (row, (title, keyword, subject, candidate, abstract_text, year)) in
                theses.into_iter().enumerate()
            {
                let draft = Draft::default()
                    .with(Field::Id, format!("{}", 10 * at + row))
                    .with(Field::Title, title)
                    .with_values(Field::Keywords, [keyword])
                    .with(Field::Subject, subject)
                    .with(Field::Candidate, candidate)
                    .with(Field::Abstract, abstract_text)
                    .with(Field::Posted, year.to_string());
                builder.push(&draft, &Path::new("f").into());
            }
            collection.push(Arc::new(builder.seal()));
        }
        collection
    })
}

fn ask(collection: &Collection, text: &str) -> (Vec<Row>, Vec<Row>) {
    let query = Query::parse(text).expect("the queries below can be read");
    let question = Question { query, ..Question::default() };
    let answer = Engine::new(collection).answer(&question, &Cancel::never()).expect("nobody cancels");
    let rows = if answer.loose { Vec::new() } else { answer.rows.to_vec() };
    (rows, search(collection, &question.query))
}

proptest! {
    #[test]
    fn words_are_found_in_the_obvious_order(
        collection in collections(),
        words in proptest::collection::vec("(-?(title:|kw:|by:|subject:|abstract:)?(u|ur|p|pa|м|urban|urb|urabn|party|patry|gov|govrnance|governance|muller|mile))", 1..4),
    ) {
        let (got, expected) = ask(&collection, &words.join(" "));
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn every_clause_finds_what_it_says(
        collection in collections(),
        clauses in proptest::collection::vec("-?((title:|abstract:|kw:)?(\"last mile\"|\"urban par|'rban|'art|区治|社区治|区)|year:200[0-3]|year:2001\\.\\.|party)", 1..3),
    ) {
        // A phrase that is still open takes in what follows it.
        let text = clauses.join("\" ").replace("\"\"", "\"");
        let text = if Query::parse(&text).is_ok() { text } else { clauses[0].clone() };
        let (mut got, mut expected) = ask(&collection, &text);
        got.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(got, expected, "{}", text);
    }
}
