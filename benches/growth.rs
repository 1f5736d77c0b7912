//! How loading, reading a filter, and marks grow with their input: `cargo bench --bench growth`.
//!
//! Each input is doubled a few times, and the ratio of the times of two sizes printed: about 2 where the time is
//! linear, about 4 where it is quadratic. Each time is the least of several. A line whose last ratio is above 3 is
//! marked; nothing fails, since a busy machine is no fault of the program.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark is for reading, and may fail")]

use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use theses::app::layout::Size;
use theses::app::{Model, Msg, Settings, update};
use theses::disk::load::{Source, load_all};
use theses::format::{self, Extent, text};
use theses::search::{Query, parts};
use theses::thesis::{Draft, Field, Mark, Marks, MarksDifference, SegmentBuilder};

const SEED: &str = include_str!("../seeds/000_b57697fb778bb6af.txt");
const ROUNDS: usize = 5;
const DOUBLINGS: u32 = 4;
/// Bytes of the smallest text.
const SMALLEST: usize = 128 << 10;

fn main() {
    println!("{:36}{:>12}   ratios", "", "largest");
    texts();
    filters();
    folders();
    marks();
}

/// Texts made of one thing again and again.
fn texts() {
    let page = format!("{SEED}\n");
    let long = "word ".repeat(40);
    let units: [(&str, &str); 17] = [
        ("pages", &page),
        ("lines GTID:", "GTID:2556307118989809Subject:Law\n"),
        ("lines Posted on:", "Posted on:2023-12-02Degree:MasterType:Thesis\n"),
        ("lines Type:, blank lines between", "Type:x\n\n\n\n"),
        ("lines Abstract/Summary:", "Abstract/Summary:PDF Full Text Request\n"),
        ("lines Keywords/Search Tags:", "Keywords/Search Tags:a, b\n"),
        ("labels on one line", "Posted on:Degree:Type:"),
        ("blank lines", "\n"),
        ("cells", "| A cell of a page of which nothing else is left,and which is no longer than this. |\n"),
        ("cells cut off", "| A cell of a page of which nothing else is left,and which goes on\n"),
        ("bars", "|"),
        ("one long line", &long),
        ("quotes", "\""),
        ("quoted cells", "\"a,b\",\"c\"\"d\"\n"),
        ("open tags", "<a><"),
        ("JSON lines", "{\"id\":1,\"title\":\"T\",\"DOI\":\"x\"}\n"),
        ("JSON lines that are none", "{\"id\":\n"),
    ];
    for (name, unit) in units {
        grow(name, |doubling| {
            let text = unit.repeat(((SMALLEST << doubling) / unit.len()).max(1));
            move || decode(text.as_bytes())
        });
        grow(&format!("{name}, in a page"), |doubling| {
            let times = ((SMALLEST << doubling) / unit.len()).max(1);
            let text = format!("{SEED}\n{}\n{SEED}", unit.repeat(times));
            move || decode(text.as_bytes())
        });
    }
    for (name, unit) in
        [("bytes that are not UTF-8", &b"\xe2\x80\x99 a \xff "[..]), ("GB18030", b"\xc9\xe7\xc7\xf8\n")]
    {
        grow(name, |doubling| {
            let bytes = unit.repeat((SMALLEST << doubling) / unit.len());
            move || decode(&bytes)
        });
    }
}

fn decode(bytes: &[u8]) {
    let Ok(decoded) = text::decode(bytes) else { return };
    let flow = format::decode(format::sniff(&decoded.text), &decoded.text, Extent::Whole, &mut |item| {
        black_box(&item);
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
}

/// Filters made of one thing again and again, up to the longest that is read.
fn filters() {
    let smallest = Query::LONGEST >> DOUBLINGS;
    for unit in [
        "\"",
        "'",
        "(",
        "(a ",
        "|",
        "-",
        "a",
        "ab ",
        "ab|",
        "title:(",
        "titel:x ",
        "“",
        "OR ",
        "year:2021 ",
        "社",
    ] {
        grow(&format!("filters of {unit}"), |doubling| {
            let text = unit.repeat((smallest << doubling) / unit.len());
            move || {
                for _ in 0..100 {
                    _ = black_box((Query::parse(&text), parts(&text)));
                }
            }
        });
    }
}

/// Folders beside and within one another, and links that meet again.
fn folders() {
    let load = |folder: &Path| {
        let source = Source::Paths(vec![folder.to_owned()]);
        move || assert!(!load_all(&source).collection.is_empty())
    };
    let beside = tempfile::tempdir().unwrap();
    grow("folders beside one another", |doubling| {
        let root = beside.path().join(doubling.to_string());
        for folder in 0..(200 << doubling) {
            let folder = root.join(folder.to_string());
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("page.txt"), SEED).unwrap();
        }
        load(&root)
    });
    // Up to the longest path that the system takes.
    let within = tempfile::tempdir().unwrap();
    grow("folders within one another", |doubling| {
        let root = within.path().join(doubling.to_string());
        let mut folder = root.clone();
        for _ in 0..(100 << doubling) {
            folder.push("d");
        }
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("page.txt"), SEED).unwrap();
        load(&root)
    });
    #[cfg(unix)]
    links(load);
}

