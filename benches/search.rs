//! How fast the filter is, beside what it must reach: `cargo bench --bench search`.
//!
//! At 10,000, 100,000 and 1,000,000 made theses, or at `THESES_BENCH_SIZE` of them. `THESES_BENCH_FOLDER` keeps
//! what was made.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark is for reading, and may fail")]

mod scale;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use scale::{Random, telling, with_slip};
use theses::disk::load::{LoadEvent, Source, load};
use theses::search::scan::Needle;
use theses::search::{Cancel, Engine, Gap, Query, Question, SegmentIndex, Sort, SortKey};
use theses::text::threads;
use theses::thesis::{Collection, Segment};

/// Queries that are typed key by key; each has a dozen keys or more.
const TYPED: usize = 40;
/// Of the same thing, so that a busy machine is seen.
const ROUNDS: usize = 5;
/// Questions that are dropped while they are worked on.
const STOPS: usize = 300;
/// Queries that other filters answer: each takes them seconds at a million.
const OTHERS: usize = 6;

/// One clause of each kind, by itself or beside a word.
const CLAUSES: [&str; 15] = [
    "'govern",
    "'overn",
    "music -tourism",
    "title:music",
    "by:wang",
    "degree:doctor",
    "country:china music",
    "year:2015..2021",
    "posted:2021-03 music",
    "id:20000",
    "music | tourism",
    "(music | tourism) -(china year:2020)",
    "'★",
    "\"us policy\"",
    "music zzzz year:2021",
];

const PHRASES: [&str; 5] = [
    "last mile",
    "machine learning",
    "the united states",
    "statistically significant",
    "quantum chromodynamics",
];

fn main() {
    scale::at_sizes(|file, folder| {
        println!("{:<44} {:>14} {:>14}   {:<20}", "", "median", "99%", "must");
        bench(file, folder);
    });
}

fn bench(file: &Path, folder: &Path) {
    let engine = loading(file);
    let engine = abstracts(engine);
    keys(&engine);
    for text in CLAUSES {
        let times: Vec<_> = (0..ROUNDS).map(|_| answer(&engine, text)).collect();
        row(&format!("answering {text}"), &times, "");
    }
    orders(&engine);
    stopping(&engine);
    completions(&engine);
    phrases(&engine);
    others(&engine, folder);
}

/// Prints a line of the table: times, or one of them, and what must be reached.
fn row(what: &str, times: &[Duration], must: &str) {
    let ms = |percent: usize| format!("{:.2} ms", at(times, percent).as_secs_f64() * 1e3);
    println!("{what:<44} {:>14} {:>14}   {must}", ms(50), ms(99));
}

/// Prints a line of the table with a value of another kind.
fn value(what: &str, value: &str, must: &str) {
    println!("{what:<44} {value:>14} {:>14}   {must}", "");
}

