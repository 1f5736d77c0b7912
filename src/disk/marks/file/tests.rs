use std::fs;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use tempfile::TempDir;

use super::MarksFile;
use crate::thesis::{MarkChange, Marks};

const NOW: &str = "2026-01-01T00:00:00Z";

fn bookmark(id: &str) -> MarkChange {
    MarkChange::Bookmark { id: id.into(), title: format!("title of {id}") }
}

fn unbookmark(id: &str) -> MarkChange {
    MarkChange::Unbookmark { id: id.into() }
}

fn file_with(content: &str) -> (TempDir, MarksFile) {
    let folder = tempfile::tempdir().unwrap();
    let file = MarksFile::at(folder.path().join("marks.json"));
    fs::write(file.path(), content).unwrap();
    (folder, file)
}

fn ids(marks: &Marks) -> Vec<&str> {
    marks.bookmarks().map(|mark| mark.id.as_str()).collect()
}

#[test]
fn what_a_person_writes_between_two_changes_is_kept() {
    let (_folder, mut file) = file_with(r#"{"version":1,"marks":[]}"#);
    file.change(&bookmark("a"), NOW).unwrap();
    let content = fs::read_to_string(file.path()).unwrap();
    // As long as before, in the same file.
    fs::write(file.path(), content.replace("\"a\"", "\"z\"")).unwrap();
    assert_eq!(ids(&file.change(&bookmark("b"), NOW).unwrap().marks), ["z", "b"]);
    assert_eq!(ids(&file.read().unwrap()), ["z", "b"]);
    fs::remove_file(file.path()).unwrap();
    assert_eq!(ids(&file.change(&bookmark("c"), NOW).unwrap().marks), ["c"]);
    fs::write(file.path(), "not marks").unwrap();
    assert!(file.change(&bookmark("d"), NOW).unwrap().set_aside.is_some());
    assert_eq!(ids(&file.read().unwrap()), ["d"]);
}

#[test]
fn nothing_there_is_no_marks_and_a_change_makes_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = MarksFile::at(folder.path().join("deep/down/marks.json"));
    assert_eq!(file.read().unwrap(), Marks::default());
    assert!(!folder.path().join("deep").exists(), "reading makes nothing");
    let saved = file.change(&bookmark("a"), NOW).unwrap();
    assert_eq!((ids(&saved.marks), saved.set_aside), (vec!["a"], None));
    assert_eq!(file.read().unwrap(), saved.marks);
    assert!(file.change(&unbookmark("a"), NOW).unwrap().marks.all().next().is_none());
}

