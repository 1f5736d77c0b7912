//! JSON lines: one thesis a line, an object with the fields of a thesis.
//!
//! Owns the names of the fields, reading and writing. A line that is as it should be is read without a copy;
//! one that is not is read again with more patience, and what cannot be used of it is left out and told of.

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Extent, Item, Sink, number, shortened, split_keywords, warn_of_posted};
use crate::thesis::{Draft, Posted, Thesis, Warning};

/// The longest line that is read, in bytes; a longer one is no thesis but a mistake, and would take all memory.
pub const LONGEST_LINE: usize = 256 << 20;

/// Decodes JSON lines. Empty lines mean nothing.
pub fn decode(text: &str, extent: Extent, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut start, mut index, mut any) = (0, 0, false);
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
        let line = text[start..end].trim();
        if !line.is_empty() {
            any = true;
            decode_line(line, number(index), sink)?;
        }
        (start, index) = (end + 1, index + 1);
    }
    if !any && extent == Extent::Whole {
        return sink(Item::Warning(Warning::skipped(1, "it is empty")));
    }
    ControlFlow::Continue(())
}

const NO_OBJECT: &str = "it is JSON, but not an object";

fn decode_line(line: &str, number: u32, sink: &mut Sink<'_>) -> ControlFlow<()> {
    if line.len() > LONGEST_LINE {
        return sink(Item::Warning(too_long(number)));
    }
    match serde_json::from_str::<Record<'_>>(line) {
        // An array would do for the fields in their order, but is none of ours.
        Ok(record) if line.starts_with('{') => thesis(record.into_draft(number), number, sink),
        Ok(_) => sink(Item::Warning(Warning::skipped(number, NO_OBJECT))),
        Err(error) => decode_patiently(line, &error, number, sink),
    }
}

/// The warning about a line beyond [`LONGEST_LINE`].
pub fn too_long(number: u32) -> Warning {
    Warning::skipped(number, format!("the line is longer than {} MiB", LONGEST_LINE >> 20))
}

fn thesis(draft: Draft<'_>, number: u32, sink: &mut Sink<'_>) -> ControlFlow<()> {
    if is_empty(&draft) {
        let reason = "a JSON object without any field of a thesis (id, title, abstract and so on)";
        return sink(Item::Warning(Warning::skipped(number, reason)));
    }
    if let Some(warning) = warn_of_posted(&draft.posted, number) {
        sink(Item::Warning(warning))?;
    }
    sink(Item::Thesis(draft))
}

/// True where a draft holds nothing at all.
fn is_empty(draft: &Draft<'_>) -> bool {
    let Draft { id, title, posted, degree, kind, country, candidate, full_text, subject, .. } = draft;
    let fields =
        [id, title, &draft.abstract_text, candidate, posted, degree, kind, country, full_text, subject];
    fields.iter().all(|text| text.trim().is_empty()) && draft.keywords.is_empty() && draft.related.is_empty()
}

/// The fields as they should be. A number may stand for a text, `null` for nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    title: Text<'a>,
    posted: Text<'a>,
    degree: Text<'a>,
    kind: Text<'a>,
    country: Text<'a>,
    candidate: Text<'a>,
    full_text: Text<'a>,
    subject: Text<'a>,
    #[serde(rename = "abstract")]
    abstract_text: Text<'a>,
    keywords: List<'a>,
    related: List<'a>,
}

impl<'a> Record<'a> {
    fn into_draft(self, line: u32) -> Draft<'a> {
        Draft {
            id: self.id.0,
            title: self.title.0,
            posted: self.posted.0,
            degree: self.degree.0,
            kind: self.kind.0,
            country: self.country.0,
            candidate: self.candidate.0,
            full_text: self.full_text.0,
            subject: self.subject.0,
            abstract_text: self.abstract_text.0,
            keywords: self.keywords.values(split_keywords),
            related: self.related.values(split_lines),
            line,
        }
    }
}

fn split_lines(list: &str) -> Vec<Cow<'_, str>> {
    list.lines().map(str::trim).filter(|title| !title.is_empty()).map(Cow::Borrowed).collect()
}

/// A text, borrowed from its line where it holds no escapes.
#[derive(Default)]
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor).map(Text)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }
}

