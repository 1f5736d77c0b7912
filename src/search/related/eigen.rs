//! The eigenvectors of a small symmetric matrix.

/// Rounds over all pairs; some six are enough for a matrix of 64 rows.
const MOST_ROUNDS: usize = 40;

/// The eigenvalues of a symmetric matrix of `size` rows, given row after row, the greatest first, each with its
/// eigenvector of length 1: by the cyclic Jacobi method (Golub and Van Loan, Matrix Computations, 8.5).
pub(super) fn eigen(mut matrix: Vec<f64>, size: usize) -> Vec<(f64, Vec<f64>)> {
    let mut vectors = vec![0.0; size * size];
    for at in 0..size {
        vectors[at * size + at] = 1.0;
    }
    let scale: f64 = matrix.iter().map(|value| value * value).sum();
    for _ in 0..MOST_ROUNDS {
        let pairs = || (0..size).flat_map(|p| (p + 1..size).map(move |q| (p, q)));
        let beside: f64 = pairs().map(|(p, q)| matrix[p * size + q].powi(2)).sum();
        if beside <= scale * 1e-24 {
            break;
        }
        for (p, q) in pairs() {
            rotate(&mut matrix, &mut vectors, size, (p, q));
        }
    }
    let vector = |at: usize| (0..size).map(|row| vectors[row * size + at]).collect();
    let mut all: Vec<(f64, Vec<f64>)> = (0..size).map(|at| (matrix[at * size + at], vector(at))).collect();
    all.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    all
}

/// Makes the number in row `p`, column `q` 0 by a rotation, which the vectors follow.
fn rotate(matrix: &mut [f64], vectors: &mut [f64], size: usize, (p, q): (usize, usize)) {
    let beside = matrix[p * size + q];
    if beside == 0.0 {
        return;
    }
    let half = (matrix[q * size + q] - matrix[p * size + p]) / (2.0 * beside);
    let tangent = half.signum() / (half.abs() + half.hypot(1.0));
    // The cosine and the sine of the angle.
    let along = tangent.hypot(1.0).recip();
    let across = tangent * along;
    let turn = |numbers: &mut [f64], a: usize, b: usize| {
        let (x, y) = (numbers[a], numbers[b]);
        (numbers[a], numbers[b]) = (along * x - across * y, across * x + along * y);
    };
    for at in 0..size {
        turn(matrix, at * size + p, at * size + q);
        turn(vectors, at * size + p, at * size + q);
    }
    for at in 0..size {
        turn(matrix, p * size + at, q * size + at);
    }
}

#[cfg(test)]
mod tests {
    use super::eigen;

    #[test]
    fn vectors_are_turned_into_multiples_of_themselves() {
        let size = 5;
        let number =
            |row: usize, column: usize| ((row * column) as f64).sin() + if row == column { 2.0 } else { 0.0 };
        let matrix: Vec<_> = (0..size * size).map(|at| number(at / size, at % size)).collect();
        let found = eigen(matrix.clone(), size);
        assert!(found.is_sorted_by(|(a, _), (b, _)| a >= b) && found.len() == size);
        for (value, vector) in &found {
            for row in 0..size {
                let product: f64 = (0..size).map(|column| matrix[row * size + column] * vector[column]).sum();
                assert!((product - value * vector[row]).abs() < 1e-9);
            }
            assert!((vector.iter().map(|x| x * x).sum::<f64>() - 1.0).abs() < 1e-9);
        }
        assert!(eigen(Vec::new(), 0).is_empty());
        assert_eq!(eigen(vec![0.0; 4], 2).len(), 2);
    }
}
