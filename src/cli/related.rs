//! `theses related`: the theses that are nearest to one, or to a text.

use std::io::{self, IsTerminal as _, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::args::{Related, RelatedFormat};
use super::{Exit, Failure, Output, mending, opening};
use crate::disk::Config;
use crate::format::{self, Extent, Format, Item};
use crate::search::{Cancel, Neighbour, related_among};
use crate::text::sanitise::printable;
use crate::text::width::{columns, fit};
use crate::thesis::{Collection, Draft, Field, Segment, SegmentBuilder, Thesis};

/// What stands for a text on standard input.
const STANDARD_INPUT: &str = "-";

/// The most that is read of it, in bytes: many times what any page has.
const LONGEST_INPUT: u64 = 16 << 20;

/// How wide the column of ids may become.
const WIDEST_ID: usize = 20;

/// Between two columns.
const GAP: &str = "  ";

/// Prints the theses that are nearest, the nearest first. The exit is [`Exit::Failed`] where something was skipped.
///
/// # Errors
///
/// Where no thesis has the id, there is no text to compare, a path is not there, or the output cannot be written.
pub fn run(
    args: &Related,
    config: &Config,
    input: &mut dyn Read,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let text = if args.id == STANDARD_INPUT { Some(read(input, output)?) } else { None };
    let (loaded, exit) = opening::open(&args.paths.paths, config, output)?;
    let collection = &loaded.collection;
    let thesis = match &text {
        Some(text) => text.get(0),
        None => collection.get(opening::row(&args.id, collection)?),
    };
    let related = related_among(collection, thesis, args.limit, &Cancel::never()).unwrap_or_default();
    if related.neighbours.is_empty() && args.limit > 0 {
        output.message("no thesis here shares a word with it that says what it is about");
    }
    match args.format {
        RelatedFormat::Plain => plain(&related.neighbours, collection, output)?,
        RelatedFormat::Jsonl => json_lines(&related.neighbours, collection, output)?,
    }
    Ok(exit)
}

/// The thesis on standard input: a page or a record, several of them as one, or any text as an abstract.
fn read(input: &mut dyn Read, output: &mut Output<'_>) -> Result<Segment, Failure> {
    if io::stdin().is_terminal() {
        output.message("type or paste a text, then Ctrl-D");
    }
    let mut bytes = Vec::new();
    let read = input.take(LONGEST_INPUT).read_to_end(&mut bytes);
    let hint = "pipe an abstract or a page into it: theses related - PATH < abstract.txt".to_owned();
    if let Err(error) = read {
        return Err(Failure::NotFound(format!("cannot read standard input: {error}"), hint));
    }
    let text = match format::text::decode(&bytes) {
        Ok(decoded) => decoded.text,
        Err(reason) => return Err(Failure::NotFound(format!("standard input is no text: {reason}"), hint)),
    };
    let mut builder = SegmentBuilder::default();
    let file: Arc<Path> = Path::new(STANDARD_INPUT).into();
    if let Some(draft) = draft(&text) {
        builder.push(&draft, &file);
    }
    let segment = builder.seal();
    if segment.is_empty() {
        return Err(Failure::NotFound("standard input holds no text".to_owned(), hint));
    }
    Ok(segment)
}

/// What is asked about a text; `None` where it is blank.
fn draft(text: &str) -> Option<Draft<'static>> {
    let mut drafts: Vec<Draft<'static>> = Vec::new();
    let _ = format::decode(format::sniff(text), text, Extent::Whole, &mut |item| {
        if let Item::Thesis(draft) = item {
            drafts.push(draft.into_owned());
        }
        ControlFlow::Continue(())
    });
    match drafts.len() {
        // Whatever else it is, it has words.
        0 => (!text.trim().is_empty()).then(|| Draft::default().with(Field::Abstract, text.to_owned())),
        1 => drafts.pop(),
        _ => {
            let values = drafts.iter().flat_map(Draft::iter).map(|(_, value)| value.to_owned());
            Some(Draft::default().with_values(Field::OtherAbstracts, values))
        }
    }
}

