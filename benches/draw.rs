//! How long a frame takes: `cargo bench --bench draw`.
//!
//! `THESES_BENCH_SIZE` is the number of theses, 1,000,000 where it is not set; the screen has 200x60 cells. Beside
//! it, in the same run, the time to fill the same cells with a letter.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark is for reading, and may fail")]

mod scale;

#[path = "../tests/screen/mod.rs"]
mod screen;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use screen::Reader;
use theses::app::key::Key;
use theses::app::layout::Size;
use theses::app::{Model, Msg, Settings, update};
use theses::disk::load::LoadEvent;
use theses::search::Query;
use theses::thesis::{Draft, Field, MarkChange, Marks, Problem, Segment, SegmentBuilder, Severity, Warning};
use theses::tui::session::Event;

const FRAMES: usize = 300;
const WIDTH: u16 = 200;
const HEIGHT: u16 = 60;

/// Theses whose abstracts are as long as pages have them at most.
const LONG: usize = 500;
const LONG_BYTES: usize = 100_000;

/// As many files as a large folder of other things has.
const PROBLEMS: u32 = 100_000;

/// As many bookmarks as somebody has who keeps them for years, and as many segments as a large collection has.
const BOOKMARKS: usize = 5_000;
const SEGMENTS: usize = 200;

fn main() {
    let size = scale::wanted_size().unwrap_or(1_000_000);
    let mut terminal = Terminal::new(TestBackend::new(WIDTH, HEIGHT)).unwrap();
    println!("{WIDTH}x{HEIGHT}, {FRAMES} frames each");
    let filled = measure("fill the cells", || {
        terminal
            .draw(|frame| frame.buffer_mut().content.iter_mut().for_each(|cell| _ = cell.set_symbol("x")))
            .unwrap();
    });
    let mut reader = reader(size, &draft);
    println!("{size} theses");
    frames(&mut reader, filled);
    println!("{size} theses, with a filter");
    reader.press("/community gov<Enter>");
    frames(&mut reader, filled);
    println!("{LONG} theses with abstracts of {LONG_BYTES} bytes");
    let mut reader = self::reader(LONG, &long);
    frames(&mut reader, filled);
    println!("{LONG} theses with abstracts of {LONG_BYTES} bytes, with a filter that only they answer");
    reader.press("/last sentence<Enter>");
    frames(&mut reader, filled);
    println!("{PROBLEMS} problems, of which the list is open");
    problems(filled);
    println!("{BOOKMARKS} bookmarks while {SEGMENTS} segments come in");
    bookmarks();
}

/// Measures a frame of the list of problems, and a key that narrows it with the frame behind it.
fn problems(filled: Duration) {
    let mut reader = Reader::empty(WIDTH, HEIGHT);
    let problem = |number: u32| Problem {
        file: Path::new(&format!("pages/{}/page{number}.txt", number % 100)).into(),
        warning: Warning {
            line: number,
            severity: Severity::Skipped,
            reason: "a table of values, not a thesis page".into(),
        },
    };
    reader.problems((1..=PROBLEMS).map(problem).collect());
    reader.tell(Msg::LoadingDone);
    reader.press("!");
    let drawn = measure("  draw a frame", || _ = reader.happens(Event::Resized));
    // What is typed is taken away again, so that every second key looks through all of them.
    let mut keys = ["7", "<Backspace>"].into_iter().cycle();
    let typed = measure("  a key, then a frame", || _ = keys.next().map(|key| reader.press(key)));
    let ratio = |time: Duration| time.as_secs_f64() / filled.as_secs_f64();
    println!("  ratio to filling: frame {:.1}, key and frame {:.1}", ratio(drawn), ratio(typed));
}

