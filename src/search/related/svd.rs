//! The leading right singular vectors of a sparse matrix, by a randomised subspace iteration in steps.
//!
//! Halko, Martinsson and Tropp, Finding structure with randomness, 2011, algorithm 4.4: a random matrix is multiplied with
//! the matrix and its transpose in turn, orthonormalised in between, until it spans the wanted directions; a small
//! eigenproblem then tells these apart.

use super::eigen::eigen;
use super::matrix::{Dense, Sparse};

/// How many singular vectors are wanted; with as many numbers a latent vector fills three registers of 16 bytes.
pub(super) const DIMENSIONS: usize = 48;

/// Directions that are looked for besides those that are wanted, which makes these better.
const SPARE: usize = 16;

/// Rounds of the iteration. The spectrum of a matrix of terms is flat: after two rounds the last dimensions are chance, and
/// the precision of related theses rises with every round up to some eight.
const ROUNDS: usize = 8;

/// A decomposition under way.
#[derive(Debug)]
pub(super) struct Decomposition {
    matrix: Sparse,
    transposed: Sparse,
    /// A row for each column of the matrix.
    basis: Dense,
    rounds: usize,
}

impl Decomposition {
    /// Begins the decomposition of a matrix.
    pub fn new(matrix: Sparse) -> Self {
        let width = (DIMENSIONS + SPARE).min(matrix.rows()).min(matrix.columns());
        let mut chance = Chance(0);
        let values = (0..matrix.columns() * width).map(|_| chance.next()).collect();
        Self { transposed: matrix.transposed(), basis: Dense { width, values }, matrix, rounds: ROUNDS }
    }

    /// One step, a tenth of the whole; at the end the singular vectors as columns, the one with the greatest singular
    /// value first: [`DIMENSIONS`] of them, those that there are not as 0.
    pub fn step(&mut self) -> Option<Dense> {
        if self.basis.width == 0 {
            return Some(Dense { width: DIMENSIONS, values: vec![0.0; self.matrix.columns() * DIMENSIONS] });
        }
        if self.rounds > 0 {
            self.rounds -= 1;
            let rows = self.matrix.times(&self.basis).orthonormal();
            self.basis = self.transposed.times(&rows);
            return None;
        }
        let basis = self.basis.orthonormal();
        let gram = self.matrix.times(&basis).gram();
        let mut turn = vec![0.0; basis.width * DIMENSIONS];
        for (at, (value, vector)) in eigen(gram, basis.width).into_iter().take(DIMENSIONS).enumerate() {
            // Directions in which nothing lies are none.
            let keep = value > f64::EPSILON;
            for (row, number) in vector.into_iter().enumerate().filter(|_| keep) {
                turn[row * DIMENSIONS + at] = number as f32;
            }
        }
        Some(basis.times(&Dense { width: DIMENSIONS, values: turn }))
    }
}

/// Numbers that are spread as if by chance around 0, the same in every run: the sum of four numbers of `SplitMix64`
/// (Steele, Lea and Flood 2014), which is normal enough.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f32 {
        let mut uniform = || {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut bits = self.0;
            bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (bits ^ (bits >> 31)) as u32 as f32 / u32::MAX as f32 - 0.5
        };
        [(); 4].map(|()| uniform()).iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Chance, DIMENSIONS, Decomposition};
    use crate::search::related::matrix::{Dense, Sparse, dot};

    fn vectors(matrix: Sparse) -> Dense {
        let mut decomposition = Decomposition::new(matrix);
        std::iter::from_fn(|| Some(decomposition.step())).flatten().next().unwrap()
    }

    fn sparse(columns: usize, rows: &[Vec<f32>]) -> Sparse {
        Sparse::new(
            columns,
            rows.iter().map(|row| (0..).zip(row.iter().copied()).filter(|(_, x)| *x != 0.0).collect()),
        )
    }

    #[test]
    fn the_directions_of_a_known_matrix_are_found() {
        // Two directions, of lengths 3 and 2, in rows of seven numbers.
        let first = [0.5, 0.5, 0.5, 0.5, 0.0, 0.0, 0.0];
        let second = [0.0, 0.0, 0.0, 0.0, 0.6, -0.8, 0.0];
        let mix = [(3.0, 0.0), (0.0, 2.0), (0.0, 0.0)];
        let rows = mix.map(|(a, b)| (0..7).map(|at| a * first[at] + b * second[at]).collect());
        let found = vectors(sparse(7, &rows));
        assert_eq!((found.width, found.rows()), (DIMENSIONS, 7));
        for (at, direction) in [first, second].into_iter().enumerate() {
            let column: Vec<_> = (0..7).map(|row| found.row(row)[at]).collect();
            assert!((dot(&column, &direction).abs() - 1.0).abs() < 1e-4, "{column:?}");
        }
        assert!((0..7).all(|row| found.row(row)[2..].iter().all(|value| value.abs() < 1e-6)));
    }

    #[test]
    fn what_has_few_directions_is_kept_whole() {
        let mut chance = Chance(7);
        let parts: Vec<Vec<f32>> = (0..5).map(|_| (0..90).map(|_| chance.next()).collect()).collect();
        let rows: Vec<Vec<f32>> = (0..120)
            .map(|_| {
                let mix: Vec<_> = parts.iter().map(|_| chance.next()).collect();
                (0..90).map(|at| mix.iter().zip(&parts).map(|(mix, part)| mix * part[at]).sum()).collect()
            })
            .collect();
        let found = vectors(sparse(90, &rows));
        for row in &rows {
            let latent = Dense { width: 90, values: row.clone() }.times(&found).values;
            let (kept, whole) = (dot(&latent, &latent), dot(row, row));
            assert!((kept - whole).abs() < 1e-3 * whole, "{kept} of {whole}");
        }
    }

    #[test]
    fn nothing_has_no_directions() {
        assert!(vectors(Sparse::new(0, [])).values.is_empty());
        assert!(vectors(Sparse::new(3, [vec![], vec![]])).values.iter().all(|&value| value == 0.0));
    }
}
