//! Mutated files of marks: what can be understood stays, and what cannot is set aside and never lost.

use std::fs;

use proptest::prelude::*;
use theses::disk::MarksFile;
use theses::thesis::MarkChange;

use super::{apply, cases, change};

const BASE: &str = r#"{
  "version": 1,
  "marks": [
    {"id": "1", "title": "On Tea", "bookmarked": "2026-01-01T00:00:00Z", "tags": ["later", 7]},
    {"id": "2", "title": "茶", "bookmarked": null, "read": "2026-01-01T00:00:00Z"}
  ],
  "other": 1.50
}
"#;

const PIECES: [&[u8]; 14] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b",",
    b"null",
    b"\\u0000",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\"version\": 2,",
    b"\"marks\": [],",
    b"{\"id\": \"1\", \"title\": \"x\"},",
    b"1e999",
];

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn nothing_of_a_mutated_file_is_lost(changes in proptest::collection::vec(change(&PIECES), 0..8)) {
        let mut bytes = BASE.as_bytes().to_vec();
        for change in &changes {
            apply(&mut bytes, change);
        }
        let folder = tempfile::tempdir().unwrap();
        let mut file = MarksFile::at(folder.path().join("marks.json"));
        fs::write(file.path(), &bytes).unwrap();
        let before = file.read();
        prop_assert_eq!(&fs::read(file.path()).unwrap(), &bytes, "reading changes nothing");

        let bookmark = MarkChange::Bookmark { id: "new".into(), title: "A new one".into() };
        let Ok(saved) = file.change(&bookmark, "2026-01-02T03:04:05Z") else {
            prop_assert_eq!(fs::read(file.path()).unwrap(), bytes, "what is not saved is left as it was");
            return Ok(());
        };
        let after = file.read().expect("what was written can be read");
        prop_assert!(after.is_bookmarked("new"));
        match (before, saved.set_aside) {
            (Ok(before), None) => {
                for mark in before.all() {
                    prop_assert!(after.all().any(|kept| kept == mark), "{:?} is lost", mark);
                }
            }
            (_, Some(aside)) => prop_assert_eq!(fs::read(aside).unwrap(), bytes),
            (Err(error), None) => prop_assert!(false, "overwritten, though it could not be read: {error}"),
        }
    }
}
