//! Paths, configuration and usage: what a person can get wrong, and where the output goes.

use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};

use serde_json::json;

use super::page;
use super::support::home::{Home, Run};

#[test]
fn a_path_that_is_not_there_is_an_error_before_anything_opens() {
    let home = Home::new();
    home.file("pages/a.txt", page("1000000000000001", "One"));
    for (arguments, told) in [
        (&["/nope"][..], "no such file or folder: /nope\n"),
        (&["list", "pages", "/nope"], "no such file or folder: /nope\n"),
        (&["check", "/nope", "pages"], "no such file or folder: /nope\n"),
        (&["show", "1000000000000001", "pages", "/nope"], "no such file or folder: /nope\n"),
        (&["lits"], "no such file or folder: lits\nhint: did you mean the command `theses list`?\n"),
        (
            &["chekc", "pages"],
            "no such file or folder: chekc\nhint: did you mean the command `theses check`?\n",
        ),
        (&["page"], "no such file or folder: page\nhint: did you mean pages?\n"),
        (&["list", "pages/b.txt"], "no such file or folder: pages/b.txt\nhint: did you mean pages/a.txt?\n"),
        (&["list", "pages/\u{1b}[31mx"], "no such file or folder: pages/x\n"),
    ] {
        let run = home.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{arguments:?}");
        assert_eq!(run.stderr, format!("theses: {told}"), "{arguments:?}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", home.path().join("link")).unwrap();
        assert_eq!(home.run(&["list", "link"]).stderr, "theses: a link to nothing: link\n");
    }
}

#[test]
fn a_configured_folder_that_is_not_there_is_told_with_its_line() {
    let home = Home::new();
    home.file("mine/a.txt", page("1000000000000001", "Mine"));
    let file = home.file("config/theses/config.toml", "folders = [\n  \"~/mine\",\n  \"~/yours\",\n]\n");
    for arguments in [&[][..], &["list"], &["check"]] {
        let run = home.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{arguments:?}");
        let yours = home.path().join("yours");
        let told = format!("{}:3: no such folder: {}\nhint: ", file.display(), yours.display());
        assert!(run.stderr.contains(&told), "{}", run.stderr);
    }
    home.run(&["list", "mine"]).quiet();
}

#[cfg(unix)]
#[test]
fn no_file_name_can_speak_to_the_terminal() {
    let home = Home::new();
    home.file("pages/\u{1b}]0;owned\u{7}\u{1b}[31m.txt", "");
    home.file("pages/\u{1b}[31mgood.txt", page("1000000000000001", "A \u{1b}[31mred\u{1b}[0m title"));
    let runs = [
        &["check", "pages"][..],
        &["list", "pages"],
        &["show", "1000000000000001", "pages"],
        &["show", "\u{1b}[1m"],
    ];
    for arguments in runs {
        let Run { stdout, stderr, .. } = home.run(arguments);
        for text in [stdout, stderr] {
            assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{arguments:?}: {text:?}");
        }
    }
    let jsonl = home.run(&["list", "--format", "jsonl", "pages"]).stdout;
    assert!(!jsonl.contains('\u{1b}'), "{jsonl:?}");
}

#[test]
fn folders_of_the_configuration_open_where_no_path_is_given() {
    let home = Home::new();
    home.file("mine/a.txt", page("1000000000000001", "Mine"));
    home.file("config/theses/config.toml", "folders = [\"~/mine\"]\n");
    assert!(home.run(&["list"]).quiet().contains("Mine"));
    home.file("other/a.txt", page("1000000000000002", "Other"));
    let given = home.run(&["list", "other"]).quiet();
    assert!(given.contains("Other") && !given.contains("Mine"), "{given}");
}

