//! Weighs the theses of one segment against the prepared clauses: which hold all of them, and with how many points.
//!
//! What the index tells is asked first; what only a look at a text can tell (phrases, letters) is asked last, and only of
//! the theses that are left.

use super::prepare::{BEGINNING, Prepared, PreparedClause, Test, Verify, Wanted};
use crate::search::cancel::Cancel;
use crate::search::fields::{self, Fields};
use crate::search::highlight;
use crate::search::hits::{ANSWERS, Worth};
use crate::search::index::Index;
use crate::search::index::postings::RowSet;
use crate::search::matching::WordMatch;
use crate::search::query::What;
use crate::search::rank::{Points, points};
use crate::text::{readings, words};
use crate::thesis::{Row, Segment, Thesis};

/// Abstracts looked through between cancellation checks.
const LOOKED_THROUGH: usize = 1024;

/// Theses whose text is looked at between cancellation checks.
const CHECK_EVERY: usize = 256;

/// A segment in its slot, and what each of its theses is worth.
pub(super) struct SegmentWorths<'p> {
    pub slot: usize,
    pub start: Row,
    pub segment: &'p Segment,
    pub worths: &'p mut [Worth],
}

/// What the theses of a segment are weighed by.
pub(super) struct Weighing<'e> {
    pub index: &'e Index,
    pub cancel: &'e Cancel,
}

/// A clause of which the index says what may hold it, and only a look at the text what does.
struct Unverified<'q> {
    verify: &'q Verify<'q>,
    fields: Fields,
    negated: bool,
    /// The points of the theses that may hold it, by row.
    best: Vec<Points>,
}

/// Adds the points to what the theses are worth; those without any drop out. Negated, those with points do.
fn count(best: &[Points], negated: bool, worths: &mut [Worth]) {
    for (worth, &points) in worths.iter_mut().zip(best) {
        *worth = if *worth > 0 && (points > 0) != negated { *worth + Worth::from(points) } else { 0 };
    }
}

fn drop_without(best: &[Points], worths: &mut [Worth]) {
    for (worth, _) in worths.iter_mut().zip(best).filter(|(_, points)| **points == 0) {
        *worth = 0;
    }
}

impl Unverified<'_> {
    /// Looks at the text of the theses that are left and have points; `None` where it was cancelled.
    fn look(&self, segment: &Segment, worths: &mut [Worth], cancel: &Cancel) -> Option<()> {
        let mut checks = cancel.every(CHECK_EVERY);
        let rows = worths.iter_mut().zip(&self.best).enumerate();
        for (row, (worth, &points)) in rows.filter(|(_, (worth, points))| **worth > 0 && **points > 0) {
            checks.row()?;
            let holds = self.verify.holds(segment.get(row), self.fields);
            let points = if self.negated { 0 } else { points };
            *worth = if holds == self.negated { 0 } else { *worth + Worth::from(points) };
        }
        Some(())
    }
}

impl Verify<'_> {
    /// Looks into the abstract first: nearly all that holds what is looked for holds it there.
    fn holds(&self, thesis: Thesis<'_>, fields: Fields) -> bool {
        let long = fields.and(Fields::ABSTRACT);
        [long, fields.and(Fields::SHORT)]
            .into_iter()
            .any(|fields| fields.texts(thesis).any(|(text, _)| self.is_in(text)))
    }

    fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Letters(letters) => letters.is_in(text),
            Self::Phrase(phrase, needle) => needle.is_in(text) || highlight::holds_phrase(text, phrase),
        }
    }
}

/// Drops the theses that a look at them, without their text, rules out.
fn check<'s>(what: &What, negated: bool, segment: &'s Segment, worths: &mut [Worth]) {
    let mut keep = |holds: &mut dyn FnMut(Thesis<'s>) -> bool| {
        for (row, worth) in worths.iter_mut().enumerate().filter(|(_, worth)| **worth > 0) {
            if holds(segment.get(row)) == negated {
                *worth = 0;
            }
        }
    };
    match what {
        What::Value(field, value) => {
            // A field with few values: each is looked at once.
            let mut known: Vec<(&str, bool)> = Vec::new();
            keep(&mut |thesis| {
                let name = thesis.text(*field);
                if let Some(&(_, holds)) = known.iter().find(|(other, _)| std::ptr::eq(*other, name)) {
                    return holds;
                }
                let begins = |name: &str| readings::any(name, |folded| words::begins_a_word(folded, value));
                let holds = begins(name) || field.other_name(name).is_some_and(begins);
                known.push((name, holds));
                holds
            });
        }
        What::Beginning(field, beginning) => {
            keep(&mut |thesis| highlight::is_beginning(thesis.text(*field), beginning));
        }
        What::Time(field, from, to) => {
            keep(&mut |thesis| fields::time(thesis, *field).is_some_and(|time| time.is_within(*from, *to)));
        }
        What::Marked(..) | What::Word(..) | What::Run(..) | What::Letters(..) | What::Phrase(..) => {}
    }
}

