//! The query: what a person typed, as types, with the place of every part.
//!
//! ```text
//! query  = clause*                              all of them, in any order
//! clause = ["-"] [field ":"] value              `-` means without it
//! value  = word | "'" letters | '"' words '"'   fuzzily, exactly these letters, this phrase
//! field  = title by kw subject abstract         where the value is looked for
//!        | degree kind country id               what the field begins with, or a word of it
//!        | year posted                          2021, 2015..2021, ..2010, 2023-12
//!        | is                                   what a person has marked
//! ```
//!
//! A text that is no field before a colon is words like any other, unless it looks like a field misspelt.

use std::fmt;
use std::ops::Range;

use super::index::postings::Fields;
use super::marked::{self, MarkClause, MarkKind};
use super::matching::TypedWord;
use crate::text::fold::fold;
use crate::text::nearest;
use crate::text::words::{Script, words};
use crate::thesis::Date;

/// What a thesis has to hold: all of the clauses, in any order. Without a clause every thesis answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    clauses: Vec<Clause>,
}

/// One thing that a thesis has to hold, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// True where a thesis must not hold it.
    pub negated: bool,
    /// What it is.
    pub what: What,
}

/// What a clause asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A word, found fuzzily in short fields and by its beginning in abstracts.
    Word(TypedWord, Fields),
    /// A run of Chinese, Japanese or Korean characters, found as it stands.
    Run(String, Fields),
    /// Folded letters, found as they stand, inside words too.
    Letters(String, Fields),
    /// Folded words, parted by one space: found one after another, the last one by its beginning.
    Phrase(String, Fields),
    /// The beginning of a word of a field with few values, folded.
    Named(Named, String),
    /// The beginning of the id, folded.
    Id(String),
    /// A time of publication, from and to, each a day, a month or a year that counts whole.
    Posted(Option<Date>, Option<Date>),
    /// Something that a person has marked.
    Marked(MarkKind),
}

/// A field with few values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Degree,
    Kind,
    Country,
}

/// Why a text is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The bytes of the text that cannot be read; never empty.
    pub at: Range<usize>,
    /// What was expected there, a short phrase.
    pub expected: String,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

/// What a part of a query's text is, for showing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `-`, `'`, a quotation mark, or `..`.
    Operator,
    /// The name of a field with its colon.
    Field,
    /// What is looked for.
    Value,
}

/// How a field is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text(Fields),
    Named(Named),
    Id,
    Time,
    /// A mark, by the name of its field.
    Marked(&'static str),
}

/// All fields by name, in the order in which they are offered.
pub(super) const FIELDS: [(&str, FieldKind); 12] = [
    ("title", FieldKind::Text(Fields::TITLE)),
    ("by", FieldKind::Text(Fields::CANDIDATE)),
    ("kw", FieldKind::Text(Fields::KEYWORDS)),
    ("subject", FieldKind::Text(Fields::SUBJECT)),
    ("abstract", FieldKind::Text(Fields::ABSTRACT)),
    ("degree", FieldKind::Named(Named::Degree)),
    ("kind", FieldKind::Named(Named::Kind)),
    ("country", FieldKind::Named(Named::Country)),
    ("year", FieldKind::Time),
    ("posted", FieldKind::Time),
    ("id", FieldKind::Id),
    ("is", FieldKind::Marked("is")),
];

/// The names of all fields, in the order in which they are offered.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    FIELDS.into_iter().map(|(name, _)| name)
}

/// A clause as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its bytes, from its sign to its last quotation mark.
    pub whole: Range<usize>,
    negated: bool,
    field: Option<(Range<usize>, FieldKind)>,
    quote: Option<char>,
    value: Range<usize>,
}

