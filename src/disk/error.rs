//! What went wrong on the disk, in words for the person who can put it right.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::text::sanitise::printable;

/// What failed, where, why, and what to try.
///
/// Shown as one line, `cannot read the bookmarks: /home/a/marks.json: permission denied`, and a second with
/// the hint, where there is one. Both are safe to print, whatever the path or the cause holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    what: &'static str,
    path: Option<PathBuf>,
    line: Option<u32>,
    cause: String,
    hint: Option<String>,
}

impl Error {
    /// Something that failed, such as `cannot save the bookmarks`, and why.
    pub fn new(what: &'static str, cause: impl fmt::Display) -> Self {
        Self { what, path: None, line: None, cause: cause.to_string(), hint: None }
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

    /// The file or folder it is about.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The line of the file, from 1.
    pub fn line(&self) -> Option<u32> {
        self.line
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
        write!(f, "{}", printable(&self.cause))?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "\nhint: {}", printable(hint)))
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Error;

    #[test]
    fn tells_what_where_why_and_what_to_try() {
        let error = Error::new("cannot save", "it is full");
        assert_eq!(error.to_string(), "cannot save: it is full");
        let error = error.at(Path::new("/a/b\u{1b}[31m\n.toml")).on_line(3).hint("make room\u{7}");
        assert_eq!(error.to_string(), "cannot save: /a/b\u{20}.toml:3: it is full\nhint: make room");
        assert_eq!((error.path(), error.line()), (Some(Path::new("/a/b\u{1b}[31m\n.toml")), Some(3)));
    }
}