fn at(times: &[Duration], percent: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

/// Takes turns at reading the file and at loading it until the filter covers all, and gives the last engine.
fn loading(file: &Path) -> Engine {
    let (mut reads, mut loads) = (Vec::new(), Vec::new());
    let mut engine = Engine::default();
    for _ in 0..ROUNDS {
        drop(std::mem::take(&mut engine));
        let start = Instant::now();
        let bytes = fs::read(file).unwrap();
        black_box(memchr::memchr_iter(b'\n', &bytes).count());
        reads.push(start.elapsed());
        drop(bytes);
        let start = Instant::now();
        engine = load_engine(file);
        loads.push(start.elapsed());
    }
    let ratio = at(&loads, 50).as_secs_f64() / at(&reads, 50).as_secs_f64();
    row("reading the file and finding its lines", &reads, "");
    row("loading, until the filter covers all", &loads, "");
    value("  as a ratio", &format!("{ratio:.2}"), "3");
    engine
}

/// Loads as the reader does: one thread indexes short fields while the others load.
fn load_engine(file: &Path) -> Engine {
    let source = Source::Paths(vec![file.to_owned()]);
    let (to_index, segments) = channel::<Arc<Segment>>();
    thread::scope(|scope| {
        let indexing = scope.spawn(move || {
            let mut engine = Engine::default();
            for segment in segments {
                let index = SegmentIndex::short(&segment);
                engine.grow(segment);
                engine.take(index);
            }
            engine
        });
        load(&source, threads(), &AtomicBool::new(false), &mut |event| {
            if let LoadEvent::Segment(segment) = event {
                to_index.send(segment).unwrap();
            }
        });
        drop(to_index);
        indexing.join().unwrap()
    })
}

/// Indexes everything again, on all threads, and says what it takes in time and memory.
fn abstracts(mut engine: Engine) -> Engine {
    let segments: Vec<_> = engine.collection().segments().map(|(_, segment)| Arc::clone(segment)).collect();
    let short: Vec<_> = (0..ROUNDS).map(|_| timed(|| drop(each(&segments, SegmentIndex::short)))).collect();
    let bytes = engine.memory_bytes();
    row("index of the short fields", &short, "4000 ms");
    value("  in memory, with the order of the list", &format!("{} MB", bytes / 1_000_000), "300 MB");
    let mut indexes = Vec::new();
    let long: Vec<_> = (0..ROUNDS)
        .map(|_| {
            indexes.clear();
            timed(|| indexes = each(&segments, SegmentIndex::abstracts))
        })
        .collect();
    let push = timed(|| indexes.drain(..).for_each(|index| engine.take(index)));
    row("index of the abstracts", &long, "");
    row("  taking it in", &[push], "");
    value("  in memory", &format!("{} MB", (engine.memory_bytes() - bytes) / 1_000_000), "");
    let text = engine.collection().text_bytes();
    let own = engine.collection().memory_bytes() + engine.memory_bytes();
    value("memory ÷ text, as counted", &format!("{:.3}", own as f64 / text as f64), "1.4");
    match (process_bytes("VmRSS"), process_bytes("VmHWM")) {
        (Some(settled), Some(peak)) => {
            value("memory ÷ text, of the process", &format!("{:.3}", settled as f64 / text as f64), "1.4");
            value("  at its peak", &format!("{:.3}", peak as f64 / text as f64), "");
        }
        _ => println!("SKIPPED: this system does not say what memory a process has"),
    }
    engine
}

/// Does the work for each segment on all threads; in order.
fn each<T: Send>(segments: &[Arc<Segment>], work: impl Fn(&Segment) -> T + Sync) -> Vec<T> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..threads().get() {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(segment) = segments.get(number) else { return };
                    let result = work(segment);
                    done.lock().unwrap().push((number, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|&(number, _)| number);
    done.into_iter().map(|(_, result)| result).collect()
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// What Linux says of this process, in bytes.
fn process_bytes(what: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? * 1024)
}

/// Queries of two or three telling words of a title, every third with a slip.
fn queries(collection: &Collection) -> Vec<String> {
    let mut random = Random(3);
    let mut queries = Vec::new();
    while queries.len() < TYPED {
        let thesis = collection.get(theses::thesis::Row(random.below(collection.len()) as u32));
        let mut words = telling(thesis.title());
        let count = 2 + random.below(2);
        if words.len() < count {
            continue;
        }
        let mut typed: Vec<_> = (0..count).map(|_| words.remove(random.below(words.len()))).collect();
        if queries.len() % 3 == 2 {
            let slip = random.below(count);
            typed[slip] = with_slip(&typed[slip], &mut random);
        }
        queries.push(typed.join(" "));
    }
    queries
}

fn answer(engine: &Engine, text: &str) -> Duration {
    let question = Question { query: Query::parse(text).unwrap(), ..Question::default() };
    timed(|| drop(black_box(engine.answer(&question, &Cancel::never()))))
}

/// The time until the first theses of the answer are known.
fn first_screen(engine: &Engine, text: &str) -> Duration {
    let question = Question { query: Query::parse(text).unwrap(), ..Question::default() };
    let (start, mut first) = (Instant::now(), None);
    black_box(engine.answer_in_pieces(&question, &Cancel::never(), &mut |piece| {
        black_box(piece);
        first = Some(start.elapsed());
    }));
    first.unwrap_or_else(|| start.elapsed())
}

/// Every key of every query is a question; the list that they filter is there already.
fn keys(engine: &Engine) {
    answer(engine, "");
    let queries = queries(engine.collection());
    let typed = queries.iter().flat_map(|query| (1..=query.len()).map(|end| &query[..end]));
    let mut keys: Vec<_> = typed.map(|text| (answer(engine, text), text)).collect();
    let times: Vec<_> = keys.iter().map(|&(time, _)| time).collect();
    row(&format!("a key typed → results complete ({} keys)", keys.len()), &times, "half 10 ms, 99% 50 ms");
    let whole: Vec<_> = queries.iter().map(|query| answer(engine, query)).collect();
    row("  the last key of each query", &whole, "");
    keys.sort_unstable();
    let slowest: Vec<_> =
        keys.iter().rev().take(4).map(|(time, text)| format!("{text:?} {time:.1?}")).collect();
    println!("  slowest: {}", slowest.join(", "));
    let first: Vec<_> = keys.iter().map(|(_, text)| first_screen(engine, text)).collect();
    row("  first screen of results", &first, "99% 16 ms");
}

/// The whole list by title: the order is made once and kept.
fn orders(engine: &Engine) {
    let sort = Sort { key: SortKey::Title, reversed: false };
    let question = Question { sort, ..Question::default() };
    let listed = || timed(|| drop(black_box(engine.answer(&question, &Cancel::never()))));
    row("all theses by title, the first time", &[listed()], "");
    row("  again", &(0..ROUNDS).map(|_| listed()).collect::<Vec<_>>(), "");
}

/// How long the work for a question goes on when a newer one has been asked, at whatever step it is.
fn stopping(engine: &Engine) {
    let mut random = Random(5);
    let queries = queries(engine.collection());
    let orders = [SortKey::Relevance, SortKey::Relevance, SortKey::Posted, SortKey::Title];
    let mut stops = Vec::new();
    while stops.len() < STOPS {
        let text = random.one_of(&queries);
        let query = Query::parse(&text[..=random.below(text.len())]).unwrap();
        let sort = Sort { key: *random.one_of(&orders), reversed: false };
        let question = Question { query, sort, ..Question::default() };
        let cancel = Cancel::never();
        let (asked, begun) = (cancel.of(1), AtomicBool::new(false));
        let wait = Duration::from_micros(random.below(8_000) as u64);
        let stop = thread::scope(|scope| {
            let work = scope.spawn(|| {
                begun.store(true, Ordering::Release);
                let answer = engine.answer(&question, &asked);
                (Instant::now(), answer.is_none())
            });
            while !begun.load(Ordering::Acquire) {
                std::hint::spin_loop();
            }
            thread::sleep(wait);
            let start = Instant::now();
            cancel.ask(2);
            let (end, stopped) = work.join().unwrap();
            stopped.then(|| end.duration_since(start))
        });
        stops.extend(stop);
    }
    row(&format!("a newer question → the older stops ({STOPS})"), &stops, "99% 2 ms");
}

/// What `Tab` has to gather where nothing is typed yet, and where something is.
fn completions(engine: &Engine) {
    for what in ["kw:", "by:", "subject:"] {
        for beginning in ["", "me"] {
            let text = format!("{what}{beginning}");
            let gap = Gap::before(&text, text.len()).unwrap();
            let times: Vec<_> = (0..ROUNDS)
                .map(|_| timed(|| drop(black_box(engine.completions(&gap, 50, &Cancel::never())))))
                .collect();
            row(&format!("completing {what}{beginning}"), &times, "");
        }
    }
}

/// Looks for phrases in all abstracts, beside `memmem` over the same bytes on the same threads.
fn phrases(engine: &Engine) {
    let segments: Vec<_> = engine.collection().segments().map(|(_, segment)| Arc::clone(segment)).collect();
    let (mut answered, mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for text in PHRASES {
        let (needle, finder) = (Needle::phrase(text), memchr::memmem::Finder::new(text));
        let (mut our, mut their, mut by_index) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            by_index.push(answer(engine, &format!("\"{text}\"")));
            their.push(timed(|| {
                drop(black_box(each(&segments, |s| finder.find_iter(s.abstracts().as_bytes()).count())));
            }));
            our.push(timed(|| drop(black_box(each(&segments, |segment| count(&needle, segment))))));
        }
        let ratio = |ours: &[Duration]| at(ours, 50).as_secs_f64() / at(&their, 50).as_secs_f64();
        ratios.push(format!("{text:?} {:.2}, {:.2}", ratio(&by_index), ratio(&our)));
        answered.extend(by_index);
        ours.extend(our);
        theirs.extend(their);
    }
    let ratio = at(&ours, 50).as_secs_f64() / at(&theirs, 50).as_secs_f64();
    row("memmem over all abstracts", &theirs, "");
    row("a phrase, all theses by the index", &answered, "");
    let by_index = at(&answered, 50).as_secs_f64() / at(&theirs, 50).as_secs_f64();
    value("  as a ratio to memmem", &format!("{by_index:.2}"), "1.5");
    row("a phrase by scanning, in either case", &ours, "");
    value("  as a ratio to memmem", &format!("{ratio:.2}"), "1.5");
    println!("  each, by the index and by scanning: {}", ratios.join("; "));
}

fn count(needle: &Needle, segment: &Segment) -> usize {
    let mut count = 0;
    needle.abstracts(segment, 0..segment.len(), &mut |_| count += 1);
    count
}

/// The same queries for other filters, over the short fields in lines.
fn others(engine: &Engine, folder: &Path) {
    let filters = scale::other_filters();
    let lines = folder.join("lines.txt");
    scale::write_lines(&lines, engine.collection().iter().map(scale::line));
    for name in filters {
        let (mut theirs, mut ratios) = (Vec::new(), Vec::new());
        for query in queries(engine.collection()).iter().take(OTHERS) {
            let (_, their) = scale::other_filter(name, query, &lines);
            let ours: Vec<_> = (0..ROUNDS).map(|_| answer(engine, query)).collect();
            ratios.push(their.as_secs_f64() / at(&ours, 50).as_secs_f64());
            theirs.push(their);
        }
        ratios.sort_by(f64::total_cmp);
        row(&format!("{name} --filter, the whole query"), &theirs, "");
        value("  times slower than a key", &format!("{:.0}", ratios[ratios.len() / 2]), "50");
    }
}
