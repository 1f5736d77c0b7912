//! A person's files are never changed.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::harness::Terminal;

/// All that there is to know of a file: its place, bytes, mode, links, and the times of its last changes.
type Known = (PathBuf, Vec<u8>, (u32, u64), [(i64, i64); 2]);

fn known(folder: &Path) -> Vec<Known> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let is_folder = entry.is_dir();
        all.push(known_of(&entry, is_folder));
        if is_folder {
            all.extend(known(&entry));
        }
    }
    all.sort();
    all
}

fn known_of(path: &Path, is_folder: bool) -> Known {
    let metadata = fs::metadata(path).expect("it is there");
    let bytes = if is_folder { Vec::new() } else { fs::read(path).expect("it can be read") };
    let changed = (metadata.mtime(), metadata.mtime_nsec());
    let status_changed = (metadata.ctime(), metadata.ctime_nsec());
    (path.to_owned(), bytes, (metadata.mode(), metadata.nlink()), [changed, status_changed])
}

#[test]
fn a_folder_is_the_same_after_everything_in_it_was_used() {
    let home = tempfile::tempdir().expect("a home");
    let folder = home.path().join("pages");
    fs::create_dir_all(folder.join("deep/down")).expect("a folder");
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    fs::copy(seed.join("000_b57697fb778bb6af.txt"), folder.join("one.txt")).expect("a page");
    fs::copy(seed.join("004_eb5259fedcb92465.txt"), folder.join("deep/two.txt")).expect("a page");
    let line =
        "{\"title\": \"A line about cities\", \"id\": \"7\", \"abstract\": \"Of urban traffic.\"}\nbroken\n";
    fs::write(folder.join("deep/down/lines.jsonl"), line).expect("lines");
    fs::write(folder.join("deep/not.png"), b"\x89PNG\r\n\x1a\n\0\0").expect("a picture");
    fs::write(folder.join("empty.txt"), "").expect("an empty file");
    let (before, own) = (known(&folder), known_of(&folder, true));

    let mut reader = Terminal::start(home.path(), &["pages"], 100, 30);
    reader.wait_for("3 of 3").wait_for("not loaded").press("bjbjb").wait_for("★ 3");
    reader
        .press("/urban")
        .wait_for("by relevance")
        .press("\r")
        .press("nNJK  gG")
        .press("sSsS")
        .press("ytyayi");
    reader.press("\t").press("jjkk").press("\r").press("\x1b[6~").press("\x1b[5~").press("\r");
    reader
        .press("2")
        .wait_for("bookmarked")
        .press("b")
        .wait_for("★ 2")
        .press("1")
        .press("!")
        .wait_for("not.png");
    reader.press("\x1b").wait_for("2 of 3").press("?").wait_for("quit").resize(80, 24);
    reader.press("\x1b[<0;10;6M").press("\x1b[<65;60;10M").press("\x1a");
    reader.wait_until_screen("the shell's screen", |screen| !screen.alternate_screen());
    // A signal that comes before the stop ends nothing, so the last one counts.
    while !reader.emulator.screen().alternate_screen() {
        reader.signal("CONT");
        reader.take_what_comes();
    }
    reader.press("\x03");
    assert!(reader.wait_for_end().success());
    let check = Terminal::start(home.path(), &["check", "pages"], 100, 30).wait_for_end();
    assert_eq!(check.exit_code(), 1, "what is broken is told of");

    assert!(before == known(&folder), "the person's files have changed");
    assert!(own == known_of(&folder, true));
}
