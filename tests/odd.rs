//! Odd pages, files that are no theses, and many real pages in one file: what must load, and what must not.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use theses::disk::load::{Loaded, Source, load_all};
use theses::format::jsonl;
use theses::thesis::Severity;

/// A folder of the data beside the project, or `None`, said loudly, where it is missing.
fn data(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    if folder.exists() {
        return Some(folder);
    }
    // Not by a macro: what those print of a test that passes is kept from the screen.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {} is missing", folder.display());
    None
}

/// The objects of a file of JSON lines.
fn objects(file: &Path) -> Vec<Map<String, Value>> {
    fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn load(file: &Path) -> Loaded {
    load_all(&Source::Paths(vec![file.to_owned()]))
}

/// What is loaded of a file, in its order: the fields that are not empty, the id only where the file has one.
fn found(loaded: &Loaded) -> Vec<Map<String, Value>> {
    let fields = |line: String| {
        let mut fields: Map<String, Value> = serde_json::from_str(&line).unwrap();
        fields.retain(|name, value| {
            !["file", "line"].contains(&name.as_str()) && ![json!(""), json!([])].contains(value)
        });
        if !fields["id"].as_str().unwrap().starts_with(|c: char| c.is_ascii_digit()) {
            fields.remove("id");
        }
        fields
    };
    loaded.collection.iter().map(|thesis| fields(jsonl::encode(thesis))).collect()
}

#[test]
fn odd_pages_are_as_they_are_known_to_be() {
    let Some(folder) = data("pages-odd") else { return };
    let mut expected: BTreeMap<String, Vec<Map<String, Value>>> = BTreeMap::new();
    for mut thesis in objects(&folder.join("truth.jsonl")) {
        let file = thesis.remove("file").unwrap();
        if let Some(paragraphs) = thesis.get_mut("abstract") {
            *paragraphs = json!(paragraphs.as_str().unwrap().replace("\n\n", "\n"));
        }
        expected.entry(file.as_str().unwrap().to_owned()).or_default().push(thesis);
    }
    for (name, theses) in &expected {
        let loaded = load(&folder.join(name));
        let mut found = found(&loaded);
        // Where the source has no id, the collection makes one.
        for (thesis, expected) in found.iter_mut().zip(theses) {
            if !expected.contains_key("id") {
                thesis.remove("id");
            }
        }
        assert_eq!(&found, theses, "{name}");
    }
}

#[test]
fn what_is_no_thesis_is_left_out_and_named() {
    let Some(folder) = data("formats/not-theses") else { return };
    // What a person is told of each kind that the list has.
    let words = BTreeMap::from([
        ("C source", "program text in C"),
        ("Markdown notes", "notes in Markdown"),
        ("README", "such as a README"),
        ("RSS feed", "an RSS or Atom feed"),
        ("empty file", "it is empty"),
        ("reference list", "a list of references"),
    ]);
    for known in objects(&folder.join("skipped.jsonl")) {
        let [name, what] = ["file", "what"].map(|key| known[key].as_str().unwrap());
        let loaded = load(&folder.join(name));
        assert_eq!(loaded.collection.len(), 0, "{name}");
        let [told] = &loaded.problems[..] else { panic!("{name}: {:?}", loaded.problems) };
        assert_eq!(told.warning.severity, Severity::Skipped, "{name}");
        let reason = &told.warning.reason;
        assert!(reason.contains(words.get(what).unwrap_or(&what)), "{name}: {reason}, not {what}");
    }
}

/// A page, as it stands in a file, and its abstract.
struct Page {
    text: String,
    words: String,
}

/// The pages of a folder of the data, in the order of its list.
fn pages(folder: &Path) -> Vec<Page> {
    let page = |truth: Map<String, Value>| {
        let text = |key: &str| truth[key].as_str().unwrap().to_owned();
        let file = folder.join("pages").join(text("name"));
        Page { text: fs::read_to_string(file).unwrap().trim_end().to_owned(), words: text("damaged") }
    };
    objects(&folder.join("truth.jsonl")).into_iter().map(page).collect()
}

/// A cell without one of its bars; another page as it is.
fn with_a_bar_cut_off(page: &str, which: usize) -> &str {
    match (page.strip_prefix('|'), page.strip_suffix('|')) {
        (Some(end), Some(start)) => [page, end, start][which % 3].trim(),
        _ => page,
    }
}

#[test]
fn many_pages_in_one_file_are_all_found() {
    let Some((fsu, damage)) = data("fsu").zip(data("damage")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pages.txt");
    for (of, many) in [(&fsu, 50), (&damage, 50)] {
        let all = pages(of);
        for (which, chunk) in all.chunks(many).enumerate() {
            let texts: Vec<_> = chunk.iter().map(|page| with_a_bar_cut_off(&page.text, which)).collect();
            fs::write(&file, texts.join(if which % 2 == 0 { "\n" } else { "\n\n" })).unwrap();
            let loaded = load(&file);
            let found: Vec<_> = loaded.collection.iter().map(theses::thesis::Thesis::abstract_text).collect();
            let mut expected: Vec<_> = chunk.iter().map(|page| page.words.as_str()).collect();
            // One page stands twice.
            let repeated =
                |problem: &&theses::thesis::Problem| problem.warning.severity == Severity::Repeated;
            if loaded.problems.iter().any(|problem| repeated(&problem)) {
                let mut seen = std::collections::HashSet::new();
                expected.retain(|words| seen.insert(*words));
            }
            assert_eq!(found, expected, "{} {which}", of.display());
        }
    }
}
