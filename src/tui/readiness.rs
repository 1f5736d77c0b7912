//! Whether the terminal has something to read, or is gone.
//!
//! crossterm reads a terminal that is gone again and again, without end and at full speed. So it is asked to read only
//! what is there.

#[cfg(not(unix))]
use std::io;

#[cfg(unix)]
pub(super) use self::unix::Readiness;

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, IsTerminal as _};
    use std::os::fd::{AsFd as _, OwnedFd};

    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;

    /// The terminal that keys come from: standard input, or the one that controls the process.
    #[derive(Debug)]
    pub(crate) struct Readiness {
        terminal: OwnedFd,
    }

    impl Readiness {
        /// The terminal of the program.
        ///
        /// # Errors
        ///
        /// Where there is none.
        pub fn of_terminal() -> io::Result<Self> {
            let stdin = io::stdin();
            let terminal = if stdin.is_terminal() {
                stdin.as_fd().try_clone_to_owned()?
            } else {
                File::options().read(true).write(true).open("/dev/tty")?.into()
            };
            Ok(Self { terminal })
        }

        #[cfg(test)]
        pub fn of(terminal: OwnedFd) -> Self {
            Self { terminal }
        }

        /// Waits until there is something to read. False where nothing will come any more.
        ///
        /// # Errors
        ///
        /// Where the system does not tell.
        pub fn wait(&self) -> io::Result<bool> {
            let mut asked = [PollFd::new(&self.terminal, PollFlags::IN)];
            loop {
                match poll(&mut asked, None) {
                    Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                    Ok(_) => return Ok(!asked[0].revents().intersects(PollFlags::HUP | PollFlags::ERR)),
                }
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use std::io::{Write as _, pipe};

        use super::Readiness;

        #[test]
        fn what_is_gone_is_told_from_what_is_there() {
            let (reader, mut writer) = pipe().expect("the system has pipes");
            let readiness = Readiness::of(reader.into());
            writer.write_all(b"j").expect("a pipe takes a byte");
            assert!(readiness.wait().expect("it tells"));
            drop(writer);
            assert!(!readiness.wait().expect("it tells"));
        }
    }
}

/// Where the system tells in no other way, reading itself waits.
#[cfg(not(unix))]
#[derive(Debug)]
pub(super) struct Readiness;

#[cfg(not(unix))]
impl Readiness {
    /// The terminal of the program.
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub fn of_terminal() -> io::Result<Self> {
        Ok(Self)
    }

    /// True at once.
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "as on Unix")]
    pub fn wait(&self) -> io::Result<bool> {
        Ok(true)
    }
}
