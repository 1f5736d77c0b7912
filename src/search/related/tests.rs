//! What a person would miss of related theses, over small collections.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Related, related_among};
use crate::search::{Cancel, Engine};
use crate::thesis::{Collection, Draft, Field, Row, Segment, SegmentBuilder};

type Texts = (String, String);

fn draft(at: usize, (title, text): &Texts) -> Draft<'static> {
    let draft = Draft::default().with(Field::Id, format!("id{at}"));
    draft.with(Field::Title, title.clone()).with(Field::Abstract, text.clone())
}

fn segment<'t>(theses: impl IntoIterator<Item = (usize, &'t Texts)>) -> Arc<Segment> {
    let mut builder = SegmentBuilder::default();
    for (at, texts) in theses {
        builder.push(&draft(at, texts), &Path::new("f").into());
    }
    Arc::new(builder.seal())
}

/// The theses in segments of at most so many.
fn collection(theses: &[Texts], in_segment: usize) -> Collection {
    let numbered: Vec<_> = theses.iter().enumerate().collect();
    let mut collection = Collection::default();
    numbered.chunks(in_segment.max(1)).for_each(|some| collection.push(segment(some.iter().copied())));
    collection
}

fn texts(theses: &[(&str, &str)]) -> Vec<Texts> {
    theses.iter().map(|&(title, text)| (title.to_owned(), text.to_owned())).collect()
}

/// An engine that all is built for.
fn engine(collection: &Collection) -> Engine {
    let mut engine = Engine::default();
    engine.extend_with_related(collection);
    engine
}

fn related(engine: &Engine, row: u32) -> Related {
    let collection = engine.collection().clone();
    engine.related(collection.get(Row(row)), 10, &Cancel::never()).unwrap()
}

fn rows(related: &Related) -> Vec<u32> {
    related.neighbours.iter().map(|neighbour| neighbour.row.0).collect()
}

fn some() -> Vec<Texts> {
    texts(&[
        ("Urban Traffic Forecasting", "We forecast the traffic of cities by neural networks."),
        ("Forests Of The North", "Old trees and young trees of the boreal forest."),
        ("Traffic Lights", "Networks of lights govern the traffic in a city."),
        ("社区治理研究", "社区治理中的党组织作用。"),
        ("A Tree Atlas", "Each tree of the forest on a map."),
        ("基层党组织", "党组织与社区治理的关系研究。"),
        ("The Of And", "This is what it was about, and so on."),
    ])
}

#[test]
fn the_nearest_come_with_the_words_they_share_as_they_spell_them() {
    let engine = engine(&collection(&some(), 3));
    let traffic = related(&engine, 0);
    assert_eq!(rows(&traffic), [2]);
    assert!(traffic.by_topics);
    assert_eq!(traffic.neighbours[0].shared, ["traffic", "city", "Networks"], "cities are met in a city");
    assert_eq!(rows(&related(&engine, 1)), [4]);
    let community = related(&engine, 3);
    assert_eq!(rows(&community), [5]);
    assert_eq!(community.neighbours[0].shared, ["社区治理", "党组织", "研究"]);
    assert_eq!(rows(&related(&engine, 6)), [0; 0], "nothing is told by such words");
    let nearness = traffic.neighbours[0].nearness;
    assert!(nearness > 0.0 && nearness <= 1.0);
}

#[test]
fn a_retired_thesis_is_related_to_nothing_and_a_text_need_not_be_loaded() {
    let mut engine = engine(&collection(&some(), 1));
    let segments: Vec<_> = engine.collection().slots().map(|slot| slot.segment.id()).collect();
    engine.retire(segments[2]);
    assert!(rows(&related(&engine, 0)).is_empty());
    let own = texts(&[("", "An atlas of boreal trees")]);
    let own = segment([(99, &own[0])]);
    let related = engine.related(own.get(0), 10, &Cancel::never()).unwrap();
    assert_eq!(rows(&related), [4, 1]);
    // The retired one still has its neighbours, for whoever reads it.
    assert_eq!(rows(&self::related(&engine, 2)), [0]);
}

#[test]
fn nothing_and_one_thesis_have_no_neighbours() {
    let one = collection(&some()[..1], 1);
    let own = one.get(Row(0));
    let some = collection(&some(), 3);
    let all = engine(&some).related(some.get(Row(0)), usize::MAX, &Cancel::never()).unwrap();
    assert_eq!(
        Some(all),
        related_among(&some, some.get(Row(0)), usize::MAX, &Cancel::never()),
        "no limit is too high"
    );
    for collection in [Collection::default(), one.clone()] {
        let found = related_among(&collection, own, 10, &Cancel::never()).unwrap();
        assert!(found.neighbours.is_empty());
        assert!(engine(&collection).related(own, 10, &Cancel::never()).unwrap().neighbours.is_empty());
    }
}

#[test]
fn words_alone_tell_until_the_dimensions_are_there_and_cancelling_ends_it() {
    let collection = collection(&some(), 2);
    let engine = Engine::new(&collection);
    let found = related(&engine, 0);
    assert_eq!((rows(&found), found.by_topics), (vec![2], false));
    let cancel = Cancel::never();
    let work = cancel.of(1);
    cancel.ask(2);
    assert_eq!(engine.related(collection.get(Row(0)), 10, &work), None);
    assert_eq!(related_among(&collection, collection.get(Row(0)), 10, &work), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn neighbours_do_not_depend_on_segments_nor_on_the_index(
        theses in proptest::collection::vec(("([a-e]{2} ){0,3}(社区|治理)?", "([a-h]{2}[s]? ){0,12}"), 1..24), in_segment in 1usize..9
    ) {
        let (one, many) = (collection(&theses, theses.len()), collection(&theses, in_segment));
        let engines = [engine(&one), engine(&many)];
        for row in 0..theses.len() as u32 {
            let expected = related_among(&one, one.get(Row(row)), 10, &Cancel::never()).unwrap();
            prop_assert!(!rows(&expected).contains(&row), "a thesis is not related to itself");
            prop_assert!(expected.neighbours.is_sorted_by(|a, b| a.nearness >= b.nearness));
            for engine in &engines {
                prop_assert_eq!(&related(engine, row), &expected);
            }
        }
    }
}
