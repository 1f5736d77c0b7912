//! `theses list`: theses, one a line.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::args::{List, Printed};
use super::{Exit, Failure, Output, mending, opening};
use crate::disk::{Config, MarksFile};
use crate::search::{Answer, Cancel, Engine, MarkKind, Marked, Query, Question, Sort, SortKey, Unloaded};
use crate::text::count::{counted, grouped};
use crate::text::width::{columns, fit};
use crate::thesis::{Collection, Draft, Field, Mark, SegmentBuilder, Thesis};

/// Prints the theses that were asked for. The exit is [`Exit::Failed`] where something was skipped.
///
/// # Errors
///
/// Where the query cannot be understood, a path is not there, the bookmarks are asked for and cannot be read, or the output cannot
/// be written.
pub fn run(
    args: &List,
    config: &Config,
    marks: &MarksFile,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let (query, within) = asked(args)?;
    let (loaded, exit) = opening::open(&args.paths.paths, config, output)?;
    let collection = &loaded.collection;
    let sort = Sort { key: args.sort.0, reversed: false };
    let (marked, elsewhere) = marked(&within.joined(&query), sort, marks, collection, output)?;
    let question = Question { query, within, sort, marked };
    let answer = answer(&question, collection);
    if let Some(said) = nothing(&question, &answer).filter(|_| elsewhere.is_empty()) {
        output.message(said);
    }
    let shown = answer.rows.iter().map(|&row| collection.get(row)).chain(elsewhere.iter());
    let shown = shown.take(args.limit.unwrap_or(usize::MAX));
    match args.format {
        Printed::Plain => plain(&shown.collect::<Vec<_>>(), output)?,
        Printed::Tsv => shown.map(tsv).try_for_each(|line| output.line(&line))?,
        Printed::As(format) => {
            // The option takes only formats that can be written.
            if let Some(encoding) = &format.row().encoding {
                if args.as_read {
                    shown.map(encoding.one).try_for_each(|line| output.line(&line))?;
                } else {
                    let shown: Vec<_> = shown.collect();
                    let words = mending::words(collection);
                    mending::each_written(&shown, words.as_ref(), encoding.one, |line| output.line(line))?;
                }
            }
        }
    }
    Ok(exit)
}

/// What is asked for, and within what.
fn asked(args: &List) -> Result<(Query, Query), Failure> {
    let text = args.query.as_deref().unwrap_or_default();
    let query = Query::parse(text).map_err(|error| Failure::Query(text.to_owned(), error))?;
    let bookmarked = if args.bookmarked { Query::of_marked(MarkKind::Bookmarked) } else { Query::default() };
    Ok((query, bookmarked))
}

/// What is said where nothing is found: what the parts of the question leave alone. `None` where something is found,
/// and where the question has but one part: then an empty list says all.
fn nothing(question: &Question, answer: &Answer) -> Option<String> {
    let mut said = match (answer.loose, answer.rows.is_empty()) {
        (true, _) => "nothing matches; these theses match loosely, by letters across words".to_owned(),
        (false, true) if answer.alone.is_some() => "nothing found".to_owned(),
        _ => return None,
    };
    let Some(alone) = &answer.alone else { return Some(said) };
    if !question.within.is_empty() {
        let (among, without) = (counted(alone.view, "bookmark", "bookmarks"), grouped(alone.typed));
        said = format!("{said} among {among}, {without} without --bookmarked");
    }
    let counts = alone.counts().collect::<Vec<_>>().join(" · ");
    if !counts.is_empty() {
        said = format!("{said}; alone: {counts}");
    }
    Some(said)
}

/// What is marked of the theses that are here, and the bookmarks that answer the query though their theses are not. The
/// file is not touched where nobody asks for it.
fn marked(
    query: &Query,
    sort: Sort,
    file: &MarksFile,
    collection: &Collection,
    output: &mut Output<'_>,
) -> Result<(Marked, Collection), Failure> {
    if !query.depends_on_marks() && sort.key != SortKey::Bookmarked {
        return Ok((Marked::default(), Collection::default()));
    }
    let marks = file.read()?;
    let found = |mark: &Mark| collection.find(&mark.id);
    let rows: Vec<_> = marks.bookmarks().filter_map(|mark| found(mark)).collect();
    let read: Vec<_> =
        marks.all().filter(|mark| mark.read.is_some()).filter_map(|mark| found(mark)).collect();
    let missing = marks.bookmarks().count() - rows.len();
    let marked = Marked::default().with(MarkKind::Bookmarked, rows).with(MarkKind::Read, read);
    if !query.asks_for_marked(MarkKind::Bookmarked) || missing == 0 {
        return Ok((marked, Collection::default()));
    }
    let are = counted(missing, "bookmark is of a thesis that is", "bookmarks are of theses that are");
    output.message(format_args!("{are} not here; id and title are all that is known"));
    let elsewhere = marks.bookmarks().rev().filter(|mark| found(mark).is_none() && answers(query, mark));
    Ok((marked, known_of(elsewhere.map(|mark| &**mark), &file.path().into())))
}

