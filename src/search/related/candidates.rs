//! Finding the few theses among many that may be nearest, without looking at their texts: by the latent dimensions of all,
//! and by the posting lists of the heaviest words.

use std::cmp::Ordering;
use std::sync::Arc;

use super::centre::Centre;
use super::folded::{Aim, FoldedSegment};
use super::model::Model;
use super::nearest::{Related, nearest};
use super::terms::{FIELDS, Term, forms, term};
use crate::search::cancel::Cancel;
use crate::search::fields::Fields;
use crate::search::index::{Index, LookedUp};
use crate::search::threads;
use crate::text::fold::fold;
use crate::text::words::terms;
use crate::thesis::{Collection, Thesis};

/// How many theses either way brings: those that are nearest in the end are nearly always among them, since either half
/// of the formula finds them.
const CANDIDATES: usize = 200;

/// The most theses that the heaviest words bring together: what is added up in a millisecond or two.
const BUDGET: f32 = 600_000.0;

/// The most words of which the posting lists are looked at.
const MOST_WORDS: usize = 64;

/// The fields whose words are terms.
const ABOUT: Fields = FIELDS[0].0.or(FIELDS[1].0).or(FIELDS[2].0);

/// Theses of a sample that tells what words weigh while no model is there: counted while a person waits.
const SMALL_SAMPLE: usize = 2_000;

/// Theses that one thread looks at, at least.
const PARALLEL_FROM: u32 = 1 << 13;

/// The folded theses of a collection, by the slots of their segments; of a segment there may be none yet.
#[derive(Debug, Default)]
pub(in crate::search) struct FoldedIndex {
    parts: Vec<Option<FoldedSegment>>,
    model: Option<Arc<Model>>,
}

/// A term to look up: the words of the index that stand for it, and its weight.
struct Heavy {
    words: LookedUp,
    weight: f32,
}

impl FoldedIndex {
    /// Takes in the folded segment in a slot. From now on its model tells what is near.
    pub fn put(&mut self, slot: usize, folded: FoldedSegment) {
        self.parts.resize_with(self.parts.len().max(slot + 1), || None);
        self.model = Some(Arc::clone(&folded.model));
        self.parts[slot] = Some(folded);
    }

    /// Forgets the segment in a slot.
    pub fn retire(&mut self, slot: usize) {
        if let Some(part) = self.parts.get_mut(slot) {
            *part = None;
        }
    }

    /// The bytes that it takes in memory, without the model.
    pub fn memory_bytes(&self) -> usize {
        self.parts.iter().flatten().map(FoldedSegment::memory_bytes).sum()
    }

    /// The theses of a collection that are nearest to a thesis, at most so many; `None` where it was cancelled.
    pub fn related(
        &self,
        collection: &Collection,
        index: &Index,
        thesis: Thesis<'_>,
        most: usize,
        cancel: &Cancel,
    ) -> Option<Related> {
        let model = match &self.model {
            Some(model) => Arc::clone(model),
            None => Arc::new(Model::of_words(collection, SMALL_SAMPLE)),
        };
        cancel.check()?;
        let most = most.min(collection.len());
        let centre = Centre::new(thesis, &model, collection);
        let heavy = heavy(thesis, &centre, &model, collection.len());
        let heavy: Vec<_> =
            heavy.into_iter().map(|(forms, weight)| Heavy { words: index.look_up(&forms), weight }).collect();
        let look = Look {
            folded: self,
            collection,
            index,
            heavy: &heavy,
            aims: self.aims(thesis, collection),
            most,
        };
        let slots: Vec<usize> =
            collection.slots().filter(|slot| !slot.is_retired).map(|slot| slot.number).collect();
        let some = threads::piece(collection.len(), PARALLEL_FROM as usize);
        let mut in_piece = 0;
        let pieces: Vec<&[usize]> = slots
            .chunk_by(|&slot, _| {
                in_piece += look.rows(slot);
                let goes_on = in_piece < some;
                in_piece = if goes_on { in_piece } else { 0 };
                goes_on
            })
            .collect();
        let found = threads::all(pieces, |slots| look.candidates(slots, cancel))?;
        let (by_topics, by_words): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        let mut rows: Vec<u32> =
            [by_topics, by_words].into_iter().flat_map(|found| best(found.concat(), look.most())).collect();
        rows.sort_unstable();
        rows.dedup();
        nearest(collection, &model, &centre, &rows, most, cancel)
    }

    /// For each model that a part is folded with where a thesis lies in its dimensions.
    fn aims(&self, thesis: Thesis<'_>, collection: &Collection) -> Vec<(Arc<Model>, Aim)> {
        let mut aims: Vec<(Arc<Model>, Aim)> = Vec::new();
        for part in self.parts.iter().flatten() {
            if !aims.iter().any(|(model, _)| Arc::ptr_eq(model, &part.model)) {
                let aim = Aim::new(&Centre::new(thesis, &part.model, collection).latent);
                aims.push((Arc::clone(&part.model), aim));
            }
        }
        aims
    }
}

