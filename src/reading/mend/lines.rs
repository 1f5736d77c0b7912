//! Lines: where lines ended, words are glued or a hyphen is left in a word.
//!
//! Owns where lines can have ended. What can be a line's end is found by words first; then the lines are laid through
//! the text so that as many of these as possible fall on an end, and only those are mended.

use super::repair::{Found, Kind};
use super::seams::Seam;
use super::text::Text;

/// The lengths that lines have, in characters: those of real pages have 79 to 97, with some room.
const LENGTHS: std::ops::RangeInclusive<usize> = 74..=102;

/// How much shorter than the longest a line can be, because the next word had no room.
const SHORTER: usize = 20;

/// How far a parted word can pass the end of the line, in characters.
const OVER: usize = 4;

/// Fewer certain ends of lines than these make no text of lines.
const FEWEST: usize = 3;

/// So many lines that end in seams of words, and half of all, make one even where few of them are certain.
const DENSE: usize = 5;

/// One in so many lines at least must end in a seam that words make certain.
const SHARE: usize = 8;

/// Those seams that lie at ends of lines; none where the text has not lost its lines.
pub fn seams(text: &Text, candidates: &[Seam]) -> Vec<Seam> {
    if candidates.iter().filter(|seam| seam.of_words).count() < FEWEST {
        return Vec::new();
    }
    let ends = ends(text, candidates);
    let best = LENGTHS.map(|length| layout(&ends, length)).max_by(|one, other| one.0.total_cmp(&other.0));
    let Some((_, chosen)) = best else { return Vec::new() };
    let seams: Vec<Seam> = chosen.into_iter().map(|at| candidates[at].clone()).collect();
    let lines = text.chars.len() / LENGTHS.end();
    let number = |which: fn(&Seam) -> bool| seams.iter().filter(|seam| which(seam)).count();
    let (certain, words) = (number(|seam| seam.certain), number(|seam| seam.of_words));
    let many = certain >= FEWEST && certain * SHARE >= lines;
    let dense = words >= DENSE && words * 2 >= lines;
    if many || dense { seams } else { Vec::new() }
}

/// Mends the ends of lines.
pub fn find(found: &mut Found<'_>, seams: &[Seam]) {
    for seam in seams {
        found.replace(Kind::LineEnd, seam.range.clone(), seam.text);
    }
}

/// A place where a line can end: between two words, or at a seam.
struct End {
    at: usize,
    /// The seam, by its number.
    seam: Option<usize>,
    weight: f32,
}

/// All places where lines can end, in order.
fn ends(text: &Text, seams: &[Seam]) -> Vec<End> {
    let spaces = text.chars.iter().enumerate().filter(|(_, c)| **c == ' ');
    let mut ends: Vec<End> = spaces.map(|(at, _)| End { at, seam: None, weight: 0.0 }).collect();
    ends.extend(seams.iter().enumerate().map(|(number, seam)| End {
        // A word is parted where it passes the end of the line.
        at: seam.range.start.saturating_sub(seam.range.len() * OVER),
        seam: Some(number),
        weight: if seam.certain { 1.0 } else { 0.4 },
    }));
    ends.sort_by_key(|end| end.at);
    ends
}

/// The best way to lay lines of at most `length` characters through the text: its weight, and the seams on it.
fn layout(ends: &[End], length: usize) -> (f32, Vec<usize>) {
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(ends.len());
    let mut first = 0;
    for (number, end) in ends.iter().enumerate() {
        while end.at - ends[first].at > length {
            first += 1;
        }
        // The first line begins where the text does.
        let begins = (length - SHORTER..=length).contains(&end.at).then_some((0.0, None));
        let before = (first..number)
            .take_while(|&before| end.at - ends[before].at >= length - SHORTER)
            .map(|before| (best[before].0, Some(before)));
        let from = before.chain(begins).max_by(|one, other| one.0.total_cmp(&other.0));
        let unreachable = (f32::NEG_INFINITY, None);
        best.push(from.map_or(unreachable, |(weight, before)| (weight + end.weight, before)));
    }
    let last = (0..ends.len()).max_by(|&one, &other| best[one].0.total_cmp(&best[other].0));
    let mut seams = Vec::new();
    let mut at = last;
    while let Some(number) = at {
        seams.extend(ends[number].seam);
        at = best[number].1;
    }
    seams.reverse();
    (last.map_or(0.0, |last| best[last].0), seams)
}
