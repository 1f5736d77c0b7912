//! Pages with known damage: what mending should do to them, and what it does.
//!
//! Shares no code with mending: texts are compared by their characters and by the white space between them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use theses::reading::{Evidence, Words, mend};

/// A page of which the undamaged abstract is known.
pub struct Page {
    #[allow(dead_code, reason = "only the benchmark shows it")]
    pub name: String,
    pub regime: String,
    pub title: String,
    pub whole: String,
    pub damaged: String,
}

/// How well the pages of one regime are mended, in repairs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub pages: usize,
    /// What should be repaired.
    pub wanted: usize,
    /// What was repaired.
    pub done: usize,
    /// What was repaired as it should be.
    pub right: usize,
}

impl Score {
    pub fn recall(self) -> f64 {
        self.right as f64 / self.wanted.max(1) as f64
    }

    pub fn precision(self) -> f64 {
        if self.done == 0 { 1.0 } else { self.right as f64 / self.done as f64 }
    }

    pub fn and(self, other: Self) -> Self {
        Self {
            pages: self.pages + other.pages,
            wanted: self.wanted + other.wanted,
            done: self.done + other.done,
            right: self.right + other.right,
        }
    }
}

/// The folder with a set of pages: beside the project, or in the folder that `THESES_BENCH_DATA` names.
pub fn folder(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("THESES_BENCH_DATA").map_or(beside, PathBuf::from).join(name);
    if folder.join("truth.jsonl").exists() {
        return Some(folder);
    }
    // Not by a macro: what those print of a test that passes is kept from the screen.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {} is missing", folder.display());
    None
}

/// The pages of a set, in order. The field of the regime is `regime` or `era`.
pub fn pages(folder: &Path) -> Vec<Page> {
    let lines = fs::read_to_string(folder.join("truth.jsonl")).unwrap();
    let page = |line: &str| {
        let page: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| page[name].as_str().unwrap_or_default().to_owned();
        let regime = if page["regime"].is_string() { field("regime") } else { field("era") };
        Page {
            name: field("name"),
            regime,
            title: field("title"),
            whole: field("abstract"),
            damaged: field("damaged"),
        }
    };
    lines.lines().map(page).collect()
}

/// The words of all pages as they came.
pub fn vocabulary(pages: &[Page]) -> Words {
    Words::of(pages.iter().flat_map(|page| [page.title.as_str(), page.damaged.as_str()]))
}

/// One change of a text: before which of its visible characters, and what stands there then. A character that is gone
/// is `None`.
pub type Change = (usize, Option<String>);

/// What mending does to a page, and what it should do.
pub fn changes(page: &Page, vocabulary: &Words) -> (BTreeSet<Change>, BTreeSet<Change>) {
    (
        difference(&page.damaged, &mended(page, &page.damaged, vocabulary)),
        difference(&page.damaged, &page.whole),
    )
}

/// A text of a page mended, by the words of the page and of all pages.
fn mended(page: &Page, text: &str, vocabulary: &Words) -> String {
    let own = Words::of([page.title.as_str(), page.damaged.as_str()]);
    mend(text, &Evidence { thesis: Some(&own), collection: Some(vocabulary) }).text().to_owned()
}

/// Asserts that what is mended stays as it is when it is mended again.
#[allow(dead_code, reason = "only the test asks it")]
pub fn assert_settled(page: &Page, vocabulary: &Words) {
    let once = mended(page, &page.damaged, vocabulary);
    assert_eq!(mended(page, &once, vocabulary), once, "{}", page.name);
}

/// Scores one page.
pub fn score(page: &Page, vocabulary: &Words) -> Score {
    let (done, wanted) = changes(page, vocabulary);
    Score { pages: 1, wanted: wanted.len(), done: done.len(), right: done.intersection(&wanted).count() }
}

/// The changes that lead from one text to another.
fn difference(from: &str, to: &str) -> BTreeSet<Change> {
    let (from, to) = (visible(from), visible(to));
    let mut changes = BTreeSet::new();
    let (mut at, mut other) = (0, 0);
    while let (Some((gap, c)), Some((new_gap, new))) = (from.get(at), to.get(other)) {
        if c == new || (*c == '_' && *new == '-') || (*c == '?' && *new == '-') {
            if gap != new_gap && at > 0 {
                changes.insert((at, Some(new_gap.clone())));
            }
            if c != new {
                changes.insert((at, Some(new.to_string())));
            }
            other += 1;
        } else {
            changes.insert((at, None));
        }
        at += 1;
    }
    changes
}

/// The visible characters of a text, each with the white space before it. Quotes are all straight.
fn visible(text: &str) -> Vec<(String, char)> {
    let mut gap = String::new();
    let mut visible = Vec::new();
    for c in text.chars() {
        if c.is_whitespace() {
            gap.push(c);
            continue;
        }
        let c = match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            c => c,
        };
        visible.push((std::mem::take(&mut gap), c));
    }
    visible
}

/// The text around a visible character, for looking at what went wrong.
#[allow(dead_code, reason = "only the benchmark shows it")]
pub fn around(text: &str, at: usize) -> String {
    let visible = visible(text);
    let part = |from: usize, to: usize| -> String {
        let part = &visible[from.min(visible.len())..to.min(visible.len())];
        part.iter().flat_map(|(gap, c)| gap.chars().chain([*c])).collect()
    };
    format!("{}|{}", part(at.saturating_sub(24), at), part(at, at + 18))
}
