//! What went wrong on the disk, in words for the person who can put it right.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::text::sanitise::printable;

/// What failed, where, why, and what to try.
///
/// Shown as one line, `cannot read the marks: /home/a/marks.json: permission denied`, and a second with
/// the hint, where there is one. Both are safe to print, whatever the path or the cause holds.
#[derive(Clone, Debug)]
pub struct Error {
    what: &'static str,
    path: Option<PathBuf>,
    line: Option<u32>,
    cause: Cause,
    hint: Option<String>,
}

/// Why it failed.
#[derive(Clone, Debug)]
enum Cause {
    /// What the system or a library said.
    Source(Arc<dyn std::error::Error + Send + Sync>),
    /// What the program found.
    Found(String),
}

impl Error {
    /// Something that failed, such as `cannot save the marks`, because of another error.
    pub fn caused(what: &'static str, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::new(what, Cause::Source(Arc::new(source)))
    }

    /// Something that failed, such as `the configuration is wrong`, because of what was found.
    pub fn found(what: &'static str, cause: impl Into<String>) -> Self {
        Self::new(what, Cause::Found(cause.into()))
    }

    fn new(what: &'static str, cause: Cause) -> Self {
        Self { what, path: None, line: None, cause, hint: None }
    }

    /// The same with the file or folder it is about.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        Self { path: Some(path.to_owned()), ..self }
    }

    /// The same with the line of the file, from 1.
    #[must_use]
    pub fn on_line(self, line: u32) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The same with what to try, a short clause without a full stop.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What kind of error of the system it comes from, where it comes from one.
    pub fn kind(&self) -> Option<io::ErrorKind> {
        match &self.cause {
            Cause::Source(source) => source.downcast_ref::<io::Error>().map(io::Error::kind),
            Cause::Found(_) => None,
        }
    }

    /// Why it failed, in a few words without the path, safe to print.
    pub fn reason(&self) -> String {
        let reason = match &self.cause {
            Cause::Source(source) => source.to_string(),
            Cause::Found(reason) => reason.clone(),
        };
        printable(&reason).into_owned()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.what)?;
        if let Some(path) = &self.path {
            write!(f, "{}:", printable(&path.to_string_lossy()))?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            write!(f, " ")?;
        }
        f.write_str(&self.reason())?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "\nhint: {}", printable(hint)))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Source(source) => Some(&**source),
            Cause::Found(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use std::error::Error as _;
    use std::io;

    use super::Error;

    #[test]
    fn tells_what_where_why_and_what_to_try() {
        let error = Error::found("cannot save", "it is full");
        assert_eq!(error.to_string(), "cannot save: it is full");
        let error = error.at(Path::new("/a/b\u{1b}[31m\n.toml")).on_line(3).hint("make room\u{7}");
        assert_eq!(error.to_string(), "cannot save: /a/b\u{20}.toml:3: it is full\nhint: make room");
        assert_eq!((error.kind(), error.source().is_none()), (None, true));
    }

    #[test]
    fn keeps_what_it_comes_from() {
        let source = io::Error::new(io::ErrorKind::StorageFull, "no room\u{1b}[31m");
        let error = Error::caused("cannot save", source).at(Path::new("/a"));
        assert_eq!(
            (error.to_string().as_str(), error.reason().as_str()),
            ("cannot save: /a: no room", "no room")
        );
        assert_eq!(error.kind(), Some(io::ErrorKind::StorageFull));
        assert!(error.source().is_some_and(|source| source.to_string().starts_with("no room")));
    }
}
