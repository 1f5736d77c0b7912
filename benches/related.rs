//! What related theses cost, beside what must be reached: `cargo bench --bench related`.
//!
//! At 10,000, 100,000 and 1,000,000 made theses, or at `THESES_BENCH_SIZE` of them. `THESES_BENCH_FOLDER` keeps what was
//! made. Told are the time that building takes behind the index, the time of a question, the time in which the bytes that
//! it looks at are read and no more, and how many of the ten nearest of all theses are found by way of the index.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark is for reading, and may fail")]

mod scale;

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use scale::Random;
use theses::disk::load::{Source, load_all};
use theses::search::{Built, Cancel, Engine, Incoming, IndexBuilder, related_among};
use theses::text::threads;
use theses::thesis::{Collection, Row};

/// Questions, each about another thesis.
const ASKED: usize = 60;
/// Questions that are also answered from the texts of all theses, which takes seconds at a million.
const EXACT: usize = 5;
/// Bytes that are kept of a thesis in the latent dimensions.
const BYTES: usize = 52;
const NEAREST: usize = 10;

fn main() {
    scale::at_sizes(|file, _| bench(file));
}

fn bench(file: &Path) {
    let collection = load_all(&Source::Paths(vec![file.to_owned()])).collection;
    let (engine, indexing, building) = built(&collection);
    let each = building.as_secs_f64() * 1e6 / collection.len() as f64;
    println!("{:<44} {:>10.1} ms", "indexing", ms(indexing));
    println!("{:<44} {:>10.1} ms   {each:.1} µs a thesis", "building what is related", ms(building));
    let mut random = Random(1);
    let asked: Vec<_> = (0..ASKED).map(|_| Row(random.below(collection.rows()) as u32)).collect();
    let mut times: Vec<_> = asked.iter().map(|&row| timed(|| ask(&engine, row))).collect();
    times.sort_unstable();
    let (median, worst) = (times[ASKED / 2], times[ASKED - 1]);
    println!("{:<44} {:>10.2} ms   worst {:.2} ms, must be below 20 ms", "a question", ms(median), ms(worst));
    let plain = scanning(collection.rows() * BYTES);
    let ratio = median.as_secs_f64() / plain.as_secs_f64();
    println!(
        "{:<44} {:>10.2} ms   a question takes {ratio:.1} times that",
        "reading the same bytes",
        ms(plain)
    );
    let found: usize = asked.iter().take(EXACT).map(|&row| agreeing(&engine, row)).sum();
    println!("{:<44} {found:>10} of {}", "of the nearest of all, found", EXACT * NEAREST);
}

/// An engine that all is built for, and how long indexing and building what is related take.
fn built(collection: &Collection) -> (Engine, Duration, Duration) {
    let (mut engine, mut builder) = (Engine::default(), IndexBuilder::with_related());
    for slot in collection.slots() {
        engine.grow(Arc::clone(slot.segment));
        builder.push(Arc::clone(slot.segment));
    }
    let start = Instant::now();
    let mut indexed = Duration::ZERO;
    builder.run(
        |_| Incoming::End,
        |built| {
            if matches!(built, Built::Index(_)) {
                indexed = start.elapsed();
            }
            engine.take_built(built);
            true
        },
    );
    (engine, indexed, start.elapsed().saturating_sub(indexed))
}

fn ask(engine: &Engine, row: Row) -> Vec<Row> {
    let thesis = engine.collection().get(row);
    let related = engine.related(thesis, NEAREST, &Cancel::never()).unwrap();
    related.neighbours.into_iter().map(|neighbour| neighbour.row).collect()
}

/// How many of the nearest of all theses are found by way of the index.
fn agreeing(engine: &Engine, row: Row) -> usize {
    let thesis = engine.collection().get(row);
    let exact = related_among(engine.collection(), thesis, NEAREST, &Cancel::never()).unwrap();
    let found = ask(engine, row);
    exact.neighbours.iter().filter(|neighbour| found.contains(&neighbour.row)).count()
}

/// The time in which so many bytes are read on all threads, the least of several.
fn scanning(bytes: usize) -> Duration {
    let bytes = vec![1_u8; bytes];
    let piece = bytes.len().div_ceil(threads().get()).max(1);
    let scan = || {
        thread::scope(|scope| {
            for piece in bytes.chunks(piece) {
                scope.spawn(move || black_box(piece.iter().map(|&byte| u64::from(byte)).sum::<u64>()));
            }
        });
    };
    (0..5).map(|_| timed(scan)).min().unwrap_or_default()
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
