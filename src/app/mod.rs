//! THE READER as a state machine: what it knows, what can happen, and what follows.
//!
//! ```text
//! key → keymap → action ──┐
//! answers, segments ──────┴→ Msg → update(&mut Model) → Effects
//! ```
//!
//! [`update`] is the only place where the state changes; it does no input and no output. A file for each part
//! of the screen holds its state: `filter` with its prompt, `bookmarks`, `detail` with its `page`,
//! `picker` (help, problems and every list that is narrowed by typing), `related` and its picture `circles`; `titles` as lists show them; `modes` is the stack of what lies over the panes; `scroll` and `layout` are pure machines that both update and view ask. Nothing
//! here names a terminal library, a file or a thread.

pub mod action;
pub mod bookmarks;
pub mod circles;
pub mod detail;
pub mod filter;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod list;
mod model;
pub mod modes;
mod msg;
mod picked;
pub mod picker;
pub mod related;
pub mod saving;
pub mod scroll;
pub mod titles;
mod update;

pub use detail::Detail;
pub use list::List;
pub use model::{Loading, Model, Settings};
pub use modes::Focus;
pub use msg::{Effect, Mouse, Msg};
pub use picked::Picked;
pub use update::update;