/// Several texts, or one text that holds them all.
enum List<'a> {
    Values(Vec<Text<'a>>),
    Joined(Cow<'a, str>),
}

impl Default for List<'_> {
    fn default() -> Self {
        Self::Values(Vec::new())
    }
}

impl<'a> List<'a> {
    fn values(self, split: fn(&str) -> Vec<Cow<'_, str>>) -> Vec<Cow<'a, str>> {
        match self {
            Self::Values(values) => values.into_iter().map(|Text(value)| value).collect(),
            Self::Joined(Cow::Borrowed(list)) => split(list),
            Self::Joined(Cow::Owned(list)) => {
                split(&list).into_iter().map(|value| Cow::Owned(value.into_owned())).collect()
            }
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for List<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor)
    }
}

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = List<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(List::Values(values))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(List::Joined(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(List::Joined(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(List::default())
    }
}

/// Reads a line that is not as it should be, keeping all that can be kept.
fn decode_patiently(
    line: &str,
    error: &serde_json::Error,
    number: u32,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let value = match serde_json::from_str::<Value>(line) {
        Ok(value) => value,
        Err(_) => match serde_json::from_str(&line.replace(|c: char| c < ' ', " ")) {
            Ok(value) => {
                sink(Item::Warning(Warning::mended(number, "control characters stood between the quotes")))?;
                value
            }
            Err(_) => return sink(Item::Warning(Warning::skipped(number, reason(line, error)))),
        },
    };
    let Value::Object(mut fields) = value else {
        return sink(Item::Warning(Warning::skipped(number, NO_OBJECT)));
    };
    let mut warnings = Vec::new();
    let mut text = |name: &str| -> Cow<'static, str> {
        fields
            .remove(name)
            .map(|value| text_of(value, name, number, &mut warnings))
            .unwrap_or_default()
            .into()
    };
    let mut draft = Draft {
        id: text("id"),
        title: text("title"),
        posted: text("posted"),
        degree: text("degree"),
        kind: text("kind"),
        country: text("country"),
        candidate: text("candidate"),
        full_text: text("full_text"),
        subject: text("subject"),
        abstract_text: text("abstract"),
        line: number,
        ..Draft::default()
    };
    let mut list = |name: &str, split: fn(&str) -> Vec<Cow<'_, str>>| {
        let value = fields.remove(name).unwrap_or_default();
        list_of(value, split, name, number, &mut warnings)
    };
    draft.keywords = list("keywords", split_keywords);
    draft.related = list("related", split_lines);
    for warning in warnings {
        sink(Item::Warning(warning))?;
    }
    thesis(draft, number, sink)
}

fn text_of(value: Value, name: &str, number: u32, warnings: &mut Vec<Warning>) -> String {
    match value {
        Value::String(text) => text,
        Value::Number(digits) => digits.to_string(),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            warnings.push(left_out(name, "not a text", number));
            String::new()
        }
    }
}

fn list_of(
    value: Value,
    split: fn(&str) -> Vec<Cow<'_, str>>,
    name: &str,
    number: u32,
    warnings: &mut Vec<Warning>,
) -> Vec<Cow<'static, str>> {
    match value {
        Value::Array(values) => {
            let texts = values.into_iter().map(|value| text_of(value, name, number, warnings));
            texts.filter(|text| !text.is_empty()).map(Cow::Owned).collect()
        }
        Value::String(list) => split(&list).into_iter().map(|value| Cow::Owned(value.into_owned())).collect(),
        Value::Number(digits) => vec![Cow::Owned(digits.to_string())],
        Value::Null => Vec::new(),
        Value::Bool(_) | Value::Object(_) => {
            warnings.push(left_out(name, "not a list of texts", number));
            Vec::new()
        }
    }
}

fn left_out(name: &str, why: &str, number: u32) -> Warning {
    Warning::mended(number, format!("a value of “{name}” is {why}: left out"))
}

fn reason(line: &str, error: &serde_json::Error) -> String {
    if !line.starts_with('{') {
        return format!("“{}” is not a JSON object", shortened(line));
    }
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    format!("it is not JSON at column {}: {said}", error.column())
}

