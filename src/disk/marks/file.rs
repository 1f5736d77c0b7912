//! The file of marks on the disk, shared by all readers that are open.
//!
//! A change is an operation, not a new content: the file is locked, read again, changed and written whole (see
//! [`atomic`](super::atomic)), so that two readers at once lose nothing. The lock lies on a file beside, as
//! the file itself is replaced. What a newer version has added to a mark or to the file is kept.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use xxhash_rust::xxh3::xxh3_128;

use super::document::{self, Document, Unusable, VERSION};
use crate::disk::{Error, atomic, lock};
use crate::thesis::{MarkChange, Marks};

const CANNOT_READ: &str = "cannot read the marks";
const CANNOT_SAVE: &str = "cannot save the marks";

/// The place of a file of marks. It holds nothing open, and in memory what it has saved last, to know it again.
#[derive(Clone, Debug)]
pub struct MarksFile {
    path: PathBuf,
    patience: Duration,
    last: Option<Last>,
}

/// What was saved last. Where the file still holds the same bytes, it need not be understood again.
#[derive(Clone, Debug)]
struct Last {
    digest: u128,
    document: Document,
}

/// How long a change waits by default while another program changes the marks: many times longer than that takes.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a change has led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// All marks, as the file has them now: with what other readers have changed.
    pub marks: Marks,
    /// Where the old content lies now, if not all of it could be understood: to be told to the person.
    pub set_aside: Option<PathBuf>,
}

impl MarksFile {
    /// The marks at this path, whose file and folder need not exist.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), patience: PATIENCE, last: None }
    }

    /// The same, whose changes wait at most so long while another program holds the file.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
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
        match content.as_deref().map(document::parse) {
            None => Ok(Marks::default()),
            Some(Ok(document)) => Ok(document.marks),
            Some(Err(Unusable::Newer(version))) => Err(self.newer(CANNOT_READ, version)),
            Some(Err(Unusable::NotMarks(cause))) => Err(Error::found(CANNOT_READ, cause)
                .at(&self.path)
                .hint("mend the file or move it; else the next mark sets it aside and begins a new one")),
        }
    }

    /// Applies a change made at `now` (RFC 3339, UTC) to what the file holds by then, and saves it. Waits a while
    /// where another program saves.
    ///
    /// A file that cannot be understood, or that says different things of one thesis, is set aside beside, as
    /// `marks.unreadable-1.json` or the next number that is free, and what could be understood is written anew. The
    /// folder is made where it is missing.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, locked or written, or comes from a newer version of the program. It is
    /// left as it is.
    pub fn change(&mut self, change: &MarkChange, now: &str) -> Result<Saved, Error> {
        self.change_all([(change, now)])
    }

    /// Applies several changes in their order, each with the time at which it was made, and saves once; see
    /// [`change`](Self::change).
    ///
    /// # Errors
    ///
    /// As for one; then none of them is saved.
    pub fn change_all<'c>(
        &mut self,
        changes: impl IntoIterator<Item = (&'c MarkChange, &'c str)>,
    ) -> Result<Saved, Error> {
        let last = self.last.take();
        let failed = |cause: io::Error| self.error(CANNOT_SAVE, cause);
        let path = atomic::resolve(&self.path).map_err(failed)?;
        let _held = lock::hold(&path, self.patience)
            .map_err(|cause| failed(cause).hint("marks need a folder that can be written and locked"))?;

        let old = atomic::content(&path).map_err(failed)?;
        let unusable = |content: &[u8]| atomic::set_aside(&path, content).map(Some).map_err(failed);
        let understood = old.as_deref().map(|content| {
            let known = last.filter(|last| last.digest == xxh3_128(content));
            (content, known.map_or_else(|| document::parse(content), |last| Ok(last.document)))
        });
        let (mut document, aside) = match understood {
            None => (Document::default(), None),
            Some((_, Ok(document))) if document.is_whole => (document, None),
            Some((content, Ok(document))) => (document, unusable(content)?),
            Some((_, Err(Unusable::Newer(version)))) => return Err(self.newer(CANNOT_SAVE, version)),
            Some((content, Err(Unusable::NotMarks(_)))) => (Document::default(), unusable(content)?),
        };
        for (change, now) in changes {
            document.marks.apply(change, now);
        }
        let new = document.to_bytes().map_err(failed)?;
        if old.as_deref() != Some(&*new) {
            atomic::write(&path, &new).map_err(failed)?;
        }
        let marks = document.marks.clone();
        document.is_whole = true;
        self.last = Some(Last { digest: xxh3_128(&new), document });
        Ok(Saved { marks, set_aside: aside })
    }

    fn error(&self, what: &'static str, cause: io::Error) -> Error {
        Error::caused(what, cause).at(&self.path)
    }

    fn newer(&self, what: &'static str, version: u64) -> Error {
        let cause = format!("the file has version {version}, and this program knows up to {VERSION}");
        Error::found(what, cause).at(&self.path).hint("use the newer program; the file stays as it is")
    }
}

#[cfg(test)]
mod tests;