#[test]
fn what_a_newer_version_has_added_is_kept() {
    let (_folder, mut file) =
        file_with(r#"{"version":1,"marks":[{"id":"a","bookmarked":"x","note":"mine"}],"colour":"red"}"#);
    file.change(&bookmark("b"), NOW).unwrap();
    file.change(&unbookmark("a"), NOW).unwrap();
    let text = fs::read_to_string(file.path()).unwrap();
    assert!(text.contains(r#""note": "mine""#) && text.contains(r#""colour": "red""#), "{text}");
}

#[test]
fn a_file_edited_by_hand_loses_nothing() {
    for (content, bookmarked, kept, aside) in [
        (
            "\u{feff}{\"version\":1,\"marks\":[{\"id\":\"a\",\"bookmarked\":\"x\"}]}",
            &["a", "new"][..],
            "",
            false,
        ),
        (
            r#"{"version":1,"marks":[{"id":"a","bookmarked":"x"}],"marks":[{"id":"b","bookmarked":"y"}]}"#,
            &["a", "b", "new"],
            "",
            false,
        ),
        (
            r#"{"version":1,"marks":[{"id":"a","bookmarked":"x"},{"id":"a","note":"mine"}]}"#,
            &["a", "new"],
            r#""note": "mine""#,
            false,
        ),
        (
            r#"{"version":1,"marks":[{"id":"a","bookmarked":"x","n":1},{"id":"a","n":2}]}"#,
            &["a", "new"],
            r#""n": 1"#,
            true,
        ),
        (
            r#"{"marks":[],"colour":1.50,"big":123456789012345678901234567890,"version":1,"version":9}"#,
            &["new"],
            "1.50,\n  \"big\": 123456789012345678901234567890,\n  \"version\": 9",
            false,
        ),
    ] {
        let (folder, mut file) = file_with(content);
        let saved = file.change(&bookmark("new"), NOW).unwrap();
        assert_eq!((ids(&saved.marks), saved.set_aside.is_some()), (bookmarked.to_vec(), aside), "{content}");
        let text = fs::read_to_string(file.path()).unwrap();
        assert!(text.contains(kept), "{text}");
        if aside {
            let old = fs::read_to_string(folder.path().join("marks.unreadable-1.json")).unwrap();
            assert_eq!(old, content);
        }
        assert_eq!(file.read().unwrap(), saved.marks);
    }
}

#[test]
fn a_file_that_cannot_be_understood_is_set_aside_and_told_of() {
    for content in
        ["", "not json", "[]", "{}", r#"{"version":0,"marks":[]}"#, r#"{"version":1,"marks":[{}]}"#]
    {
        let (folder, mut file) = file_with(content);
        fs::write(folder.path().join("marks.unreadable-1.json"), "an earlier one").unwrap();
        let error = file.read().unwrap_err();
        assert!(error.to_string().contains("sets it aside"), "{error}");
        assert_eq!(fs::read_to_string(file.path()).unwrap(), content, "reading moves nothing");

        let saved = file.change(&bookmark("a"), NOW).unwrap();
        let aside = folder.path().join("marks.unreadable-2.json");
        assert_eq!(saved.set_aside.as_deref(), Some(&*aside));
        assert_eq!(fs::read_to_string(aside).unwrap(), content);
        let earlier = fs::read_to_string(folder.path().join("marks.unreadable-1.json")).unwrap();
        assert_eq!(earlier, "an earlier one");
        assert_eq!(file.change(&bookmark("b"), NOW).unwrap().set_aside, None);
        assert_eq!(ids(&file.read().unwrap()), ["a", "b"]);
    }
}

#[test]
fn a_newer_file_is_left_alone() {
    let content = r#"{"version":2,"marks":"otherwise"}"#;
    let (folder, mut file) = file_with(content);
    let error = file.read().unwrap_err().to_string();
    assert!(error.contains("version 2") && error.contains("newer program"), "{error}");
    assert!(file.change(&bookmark("a"), NOW).is_err());
    assert_eq!(fs::read_to_string(file.path()).unwrap(), content);
    assert!(!folder.path().join("marks.unreadable-1.json").exists());
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_or_written_is_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let content = "not ours";
    for mode in [0o000, 0o200] {
        let (_folder, mut file) = file_with(content);
        fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
        if fs::read(file.path()).is_ok() {
            return; // A superuser may read everything.
        }
        assert!(file.read().is_err() && file.change(&bookmark("a"), NOW).is_err());
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(fs::read_to_string(file.path()).unwrap(), content);
    }
}

#[test]
fn a_folder_in_its_place_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let in_the_way = folder.path().join("marks.json");
    fs::create_dir(&in_the_way).unwrap();
    let mut file = MarksFile::at(&in_the_way);
    assert!(file.read().is_err() && file.change(&bookmark("a"), NOW).is_err());
    assert!(in_the_way.is_dir());
}

#[cfg(unix)]
#[test]
fn over_a_link_the_file_it_leads_to_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("real")).unwrap();
    let link = folder.path().join("marks.json");
    std::os::unix::fs::symlink("real/kept.json", &link).unwrap();
    MarksFile::at(&link).change(&bookmark("a"), NOW).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let real = MarksFile::at(folder.path().join("real/kept.json"));
    assert_eq!(ids(&real.read().unwrap()), ["a"]);
}

#[test]
fn writers_at_once_lose_nothing() {
    const EACH: usize = 20;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.json");
    fs::write(folder.path().join(".marks.json.1.tmp"), r#"{"version":1,"mar"#).unwrap();
    thread::scope(|scope| {
        for writer in 0..4 {
            let mut file = MarksFile::at(&path).patient(Duration::from_secs(60));
            scope.spawn(move || {
                for at in 0..EACH {
                    let saved = file.change(&bookmark(&format!("{writer}-{at}")), NOW).unwrap();
                    assert!(saved.marks.is_bookmarked(&format!("{writer}-{at}")));
                    file.read().unwrap();
                }
            });
        }
    });
    assert_eq!(ids(&MarksFile::at(&path).read().unwrap()).len(), 4 * EACH);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "the marks and their lock are all that is there"
    );
}

#[test]
fn a_lock_that_is_held_elsewhere_is_not_waited_for_without_end() {
    let (folder, mut file) = file_with(r#"{"version":1,"marks":[]}"#);
    let held = fs::File::create(folder.path().join("marks.lock")).unwrap();
    held.lock().unwrap();
    let error = file.clone().patient(Duration::ZERO).change(&bookmark("a"), NOW).unwrap_err();
    assert_eq!(error.kind(), Some(std::io::ErrorKind::WouldBlock), "{error}");
    assert_eq!(file.read().unwrap(), Marks::default());
    drop(held);
    assert_eq!(ids(&file.change(&bookmark("a"), NOW).unwrap().marks), ["a"]);
}

fn changes() -> impl Strategy<Value = Vec<(bool, MarkChange)>> {
    let change =
        ("[abc]", any::<bool>()).prop_map(|(id, set)| if set { bookmark(&id) } else { unbookmark(&id) });
    proptest::collection::vec((any::<bool>(), change), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn two_readers_in_turn_are_as_one(changes in changes()) {
        let folder = tempfile::tempdir().unwrap();
        let mut readers = [(); 2].map(|()| MarksFile::at(folder.path().join("marks.json")));
        let mut marks = Marks::default();
        for (at, (second, change)) in changes.iter().enumerate() {
            let now = format!("2026-01-01T00:00:{at:02}Z");
            marks.apply(change, &now);
            let saved = readers[usize::from(*second)].change(change, &now).unwrap();
            prop_assert_eq!(&saved.marks, &marks);
        }
        prop_assert_eq!(readers[0].read().unwrap(), marks);
    }
}
