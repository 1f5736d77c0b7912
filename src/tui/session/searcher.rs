//! The searcher: the thread that owns the engine and answers questions, the newest only.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::mailbox::{Outbox, Ticket};
use super::panics::attempt;
use crate::app::Msg;
use crate::app::filter::completion;
use crate::app::related::LISTED;
use crate::app::titles::{MendedTitles, is_mended};
use crate::reading::{Edition, Evidence, Vocabulary, Words, heading};
use crate::search::{Built, Cancel, Engine, Gap, Generation, Question};
use crate::thesis::{Row, Segment};

/// A piece of work for the searcher, with its place in the registry.
#[derive(Debug)]
pub(super) struct Job {
    pub work: Work,
    pub ticket: Ticket,
}

/// What the searcher does.
#[derive(Debug)]
pub(super) enum Work {
    Grow(Arc<Segment>),
    Take(Built),
    Answer(Generation, Question),
    Complete(Generation, Gap),
    Relate(Generation, Row),
    Read(Row),
    ReadTitles(Vec<Row>),
}

/// What is to be read after what is asked: a question puts it off.
#[derive(Debug, Default)]
struct ToRead {
    thesis: Option<Row>,
    titles: Option<Vec<Row>>,
}

/// Which questions are the newest, of those that the filter asks and of those about what is near.
#[derive(Clone, Debug, Default)]
pub(super) struct Newest {
    pub question: Cancel,
    pub related: Cancel,
}

/// The words of the collection as reading asks for them; none where it is put off.
struct Known<'e> {
    engine: &'e Engine,
    cancel: &'e Cancel,
}

impl Vocabulary for Known<'_> {
    fn count(&self, word: &str) -> u32 {
        if self.cancel.is_cancelled() { 0 } else { self.engine.word_count(word) }
    }

    fn together(&self, first: &str, second: &str) -> bool {
        !self.cancel.is_cancelled() && self.engine.stand_together(first, second)
    }
}

/// Does what comes until nothing can come any more. An engine that has panicked is not asked again.
pub(super) fn search(jobs: &Receiver<Job>, newest: &Newest, outbox: &Outbox) {
    let mut engine = Engine::default();
    let mut read = ToRead::default();
    while let Ok(first) = jobs.recv() {
        // The tickets are given back when all has been told, a panic too.
        let (works, tickets): (Vec<_>, Vec<_>) =
            std::iter::once(first).chain(jobs.try_iter()).map(|job| (job.work, job.ticket)).unzip();
        let done = attempt(outbox, || do_all(&mut engine, works, &mut read, newest, outbox));
        drop(tickets);
        if done.is_none() {
            return;
        }
    }
}

/// Takes in what is loaded and indexed, then answers the last question, and reads what is to be read unless another comes.
fn do_all(engine: &mut Engine, works: Vec<Work>, read: &mut ToRead, newest: &Newest, outbox: &Outbox) {
    let (mut grown, mut asked, mut completed, mut related) = (false, None, None, None);
    for work in works {
        // Where theses lie in the latent dimensions answers no question of the filter.
        grown |= matches!(work, Work::Grow(..) | Work::Take(Built::Index(_)));
        match work {
            Work::Grow(segment) => engine.grow(segment),
            Work::Take(built) => engine.take_built(built),
            Work::Answer(generation, question) => asked = Some((generation, question)),
            Work::Complete(generation, gap) => completed = Some((generation, gap)),
            Work::Relate(generation, row) => related = Some((generation, row)),
            Work::Read(row) => read.thesis = Some(row),
            Work::ReadTitles(rows) => read.titles = Some(rows),
        }
    }
    if let Some((generation, question)) = asked {
        let tell = |answer| outbox.tell(Msg::Answered(generation, answer));
        engine
            .answer_in_pieces(&question, &newest.question.of(generation), &mut |first| tell(first))
            .map(tell);
    }
    if let Some((generation, gap)) = completed
        && let Some(values) = engine.completions(&gap, completion::AT_MOST, &newest.question.of(generation))
    {
        outbox.tell(Msg::Completed(gap, values));
    }
    if let Some((generation, row)) = related {
        let (thesis, cancel) = (engine.collection().get(row), newest.related.of(generation));
        if let Some(related) = engine.related(thesis, LISTED, &cancel) {
            let rows = related.neighbours.iter().map(|neighbour| neighbour.row).chain([row]);
            let titles = titles(engine, rows, &cancel);
            // Else another question is on its way.
            if !cancel.is_cancelled() {
                outbox.tell(Msg::Related(generation, related, titles));
            }
        }
    }
    read_on(engine, read, &newest.question.until_next(), outbox);
    if grown {
        outbox.tell(Msg::Indexed(engine.indexed(), engine.indexed_texts()));
    }
}

/// Reads a thesis and titles; what is put off stays to be read.
fn read_on(engine: &Engine, read: &mut ToRead, cancel: &Cancel, outbox: &Outbox) {
    if let Some(row) = read.thesis {
        let edition = Edition::of(engine.collection().get(row), Some(&Known { engine, cancel }));
        if !cancel.is_cancelled() {
            read.thesis = None;
            outbox.tell(Msg::Read(row, engine.indexed_texts(), Arc::new(edition)));
        }
    }
    if let Some(rows) = &read.titles {
        let titles = titles(engine, rows.iter().copied(), cancel);
        if !cancel.is_cancelled() {
            read.titles = None;
            outbox.tell(Msg::TitlesRead(titles));
        }
    }
}

/// Reads the titles of theses; where it is cancelled meanwhile, they are of no use.
fn titles(engine: &Engine, rows: impl Iterator<Item = Row>, cancel: &Cancel) -> MendedTitles {
    let known = Known { engine, cancel };
    let title = |row| {
        let thesis = Some(engine.collection().get(row)).filter(|&thesis| is_mended(thesis))?;
        let own = Words::of_thesis(thesis);
        Some((row, heading(thesis, &Evidence { thesis: Some(&own), collection: Some(&known) })))
    };
    MendedTitles { texts: engine.indexed_texts(), titles: rows.filter_map(title).collect() }
}
