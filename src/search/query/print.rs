//! Writing a query as a text that reads as the same query.

use std::fmt;

use super::clause::{Clause, Operand, Query, What};
use super::sign::{end_of_word, first_sign};
use crate::search::fields::Fields;
use crate::search::marked::CLAUSES;
use crate::thesis::{Date, Field};

/// A text that reads as the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [Operand::Any(choices)] = &self.operands[..] {
            return either(choices, f);
        }
        for (at, operand) in self.operands.iter().enumerate() {
            write!(f, "{}{operand}", if at > 0 { " " } else { "" })?;
        }
        Ok(())
    }
}

/// As it stands among others: a choice in brackets.
impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let choices = match self {
            Self::Clause(Clause { negated, what }) => {
                return write!(f, "{}{what}", if *negated { "-" } else { "" });
            }
            Self::Any(choices) => choices,
        };
        let last = choices.last().map(ToString::to_string).unwrap_or_default();
        // A bracket in the last word would take the closing one for its own.
        let space = if last.contains('(') { " " } else { "" };
        f.write_str("(")?;
        either(choices, f)?;
        write!(f, "{space})")
    }
}

fn either(choices: &[Query], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, choice) in choices.iter().enumerate() {
        write!(f, "{}{choice}", if at > 0 { " | " } else { "" })?;
    }
    Ok(())
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |mark: &str, text: &str| {
            let is_marked = mark.is_empty() && matches!(first_sign(text), Some('\'' | '"' | '('));
            let plain = end_of_word(text) == text.len() && !is_marked;
            if plain { format!("{mark}{text}") } else { format!("\"{text}\"") }
        };
        match self {
            Self::Word(word, fields) => write!(f, "{}{}", field_prefix(*fields), word.text()),
            Self::Run(run, fields) => write!(f, "{}{run}", field_prefix(*fields)),
            Self::Letters(letters, fields) => write!(f, "{}{}", field_prefix(*fields), quoted("'", letters)),
            Self::Phrase(phrase, fields) => write!(f, "{}\"{phrase}\"", field_prefix(*fields)),
            Self::Value(field, value) | Self::Beginning(field, value) => {
                write!(f, "{}:{}", name(*field), quoted("", value))
            }
            Self::Time(field, from, to) => {
                write!(f, "{}:{}", field.map_or("year", name), iso(*from))?;
                if from == to { Ok(()) } else { write!(f, "..{}", iso(*to)) }
            }
            Self::Marked(kind, bears) => {
                let mut clauses =
                    CLAUSES.iter().filter(|clause| (clause.kind, clause.bears) == (*kind, *bears));
                match (clauses.next(), CLAUSES.iter().find(|clause| clause.kind == *kind)) {
                    (Some(clause), _) => write!(f, "{}:{}", clause.field, clause.word),
                    (None, Some(clause)) => write!(f, "-{}:{}", clause.field, clause.word),
                    (None, None) => Ok(()),
                }
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
