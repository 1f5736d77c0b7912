//! The file of earlier queries, one a line, the newest last, shared by all readers that are open.
//!
//! A query is added to what the file holds by then: it is locked, read again and written whole (see
//! [`atomic`](super::atomic)), so that two readers at once lose nothing. A file that cannot be understood is
//! left alone, and nothing is added to it: the queries are not worth more than what else it may be.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Error, atomic, lock};
use crate::text::sanitise::printable;

/// The place of a file of earlier queries. It holds nothing open and nothing in memory.
#[derive(Clone, Debug)]
pub struct HistoryFile {
    path: PathBuf,
    at_most: usize,
    patience: Duration,
}

const CANNOT_READ: &str = "cannot read the earlier queries";
const CANNOT_SAVE: &str = "cannot save the query";

/// How long a query waits while another program saves one. It is only comfort: that is not long.
const PATIENCE: Duration = Duration::from_millis(500);

/// More is no query that anybody typed, in bytes.
const LONGEST: usize = 4096;

impl HistoryFile {
    /// The queries at this path, whose file and folder need not exist, the newest `at_most` of them.
    pub fn at(path: impl Into<PathBuf>, at_most: usize) -> Self {
        Self { path: path.into(), at_most, patience: PATIENCE }
    }

    /// The same, which waits at most so long while another program saves a query.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The path it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The queries, the newest first; none where there is no file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or is no text.
    pub fn read(&self) -> Result<Vec<String>, Error> {
        let content = atomic::content(&self.path).map_err(|cause| self.error(CANNOT_READ, cause))?;
        let mut queries = queries(content.as_deref()).map_err(|cause| {
            self.error(CANNOT_READ, cause)
                .hint("move it away, and a new one is begun; until then none is saved")
        })?;
        queries.reverse();
        queries.truncate(self.at_most);
        Ok(queries)
    }

    /// Adds a query as the newest to what the file holds by then, unless it is the newest already. Waits a
    /// moment where another program saves. The folder is made where it is missing.
    ///
    /// # Errors
    ///
    /// Where the file is no text, or cannot be read, locked or written. It is left as it is.
    pub fn add(&self, query: &str) -> Result<(), Error> {
        let failed = |cause: io::Error| self.error(CANNOT_SAVE, cause);
        let path = atomic::resolve(&self.path).map_err(failed)?;
        let _held = lock::hold(&path, self.patience).map_err(failed)?;
        let old = atomic::content(&path).map_err(failed)?;
        let mut queries = queries(old.as_deref()).map_err(failed)?;
        let query = printable(query).into_owned();
        if query.is_empty() || query.len() > LONGEST || queries.last() == Some(&query) {
            return Ok(());
        }
        queries.push(query);
        let first = queries.len().saturating_sub(self.at_most);
        let mut content = queries[first..].join("\n");
        content.push('\n');
        atomic::write(&path, content.as_bytes()).map_err(failed)
    }

    fn error(&self, what: &'static str, cause: io::Error) -> Error {
        Error::caused(what, cause).at(&self.path)
    }
}

/// The queries of a content, in its order, each safe to print; empty lines are none.
fn queries(content: Option<&[u8]>) -> io::Result<Vec<String>> {
    let text = str::from_utf8(content.unwrap_or_default())
        .ok()
        .filter(|text| !text.contains('\0'))
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "it is not a text"))?;
    let lines = text.lines().map(|line| printable(line).into_owned());
    Ok(lines.filter(|line| !line.is_empty() && line.len() <= LONGEST).collect())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::thread;
    use std::time::Duration;

    use super::{HistoryFile, LONGEST};

    #[test]
    fn queries_last_the_newest_first_and_not_twice_in_a_row() {
        let folder = tempfile::tempdir().unwrap();
        let file = HistoryFile::at(folder.path().join("deep/history"), 3);
        assert_eq!(file.read().unwrap(), Vec::<String>::new());
        assert!(!folder.path().join("deep").exists(), "reading makes nothing");
        for query in ["a", "b", "b", "", "社区 \u{1b}[31mred\n", "d"] {
            file.add(query).unwrap();
        }
        assert_eq!(file.read().unwrap(), ["d", "社区 red", "b"]);
        assert_eq!(fs::read_to_string(file.path()).unwrap(), "b\n社区 red\nd\n");
    }

    #[test]
    fn a_file_from_elsewhere_is_made_safe_or_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = HistoryFile::at(folder.path().join("history"), 500);
        fs::write(file.path(), "a\r\n\r\n\u{1b}]0;owned\u{7}b").unwrap();
        assert_eq!(file.read().unwrap(), ["b", "a"]);
        for content in [&b"\xff\xfe not text"[..], b"a\0b"] {
            fs::write(file.path(), content).unwrap();
            let error = file.read().unwrap_err().to_string();
            assert!(error.contains("not a text") && error.contains("move it away"), "{error}");
            assert!(file.add("query").is_err());
            assert_eq!(fs::read(file.path()).unwrap(), content);
        }
        fs::create_dir(folder.path().join("folder")).unwrap();
        let in_the_way = HistoryFile::at(folder.path().join("folder"), 500);
        assert!(in_the_way.read().is_err() && in_the_way.add("query").is_err());
    }

    #[test]
    fn the_longest_query_lasts_and_a_longer_one_leaves_the_file_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = HistoryFile::at(folder.path().join("history"), 3);
        for refused in [String::new(), "\u{1b}[0m".to_owned(), "a".repeat(LONGEST + 1)] {
            file.add(&refused).unwrap();
            assert!(!file.path().exists(), "{} bytes", refused.len());
        }
        let longest = "a".repeat(LONGEST);
        file.add(&longest).unwrap();
        assert_eq!(file.read().unwrap(), [longest.as_str()]);
        fs::write(file.path(), format!("{longest}a\nb\n{longest}\n")).unwrap();
        assert_eq!(file.read().unwrap(), [longest.as_str(), "b"]);
    }

    #[test]
    fn readers_at_once_lose_nothing() {
        const EACH: usize = 20;
        const LONG: Duration = Duration::from_secs(60);
        let folder = tempfile::tempdir().unwrap();
        let file = HistoryFile::at(folder.path().join("history"), 500).patient(LONG);
        thread::scope(|scope| {
            for reader in 0..4 {
                let file = file.clone();
                scope.spawn(move || {
                    for at in 0..EACH {
                        file.add(&format!("{reader}-{at}")).unwrap();
                    }
                });
            }
        });
        assert_eq!(file.read().unwrap().len(), 4 * EACH);
    }
}