/// True where what is known of a bookmark whose thesis is not here answers a query.
fn answers(query: &Query, mark: &Mark) -> bool {
    let read = mark.read.is_some();
    let marks = if read { &[MarkKind::Bookmarked, MarkKind::Read][..] } else { &[MarkKind::Bookmarked] };
    query.is_answered_by(&Unloaded { id: &mark.id, title: &mark.title, marks })
}

/// Theses with what the file of marks knows of them.
fn known_of<'m>(marks: impl Iterator<Item = &'m Mark>, file: &Arc<Path>) -> Collection {
    let (mut known, mut builder) = (Collection::default(), SegmentBuilder::default());
    for mark in marks {
        if builder.is_full() {
            known.push(Arc::new(std::mem::take(&mut builder).seal()));
        }
        let draft =
            Draft::default().with(Field::Id, mark.id.as_str()).with(Field::Title, mark.title.as_str());
        builder.push(&draft, file);
    }
    known.push(Arc::new(builder.seal()));
    known
}

fn answer(question: &Question, collection: &Collection) -> Answer {
    let engine = Engine::for_question(collection, question);
    engine.answer(question, &Cancel::never()).expect("nobody cancels it")
}

/// What a column shows of a thesis.
type Value = fn(Thesis<'_>) -> Cow<'_, str>;

/// The columns of plain output before the title, and how wide each may become.
const PLAIN: [(Value, usize); 4] = [
    (|thesis| thesis.id().into(), 20),
    (|thesis| thesis.year().map_or_else(Cow::default, |year| year.to_string().into()), 4),
    (|thesis| thesis.degree().into(), 10),
    (|thesis| thesis.candidate().into(), 18),
];

/// The columns in the order in which they give way to the title on a narrow terminal, by their places.
const GIVE_WAY: [usize; 4] = [2, 3, 0, 1];

/// The fewest columns for a title; below that another column gives way.
const TITLE_AT_LEAST: usize = 32;

/// Between two columns.
const GAP: usize = 2;

/// One line a thesis: id, year, degree, candidate, title. On a terminal a line is never wider than it; elsewhere
/// nothing is cut, and a value that is wider than its column moves the rest of its line.
fn plain(theses: &[Thesis<'_>], output: &mut Output<'_>) -> Result<(), Failure> {
    let mut widths = PLAIN.map(|(value, most)| {
        let widest = theses.iter().map(|&thesis| columns(&value(thesis))).max();
        widest.unwrap_or_default().min(most)
    });
    if let Some(width) = output.width() {
        make_room(&mut widths, width);
    }
    for &thesis in theses {
        let line = plain_line(thesis, &widths, output.width());
        output.line(line.trim_end())?;
    }
    Ok(())
}

/// Takes columns away until the title has room.
fn make_room(widths: &mut [usize; PLAIN.len()], width: usize) {
    for column in GIVE_WAY {
        let used: usize = widths.iter().filter(|&&width| width > 0).map(|width| width + GAP).sum();
        if used + TITLE_AT_LEAST <= width {
            return;
        }
        widths[column] = 0;
    }
}

fn plain_line(thesis: Thesis<'_>, widths: &[usize; PLAIN.len()], width: Option<usize>) -> String {
    let mut line = String::new();
    for (&(value, _), &column) in PLAIN.iter().zip(widths).filter(|&(_, &column)| column > 0) {
        let value = value(thesis);
        let value = if width.is_some() { fit(&value, column) } else { value };
        let pad = column.saturating_sub(columns(&value)) + GAP;
        line.push_str(&value);
        line.extend(std::iter::repeat_n(' ', pad));
    }
    let left = width.map_or(usize::MAX, |width| width.saturating_sub(columns(&line)));
    line.push_str(&fit(thesis.heading(), left));
    line
}

fn tsv(thesis: Thesis<'_>) -> String {
    let keywords = thesis.keywords().collect::<Vec<_>>().join(", ");
    let posted = posted(thesis);
    [
        thesis.id(),
        &posted,
        thesis.degree(),
        thesis.kind(),
        thesis.candidate(),
        thesis.title(),
        thesis.subject(),
        &keywords,
    ]
    .join("\t")
}

/// The date as the index writes it, or as the source has it where it is none.
pub(super) fn posted(thesis: Thesis<'_>) -> Cow<'_, str> {
    thesis.written(Field::Posted)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{plain, tsv};
    use crate::cli::Output;
    use crate::text::width::columns;
    use crate::thesis::{Draft, Field, Segment, SegmentBuilder};

    fn segment(drafts: &[Draft<'_>]) -> Segment {
        let file: Arc<Path> = Path::new("file").into();
        let mut builder = SegmentBuilder::default();
        for draft in drafts {
            builder.push(draft, &file);
        }
        builder.seal()
    }

    fn drafts() -> [Draft<'static>; 2] {
        let first = Draft::default()
            .with(Field::Id, "2556307118989809")
            .with(Field::Posted, "2023-12-02")
            .with(Field::Degree, "Master")
            .with(Field::Kind, "Thesis")
            .with(Field::Candidate, "Z Y Zhu")
            .with(
                Field::Title,
                "Research On The Role Of Grass-roots Party Organizations In Community Governance",
            )
            .with(Field::Subject, "Political science")
            .with_values(Field::Keywords, ["a", "b"]);
        let second = Draft::default()
            .with(Field::Id, "x1")
            .with(Field::Posted, "Spring 2020")
            .with(Field::Candidate, "A Person Whose Name Is Longer Than Others")
            .with(Field::Abstract, "No title, only 社区治理.");
        [first, second]
    }

    fn printed(drafts: &[Draft<'_>], width: Option<usize>) -> String {
        let mut bytes = Vec::new();
        let segment = segment(drafts);
        let mut output = Output::new(&mut bytes, Vec::new(), width);
        plain(&segment.iter().collect::<Vec<_>>(), &mut output).unwrap();
        output.finish().unwrap();
        drop(output);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn plain_lines_are_columns_that_give_way_to_the_title() {
        insta::assert_snapshot!(
            [None, Some(120), Some(80), Some(60), Some(30), Some(3)]
                .map(|width| format!("{width:?}\n{}", printed(&drafts(), width)))
                .join("\n"),
            @r#"
            None
            2556307118989809  2023  Master  Z Y Zhu             Research On The Role Of Grass-roots Party Organizations In Community Governance
            x1                              A Person Whose Name Is Longer Than Others  No title, only 社区治理.

            Some(120)
            2556307118989809  2023  Master  Z Y Zhu             Research On The Role Of Grass-roots Party Organizations In Communit…
            x1                              A Person Whose Na…  No title, only 社区治理.

            Some(80)
            2556307118989809  2023  Z Y Zhu             Research On The Role Of Grass-roots…
            x1                      A Person Whose Na…  No title, only 社区治理.

            Some(60)
            2556307118989809  2023  Research On The Role Of Grass-roots…
            x1                      No title, only 社区治理.

            Some(30)
            Research On The Role Of Grass…
            No title, only 社区治理.

            Some(3)
            Re…
            No…
            "#
        );
        assert_eq!(printed(&[], Some(80)), "");
    }

    #[test]
    fn tsv_has_eight_values() {
        let segment = segment(&drafts());
        let lines: Vec<_> = segment.iter().map(tsv).collect();
        assert_eq!(
            lines[0],
            "2556307118989809\t2023-12-02\tMaster\tThesis\tZ Y Zhu\tResearch On The Role Of Grass-roots Party \
             Organizations In Community Governance\tPolitical science\ta, b"
        );
        assert_eq!(lines[1], "x1\tSpring 2020\t\t\tA Person Whose Name Is Longer Than Others\t\t\t");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(title in "\\PC{0,60}", candidate in "\\PC{0,40}", width in 1usize..130) {
            let draft = drafts()[0].clone().with(Field::Title, title).with(Field::Candidate, candidate);
            let text = printed(&[draft.clone(), drafts()[1].clone()], Some(width));
            prop_assert_eq!(text.lines().count(), 2);
            prop_assert!(text.lines().all(|line| columns(line) <= width), "{}", text);
        }
    }
}
