//! Writing a query as a text that reads as the same query.

use std::fmt;

use super::clause::{Query, What};
use crate::search::fields::Fields;
use crate::search::marked::MarkClause;
use crate::thesis::{Date, Field};

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
            Self::Value(field, value) | Self::Beginning(field, value) => {
                write!(f, "{}:{}", name(*field), quoted(value))
            }
            Self::Time(field, from, to) => {
                write!(f, "{}:{}", field.map_or("year", name), iso(*from))?;
                if from == to { Ok(()) } else { write!(f, "..{}", iso(*to)) }
            }
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

/// The name by which a query asks about a field.
fn name(field: Field) -> &'static str {
    field.row().query.first().copied().unwrap_or_default()
}

fn field_prefix(fields: Fields) -> String {
    fields.name().map(|name| format!("{name}:")).unwrap_or_default()
}
