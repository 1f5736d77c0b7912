//! Copying: through commands that are made up, and through the terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::harness::Terminal;

/// The id of the first thesis, and the same in base64.
const ID: &str = "2556307118989809";
const ID_IN_BASE64: &str = "MjU1NjMwNzExODk4OTgwOQ==";

/// A command that takes what it reads into `taken`, with its name and arguments before.
const TAKES: &str = "{ echo \"${0##*/} $*\"; cat; } >\"$HOME/taken\"";

/// A home with these commands on its path, each a script, beside those of the system.
fn home(commands: &[(&str, &str)]) -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().expect("a home");
    let folder = home.path().join("commands");
    fs::create_dir(&folder).expect("a folder");
    for (name, script) in commands {
        let path = folder.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be run");
    }
    // Without the folders of the system there is no real command that copies.
    for name in ["cat", "sleep"] {
        let real = ["/bin", "/usr/bin"].map(|folder| Path::new(folder).join(name));
        let real = real.into_iter().find(|real| real.exists()).expect("the system has it");
        std::os::unix::fs::symlink(real, folder.join(name)).expect("a link");
    }
    let path = folder.to_str().expect("it is text").to_owned();
    (home, path)
}

fn start(home: &Path, path: &str, variables: &[(&str, &str)]) -> Terminal {
    let program = Path::new(env!("CARGO_BIN_EXE_theses"));
    let variables: Vec<_> = variables.iter().copied().chain([("PATH", path)]).collect();
    let mut reader = Terminal::start_other(program, home, &[], &variables, 100, 30);
    reader.wait_for("2 of 2");
    reader
}

#[test]
fn a_command_that_is_there_gets_the_text() {
    const TMUX: (&str, &str) = ("TMUX", "/tmp/tmux-0/default,1,0");
    let (x11, wayland, ssh) =
        (("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0"), ("SSH_TTY", "/dev/pts/1"));
    let tmux_said = "copied the id to tmux’s buffer; sent to the terminal, not confirmed";
    for (commands, variables, taken, said) in [
        (&[("tmux", TAKES)][..], &[TMUX][..], "tmux load-buffer -w -", tmux_said),
        (&[("xclip", TAKES)], &[x11], "xclip -selection clipboard", "copied the id"),
        (&[("xsel", TAKES)], &[x11], "xsel -b -i", "copied the id"),
        (
            &[("xclip", TAKES), ("wl-copy", TAKES)],
            &[x11, wayland],
            "wl-copy --type text/plain",
            "copied the id",
        ),
        (&[("clip.exe", TAKES)], &[("WSL_DISTRO_NAME", "Debian")], "clip.exe ", "copied the id"),
        (&[("xclip", TAKES)], &[x11, ssh], "xclip -selection clipboard", "copied the id"),
        // The first one fails, prints what nobody may see, or hangs.
        (
            &[("wl-copy", "echo broken; echo broken >&2; exit 1"), ("xclip", TAKES)],
            &[x11, wayland],
            "xclip -selection clipboard",
            "copied the id",
        ),
        (&[("xclip", "sleep 9"), ("xsel", TAKES)], &[x11], "xsel -b -i", "copied the id"),
        // It goes on in the background with what it was given, as those that own the clipboard do.
        (&[("xclip", &format!("{TAKES}; sleep 5 &"))], &[x11], "xclip -selection clipboard", "copied the id"),
    ] {
        let (home, path) = home(commands);
        let mut reader = start(home.path(), &path, variables);
        reader.press("yi").wait_for(said);
        let got = fs::read_to_string(home.path().join("taken")).expect("a command has taken it");
        assert_eq!(got, format!("{taken}\n{ID}"), "{variables:?}");
        assert!(!reader.emulator.screen().contents().contains("broken"));
        let (is_remote, osc) = (variables.contains(&ssh), format!("\x1b]52;c;{ID_IN_BASE64}\x1b\\"));
        assert_eq!(reader.has_written(&osc), is_remote, "{variables:?}");
        reader.press("q").wait_for_end();
    }
}

#[test]
fn without_a_command_it_goes_to_the_terminal_which_does_not_confirm_it() {
    let x11 = ("DISPLAY", ":0");
    let bare = format!("\x1b]52;c;{ID_IN_BASE64}\x1b\\");
    let in_dcs = format!("\x1bP\x1b]52;c;{ID_IN_BASE64}\x07\x1b\\");
    for (commands, variables, sent) in [
        (&[][..], &[][..], &bare),
        (&[], &[("SSH_CONNECTION", "1 2 3 4")], &bare),
        (&[("xclip", "exit 1")], &[x11], &bare),
        (&[("tmux", "exit 1")], &[("TMUX", "/tmp/gone,1,0")], &bare),
        (&[], &[("STY", "1.pts-0.host")], &in_dcs),
    ] {
        let (home, path) = home(commands);
        let mut reader = start(home.path(), &path, variables);
        reader.press("yi").wait_for("sent the id to the terminal, not confirmed");
        assert!(reader.has_written(sent), "{variables:?}");
        reader.press("q").wait_for_end();
    }
}

#[test]
fn what_no_clipboard_takes_is_in_a_file_of_its_owner() {
    let (home, path) = home(&[]);
    let line = serde_json::json!({"title": "Long", "id": "7", "abstract": "A word. ".repeat(12_000)});
    fs::write(home.path().join("long.jsonl"), line.to_string()).expect("a file");
    let program = Path::new(env!("CARGO_BIN_EXE_theses"));
    let mut reader =
        Terminal::start_other(program, home.path(), &["long.jsonl"], &[("PATH", &path)], 120, 30);
    let file = home.path().join("theses/copied.txt");
    reader.wait_for("1 of 1").press("ya").wait_for(&format!("copied the abstract to {}", file.display()));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "A word. ".repeat(12_000).trim_end());
    assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o600);
    reader.press("q").wait_for_end();
}

#[test]
fn a_command_that_hangs_leaves_the_reader_free() {
    let (home, path) = home(&[("xclip", "sleep 9"), ("xsel", "sleep 9")]);
    let mut reader = start(home.path(), &path, &[("DISPLAY", ":0")]);
    // The answer comes first.
    reader.press("yi/urumqi").wait_for("1 of 2");
    assert!(!reader.emulator.screen().contents().contains("the terminal"));
    reader.press("\x03");
    assert!(reader.wait_for_end().success(), "leaving does not wait for it");
}

#[test]
fn leaving_right_behind_it_loses_nothing() {
    let (home, path) = home(&[]);
    let mut reader = start(home.path(), &path, &[]);
    assert!(reader.press("yi\x03").wait_for_end().success());
    assert!(reader.has_written(&format!("\x1b]52;c;{ID_IN_BASE64}\x1b\\")));
}