/// A thesis as it is written: every field, an empty one too, and where it came from.
#[derive(Serialize)]
struct Written<'a> {
    id: &'a str,
    title: &'a str,
    posted: Cow<'a, str>,
    degree: &'a str,
    kind: &'a str,
    country: &'a str,
    candidate: &'a str,
    full_text: &'a str,
    subject: &'a str,
    #[serde(rename = "abstract")]
    abstract_text: &'a str,
    keywords: Vec<&'a str>,
    related: Vec<&'a str>,
    file: Cow<'a, str>,
    line: u32,
}

/// One line, without its newline, that [`decode`] reads back to the same fields.
///
/// Every field is there, an empty one too; `file` (what is not UTF-8 of it replaced) and `line` say where the
/// thesis came from, and are ignored when it is read.
///
/// # Panics
///
/// Never: a thesis is text and numbers, which JSON holds.
pub fn encode(thesis: Thesis<'_>) -> String {
    let posted = thesis.posted().map(Posted::iso);
    let written = Written {
        id: thesis.id(),
        title: thesis.title(),
        posted: posted.map_or_else(|| thesis.posted_as_written().into(), Cow::Owned),
        degree: thesis.degree(),
        kind: thesis.kind(),
        country: thesis.country(),
        candidate: thesis.candidate(),
        full_text: thesis.full_text(),
        subject: thesis.subject(),
        abstract_text: thesis.abstract_text(),
        keywords: thesis.keywords().collect(),
        related: thesis.related().collect(),
        file: thesis.file().to_string_lossy(),
        line: thesis.line(),
    };
    serde_json::to_string(&written).expect("text and numbers are JSON")
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::encode;
    use crate::format::tests::decoded;
    use crate::format::{Extent, Format};
    use crate::thesis::{Draft, SegmentBuilder, Severity, Warning};

    fn read(text: &str) -> (Vec<Draft<'static>>, Vec<Warning>) {
        decoded(Format::JsonLines, text, Extent::Whole)
    }

    #[test]
    fn reads_every_field() {
        let line = r#"{"id":"1","title":"A \"T\"","posted":"2023-12-02","degree":"Master","kind":"Thesis",
            "country":"China","candidate":"Z Y Zhu","full_text":"PDF","subject":"Law","abstract":"One.\nTwo.",
            "keywords":["a, b","c"],"related":["Other"],"file":"x","line":9}"#;
        let (theses, warnings) = read(&format!("\u{feff}\n{}\r\n", line.replace('\n', "")));
        let expected = Draft {
            id: "1".into(),
            title: "A \"T\"".into(),
            posted: "2023-12-02".into(),
            degree: "Master".into(),
            kind: "Thesis".into(),
            country: "China".into(),
            candidate: "Z Y Zhu".into(),
            full_text: "PDF".into(),
            subject: "Law".into(),
            abstract_text: "One.\nTwo.".into(),
            keywords: vec!["a, b".into(), "c".into()],
            related: vec!["Other".into()],
            line: 2,
        };
        assert_eq!((theses, warnings), (vec![expected], vec![]));
    }

    #[test]
    fn keeps_what_can_be_kept_of_a_record() {
        for (line, id, title, keywords, told) in [
            (r#"{"id":2556307118989809,"title":"T"}"#, "2556307118989809", "T", &[][..], &[][..]),
            (r#"{"id":null,"title":"T","keywords":"a, b; c"}"#, "", "T", &["a", "b", "c"], &[]),
            (r#"{"title":"T","title":"U"}"#, "", "U", &[], &[]),
            (r#"{"id":-1.5,"title":"T"}"#, "-1.5", "T", &[], &[]),
            (
                r#"{"id":"1","title":{"en":"T"},"keywords":["a",["b"],null,3]}"#,
                "1",
                "",
                &["a", "3"],
                &[
                    "a value of “title” is not a text: left out",
                    "a value of “keywords” is not a text: left out",
                ],
            ),
            (
                r#"{"id":"1","keywords":true,"related":"One\nTwo"}"#,
                "1",
                "",
                &[],
                &["a value of “keywords” is not a list of texts: left out"],
            ),
            ("{\"title\":\"a\tb\"}", "", "a b", &[], &["control characters stood between the quotes"]),
            (
                r#"{"title":"T","posted":"Spring 2020"}"#,
                "",
                "T",
                &[],
                &["“Spring 2020” is not a date: kept as written"],
            ),
        ] {
            let (theses, warnings) = read(line);
            let [read] = &theses[..] else { panic!("{line}") };
            assert_eq!((&*read.id, &*read.title), (id, title), "{line}");
            assert_eq!(read.keywords, keywords, "{line}");
            let reasons: Vec<_> = warnings.iter().map(|warning| warning.reason.as_str()).collect();
            assert_eq!(reasons, told, "{line}");
            assert!(warnings.iter().all(|warning| warning.severity == Severity::Mended));
        }
    }

    #[test]
    fn one_bad_line_never_costs_a_good_one() {
        let text = "{\"id\":\"1\"}\nhello\n{\"id\":\n[1]\n\n{\"name\":\"x\"}\n3\n{\"id\":\"2\"}";
        let (theses, warnings) = read(text);
        assert_eq!(theses.iter().map(|t| (&*t.id, t.line)).collect::<Vec<_>>(), [("1", 1), ("2", 8)]);
        let told: Vec<_> = warnings.iter().map(|w| (w.line, w.severity, w.reason.as_str())).collect();
        assert_eq!(
            told,
            [
                (2, Severity::Skipped, "“hello” is not a JSON object"),
                (3, Severity::Skipped, "it is not JSON at column 6: EOF while parsing a value"),
                (4, Severity::Skipped, "it is JSON, but not an object"),
                (
                    6,
                    Severity::Skipped,
                    "a JSON object without any field of a thesis (id, title, abstract and so on)"
                ),
                (7, Severity::Skipped, "it is JSON, but not an object"),
            ]
        );
    }

    #[test]
    fn an_empty_text_is_told_of_where_it_is_the_whole_file() {
        let (_, warnings) = read(" \n\n");
        assert_eq!(warnings, [Warning::skipped(1, "it is empty")]);
        assert_eq!(decoded(Format::JsonLines, "\n", Extent::Part).1, []);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(\\PC|[\\[\\]{}\":,\n0-9]|\"id\":|\"abstract\":){0,60}") {
            let lines = text.matches('\n').count() as u32 + 1;
            let (theses, warnings) = read(&text);
            prop_assert!(warnings.iter().all(|warning| (1..=lines).contains(&warning.line)));
            prop_assert!(theses.iter().all(|thesis| (1..=lines).contains(&thesis.line)));
        }

        #[test]
        fn what_is_written_reads_back(
            texts in proptest::collection::vec("[ -~é社\u{e000}\u{fffd}\n\u{1b}]{0,20}", 10),
            lists in proptest::collection::vec("[ -~，]{0,10}", 0..4),
            posted in "(2023(-1[0-2](-0[1-9])?)?|[a-z ]{0,9})",
        ) {
            let file: Arc<Path> = Path::new("a \"file\"").into();
            let list: Vec<_> = lists.iter().map(|text| text.as_str().into()).collect();
            let draft = Draft {
                id: texts[0].as_str().into(),
                title: texts[1].as_str().into(),
                posted: posted.as_str().into(),
                degree: texts[2].as_str().into(),
                kind: texts[3].as_str().into(),
                country: texts[4].as_str().into(),
                candidate: texts[5].as_str().into(),
                full_text: texts[6].as_str().into(),
                subject: texts[7].as_str().into(),
                abstract_text: texts[8].as_str().into(),
                keywords: list.clone(),
                related: list,
                line: 5,
            };
            let segment = |draft: &Draft<'_>| {
                let mut builder = SegmentBuilder::default();
                builder.push(draft, &file);
                builder.seal()
            };
            let first = segment(&draft);
            let line = encode(first.get(0));
            prop_assert!(!line.contains('\n'));
            let (theses, warnings) = read(&line);
            prop_assert!(warnings.iter().all(|warning| warning.reason.contains("date")), "{:?}", warnings);
            let second = segment(&Draft { line: 5, ..theses[0].clone() });
            prop_assert_eq!(encode(second.get(0)), line);
        }
    }
}
