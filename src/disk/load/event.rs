//! What loading says: to whoever asked for it, and from its threads to the one that puts all in order.

use std::sync::Arc;

use super::work::Results;
use crate::thesis::{Problem, Segment};

/// What loading brings, in the order of the source whatever the threads do.
#[derive(Debug)]
pub enum LoadEvent {
    /// The next theses, at least one.
    Segment(Arc<Segment>),
    /// What could not be loaded as it stood, at least one.
    Problems(Vec<Problem>),
    /// How far it is; one comes behind each piece of work, and a last one at the end.
    Progress(Progress),
}

/// How far loading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The bytes of files that have been dealt with, skipped ones too.
    pub done: u64,
    /// The bytes of all files, known once every folder has been walked.
    pub total: Option<u64>,
}

/// What the other threads say to the caller's.
pub(super) enum Message {
    /// The portions of the piece of work with this number, the first being 0.
    Done(u64, Results),
    /// The walk is over; the bytes of all files.
    Walked(u64),
}
