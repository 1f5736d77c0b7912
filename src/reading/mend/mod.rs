//! Mending: what the index lost of a text on the way is put right for reading.
//!
//! Owns the repairs and their order. Each file beside this one has one group of rules; a rule looks at a place and
//! answers with repairs, and never changes a text itself. Nothing is touched but what a rule names: letters and digits
//! all stay, in their order.

mod apostrophes;
mod brackets;
mod broken;
mod glued;
mod lexicon;
mod lines;
mod lost;
mod regime;
mod repair;
mod seams;
mod small;
mod spaced;
mod stops;
#[cfg(test)]
mod tests;
mod text;
mod words;

use std::ops::Range;

use crate::text::mapped::{Mapped, Mapping};

use super::vocabulary::Evidence;
pub use regime::Regime;
use repair::Found;
pub use repair::{Kind, Repair};
use text::Text;

/// A text as it is to be read.
#[derive(Clone, Debug)]
pub struct Mended<'s> {
    /// The text, with the way back to what was read.
    pub mapped: Mapped<'s>,
    /// The repairs, in order, none over another.
    pub repairs: Vec<Repair>,
    /// What had happened to the text.
    pub regime: Regime,
}

impl Mended<'_> {
    /// The mended text.
    pub fn text(&self) -> &str {
        self.mapped.text()
    }

    /// The same with a text of its own.
    pub fn into_owned(self) -> Mended<'static> {
        Mended { mapped: self.mapped.into_owned(), repairs: self.repairs, regime: self.regime }
    }
}

/// How often a text is looked at: a repair may show another, as that of `the19 th` does. More than two is rare.
const ROUNDS: usize = 6;

/// Mends an abstract, a title or a keyword. What rests on words is left where the evidence does not tell them.
///
/// Mending what is mended changes nothing.
pub fn mend<'s>(source: &'s str, evidence: &Evidence<'_>) -> Mended<'s> {
    let (mut repairs, regime) = repairs(source, evidence);
    let mut mapped = apply(source, &repairs);
    for _ in 1..ROUNDS {
        if repairs.is_empty() {
            break;
        }
        let (more, _) = self::repairs(mapped.text(), evidence);
        let before = repairs.len();
        repairs.extend(more.into_iter().filter_map(|repair| back(&mapped, &repair)));
        repairs = in_order(repairs);
        if repairs.len() == before {
            break;
        }
        mapped = apply(source, &repairs);
    }
    Mended { mapped, repairs, regime }
}

/// What one look finds to be repaired.
fn repairs(source: &str, evidence: &Evidence<'_>) -> (Vec<Repair>, Regime) {
    let text = Text::new(source);
    let mut regime = Regime::of(&text);
    let knows = !evidence.is_empty();
    let seams = if knows { seams::find(&text, evidence) } else { Vec::new() };
    let ends = if regime == Regime::Spaced { lines::seams(&text, &seams) } else { Vec::new() };
    if !ends.is_empty() {
        regime = Regime::Lines;
    }
    let mut found = Found::new(&text);
    if knows {
        lost::find(&mut found, evidence);
        broken::find(&mut found, &seams, evidence);
    }
    let joined = found.repairs.iter().any(|repair| repair.kind == Kind::Joined);
    match regime {
        Regime::Glued => glued::find(&mut found),
        Regime::Spaced => spaced::find(&mut found, joined),
        Regime::Lines => lines::find(&mut found, &ends),
    }
    apostrophes::find(&mut found);
    small::find(&mut found);
    (in_order(found.repairs), regime)
}

/// The repair of a mended text as one of its source; none where it touches what was put in.
fn back(mapped: &Mapped<'_>, repair: &Repair) -> Option<Repair> {
    let source = mapped.source(repair.source.clone());
    (source.len() == repair.source.len()).then(|| Repair { source, ..repair.clone() })
}

/// The repairs by their place, of those that meet the first found.
fn in_order(mut repairs: Vec<Repair>) -> Vec<Repair> {
    repairs.sort_by_key(|repair| (repair.source.start, repair.source.end));
    let mut last: Option<Range<usize>> = None;
    repairs.retain(|repair| {
        let at = &repair.source;
        let meets = last.as_ref().is_some_and(|last| at.start < last.end || at.start == last.start);
        if !meets {
            last = Some(at.clone());
        }
        !meets
    });
    repairs
}

fn apply<'s>(source: &'s str, repairs: &[Repair]) -> Mapped<'s> {
    if repairs.is_empty() {
        return Mapped::unchanged(source);
    }
    let mut mapping = Mapping::new(source);
    for repair in repairs {
        mapping.keep(repair.source.start);
        mapping.replace(repair.source.end, repair.text, false);
    }
    mapping.finish()
}
