//! An engine that segments come to and go from answers as one that has only ever known what is left.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use crate::search::{Cancel, Engine, Gap, MarkKind, Marked, Query, Question, SegmentIndex, Sort, SortKey};
use crate::thesis::{Collection, Draft, Field, Row, Segment, SegmentBuilder};

/// What happens to an engine.
#[derive(Clone, Debug)]
enum Change {
    /// A segment comes: the titles and years of its theses.
    Append(Vec<(String, u32)>),
    /// One of those that have come, the number taken modulo their number, goes; perhaps one that has gone.
    Retire(usize),
    /// The index of the short fields of one comes, or of its abstracts; perhaps of one that has gone.
    Index(usize, bool),
}

fn change() -> impl Strategy<Value = Change> {
    let title = "(urban|party|life|城市|study|[a-c])( (urban|party|life|城市|of|[a-c])){0,3}";
    prop_oneof![
        3 => proptest::collection::vec((title, 2000_u32..2004), 1..4).prop_map(Change::Append),
        2 => (0usize..8).prop_map(Change::Retire),
        3 => (0usize..8, any::<bool>()).prop_map(|(which, short)| Change::Index(which, short)),
    ]
}

fn segment(number: usize, theses: &[(String, u32)]) -> Arc<Segment> {
    let mut builder = SegmentBuilder::default();
    for (row, (title, year)) in theses.iter().enumerate() {
        let draft = Draft::default()
            .with(Field::Id, format!("{number}{row:02}"))
            .with(Field::Title, title.as_str())
            .with(Field::Degree, if row % 2 == 0 { "Master" } else { "Doctor" })
            .with(Field::Abstract, format!("about {title}"))
            .with(Field::Posted, year.to_string());
        builder.push(&draft, &Path::new("f").into());
    }
    Arc::new(builder.seal())
}

/// The engine after these changes, everything indexed that is left, and the segments that are left.
fn changed(changes: &[Change]) -> (Engine, Vec<Arc<Segment>>) {
    let mut engine = Engine::default();
    let mut come: Vec<(Arc<Segment>, bool)> = Vec::new();
    for change in changes {
        match change {
            Change::Append(theses) => {
                let segment = segment(come.len(), theses);
                engine.grow(Arc::clone(&segment));
                come.push((segment, true));
            }
            Change::Retire(which) if !come.is_empty() => {
                let which = which % come.len();
                engine.retire(come[which].0.id());
                come[which].1 = false;
            }
            Change::Index(which, short) if !come.is_empty() => {
                let segment = &come[which % come.len()].0;
                let index = if *short { SegmentIndex::short } else { SegmentIndex::abstracts };
                engine.take(index(segment));
            }
            Change::Retire(_) | Change::Index(..) => {}
        }
    }
    // In an order of its own: an index says which segment it is of.
    for (segment, _) in come.iter().rev() {
        engine.take(SegmentIndex::short(segment));
    }
    (engine, come.into_iter().filter(|(_, left)| *left).map(|(segment, _)| segment).collect())
}

/// The ids of the answer, whether it is loose, and the counts of degrees.
fn answered(engine: &Engine, question: &Question) -> (Vec<String>, bool, Vec<(String, usize)>) {
    let cancel = Cancel::never();
    let answer = engine.answer(question, &cancel).unwrap();
    let ids = answer.rows.iter().map(|&row| engine.collection().get(row).id().to_owned());
    (ids.collect(), answer.loose, engine.counts(question, Field::Degree, &cancel).unwrap())
}

/// These ids bookmarked, the rows as the engine has them; for a thesis that has gone any row that it had.
fn bookmarked(engine: &Engine) -> Marked {
    let rows: Vec<_> = (0..engine.collection().rows() as u32).map(Row).collect();
    let marked = rows.into_iter().filter(|&row| engine.collection().get(row).id().ends_with('0'));
    Marked::default().with(MarkKind::Bookmarked, marked.collect::<Vec<_>>())
}

