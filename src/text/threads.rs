//! How many threads the machine runs at once: the one place that asks. It knows no text, as nothing below does.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

/// How many threads the machine runs at once; one where it does not say.
pub fn threads() -> NonZeroUsize {
    available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
