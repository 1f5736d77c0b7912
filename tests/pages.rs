//! Real pages, right in every field.

#![allow(clippy::print_stdout, reason = "a test that tests nothing says so")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use theses::disk::load::{Source, load_all};
use theses::thesis::{Field, Severity, Thesis};

fn iso(thesis: Thesis<'_>) -> String {
    thesis.posted().map(theses::thesis::Date::iso).unwrap_or_default()
}

#[test]
fn the_seeds_are_right_in_every_field() {
    let loaded = load_all(&Source::Seeds);
    assert_eq!(loaded.problems, []);
    let seeds: Vec<_> = loaded.collection.iter().collect();
    let [zhu, wang] = seeds[..] else { panic!("two seeds") };

    assert_eq!(zhu.id(), "2556307118989809");
    assert_eq!(
        zhu.title(),
        "Research On The Role Of Grass-roots Party Organizations In Community Governance"
    );
    assert_eq!((iso(zhu).as_str(), zhu.degree(), zhu.kind()), ("2023-12-02", "Master", "Thesis"));
    assert_eq!(
        (zhu.text(Field::Country), zhu.candidate(), zhu.text(Field::FullText)),
        ("China", "Z Y Zhu", "PDF")
    );
    assert_eq!(zhu.subject(), "Political science");
    let keywords = [
        "Community Governance",
        "Grassroots Party Organizations",
        "The Function of Grassroots Party Organizations",
    ];
    assert_eq!(zhu.keywords().collect::<Vec<_>>(), keywords);
    assert_eq!((zhu.values(Field::Related).count(), zhu.line()), (0, 1));
    assert_eq!(zhu.file(), Path::new("seeds/000_b57697fb778bb6af.txt"));

    assert_eq!(wang.id(), "1486306041972729");
    let title = "On \"Concentric?Circles\" Of Urban Community Governance And Interaction Between The Party And The Masses";
    assert_eq!(wang.title(), title);
    assert_eq!((iso(wang).as_str(), wang.degree(), wang.kind()), ("2021-12-01", "Doctor", "Dissertation"));
    assert_eq!(
        (wang.text(Field::Country), wang.candidate(), wang.text(Field::FullText)),
        ("China", "Y L Wang", "PDF")
    );
    assert_eq!(wang.subject(), "Doctrine of the party and party building");
    let keywords = ["community governance", "Party masses interaction", "concentric circle", "Urumqi"];
    assert_eq!(wang.keywords().collect::<Vec<_>>(), keywords);

    for (seed, thesis) in [
        (include_str!("../seeds/000_b57697fb778bb6af.txt"), zhu),
        (include_str!("../seeds/004_eb5259fedcb92465.txt"), wang),
    ] {
        assert_eq!(Some(thesis.abstract_text()), seed.lines().nth(8), "the ninth line is the abstract");
    }
}

/// What a page is known to hold.
#[derive(Deserialize)]
struct Truth {
    name: String,
    layout: String,
    gtid: String,
    posted: String,
    title: String,
    candidate: String,
    subject: String,
    keywords: Vec<String>,
    damaged: String,
}

#[test]
fn the_pages_of_a_university_are_as_they_are_known_to_be() {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/fsu");
    let Ok(truth) = std::fs::read_to_string(data.join("truth.jsonl")) else {
        // Not by a macro: what those print of a test that passes is kept from the screen.
        writeln!(std::io::stderr(), "SKIPPED: {} is missing", data.display()).unwrap();
        return;
    };
    let truth: HashMap<String, Truth> = truth
        .lines()
        .map(|line| serde_json::from_str::<Truth>(line).unwrap())
        .map(|truth| (truth.name.clone(), truth))
        .collect();
    let loaded = load_all(&Source::Paths(vec![data.join("pages")]));
    let of = |severity| loaded.problems.iter().filter(move |problem| problem.warning.severity == severity);
    assert_eq!(of(Severity::Skipped).count(), 0);
    // One page is there under two names.
    let repeated: Vec<_> = of(Severity::Repeated).collect();
    let [again] = repeated[..] else { panic!("{repeated:?}") };
    assert!(again.to_string().contains("1120_9827845285d4df63.txt:1: repeated: the same thesis as "));
    assert_eq!((loaded.collection.len(), truth.len()), (1207, 1208));
    for thesis in loaded.collection.iter() {
        let name = thesis.file().file_name().unwrap().to_str().unwrap();
        let truth = &truth[name];
        assert_eq!(thesis.abstract_text(), truth.damaged, "{name}");
        if truth.layout == "full" {
            assert_eq!(thesis.id(), truth.gtid, "{name}");
            assert_eq!(iso(thesis), truth.posted, "{name}");
            assert_eq!(thesis.title(), truth.title, "{name}");
            assert_eq!(thesis.candidate(), truth.candidate, "{name}");
            assert_eq!(thesis.subject(), truth.subject, "{name}");
            assert_eq!(thesis.keywords().collect::<Vec<_>>(), truth.keywords, "{name}");
        } else {
            assert!(!thesis.has_title(), "{name}");
        }
    }
}
