//! How well damaged abstracts are mended, and how fast: `cargo bench --bench mending`.
//!
//! Recall and precision by regime over the pages of `../shared/data/damage` and `../shared/data/fsu`, of which the
//! undamaged text is known, for the pages of even and of odd numbers: rules are made by looking at the even ones only.
//! `THESES_BENCH_SHOW=REGIME` prints what is wrong on those. `THESES_BENCH_DATA` names another folder with the sets.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark is for reading, and may fail")]

#[path = "../tests/truth/mod.rs"]
mod truth;

use std::collections::BTreeMap;
use std::time::Instant;

use theses::reading::{Evidence, Reading, Words, mend, read};
use truth::{Page, Score};

fn main() {
    for set in ["damage", "fsu"] {
        if let Some(folder) = truth::folder(set) {
            let pages = truth::pages(&folder);
            let vocabulary = truth::vocabulary(&pages);
            println!("{set}: {} pages", pages.len());
            quality(&pages, &vocabulary);
            speed(&pages, &vocabulary);
            structure(&pages);
        }
    }
}

fn quality(pages: &[Page], vocabulary: &Words) {
    let mut scores: BTreeMap<&str, [Score; 2]> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        let half = &mut scores.entry(&page.regime).or_default()[at % 2];
        *half = half.and(truth::score(page, vocabulary));
    }
    for (regime, [even, odd]) in scores {
        for (half, score) in [("even", even), ("odd", odd), ("all", even.and(odd))] {
            let Score { pages, wanted, done, .. } = score;
            let (recall, precision) = (score.recall(), score.precision());
            println!(
                "  {regime:10} {half:4} {pages:4} pages {wanted:6} wanted {done:6} done  recall {recall:.4}  precision {precision:.4}"
            );
        }
    }
    if let Ok(shown) = std::env::var("THESES_BENCH_SHOW") {
        pages
            .iter()
            .step_by(2)
            .filter(|page| shown.contains(&page.regime))
            .for_each(|page| show(page, vocabulary));
    }
}

fn show(page: &Page, vocabulary: &Words) {
    let (done, wanted) = truth::changes(page, vocabulary);
    for (what, changes) in [("MISSED", wanted.difference(&done)), ("WRONG", done.difference(&wanted))] {
        for (at, change) in changes {
            println!("{what} {} {change:?} {}", page.name, truth::around(&page.damaged, *at).escape_debug());
        }
    }
}

/// How many of the undamaged abstracts are told in sections, and in which.
fn structure(pages: &[Page]) {
    let readings: Vec<_> = pages.iter().map(|page| read(&page.whole, &Evidence::default())).collect();
    let told = |label: &str| {
        let begins = |reading: &&Reading<'_>| reading.sections.iter().any(|one| one.label.starts_with(label));
        readings.iter().filter(begins).count()
    };
    println!(
        "  {} pages: {} in sections, of these {} in chapters, {} by numbers in brackets, {} by ordinals",
        pages.len(),
        told(""),
        told("Chapter"),
        told("(1)"),
        told("First")
    );
}

/// How long 10,000 characters take, without and with a vocabulary.
fn speed(pages: &[Page], vocabulary: &Words) {
    let evidence = Evidence { thesis: None, collection: Some(vocabulary) };
    for (name, evidence) in [("no vocabulary", Evidence::default()), ("a vocabulary", evidence)] {
        let characters: usize = pages.iter().map(|page| page.damaged.chars().count()).sum();
        let start = Instant::now();
        let repairs: usize = pages.iter().map(|page| mend(&page.damaged, &evidence).repairs.len()).sum();
        let micros = start.elapsed().as_secs_f64() * 1e6 * 10_000.0 / characters as f64;
        println!("  {micros:.0} µs for 10,000 characters with {name} ({repairs} repairs)");
    }
}
