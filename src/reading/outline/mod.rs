//! The outline of a mended abstract: its sections, found by how abstracts are written.
//!
//! Owns which marks make sections. Each file beside this one reads one kind of mark; a mark alone is no section: a
//! counted run must count, and labels must be several.

mod divisions;
mod labels;
mod mark;
mod numbers;
mod points;
mod runs;

use std::ops::Range;

use super::sentences::trimmed;
use mark::Mark;

/// A section of a mended text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is called in the margin: `Chapter 3`, `Second`, `(2)`, `Methods`.
    pub label: String,
    /// What it counts as: 1 is the first. None for what is not counted, such as an introduction.
    pub number: Option<u32>,
    /// 0, or 1 for a point within another section.
    pub level: u8,
    /// Its bytes in the mended text. Those of a point lie within the section that holds it.
    pub range: Range<usize>,
}

/// The sections of a text whose sentences are given, in order of their places.
pub fn sections(text: &str, sentences: &[Range<usize>]) -> Vec<Section> {
    let points = points::find(text);
    let ordinals = runs::counted(&points::ordinals(text, sentences));
    let groups = runs::counted(&points);
    let divisions = runs::divisions(&divisions::find(text, sentences));
    if !divisions.is_empty() {
        let mut sections = within(text, sentences, &[divisions], 0);
        nest(text, sentences, &groups, &mut sections);
        return sections;
    }
    let labels = labels::find(text, sentences);
    if !labels.is_empty() {
        let mut sections = within(text, sentences, &[labels], 0);
        nest(text, sentences, &groups, &mut sections);
        return sections;
    }
    let (outer, inner) = runs::split(groups, ordinals);
    let mut sections = within(text, sentences, &outer, 0);
    nest(text, sentences, &inner, &mut sections);
    sections
}

/// The sections that runs of marks make at one level.
fn within(text: &str, sentences: &[Range<usize>], runs: &[Vec<Mark>], level: u8) -> Vec<Section> {
    let mut sections = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        let next_run = runs.get(number + 1).map_or(text.len(), |next| next[0].at);
        for (at, mark) in run.iter().enumerate() {
            let end = match run.get(at + 1) {
                Some(next) => next.at,
                None => runs::end(text, sentences, run).min(next_run),
            };
            sections.push(Section {
                label: mark.label.clone(),
                number: (mark.number > 0).then_some(mark.number),
                level,
                range: trimmed(text, mark.at..end),
            });
        }
    }
    sections
}

/// Adds the runs that lie wholly within one section as points of it.
fn nest(text: &str, sentences: &[Range<usize>], runs: &[Vec<Mark>], sections: &mut Vec<Section>) {
    let outer = sections.clone();
    for run in runs {
        let (first, last) = (run[0].at, run[run.len() - 1].at);
        let Some(holder) =
            outer.iter().find(|section| section.range.start < first && last < section.range.end)
        else {
            continue;
        };
        let mut points = within(text, sentences, std::slice::from_ref(run), 1);
        for point in &mut points {
            point.range.end = point.range.end.min(holder.range.end);
        }
        sections.append(&mut points);
    }
    sections.sort_by_key(|section| (section.range.start, section.level));
}

#[cfg(test)]
mod tests;
