//! What was wrong with a file or a record, in words for the person who owns it.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::text::sanitise::printable;

/// How much was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It is loaded already: nothing was lost.
    Repeated,
    /// The thesis was loaded, but a part of it was mended or left out.
    Mended,
    /// The file or record was not loaded.
    Skipped,
}

/// One thing that could not be loaded as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line it is about, from 1.
    pub line: u32,
    /// Whether the record was kept.
    pub severity: Severity,
    /// What was wrong and what was done, a short sentence without a full stop.
    pub reason: String,
}

impl Warning {
    /// A record or a file that was left out.
    pub fn skipped(line: u32, reason: impl Into<String>) -> Self {
        Self { line, severity: Severity::Skipped, reason: reason.into() }
    }

    /// A record that was kept, with a part mended or left out.
    pub fn mended(line: u32, reason: impl Into<String>) -> Self {
        Self { line, severity: Severity::Mended, reason: reason.into() }
    }

    /// A record, a file or a folder that is loaded already.
    pub fn repeated(line: u32, reason: impl Into<String>) -> Self {
        Self { line, severity: Severity::Repeated, reason: reason.into() }
    }
}

/// A warning and the file it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was given or found.
    pub file: Arc<Path>,
    /// What was wrong with it.
    pub warning: Warning,
}

/// One line, safe to print: `seeds/page.txt:3: skipped: it is empty`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Warning { line, severity, reason } = &self.warning;
        let file = self.file.to_string_lossy();
        write!(f, "{}:{line}: {severity}: {}", printable(&file), printable(reason))
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repeated => "repeated",
            Self::Mended => "mended",
            Self::Skipped => "skipped",
        })
    }
}
