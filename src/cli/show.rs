//! `theses show`: one thesis with every field that it has.

use super::args::Show;
use super::{Exit, Failure, Output, mending, opening};
use crate::disk::Config;
use crate::reading::{Evidence, Vocabulary, Words, read};
use crate::text::sanitise::printable;
use crate::text::width::columns;
use crate::text::wrap::{Filling, wrapped};
use crate::thesis::{Field, FieldRow, Shape, Slot, Thesis};

/// The widest that text is set, in columns: the widest measure of the reader.
const WIDEST: usize = 88;

/// The width where there is no terminal, in columns.
const USUAL: usize = 80;

/// The column in which the values of fields begin.
const VALUES_AT: usize = 11;

/// Prints the thesis. The exit is [`Exit::Failed`] where something was skipped.
///
/// # Errors
///
/// Where no thesis has the id, a path is not there, or the output cannot be written.
pub fn run(args: &Show, config: &Config, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let (loaded, exit) = opening::open(&args.paths.paths, config, output)?;
    let row = opening::row(&args.id, &loaded.collection)?;
    let width = output.width().unwrap_or(USUAL).clamp(1, WIDEST);
    let thesis = loaded.collection.get(row);
    if args.outline {
        outline(thesis, mending::words(&loaded.collection).as_ref(), output)?;
    } else if args.as_read {
        output.line(&page(thesis, width))?;
    } else {
        let edited = mending::edited(thesis, mending::words(&loaded.collection).as_ref());
        output.line(&page(edited.get(0), width))?;
    }
    Ok(exit)
}

/// Prints the sections of the abstract, one a line.
fn outline(thesis: Thesis<'_>, words: Option<&Words>, output: &mut Output<'_>) -> Result<(), Failure> {
    const WORDS: usize = 10;
    let own = Words::of_thesis(thesis);
    let collection = words.map(|words| words as &dyn Vocabulary);
    let reading = read(thesis.abstract_text(), &Evidence { thesis: Some(&own), collection });
    for section in &reading.sections {
        let number = section.number.map_or_else(|| "-".to_owned(), |number| number.to_string());
        let words = reading.mended.text()[section.range.clone()].split_whitespace();
        let first = words.take(WORDS).collect::<Vec<_>>().join(" ");
        let indent = "  ".repeat(usize::from(section.level));
        output.line(&format!("{indent}{number}  {}  {first}", section.label))?;
    }
    if reading.sections.is_empty() {
        output.message(format!("the abstract of {} is not told in sections", thesis.id()));
    }
    Ok(())
}

