//! The query: what a person typed, as types, with the place of every part.
//!
//! ```text
//! query  = clause*                              all of them, in any order
//! clause = ["-"] [field ":"] value              `-` means without it
//! value  = word | "'" letters | '"' words '"'   fuzzily, exactly these letters, this phrase
//! field  = a name of the table of fields        how its value is looked for stands in its row
//!        | year                                 2021, 2015..2021, ..2010, 2023-12
//!        | is                                   what a person has marked
//! ```
//!
//! A text that is no field before a colon is words like any other, unless it looks like a field misspelt. `clause` has
//! the types, `name` what a name before a colon asks about, `token` cuts the text, `parse` and `print` are each other's
//! inverse. Nothing here knows how a clause is answered.

mod clause;
mod name;
mod parse;
mod print;
#[cfg(test)]
mod tests;
mod token;

pub(super) use clause::{Clause, What};
pub use clause::{Query, QueryError};
pub(super) use name::Asked;
pub use name::field_names;
pub(super) use token::tokens;
pub use token::{Syntax, parts};
