//! The query: what a person typed, as types, with the place of every part.
//!
//! ```text
//! query   = choice (("|" | "OR") choice)*        one of them; binds less than what stands side by side
//! choice  = operand (["AND"] operand)*           all of them, in any order
//! operand = ["-" | "NOT"] clause
//!         | ["-" | "NOT"] [field ":"] "(" query ")"
//! clause  = [field ":"] value                    `-` and `NOT` mean without it
//! value   = word | "'" letters | '"' words '"'   fuzzily, exactly these letters, this phrase
//! field   = a name of the table of fields        how its value is looked for stands in its row
//!         | year                                 2021, 2015..2021, ..2010, 2023-12
//!         | is                                   what a person has marked
//! ```
//!
//! A bracket operates at the beginning of a word unless it closes within it, or at its end where nothing in the word opens
//! it, so that `Ni(2)` and `(R)-lactate` are words; a bar everywhere but within such brackets; `OR`, `AND` and `NOT` alone and in capitals. Quotation marks protect all
//! of them. What phones and word processors type for a sign is that sign (`sign`). A value without a letter and a digit, such
//! as `★`, is looked for as it stands. A text that is no field before a colon is words like any other, unless it looks like a
//! field misspelt.
//!
//! `clause` has the types, `name` what a name before a colon asks about, `token` cuts the text, `parse` and `print` are each
//! other's inverse. Nothing here knows how a clause is answered.

mod clause;
mod name;
mod parse;
mod print;
mod sign;
#[cfg(test)]
mod tests;
mod token;

pub(super) use clause::{Clause, Operand, What};
pub use clause::{Query, QueryError};
pub use name::field_names;
pub(super) use name::{Asked, around_colon};
pub(super) use sign::{first_len, first_sign, sign};
pub(super) use token::{Lexeme, lexemes};
pub use token::{Syntax, parts};
