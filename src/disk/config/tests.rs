use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::{Binding, Config, KeyRow, Measure, template};
use crate::text::Palette;

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(text, Path::new("config.toml"), Some(Path::new("/home/a"))).map_err(|e| e.to_string())
}

#[test]
fn every_key_is_read() {
    let text = r#"
        folders = ["~/theses", "/srv/x y", "~"]
        measure = 88
        theme = "dark"
        [keys]
        quit = "q"
        bookmark = ["b", "Ctrl-b"]
        none = []
    "#;
    let config = parse(text).unwrap();
    assert_eq!(config.folders, ["/home/a/theses", "/srv/x y", "/home/a/"].map(PathBuf::from));
    let missing = config.missing_folder(Path::new("/srv/x y")).to_string();
    assert!(missing.contains(":2: no such folder: /srv/x y\nhint: "), "{missing}");
    assert_eq!((config.theme, config.measure), (Palette::Dark, Measure::Wide));
    let binding = |command: &str, keys: &[&str], line| Binding {
        command: command.into(),
        keys: keys.iter().map(|&key| key.into()).collect(),
        line,
    };
    let bindings =
        [binding("quit", &["q"], 6), binding("bookmark", &["b", "Ctrl-b"], 7), binding("none", &[], 8)];
    assert_eq!(config.keys, bindings);
    let error = config.wrong_key(&config.keys[1], "no command is called `bookmark`", "try").to_string();
    assert_eq!(
        error,
        "the configuration is wrong: config.toml:7: no command is called `bookmark`\nhint: try"
    );
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_a_hint() {
    for (text, line, cause, hint) in [
        ("\nthem = \"dark\"", 2, "no key is called `them`", "did you mean `theme`?"),
        ("a = 1\nthem = 1", 1, "no key is called `a`", "`theses config` prints"),
        ("theme = \"drak\"", 1, "no theme is called \"drak\"", "did you mean \"dark\"?"),
        ("list = \"compat\"", 1, "no list is called \"compat\"", "did you mean \"compact\"?"),
        ("list = true", 1, "no list is called true", "\"auto\", \"full\" or \"compact\""),
        ("theme = 7", 1, "no theme is called 7", "\"terminal\", \"dark\" or \"light\""),
        ("# x\n\nmeasure = 80", 3, "the measure 80", "56, 72 or 88"),
        ("mouse = 1", 1, "`mouse` is not 1", "true, or false"),
        ("mosue = false", 1, "no key is called `mosue`", "mouse"),
        ("measure = \"72\"", 1, "the measure \"72\"", "56, 72 or 88"),
        ("folders = \"~/x\"", 1, "a list of paths", "folders = [\"~/theses\"]"),
        ("folders = [\n\"~/x\",\n7]", 3, "a list of paths", "folders = [\"~/theses\"]"),
        ("folders = [\"x\"]", 1, "the folder `x`", "the whole path"),
        ("folders = [\"~other/x\"]", 1, "the folder `~other/x`", "the whole path"),
        ("[keys]\nquit = 3", 2, "the keys of `quit`", "quit = [\"b\", \"Ctrl-b\"]"),
        ("[keys]\nquit = [3]", 2, "the keys of `quit`", "quit = [\"b\", \"Ctrl-b\"]"),
        ("keys = 3", 1, "`keys` is a table", "[keys]"),
        ("theme = \"dark\"\ntheme = \"dark\"", 2, "duplicate key", "`theses config` prints"),
        ("\n\ntheme =", 3, "", "`theses config` prints"),
    ] {
        let error = parse(text).unwrap_err();
        let (said, hinted) = error.split_once("\nhint: ").unwrap();
        let place = format!("the configuration is wrong: config.toml:{line}: ");
        assert!(said.starts_with(&place) && said.contains(cause), "{text}: {error}");
        assert!(hinted.contains(hint), "{text}: {error}");
    }
}

#[test]
fn a_file_that_is_not_there_is_the_default_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    let config = Config::read(&file).unwrap();
    assert_eq!(config, Config { file: file.clone(), ..Config::default() });
    fs::write(&file, b"\xff").unwrap();
    assert!(Config::read(&file).unwrap_err().to_string().starts_with("cannot read the configuration"));
}

#[test]
fn the_default_file_with_nothing_commented_out_is_the_default() {
    let row = |command: &str, keys: &[&str]| KeyRow {
        command: command.into(),
        keys: keys.iter().map(|&key| key.into()).collect(),
        what: "does a thing".into(),
    };
    let rows = [row("bookmark", &["b"]), row("next-hit", &["n", "\"", "\\"]), row("odd one", &[])];
    let template = template(Path::new("/home/a/config.toml"), &rows);
    assert_eq!(parse(&template).unwrap(), parse("").unwrap(), "as it is printed");

    let settings = |line: &str| {
        line.strip_prefix('#')
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric) || rest.starts_with('"'))
    };
    let uncommented: String = template
        .lines()
        .map(|line| if settings(line) { &line[1..] } else { line })
        .flat_map(|line| [line, "\n"])
        .collect();
    for known in super::parse::KNOWN {
        let (setting, table) = (format!("\n{known} = "), format!("\n[{known}]\n"));
        assert!(uncommented.contains(&setting) || uncommented.contains(&table), "{known}");
    }
    let config = parse(&uncommented).unwrap();
    assert_eq!(Config { keys: Vec::new(), ..config.clone() }, parse("").unwrap());
    assert_eq!(config.keys.len(), rows.len());
    for (binding, row) in config.keys.iter().zip(&rows) {
        assert_eq!((&binding.command, &binding.keys), (&row.command, &row.keys));
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_told_of(text in "(\\PC|[\n\"'\\[\\]=#a-z0-9. ]|folders|theme|measure|list|mouse|keys){0,60}") {
        if let Err(error) = parse(&text) {
            prop_assert!(error.starts_with("the configuration is wrong: config.toml:"), "{}", error);
        }
    }
}
