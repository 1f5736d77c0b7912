//! What the parts of a question leave alone where nothing is found.

use super::tests::{bookmarked, collection};
use super::{Engine, Question};
use crate::search::{Cancel, MarkKind, Query};

#[test]
fn where_nothing_is_found_each_part_says_what_it_leaves_alone() {
    let collection = collection();
    let alone = |text: &str, within: Query| {
        let question = Question {
            query: Query::parse(text).unwrap(),
            within,
            marked: bookmarked(&[0, 4]),
            ..Question::default()
        };
        let answer = Engine::new(&collection).answer(&question, &Cancel::never()).unwrap();
        let alone = answer.alone?;
        Some((alone.counts().collect::<Vec<_>>().join(" · "), alone.typed, alone.view))
    };
    let all = Query::default;
    let marked = || Query::of_marked(MarkKind::Bookmarked);
    for (text, counts) in [
        ("urban zzzz", "urban 7 · zzzz 0"),
        ("planning zoe", "planning 1 · zoe 1"),
        ("(zoe | planning) -life \"of old\"", "(zoe | planning) 2 · -life 5 · \"of old\" 1"),
        ("year:2001 life is:bookmarked", "year:2001 1 · life 3 · is:bookmarked 2"),
    ] {
        assert_eq!(alone(text, all()), Some((counts.to_owned(), 0, 8)), "{text}");
    }
    assert_eq!(alone("zzzz", all()), None, "one clause leaves what is seen");
    assert_eq!(alone("urban", all()), None, "something is found");
    assert_eq!(alone("zoe", marked()), Some((String::new(), 1, 2)));
    assert_eq!(alone("life zoe", marked()), Some(("life 3 · zoe 1".to_owned(), 1, 2)));
    let many = (0..99).map(|number| format!("zz{number}")).collect::<Vec<_>>().join(" ");
    assert_eq!(alone(&many, all()).unwrap().0.split(" · ").count(), 12, "a person looks at a few");
}
