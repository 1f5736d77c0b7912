//! Files and folders on a real disk: what is loaded, in which order, and what is said of the rest.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use theses::disk::load::{LoadEvent, Loaded, Progress, Source, load, load_all};
use theses::thesis::Thesis;

fn page(id: &str) -> String {
    format!(
        "Font Size: a A A\n\nOn {id}\n\nPosted on:2023-12-02Degree:MasterType:Thesis\n\
         Country:ChinaCandidate:Z Y ZhuFull Text:PDF\nGTID:{id}Subject:社区治理\n\
         Abstract/Summary:PDF Full Text Request\nThe abstract of {id}.\nKeywords/Search Tags:a, b\n\
         PDF Full Text Request\nRelated items"
    )
}

/// A folder with these files, each with a content.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn paths(folder: &Path, names: &[&str]) -> Source {
    Source::Paths(names.iter().map(|name| folder.join(name)).collect())
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded.collection.iter().map(Thesis::id).collect()
}

/// The problems, each as `name:line: severity: reason`, without the folder.
fn told(loaded: &Loaded, folder: &Path) -> Vec<String> {
    let prefix = format!("{}/", folder.display());
    loaded.problems.iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
}

#[test]
fn folders_are_walked_in_order_and_hidden_files_skipped() {
    let pages: Vec<_> = (1..=6).map(|number| page(&number.to_string())).collect();
    let folder = folder(&[
        ("b/2.txt", pages[1].as_bytes()),
        ("b/10.txt", pages[0].as_bytes()),
        ("a.md", pages[2].as_bytes()),
        ("c", pages[3].as_bytes()),
        ("b/.hidden.txt", pages[4].as_bytes()),
        (".git/page.txt", pages[5].as_bytes()),
    ]);
    let loaded = load_all(&Source::Paths(vec![folder.path().to_owned()]));
    assert_eq!(ids(&loaded), ["3", "1", "2", "4"]);
    assert_eq!(loaded.problems, []);
    let named = load_all(&paths(folder.path(), &["c", "b/.hidden.txt", "b", ".git"]));
    assert_eq!(ids(&named), ["4", "5", "1", "2", "6"]);
    assert_eq!(load_all(&Source::Paths(vec![])).collection.len(), 0);
}

#[test]
fn what_is_no_thesis_is_told_of_and_costs_nothing_else() {
    let folder = folder(&[
        ("1.txt", page("1").as_bytes()),
        ("2.txt", b""),
        ("3.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("4.rs", b"fn main() {\n    println!(\"hello\");\n    let x = 1;\n}\n"),
        ("5.md", b"# Notes\n\nThese are notes.\n\nThey go on.\n"),
        ("6.html", b"<!DOCTYPE html>\n<html><body>Hello</body></html>\n"),
        ("7.csv", b"id,title\n1,On tea\n2,On coffee\n"),
        ("8.json", b"{\n  \"name\": \"x\"\n}\n"),
        ("9.txt", page("9").replace("9.", "\u{1b}[31m9.").as_bytes()),
    ]);
    let loaded = load_all(&Source::Paths(vec![folder.path().to_owned(), folder.path().join("gone")]));
    assert_eq!(ids(&loaded), ["1", "9"]);
    assert_eq!(
        told(&loaded, folder.path()),
        [
            "2.txt:1: skipped: it is empty",
            "3.png:1: skipped: a PNG picture, not a thesis page",
            "4.rs:1: skipped: program text in Rust, not a thesis page",
            "5.md:1: skipped: notes in Markdown, not a thesis page",
            "6.html:1: skipped: an HTML page, not a thesis page",
            "7.csv:1: skipped: a table of values, not a thesis page",
            "8.json:1: skipped: JSON that is not lines, not a thesis page",
            "9.txt:1: mended: control characters were taken out",
            "gone:1: skipped: no such file or folder: check the name",
        ]
    );
}

#[test]
fn encodings_are_known_by_content() {
    let utf_16 = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{}", page("x")).encode_utf16().flat_map(to_bytes).collect()
    };
    let mut gb = page("5").replace("The abstract", "本文研究社区治理的作用，并提出对策建议").into_bytes();
    gb = encoding_rs::GB18030.encode(std::str::from_utf8(&gb).unwrap()).0.into_owned();
    for (name, bytes) in [
        ("utf-8", page("x").into_bytes()),
        ("mark", format!("\u{feff}{}", page("x")).into_bytes()),
        ("crlf", page("x").replace('\n', "\r\n").into_bytes()),
        ("utf-16le", utf_16(u16::to_le_bytes)),
        ("utf-16be", utf_16(u16::to_be_bytes)),
        ("gb18030", gb),
    ] {
        let folder = folder(&[(name, &bytes)]);
        let loaded = load_all(&paths(folder.path(), &[name]));
        let theses: Vec<_> = loaded.collection.iter().collect();
        assert_eq!((theses.len(), &loaded.problems[..]), (1, &[][..]), "{name}");
        assert_eq!((theses[0].subject(), theses[0].candidate()), ("社区治理", "Z Y Zhu"), "{name}");
    }
}

#[test]
fn several_pages_and_records_of_one_file_know_their_lines() {
    let pages = format!("{}\n{}\n{}", page("1"), page("2"), page("1"));
    let records = "{\"id\":\"3\",\"title\":\"T\"}\nnonsense\n{\"id\":\"2\",\"title\":\"T\"}\n{\"id\":4,\"abstract\":\"A\"}\n";
    let folder = folder(&[("a.txt", pages.as_bytes()), ("b.jsonl", records.as_bytes())]);
    let loaded = load_all(&Source::Paths(vec![folder.path().to_owned()]));
    let found: Vec<_> = loaded.collection.iter().map(|thesis| (thesis.id(), thesis.line())).collect();
    assert_eq!(found, [("1", 1), ("2", 13), ("3", 1), ("4", 4)]);
    let a = folder.path().join("a.txt").display().to_string();
    assert_eq!(
        told(&loaded, folder.path()),
        [
            format!("a.txt:25: repeated: the same thesis as {a}:1, loaded once")
                .replace(&format!("{}/", folder.path().display()), ""),
            "b.jsonl:2: skipped: “nonsense” is not a JSON object".to_owned(),
            "b.jsonl:3: skipped: the id 2 is already loaded from a.txt:13, with other text".to_owned(),
        ]
    );
}

#[test]
fn the_same_folder_twice_is_loaded_once_and_the_rest_goes_on() {
    let pages: Vec<_> = (0..300).map(|number| (format!("{number:04}"), page(&number.to_string()))).collect();
    let files: Vec<_> = pages.iter().map(|(name, page)| (name.as_str(), page.as_bytes())).collect();
    let folder = folder(&files);
    let twice = vec![folder.path().to_owned(), folder.path().to_owned()];
    let loaded = load_all(&Source::Paths(twice));
    let whole = folder.path().display();
    assert_eq!(loaded.collection.len(), 300);
    let told: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told, [format!("{whole}:1: repeated: the same folder as {whole}, loaded once")]);
}

