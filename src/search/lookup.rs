//! Looks the clauses of a query up in the index: which theses hold all of them, and with how many points.
//!
//! What the index tells is asked first, for a part of the collection at a time; what only a look at a text can
//! tell (phrases, letters) is asked last, and only of the theses that are left.

use super::cancel::Cancel;
use super::evidence::Meant;
use super::fields::{self, Fields};
use super::highlight;
use super::hits::{ANSWERS, Hits, Worth};
use super::index::postings::RowSet;
use super::index::{Index, Words};
use super::marked::Marked;
use super::matching::{Closeness, WordMatch};
use super::query::{Clause, Query, What};
use super::rank::{Points, points};
use super::scan::Needle;
use super::threads;
use crate::text::fold::fold;
use crate::text::words::{self, Script};
use crate::thesis::{Collection, Field, PlacedSegment, Row, Segment, Thesis};

/// From so many theses on several threads look; fewer are done before another thread has started.
const PARALLEL_FROM: usize = 50_000;

const WHOLE: WordMatch = WordMatch { closeness: Closeness::Whole, percent: 100 };
const BEGINNING: WordMatch = WordMatch { closeness: Closeness::Beginning, percent: 100 };

/// A query that is ready to be looked up.
pub(super) struct Lookup<'e> {
    collection: &'e Collection,
    index: &'e Index,
    clauses: Vec<Prepared<'e>>,
    /// Asked in between; what is found after it says so is incomplete.
    cancel: &'e Cancel,
}

/// A clause, ready to be looked up.
struct Prepared<'q> {
    clause: &'q Clause,
    test: Test<'q>,
}

enum Test<'q> {
    /// A thesis has to hold one word of each in these fields, and stand up to a look at its text.
    Words { words: Vec<Wanted>, fields: Fields, verify: Option<Verify<'q>> },
    /// What a look at the thesis tells.
    Thesis(&'q What),
    /// Whether each thesis of the collection bears a mark.
    Marked(Vec<bool>),
}

impl Test<'_> {
    fn words(fields: Fields, wanted: Wanted) -> Self {
        Self::Words { words: vec![wanted], fields, verify: None }
    }
}

/// The words of both vocabularies that are meant.
struct Wanted {
    short: Words,
    abstracts: Words,
    /// What abstracts hold that are not indexed yet.
    needle: Needle,
}

/// A part of the index, its segment, and what each of its theses is worth.
struct PartAt<'p> {
    number: usize,
    start: Row,
    segment: &'p Segment,
    worths: &'p mut [Worth],
}

/// So many abstracts are looked through between two looks at whether anybody still waits.
const LOOKED_THROUGH: usize = 1024;

/// What the index cannot tell.
enum Verify<'q> {
    /// The folded text holds these letters.
    Letters(Needle),
    /// The words of the text, parted by spaces, hold this phrase. It stands so in nearly every text that does,
    /// which the needle tells many times faster.
    Phrase(&'q str, Needle),
}

/// How many theses are looked at between two looks at whether anybody still waits.
const LOOKS: usize = 256;

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

/// Looks at the text of the theses that are left and have points; `None` where it was cancelled.
fn verify_rows(
    verify: &Verify<'_>,
    fields: Fields,
    negated: bool,
    best: &[Points],
    segment: &Segment,
    worths: &mut [Worth],
    cancel: &Cancel,
) -> Option<()> {
    let rows = worths.iter_mut().zip(best).enumerate();
    let rows = rows.filter(|(_, (worth, points))| **worth > 0 && **points > 0);
    for (looked, (row, (worth, &points))) in rows.enumerate() {
        if looked % LOOKS == 0 && cancel.is_cancelled() {
            return None;
        }
        let holds = verify.holds(segment.get(row), fields);
        *worth = if holds == negated { 0 } else { *worth + Worth::from(if negated { 0 } else { points }) };
    }
    Some(())
}

impl Verify<'_> {
    fn holds(&self, thesis: Thesis<'_>, fields: Fields) -> bool {
        fields.texts(thesis).any(|(text, _)| self.is_in(text))
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
                let holds = words::begins_a_word(&fold(name), value);
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
        What::Marked(_) | What::Word(..) | What::Run(..) | What::Letters(..) | What::Phrase(..) => {}
    }
}

impl<'e> Lookup<'e> {
    /// Finds the words of the vocabulary that each clause means; `None` where it was cancelled.
    pub fn new(
        collection: &'e Collection,
        index: &'e Index,
        query: &'e Query,
        marked: &Marked,
        cancel: &'e Cancel,
    ) -> Option<Self> {
        let mut lookup = Self { collection, index, clauses: Vec::new(), cancel };
        let clauses = query.clauses().iter();
        lookup.clauses =
            clauses.map(|clause| Prepared { clause, test: lookup.test(clause, marked) }).collect();
        (!cancel.is_cancelled()).then_some(lookup)
    }

