//! Keeps the figures of mending from falling, on pages of which the undamaged text is known.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail where it stands, and says what it skips"
)]

mod truth;

use std::collections::BTreeMap;

use truth::Score;

/// The scores of a set by regime; none where the set is missing here.
fn scores(set: &str) -> Option<BTreeMap<String, Score>> {
    let pages = truth::pages(&truth::folder(set)?);
    let vocabulary = truth::vocabulary(&pages);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for page in &pages {
        let score = scores.entry(page.regime.clone()).or_default();
        *score = score.and(truth::score(page, &vocabulary));
    }
    Some(scores)
}

/// The least recall and precision that is demanded.
fn reaches(scores: &BTreeMap<String, Score>, regime: &str, recall: f64, precision: f64) {
    let score = scores[regime];
    assert!(score.recall() >= recall, "{regime}: recall {:.4} of {score:?}", score.recall());
    assert!(score.precision() >= precision, "{regime}: precision {:.4} of {score:?}", score.precision());
}

#[test]
fn damage_of_real_pages_is_mended() {
    let Some(scores) = scores("damage") else { return };
    reaches(&scores, "glued", 0.98, 0.99);
    reaches(&scores, "paragraphs", 0.97, 0.99);
    assert!(scores["none"].done * 20 <= scores["none"].pages, "{:?}", scores["none"]);
}

#[test]
fn harder_damage_is_mended() {
    let Some(scores) = scores("fsu") else { return };
    reaches(&scores, "spaces", 0.97, 0.98);
    assert!(scores["none"].done * 20 <= scores["none"].pages, "{:?}", scores["none"]);
}
