//! Marks: what a change does, what is kept, and what differs.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Mark, MarkChange, Marks, MarksDifference};

fn bookmark(id: &str) -> MarkChange {
    MarkChange::Bookmark { id: id.into(), title: format!("title of {id}") }
}

fn unbookmark(id: &str) -> MarkChange {
    MarkChange::Unbookmark { id: id.into() }
}

#[test]
fn changes_apply_in_order_and_twice_is_once() {
    let mut marks = Marks::default();
    for change in
        [bookmark("b"), bookmark("a"), bookmark("b"), bookmark("c"), unbookmark("a"), unbookmark("a")]
    {
        marks.apply(&change, "2026-01-01T00:00:00Z");
    }
    let ids: Vec<_> = marks.bookmarks().map(|mark| mark.id.as_str()).collect();
    assert_eq!(ids, ["b", "c"]);
    assert!(marks.is_bookmarked("b") && !marks.is_bookmarked("a"));
    assert_eq!(marks.all().count(), 2, "an empty mark goes");
}

#[test]
fn that_a_thesis_was_read_outlives_its_bookmark_and_is_noted_once() {
    let mut marks = Marks::default();
    let read = MarkChange::Read { id: "a".into(), title: "title of a".into() };
    for (change, now) in [(bookmark("a"), "1"), (read.clone(), "2"), (read, "3"), (unbookmark("a"), "4")] {
        marks.apply(&change, now);
    }
    let text = serde_json::to_string(&marks).unwrap();
    assert_eq!(text, r#"[{"id":"a","title":"title of a","read":"2"}]"#);
    assert_eq!(Marks::new(serde_json::from_str(&text).unwrap()), marks);
    for id in ["b", "a"] {
        marks.apply(&bookmark(id), "5");
    }
    let ids: Vec<_> = marks.bookmarks().map(|mark| mark.id.as_str()).collect();
    assert_eq!(ids, ["b", "a"], "a bookmark is as old as itself, however long ago the thesis was read");
}

/// The marks with a difference applied.
fn with(mut marks: Marks, difference: MarksDifference) -> Marks {
    for id in difference.removed {
        marks.remove(&id);
    }
    for mark in difference.set {
        marks.put(mark);
    }
    marks
}

#[test]
fn a_difference_is_no_more_than_has_changed() {
    let marks = |ids: &[(&str, &str)]| {
        let mark = |&(id, title): &(&str, &str)| Mark {
            id: id.into(),
            title: title.into(),
            bookmarked: Some("x".into()),
            ..Mark::default()
        };
        Marks::new(ids.iter().map(mark).collect())
    };
    let all = [("a", "A"), ("b", "B"), ("c", "C")];
    for (to, removed, set) in [
        (&all[..], &[][..], &[][..]),
        (&[("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")], &[], &["d"]),
        (&[("b", "B"), ("c", "new")], &["a"], &["c"]),
        (&[("a", "A"), ("x", "X"), ("c", "C")], &["b", "c"], &["x", "c"]),
        (&[], &["a", "b", "c"], &[]),
    ] {
        let (before, to) = (marks(&all), marks(to));
        let difference = before.difference(&to);
        let ids: Vec<_> = difference.set.iter().map(|mark| mark.id.as_str()).collect();
        assert_eq!(
            (&difference.removed[..], &ids[..]),
            (&removed.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()[..], set)
        );
        assert_eq!(with(before, difference), to);
    }
}

#[test]
fn a_clone_shares_the_marks_and_keeps_them_as_they_are() {
    let mut marks = Marks::default();
    for id in ["a", "b"] {
        marks.apply(&bookmark(id), "x");
    }
    let before = marks.clone();
    marks.apply(&unbookmark("a"), "");
    marks.apply(&bookmark("c"), "x");
    assert_eq!(before.all().map(|mark| mark.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(marks.with_places().map(|(place, _)| place).collect::<Vec<_>>(), [1, 2]);
    assert!(Arc::ptr_eq(before.get("b").unwrap(), marks.get("b").unwrap()));
}

proptest! {
    #[test]
    fn a_difference_leads_from_any_marks_to_any(
        one in proptest::collection::vec((0u8..9, 0u8..3), 0..9),
        other in proptest::collection::vec((0u8..9, 0u8..3), 0..9),
    ) {
        let marks = |of: Vec<(u8, u8)>| {
            let mark = |(id, title): (u8, u8)| Mark { id: id.to_string(), title: title.to_string(), ..Mark::default() };
            Marks::new(of.into_iter().map(mark).collect())
        };
        let (one, other) = (marks(one), marks(other));
        let difference = one.difference(&other);
        prop_assert_eq!(with(one, difference), other);
    }
}

#[test]
fn what_stands_of_one_thesis_in_two_places_is_joined() {
    let mark = |text: &str| serde_json::from_str::<Mark>(text).unwrap();
    for (second, joined, whole) in [
        (
            r#"{"id":"a","title":"t","note":"n"}"#,
            r#"{"id":"a","title":"t","bookmarked":"x","note":"n"}"#,
            true,
        ),
        (r#"{"id":"a","title":"other"}"#, r#"{"id":"a","title":"t","bookmarked":"x"}"#, false),
        (r#"{"id":"a","bookmarked":"y"}"#, r#"{"id":"a","title":"t","bookmarked":"x"}"#, false),
    ] {
        let (marks, agreed) =
            Marks::joined(vec![mark(r#"{"id":"a","title":"t","bookmarked":"x"}"#), mark(second)]);
        assert_eq!(serde_json::to_string(&marks).unwrap(), format!("[{joined}]"));
        assert_eq!(agreed, whole, "{second}");
    }
}

#[test]
fn what_another_version_wrote_is_kept_as_it_stands() {
    for text in [
        r#"{"id":"a","title":"t","note":"mine","n":1.50,"big":123456789012345678901234567890}"#,
        r#"{"id":"a","title":"t","note":1,"note":2}"#,
        r#"{"id":"a","title":"","title":5,"bookmarked":1700000000}"#,
        r#"{"id":"a","title":"t","title":"u"}"#,
    ] {
        let mark: Mark = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&mark).unwrap(), text);
    }
    assert!(serde_json::from_str::<Mark>(r#"{"title":"t"}"#).is_err());
    assert!(serde_json::from_str::<Mark>(r#"{"id":7}"#).is_err());
}

#[test]
fn a_title_is_safe_to_print() {
    let mark: Mark = serde_json::from_str("{\"id\":\"a\",\"title\":\"a\\u001b[31mb\\u202ec\"}").unwrap();
    assert_eq!(mark.title, "abc");
}

#[test]
fn what_a_newer_version_wrote_outlives_the_bookmark() {
    let mark: Mark =
        serde_json::from_str(r#"{"id":"a","title":"t","bookmarked":"x","note":"mine"}"#).unwrap();
    let mut marks = Marks::new(vec![mark]);
    marks.apply(&unbookmark("a"), "");
    assert_eq!(serde_json::to_string(&marks).unwrap(), r#"[{"id":"a","title":"t","note":"mine"}]"#);
}
