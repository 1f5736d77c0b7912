//! The configuration reaches the reader.

use std::fs;
use std::path::Path;

use crate::harness::Terminal;

fn start(home: &Path, config: &str, arguments: &[&str]) -> Terminal {
    fs::create_dir_all(home.join("theses")).expect("a folder");
    fs::write(home.join("theses/config.toml"), config).expect("a configuration");
    Terminal::start(home, arguments, 120, 30)
}

#[test]
fn colours_for_a_dark_and_for_a_light_background_are_told_apart() {
    let home = tempfile::tempdir().expect("a home");
    // The accents of the 256-colour table; the terminal's own are among the sixteen.
    for (theme, accent, other) in [("dark", "38;5;110", "38;5;25"), ("light", "38;5;25", "38;5;110")] {
        let mut reader = start(home.path(), &format!("theme = \"{theme}\""), &[]);
        reader.wait_for("2 of 2").press("q").wait_for_end();
        assert!(reader.has_written(accent) && !reader.has_written(other), "{theme}");
    }
}

#[test]
fn the_measure_is_the_width_of_the_text() {
    let home = tempfile::tempdir().expect("a home");
    for measure in [56, 72, 88] {
        let mut reader = start(home.path(), &format!("measure = {measure}"), &[]);
        reader.wait_for("2 of 2").press("\r").wait_until("the rule under the title", |screen| {
            let rule = screen.lines().find(|line| line.trim().starts_with('─') && line.starts_with(' '));
            rule.is_some_and(|rule| rule.trim().chars().count() == measure)
        });
        reader.press("q").wait_for_end();
    }
}

#[test]
fn keys_are_those_of_the_configuration() {
    let home = tempfile::tempdir().expect("a home");
    let mut reader = start(home.path(), "[keys]\nbookmark = \"x\"\nquit = \"w\"\n", &[]);
    reader.wait_for("2 of 2").press("bqx").wait_for("★ 1").press("w");
    assert!(reader.wait_for_end().success());
}

#[test]
fn the_collection_is_called_what_was_opened() {
    let home = tempfile::tempdir().expect("a home");
    fs::create_dir(home.path().join("my pages")).expect("a folder");
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/000_b57697fb778bb6af.txt");
    fs::copy(seed, home.path().join("my pages/page.txt")).expect("a page");
    let mut reader = start(home.path(), "", &["my pages"]);
    reader.wait_for("1 of 1").wait_for("theses   my pages · 1 thesis").press("q").wait_for_end();
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let home = tempfile::tempdir().expect("a home");
    for (config, captures) in [("", true), ("mouse = false", false)] {
        let mut reader = start(home.path(), config, &[]);
        reader.wait_for("2 of 2").press("q").wait_for_end();
        assert_eq!(reader.has_written("\x1b[?1000h"), captures, "{config}");
    }
}
