//! How a command ends.

use std::fmt;
use std::io;
use std::process::ExitCode;

use crate::disk;
use crate::search::QueryError;
use crate::text::sanitise::printable;
use crate::text::width::{ELLIPSIS, columns};

/// The exit code, a part of what the program promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: it is done, and nothing was skipped.
    Done,
    /// 1: it failed, or a file or record was skipped.
    Failed,
    /// 2: what was asked for cannot be understood.
    Usage,
    /// 128 and the number of the signal that has ended it, as shells have it.
    Signal(i32),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Signal(number) => 128 | number as u8 & 127,
        })
    }
}

/// Why a command has not done what it should, to be shown to the person.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more, which is no error: `theses list | head`.
    Closed,
    /// The output cannot be written.
    Output(io::Error),
    /// The reader cannot use the terminal.
    Terminal(io::Error),
    /// A file of the program's own is at fault.
    Disk(disk::Error),
    /// What was asked for is not there: what, and what to try, which may be empty.
    NotFound(String, String),
    /// The filter, as it was given, cannot be understood.
    Query(String, QueryError),
}

impl Failure {
    /// The exit code that goes with it.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Closed => Exit::Done,
            Self::Output(_) | Self::Terminal(_) | Self::Disk(_) | Self::NotFound(..) => Exit::Failed,
            Self::Query(..) => Exit::Usage,
        }
    }
}

impl From<disk::Error> for Failure {
    fn from(error: disk::Error) -> Self {
        Self::Disk(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Output(error) }
    }
}

/// One line, and a second with the hint where there is one; for a filter it and a line that points at the
/// place. Nothing for a closed pipe.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => Ok(()),
            Self::Output(error) => write!(f, "cannot write the output: {error}"),
            Self::Terminal(error) => write!(f, "cannot use the terminal: {error}"),
            Self::Disk(error) => error.fmt(f),
            Self::Query(text, error) => {
                write!(f, "the filter cannot be understood: {error}\n{}", pointed_at(text, error))
            }
            Self::NotFound(what, hint) => {
                write!(f, "{}", printable(what))?;
                if hint.is_empty() { Ok(()) } else { write!(f, "\nhint: {}", printable(hint)) }
            }
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Output(error) | Self::Terminal(error) => Some(error),
            Self::Disk(error) => error.source(),
            Self::Closed | Self::NotFound(..) | Self::Query(..) => None,
        }
    }
}

/// So many characters of a long filter are printed on either side of where it cannot be read.
const AROUND: usize = 60;

/// The filter as it can be printed, of a long one what is around the place, and below it a line with `^` under what
/// cannot be read.
fn pointed_at(text: &str, error: &QueryError) -> String {
    let at = error.at.start.min(text.len());
    let start = text[..at].char_indices().rev().take(AROUND).last().map_or(at, |(start, _)| start);
    let end = text[at..].char_indices().nth(AROUND).map_or(text.len(), |(end, _)| at + end);
    let cut = |is_cut: bool| if is_cut { ELLIPSIS } else { "" };
    let excerpt = format!("{}{}{}", cut(start > 0), &text[start..end], cut(end < text.len()));
    let at = at - start + cut(start > 0).len();
    let at = at..at + error.at.end.min(end).saturating_sub(error.at.start);
    caret(&excerpt, &QueryError { at, expected: String::new() })
}

fn caret(text: &str, error: &QueryError) -> String {
    let (before, from) = text.split_at(error.at.start.min(text.len()));
    let token = printable(from.get(..error.at.len()).unwrap_or(from));
    // White space before the token counts, which would be trimmed at the end of a text.
    let indent = columns(&printable(&format!("{before}|"))).saturating_sub(1);
    let carets = "^".repeat(columns(&token).max(1));
    format!("  {}\n  {}{carets}", printable(text), " ".repeat(indent))
}

#[cfg(test)]
mod tests {
    use super::{Exit, Failure};
    use crate::search::Query;
    use crate::text::width::columns;

    #[test]
    fn a_filter_that_cannot_be_understood_is_pointed_at() {
        for (text, shown) in [
            (
                "urban year:soon x",
                "expected a year such as 2021, or 2015..2021\n  urban year:soon x\n             ^^^^",
            ),
            ("  \u{1b}[31m社区 -", "expected a word behind -\n  社区 -\n       ^"),
        ] {
            let failure = Failure::Query(text.into(), Query::parse(text).unwrap_err());
            assert_eq!(failure.to_string(), format!("the filter cannot be understood: {shown}"));
            assert_eq!(failure.exit(), Exit::Usage);
        }
        for (text, pointed) in
            [("urban ".repeat(20_000), "…"), (format!("{} year:soon", "a ".repeat(99)), "    ^^^^")]
        {
            let told = Failure::Query(text.clone(), Query::parse(&text).unwrap_err()).to_string();
            assert!(told.lines().all(|line| columns(line) < 130) && told.contains(pointed), "{told}");
            let (shown, carets) = (told.lines().nth(1).unwrap(), told.lines().nth(2).unwrap());
            assert!(columns(carets) <= columns(shown) && carets.ends_with('^'), "{told}");
        }
    }
}
