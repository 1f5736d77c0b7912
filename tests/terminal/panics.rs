//! Panics in the reader: the program is this test file, started anew with ends that are broken.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::{env, thread};

use theses::app::Settings;
use theses::disk::load::{LoadEvent, Source, load_all};
use theses::disk::{Error, Saved};
use theses::thesis::{Marks, Problem, Warning};
use theses::tui;
use theses::tui::session::{Deposit, Made, Queries, Storage};
use theses::tui::theme::{Depth, Palette, Theme};

use crate::harness::{Terminal, cooked_modes};

/// The variable that says what is broken.
const BROKEN: &str = "TERMINAL_TEST_BROKEN";

struct BrokenStorage;

impl Storage for BrokenStorage {
    fn mark(&mut self, _: &[Made]) -> Result<Saved, Error> {
        panic!("the saver is broken")
    }
}

impl Queries for BrokenStorage {
    fn remember(&mut self, _: &str) -> Result<(), String> {
        Ok(())
    }
}

impl Deposit for BrokenStorage {
    fn put(&mut self, _: &str) -> Result<PathBuf, String> {
        Err("nothing is kept".to_owned())
    }
}

/// Not a test of its own but the program that the others start.
#[test]
#[ignore = "the other tests start it"]
fn reader() {
    let Ok(broken) = env::var(BROKEN) else { return };
    // As the program's own `main` does.
    let _held = io::stdout().lock();
    let loader = move |_: &AtomicBool, sink: &mut dyn FnMut(LoadEvent)| {
        for (_, segment) in load_all(&Source::Seeds).collection.segments() {
            sink(LoadEvent::Segment(Arc::clone(segment)));
        }
        if broken == "file" {
            // The loader catches what one file costs.
            assert!(thread::spawn(|| panic!("the file is broken")).join().is_err());
            let warning = Warning::skipped(1, "the program failed on it");
            sink(LoadEvent::Problems(vec![Problem { file: Path::new("broken.txt").into(), warning }]));
        }
        assert!(broken != "loader", "the loader is broken");
    };
    let options = tui::Options {
        settings: Settings { measure: 72, name: "seeds".into(), ..Settings::default() },
        marks: Marks::default(),
        storage: Box::new(BrokenStorage),
        queries: Box::new(BrokenStorage),
        copies: Box::new(BrokenStorage),
        loader: Box::new(loader),
        notice: None,
    };
    let theme = Theme::new(Palette::Terminal, Depth::Sixteen);
    let ended = catch_unwind(AssertUnwindSafe(|| tui::run(options, &theme)));
    // What the runtime of the language does behind `main`.
    exit(match ended {
        Ok(Ok(_)) => 0,
        Ok(Err(_)) => 1,
        Err(_) => 101,
    });
}

fn start(home: &Path, broken: &str) -> Terminal {
    let program = env::current_exe().expect("a test knows itself");
    let arguments = ["panics::reader", "--exact", "--ignored", "--nocapture", "--test-threads=1"];
    Terminal::start_other(&program, home, &arguments, &[(BROKEN, broken)], 100, 30)
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_told_of() {
    let cooked = cooked_modes();
    let home = tempfile::tempdir().expect("a home");
    for (broken, thread) in [("saver", "save"), ("loader", "loader")] {
        let mut reader = start(home.path(), broken);
        if broken == "saver" {
            reader.wait_for("2 of 2").press("b");
        }
        let status = reader.wait_for_end();
        assert_eq!(status.exit_code(), 101);
        reader.assert_given_back(&cooked);
        let said = reader.emulator.screen().contents();
        assert!(said.contains(&format!("the {broken} is broken")), "{said}");
        assert!(said.contains(&format!("thread '{thread}' panicked at ")), "{said}");
    }
}

#[test]
fn a_panic_over_one_file_prints_nothing_and_ends_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut reader = start(home.path(), "file");
    reader
        .wait_for("2 of 2")
        .wait_for("1 not loaded")
        .press("j")
        .press("/urumqi")
        .wait_for("1 of 2")
        .press("\x03");
    assert!(reader.wait_for_end().success());
    assert!(!reader.has_written("broken") && !reader.has_written("panicked"));
}
