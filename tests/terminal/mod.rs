//! The harness for tests with the real program in a terminal of its own: a pseudo-terminal whose output is
//! understood by a terminal emulator, and a home that holds nothing else.
//!
//! Waiting is for something to be seen, and ends with a failure that shows the screen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Held while a terminal is opened and its program started.
static STARTING: Mutex<()> = Mutex::new(());

/// Nothing takes this long unless it hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// The real program, and what its terminal shows.
pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    /// All that it wrote so far.
    written: Vec<u8>,
    pub emulator: vt100::Parser,
}

impl Terminal {
    /// Starts the program with these arguments, its home in `home`, on a screen of so many columns and lines.
    pub fn start(home: &Path, arguments: &[&str], width: u16, height: u16) -> Self {
        // A program that is started meanwhile would hold this terminal open, too.
        let _alone = STARTING.lock().expect("no test fails while it starts a program");
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal can be opened");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_theses"));
        command.args(arguments);
        command.env_clear();
        command.cwd(home);
        command.env("TERM", "xterm-256color");
        for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            command.env(variable, home);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("its output can be read");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().expect("keys can be sent");
        let cells = |number| NonZeroU16::new(number).expect("a screen has cells");
        let emulator = vt100::Parser::new(cells(height), cells(width), 0);
        Self { master: pair.master, child, keys, output, written: Vec::new(), emulator }
    }

    /// Sends keys as a terminal does.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).expect("the program takes keys");
        self.keys.flush().expect("the program takes keys");
        self
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen is as `holds` says; `what` says it in words.
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !(self.frame_is_whole() && holds(&self.emulator.screen().contents())) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("no {what:?} on\n{}", self.emulator.screen().contents())
                }
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("it ended before {what:?}:\n{}", self.emulator.screen().contents())
                }
            }
        }
        self
    }

    /// Waits for the program's end and takes in all that it wrote.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let status = self.child.wait().expect("the program can be waited for");
        // The other side closes with the program, so this comes to an end.
        while let Ok(bytes) = self.output.recv() {
            self.take(&bytes);
        }
        status
    }

    fn take(&mut self, bytes: &[u8]) {
        self.emulator.process(bytes);
        self.written.extend_from_slice(bytes);
    }

    /// False between the signs for the beginning and the end of a frame (mode 2026, synchronised output).
    fn frame_is_whole(&self) -> bool {
        let last = |sign: &[u8]| self.written.windows(sign.len()).rposition(|bytes| bytes == sign);
        last(b"\x1b[?2026l") >= last(b"\x1b[?2026h")
    }
}
