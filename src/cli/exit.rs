//! How a command ends.

use std::fmt;
use std::io;
use std::process::ExitCode;

use crate::library;
use crate::thesis::sanitise::printable;

/// The exit code, a part of what the program promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: it is done, and nothing was skipped.
    Done,
    /// 1: it failed, or a file or record was skipped.
    Failed,
    /// 2: what was asked for cannot be understood.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
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
    Library(library::Error),
    /// What was asked for is not there: what, and what to try, which may be empty.
    NotFound(String, String),
    /// What was asked for cannot be understood: why, and what to try, which may be empty.
    Usage(String, String),
}

impl Failure {
    /// The exit code that goes with it.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Closed => Exit::Done,
            Self::Output(_) | Self::Terminal(_) | Self::Library(_) | Self::NotFound(..) => Exit::Failed,
            Self::Usage(..) => Exit::Usage,
        }
    }
}

impl From<library::Error> for Failure {
    fn from(error: library::Error) -> Self {
        Self::Library(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Output(error) }
    }
}

/// One line, and a second with the hint where there is one; nothing for a closed pipe.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => Ok(()),
            Self::Output(error) => write!(f, "cannot write the output: {error}"),
            Self::Terminal(error) => write!(f, "cannot use the terminal: {error}"),
            Self::Library(error) => error.fmt(f),
            Self::NotFound(what, hint) | Self::Usage(what, hint) => {
                write!(f, "{}", printable(what))?;
                if hint.is_empty() { Ok(()) } else { write!(f, "\nhint: {}", printable(hint)) }
            }
        }
    }
}

impl std::error::Error for Failure {}
