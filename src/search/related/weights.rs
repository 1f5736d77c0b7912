//! What a term weighs: how many theses of a sample hold it, and which column of the matrix it is.

use std::cmp::Reverse;

use hashbrown::HashMap;

use super::matrix::Sparse;
use super::terms::Term;

/// The most terms that are columns of the matrix: those that the sample's theses lie apart by most.
const MOST_COLUMNS: usize = 20_000;

/// Fewer theses tell nothing of what a term occurs together with.
const COLUMN_FROM: u32 = 2;

/// The column of a term that has none.
const NO_COLUMN: u32 = u32::MAX;

/// The terms of a sample of theses.
#[derive(Debug, Default)]
pub(super) struct Weights {
    theses: u32,
    terms: HashMap<Term, Known>,
    columns: usize,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    /// How many theses of the sample hold it.
    theses: u32,
    column: u32,
}

/// A term of a thesis with its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Weighed {
    pub term: Term,
    pub weight: f32,
    column: u32,
}

impl Weighed {
    /// Its column of the matrix, where it has one.
    pub fn column(self) -> Option<usize> {
        (self.column != NO_COLUMN).then_some(self.column as usize)
    }
}

impl Weights {
    /// Those of a sample: the terms of each thesis, ascending, with their counts.
    pub fn of(sample: &[Vec<(Term, f32)>]) -> Self {
        let mut terms: HashMap<Term, Known> = HashMap::new();
        for &(term, _) in sample.iter().flatten() {
            terms.entry(term).or_insert(Known { theses: 0, column: NO_COLUMN }).theses += 1;
        }
        let theses = sample.len() as u32;
        let mut useful: Vec<_> = terms
            .iter()
            .filter(|(_, known)| known.theses >= COLUMN_FROM)
            .map(|(&term, known)| (term, known.theses))
            .collect();
        // Its part in the squares of all weights; then the term, so that the order depends on nothing else.
        let part = |held: u32| held as f32 * idf(theses, held).powi(2);
        useful.sort_unstable_by(|&(a, held_a), &(b, held_b)| {
            part(held_b).total_cmp(&part(held_a)).then(a.cmp(&b))
        });
        useful.truncate(MOST_COLUMNS);
        useful.sort_unstable_by_key(|&(term, held)| (Reverse(held), term));
        for (column, (term, _)) in useful.iter().enumerate() {
            if let Some(known) = terms.get_mut(term) {
                known.column = column as u32;
            }
        }
        Self { theses, terms, columns: useful.len() }
    }

    /// The share of theses that hold a term, as far as the sample tells; never 0.
    pub fn share(&self, term: Term) -> f32 {
        let held = self.terms.get(&term).map_or(0, |known| known.theses);
        held.max(1) as f32 / self.theses.max(1) as f32
    }

    /// The terms of a thesis with their weights, whose squares have the sum 1.
    pub fn weigh(&self, counts: &[(Term, f32)]) -> Vec<Weighed> {
        let unknown = Known { theses: 0, column: NO_COLUMN };
        let mut weighed: Vec<_> = counts
            .iter()
            .map(|&(term, count)| {
                let Known { theses, column } = *self.terms.get(&term).unwrap_or(&unknown);
                Weighed { term, weight: (1.0 + count.ln()) * idf(self.theses, theses), column }
            })
            .collect();
        let length = weighed.iter().map(|weighed| weighed.weight.powi(2)).sum::<f32>().sqrt();
        for weighed in &mut weighed {
            weighed.weight /= length;
        }
        weighed
    }

    /// The matrix of some theses: a row for each.
    pub fn matrix(&self, theses: &[Vec<(Term, f32)>]) -> Sparse {
        let rows = theses.iter().map(|counts| {
            let weighed = self.weigh(counts).into_iter();
            weighed.filter_map(|weighed| Some((weighed.column()? as u32, weighed.weight))).collect::<Vec<_>>()
        });
        Sparse::new(self.columns, rows)
    }
}

/// The smooth inverse frequency of a term that so many of all theses hold.
fn idf(theses: u32, held: u32) -> f32 {
    ((1.0 + theses as f32) / (1.0 + held as f32)).ln() + 1.0
}

#[cfg(test)]
mod tests {
    use super::Weights;

    #[test]
    fn rare_terms_weigh_more_and_unknown_ones_most() {
        let sample = [vec![(1, 1.0), (2, 1.0)], vec![(1, 1.0), (2, 4.0)], vec![(1, 1.0), (3, 1.0)]];
        let weights = Weights::of(&sample);
        let weighed = weights.weigh(&[(1, 1.0), (2, 1.0), (3, 1.0), (9, 1.0)]);
        assert!(weighed.is_sorted_by(|a, b| a.weight < b.weight), "{weighed:?}");
        let length: f32 = weighed.iter().map(|weighed| weighed.weight.powi(2)).sum();
        assert!((length - 1.0).abs() < 1e-6);
        let columns: Vec<_> = weighed.iter().map(|weighed| weighed.column()).collect();
        assert_eq!(columns, [Some(0), Some(1), None, None], "what one thesis holds is no column");
        assert!(weights.weigh(&[]).is_empty());
        assert!((weights.share(2) - 2.0 / 3.0).abs() < 1e-6 && weights.share(9) > 0.0);
        assert_eq!(Weights::of(&[]).weigh(&[(1, 1.0)]).len(), 1);
    }
}