proptest! {
    // Each case asks some hundred questions.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_has_gone_leaves_no_trace(changes in proptest::collection::vec(change(), 1..12)) {
        let (engine, left) = changed(&changes);
        let mut collection = Collection::default();
        for segment in &left {
            collection.push(Arc::clone(segment));
        }
        let fresh = Engine::new(&collection);
        prop_assert_eq!(engine.indexed(), fresh.indexed());
        prop_assert_eq!(engine.collection().len(), collection.len());
        for text in ["", "urban", "prty", "urlf", "-life", "城市", "\"of party\"", "'rba", "year:2001..", "degree:doc", "is:bookmarked a", "-is:bookmarked"] {
            for key in SortKey::ALL {
                let ask = |engine: &Engine| {
                    let query = Query::parse(text).unwrap();
                    let sort = Sort { key, reversed: false };
                    answered(engine, &Question { query, sort, marked: bookmarked(engine), ..Question::default() })
                };
                prop_assert_eq!(ask(&engine), ask(&fresh), "{} by {:?}", text, key);
            }
        }
        for text in ["degree:", "year:2"] {
            let offered = |engine: &Engine| engine.completions(&Gap::before(text, text.len()).unwrap(), 9, &Cancel::never());
            prop_assert_eq!(offered(&engine), offered(&fresh));
        }
        let mut grown = Engine::default();
        grown.extend(engine.collection());
        let question = Question { query: Query::parse("urban").unwrap(), ..Question::default() };
        prop_assert_eq!(answered(&grown, &question), answered(&fresh, &question));
    }
}

#[test]
fn an_engine_learns_what_a_later_state_of_its_collection_has_retired() {
    let segments = [segment(0, &[("urban".into(), 2000)]), segment(1, &[("urban life".into(), 2001)])];
    let mut collection = Collection::default();
    for segment in &segments {
        collection.push(Arc::clone(segment));
    }
    let mut engine = Engine::new(&collection);
    let question = Question { query: Query::parse("urban").unwrap(), ..Question::default() };
    assert_eq!(answered(&engine, &question).0, ["100", "000"], "the newest first");
    collection.retire(segments[0].id());
    engine.extend(&collection);
    assert_eq!(answered(&engine, &question).0, ["100"]);
    assert_eq!(engine.collection().get(Row(0)).id(), "000", "whoever still shows it can");
}

#[test]
fn the_last_hits_are_counted_by_the_values_of_a_field() {
    let theses = ["urban life", "urban party", "rural", "urban"].map(|title| (title.to_owned(), 2000));
    let mut engine = Engine::default();
    let segment = segment(0, &theses);
    engine.grow(Arc::clone(&segment));
    engine.take(SegmentIndex::short(&segment));
    let cancel = Cancel::never();
    let question = |text: &str| Question { query: Query::parse(text).unwrap(), ..Question::default() };
    let (urban, all) = (question("urban"), question(""));
    assert_eq!(engine.counts(&urban, Field::Degree, &cancel), None, "nothing was asked yet");
    engine.answer(&urban, &cancel).unwrap();
    let counts = |counts: &[(&str, usize)]| {
        Some(counts.iter().map(|&(value, count)| (value.to_owned(), count)).collect::<Vec<_>>())
    };
    assert_eq!(engine.counts(&urban, Field::Degree, &cancel), counts(&[("Doctor", 2), ("Master", 1)]));
    assert_eq!(engine.counts(&all, Field::Degree, &cancel), None, "that is another question");
    engine.answer(&all, &cancel).unwrap();
    assert_eq!(engine.counts(&all, Field::Degree, &cancel), counts(&[("Doctor", 2), ("Master", 2)]));
    engine.retire(segment.id());
    assert_eq!(engine.counts(&all, Field::Degree, &cancel), None, "the engine has changed");
}
