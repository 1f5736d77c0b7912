//! Runs a command that takes a text from its standard input, and waits for it, but not for ever.

use std::borrow::Cow;
use std::io::{self, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// Why a command has not taken a text.
#[derive(Debug)]
pub(super) enum Failure {
    /// It is not there, could not be started, has failed, or has not read the text.
    Failed,
    /// It has not ended in time.
    Silent,
}

impl Failure {
    /// True where it has not ended in time.
    pub fn is_silence(&self) -> bool {
        matches!(self, Self::Silent)
    }
}

impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Self::Failed
    }
}

/// Gives a command these bytes to read and waits until it has ended, at most for `patience`; then it is killed.
///
/// Commands that own a clipboard go on in the background for as long as they do. They would keep an output open that is
/// waited for, so there is none; nor can what they print reach the screen.
pub(super) fn run(
    program: &str,
    arguments: &[&str],
    bytes: Cow<'_, [u8]>,
    patience: Duration,
) -> Result<(), Failure> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // Else macOS' command takes the bytes for another encoding where no locale is set.
    if cfg!(target_os = "macos") {
        command.env("LC_CTYPE", "UTF-8");
    }
    // A group of its own: signals for the reader are not for it, and what it has started is killed with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let process = child.id();
    let bytes = bytes.into_owned();
    let (done, waiting) = channel();
    thread::Builder::new().name("clipboard".into()).spawn(move || {
        // Whoever waits may have given up.
        let _ = done.send(feed(&mut child, &bytes));
    })?;
    match waiting.recv_timeout(patience) {
        Ok(Ok(true)) => Ok(()),
        Ok(_) => Err(Failure::Failed),
        Err(_) => {
            kill(process);
            Err(Failure::Silent)
        }
    }
}

/// Writes the bytes and waits for the end; true where it has read them and succeeded.
fn feed(child: &mut Child, bytes: &[u8]) -> io::Result<bool> {
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(bytes));
    let status = child.wait()?;
    written.map(|()| status.success())
}

/// Kills a process and what it has started.
#[cfg(unix)]
fn kill(process: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(process).ok().and_then(Pid::from_raw) {
        // It may have ended in this moment.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// A process that hangs is left alone on this platform: it hinders nobody.
#[cfg(not(unix))]
fn kill(_process: u32) {}

#[cfg(all(test, unix))]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Failure, run};

    const LONG: Duration = Duration::from_secs(60);

    /// What becomes of a script of a shell that gets so many bytes.
    fn run_script(script: &str, bytes: usize, patience: Duration) -> Result<(), Failure> {
        run("sh", &["-c", script], vec![b'x'; bytes].into(), patience)
    }

    #[test]
    fn a_command_has_taken_what_it_has_read_if_it_succeeds() {
        assert!(run_script("test \"$(wc -c)\" -eq 200000", 200_000, LONG).is_ok());
        assert!(matches!(run_script("cat >/dev/null; exit 1", 9, LONG), Err(Failure::Failed)));
        assert!(matches!(run_script("exec 0<&-", 200_000, LONG), Err(Failure::Failed)), "it was not read");
        assert!(matches!(run("no-such-command", &[], b"x"[..].into(), LONG), Err(Failure::Failed)));
    }

    #[test]
    fn what_goes_on_in_the_background_is_not_waited_for() {
        let start = Instant::now();
        assert!(run_script("cat >/dev/null; sleep 9 &", 9, LONG).is_ok());
        assert!(start.elapsed() < LONG / 2);
    }

    #[test]
    fn one_that_hangs_is_given_up_whether_it_reads_or_not() {
        for script in ["sleep 9", "cat >/dev/null; sleep 9"] {
            let failure = run_script(script, 200_000, Duration::ZERO);
            assert!(failure.is_err_and(|failure| failure.is_silence()), "{script}");
        }
    }
}
