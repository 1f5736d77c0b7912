//! What the engine answers, over a few theses.

use std::path::Path;
use std::sync::Arc;

use super::{Engine, Question, SegmentIndex};
use crate::search::{Cancel, MarkKind, Marked, Query, Sort, SortKey};
use crate::thesis::{Collection, Draft, Field, Row, Segment, SegmentBuilder};

fn segment(drafts: &[Draft<'_>]) -> Arc<Segment> {
    let file: Arc<Path> = Path::new("f").into();
    let mut builder = SegmentBuilder::default();
    for draft in drafts {
        builder.push(draft, &file);
    }
    Arc::new(builder.seal())
}

fn draft(
    id: &'static str,
    posted: &'static str,
    title: &'static str,
    rest: [&'static str; 4],
) -> Draft<'static> {
    let [keyword, subject, candidate, abstract_text] = rest;
    let draft = Draft::default().with(Field::Id, id).with(Field::Posted, posted).with(Field::Title, title);
    draft
        .with(Field::Candidate, candidate)
        .with(Field::Subject, subject)
        .with(Field::Abstract, abstract_text)
        .with_values(Field::Keywords, [keyword])
}

/// Two segments in which every field of some thesis holds a form of `urban`.
pub(super) fn collection() -> Collection {
    let mut collection = Collection::default();
    collection.push(segment(&[
        draft("abstract", "2020", "A", ["", "", "", "about the urbanites of old"]),
        draft("subject", "2020", "B", ["", "Urban planning", "", ""]),
        draft("keyword", "2020", "C", ["urban life", "", "", ""]),
    ]));
    collection.push(segment(&[
        draft("slip", "2020", "The urbxan", ["", "", "", ""]),
        draft("beginning", "2020", "Urbanity", ["", "", "", ""]),
        draft("title-old", "2019", "“Urban” life", ["", "", "", ""]),
        draft("title-new", "2021-02", "Life, urban", ["", "", "Zoë Ångström", ""]),
        draft("chinese", "2001", "城市社区治理研究", ["", "", "", "社区治理"]),
    ]));
    collection
}

fn ask(query: &str, change: impl FnOnce(&mut Question)) -> (Vec<String>, bool) {
    let collection = collection();
    let mut question = Question { query: Query::parse(query).unwrap(), ..Question::default() };
    change(&mut question);
    let answer = Engine::new(&collection).answer(&question, &Cancel::never()).unwrap();
    (answer.rows.iter().map(|&row| collection.get(row).id().to_owned()).collect(), answer.loose)
}

fn found(query: &str) -> Vec<String> {
    let (ids, loose) = ask(query, |_| ());
    assert!(!loose, "{query}");
    ids
}

pub(super) fn bookmarked(rows: &[u32]) -> Marked {
    let rows: Vec<_> = rows.iter().copied().map(Row).collect();
    Marked::default().with(MarkKind::Bookmarked, rows)
}

#[test]
fn degrees_are_found_by_level_and_as_they_are_written() {
    let written = [
        "Ph.D",
        "Ed.D",
        "博士",
        "Doctor",
        "M.A",
        "MSc",
        "硕士",
        "Master of Laws",
        "Bachelor",
        "Licentiate",
        "",
    ];
    let theses = written.map(|degree| Draft::default().with(Field::Id, degree).with(Field::Degree, degree));
    let mut collection = Collection::default();
    collection.push(segment(&theses));
    let found = |text: &str| {
        let question = Question { query: Query::parse(text).unwrap(), ..Question::default() };
        let answer = Engine::new(&collection).answer(&question, &Cancel::never()).unwrap();
        let mut found: Vec<_> = answer.rows.iter().map(|&row| collection.get(row).degree()).collect();
        found.sort_by_key(|degree| written.iter().position(|other| other == degree));
        found
    };
    assert_eq!(found("degree:doctor"), written[..4]);
    assert_eq!(found("degree:Master"), written[4..8]);
    assert_eq!(found("-degree:doctor -degree:master"), written[8..]);
    assert_eq!((found("degree:ph.d"), found("degree:硕士")), (vec!["Ph.D"], vec!["硕士"]));
    assert_eq!((found("degree:laws"), found("degree:lic")), (vec!["Master of Laws"], vec!["Licentiate"]));
}

#[test]
fn a_year_is_of_the_degree_where_it_is_known() {
    let posted = |id: &'static str| Draft::default().with(Field::Id, id).with(Field::Posted, "2021-03");
    let mut collection = Collection::default();
    collection.push(segment(&[posted("posted"), posted("both").with(Field::Awarded, "2019-06")]));
    for (text, ids) in [
        ("year:2019", &["both"][..]),
        ("year:2021", &["posted"]),
        ("posted:2021", &["posted", "both"]),
        ("date:2021-03", &["posted", "both"]),
        ("awarded:2019", &["both"]),
        ("awarded:2021", &[]),
    ] {
        let question = Question { query: Query::parse(text).unwrap(), ..Question::default() };
        let answer = Engine::new(&collection).answer(&question, &Cancel::never()).unwrap();
        let mut rows = answer.rows.to_vec();
        rows.sort_unstable();
        let found: Vec<_> = rows.into_iter().map(|row| collection.get(row).id()).collect();
        assert_eq!(found, ids, "{text}");
    }
}

#[test]
fn hits_stand_by_field_then_by_closeness_then_by_date() {
    let order = ["title-new", "title-old", "beginning", "keyword", "subject", "slip", "abstract"];
    assert_eq!(found("urban"), order);
}

#[test]
fn words_are_joined_by_and_in_any_order() {
    assert_eq!(found("life urban"), ["title-new", "title-old", "keyword"]);
    assert_eq!(found("angstrom zoe"), ["title-new"]);
    assert_eq!(found("urban nowhere"), Vec::<String>::new());
}

#[test]
fn ideographs_are_found_by_any_run() {
    for run in ["城市社区治理研究", "区治理", "社区", "究", "城市 治理"] {
        assert_eq!(found(run), ["chinese"], "{run}");
    }
    assert_eq!(found("区社"), Vec::<String>::new());
}

#[test]
fn every_kind_of_clause_leaves_what_it_says() {
    for (query, ids) in [
        ("title:urban", &["title-new", "title-old", "beginning", "slip"][..]),
        ("kw:urban", &["keyword"]),
        ("subject:urban", &["subject"]),
        ("abstract:urban", &["abstract"]),
        ("by:zoe life", &["title-new"]),
        ("urban -life", &["beginning", "subject", "slip", "abstract"]),
        ("-urban", &["slip", "chinese"]),
        ("\"urban life\"", &["title-old", "keyword"]),
        ("\"life urban\"", &["title-new"]),
        ("-\"urban life\" life", &["title-new"]),
        ("'rban", &["title-new", "beginning", "title-old", "keyword", "subject", "abstract"]),
        ("'e,", &["title-new"]),
        ("title:区治理", &["chinese"]),
        ("year:2021", &["title-new"]),
        ("year:..2019", &["title-old", "chinese"]),
        ("posted:2021-02 urban", &["title-new"]),
        ("id:title", &["title-new", "title-old"]),
        ("is:bookmarked", &["beginning", "abstract"]),
        ("-is:bookmarked urban", &["title-new", "title-old", "keyword", "subject", "slip"]),
        ("degree:doc", &[]),
        ("城市 | zoe", &["title-new", "chinese"]),
        ("(kw:urban OR subject:urban) -(life | nowhere)", &["subject"]),
        ("-(urban life) -(slip | year:2020)", &["chinese"]),
        ("(is:bookmarked | chinese) NOT abstract:urban", &["beginning"]),
        ("'“", &["title-old"]),
        ("title:'“", &["title-old"]),
        ("-title:, -'“ -year:2020", &["chinese"]),
        ("('“ | ,) year:2019", &["title-old"]),
    ] {
        let (mut got, loose) = ask(query, |question| question.marked = bookmarked(&[0, 4]));
        let mut expected = ids.to_vec();
        got.sort_unstable();
        expected.sort_unstable();
        assert_eq!((got, loose), (expected.into_iter().map(str::to_owned).collect(), false), "{query}");
    }
}

/// The ids of the theses that answer, in the order of their rows: with all indexed, and with abstracts not indexed yet.
pub(super) fn ids_of(drafts: &[Draft<'_>], query: &str) -> Vec<String> {
    let mut collection = Collection::default();
    collection.push(segment(drafts));
    let mut short = Engine::default();
    for (_, segment) in collection.segments() {
        short.grow(Arc::clone(segment));
        short.take(SegmentIndex::short(segment));
    }
    let question = Question { query: Query::parse(query).unwrap(), ..Question::default() };
    let ids = |engine: &Engine| {
        let answer = engine.answer(&question, &Cancel::never()).unwrap();
        assert!(!answer.loose, "{query}");
        let mut rows = answer.rows.to_vec();
        rows.sort_unstable();
        rows.into_iter().map(|row| collection.get(row).id().to_owned()).collect::<Vec<_>>()
    };
    let found = ids(&Engine::new(&collection));
    assert_eq!(ids(&short), found, "{query}");
    found
}

#[test]
fn fields_are_searched_as_their_rows_say() {
    let of = |id: &'static str, field, value: &'static str| {
        Draft::default().with(Field::Id, id).with_values(field, [value])
    };
    let drafts = [
        of("advisor", Field::Advisors, "Wang Wei"),
        of("university", Field::University, "Wang Normal University"),
        of("language", Field::Language, "German"),
        of("other title", Field::OtherTitles, "Wang über Städte"),
        of("other abstract", Field::OtherAbstracts, "Es geht um Wangen und Städte."),
        of("doi", Field::Doi, "10.1000/wang"),
        of("title", Field::Title, "Wang"),
        of("abstract", Field::Abstract, "No word of it."),
    ];
    for (query, found) in [
        ("wang", &["other title", "other abstract", "title"][..]),
        ("advisor:wang", &["advisor"]),
        ("supervisor:wei", &["advisor"]),
        ("university:normal", &["university"]),
        ("language:ger", &["language"]),
        ("title:wang", &["other title", "title"]),
        ("title:stadte", &["other title"]),
        ("abstract:wang", &["other abstract"]),
        ("\"wangen und\"", &["other abstract"]),
        ("'adte", &["other title", "other abstract"]),
        ("doi:10.1000", &["doi"]),
        ("-wang -doi:10 -language:german", &["advisor", "university", "abstract"]),
    ] {
        assert_eq!(ids_of(&drafts, query), found, "{query}");
    }
}

#[test]
fn letters_across_words_are_offered_when_nothing_else_is_found() {
    assert_eq!(ask("lfubn", |_| ()), (vec!["title-new".to_owned()], true));
    assert_eq!(ask("qqqq", |_| ()), (vec![], false));
}

#[test]
fn of_many_loose_matches_the_nearest_together_are_offered() {
    let titles = (0..250).map(|number| match number % 5 {
        0 | 1 => format!("Community and governance {number}"),
        _ => format!("Community governance {number}"),
    });
    let drafts: Vec<_> = titles
        .enumerate()
        .map(|(id, title)| Draft::default().with(Field::Id, id.to_string()).with(Field::Title, title))
        .collect();
    let mut collection = Collection::default();
    collection.push(segment(&drafts));
    let question = Question { query: Query::parse("cmgvrn").unwrap(), ..Question::default() };
    let answer = Engine::new(&collection).answer(&question, &Cancel::never()).unwrap();
    assert!(answer.loose);
    assert_eq!(answer.rows.len(), 200, "a person looks at the first few");
    let near = answer.rows.iter().filter(|&&row| !collection.get(row).title().contains("and")).count();
    assert_eq!(near, 150, "all that stand nearest together");
}

#[test]
fn an_empty_query_keeps_the_sort() {
    let sorted = |key, reversed| ask("", |question| question.sort = Sort { key, reversed }).0;
    let newest = ["title-new", "abstract", "beginning", "keyword", "slip", "subject", "title-old", "chinese"];
    assert_eq!(sorted(SortKey::Relevance, false), newest);
    assert_eq!(sorted(SortKey::Posted, true), newest.iter().rev().copied().collect::<Vec<_>>());
    let by_title = sorted(SortKey::Title, false);
    assert_eq!(by_title[..4], ["abstract", "subject", "keyword", "title-new"]);
    assert_eq!(by_title[5..7], ["title-old", "beginning"], "quotation marks do not count");
    assert_eq!(sorted(SortKey::Candidate, false)[0], "title-new");
}

#[test]
fn bookmarks_can_be_all_that_is_asked_about() {
    let marked = |query, key| {
        ask(query, |question| {
            question.within = Query::of_marked(MarkKind::Bookmarked);
            question.sort.key = key;
            question.marked = bookmarked(&[4, 0]);
        })
    };
    assert_eq!(marked("", SortKey::Bookmarked).0, ["abstract", "beginning"], "the last one first");
    assert_eq!(marked("urban", SortKey::Relevance).0, ["beginning", "abstract"]);
    assert_eq!(marked("keyword", SortKey::Relevance), (vec![], false));
}

#[test]
fn a_long_answer_comes_in_pieces_and_can_be_cancelled_between_them() {
    let titles: Vec<_> = (0..60_000).map(|number| format!("urban {}", number % 97)).collect();
    let drafts: Vec<_> = titles.iter().map(|title| Draft::default().with(Field::Title, title)).collect();
    let mut collection = Collection::default();
    collection.push(segment(&drafts[..30_000]));
    collection.push(segment(&drafts[30_000..]));
    let engine = Engine::new(&collection);
    let question = Question { query: Query::parse("urban 5").unwrap(), ..Question::default() };
    let mut pieces = Vec::new();
    let whole =
        engine.answer_in_pieces(&question, &Cancel::never(), &mut |piece| pieces.push(piece)).unwrap();
    assert!(pieces.is_empty(), "{} are no long answer", whole.rows.len());

    let question = Question { query: Query::parse("urban").unwrap(), ..Question::default() };
    let whole =
        engine.answer_in_pieces(&question, &Cancel::never(), &mut |piece| pieces.push(piece)).unwrap();
    assert_eq!((whole.rows.len(), whole.more, pieces.len()), (60_000, 0, 1));
    let first = &pieces[0];
    assert_eq!(first.rows.len() + first.more, 60_000);
    assert_eq!(first.rows[..], whole.rows[..first.rows.len()]);

    let cancel = Cancel::never();
    let mut asked_anew = |_| cancel.ask(2);
    assert_eq!(engine.answer_in_pieces(&question, &cancel.of(1), &mut asked_anew), None);
}

#[test]
fn abstracts_are_found_before_they_are_indexed() {
    let collection = collection();
    let mut engine = Engine::default();
    for (_, segment) in collection.segments() {
        engine.grow(Arc::clone(segment));
        engine.take(SegmentIndex::short(segment));
    }
    for query in [
        "urban",
        "abstract:urb",
        "社区治理",
        "abstract:区",
        "\"about the urb",
        "'rban",
        "-urban",
        "-abstract:old",
        "\"区治\"",
        "\"治理\"",
        "\"理\"",
        "“区”",
        "-社",
        "社 | (urb -old)",
        "★",
        "-“社区”",
    ] {
        let question = Question { query: Query::parse(query).unwrap(), ..Question::default() };
        let rows = |engine: &Engine| {
            let mut rows = engine.answer(&question, &Cancel::never()).unwrap().rows.to_vec();
            rows.sort_unstable();
            rows
        };
        assert_eq!(rows(&engine), rows(&Engine::new(&collection)), "{query}");
    }
}

#[test]
fn what_asks_for_no_word_needs_no_index() {
    let collection = collection();
    for (query, needs) in
        [("", false), ("year:2020", false), ("id:t -degree:x", false), ("urban", true), ("'e", true)]
    {
        let question = Question { query: Query::parse(query).unwrap(), ..Question::default() };
        let engine = Engine::for_question(&collection, &question);
        assert_eq!(engine.indexed() > 0, needs, "{query}");
        let whole = Engine::new(&collection).answer(&question, &Cancel::never());
        assert_eq!(engine.answer(&question, &Cancel::never()), whole, "{query}");
    }
}

#[test]
fn a_cancelled_question_has_no_answer() {
    let cancel = Cancel::never();
    let old = cancel.of(1);
    cancel.ask(2);
    let question = Question { query: Query::parse("urban").unwrap(), ..Question::default() };
    assert_eq!(Engine::new(&collection()).answer(&question, &old), None);
}