impl Query {
    /// Reads what a person typed.
    ///
    /// # Errors
    ///
    /// The first part that cannot be read, with its place and what was expected there.
    ///
    /// ```
    /// use theses::search::Query;
    ///
    /// let query = Query::parse("urban -tourism year:2015..2021")?;
    /// assert_eq!(query.to_string(), "urban -tourism posted:2015..2021");
    /// let error = Query::parse("urban year:soon").unwrap_err();
    /// assert_eq!((error.at, error.expected.as_str()), (11..15, "a year such as 2021, or 2015..2021"));
    /// # Ok::<(), theses::search::QueryError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut clauses = Vec::new();
        for token in tokens(text) {
            let token = token?;
            for what in token.read(text)? {
                clauses.push(Clause { negated: token.negated, what });
            }
        }
        Ok(Self { clauses })
    }

    /// A query that asks for a kind of mark alone.
    pub fn of_marked(kind: MarkKind) -> Self {
        Self { clauses: vec![Clause { negated: false, what: What::Marked(kind) }] }
    }

    /// A query that asks for what both ask for.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self { clauses: [&self.clauses[..], &other.clauses].concat() }
    }

    /// True where only theses with this kind of mark answer.
    pub fn asks_for_marked(&self, kind: MarkKind) -> bool {
        self.clauses.iter().any(|clause| !clause.negated && clause.what == What::Marked(kind))
    }

    /// True where marks decide which theses answer: another answer may be right when they change.
    pub fn depends_on_marks(&self) -> bool {
        self.clauses.iter().any(|clause| matches!(clause.what, What::Marked(_)))
    }

    /// True where it asks nothing, so that every thesis answers.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// True where a clause can only be answered from the words of a text, so that an index is needed.
    pub(super) fn asks_for_words(&self) -> bool {
        self.clauses.iter().any(|clause| {
            matches!(clause.what, What::Word(..) | What::Run(..) | What::Letters(..) | What::Phrase(..))
        })
    }

    pub(super) fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The folded letters of all words in order, for the loose match across words; `None` where the query
    /// asks for anything but words.
    pub(super) fn letters(&self) -> Option<String> {
        let texts = self.clauses.iter().map(|clause| match &clause.what {
            What::Word(word, Fields::ALL) if !clause.negated => Some(word.text()),
            What::Run(run, Fields::ALL) if !clause.negated => Some(run.as_str()),
            _ => None,
        });
        texts.collect()
    }
}

/// The parts of a query's text, in order and apart from each other, whether or not it can be read. White
/// space is in none.
pub fn parts(text: &str) -> Vec<(Range<usize>, Part)> {
    let mut parts = Vec::new();
    for token in tokens(text).flatten() {
        let mut at = token.whole.start;
        if token.negated {
            parts.push((at..at + 1, Part::Operator));
            at += 1;
        }
        if let Some((field, _)) = &token.field {
            parts.push((field.start..field.end, Part::Field));
            at = field.end;
        }
        parts.push((at..token.value.start, Part::Operator));
        parts.extend(token.value_parts(text));
        parts.push((token.value.end..token.whole.end, Part::Operator));
    }
    parts.retain(|(range, _)| !range.is_empty());
    parts
}

/// The clauses of a text, one after another.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Result<Token, QueryError>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].len() - text[at..].trim_start().len();
        if at == text.len() {
            return None;
        }
        let token = token(text, at);
        at = match &token {
            Ok(token) => token.whole.end,
            Err(error) => error.at.end,
        };
        Some(token)
    })
}

/// The clause that begins at a byte that is no white space.
fn token(text: &str, start: usize) -> Result<Token, QueryError> {
    let negated = text[start..].starts_with('-');
    let after_sign = start + usize::from(negated);
    let word_end = end_of_word(text, after_sign);
    let field = field(text, after_sign..word_end)?;
    let value_start = field.as_ref().map_or(after_sign, |(field, _)| field.end);
    let quote = text[value_start..].chars().next().filter(|&c| c == '"' || c == '\'');
    let (value, end) = match quote {
        Some('"') => {
            let inner = value_start + 1;
            let close = text[inner..].find('"').map(|length| inner + length);
            // A phrase that is still being typed ends with the text.
            close.map_or((inner..text.len(), text.len()), |close| (inner..close, close + 1))
        }
        Some(_) => (value_start + 1..end_of_word(text, value_start), end_of_word(text, value_start)),
        None => (value_start..word_end, word_end),
    };
    let token = Token { whole: start..end, negated, field, quote, value };
    let lonely = token.negated || token.field.is_some() || token.quote.is_some();
    if lonely && text[token.value.clone()].trim().is_empty() {
        let expected = match (&token.field, token.quote) {
            (Some((_, kind)), None) => kind.expected(),
            (_, Some('"')) => "words between quotation marks".to_owned(),
            (_, Some(_)) => "letters behind '".to_owned(),
            _ => "a word behind -".to_owned(),
        };
        return Err(QueryError { at: token.whole, expected });
    }
    Ok(token)
}

fn end_of_word(text: &str, start: usize) -> usize {
    // A phrase behind a field begins where its quotation mark is: that is no part of the word.
    let rest = &text[start..];
    let white = rest.find(char::is_whitespace).unwrap_or(rest.len());
    start + rest[..white].find(":\"").map_or(white, |colon| colon + 1)
}

/// The field before the first colon of a word, if it is one; an error where it looks like one misspelt.
fn field(text: &str, word: Range<usize>) -> Result<Option<(Range<usize>, FieldKind)>, QueryError> {
    let Some((name, rest)) = text[word.clone()].split_once(':') else { return Ok(None) };
    let end = word.start + name.len() + 1;
    let lower = name.to_lowercase();
    if let Some(&(_, kind)) = FIELDS.iter().find(|(known, _)| *known == lower) {
        return Ok(Some((word.start..end, kind)));
    }
    let quoted = text[end..].starts_with('"');
    match nearest(&lower, field_names()).filter(|_| name.len() > 2 && (quoted || !rest.is_empty())) {
        Some(meant) => Err(QueryError {
            at: word.start..word.end,
            expected: format!("a field; `{meant}:` is the nearest to `{lower}:`"),
        }),
        None => Ok(None),
    }
}