    /// The theses that hold every clause; `None` where it was cancelled.
    pub fn hits(&self) -> Option<Hits> {
        let mut worths = vec![0; self.collection.rows()];
        let mut rest = &mut worths[..];
        // What asks for no word needs no index.
        let words = self.clauses.iter().any(|prepared| matches!(prepared.test, Test::Words { .. }));
        let mut parts = Vec::new();
        for PlacedSegment { number, start, segment, is_retired } in self.collection.slots() {
            let (worths, others) = rest.split_at_mut(segment.len());
            rest = others;
            if !is_retired && (!words || self.index.short.has(number)) {
                parts.push(PartAt { number, start, segment, worths });
            }
        }
        let few = self.collection.len() < PARALLEL_FROM;
        let some = if few { parts.len().max(1) } else { threads::piece(parts.len(), 1) };
        threads::all(parts.chunks_mut(some), |parts| {
            parts.iter_mut().try_for_each(|part| self.weigh_part(part))
        })?;
        Some(Hits::new(worths))
    }

    /// The typed words with what they mean, for weighing the theses that were found.
    pub fn meant(&self) -> Vec<Meant<'_>> {
        let words =
            self.clauses.iter().filter_map(|prepared| match (&prepared.clause.what, &prepared.test) {
                (What::Word(typed, _), Test::Words { words, .. }) if !prepared.clause.negated => {
                    Some(Meant::new(typed, &words[0].short.listed, |number| self.index.short.word(number)))
                }
                _ => None,
            });
        words.collect()
    }

    fn test(&self, clause: &'e Clause, marked: &Marked) -> Test<'e> {
        match &clause.what {
            // Without a word means without what begins with it; a slip is no reason to leave a thesis out.
            What::Word(typed, fields) if clause.negated => {
                Test::words(*fields, self.beginning_with(typed.text(), BEGINNING))
            }
            What::Word(typed, fields) if !typed.forgives() => {
                Test::words(*fields, self.beginning_with(typed.text(), BEGINNING))
            }
            What::Word(typed, fields) => {
                let short =
                    self.index.short.matching(|word, letters| typed.match_word(word, letters), self.cancel);
                let abstracts = self.index.abstracts.beginning_with(typed.text(), WHOLE, BEGINNING);
                Test::words(*fields, Wanted { short, abstracts, needle: Needle::beginning(typed.text()) })
            }
            What::Run(run, fields) => self.run(run, *fields),
            What::Letters(letters, fields) => self.letters(letters, *fields),
            What::Phrase(phrase, fields) => self.phrase(phrase, *fields),
            What::Marked(kind) => {
                let mut bears = vec![false; self.collection.rows()];
                for row in marked.rows(*kind) {
                    if let Some(bears) = bears.get_mut(row.0 as usize) {
                        *bears = true;
                    }
                }
                Test::Marked(bears)
            }
            other => Test::Thesis(other),
        }
    }

    /// The words of both vocabularies that begin so; the longer ones match like `beginning`.
    fn beginning_with(&self, text: &str, beginning: WordMatch) -> Wanted {
        let Index { short, abstracts, .. } = self.index;
        Wanted {
            short: short.beginning_with(text, WHOLE, beginning),
            abstracts: abstracts.beginning_with(text, WHOLE, beginning),
            needle: Needle::beginning(text),
        }
    }

    /// A word of both vocabularies.
    fn word(&self, word: &str) -> Wanted {
        let Index { short, abstracts, .. } = self.index;
        // Ideographs stand inside a run; of other words a look at the text tells where they end.
        let inside = word.chars().next().is_some_and(words::is_ideographic);
        let needle = if inside { Needle::phrase(word) } else { Needle::beginning(word) };
        Wanted { short: short.find(word, WHOLE), abstracts: abstracts.find(word, WHOLE), needle }
    }

    /// The words of both vocabularies that hold these letters.
    fn holding(&self, letters: &str) -> Wanted {
        let accept = |word: &str, _| word.contains(letters).then_some(WHOLE);
        let Index { short, abstracts, .. } = self.index;
        let needle = Needle::phrase(letters);
        Wanted {
            short: short.matching(accept, self.cancel),
            abstracts: abstracts.matching(accept, self.cancel),
            needle,
        }
    }

    /// A run of characters: a thesis holds each pair of neighbours, and then the run itself.
    fn run(&self, run: &'e str, fields: Fields) -> Test<'e> {
        let count = run.chars().count();
        let pairs = words::pairs(run).take(count.max(2) - 1);
        let words = pairs.map(|pair| {
            // A single character stands at the beginning of a pair, or alone at the end of a run.
            if count == 1 {
                Wanted { needle: Needle::phrase(pair), ..self.beginning_with(pair, WHOLE) }
            } else {
                self.word(pair)
            }
        });
        let verify = (count > 2).then_some(Verify::Letters(Needle::phrase(run)));
        Test::Words { words: words.collect(), fields, verify }
    }

    /// Letters as they stand: a thesis holds a word with each piece of them, and then all together.
    fn letters(&self, letters: &'e str, fields: Fields) -> Test<'e> {
        let pieces: Vec<_> = words::words(letters).collect();
        let wanted = pieces.iter().flat_map(|(range, script)| match script {
            Script::Alphabetic => vec![&letters[range.clone()]],
            Script::Ideographic => words::pairs(&letters[range.clone()]).collect(),
        });
        let words: Vec<_> = wanted.map(|piece| self.holding(piece)).collect();
        let whole = pieces.len() == 1 && pieces[0].0.len() == letters.len() && words.len() == 1;
        Test::Words { words, fields, verify: (!whole).then_some(Verify::Letters(Needle::phrase(letters))) }
    }

    /// Words one after another: a thesis holds each of them, the last by its beginning, and then the phrase.
    fn phrase(&self, phrase: &'e str, fields: Fields) -> Test<'e> {
        let mut terms = Vec::new();
        words::terms(phrase, |term| terms.push(term));
        let last = terms.len() - 1;
        let wanted = terms
            .iter()
            .enumerate()
            .map(|(at, term)| if at == last { self.beginning_with(term, WHOLE) } else { self.word(term) });
        let verify = (terms.len() > 1).then(|| Verify::Phrase(phrase, Needle::beginning(phrase)));
        Test::Words { words: wanted.collect(), fields, verify }
    }

    /// Fills in what each thesis of a part is worth; `None` where it was cancelled.
    fn weigh_part(&self, part: &mut PartAt<'_>) -> Option<()> {
        let PartAt { number, start, segment, worths } = part;
        worths.fill(ANSWERS);
        let mut unverified = Vec::new();
        for Prepared { clause, test } in &self.clauses {
            if self.cancel.is_cancelled() {
                return None;
            }
            match test {
                Test::Thesis(what) => check(what, clause.negated, segment, worths),
                Test::Marked(bears) => {
                    let bears = &bears[start.0 as usize..][..worths.len()];
                    for (worth, _) in
                        worths.iter_mut().zip(bears).filter(|(_, bears)| **bears == clause.negated)
                    {
                        *worth = 0;
                    }
                }
                Test::Words { words, fields, verify: None } => {
                    count(&self.points_of(*number, segment, words, *fields), clause.negated, worths);
                }
                Test::Words { words, fields, verify: Some(verify) } => {
                    let best = self.points_of(*number, segment, words, *fields);
                    if !clause.negated {
                        drop_without(&best, worths);
                    }
                    unverified.push((verify, *fields, clause.negated, best));
                }
            }
        }
        for (verify, fields, negated, best) in unverified {
            verify_rows(verify, fields, negated, &best, segment, worths, self.cancel)?;
        }
        (!self.cancel.is_cancelled()).then_some(())
    }

    /// For each thesis of a part the points of the best of its hits, if it holds one word of each; else 0.
    fn points_of(&self, part: usize, segment: &Segment, words: &[Wanted], allowed: Fields) -> Vec<Points> {
        let each = words.iter().map(|wanted| self.points_of_one(part, segment, wanted, allowed));
        let both = |mut all: Vec<Points>, one: Vec<Points>| {
            all.iter_mut().zip(one).for_each(|(all, one)| *all = (*all).min(one));
            all
        };
        each.reduce(both).unwrap_or_default()
    }

    fn points_of_one(&self, part: usize, segment: &Segment, wanted: &Wanted, allowed: Fields) -> Vec<Points> {
        let rows = segment.len();
        let mut best: Vec<Points> = vec![0; rows];
        let mut raise = |rows: &mut RowSet, field: Fields, matched: WordMatch| {
            if !allowed.is_apart(field) {
                rows.raise(&mut best, points(field, matched));
            }
        };
        if !allowed.is_apart(Fields::SHORT) {
            self.index.short.each_beginning(part, &wanted.short, &mut raise);
        }
        if allowed.is_apart(Fields::ABSTRACT) {
            // Abstracts are not asked about.
        } else if self.index.abstracts.has(part) {
            self.index.abstracts.each_beginning(part, &wanted.abstracts, &mut raise);
            let abstracts = |rows: &mut RowSet, matched: WordMatch| raise(rows, Fields::ABSTRACT, matched);
            self.index.abstracts.each_set(part, &wanted.abstracts, abstracts);
        } else {
            let points = points(Fields::ABSTRACT, BEGINNING);
            for start in (0..rows).step_by(LOOKED_THROUGH).take_while(|_| !self.cancel.is_cancelled()) {
                let some = start..rows.min(start + LOOKED_THROUGH);
                wanted.needle.abstracts(segment, some.clone(), &mut |row| best[usize::from(row)] = points);
                let others = Fields::ABSTRACT.fields_of(segment);
                for (field, _) in others.into_iter().filter(|&(field, _)| field != Field::Abstract) {
                    for row in some.clone() {
                        if segment.get(row).values(field).any(|text| wanted.needle.is_in(text)) {
                            best[row] = points;
                        }
                    }
                }
            }
        }
        if !allowed.is_apart(Fields::SHORT) {
            self.index.short.each_hit(part, &wanted.short, |row, fields, matched| {
                let best = &mut best[usize::from(row)];
                *best = (*best).max(points(fields.and(allowed), matched));
            });
        }
        best
    }
}
