//! What must hold of the rows, whatever they are.

use std::collections::HashSet;

use super::{Field, Search, Shape};

#[test]
fn no_two_rows_share_a_name_a_place_or_a_rank() {
    let rows = || Field::ALL.iter().map(|field| field.row());
    let mut names = HashSet::new();
    assert!(rows().all(|row| names.insert(row.name) && !row.name.is_empty()));
    let mut asked = HashSet::new();
    assert!(rows().flat_map(|row| row.query).all(|name| asked.insert(*name)));
    let mut labels = HashSet::new();
    assert!(rows().all(|row| labels.insert(row.label) && !row.label.is_empty()));
    let mut ranks = HashSet::new();
    assert!(rows().all(|row| ranks.insert(row.reading)));
    let mut pages = HashSet::new();
    assert!(rows().filter_map(|row| row.page).all(|label| pages.insert(label.text)));
}

#[test]
fn a_field_is_searched_as_its_shape_allows() {
    for &field in Field::ALL {
        let row = field.row();
        let counts_as_another = matches!(row.search, Search::Words { group, .. } if group != field);
        let unasked = row.search == Search::Never || counts_as_another;
        assert_eq!(row.query.is_empty(), unasked, "{field:?}");
        match row.search {
            Search::Time => assert_eq!(row.shape, Shape::Date),
            Search::Words { group, .. } => {
                let leads = matches!(group.row().search, Search::Words { group: own, .. } if own == group);
                assert!(leads, "the group of {field:?} is led by a field of its own");
            }
            Search::Never | Search::Value | Search::Beginning => assert_ne!(row.shape, Shape::Date),
        }
    }
}

#[test]
fn one_field_is_prose_and_passages_stand_behind_it() {
    let of = |shape| Field::ALL.iter().filter(|field| field.row().shape == shape).collect::<Vec<_>>();
    assert_eq!(of(Shape::Prose), [&Field::Abstract]);
    assert!(of(Shape::Passages).len() < 2, "a segment keeps one field of passages");
    assert!(of(Shape::Passages).iter().all(|&&field| field > Field::Abstract));
}

#[test]
fn a_name_or_a_synonym_means_its_field() {
    for (name, field) in [
        ("by", Some(Field::Candidate)),
        ("author", Some(Field::Candidate)),
        ("candidate", Some(Field::Candidate)),
        ("keyword", Some(Field::Keywords)),
        ("keywords", Some(Field::Keywords)),
        ("type", Some(Field::Kind)),
        ("date", Some(Field::Posted)),
        ("full_text", None),
        ("", None),
    ] {
        assert_eq!(Field::asked(name), field, "{name}");
    }
    assert_eq!((Field::named("candidate"), Field::named("by")), (Some(Field::Candidate), None));
    assert!(Field::ALL.iter().all(|&field| Field::named(field.row().name) == Some(field)));
}
