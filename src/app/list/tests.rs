use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::{Extent, List, View};
use crate::app::action::Action;
use crate::app::bookmarks::Bookmarks;
use crate::app::picked::Picked;
use crate::app::titles::Titles;
use crate::search::{MarkKind, Query};
use crate::thesis::{Collection, Draft, Field, Mark, MarkChange, Marks, Row, SegmentBuilder};

fn rows(rows: &[u32]) -> Vec<Row> {
    rows.iter().copied().map(Row).collect()
}

/// Three lines, of one item each.
const THREE: Extent = Extent { lines: 3, columns: 40, is_compact: true };

fn view(rows: &[Row]) -> View<'_> {
    // Nothing is loaded or bookmarked.
    let (collection, bookmarks, titles): &(Collection, Bookmarks, Titles) = Box::leak(Box::default());
    View { rows, collection, bookmarks, titles, as_read: false, extent: THREE }
}

fn one(place: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(place).collect()
}

fn selected(list: &List, rows: &[Row]) -> Option<u32> {
    match list.current(rows)? {
        Picked::Thesis(row) => Some(row.0),
        Picked::Absent(_) => None,
    }
}

#[test]
fn the_selection_follows_the_top_then_a_thesis() {
    let mut list = List::default();
    let (few, more) = (rows(&[1, 2]), rows(&[7, 1, 8, 2, 9]));
    list.take_answer(view(&few));
    list.take_answer(view(&more));
    assert_eq!(selected(&list, &more), Some(7), "nobody has moved yet");
    assert!(list.act(Action::Last, view(&more)));
    list.take_answer(view(&few));
    list.take_answer(view(&more));
    assert_eq!(selected(&list, &more), Some(2), "9 was gone, so its neighbour was selected");
    assert!(!list.act(Action::Quit, view(&more)));
}

#[test]
fn the_best_match_is_selected_unless_the_thesis_of_before_is_among_the_first() {
    let all = rows(&[1, 2, 3, 4, 5]);
    let mut list = List::default();
    list.take_answer(view(&all));
    list.act(Action::Down, view(&all));
    list.follow_best_match(view(&all));
    for (answer, expected) in [(&[9, 8, 2][..], 2), (&[9, 8, 7, 2], 9), (&[4, 2], 2)] {
        let answer = rows(answer);
        list.take_answer(view(&answer));
        assert_eq!(selected(&list, &answer), Some(expected), "{answer:?}");
    }
    list.take_answer(view(&[]));
    list.select(view(&[]));
    list.take_answer(view(&all));
    assert_eq!(selected(&list, &all), Some(2), "what was selected comes back");
}

#[test]
fn bookmarks_that_are_not_loaded_are_listed_where_the_query_asks_for_bookmarks() {
    let mark = |id: &str, title: &str| Mark {
        id: id.into(),
        title: title.into(),
        bookmarked: Some("2025-01-01T00:00:00Z".into()),
        ..Mark::default()
    };
    let marks = Marks::new(vec![mark("a", "Urban life"), mark("b", "Rural life")]);
    let mut bookmarks = Bookmarks::new(marks, &Collection::default());
    let mut list = List::default();
    let mut ids = |query: &Query, bookmarks: &Bookmarks| -> Vec<Picked> {
        list.settle(query, View { bookmarks, ..view(&[]) });
        (0..list.len(&[])).filter_map(|at| list.item(&[], at)).collect()
    };
    let absent = |ids: &[&str]| ids.iter().map(|id| Picked::Absent((*id).into())).collect::<Vec<_>>();
    let all = Query::of_marked(MarkKind::Bookmarked);
    assert_eq!(ids(&Query::default(), &bookmarks), absent(&[]));
    assert_eq!(ids(&all, &bookmarks), absent(&["b", "a"]), "the newest first");
    for (typed, expected) in [("urban", &["a"][..]), ("id:b", &["b"]), ("-is:bookmarked", &[])] {
        let query = all.joined(&Query::parse(typed).unwrap());
        assert_eq!(ids(&query, &bookmarks), absent(expected), "{typed}");
    }
    assert_eq!(ids(&Query::parse("is:bookmarked life").unwrap(), &bookmarks), absent(&["b", "a"]));
    bookmarks.apply(&MarkChange::Unbookmark { id: "b".into() }, &Collection::default());
    assert_eq!(ids(&all, &bookmarks), absent(&["a"]));
}

#[test]
fn places_are_looked_up_for_what_is_seen_and_for_nothing_else() {
    let mut builder = SegmentBuilder::default();
    for at in 0..9 {
        let draft = Draft::at(1)
            .with(Field::Id, format!("{at}"))
            .with(Field::Title, if at < 5 { "Urban life" } else { "Other" })
            .with(Field::Abstract, "Of urban things.");
        builder.push(&draft, &Path::new("a").into());
    }
    let mut collection = Collection::default();
    collection.push(Arc::new(builder.seal()));
    let all = rows(&[0, 1, 2, 3, 4, 5, 6, 7, 8]);
    let mut list = List::default();
    list.look_up(&Query::parse("urban").unwrap(), false, View { collection: &collection, ..view(&all) });
    assert_eq!(list.found(Row(2)).unwrap().title, one(0..5));
    assert_eq!((list.found(Row(2)).unwrap().only_in_abstract.clone(), list.found(Row(4))), (None, None));
    list.act(Action::Last, view(&all));
    list.look_up(&Query::parse("urban").unwrap(), false, View { collection: &collection, ..view(&all) });
    assert_eq!(list.found(Row(8)).unwrap().only_in_abstract, Some(3..8));
    assert_eq!(list.found(Row(2)), None);
    list.look_up(&Query::parse("other").unwrap(), false, View { collection: &collection, ..view(&all) });
    assert_eq!(
        (list.found(Row(8)).unwrap().title.clone(), list.found(Row(8)).unwrap().only_in_abstract.clone()),
        (one(0..5), None)
    );
}
