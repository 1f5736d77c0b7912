//! `theses`: a reading room in the terminal for collections of thesis abstracts.
//!
//! # What is on the screen
//!
//! ```text
//!  theses   seeds · 2 theses                                       ★ 1   header: collection, loading, bookmarks
//!  ❯ community gov▏                              2 of 2 · by relevance   prompt: the filter and its outcome
//! ─────────────────────────────┬──────────────────────────────────────
//! ▌  Research On The Role Of   │ ★ Research On The Role Of Grass-roots  list: a thesis an item; the selection,
//! ▌  Grass-roots Party Organiz…│   Party Organizations In Community …   a star for a bookmark, hits underlined
//! ▌  Z Y Zhu · Master · 2023   │   ───────────────────────────────────  detail: the page of the selected thesis,
//!  ★ On "Concentric Circles" Of│   Z Y Zhu · Master’s thesis · 2 Dec …  as wide as the measure
//!    Urban Community Governanc…│
//! ─────────────────────────────┴──────────────────────────────────────
//!  / filter  b bookmark  ? help                                    12%   status bar: hints, or a notice
//! ```
//!
//! # How it is built
//!
//! | layer | owns | imports |
//! |---|---|---|
//! | [`text`] | folding, sanitising, words, widths: no thesis is known there | nothing |
//! | [`thesis`] | the domain: thesis, collection, marks, problems | `text` |
//! | [`reading`] | an abstract as a reader sees it: mended, in paragraphs and sections | `text`, `thesis` |
//! | [`mod@format`] | bytes to theses and back, a format a file | `text`, `thesis` |
//! | [`search`] | questions: query, vocabulary and posting lists, ranking, highlights | `text`, `thesis` |
//! | [`disk`] | paths, loading, marks file, configuration, the one atomic write | `text`, `thesis`, `format` |
//! | [`app`] | the reader as a state machine: `update(&mut Model, Msg) -> Effects` | all of these but `disk` |
//! | [`tui`] | the terminal: session, looks, views | as `app`, and `app`; its session alone `disk` |
//! | [`cli`] | the commands, a file each | all but `app` and `tui` |
//!
//! The program's `main` composes them. `tests/architecture.rs` keeps the arrows.
//!
//! A key becomes an action, an action changes the model and gives effects, the session performs these on
//! threads that own their data and answer with messages; the view draws the model and changes nothing.
//! Theses come in as segments: the loader seals them, the collection lists them, the indexer and the engine
//! make them findable, all without waiting for each other.
//!
//! # Where things are added
//!
//! | what | where |
//! |---|---|
//! | a field of a thesis | a row of [`thesis::Field`]; its label in the decoders that know one |
//! | something that a key does | a row of [`app::action`], and what it does in `app::update` |
//! | a list to choose from | a file in `app/picker/` that makes the rows of a [`app::picker`] |
//! | a pane | its state in `app/`, an outcome for `update`, its looks in [`tui::view`] |
//! | a format | a file in `format/`, a row of its registry |
//! | a mark that a filter can ask about | a row of the clauses in `search/marked.rs` |
//! | a command | a file in `cli/`, its arguments in [`cli::args`] |

pub mod app;
pub mod cli;
pub mod disk;
pub mod format;
pub mod reading;
pub mod search;
pub mod text;
pub mod thesis;
pub mod tui;
