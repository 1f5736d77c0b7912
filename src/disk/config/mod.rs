//! The configuration: `config.toml`, which need not exist, and the default file that documents it.
//!
//! Everything in the file is checked here, before a screen opens, but for the commands and keys of `[keys]`:
//! they come with their lines, and the reader, which knows its commands, asks for an error of the same form
//! with [`Config::wrong_key`].

mod parse;
mod settings;
mod template;

pub use settings::{Binding, Config, KeyRow};

pub use crate::text::Measure;
pub use template::template;

#[cfg(test)]
mod tests;
