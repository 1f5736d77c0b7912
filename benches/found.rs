//! How well the filter finds what a person half remembers: `cargo bench --bench found`.
//!
//! Known-item queries over the full pages of `../shared/data/fsu`: two or three telling words of a title and its
//! keywords, a third as they are, a third cut to two thirds of each word, a third with a slip in one word. The
//! mean reciprocal rank at 10 is told for the pages alone and among 100,000 made theses, beside `fzf --filter`,
//! and the queries that did worst. `THESES_BENCH_FOLDER` keeps what was made, `THESES_BENCH_SEED` asks others.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark is for reading, and may fail")]

mod scale;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use scale::{Random, telling, with_slip};
use theses::disk::load::{Source, load_all};
use theses::search::{Cancel, Engine, Query, Question};
use theses::thesis::{Collection, Row};

/// Theses around the pages.
const AROUND: usize = 100_000;
/// A rank beyond this counts as not found.
const DEPTH: usize = 10;
/// Queries for other filters among many theses, where each takes them seconds.
const OTHERS: usize = 60;
/// A word that more than one page in so many holds tells nothing.
const FEW: usize = 50;
/// The page that holds the same record as another.
const TWICE: &str = "1120";
/// So many of the worst queries are shown.
const WORST: usize = 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    AsItIs,
    CutShort,
    Slip,
}

const KINDS: [Kind; 3] = [Kind::AsItIs, Kind::CutShort, Kind::Slip];

/// A query and the thesis that is meant.
struct Known {
    kind: Kind,
    text: String,
    row: Row,
}

fn main() {
    let Some(data) = scale::beside("shared/data/fsu") else { return };
    let folder = tempfile::tempdir().unwrap();
    let (paths, words) = pages(&data);
    let pages = load_all(&Source::Paths(paths.clone())).collection;
    println!("{} full pages", pages.len());
    let known = known(&pages, &words);
    evaluate("alone", &pages, &known, usize::MAX, folder.path());
    let Some(made) = scale::made(AROUND, folder.path()) else { return };
    let around = load_all(&Source::Paths(paths.into_iter().chain([made]).collect())).collection;
    evaluate(&format!("among {AROUND}"), &around, &known, OTHERS, folder.path());
}

/// The full pages, and for each file the words of its title and keywords.
fn pages(data: &Path) -> (Vec<PathBuf>, HashMap<PathBuf, String>) {
    let (mut paths, mut words) = (Vec::new(), HashMap::new());
    for line in fs::read_to_string(data.join("truth.jsonl")).unwrap().lines() {
        let truth: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |field: &str| truth[field].as_str().unwrap_or_default();
        if text("layout") != "full" || text("name").starts_with(TWICE) {
            continue;
        }
        let path = data.join("pages").join(text("name"));
        let keywords = truth["keywords"].as_array().into_iter().flatten().filter_map(|k| k.as_str());
        let all: Vec<_> = std::iter::once(text("title")).chain(keywords).collect();
        words.insert(path.clone(), all.join(" "));
        paths.push(path);
    }
    (paths, words)
}

/// One query a page that has enough telling words, the kinds in turn.
fn known(pages: &Collection, words: &HashMap<PathBuf, String>) -> Vec<Known> {
    let seed = std::env::var("THESES_BENCH_SEED").ok().and_then(|seed| seed.parse().ok());
    let mut random = Random(seed.unwrap_or(7));
    let mut holders: HashMap<String, usize> = HashMap::new();
    words.values().flat_map(|words| telling(words)).for_each(|word| *holders.entry(word).or_default() += 1);
    let mut known = Vec::new();
    for (row, thesis) in (0..).zip(pages.iter()) {
        let mut words = telling(&words[thesis.file()]);
        words.retain(|word| holders[word] * FEW <= pages.len());
        let count = 2 + random.below(2);
        if words.len() < count {
            continue;
        }
        let mut typed: Vec<_> = (0..count).map(|_| words.remove(random.below(words.len()))).collect();
        let kind = KINDS[known.len() % KINDS.len()];
        match kind {
            Kind::AsItIs => {}
            Kind::CutShort => typed.iter_mut().for_each(|word| word.truncate((word.len() * 2).div_ceil(3))),
            Kind::Slip => {
                let slip = random.below(count);
                typed[slip] = with_slip(&typed[slip], &mut random);
            }
        }
        known.push(Known { kind, text: typed.join(" "), row: Row(row) });
    }
    known
}

/// Asks every query and prints what came of it; the first `others` of them to other filters, too.
fn evaluate(what: &str, collection: &Collection, known: &[Known], others: usize, folder: &Path) {
    let engine = Engine::new(collection);
    let ranks: Vec<_> = known.iter().map(|known| rank(&engine, known)).collect();
    println!("\n{what}: {} queries, mean reciprocal rank at {DEPTH}", known.len());
    print_means("theses", known, &ranks);
    if others < known.len() {
        print_means(&format!("  the first {others}"), &known[..others], &ranks[..others]);
    }
    let lines = folder.join("lines.txt");
    scale::write_lines(&lines, collection.iter().map(scale::line));
    let asked = &known[..others.min(known.len())];
    for name in scale::other_filters() {
        let rank = |known: &Known| {
            let (found, _) = scale::other_filter(name, &known.text, &lines);
            let wanted = scale::line(collection.get(known.row));
            found.lines().take(DEPTH).position(|line| line == wanted).map(|place| place + 1)
        };
        let ranks: Vec<_> = asked.iter().map(rank).collect();
        print_means(&format!("{name}, {} queries", asked.len()), asked, &ranks);
    }
    print_worst(collection, known, &ranks);
}

/// The rank of the thesis that is meant, from 1, where it is among the first.
fn rank(engine: &Engine, known: &Known) -> Option<usize> {
    let question = Question { query: Query::parse(&known.text).unwrap(), ..Question::default() };
    let answer = engine.answer(&question, &Cancel::never()).unwrap();
    answer.rows.iter().take(DEPTH).position(|&row| row == known.row).map(|place| place + 1)
}

fn print_means(who: &str, known: &[Known], ranks: &[Option<usize>]) {
    let mean = |kind: Option<Kind>| {
        let of_kind = known.iter().zip(ranks).filter(|(known, _)| kind.is_none_or(|kind| known.kind == kind));
        let ranks: Vec<_> = of_kind.map(|(_, rank)| rank.map_or(0.0, |rank| 1.0 / rank as f64)).collect();
        ranks.iter().sum::<f64>() / ranks.len().max(1) as f64
    };
    let [as_it_is, cut, slip] = KINDS.map(|kind| mean(Some(kind)));
    println!("{who:<20} {:.3}   as it is {as_it_is:.3}   cut short {cut:.3}   a slip {slip:.3}", mean(None));
}

fn print_worst(collection: &Collection, known: &[Known], ranks: &[Option<usize>]) {
    let mut worst: Vec<_> = known.iter().zip(ranks).filter(|(_, rank)| **rank != Some(1)).collect();
    worst.sort_by_key(|(_, rank)| std::cmp::Reverse(rank.unwrap_or(DEPTH + 1)));
    println!("{} of {} do not come first; the worst:", worst.len(), known.len());
    for (known, rank) in worst.into_iter().take(WORST) {
        let rank = rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
        println!(
            "  {rank:>2}  {:<9} {:<40} {}",
            format!("{:?}", known.kind),
            known.text,
            collection.get(known.row).title()
        );
    }
}
