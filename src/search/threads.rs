//! Work on all threads that the machine has, none of which outlives the call.

use std::panic::resume_unwind;
use std::thread;

use crate::text::threads as available;

/// How many of `all` things make a piece where each thread gets one; at least `least`, as fewer are done before
/// another thread has started.
pub(super) fn piece(all: usize, least: usize) -> usize {
    all.div_ceil(available().get()).max(least)
}

/// Does each piece of work on a thread of its own, the first on this one; the results in the order of the
/// pieces.
pub(super) fn each<T: Send, U: Send>(
    pieces: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> U + Sync,
) -> Vec<U> {
    let mut pieces = pieces.into_iter();
    let Some(first) = pieces.next() else { return Vec::new() };
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> = pieces.map(|piece| scope.spawn(move || work(piece))).collect();
        let mut done = vec![work(first)];
        done.extend(
            others.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))),
        );
        done
    })
}

/// The same for work that may be cancelled: `None` where any piece was.
pub(super) fn all<T: Send, U: Send>(
    pieces: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> Option<U> + Sync,
) -> Option<Vec<U>> {
    each(pieces, work).into_iter().collect()
}
