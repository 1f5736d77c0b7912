//! Loading: from paths to segments of a collection, on threads of its own, in an order that never changes.
//!
//! One thread walks and numbers the work, workers read, decode and build, and the caller's thread puts what
//! they bring back in order, leaves out what is there already and hands it on. Nothing is shared but three
//! channels; the walker goes on only as permits come back, so memory stays bounded, and since the oldest
//! piece of work is always in somebody's hands, nobody waits for ever.

mod event;
mod plan;
mod sequence;
mod work;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use self::event::Message;
pub use self::event::{LoadEvent, Progress};
use self::plan::Planner;
use self::sequence::Sequencer;
use self::work::Work;
use super::ranges::Sizes;
use crate::text::threads;
use crate::thesis::{Collection, Problem, Warning};

/// The bundled theses, as (path, text).
const SEEDS: [(&str, &str); 2] = [
    ("seeds/000_b57697fb778bb6af.txt", include_str!("../../../seeds/000_b57697fb778bb6af.txt")),
    ("seeds/004_eb5259fedcb92465.txt", include_str!("../../../seeds/004_eb5259fedcb92465.txt")),
];

/// Where theses come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The theses that the program brings with it.
    Seeds,
    /// Files and folders, in this order.
    Paths(Vec<PathBuf>),
}

/// Everything that a source holds.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The theses.
    pub collection: Collection,
    /// What could not be loaded as it stood, in the order of the source.
    pub problems: Vec<Problem>,
}

/// Loads a source on `threads` workers, handing what it finds to `sink` on the caller's thread.
///
/// Returns when all is loaded, or within some milliseconds of `stop` being set; then the rest is not told.
/// The order of theses and problems depends on the source alone.
pub fn load(source: &Source, threads: NonZeroUsize, stop: &AtomicBool, sink: &mut dyn FnMut(LoadEvent)) {
    load_cut(source, threads, &Sizes::default(), stop, sink);
}

/// Loads all of a source, on as many threads as the machine has to give.
pub fn load_all(source: &Source) -> Loaded {
    let mut loaded = Loaded::default();
    load(source, threads(), &AtomicBool::new(false), &mut |event| loaded.take(event));
    loaded
}

impl Loaded {
    /// Adds what an event of loading brought.
    pub fn take(&mut self, event: LoadEvent) {
        match event {
            LoadEvent::Segment(segment) => self.collection.push(segment),
            LoadEvent::Problems(problems) => self.problems.extend(problems),
            LoadEvent::Progress(_) => {}
        }
    }
}

/// How many pieces of work may be under way for each worker.
const AHEAD: usize = 3;

fn load_cut(
    source: &Source,
    threads: NonZeroUsize,
    sizes: &Sizes,
    stop: &AtomicBool,
    sink: &mut dyn FnMut(LoadEvent),
) {
    let mut sequencer = Sequencer::new(sink);
    match source {
        Source::Seeds => {
            let bytes = SEEDS.iter().map(|(_, text)| text.len() as u64).sum();
            sequencer.expect(bytes);
            let seeds = SEEDS.iter().map(|&(path, text)| (Path::new(path), text.as_bytes()));
            sequencer.deliver(work::decode_all(seeds, stop));
        }
        Source::Paths(paths) => load_paths(paths, threads, sizes, stop, &mut sequencer),
    }
}

fn load_paths(
    paths: &[PathBuf],
    threads: NonZeroUsize,
    sizes: &Sizes,
    stop: &AtomicBool,
    sequencer: &mut Sequencer<'_>,
) {
    let (work_to, work_from) = channel();
    let (results_to, results_from) = channel();
    let (permits_to, permits_from) = channel();
    for _ in 0..threads.get() * AHEAD {
        // The receiver is alive: it is moved below.
        let _ = permits_to.send(());
    }
    let work_from = Mutex::new(work_from);
    thread::scope(|scope| {
        let walker = Planner::new(sizes, stop, work_to, results_to.clone(), permits_from);
        let walking = thread::Builder::new().name("walk".into()).spawn_scoped(scope, || walker.plan(paths));
        let mut working = 0;
        for _ in 0..threads.get() {
            let results = results_to.clone();
            let work_from = &work_from;
            let run = move || run_worker(work_from, &results, sizes, stop);
            working +=
                usize::from(thread::Builder::new().name("load".into()).spawn_scoped(scope, run).is_ok());
        }
        drop(results_to);
        if walking.is_err() || working == 0 {
            stop.store(true, Ordering::Relaxed);
            sequencer.tell(no_threads(paths));
        }
        sequencer.run(&results_from, &permits_to, stop);
        drop((permits_to, results_from));
        // Where no worker takes the work, nobody waits for it either.
    });
}

fn no_threads(paths: &[PathBuf]) -> Vec<Problem> {
    let reason = "no thread could be started to load it: close other programs and try again";
    let problem =
        |path: &PathBuf| Problem { file: path.as_path().into(), warning: Warning::skipped(1, reason) };
    paths.iter().map(problem).collect()
}

