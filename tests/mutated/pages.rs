//! Mutated pages and records: nothing panics, and what is told stands on a line that there is.

use std::ops::ControlFlow;

use proptest::prelude::*;
use theses::format::{self, Extent, Item, text};
use theses::thesis::{Field, Severity};

use super::{apply, cases, change};

const BASES: [&str; 5] = [
    include_str!("../../seeds/000_b57697fb778bb6af.txt"),
    include_str!("../../seeds/004_eb5259fedcb92465.txt"),
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

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn mutated_files_are_survived(
        bases in proptest::collection::vec(proptest::sample::select(&BASES[..]), 1..4),
        changes in proptest::collection::vec(change(&PIECES), 1..12),
    ) {
        let mut bytes = bases.join("\n").into_bytes();
        for change in &changes {
            apply(&mut bytes, change);
        }
        check(&bytes, Extent::Whole)?;
        check(&bytes, Extent::Part)?;
    }
}
