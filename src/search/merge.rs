//! Sorting that can be left: in pieces and merges, each of which takes less than a millisecond.

use std::cmp::Ordering;

use super::cancel::Cancel;

/// So many things are sorted, or merged, between two looks at whether anybody still waits.
const AT_ONCE: usize = 1 << 12;

/// Sorts; `None` where it was cancelled.
pub(super) fn sort<T: Copy>(
    mut all: Vec<T>,
    compare: impl Fn(&T, &T) -> Ordering,
    cancel: &Cancel,
) -> Option<Vec<T>> {
    for piece in all.chunks_mut(AT_ONCE) {
        if cancel.is_cancelled() {
            return None;
        }
        piece.sort_unstable_by(&compare);
    }
    let mut merged = Vec::with_capacity(all.len());
    let mut sorted = AT_ONCE;
    while sorted < all.len() {
        merged.clear();
        for pair in all.chunks(2 * sorted) {
            let (a, b) = pair.split_at(sorted.min(pair.len()));
            merge(a, b, &compare, &mut merged, cancel)?;
        }
        std::mem::swap(&mut all, &mut merged);
        sorted *= 2;
    }
    Some(all)
}

/// Appends two sorted lists to `merged`, in order; `None` where it was cancelled.
pub(super) fn merge<T: Copy>(
    a: &[T],
    b: &[T],
    compare: impl Fn(&T, &T) -> Ordering,
    merged: &mut Vec<T>,
    cancel: &Cancel,
) -> Option<()> {
    let (mut at_a, mut at_b) = (0, 0);
    while let (Some(from_a), Some(from_b)) = (a.get(at_a), b.get(at_b)) {
        if (at_a + at_b) % AT_ONCE == 0 && cancel.is_cancelled() {
            return None;
        }
        // Without a branch, which nobody could predict.
        let first = compare(from_a, from_b).is_le();
        merged.push(if first { *from_a } else { *from_b });
        at_a += usize::from(first);
        at_b += usize::from(!first);
    }
    merged.extend_from_slice(&a[at_a..]);
    merged.extend_from_slice(&b[at_b..]);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, sort};
    use crate::search::Cancel;

    #[test]
    fn lists_of_any_length_are_sorted_unless_nobody_waits() {
        for len in [0, 1, AT_ONCE, AT_ONCE + 1, 5 * AT_ONCE + 7] {
            let numbers: Vec<_> =
                (0..len as u64).map(|number| number.wrapping_mul(0x9e37_79b9) % 1009).collect();
            let mut expected = numbers.clone();
            expected.sort_unstable();
            let cancel = Cancel::never();
            assert_eq!(sort(numbers.clone(), u64::cmp, &cancel), Some(expected));
            cancel.ask(1);
            assert_eq!(sort(numbers, u64::cmp, &cancel).is_none(), len > 0);
        }
    }
}