/// The thesis as text of at most `width` columns where words allow it, without a line break at its end.
fn page(thesis: Thesis<'_>, width: usize) -> String {
    let mut parts = vec![heading(thesis, width), fields(thesis, width)];
    let mut fields: Vec<_> = Field::ALL.iter().map(|&field| (field, field.row())).collect();
    fields.retain(|(field, row)| row.slot != Slot::Heading && !is_fact(row) && thesis.has(*field));
    fields.sort_by_key(|(_, row)| row.reading);
    for (field, row) in fields {
        match row.shape {
            Shape::Prose => parts.push(paragraphs(thesis.text(field), width)),
            Shape::Passages => {
                let passages = thesis.values(field).map(|passage| paragraphs(passage, width));
                parts.extend([row.label.to_owned()].into_iter().chain(passages));
            }
            _ => {
                let items = thesis.values(field).map(|item| lines(item, width, "  - ", "    "));
                parts.push(format!("{}\n{}", row.label, items.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    parts.join("\n\n")
}

fn heading(thesis: Thesis<'_>, width: usize) -> String {
    let title = if thesis.has_title() { thesis.title() } else { "(without a title)" };
    lines(title, width, "", "")
}

fn fields(thesis: Thesis<'_>, width: usize) -> String {
    let mut fields: Vec<_> = Field::ALL.iter().map(|&field| (field, field.row())).collect();
    fields.retain(|(field, row)| is_fact(row) && thesis.has(*field));
    fields.sort_by_key(|(_, row)| row.reading);
    let from = format!("{}:{}", printable(&thesis.file().to_string_lossy()), thesis.line());
    let facts = fields.into_iter().map(|(field, row)| (row.label, thesis.written(field)));
    let set = facts
        .chain([("From", from.into())])
        .map(|(label, value)| lines(&value, width, &format!("{label:VALUES_AT$}"), &" ".repeat(VALUES_AT)));
    set.collect::<Vec<_>>().join("\n")
}

/// True where a field is set behind its label: neither above all as the title nor below as text of its own.
fn is_fact(row: &FieldRow) -> bool {
    row.slot != Slot::Heading && !matches!(row.shape, Shape::Prose | Shape::Passages | Shape::Items)
}

/// The paragraphs of an abstract, an empty line between two.
fn paragraphs(text: &str, width: usize) -> String {
    text.lines()
        .filter(|line| !line.is_empty())
        .map(|paragraph| lines(paragraph, width, "", ""))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Wraps a text behind `first` on its first line and `rest`, which is as wide, on the others. Where there is no room for
/// them the text goes on from the left edge.
fn lines(text: &str, width: usize, first: &str, rest: &str) -> String {
    let join = |text: &str, width, first: &str, rest: &str| {
        let lines = wrapped(text, width, Filling::Full).into_iter().enumerate();
        let lines = lines.map(|(at, line)| [if at == 0 { first } else { rest }, &text[line]].concat());
        lines.collect::<Vec<_>>().join("\n")
    };
    if width > 2 * rest.len() {
        join(text, width.saturating_sub(columns(first).max(columns(rest))), first, rest)
    } else {
        join(&format!("{first}{text}"), width, "", "")
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::page;
    use crate::text::width::columns;
    use crate::thesis::{Collection, Draft, Field, SegmentBuilder};

    fn collection(drafts: &[Draft<'_>]) -> Collection {
        let mut builder = SegmentBuilder::default();
        for draft in drafts {
            builder.push(draft, &Path::new("some\u{1b}[31m/file.txt").into());
        }
        let mut collection = Collection::default();
        collection.push(Arc::new(builder.seal()));
        collection
    }

    #[test]
    fn every_field_is_on_the_page() {
        let draft = Draft::of_a_page()
            .on_line(3)
            .with(Field::Title, "A title that needs more than one line of forty columns")
            .with(Field::Posted, "2023-12")
            .with(Field::Abstract, "One paragraph that needs more than one line.\nAnother.")
            .with_only(Field::Keywords, ["community governance", "party", "社区治理"])
            .with_values(Field::Related, ["Another title that is as long as the first", "Short"]);
        insta::assert_snapshot!(page(collection(&[draft]).get(crate::thesis::Row(0)), 40), @r#"
        A title that needs more than one line of
        forty columns

        Candidate  Z Y Zhu
        Posted     2023-12
        Degree     Master
        Type       Thesis
        Country    China
        Subject    Law
        Keywords   community governance, party,
                   社区治理
        Full text  PDF
        Id         2556307118989809
        From       some/file.txt:3

        One paragraph that needs more than one
        line.

        Another.

        Related
          - Another title that is as long as the
            first
          - Short
        "#);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let draft = Draft::default()
            .with(Field::Id, "1")
            .with(Field::Title, "กำแพงเมืองและ 1\u{fe0f}\u{20e3} 2\u{fe0f}\u{20e3} 3\u{fe0f}\u{20e3} 👩\u{200d}🔬 steps on the way")
            .with(Field::University, "社区治理大学社区治理大学社区治理大学")
            .with_values(Field::Keywords, ["ｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞ", "e\u{301}tude"]);
        let collection = collection(&[draft]);
        for width in 4..50 {
            let page = page(collection.get(crate::thesis::Row(0)), width);
            assert!(page.lines().all(|line| columns(line) <= width), "{width}:\n{page}");
        }
    }

    #[test]
    fn a_thesis_without_a_title_says_so() {
        let draft = Draft::default().with(Field::Id, "1").with(Field::Abstract, "Only an abstract.");
        insta::assert_snapshot!(page(collection(&[draft]).get(crate::thesis::Row(0)), 40), @r#"
        (without a title)

        Id         1
        From       some/file.txt:0

        Only an abstract.
        "#);
    }
}