fn run_worker(work: &Mutex<Receiver<Work>>, results: &Sender<Message>, sizes: &Sizes, stop: &AtomicBool) {
    let mut worker = work::Worker::new(sizes, stop);
    loop {
        // The lock is held while waiting, so that one worker wakes for each piece of work.
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(work) = next else { return };
        if stop.load(Ordering::Relaxed)
            || results.send(Message::Done(work.number, worker.run(&work))).is_err()
        {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::path::Path;
    use std::sync::atomic::AtomicBool;

    use super::{Loaded, Sizes, Source, load_cut};
    use crate::format::jsonl;

    const WHOLE: Sizes = Sizes { first: 1 << 20, largest: 1 << 20, whole: 1 << 30, line: 1 << 28 };

    /// All that is loaded, and said, of a file that is cut into such parts.
    fn loaded(file: &Path, sizes: &Sizes, threads: usize) -> (Vec<String>, Vec<String>) {
        let mut loaded = Loaded::default();
        let source = Source::Paths(vec![file.to_owned()]);
        let threads = NonZeroUsize::new(threads).unwrap();
        load_cut(&source, threads, sizes, &AtomicBool::new(false), &mut |event| loaded.take(event));
        let problems = loaded.problems.iter().map(ToString::to_string).collect();
        (loaded.collection.iter().map(jsonl::encode).collect(), problems)
    }

    fn check(content: &[u8], theses: usize) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("theses");
        std::fs::write(&file, content).unwrap();
        let whole = loaded(&file, &WHOLE, 1);
        assert_eq!(whole.0.len(), theses, "{:?}", whole.1);
        for first in [1, 7, 50, 100, 333, 1000] {
            for (largest, threads) in [(first, 1), (2 * first, 2), (5 * first, 3)] {
                let sizes = Sizes { first, largest, ..WHOLE };
                assert_eq!(loaded(&file, &sizes, threads), whole, "{first}..{largest} on {threads} threads");
            }
        }
    }

    #[test]
    fn parts_of_json_lines_give_what_the_whole_gives() {
        let mut lines = String::from("\u{feff}\n");
        for number in 0..60 {
            let id = number % 50;
            let line = match number % 10 {
                3 => format!("{{\"id\":\"{id}\",\"DOI {}\":1}}\n", number % 3),
                7 => "nonsense\r\n\n".to_owned(),
                8 => format!("{{\"id\":{id},\"title\":[],\"abstract\":\"\\u001b\"}}\n"),
                _ => format!("{{\"id\":\"{id}\",\"abstract\":\"社区 {}\"}}\r\n", "a ".repeat(number)),
            };
            lines.push_str(&line);
        }
        check(lines.trim_end().as_bytes(), 45);
    }

    #[test]
    fn parts_of_pages_give_what_the_whole_gives() {
        let seed = include_str!("../../../seeds/000_b57697fb778bb6af.txt");
        let mut pages = String::new();
        for number in 0..12 {
            let page = seed
                .replace("2556307118989809", &(number % 10).to_string())
                .replace("In recent", "\u{1b}[1m");
            pages.push_str(&page);
            pages.push_str(if number % 3 == 0 { "\r\nA related title\r\n" } else { "\n" });
        }
        check(pages.as_bytes(), 10);
        check(format!("nonsense before\n\n{pages}").as_bytes(), 10);
    }

    #[test]
    fn a_line_that_is_too_long_costs_itself_alone() {
        let long = "x".repeat(200_000);
        let text = format!("{{\"id\":\"1\"}}\n{{\"id\":\"2\",\"abstract\":\"{long}\"}}\n{{\"id\":\"3\"}}\n");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("theses.jsonl");
        std::fs::write(&file, text).unwrap();
        let sizes = Sizes { first: 40, largest: 40, line: 70_000, ..WHOLE };
        let (theses, problems) = loaded(&file, &sizes, 2);
        assert_eq!(theses.len(), 2, "{problems:?}");
        assert!(theses[1].contains("\"line\":3"));
        assert!(
            problems.len() == 1 && problems[0].contains(":2: skipped: the line is longer"),
            "{problems:?}"
        );
    }

    #[test]
    fn other_kinds_of_large_files_are_told_of() {
        let folder = tempfile::tempdir().unwrap();
        let small = Sizes { first: 10, largest: 10, ..WHOLE };
        for (content, theses, told) in [
            (&b"\x89PNG\r\n\x1a\n and so on, and on"[..], 0, "a PNG picture, not a thesis page"),
            (b"\xff\xfe{\0\"\0i\0d\0\"\0:\0\"\0\n\x4e\"\0}\0", 1, ""),
            (b"Some text that goes on and on without any page in it.\n\nReally.", 0, "not a thesis page"),
        ] {
            let file = folder.path().join("file");
            std::fs::write(&file, content).unwrap();
            let (loaded, problems) = loaded(&file, &small, 2);
            assert_eq!(
                (loaded.len(), problems.len()),
                (theses, usize::from(!told.is_empty())),
                "{problems:?}"
            );
            assert!(problems.iter().all(|problem| problem.contains(told)), "{problems:?}");
        }
    }
}
