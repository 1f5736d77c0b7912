//! The file of marks: `{"version":1,"marks":[…]}`, shared by all readers that are open.
//!
//! A change is an operation, not a new content: the file is locked, read again, changed and written whole (see
//! [`atomic`](super::atomic)), so that two readers at once lose nothing. The lock lies on a file beside, as
//! the file itself is replaced. What a newer version has added to a mark or to the file is kept.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Error, atomic};
use crate::thesis::{Mark, MarkChange, Marks};

/// The version of the file that this program writes, and the newest that it reads.
const VERSION: u64 = 1;

const CANNOT_READ: &str = "cannot read the bookmarks";
const CANNOT_SAVE: &str = "cannot save the bookmarks";

/// The place of a file of marks. It holds nothing open and nothing in memory.
#[derive(Clone, Debug)]
pub struct MarksFile {
    path: PathBuf,
}

/// What a change has led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// All marks, as the file has them now: with what other readers have changed.
    pub marks: Marks,
    /// Where the old file lies now, if it could not be understood: to be told to the person.
    pub set_aside: Option<PathBuf>,
}

/// What the file holds.
#[derive(Debug, Serialize, Deserialize)]
struct Document {
    version: u64,
    marks: Vec<Mark>,
    /// What a newer version has written here.
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// Why the content of a file is of no use.
enum Unusable {
    /// A newer program wrote it, in this version.
    Newer(u64),
    /// It is damaged, or something else altogether; why.
    NotMarks(String),
}

impl MarksFile {
    /// The marks at this path, whose file and folder need not exist.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The path it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All marks; none where there is no file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, cannot be understood, or comes from a newer version of the program. It
    /// is left as it is.
    pub fn read(&self) -> Result<Marks, Error> {
        let content = atomic::content(&self.path).map_err(|cause| self.error(CANNOT_READ, cause))?;
        match content.as_deref().map(parse) {
            None => Ok(Marks::default()),
            Some(Ok(document)) => Ok(Marks::new(document.marks)),
            Some(Err(Unusable::Newer(version))) => Err(self.newer(CANNOT_READ, version)),
            Some(Err(Unusable::NotMarks(cause))) => Err(Error::found(CANNOT_READ, cause)
                .at(&self.path)
                .hint("mend the file or move it; else the next bookmark sets it aside and begins a new one")),
        }
    }

    /// Applies a change made at `now` (RFC 3339, UTC) to what the file holds by then, and saves it. Waits while
    /// another reader saves.
    ///
    /// A file that cannot be understood is set aside beside, as `marks.unreadable-1.json` or the next number
    /// that is free, and a new one is begun. The folder is made where it is missing.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, locked or written, or comes from a newer version of the program. It is
    /// left as it is.
    pub fn change(&self, change: &MarkChange, now: &str) -> Result<Saved, Error> {
        let failed = |cause: io::Error| self.error(CANNOT_SAVE, cause);
        let path = atomic::resolve(&self.path).map_err(failed)?;
        fs::create_dir_all(atomic::folder(&path)).map_err(failed)?;
        let _lock = atomic::lock(&path)
            .map_err(|cause| failed(cause).hint("bookmarks need a folder that can be written and locked"))?;

        let old = atomic::content(&path).map_err(failed)?;
        let (mut document, set_aside) = match old.as_deref().map(parse) {
            None => (Document::default(), None),
            Some(Ok(document)) => (document, None),
            Some(Err(Unusable::Newer(version))) => return Err(self.newer(CANNOT_SAVE, version)),
            Some(Err(Unusable::NotMarks(_))) => {
                let aside = set_aside(&path, old.as_deref().unwrap_or_default()).map_err(failed)?;
                (Document::default(), Some(aside))
            }
        };
        let mut marks = Marks::new(document.marks);
        marks.apply(change, now);
        document.marks = marks.all().to_vec();
        let new = document.to_bytes().map_err(failed)?;
        if old.as_deref() != Some(&*new) {
            atomic::write(&path, &new).map_err(failed)?;
        }
        Ok(Saved { marks, set_aside })
    }

