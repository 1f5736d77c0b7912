//! What a name before a colon asks about: a field of the table, the year, or a mark.

use std::ops::Range;

use super::clause::QueryError;
use super::sign::{end_of_word, first_len, first_sign, sign};
use crate::search::fields::Fields;
use crate::search::marked;
use crate::text::nearest;
use crate::thesis::{Field, Search};

/// What a name before a colon asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Asked {
    /// A field of a thesis.
    Field(Field),
    /// The year of the degree where it is known, else of posting.
    Year,
    /// A mark, by the name of its field.
    Marked(&'static str),
}

const YEAR: &str = "year";

/// More bytes than this are no name, and none misspelt.
const LONGEST: usize = 24;

/// What can be asked about, in the order in which it is offered: first what is looked for by its words, then fields with
/// few values, times and ids, each in the order in which a person reads them.
fn all() -> impl Iterator<Item = Asked> {
    let class = |asked: &Asked| match asked {
        Asked::Field(field) => match field.row().search {
            Search::Words { plain: true, .. } => 0,
            Search::Words { .. } => 1,
            Search::Value => 2,
            Search::Time => 4,
            Search::Beginning | Search::Never => 5,
        },
        Asked::Year => 3,
        Asked::Marked(_) => 6,
    };
    let fields =
        Field::ALL.iter().filter(|field| !field.row().query.is_empty()).map(|&field| Asked::Field(field));
    let mut marks: Vec<_> = marked::CLAUSES.iter().map(|clause| Asked::Marked(clause.field)).collect();
    marks.dedup();
    let mut all: Vec<_> = fields.chain([Asked::Year]).chain(marks).collect();
    all.sort_by_key(|asked| match asked {
        Asked::Field(field) => (class(asked), field.row().reading),
        _ => (class(asked), 0),
    });
    all.into_iter()
}

/// The names that can stand before a colon, in the order in which they are offered; synonyms are not.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    all().filter_map(|asked| asked.names().first().copied())
}

impl Asked {
    /// What a name or a synonym, in lower case, asks about.
    pub fn named(name: &str) -> Option<Self> {
        all().find(|asked| asked.names().contains(&name))
    }

    /// Its name, then the synonyms.
    fn names(&self) -> &[&'static str] {
        match self {
            Self::Field(field) => field.row().query,
            Self::Year => &[YEAR],
            Self::Marked(field) => std::slice::from_ref(field),
        }
    }

    /// The fields whose texts it asks about, where it is answered from words.
    pub fn words(self) -> Option<Fields> {
        let Self::Field(field) = self else { return None };
        matches!(field.row().search, Search::Words { .. }).then_some(Fields::of(field))
    }

    /// True where its value is a time, or two with `..` between them.
    pub fn is_time(self) -> bool {
        match self {
            Self::Field(field) => field.row().search == Search::Time,
            Self::Year => true,
            Self::Marked(_) => false,
        }
    }

    /// What has to stand behind the colon, a short phrase.
    pub fn expected(self) -> String {
        match self {
            Self::Field(field) => field.row().expected.to_owned(),
            Self::Year => Field::Posted.row().expected.to_owned(),
            Self::Marked(field) => marked::words(field).collect::<Vec<_>>().join(" or "),
        }
    }
}

/// What stands before and behind the first colon of a text.
pub(in crate::search) fn around_colon(text: &str) -> Option<(&str, &str)> {
    let at = text.find(|c| sign(c) == Some(':'))?;
    Some((&text[..at], &text[at + first_len(&text[at..])..]))
}

/// The bytes of the name before the first colon of the word that begins at a byte, the colon included, and what it asks
/// about, if it is a name; an error where it looks like one misspelt. Looks no farther than a name is long.
pub(super) fn before_colon(text: &str, start: usize) -> Result<Option<(Range<usize>, Asked)>, QueryError> {
    let ends = |&(at, c): &(usize, char)| {
        at > LONGEST || c.is_whitespace() || matches!(sign(c), Some(':' | '"' | '|' | '(' | ')'))
    };
    let Some((at, c)) = text[start..].char_indices().find(ends).filter(|&(_, c)| sign(c) == Some(':')) else {
        return Ok(None);
    };
    let (name, end) = (&text[start..start + at], start + at + c.len_utf8());
    let lower = name.to_lowercase();
    if let Some(asked) = Asked::named(&lower) {
        return Ok(Some((start..end, asked)));
    }
    let quoted = first_sign(&text[end..]) == Some('"');
    let all: Vec<_> = all().collect();
    let synonyms = all.iter().flat_map(|asked| asked.names().iter().skip(1).copied());
    match nearest(&lower, field_names().chain(synonyms))
        .filter(|_| name.len() > 2 && (quoted || end_of_word(&text[end..]) > 0))
    {
        Some(meant) => Err(QueryError {
            at: start..if quoted { end } else { end + end_of_word(&text[end..]) },
            expected: format!("a field; `{meant}:` is the nearest to `{lower}:`"),
        }),
        None => Ok(None),
    }
}
