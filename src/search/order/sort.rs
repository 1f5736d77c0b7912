//! Sorting that can be left: in steps each of which takes less than a millisecond or two.

use std::cmp::Ordering;

use crate::search::cancel::Cancel;

/// Things sorted, or looked at, between cancellation checks.
const AT_ONCE: usize = 1 << 12;

/// So many samples are taken for each bucket: the more, the less the buckets differ in size.
const SAMPLES: usize = 8;

/// Sorts things that are all different; `None` where it was cancelled.
///
/// A sample sort, after W. D. Frazer and A. C. `McKellar` (1970): some of the things, sorted, are the bounds of
/// buckets; each thing goes into its bucket, and each bucket is sorted by itself.
pub(in crate::search) fn sort<T: Copy>(
    mut all: Vec<T>,
    compare: impl Fn(&T, &T) -> Ordering,
    cancel: &Cancel,
) -> Option<Vec<T>> {
    let buckets = all.len().div_ceil(AT_ONCE);
    if buckets <= 1 {
        all.sort_unstable_by(compare);
        return Some(all);
    }
    let mut samples: Vec<T> = all.iter().step_by(all.len() / (buckets * SAMPLES)).copied().collect();
    samples.sort_unstable_by(&compare);
    let bounds: Vec<T> = samples.into_iter().skip(SAMPLES).step_by(SAMPLES).collect();
    let mut buckets = vec![Vec::new(); bounds.len() + 1];
    for some in all.chunks(AT_ONCE) {
        for one in some {
            buckets[bounds.partition_point(|bound| compare(bound, one).is_lt())].push(*one);
        }
        cancel.check()?;
    }
    for bucket in &mut buckets {
        bucket.sort_unstable_by(&compare);
        cancel.check()?;
    }
    Some(buckets.concat())
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
            assert_eq!(sort(numbers, u64::cmp, &cancel).is_none(), len > AT_ONCE);
        }
    }
}
