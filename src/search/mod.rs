//! QUESTIONS: what a person typed, the theses that answer it, in which order, and where they hold it.
//!
//! ```text
//! text → query ─┐
//!               ├→ engine → rows in order        query + text → places to highlight
//! segment → index
//! ```
//!
//! [`query`](Query) reads, `fields` groups what the table of fields says is searched by word, `build` and `index` know
//! which thesis holds which word, `matching` alone decides whether a word is meant, `lookup` asks the index for each
//! clause and joins what stands in brackets, `rank` says what a hit is worth, `alone` what the parts leave where nothing
//! answers, `order` puts the theses in order, [`related`] tells which theses are near to one, `engine` puts it all
//! together. Nothing here reads a file, keeps a thread or knows a screen; a long answer checks its [`Cancel`] every so
//! many rows.
//!
//! ```
//! use std::{path::Path, sync::Arc};
//! use theses::search::{Cancel, Engine, Query, Question};
//! use theses::thesis::{Collection, Draft, Field, SegmentBuilder};
//!
//! let mut builder = SegmentBuilder::default();
//! builder.push(&Draft::default().with(Field::Title, "Community governance"), &Path::new("a").into());
//! builder.push(&Draft::default().with(Field::Title, "Urban traffic"), &Path::new("a").into());
//! let mut collection = Collection::default();
//! collection.push(Arc::new(builder.seal()));
//!
//! let question = Question { query: Query::parse("commnity govrn")?, ..Question::default() };
//! let answer = Engine::new(&collection).answer(&question, &Cancel::never()).expect("nobody cancels");
//! assert_eq!(answer.rows.len(), 1);
//! assert_eq!(collection.get(answer.rows[0]).title(), "Community governance");
//! # Ok::<(), theses::search::QueryError>(())
//! ```

mod alone;
mod build;
mod cancel;
mod complete;
mod engine;
mod evidence;
mod fields;
mod fuzzy;
mod highlight;
mod hits;
mod index;
mod last;
mod lookup;
mod loose;
mod marked;
mod matching;
mod order;
mod query;
mod question;
mod rank;
#[cfg(test)]
mod reference;
pub mod related;
pub mod scan;
mod threads;
pub(crate) mod work;

pub use alone::Alone;
pub use build::{Built, Incoming, IndexBuilder, Patience};
pub use cancel::{Cancel, Generation};
pub use complete::{Filling, Gap};
pub use engine::Engine;
pub use fields::Fields;
pub use index::SegmentIndex;
pub use marked::{MarkKind, Marked, Unloaded};
pub use order::{Sort, SortKey};
pub use query::{Query, QueryError, Syntax, field_names, parts};
pub use question::{Answer, Question};
pub use related::{FoldedSegment, Neighbour, Related, related_among};
