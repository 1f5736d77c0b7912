//! Scanning finds what folding everything does.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Needle, folds_to_itself};
use crate::text::fold::fold;
use crate::text::readings;
use crate::text::words::{script, words};
use crate::thesis::{Draft, Field, Segment, SegmentBuilder};

fn segment(texts: &[String]) -> Segment {
    let file: Arc<Path> = Path::new("f").into();
    let mut builder = SegmentBuilder::default();
    for text in texts {
        builder.push(&Draft::default().with(Field::Abstract, text), &file);
    }
    builder.seal()
}

fn rows(scan: impl FnOnce(&mut dyn FnMut(u16))) -> Vec<usize> {
    let mut rows = Vec::new();
    scan(&mut |row| rows.push(usize::from(row)));
    rows
}

/// What is found, the slow and obvious way.
fn expected(segment: &Segment, holds: impl Fn(&str) -> bool) -> Vec<usize> {
    (0..segment.len()).filter(|&row| readings::any(segment.get(row).abstract_text(), &holds)).collect()
}

fn has_beginning(folded: &str, word: &str) -> bool {
    words(folded).any(|(range, _)| folded[range].starts_with(word))
}

#[test]
fn accents_ligatures_and_case_do_not_hide_a_word() {
    for (text, word, begins, inside) in [
        ("By Müller", "muller", true, true),
        ("by MU\u{308}LLER", "mulle", true, true),
        ("a proﬁtable thing", "fit", false, true),
        ("ﬁndings", "find", true, true),
        ("é\u{301}\u{301}cole", "ecole", true, true),
        ("x\u{301}cole", "cole", false, true),
        ("’tis", "tis", true, true),
        ("城市社区", "社区", false, true),
        ("城市 社区", "社区", true, true),
        ("ＦＵＬＬ", "full", true, true),
        ("die Größe", "groess", true, true),
        ("die Gro\u{308}ße", "oesse", false, true),
        ("by U.S.A. law", "usa", true, true),
        ("by U.S. law", "us", true, true),
        ("", "a", false, false),
        ("b", "", false, false),
    ] {
        assert_eq!(Needle::beginning(word).is_in(text), begins, "{word} begins in {text}");
        assert_eq!(Needle::phrase(word).is_in(text), inside, "{word} in {text}");
    }
}

#[test]
fn what_is_said_to_fold_to_itself_does() {
    for c in ('\u{80}'..char::MAX).filter(|&c| folds_to_itself(c)) {
        assert_eq!(fold(&c.to_string()), c.to_string());
    }
}

proptest! {
    #[test]
    fn scanning_finds_what_folding_everything_does(
        texts in proptest::collection::vec("([abAB \n.-]|[éÉ\u{301}ﬁß’½社区кäå\u{308}]){0,100}", 0..6),
        word in "[abe]{1,3}|[abef]{1,2}|s|[社区]{1,2}|[12]|к", text in "[ab -]{1,4}|[éabs社]{1,3}|b’a|\\.? a"
    ) {
        let (segment, word, text) = (segment(&texts), fold(&word), fold(&text));
        let found = rows(|hit| Needle::beginning(&word).abstracts(&segment, 0..segment.len(), hit));
        prop_assert_eq!(found, expected(&segment, |folded| has_beginning(folded, &word)));
        let found = rows(|hit| Needle::phrase(&text).abstracts(&segment, 0..segment.len(), hit));
        prop_assert_eq!(found, expected(&segment, |folded| folded.contains(&text)));
        prop_assert!(word.chars().all(|c| script(c).is_some()));
    }

    #[test]
    fn some_rows_can_be_asked_about(texts in proptest::collection::vec("[ab]{0,3}", 1..9), from in 0usize..9, to in 0usize..9) {
        let segment = segment(&texts);
        let asked = from.min(to).min(texts.len())..from.max(to).min(texts.len());
        let found = rows(|hit| Needle::phrase("ab").abstracts(&segment, asked.clone(), hit));
        let all = expected(&segment, |folded| folded.contains("ab"));
        prop_assert_eq!(found, all.into_iter().filter(|row| asked.contains(row)).collect::<Vec<_>>());
    }
}
