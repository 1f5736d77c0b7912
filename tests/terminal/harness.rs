//! The harness for tests with the real program in a terminal of its own: a pseudo-terminal whose output is
//! understood by a terminal emulator, and a home that holds nothing else.
//!
//! Waiting is for something to be seen, and ends with a failure that shows the screen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Held while a terminal is opened and its program started.
static STARTING: Mutex<()> = Mutex::new(());

/// Nothing takes this long unless it hangs.
const PATIENCE: Duration = Duration::from_secs(20);

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
        let program = Path::new(env!("CARGO_BIN_EXE_theses"));
        Self::start_other(program, home, arguments, &[], width, height)
    }

    /// Starts another program with some variables of its environment besides.
    pub fn start_other(
        program: &Path,
        home: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
        width: u16,
        height: u16,
    ) -> Self {
        // A program that is started meanwhile would hold this terminal open, too.
        let _alone = STARTING.lock().expect("no test fails while it starts a program");
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal can be opened");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (variable, value) in variables {
            command.env(variable, value);
        }
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

    /// Waits until what the screen shows is as `holds` says; `what` says it in words.
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> &mut Self {
        self.wait_until_screen(what, |screen| holds(&screen.contents()))
    }

    /// Waits until the screen is as `holds` says; `what` says it in words.
    pub fn wait_until_screen(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !(self.frame_is_whole() && holds(self.emulator.screen())) {
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

    /// Takes in what the program writes in a moment, if it writes anything.
    pub fn take_what_comes(&mut self) {
        if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
            self.take(&bytes);
        }
    }

    /// Waits for the program's end and takes in all that it wrote.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        // The other side closes with the program, so this comes to an end.
        loop {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("it does not end:\n{}", self.emulator.screen().contents())
                }
            }
        }
        self.child.wait().expect("the program can be waited for")
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.emulator.screen_mut().set_size(cells(height), cells(width));
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("a terminal can be resized");
        self
    }

    /// True where the program has written this text by now, at one place.
    pub fn has_written(&self, text: &str) -> bool {
        self.written.windows(text.len()).any(|bytes| bytes == text.as_bytes())
    }

    /// What a terminal without an alternate screen, as GNU screen comes, shows by now, which was full of `before`.
    pub fn without_alternate_screen(&self, before: &str) -> vt100::Parser {
        let (height, width) = self.emulator.screen().size();
        let mut emulator = vt100::Parser::new(height, width, 0);
        emulator.process(before.repeat(2000).as_bytes());
        let (mut rest, ignored) = (&self.written[..], [b"\x1b[?1049h", b"\x1b[?1049l"]);
        while let Some(&byte) = rest.first() {
            let length = ignored.iter().find(|sequence| rest.starts_with(&sequence[..])).map(|one| one.len());
            if length.is_none() {
                emulator.process(&[byte]);
            }
            rest = &rest[length.unwrap_or(1)..];
        }
        emulator
    }

    /// Sends a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("it runs").to_string();
        let told = Command::new("kill").args([&format!("-{name}"), &process]).status();
        assert!(told.expect("kill is there").success());
    }

    /// The local modes of the terminal: whether it echoes, waits for lines, and turns Ctrl-C into a signal.
    pub fn modes(&self) -> String {
        format!("{:?}", self.master.get_termios().expect("the terminal has modes").local_flags)
    }

    /// Waits until the terminal has these modes.
    pub fn wait_for_modes(&self, modes: &str) {
        let end = Instant::now() + PATIENCE;
        while self.modes() != modes {
            assert!(Instant::now() < end, "{} and not {modes}", self.modes());
            thread::yield_now();
        }
    }

    /// The terminal is as a shell expects it.
    #[track_caller]
    pub fn assert_given_back(&self, modes_before: &str) {
        let screen = self.emulator.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(self.modes(), modes_before);
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

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a screen has cells")
}

/// The modes of a terminal on which nothing but a plain command has run.
pub fn cooked_modes() -> String {
    let home = tempfile::tempdir().expect("a home");
    let mut nothing = Terminal::start(home.path(), &["--version"], 80, 24);
    nothing.wait_for_end();
    nothing.modes()
}
