//! Mutated pages and records: nothing panics, and what is told stands on a line that there is.
//!
//! A bounded number of cases runs with the other tests; for a longer run: `THESES_FUZZ_CASES=1000000 cargo test
//! --release --test mutated`.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::ops::ControlFlow;

use proptest::prelude::*;
use theses::format::{self, Extent, Item, text};
use theses::thesis::{Field, Severity};

const BASES: [&str; 5] = [
    include_str!("../seeds/000_b57697fb778bb6af.txt"),
    include_str!("../seeds/004_eb5259fedcb92465.txt"),
    "| A cell of which nothing else is left,and which tells of tea houses and of stone steps. |\n\n| Half of one",
    "{\"id\":\"1\",\"title\":\"T\",\"abstract\":\"A\\nB\",\"keywords\":[\"a\",\"b\"],\"DOI\":\"x\"}\n{\"id\":2}\nnonsense\n",
    "From: ann@example.org\nSubject: tea\n\nid,title\n1,\"a, b\"\n<a href=\"x\">y</a>\n[1] Weir, T. 1977.\n# Notes\n- x\n",
];

/// What a change puts in.
const PIECES: [&[u8]; 28] = [
    b"\n",
    b"\n\n",
    b"\r",
    b"\t",
    b"\0",
    b"\x1b[31m",
    b"\xff",
    b"\xe2\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"|",
    b" |\n| ",
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"<",
    b"</",
    b"Font Size: a A A\n",
    b"GTID:",
    b"Posted on:2023-12-02Degree:",
    b"Abstract/Summary:",
    b"Keywords/Search Tags:",
    b"Related items\n",
    "：".as_bytes(),
    "社区".as_bytes(),
    b"1977",
];

/// A change of some bytes.
#[derive(Clone, Debug)]
enum Change {
    Set(prop::sample::Index, u8),
    Insert(prop::sample::Index, &'static [u8]),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Cut(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        4 => (at(), proptest::sample::select(&PIECES[..])).prop_map(|(at, piece)| Change::Insert(at, piece)),
        2 => (at(), 1..200_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        1 => (at(), 1..400_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
        1 => at().prop_map(Change::Cut),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let place = |at: &prop::sample::Index, bytes: &Vec<u8>| at.index(bytes.len() + 1);
    match change {
        Change::Set(at, byte) => {
            let at = place(at, bytes);
            if let Some(set) = bytes.get_mut(at) {
                *set = *byte;
            }
        }
        Change::Insert(at, piece) => {
            let at = place(at, bytes);
            bytes.splice(at..at, piece.iter().copied());
        }
        Change::Remove(at, length) => {
            let at = place(at, bytes);
            let end = bytes.len().min(at + length);
            bytes.drain(at..end);
        }
        Change::Repeat(at, length) => {
            let at = place(at, bytes);
            let again = bytes[at..bytes.len().min(at + length)].to_vec();
            bytes.splice(at..at, again);
        }
        Change::Cut(at) => bytes.truncate(at.index(bytes.len() + 1)),
    }
}

/// Decodes bytes and checks what must hold of whatever is read.
fn check(bytes: &[u8], extent: Extent) -> Result<(), TestCaseError> {
    let Ok(decoded) = text::decode(bytes) else { return Ok(()) };
    let text = &*decoded.text;
    // A file of an old Macintosh has other line ends.
    let lines = text.split(['\n', '\r']).count() as u32;
    let (mut lines_told, mut theses, mut skipped) = (Vec::new(), 0, 0);
    let mut empty = false;
    let flow = format::decode(format::sniff(text), text, extent, &mut |item| {
        match item {
            Item::Thesis(draft) => {
                theses += 1;
                lines_told.push(draft.line);
                empty |= Field::ALL.iter().all(|&field| draft.get(field).trim().is_empty());
            }
            Item::Warning(warning) => {
                skipped += usize::from(warning.severity == Severity::Skipped);
                lines_told.push(warning.line);
            }
        }
        ControlFlow::Continue(())
    });
    prop_assert!(flow.is_continue());
    prop_assert!(
        lines_told.iter().all(|line| (1..=lines).contains(line)),
        "{:?} of {} lines",
        lines_told,
        lines
    );
    prop_assert!(!empty, "a thesis without anything");
    prop_assert!(extent != Extent::Whole || theses + skipped > 0, "nothing is loaded, and nothing said");
    Ok(())
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("THESES_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases.unwrap_or(400)) }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn mutated_files_are_survived(
        bases in proptest::collection::vec(proptest::sample::select(&BASES[..]), 1..4),
        changes in proptest::collection::vec(change(), 1..12),
    ) {
        let mut bytes = bases.join("\n").into_bytes();
        for change in &changes {
            apply(&mut bytes, change);
        }
        check(&bytes, Extent::Whole)?;
        check(&bytes, Extent::Part)?;
    }
}