#[cfg(unix)]
fn links<F: FnMut()>(load: impl Fn(&Path) -> F) {
    let ladders = tempfile::tempdir().unwrap();
    grow("links that meet again", |doubling| {
        let root = ladders.path().join(doubling.to_string());
        // A path through more than forty links is refused by the system, so it is the links of a rung that double.
        let (rungs, sides) = (16, 20 << doubling);
        for rung in 0..rungs {
            let folder = root.join(format!("{rung:04}"));
            fs::create_dir_all(&folder).unwrap();
            for side in 0..sides {
                std::os::unix::fs::symlink(format!("../{:04}", rung + 1), folder.join(side.to_string()))
                    .unwrap();
            }
        }
        let last = root.join(format!("{rungs:04}"));
        fs::create_dir_all(&last).unwrap();
        fs::write(last.join("page.txt"), SEED).unwrap();
        load(&root.join("0000"))
    });
}

/// What is done on the screen's thread while there are many marks of theses that are not loaded: nearly the same however
/// many there are, so ratios are about 1.
fn marks() {
    const PRESSES: usize = 100;
    let many = |doubling: u32| {
        let mark = |at: u32| Mark {
            id: format!("elsewhere {at}"),
            title: "A title of a thesis that is not loaded".into(),
            bookmarked: Some("2026-01-01T00:00:00Z".into()),
            ..Mark::default()
        };
        Marks::new((0..5000 << doubling).map(mark).collect())
    };
    let segment = |at: usize| {
        let mut builder = SegmentBuilder::default();
        builder.push(&Draft::at(1).with(Field::Id, at.to_string()), &Path::new("a").into());
        Arc::new(builder.seal())
    };
    grow("b, pressed among many marks", |doubling| {
        let mut model = Model::new(Settings::default(), many(doubling), Size { width: 120, height: 36 });
        update(&mut model, Msg::Loaded(segment(0)));
        move || {
            for _ in 0..PRESSES {
                update(&mut model, Msg::Key("b".parse().unwrap()));
                black_box(update(&mut model, Msg::Marked(1, Ok(MarksDifference::default()))));
            }
        }
    });
    grow("segments, loaded with many marks", |doubling| {
        let size = Size { width: 120, height: 36 };
        let (marks, segments) = (many(doubling), (0..PRESSES).map(segment).collect::<Vec<_>>());
        let mut models =
            (0..ROUNDS).map(|_| Model::new(Settings::default(), marks.clone(), size)).collect::<Vec<_>>();
        move || {
            let mut model = models.pop().unwrap();
            for segment in &segments {
                update(&mut model, Msg::Loaded(Arc::clone(segment)));
            }
            models.insert(0, model);
        }
    });
}

/// Prints the time of the largest size, and the ratio of each size to the one half as large.
fn grow<F: FnMut()>(name: &str, mut make: impl FnMut(u32) -> F) {
    let times: Vec<_> = (0..=DOUBLINGS).map(|doubling| least(make(doubling))).collect();
    let ratios: Vec<_> = times.windows(2).map(|pair| pair[1].as_secs_f64() / pair[0].as_secs_f64()).collect();
    let last = ratios.last().copied().unwrap_or_default();
    let shown: Vec<_> = ratios.iter().map(|ratio| format!("{ratio:.1}")).collect();
    let mark = if last > 3.0 { "   more than linear" } else { "" };
    let largest = times.last().copied().unwrap_or_default();
    println!("{name:36}{:>9.1} ms   {}{mark}", largest.as_secs_f64() * 1e3, shown.join(" "));
}

fn least(mut run: impl FnMut()) -> Duration {
    let time = |()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    [(); ROUNDS].map(time).into_iter().min().unwrap_or_default()
}
