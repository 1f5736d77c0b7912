//! How long loading takes, beside merely reading the same files: `cargo bench --bench load`.
//!
//! Writes pages and JSON lines made of the seeds into a folder of its own, then takes turns. `THESES_BENCH_SIZE`
//! is the number of theses, 100,000 where it is not set.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark is for reading, and may fail")]

mod scale;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use theses::disk::load::{LoadEvent, Loaded, Source, load};
use theses::format::jsonl;

const SEEDS: [&str; 2] =
    [include_str!("../seeds/000_b57697fb778bb6af.txt"), include_str!("../seeds/004_eb5259fedcb92465.txt")];
const ROUNDS: usize = 7;
/// Pages in one folder, as people keep them.
const IN_FOLDER: usize = 1000;

fn main() {
    let size = scale::wanted_size().unwrap_or(100_000);
    let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    write_pages(&pages, size);
    let source = Source::Paths(vec![pages.clone()]);
    println!("{size} theses, {threads} threads");
    compare("pages", &source, threads, size, || read_pages(&pages, threads));

    let lines = folder.path().join("theses.jsonl");
    write_lines(&lines, &source, threads);
    let source = Source::Paths(vec![lines.clone()]);
    compare("JSON lines", &source, threads, size, || read_lines(&lines));
}

/// Takes turns at reading and loading and prints the medians.
fn compare(what: &str, source: &Source, threads: NonZeroUsize, size: usize, read: impl Fn() -> usize) {
    let (mut reads, mut loads, mut firsts) = (Vec::new(), Vec::new(), Vec::new());
    let mut bytes = 0;
    let mut last = Loaded::default();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        bytes = black_box(read());
        reads.push(start.elapsed());
        drop(last);
        let start = Instant::now();
        let (loaded, first) = load_timed(source, threads);
        loads.push(start.elapsed());
        firsts.push(first);
        last = loaded;
    }
    let (read, load, first) = (median(reads), median(loads), median(firsts));
    let collection = &last.collection;
    assert_eq!((collection.len(), last.problems.len()), (size, 0), "{:?}", last.problems.first());
    let mib = bytes as f64 / f64::from(1 << 20);
    println!("{what}: {mib:.0} MiB");
    println!("  read    {read:>10.1?}");
    println!("  load    {load:>10.1?}  {:.0} MiB/s", mib / load.as_secs_f64());
    println!("  RATIO   {:.2}", load.as_secs_f64() / read.as_secs_f64());
    println!("  first   {first:>10.1?}  until the first theses are there");
    let (memory, text) = (collection.memory_bytes(), collection.text_bytes());
    println!(
        "  memory  {:.3} of the text, in {} segments",
        memory as f64 / text as f64,
        collection.segments().count()
    );
}

fn load_timed(source: &Source, threads: NonZeroUsize) -> (Loaded, Duration) {
    let start = Instant::now();
    let mut first = None;
    let mut loaded = Loaded::default();
    load(source, threads, &AtomicBool::new(false), &mut |event| {
        if matches!(event, LoadEvent::Segment(_)) {
            first.get_or_insert_with(|| start.elapsed());
        }
        loaded.take(event);
    });
    (loaded, first.unwrap_or_default())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Walks the folder and reads every file, on so many threads; the bytes read.
fn read_pages(folder: &Path, threads: NonZeroUsize) -> usize {
    let mut files = Vec::new();
    for folder in sorted(folder) {
        files.extend(sorted(&folder));
    }
    let (next, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    bytes.fetch_add(black_box(fs::read(file).unwrap()).len(), Ordering::Relaxed);
                }
            });
        }
    });
    bytes.into_inner()
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort_unstable();
    paths
}

/// Reads a file and finds its lines; its bytes.
fn read_lines(file: &Path) -> usize {
    let bytes = fs::read(file).unwrap();
    black_box(memchr::memchr_iter(b'\n', &bytes).count());
    bytes.len()
}

fn write_pages(folder: &Path, size: usize) {
    for number in 0..size {
        let folder = folder.join(format!("{:04}", number / IN_FOLDER));
        if number % IN_FOLDER == 0 {
            fs::create_dir_all(&folder).unwrap();
        }
        fs::write(folder.join(format!("{number:07}.txt")), page(number)).unwrap();
    }
}

/// A page of about 2 KB that no other number has: the words of the seeds in another order.
fn page(number: usize) -> String {
    let seed = |which: usize| SEEDS[(number + which) % 2].lines();
    let mut state = number as u64;
    let mut random = |below: usize| {
        // The constants of Knuth's MMIX.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let title: Vec<_> = seed(0).nth(2).unwrap().split(' ').collect();
    let sentences: Vec<_> = SEEDS.iter().flat_map(|seed| seed.lines().nth(8).unwrap().split('.')).collect();
    let mut out = String::from("Font Size: a A A\n\n");
    let turned = random(title.len());
    out.push_str(&[&title[turned..], &title[..turned]].concat().join(" "));
    let (year, month, day) = (1990 + random(35), 1 + random(12), 1 + random(28));
    write!(out, "\n\nPosted on:{year}-{month:02}-{day:02}Degree:MasterType:Thesis\n").unwrap();
    write!(
        out,
        "Country:ChinaCandidate:Z Y Zhu{number}Full Text:PDF\nGTID:{:016}Subject:",
        1_000_000 + number
    )
    .unwrap();
    out.push_str("Political science\nAbstract/Summary:PDF Full Text Request\n");
    while out.len() < 1900 {
        out.push_str(sentences[random(sentences.len())]);
        out.push('.');
    }
    out.push('\n');
    out.push_str(&seed(1).skip(9).collect::<Vec<_>>().join("\n"));
    out
}

fn write_lines(file: &Path, source: &Source, threads: NonZeroUsize) {
    let mut out = String::new();
    for thesis in load_timed(source, threads).0.collection.iter() {
        out.push_str(&jsonl::encode(thesis));
        out.push('\n');
    }
    fs::write(file, out).unwrap();
}
