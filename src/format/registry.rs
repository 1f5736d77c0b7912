//! The registry of formats, a row a format: how it is known, decoded, cut into pieces, and written.
//!
//! Whoever lists formats goes through [`Format::ALL`]; nobody else knows a format by name. A format is added by adding
//! a row, and a module that decodes it.

use std::ops::ControlFlow;

use super::item::{Extent, Sink, Sureness};
use super::{jsonl, page};
use crate::thesis::{Thesis, Warning};

/// A layout that theses come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// The abstract pages of a thesis index, one or more, as text.
    Page,
}

/// What is known of a format.
#[derive(Debug)]
pub struct FormatRow {
    /// The name in options.
    pub name: &'static str,
    /// What it is called for reading.
    pub title: &'static str,
    /// How surely a text is of this format, from its beginning.
    recognise: fn(&str) -> Sureness,
    /// Gives what a text holds.
    decode: fn(&str, Extent, &mut Sink<'_>) -> ControlFlow<()>,
    /// How a large file is cut into pieces that are decoded by themselves.
    pub cutting: Cutting,
    /// How theses are written, where they can be.
    pub encoding: Option<Encoding>,
}

/// How a large file is cut.
#[derive(Debug)]
pub struct Cutting {
    /// The first place in some bytes at which a piece may end, behind their beginning.
    pub boundary: fn(&[u8]) -> Option<usize>,
    /// The bytes of a mark of such a place, which may lie across two reads.
    pub mark: usize,
    /// What is known of the longest record, where each is a line; else a record may be as long as a file.
    pub line: Option<LongestLine>,
}

/// The longest line of a format that has a record a line.
#[derive(Debug)]
pub struct LongestLine {
    /// Its bytes.
    pub bytes: usize,
    /// What is said of a longer one, which is left out, with the number of the line.
    pub warning: fn(u32) -> Warning,
}

/// How theses are written in a format.
#[derive(Debug)]
pub struct Encoding {
    /// What is written, in words for the help of the option.
    pub help: &'static str,
    /// One thesis, without a line break at its end.
    pub one: fn(Thesis<'_>) -> String,
}

/// The rows, in the order of [`Format`].
static ROWS: [FormatRow; Format::ALL.len()] = [
    FormatRow {
        name: "jsonl",
        title: "JSON lines",
        recognise: jsonl::recognise,
        decode: jsonl::decode,
        cutting: Cutting {
            boundary: jsonl::next_line,
            mark: 0,
            line: Some(LongestLine { bytes: jsonl::LONGEST_LINE, warning: jsonl::too_long }),
        },
        encoding: Some(Encoding {
            help: "A JSON object a line, with every field, the file and the line",
            one: jsonl::encode,
        }),
    },
    FormatRow {
        name: "page",
        title: "Pages as text",
        recognise: |_| Sureness::Perhaps,
        decode: page::decode,
        cutting: Cutting { boundary: |bytes| page::next_page(bytes, 0), mark: 32, line: None },
        encoding: None,
    },
];

impl Format {
    /// All formats, in the order in which they are looked for.
    pub const ALL: [Self; 2] = [Self::JsonLines, Self::Page];

    /// What is known of it.
    pub fn row(self) -> &'static FormatRow {
        &ROWS[self as usize]
    }
}

/// The format of a text, from its beginning: the first that surely is, else the first that perhaps is.
pub fn sniff(text: &str) -> Format {
    let sureness = |format: &Format| (format.row().recognise)(text);
    let sure = Format::ALL.into_iter().find(|format| sureness(format) == Sureness::Sure);
    sure.or_else(|| Format::ALL.into_iter().find(|format| sureness(format) == Sureness::Perhaps))
        .unwrap_or(Format::Page)
}

/// Decodes a text, giving each thesis and warning to `sink` in the order of the text.
///
/// An empty text gives a warning where it is the whole file, nothing where it is a part. Any text whatever
/// is survived.
pub fn decode(format: Format, text: &str, extent: Extent, sink: &mut Sink<'_>) -> ControlFlow<()> {
    (format.row().decode)(text, extent, sink)
}

#[cfg(test)]
pub(super) mod tests {
    use std::ops::ControlFlow;

    use super::{Format, decode, sniff};
    use crate::format::{Extent, Item};
    use crate::thesis::{Draft, Warning};

    /// All theses and warnings of a text.
    pub(in crate::format) fn decoded(
        format: Format,
        text: &str,
        extent: Extent,
    ) -> (Vec<Draft<'static>>, Vec<Warning>) {
        let (mut drafts, mut warnings) = (Vec::new(), Vec::new());
        let flow = decode(format, text, extent, &mut |item| {
            match item {
                Item::Thesis(draft) => drafts.push(draft.into_owned()),
                Item::Warning(warning) => warnings.push(warning),
            }
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        (drafts, warnings)
    }

    #[test]
    fn formats_are_told_apart_by_content() {
        for (text, format) in [
            ("", Format::Page),
            ("Font Size: a A A\n", Format::Page),
            ("{\"id\":\"1\"}", Format::JsonLines),
            ("\u{feff}\n\n  { \"id\": 1", Format::JsonLines),
            ("{}\n", Format::JsonLines),
            ("{\n  \"id\": 1\n}", Format::Page),
            ("[{\"id\":1}]", Format::Page),
            ("{x} is a set", Format::Page),
        ] {
            assert_eq!(sniff(text), format, "{text:?}");
        }
    }

    #[test]
    fn decoding_stops_where_the_sink_breaks() {
        for (format, text) in [
            (Format::JsonLines, "{\"id\":\"1\"}\n{\"id\":\"2\"}\n"),
            (Format::Page, "Font Size: a A A\nGTID:1\nFont Size: a A A\nGTID:2\n"),
        ] {
            let mut seen = 0;
            let flow = decode(format, text, Extent::Whole, &mut |item| {
                seen += usize::from(matches!(item, Item::Thesis(_)));
                if seen > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            assert!(flow.is_break() && seen == 1, "{format:?}");
        }
    }

    #[test]
    fn the_readme_lists_the_formats() {
        let readme = include_str!("../../README.md");
        let (_, list) = readme.split_once("kinds of file").expect("the README says what is read");
        let (list, _) = list.split_once("What is not a thesis").expect("and what is not");
        let listed = list.lines().filter_map(|line| line.strip_prefix("- **")?.split_once("**"));
        let mut listed: Vec<_> = listed.map(|(title, _)| title).collect();
        let mut titles: Vec<_> = Format::ALL.iter().map(|format| format.row().title).collect();
        listed.sort_unstable();
        titles.sort_unstable();
        assert_eq!(listed, titles);
        assert!(Format::ALL.iter().enumerate().all(|(at, &format)| format as usize == at));
    }
}
