//! Walks, cuts and numbers the work, and hands it out as far as there are permits.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use super::event::Message;
use super::work::{Task, Work};
use crate::disk::ranges::{Sizes, cut};
use crate::disk::walk::{self, Found};
use crate::thesis::Segment;

/// The least and the growth of a batch of files: the first ones are shown at once, the later ones are large
/// enough for few segments and small enough that workers end together.
const FIRST_FILES: usize = 16;
const SHARE_OF_ALL: usize = 16;

/// The most bytes of files in one batch, so that a segment keeps its 32-bit ranges and memory its bounds.
const BATCH_BYTES: u64 = 64 << 20;

/// Walks, cuts and numbers the work.
pub(super) struct Planner<'a> {
    sizes: &'a Sizes,
    stop: &'a AtomicBool,
    work: Sender<Work>,
    messages: Sender<Message>,
    permits: Receiver<()>,
    number: u64,
    batch: Vec<Task>,
    batch_bytes: u64,
    /// Files in earlier batches.
    files: usize,
    bytes: u64,
}

impl<'a> Planner<'a> {
    /// A planner that sends work as far as `permits` come, and says what it met to `messages`.
    pub fn new(
        sizes: &'a Sizes,
        stop: &'a AtomicBool,
        work: Sender<Work>,
        messages: Sender<Message>,
        permits: Receiver<()>,
    ) -> Self {
        let (number, batch, batch_bytes, files, bytes) = (0, Vec::new(), 0, 0, 0);
        Self { sizes, stop, work, messages, permits, number, batch, batch_bytes, files, bytes }
    }

    /// Plans all the work of these paths.
    pub fn plan(mut self, paths: &[PathBuf]) {
        let flow = walk::walk(paths, &mut |found| self.found(found));
        if flow.is_continue() && self.send_batch().is_continue() {
            let _ = self.messages.send(Message::Walked(self.bytes));
        }
    }

    fn found(&mut self, found: Found) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        match found {
            Found::Problem(problem) => self.batch.push(Task::Tell(problem)),
            Found::File(path, size) => {
                self.bytes += size;
                if size > self.sizes.first {
                    self.send_batch()?;
                    return self.cut(&path, size);
                }
                self.batch.push(Task::Read(path, size));
                self.batch_bytes += size;
            }
        }
        let enough = (self.files / SHARE_OF_ALL).clamp(FIRST_FILES, Segment::MAX_ROWS);
        if self.batch.len() >= enough || self.batch_bytes >= BATCH_BYTES {
            self.send_batch()?;
        }
        ControlFlow::Continue(())
    }

    fn cut(&mut self, path: &Arc<Path>, size: u64) -> ControlFlow<()> {
        let mut first = true;
        let sizes = self.sizes;
        let flow = cut(path, size, sizes, self.stop, &mut |cut| {
            let task = Task::Cut(Arc::clone(path), cut, std::mem::take(&mut first));
            self.send(vec![task])
        });
        flow.unwrap_or_else(|error| match walk::problem(path, &error, "read") {
            Found::Problem(problem) => self.send(vec![Task::Tell(problem)]),
            Found::File(..) => ControlFlow::Continue(()),
        })
    }

    fn send_batch(&mut self) -> ControlFlow<()> {
        if self.batch.is_empty() {
            return ControlFlow::Continue(());
        }
        let batch = std::mem::take(&mut self.batch);
        (self.files, self.batch_bytes) = (self.files + batch.len(), 0);
        self.send(batch)
    }

    fn send(&mut self, tasks: Vec<Task>) -> ControlFlow<()> {
        let number = self.number;
        self.number += 1;
        let sent = self.permits.recv().is_ok() && self.work.send(Work { number, tasks }).is_ok();
        if sent { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}
