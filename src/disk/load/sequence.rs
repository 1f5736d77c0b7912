//! Puts what the workers bring in order, leaves out what is there already, and hands it on.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::event::{LoadEvent, Message, Progress};
use super::work::{Piece, Portion, Results};
use crate::format::UNKNOWN_FIELDS;
use crate::thesis::{Collection, Field, Problem, Row, Segment, Thesis, Warning, id_hash};

/// Puts what the workers bring in order and leaves out what is there already.
pub(super) struct Sequencer<'s> {
    sink: &'s mut dyn FnMut(LoadEvent),
    early: BTreeMap<u64, Results>,
    next: u64,
    collection: Collection,
    ids: HashTable<Row>,
    /// The lines of the file being put together that came before.
    lines_before: u32,
    /// Whether fields that no thesis has were told of in the part before.
    told_unknown: bool,
    progress: Progress,
}

impl<'s> Sequencer<'s> {
    /// A sequencer that has delivered nothing yet.
    pub fn new(sink: &'s mut dyn FnMut(LoadEvent)) -> Self {
        Self {
            sink,
            early: BTreeMap::new(),
            next: 0,
            collection: Collection::default(),
            ids: HashTable::new(),
            lines_before: 0,
            told_unknown: false,
            progress: Progress::default(),
        }
    }

    /// Sets how many bytes there are in all.
    pub fn expect(&mut self, bytes: u64) {
        self.progress.total = Some(bytes);
    }

    /// Delivers until everybody else has ended or `stop` is set.
    pub fn run(&mut self, messages: &Receiver<Message>, permits: &Sender<()>, stop: &AtomicBool) {
        while let Ok(message) = messages.recv() {
            match message {
                Message::Walked(total) => self.progress.total = Some(total),
                Message::Done(number, results) => {
                    self.early.insert(number, results);
                }
            }
            while let Some(results) = self.early.remove(&self.next) {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                self.next += 1;
                self.deliver(results);
                // The walker may have ended.
                let _ = permits.send(());
            }
            if stop.load(Ordering::Relaxed) {
                return;
            }
        }
        if !stop.load(Ordering::Relaxed) {
            // A file may have grown or shrunk since the walk: all of it has been dealt with.
            self.progress.done = self.progress.total.unwrap_or(self.progress.done);
            (self.sink)(LoadEvent::Progress(self.progress));
        }
    }

    /// Delivers the results that come next.
    pub fn deliver(&mut self, results: Results) {
        for portion in results.portions {
            self.deliver_portion(portion);
        }
        self.progress.done += results.bytes;
        (self.sink)(LoadEvent::Progress(self.progress));
    }

    fn deliver_portion(&mut self, portion: Portion) {
        let Portion { pieces, first, lines } = portion;
        if first {
            (self.lines_before, self.told_unknown) = (0, false);
        }
        for Piece { mut segment, mut problems } in pieces {
            if self.lines_before > 0 {
                segment.shift_lines(self.lines_before);
                for (_, problem) in &mut problems {
                    problem.warning.line = problem.warning.line.saturating_add(self.lines_before);
                }
            }
            if first {
                self.told_unknown |= problems.iter().any(|(_, problem)| is_of_unknown(problem));
            } else {
                // Each part tells of them, the file does once.
                let told = &mut self.told_unknown;
                problems.retain(|(_, problem)| !is_of_unknown(problem) || !std::mem::replace(told, true));
            }
            let again = self.enter(&segment);
            if !again.is_empty() {
                let rows: Vec<_> = again.iter().map(|&(row, _)| row).collect();
                segment = segment.without(&rows);
                problems.extend(again);
                problems.sort_by_key(|&(row, _)| row);
            }
            self.push(segment);
            self.tell(problems.into_iter().map(|(_, problem)| problem).collect());
        }
        self.lines_before = self.lines_before.saturating_add(lines);
    }

    fn push(&mut self, segment: Segment) {
        if !segment.is_empty() {
            let segment = Arc::new(segment);
            self.collection.push(Arc::clone(&segment));
            (self.sink)(LoadEvent::Segment(segment));
        }
    }

    /// Tells of what could not be loaded as it stood, if anything.
    pub fn tell(&mut self, problems: Vec<Problem>) {
        if !problems.is_empty() {
            (self.sink)(LoadEvent::Problems(problems));
        }
    }

    /// Enters the ids of a segment that comes next, and gives the rows, ascending, whose ids are there
    /// already, each with what is said of it. The ids stand for the rows as they are without those.
    fn enter(&mut self, segment: &Segment) -> Vec<(usize, Problem)> {
        let start = self.collection.len();
        let collection = &self.collection;
        let at = |row: Row| match (row.0 as usize).checked_sub(start) {
            Some(row) => segment.get(row),
            None => collection.get(row),
        };
        let number = |row: usize| Row((start + row) as u32);
        let mut again = Vec::new();
        for (row, thesis) in segment.iter().enumerate() {
            let same = |&row: &Row| at(row).id() == thesis.id();
            let rehash = |&row: &Row| id_hash(at(row).id());
            match self.ids.entry(id_hash(thesis.id()), same, rehash) {
                Entry::Vacant(place) => {
                    place.insert(number(row));
                }
                Entry::Occupied(first) => again.push((row, duplicate(thesis, at(*first.get())))),
            }
        }
        let mut left_out = again.iter().map(|&(row, _)| row).peekable();
        let mut count = 0;
        for (row, thesis) in
            segment.iter().enumerate().skip(again.first().map_or(segment.len(), |first| first.0))
        {
            if left_out.next_if_eq(&row).is_some() {
                count += 1;
            } else if let Some(entered) =
                self.ids.find_mut(id_hash(thesis.id()), |&entered| entered == number(row))
            {
                *entered = number(row - count);
            }
        }
        again
    }
}

fn is_of_unknown(problem: &Problem) -> bool {
    problem.warning.reason.starts_with(UNKNOWN_FIELDS)
}

/// What is said of a thesis whose id is there already: nothing is lost where it is the same, word for word.
fn duplicate(thesis: Thesis<'_>, first: Thesis<'_>) -> Problem {
    let place = format!("{}:{}", first.file().display(), first.line());
    let same = |&field: &Field| {
        thesis.date(field) == first.date(field) && thesis.values(field).eq(first.values(field))
    };
    let warning = if Field::ALL.iter().all(same) {
        Warning::repeated(thesis.line(), format!("the same thesis as {place}, loaded once"))
    } else {
        let id = thesis.id();
        Warning::skipped(
            thesis.line(),
            format!("the id {id} is already loaded from {place}, with other text"),
        )
    };
    Problem { file: thesis.file().into(), warning }
}