    fn error(&self, what: &'static str, cause: io::Error) -> Error {
        Error::caused(what, cause).at(&self.path)
    }

    fn newer(&self, what: &'static str, version: u64) -> Error {
        let cause = format!("the file has version {version}, and this program knows up to {VERSION}");
        Error::found(what, cause).at(&self.path).hint("use the newer program; the file stays as it is")
    }
}

impl Default for Document {
    fn default() -> Self {
        Self { version: VERSION, marks: Vec::new(), other: Map::new() }
    }
}

impl Document {
    /// Readable by a person, with a line break at its end.
    fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Understands a content. The version is looked at first, as all else may change with it.
fn parse(content: &[u8]) -> Result<Document, Unusable> {
    let not_marks = |error: serde_json::Error| Unusable::NotMarks(error.to_string());
    let value: Value = serde_json::from_slice(content).map_err(not_marks)?;
    match value.get("version").and_then(Value::as_u64) {
        Some(1..=VERSION) => {}
        Some(version @ 1..) => return Err(Unusable::Newer(version)),
        _ => return Err(Unusable::NotMarks("it has no version, so it is not a file of bookmarks".into())),
    }
    serde_json::from_value(value).map_err(not_marks)
}

/// Keeps a content under a name of its own beside `path`, and gives that name.
///
/// It is written anew rather than renamed, so that at no moment nothing is there, and nothing that bears the
/// name already can be hit. The permissions are those of the file.
fn set_aside(path: &Path, content: &[u8]) -> io::Result<PathBuf> {
    let permissions = fs::metadata(path)?.permissions();
    let stem = path.file_stem().unwrap_or_default();
    let aside = atomic::create_numbered(atomic::folder(path), content, Some(permissions), |number| {
        let mut name = OsString::from(stem);
        name.push(format!(".unreadable-{number}.json"));
        name
    })?;
    atomic::sync_folder(atomic::folder(path))?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::thread;

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
    fn nothing_there_is_no_marks_and_a_change_makes_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = MarksFile::at(folder.path().join("deep/down/marks.json"));
        assert_eq!(file.read().unwrap(), Marks::default());
        assert!(!folder.path().join("deep").exists(), "reading makes nothing");
        let saved = file.change(&bookmark("a"), NOW).unwrap();
        assert_eq!((ids(&saved.marks), saved.set_aside), (vec!["a"], None));
        assert_eq!(file.read().unwrap(), saved.marks);
        assert!(file.change(&unbookmark("a"), NOW).unwrap().marks.all().is_empty());
    }

    #[test]
    fn what_a_newer_version_has_added_is_kept() {
        let (_folder, file) =
            file_with(r#"{"version":1,"marks":[{"id":"a","bookmarked":"x","note":"mine"}],"colour":"red"}"#);
        file.change(&bookmark("b"), NOW).unwrap();
        file.change(&unbookmark("a"), NOW).unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        assert!(text.contains(r#""note": "mine""#) && text.contains(r#""colour": "red""#), "{text}");
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_set_aside_and_told_of() {
        for content in
            ["", "not json", "[]", "{}", r#"{"version":0,"marks":[]}"#, r#"{"version":1,"marks":[{}]}"#]
        {
            let (folder, file) = file_with(content);
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
        let (folder, file) = file_with(content);
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
            let (_folder, file) = file_with(content);
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
        let file = MarksFile::at(folder.path());
        assert!(file.read().is_err() && file.change(&bookmark("a"), NOW).is_err());
        assert!(Path::new(folder.path()).is_dir());
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
                let file = MarksFile::at(&path);
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
            let readers = [(); 2].map(|()| MarksFile::at(folder.path().join("marks.json")));
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
}
