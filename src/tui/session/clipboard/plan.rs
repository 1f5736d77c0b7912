//! Which ways lead to a clipboard, decided once from the environment. Pure.
//!
//! Several clipboards may be a person's own at once: tmux's buffer and that of the desktop, or, over SSH, that of a
//! display there and that of the terminal here. So each target that is there gets the text; of the commands that reach
//! one target the first that works is enough.

use std::borrow::Cow;

use super::osc52::Wrapping;

/// One way for a text to a clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A command that reads the text from its standard input.
    Command {
        /// Its name, looked up on the path.
        program: &'static str,
        arguments: &'static [&'static str],
        encoding: Encoding,
        /// What it reaches where it succeeds.
        reach: Reach,
    },
    /// OSC 52.
    Terminal(Wrapping),
}

/// What a text has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The clipboard of a desktop.
    Clipboard,
    /// The buffer of tmux, from which its own keys paste.
    Tmux,
    /// The same, and tmux has sent it on to its terminal.
    TmuxAndTerminal,
    /// The terminal, which does not say what it does with it.
    Terminal,
}

/// In what form a command reads text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// ASCII as it is, else UTF-16 without a mark, which Windows' command would take for text.
    Windows,
}

impl Encoding {
    /// The bytes of a text.
    pub fn bytes(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Self::Windows if !text.is_ascii() => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf8 | Self::Windows => text.as_bytes().into(),
        }
    }
}

/// The ways to the clipboards of one environment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// For each target the ways that lead there, the best first.
    pub targets: Vec<Vec<Way>>,
    /// The ways where none of the targets was reached.
    pub otherwise: Vec<Way>,
}