#[test]
fn a_wrong_configuration_is_told_before_anything_opens() {
    let home = Home::new();
    let file = home.file("config/theses/config.toml", "# mine\nthem = \"dark\"\n");
    for arguments in [&[][..], &["list"], &["show", "x"], &["check"]] {
        let run = home.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{arguments:?}");
        let expected = format!(
            "theses: the configuration is wrong: {}:2: no key is called `them`\nhint: did you mean `theme`?\n",
            file.display()
        );
        assert_eq!(run.stderr, expected);
    }
    home.file("config/theses/config.toml", "[keys]\n\nbokmark = \"x\"\n");
    let run = home.run(&["list"]);
    let place = format!("theses: the configuration is wrong: {}:3: ", file.display());
    assert!(run.stderr.starts_with(&place), "{}", run.stderr);
    assert!(run.stderr.ends_with("\nhint: did you mean `bookmark`?\n"), "{}", run.stderr);
    home.file("config/theses/config.toml", "[keys]\nhelp = \"F1\"\nbookmark = [\"b\", \"j\"]\n");
    let run = home.run(&["list"]);
    let said = format!(
        "theses: the configuration is wrong: {}:3: `j` is the key of both `down` and `bookmark`; give one another key\n",
        file.display()
    );
    assert_eq!(run.stderr, said);
    // What helps to mend it still works.
    assert!(home.run(&["config"]).quiet().contains("#theme = \"terminal\""));
}

#[test]
fn the_default_configuration_is_one() {
    let home = Home::new();
    let printed = home.run(&["config"]).quiet();
    assert!(printed.contains(&home.config_file().display().to_string()), "{printed}");
    let setting =
        |line: &str| line.strip_prefix('#').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '));
    let all: Vec<_> = printed.lines().map(|line| if setting(line) { &line[1..] } else { line }).collect();
    assert!(all.contains(&"bookmark = [\"b\"]"), "{all:?}");
    for text in [printed.clone(), all.join("\n")] {
        home.file("config/theses/config.toml", text);
        assert_eq!(home.run(&["list"]).quiet().lines().count(), 2);
    }
}

#[test]
fn completions_and_manual_are_printed() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(home.run(&["completions", shell]).quiet().contains("bookmarked"), "{shell}");
    }
    let manual = home.run(&["man"]).quiet();
    for part in [".TH theses 1", ".SH COMMANDS", ".SH \"EXIT CODES\"", "marks.json"] {
        assert!(manual.contains(part), "{part} is missing of {manual}");
    }
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let home = Home::new();
    for arguments in [&["--no-such"][..], &["list", "--format", "xml"], &["list", "--limit", "x"], &["show"]]
    {
        let run = home.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!run.stderr.is_empty());
    }
    for arguments in [&["--help"][..], &["-h"], &["--version"], &["list", "--help"]] {
        assert!(!home.run(arguments).quiet().is_empty());
    }
}

#[test]
fn a_filter_that_cannot_be_understood_is_pointed_at() {
    let run = Home::new().run(&["list", "-q", "urban year:soon"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    let expected = "theses: the filter cannot be understood: expected a year such as 2021, or 2015..2021\n  \
        urban year:soon\n             ^^^^\n";
    assert_eq!(run.stderr, expected);
}

#[test]
fn a_path_that_is_named_like_a_command_can_be_given() {
    let home = Home::new();
    home.file("list", page("1000000000000001", "Named like a command"));
    assert!(home.run(&["./list"]).quiet().contains("Named like a command"));
    assert!(home.run(&["list", "list"]).quiet().contains("Named like a command"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let home = Home::new();
    let many: Vec<_> =
        (0..5000).map(|at| json!({ "id": at.to_string(), "title": "A title" }).to_string()).collect();
    home.file("many.jsonl", many.join("\n"));
    for arguments in
        [&["list", "many.jsonl"][..], &["list", "--format", "jsonl", "many.jsonl"], &["many.jsonl"]]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_theses"))
            .env_clear()
            .envs(home.environment())
            .current_dir(home.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 5]).unwrap();
        drop(stdout);
        let run = Run::of(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure_whatever_is_printed() {
    let home = Home::new();
    for arguments in [&["--help"][..], &["list", "--help"], &["--version"], &["list"], &["man"], &["config"]]
    {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_theses"))
            .env_clear()
            .envs(home.environment())
            .current_dir(home.path())
            .args(arguments)
            .stdout(full)
            .output();
        let run = Run::of(run.unwrap());
        assert_eq!(run.code, Some(1), "{arguments:?}");
        assert!(run.stderr.contains("No space left"), "{arguments:?}: {}", run.stderr);
    }
}