/// Measures what the thread of the screen does while segments come in and many bookmarks wait for their theses.
fn bookmarks() {
    let mut marks = Marks::default();
    for number in 0..BOOKMARKS {
        let change = MarkChange::Bookmark { id: format!("{number:016}"), title: "A title".into() };
        marks.apply(&change, "2026-01-02T03:04:05Z");
    }
    let size = Size { width: WIDTH, height: HEIGHT };
    let mut model = Model::new(Settings::default(), marks, size);
    let each = 4 * BOOKMARKS / SEGMENTS;
    let segments: Vec<_> =
        (0..SEGMENTS).map(|number| segment(number * each, (number + 1) * each, &draft)).collect();
    let start = Instant::now();
    for segment in segments {
        update(&mut model, Msg::Loaded(segment));
    }
    let all = start.elapsed();
    println!("  all segments {:>7.3} ms", all.as_secs_f64() * 1e3);
    let absent = model.bookmarks.absent_answering(&Query::default()).len();
    assert_eq!(absent, 0, "every bookmark has found its thesis");
}

/// A reader in which so many theses are loaded and indexed.
fn reader(size: usize, draft: &dyn Fn(usize) -> Draft<'static>) -> Reader {
    let mut reader = Reader::empty(WIDTH, HEIGHT);
    let mut made = 0;
    while made < size {
        let segment = segment(made, size, draft);
        made += segment.len();
        reader.take(LoadEvent::Segment(segment));
    }
    reader.tell(Msg::LoadingDone);
    assert_eq!((reader.model.list_len(), reader.model.indexed), (size, size));
    reader
}

/// Measures a frame; a key that moves the selection; and such a key with all that follows until nothing does: the page
/// of another thesis, how it is read on the words of the collection, and the frames.
fn frames(reader: &mut Reader, filled: Duration) {
    assert!(reader.model.list_len() > FRAMES);
    let drawn = measure("  draw a frame", || _ = reader.happens(Event::Resized));
    // The thread of the screen, without what other threads answer.
    let down: Key = "j".parse().unwrap();
    let keyed = measure("  a key by itself", || _ = update(&mut reader.model, Msg::Key(down)));
    reader.press("g");
    let moved = measure("  a key, and all of it", || _ = reader.press("j"));
    let ratio = |time: Duration| time.as_secs_f64() / filled.as_secs_f64();
    println!(
        "  ratio to filling: frame {:.1}, key {:.1}, key and all that it leads to {:.1}",
        ratio(drawn),
        ratio(keyed),
        ratio(moved)
    );
}

/// Prints median and 99th percentile, and returns the median.
fn measure(what: &str, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<_> = (0..FRAMES)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let (median, high) = (times[FRAMES / 2], times[FRAMES * 99 / 100]);
    println!(
        "{what:<22} median {:>7.3} ms   99% {:>7.3} ms",
        median.as_secs_f64() * 1e3,
        high.as_secs_f64() * 1e3
    );
    median
}

/// As many theses as a segment holds, of `size` in all.
fn segment(first: usize, size: usize, draft: &dyn Fn(usize) -> Draft<'static>) -> Arc<Segment> {
    let file: Arc<Path> = Path::new("bench.jsonl").into();
    let mut builder = SegmentBuilder::default();
    for number in first..size.min(first + Segment::MAX_ROWS) {
        builder.push(&draft(number), &file);
        if builder.is_full() {
            break;
        }
    }
    Arc::new(builder.seal())
}

fn draft(number: usize) -> Draft<'static> {
    Draft::default()
        .with(Field::Id, format!("{number:016}"))
        .with(
            Field::Title,
            format!(
                "On the community governance of town {number}, its party and its people, in five chapters"
            ),
        )
        .with(Field::Candidate, "A Candidate")
        .with(Field::Posted, format!("{}-{:02}", 1990 + number % 30, 1 + number % 12))
        .with(Field::Degree, "Master")
        .with(Field::Kind, "Thesis")
        .with(Field::Subject, "Political science")
        .with_values(
            Field::Keywords,
            ["community governance", "party", &format!("town {number}")].map(str::to_owned),
        )
        .with(
            Field::Abstract,
            "The community is the basic unit of governance, and of this sentence. ".repeat(12),
        )
}

/// The same with an abstract of the longest kind, at whose end stand words that nothing else holds.
fn long(number: usize) -> Draft<'static> {
    let sentence = "The community is the basic unit of governance, and of this text. ";
    let text = sentence.repeat(LONG_BYTES / sentence.len()) + "It is the last sentence.";
    draft(number).with(Field::Abstract, text)
}