const fn command(program: &'static str, arguments: &'static [&'static str]) -> Way {
    Way::Command { program, arguments, encoding: Encoding::Utf8, reach: Reach::Clipboard }
}

const TMUX: [Way; 2] = [
    Way::Command {
        program: "tmux",
        arguments: &["load-buffer", "-w", "-"],
        encoding: Encoding::Utf8,
        reach: Reach::TmuxAndTerminal,
    },
    // Before version 3.2 it knows no `-w`.
    Way::Command {
        program: "tmux",
        arguments: &["load-buffer", "-"],
        encoding: Encoding::Utf8,
        reach: Reach::Tmux,
    },
];
const WAYLAND: Way = command("wl-copy", &["--type", "text/plain"]);
const X11: [Way; 2] = [command("xclip", &["-selection", "clipboard"]), command("xsel", &["-b", "-i"])];
const MACOS: Way = command("pbcopy", &[]);
const WINDOWS: Way = Way::Command {
    program: "clip.exe",
    arguments: &[],
    encoding: Encoding::Windows,
    reach: Reach::Clipboard,
};

impl Plan {
    /// The plan for an operating system, as [`std::env::consts::OS`] names it, and an environment, whose variables are
    /// given by name. One that is empty is none.
    pub fn new(system: &str, variable: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name: &str| variable(name).filter(|value| !value.is_empty());
        let is_set = |name: &str| value(name).is_some();
        let any_set = |names: &[&str]| names.iter().any(|name| is_set(name));
        let mut desktop = Vec::new();
        if is_set("WAYLAND_DISPLAY") {
            desktop.push(WAYLAND);
        }
        if is_set("DISPLAY") {
            desktop.extend(X11);
        }
        if system == "macos" {
            desktop.push(MACOS);
        }
        if system == "windows" || any_set(&["WSL_DISTRO_NAME", "WSL_INTEROP"]) {
            desktop.push(WINDOWS);
        }
        let term = value("TERM").unwrap_or_default();
        let terminal = match &*term {
            "linux" | "dumb" => None,
            _ if is_set("TMUX") => Some(Wrapping::Bare),
            _ if is_set("STY") || term.starts_with("screen") => Some(Wrapping::Screen),
            _ => Some(Wrapping::Bare),
        };
        let terminal: Vec<_> = terminal.into_iter().map(Way::Terminal).collect();
        let tmux = if is_set("TMUX") { TMUX.to_vec() } else { Vec::new() };
        // Over SSH a display may be that of the machine there, before which nobody sits.
        let is_remote = any_set(&["SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"]) && tmux.is_empty();
        let (here, otherwise) = if is_remote { (terminal, Vec::new()) } else { (Vec::new(), terminal) };
        let targets = [tmux, desktop, here].into_iter().filter(|ways| !ways.is_empty()).collect();
        Self { targets, otherwise }
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Plan, Way};
    use crate::tui::session::clipboard::osc52::Wrapping;

    /// The ways of a plan in words: targets apart by `|`, what is tried otherwise behind `else`.
    fn plan(system: &str, variables: &[(&str, &str)]) -> String {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let Plan { targets, otherwise } = Plan::new(system, variable);
        let name = |way: &Way| match way {
            Way::Command { program, arguments, .. } => [&[*program], *arguments].concat().join(" "),
            Way::Terminal(Wrapping::Bare) => "OSC 52".to_owned(),
            Way::Terminal(Wrapping::Screen) => "OSC 52 in DCS".to_owned(),
        };
        let names = |ways: &Vec<Way>| ways.iter().map(name).collect::<Vec<_>>().join(", ");
        let mut said = targets.iter().map(names).collect::<Vec<_>>().join(" | ");
        if !otherwise.is_empty() {
            said = [&said, "else", &names(&otherwise)].join(" ");
        }
        said.trim().to_owned()
    }

    #[test]
    fn the_environment_says_which_ways_there_are() {
        const TMUX: &str = "tmux load-buffer -w -, tmux load-buffer -";
        const X11: &str = "xclip -selection clipboard, xsel -b -i";
        let xterm = ("TERM", "xterm-256color");
        let (x11, wayland, ssh) =
            (("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0"), ("SSH_TTY", "/dev/pts/1"));
        let (tmux, screen) = (("TMUX", "/tmp/tmux-1000/default,1,0"), ("TERM", "screen.xterm-256color"));
        for (system, variables, ways) in [
            ("linux", &[xterm][..], "else OSC 52".to_owned()),
            ("linux", &[], "else OSC 52".to_owned()),
            ("linux", &[("TERM", "linux")], String::new()),
            ("linux", &[xterm, ("DISPLAY", ""), ("TMUX", "")], "else OSC 52".to_owned()),
            ("linux", &[xterm, x11], format!("{X11} else OSC 52")),
            ("linux", &[xterm, wayland], "wl-copy --type text/plain else OSC 52".to_owned()),
            ("linux", &[xterm, x11, wayland], format!("wl-copy --type text/plain, {X11} else OSC 52")),
            ("linux", &[("TERM", "dumb"), x11], X11.to_owned()),
            ("linux", &[xterm, ssh], "OSC 52".to_owned()),
            ("linux", &[xterm, ssh, ("DISPLAY", "localhost:10.0")], format!("{X11} | OSC 52")),
            ("linux", &[("TERM", "tmux-256color"), tmux], format!("{TMUX} else OSC 52")),
            ("linux", &[("TERM", "screen-256color"), tmux], format!("{TMUX} else OSC 52")),
            ("linux", &[("TERM", "screen"), tmux, ssh], format!("{TMUX} else OSC 52")),
            ("linux", &[xterm, tmux, x11], format!("{TMUX} | {X11} else OSC 52")),
            ("linux", &[xterm, ("STY", "1.pts-0.host")], "else OSC 52 in DCS".to_owned()),
            ("linux", &[screen], "else OSC 52 in DCS".to_owned()),
            ("linux", &[screen, ssh], "OSC 52 in DCS".to_owned()),
            ("linux", &[xterm, ("WSL_DISTRO_NAME", "Debian")], "clip.exe else OSC 52".to_owned()),
            ("linux", &[xterm, x11, ("WSL_INTEROP", "/run/1")], format!("{X11}, clip.exe else OSC 52")),
            ("macos", &[xterm], "pbcopy else OSC 52".to_owned()),
            ("macos", &[xterm, ssh], "pbcopy | OSC 52".to_owned()),
            ("windows", &[], "clip.exe else OSC 52".to_owned()),
        ] {
            assert_eq!(plan(system, variables), ways, "{system} {variables:?}");
        }
    }

    #[test]
    fn windows_reads_utf_16_where_ascii_does_not_do() {
        assert_eq!(&*Encoding::Windows.bytes("ab"), b"ab");
        assert_eq!(&*Encoding::Windows.bytes("é社"), [0xe9, 0, 0x3e, 0x79]);
        assert_eq!(&*Encoding::Utf8.bytes("é"), "é".as_bytes());
    }
}
