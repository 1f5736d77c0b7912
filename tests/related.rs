//! How well related theses are found: by the department that nobody told.
//!
//! The pages of one university name the department as the subject, which counts for nothing when theses are compared. A
//! thesis of the same department is taken for one that a person would want.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail where it stands, and says what it measured"
)]

#[allow(dead_code, reason = "the truth of these pages is asked for nothing else")]
mod truth;

use std::collections::HashMap;
use std::sync::Arc;

use theses::disk::load::{Source, load_all};
use theses::search::{Cancel, Engine, Neighbour, Related};
use theses::thesis::{Collection, Field, Row};

const NEAREST: usize = 10;

/// Each so many theses one is asked about: all of them take minutes where nothing is optimised.
const EACH: usize = 8;

/// The theses that name their department, in segments as they were loaded.
fn theses(name: &str) -> Option<Collection> {
    let folder = truth::folder(name)?;
    let loaded = load_all(&Source::Paths(vec![folder.join("pages")]));
    let mut collection = Collection::default();
    for (_, segment) in loaded.collection.segments() {
        let nameless: Vec<_> =
            (0..segment.len()).filter(|&row| !segment.get(row).has(Field::Subject)).collect();
        collection.push(Arc::new(segment.without(&nameless)));
    }
    Some(collection)
}

fn engine(collection: &Collection) -> Engine {
    let mut engine = Engine::default();
    engine.extend_with_related(collection);
    engine
}

/// The share of the same department among those that are nearest by a value, of the neighbours of each thesis.
fn precision(collection: &Collection, found: &[(u32, Related)], value: fn(&Neighbour) -> f32) -> f64 {
    let department = |row: u32| collection.get(Row(row)).subject();
    let same = found.iter().map(|(row, related)| {
        let mut neighbours: Vec<_> = related.neighbours.iter().collect();
        neighbours.sort_by(|a, b| value(b).total_cmp(&value(a)));
        let nearest = neighbours.into_iter().take(NEAREST);
        nearest.filter(|neighbour| department(neighbour.row.0) == department(*row)).count()
    });
    same.sum::<usize>() as f64 / (NEAREST * found.len()) as f64
}

#[test]
fn the_nearest_are_mostly_of_the_same_department() {
    let Some(collection) = theses("fsu") else { return };
    let engine = engine(&collection);
    let rows = || 0..collection.rows() as u32;
    let department = |row: u32| collection.get(Row(row)).subject();
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    rows().for_each(|row| *sizes.entry(department(row)).or_default() += 1);
    // The others of a smaller department are too few to be found.
    let asked = rows().filter(|&row| sizes[department(row)] > NEAREST).step_by(EACH);
    let found: Vec<_> = asked
        .map(|row| (row, engine.related(collection.get(Row(row)), 3 * NEAREST, &Cancel::never()).unwrap()))
        .collect();
    assert!(found.iter().all(|(_, related)| related.by_topics));
    println!("precision at {NEAREST}, of {} theses:", found.len());
    println!(
        "by words alone, of the {} nearest  {:.3}",
        3 * NEAREST,
        precision(&collection, &found, |one| one.words)
    );
    println!("by topics alone, of the same      {:.3}", precision(&collection, &found, |one| one.topics));
    let both = precision(&collection, &found, |one| one.nearness);
    println!("by both                           {both:.3}");
    assert!(both >= 0.54, "{both}");
}