impl FieldKind {
    fn expected(self) -> String {
        match self {
            Self::Text(_) => "a word".to_owned(),
            Self::Named(Named::Degree) => "a degree such as doctor".to_owned(),
            Self::Named(Named::Kind) => "thesis or dissertation".to_owned(),
            Self::Named(Named::Country) => "a country".to_owned(),
            Self::Id => "the beginning of an id".to_owned(),
            Self::Time => "a year such as 2021, or 2015..2021".to_owned(),
            Self::Marked(field) => marked::words(field).collect::<Vec<_>>().join(" or "),
        }
    }
}

impl Token {
    /// The value, parted where it is a range of times.
    fn value_parts(&self, text: &str) -> Vec<(Range<usize>, Part)> {
        let Range { start, end } = self.value;
        let is_time = matches!(self.field, Some((_, FieldKind::Time)));
        match text[start..end].find("..").filter(|_| is_time).map(|dots| start + dots) {
            None => vec![(start..end, Part::Value)],
            Some(dots) => vec![
                (start..dots, Part::Value),
                (dots..dots + 2, Part::Operator),
                (dots + 2..end, Part::Value),
            ],
        }
    }

    /// What the clause asks for: a word with punctuation in it asks for several things.
    fn read(&self, text: &str) -> Result<Vec<What>, QueryError> {
        let value = &text[self.value.clone()];
        let Some((_, kind)) = &self.field else { return Ok(self.text(value, Fields::ALL)) };
        let expected = || QueryError { at: self.value.clone(), expected: kind.expected() };
        // A quotation mark only ever parts: it is no part of a value.
        let folded = fold(value).replace('"', " ").trim().to_owned();
        if folded.is_empty() {
            return Err(expected());
        }
        let what = match kind {
            FieldKind::Text(fields) => return Ok(self.text(value, *fields)),
            FieldKind::Named(named) => What::Named(*named, folded),
            FieldKind::Id => What::Id(folded),
            FieldKind::Time => time(value.trim()).ok_or_else(expected)?,
            FieldKind::Marked(field) => {
                let meant = marked::CLAUSES
                    .iter()
                    .find(|clause| clause.field == *field && clause.word.starts_with(&folded));
                What::Marked(meant.ok_or_else(expected)?.kind)
            }
        };
        Ok(vec![what])
    }

    /// What text asks for in some fields; nothing where it has neither letter nor digit.
    fn text(&self, value: &str, fields: Fields) -> Vec<What> {
        let folded = fold(value);
        let words: Vec<_> = words(&folded).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let phrase = || words.iter().map(|(range, _)| &folded[range.clone()]).collect::<Vec<_>>().join(" ");
        match self.quote {
            Some('"') => vec![What::Phrase(phrase(), fields)],
            Some(_) => vec![What::Letters(folded, fields)],
            // Without several words means without them together.
            None if self.negated && words.len() > 1 => vec![What::Phrase(phrase(), fields)],
            None => {
                let each = words.iter().map(|(range, script)| match script {
                    Script::Alphabetic => What::Word(TypedWord::new(&folded[range.clone()]), fields),
                    Script::Ideographic => What::Run(folded[range.clone()].to_owned(), fields),
                });
                each.collect()
            }
        }
    }
}

/// A time such as `2021`, `2015..2021`, `..2010`, `2023-12..`; `None` where it is none, or ends before it begins.
fn time(text: &str) -> Option<What> {
    let end = |text: &str| if text.is_empty() { Some(None) } else { Date::parse(text).map(Some) };
    let (from, to) = match text.split_once("..") {
        Some(("", "")) => return None,
        Some((from, to)) => (end(from)?, end(to)?),
        None => (Some(Date::parse(text)?), Some(Date::parse(text)?)),
    };
    let in_order = from.zip(to).is_none_or(|(from, to)| from <= to || from.is_within(Some(to), Some(to)));
    in_order.then_some(What::Posted(from, to))
}

