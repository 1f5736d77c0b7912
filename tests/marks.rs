//! The file of marks under several processes at once, some of them killed.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::env;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use theses::disk::MarksFile;
use theses::thesis::MarkChange;

const NOW: &str = "2026-01-01T00:00:00Z";

/// The variables that tell a process of this test file to write: where, under which name, how often.
const FILE: &str = "MARKS_TEST_FILE";
const NAME: &str = "MARKS_TEST_NAME";
const COUNT: &str = "MARKS_TEST_COUNT";

/// Not a test of its own but the process that the others start: it bookmarks, and says of each that it is saved.
#[test]
#[ignore = "the other tests start it"]
fn writer() {
    let Ok(file) = env::var(FILE) else { return };
    let mut file = MarksFile::at(file).patient(Duration::from_secs(60));
    let name = env::var(NAME).unwrap();
    for at in 0..env::var(COUNT).unwrap().parse().unwrap() {
        let id = format!("{name}-{at}");
        file.change(&MarkChange::Bookmark { id: id.clone(), title: "A title".into() }, NOW).unwrap();
        writeln!(io::stdout(), "\nsaved {id}").unwrap();
    }
}

fn start(file: &Path, name: &str, count: u32) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["writer", "--exact", "--ignored"])
        .env(FILE, file)
        .env(NAME, name)
        .env(COUNT, count.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a writer has said is saved, until it ends or has said so `most` times.
fn saved(writer: &mut Child, most: usize) -> Vec<String> {
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines().map_while(Result::ok);
    lines.filter_map(|line| line.strip_prefix("saved ").map(str::to_owned)).take(most).collect()
}

#[test]
fn writers_of_several_processes_lose_nothing() {
    const EACH: u32 = 25;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.json");
    let mut writers: Vec<_> = ["a", "b", "c"].into_iter().map(|name| start(&path, name, EACH)).collect();
    for writer in &mut writers {
        assert_eq!(saved(writer, usize::MAX).len(), EACH as usize);
        assert!(writer.wait().unwrap().success());
    }
    assert_eq!(MarksFile::at(&path).read().unwrap().bookmarks().count(), 3 * EACH as usize);
}

#[test]
fn a_killed_writer_loses_nothing_that_it_has_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = MarksFile::at(folder.path().join("marks.json"));
    let mut all = Vec::new();
    for round in 0..12 {
        let mut writer = start(file.path(), &format!("round{round}"), u32::MAX);
        // Each round ends at another moment of a change that is under way.
        all.extend(saved(&mut writer, 1 + round % 4));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let marks = file.read().unwrap();
        let lost: Vec<_> = all.iter().filter(|id| !marks.is_bookmarked(id)).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
    let change = MarkChange::Bookmark { id: "after".into(), title: String::new() };
    assert_eq!(file.change(&change, NOW).unwrap().set_aside, None);
}
