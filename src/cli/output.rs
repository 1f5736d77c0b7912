//! Where a command writes: the only place that knows standard output and standard error.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal as _, Write};

use terminal_size::{Width, terminal_size_of};

use super::Failure;

/// The width that is taken where a terminal does not tell its own, in columns.
const USUAL_WIDTH: usize = 80;

/// Data and messages on their ways out.
///
/// Data is buffered until [`finish`](Self::finish). A reader that goes away ends the command with
/// [`Failure::Closed`], quietly; a message that cannot be written is dropped, as nobody would learn of it.
pub struct Output<'a> {
    data: BufWriter<Box<dyn Write + 'a>>,
    messages: Box<dyn Write + 'a>,
    width: Option<usize>,
}

impl Output<'static> {
    /// Standard output and standard error.
    pub fn standard() -> Self {
        let stdout = io::stdout();
        let width = stdout.is_terminal().then(|| {
            let told = terminal_size_of(&stdout).map(|(Width(columns), _)| usize::from(columns));
            told.filter(|&columns| columns > 0).unwrap_or(USUAL_WIDTH)
        });
        Self::new(stdout.lock(), io::stderr(), width)
    }
}

impl<'a> Output<'a> {
    /// An output of any kind; `width` is that of the terminal it goes to, in columns, if it goes to one.
    pub fn new(data: impl Write + 'a, messages: impl Write + 'a, width: Option<usize>) -> Self {
        Self { data: BufWriter::new(Box::new(data)), messages: Box::new(messages), width }
    }

    /// The width of the terminal in columns; `None` where the data does not go to a terminal.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// Writes data, and a line break behind it.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, or nobody reads it any more.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.data.write_all(text.as_bytes())?;
        Ok(self.data.write_all(b"\n")?)
    }

    /// Writes data as it is.
    ///
    /// # Errors
    ///
    /// As for [`line`](Self::line).
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.data.write_all(bytes)?)
    }

    /// Tells the person something, behind the name of the program. The text has to be safe to print.
    pub fn message(&mut self, text: impl Display) {
        let _ = writeln!(self.messages, "theses: {text}");
    }

    /// Writes what is still held back. Without it data may be lost silently.
    ///
    /// # Errors
    ///
    /// As for [`line`](Self::line).
    pub fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.data.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::Output;
    use crate::cli::{Exit, Failure};

    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_error_and_a_full_disk_is() {
        let ends = |kind| {
            let mut output = Output::new(Broken(kind), Broken(kind), None);
            output.message("nobody sees this");
            output.line("held back").unwrap();
            let failure = output.finish().unwrap_err();
            (failure.exit(), failure.to_string().is_empty(), matches!(failure, Failure::Closed))
        };
        assert_eq!(ends(io::ErrorKind::BrokenPipe), (Exit::Done, true, true));
        assert_eq!(ends(io::ErrorKind::StorageFull), (Exit::Failed, false, false));
    }
}