/// A text that reads as the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, clause) in self.clauses.iter().enumerate() {
            let space = if at > 0 { " " } else { "" };
            let sign = if clause.negated { "-" } else { "" };
            write!(f, "{space}{sign}{}", clause.what)?;
        }
        Ok(())
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| {
            let plain = !text.contains(char::is_whitespace) && !text.starts_with(['\'', '"']);
            if plain { text.to_owned() } else { format!("\"{text}\"") }
        };
        match self {
            Self::Word(word, fields) => write!(f, "{}{}", field_prefix(*fields), word.text()),
            Self::Run(run, fields) => write!(f, "{}{run}", field_prefix(*fields)),
            Self::Letters(letters, fields) => write!(f, "{}'{letters}", field_prefix(*fields)),
            Self::Phrase(phrase, fields) => write!(f, "{}\"{phrase}\"", field_prefix(*fields)),
            Self::Named(Named::Degree, value) => write!(f, "degree:{}", quoted(value)),
            Self::Named(Named::Kind, value) => write!(f, "kind:{}", quoted(value)),
            Self::Named(Named::Country, value) => write!(f, "country:{}", quoted(value)),
            Self::Id(value) => write!(f, "id:{}", quoted(value)),
            Self::Posted(from, to) if from == to => write!(f, "posted:{}", iso(*from)),
            Self::Posted(from, to) => write!(f, "posted:{}..{}", iso(*from), iso(*to)),
            Self::Marked(kind) => {
                let MarkClause { field, word, .. } = kind.clause();
                write!(f, "{field}:{word}")
            }
        }
    }
}

fn iso(posted: Option<Date>) -> String {
    posted.map(Date::iso).unwrap_or_default()
}

fn field_prefix(fields: Fields) -> String {
    let named = FIELDS.iter().find(|(_, kind)| *kind == FieldKind::Text(fields));
    named.map(|(name, _)| format!("{name}:")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Part, Query, parts};

    #[test]
    fn queries_are_read_and_written() {
        for (text, written) in [
            ("", ""),
            ("  Urban  PARTY ", "urban party"),
            ("grass-roots", "grass roots"),
            ("-grass-roots", "-\"grass roots\""),
            ("\"Last  Mile\"", "\"last mile\""),
            ("\"last mi", "\"last mi\""),
            ("'Govern", "'govern"),
            ("-tourism", "-tourism"),
            ("-title:\"last mile\" by:Müller", "-title:\"last mile\" by:muller"),
            ("kw:party subject:'law abstract:mile", "kw:party subject:'law abstract:mile"),
            (
                "country:\"United States\" degree:Doctor kind:thesis",
                "country:\"united states\" degree:doctor kind:thesis",
            ),
            ("id:2556", "id:2556"),
            ("year:2021", "posted:2021"),
            (
                "year:2015..2021 posted:..2010 posted:2023-12..",
                "posted:2015..2021 posted:..2010 posted:2023-12..",
            ),
            ("is:bookmarked -is:book", "is:bookmarked -is:bookmarked"),
            ("has:note tag:later", "has note tag later"),
            ("Injustice:Power covid: 19", "injustice power covid 19"),
            ("区治 party党", "区治 party 党"),
            ("TITLE:urban & – !", "title:urban"),
            ("country:a\"b country:'later", "country:\"a b\" country:later"),
        ] {
            let query = Query::parse(text).unwrap();
            assert_eq!(query.to_string(), written, "{text}");
            assert_eq!(Query::parse(written), Ok(query), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_pointed_at() {
        for (text, at, expected) in [
            ("urban -", "-", "a word behind -"),
            ("title:", "title:", "a word"),
            ("a year:soon b", "soon", "a year"),
            ("year:2021..2015", "2021..2015", "a year"),
            ("year:..", "..", "a year"),
            ("titel:urban", "titel:urban", "`title:` is the nearest"),
            ("is:open", "open", "bookmarked"),
            ("is:unread", "unread", "bookmarked"),
            ("a \"\"", "\"\"", "words between"),
            ("'", "'", "letters behind"),
        ] {
            let error = Query::parse(text).unwrap_err();
            assert_eq!(&text[error.at.clone()], at, "{text}");
            assert!(error.expected.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let text = "-title:\"last mile\" x year:2015..2021 'go";
        let shown: Vec<_> = parts(text).into_iter().map(|(range, part)| (&text[range], part)).collect();
        let expected = [
            ("-", Part::Operator),
            ("title:", Part::Field),
            ("\"", Part::Operator),
            ("last mile", Part::Value),
            ("\"", Part::Operator),
            ("x", Part::Value),
            ("year:", Part::Field),
            ("2015", Part::Value),
            ("..", Part::Operator),
            ("2021", Part::Value),
            ("'", Part::Operator),
            ("go", Part::Value),
        ];
        assert_eq!(shown, expected);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_errs_with_a_place_inside_it(text in "(title|year|is|by|tag|:|\"|'|-|\\.\\.|2021|[a-cé社]| |\\PC){0,30}") {
            match Query::parse(&text) {
                Ok(query) => prop_assert_eq!(Query::parse(&query.to_string()), Ok(query)),
                Err(error) => prop_assert!(!error.at.is_empty() && text.get(error.at).is_some()),
            }
            let mut end = 0;
            for (range, _) in parts(&text) {
                prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