/// One line a thesis: nearness, id, year, title and the words that are shared. On a terminal a line is never wider than
/// it; elsewhere nothing is cut.
fn plain(neighbours: &[Neighbour], collection: &Collection, output: &mut Output<'_>) -> Result<(), Failure> {
    let theses = || neighbours.iter().map(|one| collection.get(one.row));
    let widest = theses().map(|thesis| columns(thesis.id())).max().unwrap_or_default().min(WIDEST_ID);
    for (one, thesis) in neighbours.iter().zip(theses()) {
        let id = thesis.id();
        let year = thesis.year().map(|year| year.to_string()).unwrap_or_default();
        let gap = " ".repeat(widest.saturating_sub(columns(id)));
        let facts = format!("{:.2}{GAP}{id}{gap}{GAP}{year:4}{GAP}", one.nearness);
        output.line(&line(&facts, thesis, &one.shared.join(", "), output.width()))?;
    }
    Ok(())
}

/// The facts, as much of the title as leaves a third of the rest for the words, and these.
fn line(facts: &str, thesis: Thesis<'_>, shared: &str, width: Option<usize>) -> String {
    let title = thesis.heading();
    let Some(width) = width else { return format!("{facts}{title}{GAP}({shared})") };
    let room = width.saturating_sub(columns(facts) + GAP.len());
    let words = format!("({shared})");
    let for_words = columns(&words).min(room / 3).max(room.saturating_sub(columns(title)));
    let title = fit(title, room.saturating_sub(for_words));
    let line = format!("{facts}{title}{GAP}{}", fit(&words, for_words));
    fit(line.trim_end(), width).into_owned()
}

/// One JSON object a thesis: every field, the abstract mended, how near it is, and the words that are shared.
fn json_lines(
    neighbours: &[Neighbour],
    collection: &Collection,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let Some(encoding) = &Format::JsonLines.row().encoding else { return Ok(()) };
    let theses: Vec<_> = neighbours.iter().map(|one| collection.get(one.row)).collect();
    let (words, mut near) = (mending::words(collection), neighbours.iter());
    mending::each_written(&theses, words.as_ref(), encoding.one, |fields| {
        near.next().map_or(Ok(()), |one| output.line(&with_reasons(fields, one)))
    })
}

/// The same object with how near the thesis is, and why.
fn with_reasons(object: &str, one: &Neighbour) -> String {
    let score = (f64::from(one.nearness) * 10_000.0).round() / 10_000.0;
    let shared: Vec<_> = one.shared.iter().map(|word| printable(word)).collect();
    let more = serde_json::json!({ "score": score, "shared": shared }).to_string();
    let object = object.trim_end().strip_suffix('}').unwrap_or(object);
    format!("{object},{}", more.trim_start_matches('{'))
}

#[cfg(test)]
mod tests {
    use super::{draft, line};
    use crate::text::width::columns;
    use crate::thesis::{Draft, Field, SegmentBuilder};

    #[test]
    fn any_text_can_be_asked_about() {
        let value = |text: &str, field| draft(text).map(|draft| draft.get(field).to_owned());
        assert_eq!(value(" \n ", Field::Abstract), None);
        assert_eq!(value("urban traffic", Field::Abstract).as_deref(), Some("urban traffic"));
        let page = "Font Size: a A A\n\nTitle\n\nGTID:12Subject:Law\nAbstract/Summary:PDF Full Text Request\nText.\n";
        assert_eq!(value(page, Field::Title).as_deref(), Some("Title"));
        assert_eq!(value(page, Field::Id).as_deref(), Some("12"));
        let two = draft(&page.repeat(2)).unwrap();
        assert_eq!(two.values(Field::OtherAbstracts).filter(|&value| value == "Title").count(), 2);
        assert_eq!(value("{\"title\":\"A\"}", Field::Title).as_deref(), Some("A"));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut builder = SegmentBuilder::default();
        let title = "A title 社区治理 that is longer than a narrow terminal is wide";
        builder.push(&Draft::default().with(Field::Title, title), &std::path::Path::new("f").into());
        let segment = builder.seal();
        for width in 1..120 {
            let line =
                line("0.52  1234  2021  ", segment.get(0), "community, 社区治理, governance", Some(width));
            assert!(columns(&line) <= width, "{width}: {line}");
        }
        let whole = line("0.52  ", segment.get(0), "a, b", None);
        assert_eq!(whole, format!("0.52  {title}  (a, b)"));
    }
}
