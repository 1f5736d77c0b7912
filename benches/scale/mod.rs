//! What the benchmarks of the filter share: made theses, a small random generator, and other filters.

#![allow(dead_code, reason = "each benchmark uses some of it")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use theses::text::threads;
use theses::thesis::Thesis;

/// A folder beside the project, or `None`, said loudly, where it is missing.
pub fn beside(path: &str) -> Option<PathBuf> {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    if full.exists() {
        return Some(full);
    }
    println!("SKIPPED: ../{path} is missing beside the project");
    None
}

/// The number of theses in `THESES_BENCH_SIZE`; `None` where it is not set.
pub fn wanted_size() -> Option<usize> {
    std::env::var("THESES_BENCH_SIZE").ok().and_then(|size| size.parse().ok())
}

/// Measures at 10,000, 100,000 and 1,000,000 made theses, or at [`wanted_size`] of them: given their file and a folder
/// that goes afterwards. Where none can be made, that is said loudly.
pub fn at_sizes(measure: impl Fn(&Path, &Path)) {
    let folder = tempfile::tempdir().unwrap();
    println!("{} threads", threads());
    for size in wanted_size().map_or(vec![10_000, 100_000, 1_000_000], |size| vec![size]) {
        let Some(file) = made(size, folder.path()) else { return };
        println!("\n{size} theses");
        measure(&file, folder.path());
    }
}

/// A file of `size` made theses as JSON lines, or `None`, said loudly, where none can be made.
///
/// It is written into `THESES_BENCH_FOLDER` and stays there for the next time, or else into `folder`.
pub fn made(size: usize, folder: &Path) -> Option<PathBuf> {
    let kept = std::env::var_os("THESES_BENCH_FOLDER").map(PathBuf::from);
    let file = kept.as_deref().unwrap_or(folder).join(format!("theses-{size}.jsonl"));
    if file.exists() {
        return Some(file);
    }
    let script = beside("shared/tools/scale.py")?;
    let out = File::create(&file).unwrap();
    let made = Command::new("python3").arg(script).arg(size.to_string()).stdout(out).status();
    if made.is_ok_and(|status| status.success()) {
        return Some(file);
    }
    println!("SKIPPED: python3 could not make {size} theses");
    let _ = fs::remove_file(file);
    None
}

/// A small generator, the same from run to run: `SplitMix64` (Steele, Lea and Flood, 2014).
pub struct Random(pub u64);

impl Random {
    /// A number below `below`, which is not 0.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % below as u64) as usize
    }

    /// One of them.
    pub fn one_of<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

/// Words that tell nothing of a thesis.
const STOP_WORDS: [&str; 34] = [
    "about", "after", "among", "analysis", "and", "approach", "based", "between", "effect", "effects", "for",
    "from", "how", "into", "its", "new", "not", "of", "on", "over", "research", "role", "study", "that",
    "the", "their", "through", "toward", "towards", "under", "use", "using", "with", "within",
];

/// The telling words of a text, in lower case: ASCII letters, four or more, no stop words, each once.
pub fn telling(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase) {
        let tells = word.len() >= 4 && word.bytes().all(|b| b.is_ascii_lowercase());
        if tells && !STOP_WORDS.contains(&&*word) && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The word with one slip: a letter dropped, doubled, swapped with the next, or wrong. The first letter stays.
pub fn with_slip(word: &str, random: &mut Random) -> String {
    let mut letters = word.as_bytes().to_vec();
    let at = 1 + random.below(letters.len() - 1);
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => {
            let at = at.min(letters.len() - 2).max(1);
            // Equal letters swapped are no slip: the word is left as it is, which happens to people, too.
            letters.swap(at, at + 1);
        }
        _ => letters[at] = b'a' + (letters[at] - b'a' + 1 + random.below(25) as u8) % 26,
    }
    String::from_utf8(letters).unwrap()
}

/// The short fields of a thesis in one line, as other filters are given them.
pub fn line(thesis: Thesis<'_>) -> String {
    let keywords: Vec<_> = thesis.keywords().collect();
    [thesis.title(), &keywords.join(", "), thesis.subject(), thesis.candidate()].join(" · ")
}

/// The filters to compare with that are installed; says which are not.
pub fn other_filters() -> Vec<&'static str> {
    let installed = |name: &&str| {
        let found = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        let found = found.is_ok_and(|status| status.success());
        if !found {
            println!("SKIPPED: {name} is not installed");
        }
        found
    };
    ["fzf", "sk"].into_iter().filter(installed).collect()
}

/// What `NAME --filter QUERY` prints of these lines, and how long it takes.
pub fn other_filter(name: &str, query: &str, lines: &Path) -> (String, Duration) {
    let start = Instant::now();
    let mut filter = Command::new(name);
    filter.args(["--filter", query]).stdin(File::open(lines).unwrap());
    let out = filter.output().unwrap();
    (String::from_utf8_lossy(&out.stdout).into_owned(), start.elapsed())
}

/// Writes lines into a file.
pub fn write_lines(file: &Path, lines: impl Iterator<Item = String>) {
    let mut out = std::io::BufWriter::new(File::create(file).unwrap());
    for line in lines {
        writeln!(out, "{line}").unwrap();
    }
    out.flush().unwrap();
}
