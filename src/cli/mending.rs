//! Theses as they are read: copies of them whose texts are mended, many at once.

use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use crate::reading::{Edition, Evidence, Reading, Vocabulary, Words, mend};
use crate::thesis::{Collection, Draft, Field, Segment, SegmentBuilder, Thesis};

/// The words of a larger collection are not counted for a few lines of output.
const COUNTED_UP_TO: usize = 2000;

/// The words of a collection, where they are quick to have.
pub(super) fn words(collection: &Collection) -> Option<Words> {
    (collection.len() <= COUNTED_UP_TO).then(|| {
        let texts = collection
            .iter()
            .flat_map(|thesis| [thesis.title(), thesis.abstract_text()].into_iter().chain(thesis.keywords()));
        Words::of(texts)
    })
}

/// A thesis whose abstract is mended and else as it was read, alone in a segment.
fn with_abstract(thesis: Thesis<'_>, words: Option<&Words>) -> Segment {
    let own = Words::of_thesis(thesis);
    let evidence = Evidence { thesis: Some(&own), collection: words.map(|words| words as &dyn Vocabulary) };
    let mended = mend(thesis.abstract_text(), &evidence);
    one(&thesis.draft().with(Field::Abstract, mended.text()), thesis)
}

/// A thesis with its texts as they are to be read, its abstract in paragraphs, alone in a segment.
pub(super) fn edited(thesis: Thesis<'_>, words: Option<&Words>) -> Segment {
    let edition = Edition::of(thesis, words.map(|words| words as &dyn Vocabulary));
    let mut draft = thesis.draft();
    for &field in Field::ALL {
        let readings = (0..).map_while(|value| edition.text(field, value));
        let texts: Vec<_> = readings.map(Reading::in_paragraphs).collect();
        if field.is_list() && !texts.is_empty() {
            draft.set(field, "");
            draft = draft.with_values(field, texts);
        } else if let Some(text) = texts.into_iter().next() {
            draft.set(field, text);
        }
    }
    one(&draft, thesis)
}

fn one(draft: &Draft<'_>, thesis: Thesis<'_>) -> Segment {
    let mut builder = SegmentBuilder::default();
    builder.push(draft, &Arc::from(thesis.file()));
    builder.seal()
}

/// Writes theses with their abstracts mended, on all threads, each as `write` does; gives the lines in order to `sink`,
/// some at a time.
///
/// # Errors
///
/// The first of the sink's.
pub(super) fn each_written<E>(
    theses: &[Thesis<'_>],
    words: Option<&Words>,
    write: fn(Thesis<'_>) -> String,
    mut sink: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    const AT_ONCE: usize = 512;
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    for some in theses.chunks(AT_ONCE) {
        let share = some.len().div_ceil(threads).max(1);
        let lines = |share: &[Thesis<'_>]| -> Vec<String> {
            share.iter().map(|&thesis| write(with_abstract(thesis, words).get(0))).collect()
        };
        let written = thread::scope(|scope| {
            let workers: Vec<_> = some.chunks(share).map(|share| scope.spawn(move || lines(share))).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().expect("mending does not panic"))
                .collect::<Vec<_>>()
        });
        written.iter().flatten().try_for_each(|line| sink(line))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{edited, with_abstract};
    use crate::thesis::{Draft, Field, SegmentBuilder};

    #[test]
    fn a_thesis_keeps_all_but_what_is_mended() {
        let draft = Draft::at(7)
            .with(Field::Id, "1")
            .with(Field::Title, "On people ’s well-being")
            .with(Field::Posted, "2023-12")
            .with(Field::Abstract, "It was promoted,and it was (so)too,and that.It is,too.")
            .with_values(Field::Keywords, ["people ’s governance", "party"]);
        let mut builder = SegmentBuilder::default();
        builder.push(&draft, &Path::new("some/file.txt").into());
        let segment = builder.seal();
        let mended = with_abstract(segment.get(0), None);
        let thesis = mended.get(0);
        assert_eq!(thesis.abstract_text(), "It was promoted, and it was (so) too, and that. It is, too.");
        assert_eq!((thesis.id(), thesis.title()), ("1", "On people ’s well-being"));
        assert_eq!((thesis.written(Field::Posted), thesis.line()), ("2023-12".into(), 7));
        assert_eq!(thesis.file(), Path::new("some/file.txt"));
        let edited = edited(segment.get(0), None);
        let thesis = edited.get(0);
        assert_eq!(thesis.title(), "On people’s well-being");
        assert_eq!(thesis.keywords().collect::<Vec<_>>(), ["people’s governance", "party"]);
    }
}
