//! How long a frame takes: `cargo bench --bench draw`.
//!
//! `THESES_BENCH_SIZE` is the number of theses, 1,000,000 where it is not set; the screen has 200x60 cells. Beside
//! it, in the same run, the time to fill the same cells with a letter.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark is for reading, and may fail")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use theses::app::key::{Key, KeyCode};
use theses::app::layout::Size;
use theses::app::{Effect, Model, Msg, Settings, update};
use theses::search::{Cancel, Engine};
use theses::thesis::{Draft, Field, Marks, Segment, SegmentBuilder};
use theses::tui::theme::{Depth, Palette, Theme};
use theses::tui::view;

const FRAMES: usize = 300;
const SCREEN: Size = Size { width: 200, height: 60 };

fn main() {
    let size =
        std::env::var("THESES_BENCH_SIZE").ok().and_then(|size| size.parse().ok()).unwrap_or(1_000_000);
    let mut engine = Engine::default();
    let settings = Settings { measure: 72, name: "bench".into(), ..Settings::default() };
    let mut model = Model::new(settings, Marks::default(), SCREEN);
    let mut made = 0;
    while made < size {
        let segment = segment(made, size);
        made += segment.len();
        engine.grow(Arc::clone(&segment));
        tell(&mut model, &engine, Msg::Loaded(segment));
    }
    tell(&mut model, &engine, Msg::Indexed(made));

    let theme = Theme::new(Palette::Dark, Depth::Many);
    let mut terminal = Terminal::new(TestBackend::new(SCREEN.width, SCREEN.height)).unwrap();
    println!("{} theses, {}x{}, {FRAMES} frames each", model.list_len(), SCREEN.width, SCREEN.height);
    let filled = measure("fill the cells", || {
        terminal
            .draw(|frame| frame.buffer_mut().content.iter_mut().for_each(|cell| _ = cell.set_symbol("x")))
            .unwrap();
    });
    let drawn = measure("draw a frame", || {
        terminal.draw(|frame| view::draw(&model, &theme, frame)).unwrap();
    });
    let moved = measure("a key, then a frame", || {
        tell(&mut model, &engine, Msg::Key(Key::plain(KeyCode::Char('j'))));
        terminal.draw(|frame| view::draw(&model, &theme, frame)).unwrap();
    });
    let ratio = |time: Duration| time.as_secs_f64() / filled.as_secs_f64();
    println!("ratio to filling: frame {:.1}, key and frame {:.1}", ratio(drawn), ratio(moved));
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
        "{what:<20} median {:>7.3} ms   99% {:>7.3} ms",
        median.as_secs_f64() * 1e3,
        high.as_secs_f64() * 1e3
    );
    median
}

fn tell(model: &mut Model, engine: &Engine, msg: Msg) {
    let mut msgs = vec![msg];
    while let Some(msg) = msgs.pop() {
        for effect in update(model, msg) {
            if let Effect::Ask(generation, question) = effect {
                msgs.push(Msg::Answered(generation, engine.answer(&question, &Cancel::never()).unwrap()));
            }
        }
    }
}

/// As many theses as a segment holds, of `size` in all.
fn segment(first: usize, size: usize) -> Arc<Segment> {
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
