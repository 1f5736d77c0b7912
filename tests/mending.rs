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
///
/// Of a large set one page in `step` is mended, by the words of all. What is mended must stay as it is.
fn scores(set: &str, step: usize) -> Option<BTreeMap<String, Score>> {
    let pages = truth::pages(&truth::folder(set)?);
    let vocabulary = truth::vocabulary(&pages);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for page in pages.iter().step_by(step) {
        truth::assert_settled(page, &vocabulary);
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
    let Some(scores) = scores("damage", 1) else { return };
    reaches(&scores, "glued", 0.98, 0.99);
    reaches(&scores, "paragraphs", 0.97, 0.99);
    reaches(&scores, "lines", 0.90, 0.97);
    assert!(scores["none"].done * 20 <= scores["none"].pages, "{:?}", scores["none"]);
}

#[test]
fn harder_damage_is_mended() {
    let Some(scores) = scores("fsu", 5) else { return };
    reaches(&scores, "spaces", 0.97, 0.98);
    reaches(&scores, "splits", 0.65, 0.97);
    reaches(&scores, "joins", 0.65, 0.955);
    assert!(scores["none"].done * 20 <= scores["none"].pages, "{:?}", scores["none"]);
}
