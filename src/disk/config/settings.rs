//! What a person can set.

use std::path::{Path, PathBuf};

use crate::disk::Error;
use crate::text::{Density, Measure, Palette};

/// What every error of it says first.
pub(super) const WRONG: &str = "the configuration is wrong";

/// What a person has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The folders and files to open where none are given, in order, each an absolute path.
    pub folders: Vec<PathBuf>,
    /// The line of each of the folders, from 1.
    pub(super) folder_lines: Vec<u32>,
    /// The colours.
    pub theme: Palette,
    /// The width of the reading column.
    pub measure: Measure,
    /// How much of each thesis the list shows.
    pub list: Density,
    /// True where the mouse is left to the terminal, for its own selection.
    pub leaves_mouse: bool,
    /// The keys that are not the default ones, in the order of the file.
    pub keys: Vec<Binding>,
    /// The file it came from, for errors.
    pub(super) file: PathBuf,
}

/// One line of `[keys]`, whose names nobody has checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The name of a command, as written.
    pub command: String,
    /// Its keys, as written; none takes all keys from the command.
    pub keys: Vec<String>,
    /// The line of the file, from 1.
    pub line: u32,
}

/// One command of the reader as the default file and the manual name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The name of the command.
    pub command: String,
    /// The keys it has by default, as the configuration writes them.
    pub keys: Vec<String>,
    /// What it does, a short clause.
    pub what: String,
}

impl Config {
    /// The error to show where one of the folders is not there.
    pub fn missing_folder(&self, folder: &Path) -> Error {
        let error = Error::found(WRONG, format!("no such folder: {}", folder.display())).at(&self.file);
        let line = self.folders.iter().position(|known| known == folder);
        let error = match line.and_then(|at| self.folder_lines.get(at)) {
            Some(&line) => error.on_line(line),
            None => error,
        };
        error.hint("mend the name, or take it out; `theses PATH` opens something else meanwhile")
    }

    /// The error to show for a binding whose command or key is not known to the reader; an empty hint is none.
    pub fn wrong_key(&self, binding: &Binding, cause: &str, hint: &str) -> Error {
        let error = Error::found(WRONG, cause).at(&self.file).on_line(binding.line);
        if hint.is_empty() { error } else { error.hint(hint) }
    }
}