#[test]
fn the_same_page_in_another_file_is_no_failure_and_another_page_with_its_id_is() {
    let other = page("1").replace("The abstract", "Another abstract");
    let folder = folder(&[
        ("1", page("1").as_bytes()),
        ("2", page("1").replace('\n', "\r\n").as_bytes()),
        ("3", other.as_bytes()),
    ]);
    let loaded = load_all(&Source::Paths(vec![folder.path().to_owned()]));
    assert_eq!(ids(&loaded), ["1"]);
    let expected = [
        "2:1: repeated: the same thesis as 1:1, loaded once",
        "3:1: skipped: the id 1 is already loaded from 1:1, with other text",
    ];
    assert_eq!(told(&loaded, folder.path()), expected);
}

#[test]
fn the_order_is_the_same_whatever_the_threads_do() {
    let pages: Vec<_> =
        (0..500).map(|number| (format!("{number:04}"), page(&(number % 450).to_string()))).collect();
    let files: Vec<_> = pages.iter().map(|(name, page)| (name.as_str(), page.as_bytes())).collect();
    let folder = folder(&files);
    let source = Source::Paths(vec![folder.path().to_owned()]);
    let loaded = |threads: usize| {
        let mut loaded = Loaded::default();
        let mut last = Progress::default();
        load(&source, NonZeroUsize::new(threads).unwrap(), &AtomicBool::new(false), &mut |event| {
            if let LoadEvent::Progress(progress) = &event {
                assert!(progress.done >= last.done);
                last = *progress;
            }
            loaded.take(event);
        });
        assert_eq!(Some(last.done), last.total);
        assert_eq!(last.done, pages.iter().map(|(_, page)| page.len() as u64).sum::<u64>());
        (ids(&loaded).join(" "), told(&loaded, folder.path()))
    };
    let one = loaded(1);
    assert_eq!(one.1.len(), 50);
    for threads in [2, 3, 8] {
        assert_eq!(loaded(threads), one, "{threads} threads");
    }
}

#[test]
fn loading_ends_when_it_is_told_to() {
    let pages: Vec<_> = (0..2000).map(|number| (format!("{number:04}"), page(&number.to_string()))).collect();
    let files: Vec<_> = pages.iter().map(|(name, page)| (name.as_str(), page.as_bytes())).collect();
    let folder = folder(&files);
    let source = Source::Paths(vec![folder.path().to_owned()]);
    let stop = AtomicBool::new(false);
    let mut segments = 0;
    load(&source, NonZeroUsize::new(2).unwrap(), &stop, &mut |event| {
        if matches!(event, LoadEvent::Segment(_)) {
            segments += 1;
            stop.store(true, Ordering::Relaxed);
        }
    });
    assert_eq!(segments, 1, "nothing is handed on behind the stop");
    load(&source, NonZeroUsize::MIN, &stop, &mut |event| {
        assert!(!matches!(event, LoadEvent::Segment(_)), "nothing is begun");
    });
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles() {
    use std::os::unix::fs::symlink;

    let folder = folder(&[("a/1.txt", page("1").as_bytes()), ("b/2.txt", page("2").as_bytes())]);
    let at = |name: &str| folder.path().join(name);
    symlink(at("a"), at("a/z-self")).unwrap();
    symlink(at("b"), at("a/z-other")).unwrap();
    symlink(at("a"), at("b/z-back")).unwrap();
    symlink("nowhere", at("a/z-broken")).unwrap();
    let loaded = load_all(&paths(folder.path(), &["a"]));
    assert_eq!(ids(&loaded), ["1", "2"]);
    assert_eq!(told(&loaded, folder.path()), ["a/z-broken:1: skipped: a link to nothing"]);
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_not_opened() {
    let folder = folder(&[("1.txt", page("1").as_bytes())]);
    let pipe = folder.path().join("0.pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of every Unix");
    let source = Source::Paths(vec![pipe, PathBuf::from("/dev/null"), folder.path().to_owned()]);
    let loaded = load_all(&source);
    assert_eq!(ids(&loaded), ["1"]);
    assert_eq!(
        told(&loaded, folder.path()),
        [
            "0.pipe:1: skipped: a pipe, not opened: save what comes through it as a file",
            "/dev/null:1: skipped: a device, not opened",
            "0.pipe:1: skipped: a pipe, not opened: save what comes through it as a file",
        ]
    );
}