impl Weighing<'_> {
    /// Fills in what each thesis of a part is worth by these operands; `None` where it was cancelled.
    pub fn weigh(&self, part: &mut SegmentWorths<'_>, operands: &[Prepared<'_>]) -> Option<()> {
        part.worths.fill(ANSWERS);
        self.narrow(part, operands)
    }

    /// Adds the points of operands to what the theses are worth; those that do not answer them drop out.
    fn narrow(&self, part: &mut SegmentWorths<'_>, operands: &[Prepared<'_>]) -> Option<()> {
        let (mut unverified, mut choices) = (Vec::new(), Vec::new());
        for operand in operands {
            self.cancel.check()?;
            if part.worths.iter().all(|&worth| worth == 0) {
                return Some(());
            }
            let PreparedClause { clause, test } = match operand {
                Prepared::Clause(clause) => clause,
                Prepared::Any(any) => {
                    choices.push(any);
                    continue;
                }
            };
            match test {
                Test::Thesis(what) => check(what, clause.negated, part.segment, part.worths),
                Test::Marked(bears) => {
                    let bears = &bears[part.start.0 as usize..][..part.worths.len()];
                    let unfit =
                        part.worths.iter_mut().zip(bears).filter(|(_, bears)| **bears == clause.negated);
                    unfit.for_each(|(worth, _)| *worth = 0);
                }
                Test::Words { words, fields, verify } => {
                    let best = self.points_of(part, words, *fields);
                    let Some(verify) = verify else {
                        count(&best, clause.negated, part.worths);
                        continue;
                    };
                    if !clause.negated {
                        drop_without(&best, part.worths);
                    }
                    unverified.push(Unverified { verify, fields: *fields, negated: clause.negated, best });
                }
            }
        }
        for any in choices {
            self.narrow_to_any(part, any)?;
        }
        for clause in unverified {
            clause.look(part.segment, part.worths, self.cancel)?;
        }
        self.cancel.check()
    }

    /// Adds the points of the best choice to what the theses are worth; those that answer none drop out.
    fn narrow_to_any(&self, part: &mut SegmentWorths<'_>, choices: &[Vec<Prepared<'_>>]) -> Option<()> {
        let mut best = vec![0; part.worths.len()];
        for choice in choices {
            // Only what is left is looked at.
            let mut worths: Vec<_> = part.worths.iter().map(|&worth| worth.min(ANSWERS)).collect();
            let mut by_itself = SegmentWorths { worths: &mut worths, ..*part };
            self.narrow(&mut by_itself, choice)?;
            best.iter_mut().zip(&worths).for_each(|(best, &worth)| *best = worth.max(*best));
        }
        for (worth, &best) in part.worths.iter_mut().zip(&best) {
            *worth = if best > 0 { *worth + best - ANSWERS } else { 0 };
        }
        Some(())
    }

    /// For each thesis of a part the points of the best of its hits, if it holds one word of each; else 0.
    fn points_of(&self, part: &SegmentWorths<'_>, words: &[Wanted], allowed: Fields) -> Vec<Points> {
        let each = words.iter().map(|wanted| self.points_of_one(part, wanted, allowed));
        let both = |mut all: Vec<Points>, one: Vec<Points>| {
            all.iter_mut().zip(one).for_each(|(all, one)| *all = (*all).min(one));
            all
        };
        // Where no word is asked for, any thesis may hold what is.
        each.reduce(both).unwrap_or_else(|| vec![points(Fields::ABSTRACT, BEGINNING); part.worths.len()])
    }

    fn points_of_one(&self, part: &SegmentWorths<'_>, wanted: &Wanted, allowed: Fields) -> Vec<Points> {
        let SegmentWorths { slot, segment, .. } = *part;
        let rows = segment.len();
        let mut best: Vec<Points> = vec![0; rows];
        let mut raise = |rows: &mut RowSet, field: Fields, matched: WordMatch| {
            if !allowed.is_apart(field) {
                rows.raise(&mut best, points(field, matched));
            }
        };
        if !allowed.is_apart(Fields::SHORT) {
            self.index.short.each_beginning(slot, &wanted.short, &mut raise);
        }
        if allowed.is_apart(Fields::ABSTRACT) {
            // Abstracts are not asked about.
        } else if self.index.abstracts.has(slot) {
            self.index.abstracts.each_beginning(slot, &wanted.abstracts, &mut raise);
            let abstracts = |rows: &mut RowSet, matched: WordMatch| raise(rows, Fields::ABSTRACT, matched);
            self.index.abstracts.each_set(slot, &wanted.abstracts, abstracts);
        } else {
            let points = points(Fields::ABSTRACT, BEGINNING);
            for start in (0..rows).step_by(LOOKED_THROUGH).take_while(|_| !self.cancel.is_cancelled()) {
                let some = start..rows.min(start + LOOKED_THROUGH);
                wanted.needle.abstracts(segment, some, &mut |row| best[usize::from(row)] = points);
            }
        }
        if !allowed.is_apart(Fields::SHORT) {
            self.index.short.each_hit(slot, &wanted.short, |row, fields, matched| {
                let best = &mut best[usize::from(row)];
                *best = (*best).max(points(fields.and(allowed), matched));
            });
        }
        best
    }
}