/// The terms of a thesis that are rare enough to be looked up and weigh most: the words that may stand for each, and its
/// weight.
fn heavy(thesis: Thesis<'_>, centre: &Centre, model: &Model, all: usize) -> Vec<(Vec<String>, f32)> {
    let mut found: Vec<(Term, (Vec<String>, f32))> = Vec::new();
    for (fields, _) in FIELDS {
        for (text, _) in fields.texts(thesis) {
            terms(&fold(text), |word| {
                let Some(term) = term(&mut word.to_owned()) else { return };
                if let Some(&weight) = centre.terms.get(&term) {
                    found.push((term, (forms(word), weight)));
                }
            });
        }
    }
    found.sort_by_key(|&(term, _)| term);
    found.dedup_by(|(term, (forms, _)), (kept, (all, _))| {
        let same = term == kept;
        if same {
            all.append(forms);
        }
        same
    });
    found.sort_by(|(a, (_, weight_a)), (b, (_, weight_b))| weight_b.total_cmp(weight_a).then(a.cmp(b)));
    let mut left = BUDGET;
    found.retain(|&(term, _)| {
        let held = model.weights.share(term) * all as f32;
        let fits = held <= left;
        left -= if fits { held } else { 0.0 };
        fits
    });
    found.truncate(MOST_WORDS);
    let mut heavy: Vec<_> = found.into_iter().map(|(_, heavy)| heavy).collect();
    for (forms, _) in &mut heavy {
        forms.sort_unstable();
        forms.dedup();
    }
    heavy
}

/// What one question looks at.
struct Look<'e> {
    folded: &'e FoldedIndex,
    collection: &'e Collection,
    index: &'e Index,
    heavy: &'e [Heavy],
    aims: Vec<(Arc<Model>, Aim)>,
    most: usize,
}

/// A row with how near it seems.
type Seems = (f32, u32);

impl Look<'_> {
    fn rows(&self, slot: usize) -> usize {
        self.collection.slots().nth(slot).map_or(0, |slot| slot.segment.len())
    }

    /// How many candidates either way brings.
    fn most(&self) -> usize {
        CANDIDATES.max(self.most)
    }

    /// The best candidates of some segments: by topics, and by words.
    fn candidates(&self, slots: &[usize], cancel: &Cancel) -> Option<(Vec<Seems>, Vec<Seems>)> {
        let (mut by_topics, mut by_words) = (Best::new(self.most()), Best::new(self.most()));
        for &slot in slots {
            cancel.check()?;
            let Some(placed) = self.collection.slots().nth(slot) else { continue };
            let start = placed.start.0;
            if let Some(part) = self.folded.parts.get(slot).and_then(Option::as_ref) {
                let aim = self.aims.iter().find(|(model, _)| Arc::ptr_eq(model, &part.model));
                if let Some((_, aim)) = aim {
                    part.each(0..part.rows(), aim, |row, seems| by_topics.offer((seems, start + row as u32)));
                }
            }
            cancel.check()?;
            let mut sums = vec![0.0_f32; placed.segment.len()];
            for Heavy { words, weight } in self.heavy {
                self.index.each_holding(slot, words, ABOUT, |row| sums[usize::from(row)] += weight * weight);
            }
            for (row, &sum) in sums.iter().enumerate().filter(|&(_, &sum)| sum > 0.0) {
                by_words.offer((sum, start + row as u32));
            }
        }
        Some((by_topics.rows, by_words.rows))
    }
}

/// The best of many rows, kept in batches.
struct Best {
    most: usize,
    rows: Vec<Seems>,
    /// What is not better than this is none of the best.
    least: f32,
}

impl Best {
    fn new(most: usize) -> Self {
        Self { most, rows: Vec::new(), least: f32::NEG_INFINITY }
    }

    fn offer(&mut self, seems: Seems) {
        if seems.0 < self.least {
            return;
        }
        self.rows.push(seems);
        if self.rows.len() >= 4 * self.most {
            self.rows.select_nth_unstable_by(self.most, order);
            self.rows.truncate(self.most);
            self.least = self.rows.iter().fold(f32::INFINITY, |least, row| least.min(row.0));
        }
    }
}

/// The rows that seem nearest.
fn best(mut rows: Vec<Seems>, most: usize) -> impl Iterator<Item = u32> {
    rows.sort_unstable_by(order);
    rows.into_iter().take(most).map(|(_, row)| row)
}

/// The nearest first; of equals the first row.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as sorting calls it")]
fn order(&(nearness_a, row_a): &Seems, &(nearness_b, row_b): &Seems) -> Ordering {
    nearness_b.total_cmp(&nearness_a).then(row_a.cmp(&row_b))
}
