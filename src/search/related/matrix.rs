//! Matrices as far as the decomposition needs them: a sparse one, dense ones of few columns, and their products.
//!
//! Every sum has one order, whatever the number of threads: a row of a product is made by one of them.

use crate::search::threads;

/// From so many rows of a product on a second thread helps.
const PARALLEL_FROM: usize = 1 << 10;

/// Sums that are kept side by side in one dot product, so that many numbers are multiplied at once.
const LANES: usize = 8;

/// A matrix of which few numbers are not 0, by rows.
#[derive(Debug)]
pub(super) struct Sparse {
    columns: usize,
    ends: Vec<usize>,
    /// Column and number.
    entries: Vec<(u32, f32)>,
}

/// A matrix of a few columns, row after row.
#[derive(Clone, Debug)]
pub(super) struct Dense {
    /// How many columns it has.
    pub width: usize,
    /// The numbers of the first row, then those of the second.
    pub values: Vec<f32>,
}

impl Sparse {
    /// A matrix of these rows, each the numbers of it that are not 0 with their columns.
    pub fn new(columns: usize, rows: impl IntoIterator<Item = Vec<(u32, f32)>>) -> Self {
        let mut matrix = Self { columns, ends: Vec::new(), entries: Vec::new() };
        for row in rows {
            matrix.entries.extend(row);
            matrix.ends.push(matrix.entries.len());
        }
        matrix
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.ends.len()
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Its rows as columns.
    pub fn transposed(&self) -> Self {
        let mut next = vec![0; self.columns + 1];
        for &(column, _) in &self.entries {
            next[column as usize + 1] += 1;
        }
        for column in 0..self.columns {
            next[column + 1] += next[column];
        }
        let ends = next[1..].to_vec();
        let mut entries = vec![(0, 0.0); self.entries.len()];
        for row in 0..self.rows() {
            for &(column, value) in self.row(row) {
                let at = &mut next[column as usize];
                entries[*at] = (row as u32, value);
                *at += 1;
            }
        }
        Self { columns: self.rows(), ends, entries }
    }

    /// The product with a dense matrix, which has a row for each column of this one: on all threads.
    pub fn times(&self, dense: &Dense) -> Dense {
        let some = threads::piece(self.rows(), PARALLEL_FROM);
        let pieces = threads::each((0..self.rows()).step_by(some), |start| {
            let rows = start..self.rows().min(start + some);
            let mut values = vec![0.0; rows.len() * dense.width];
            for (sum, row) in values.chunks_exact_mut(dense.width).zip(rows) {
                for &(column, value) in self.row(row) {
                    add(sum, value, dense.row(column as usize));
                }
            }
            values
        });
        Dense { width: dense.width, values: pieces.concat() }
    }

    fn row(&self, row: usize) -> &[(u32, f32)] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[start..self.ends[row]]
    }
}

impl Dense {
    /// The numbers of a row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.width..][..self.width]
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// Its columns made orthogonal to each other and of length 1, by the modified Gram-Schmidt process; one that depends
    /// on those before it becomes 0.
    #[must_use]
    pub fn orthonormal(&self) -> Self {
        let rows = self.rows();
        let mut columns: Vec<Vec<f32>> =
            (0..self.width).map(|column| (0..rows).map(|row| self.row(row)[column]).collect()).collect();
        for at in 0..columns.len() {
            let (before, rest) = columns.split_at_mut(at);
            let column = &mut rest[0];
            let length = dot(column, column).sqrt();
            for other in before {
                let common = dot(other, column);
                add(column, -common, other);
            }
            let left = dot(column, column).sqrt();
            // What rounding leaves of a column that depends on others points nowhere.
            let scale = if left > length * 1e-4 { left.recip() } else { 0.0 };
            for value in column.iter_mut() {
                *value *= scale;
            }
        }
        let mut values = vec![0.0; self.values.len()];
        for (at, column) in columns.iter().enumerate() {
            for (row, &value) in column.iter().enumerate() {
                values[row * self.width + at] = value;
            }
        }
        Self { width: self.width, values }
    }

    /// The products of its columns with each other: as many rows and columns as it has columns, row after row.
    pub fn gram(&self) -> Vec<f64> {
        let mut gram = vec![0.0; self.width * self.width];
        for row in self.values.chunks_exact(self.width.max(1)) {
            for (sums, &value) in gram.chunks_exact_mut(self.width).zip(row) {
                for (sum, &other) in sums.iter_mut().zip(row) {
                    *sum += f64::from(value * other);
                }
            }
        }
        gram
    }

    /// The product with another matrix, which has a row for each column of this one.
    pub fn times(&self, other: &Self) -> Self {
        let mut values = vec![0.0; self.rows() * other.width];
        for (sum, row) in
            values.chunks_exact_mut(other.width.max(1)).zip(self.values.chunks_exact(self.width.max(1)))
        {
            for (at, &value) in row.iter().enumerate() {
                add(sum, value, other.row(at));
            }
        }
        Self { width: other.width, values }
    }
}

/// The sum of the products of two rows of numbers.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (whole_a, rest_a) = a.as_chunks::<LANES>();
    let (whole_b, rest_b) = b.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (a, b) in whole_a.iter().zip(whole_b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f32 = rest_a.iter().zip(rest_b).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

/// Adds so many times a row of numbers to another.
fn add(to: &mut [f32], times: f32, row: &[f32]) {
    for (to, from) in to.iter_mut().zip(row) {
        *to += times * from;
    }
}

#[cfg(test)]
mod tests {
    use super::{Dense, Sparse, dot};

    #[test]
    fn products_are_those_of_the_definition() {
        let sparse = Sparse::new(3, [vec![(0, 2.0), (2, 1.0)], vec![], vec![(1, -1.0)]]);
        let dense = Dense { width: 2, values: vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0] };
        assert_eq!(sparse.times(&dense).values, [7.0, 10.0, 0.0, 0.0, -3.0, -4.0]);
        assert_eq!(sparse.transposed().times(&dense).values, [2.0, 4.0, -5.0, -6.0, 1.0, 2.0]);
        assert_eq!(dense.gram(), [35.0, 44.0, 44.0, 56.0]);
        assert_eq!(dense.times(&Dense { width: 1, values: vec![1.0, -1.0] }).values, [-1.0; 3]);
        assert!((dot(&[1.0; 19], &[2.0; 19]) - 38.0).abs() < 1e-6);
    }

    #[test]
    fn columns_become_orthonormal_and_a_dependent_one_nothing() {
        let rows = [[3.0, 6.0, 1.0], [4.0, 8.0, 0.0], [0.0, 0.0, 5.0], [1.0, 2.0, 1.0]];
        let gram = Dense { width: 3, values: rows.concat() }.orthonormal().gram();
        for (at, value) in gram.into_iter().enumerate() {
            let expected = if at == 0 || at == 8 { 1.0 } else { 0.0 };
            assert!((value - expected).abs() < 1e-5, "{at}: {value}");
        }
    }
}
