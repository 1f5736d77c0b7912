//! Reads the text of the configuration: every key checked, the first error told with its line and a hint.

use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::settings::{Binding, Config, WRONG};
use crate::disk::Error;
use crate::text::{Density, Measure, Palette, nearest};

const SEE_DEFAULTS: &str = "`theses config` prints every key with its meaning and default";
/// The keys that there are, `[keys]` included.
pub(super) const KNOWN: [&str; 6] = ["folders", "theme", "measure", "list", "mouse", "keys"];

impl Config {
    /// The configuration of a file, or the default one where there is no file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, is not TOML, or has an unknown key or a bad value: with the line, and a
    /// hint at what was probably meant.
    pub fn read(file: &Path) -> Result<Self, Error> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::caused("cannot read the configuration", error).at(file)),
        };
        let home = directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned());
        Self::parse(&text, file, home.as_deref())
    }

    /// Reads the text of a `file`; `~` stands for `home`. An empty text gives the defaults.
    pub(super) fn parse(text: &str, file: &Path, home: Option<&Path>) -> Result<Self, Error> {
        Parser { text, file, home }.config()
    }
}

/// A text and what its errors name.
struct Parser<'a> {
    text: &'a str,
    file: &'a Path,
    home: Option<&'a Path>,
}

impl Parser<'_> {
    fn config(&self) -> Result<Config, Error> {
        let table = DeTable::parse(self.text).map_err(|error| {
            self.wrong(&error.span().unwrap_or_default(), error.message()).hint(SEE_DEFAULTS)
        })?;
        let mut config = Config { file: self.file.to_owned(), ..Config::default() };
        for (key, value) in in_order(table.get_ref()) {
            match key.get_ref().as_ref() {
                "folders" => (config.folders, config.folder_lines) = self.folders(value)?,
                "theme" => config.theme = self.theme(value)?,
                "measure" => config.measure = self.measure(value)?,
                "list" => config.list = self.list(value)?,
                "mouse" => config.leaves_mouse = !self.mouse(value)?,
                "keys" => config.keys = self.keys(value)?,
                unknown => return Err(self.unknown_key(&key.span(), unknown)),
            }
        }
        Ok(config)
    }

    fn folders(&self, value: &Spanned<DeValue<'_>>) -> Result<(Vec<PathBuf>, Vec<u32>), Error> {
        let wanted = "`folders` is a list of paths";
        let hint = "write it as in folders = [\"~/theses\"]";
        let folders =
            value.get_ref().as_array().ok_or_else(|| self.wrong(&value.span(), wanted).hint(hint))?;
        folders
            .iter()
            .map(|folder| match folder.get_ref().as_str() {
                Some(text) => Ok((self.folder(text, &folder.span())?, self.line(&folder.span()))),
                None => Err(self.wrong(&folder.span(), wanted).hint(hint)),
            })
            .collect()
    }

    /// A path from the root or from the home folder: one from the folder that the person happens to be in
    /// would mean something else each time.
    fn folder(&self, text: &str, span: &Range<usize>) -> Result<PathBuf, Error> {
        let in_home = text.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/'));
        if let Some(rest) = in_home {
            let home = self.home.ok_or_else(|| self.wrong(span, "there is no home folder that `~` means"))?;
            return Ok(home.join(rest.trim_start_matches('/')));
        }
        let path = PathBuf::from(text);
        if path.is_absolute() {
            return Ok(path);
        }
        let cause = format!("the folder `{text}` does not say where it is");
        Err(self.wrong(span, &cause).hint("write the whole path, or begin it with ~/ for your home folder"))
    }

    fn theme(&self, value: &Spanned<DeValue<'_>>) -> Result<Palette, Error> {
        let written = value.get_ref().as_str();
        let known = Palette::ALL.iter().find(|(name, _)| Some(*name) == written);
        known.map(|&(_, theme)| theme).ok_or_else(|| {
            let near = nearest(written.unwrap_or_default(), Palette::ALL.map(|(name, _)| name));
            let hint = near.map_or_else(
                || "it is \"terminal\", \"dark\" or \"light\"".to_owned(),
                |near| format!("did you mean \"{near}\"?"),
            );
            self.wrong(&value.span(), &format!("no theme is called {}", self.written(value))).hint(hint)
        })
    }

    fn measure(&self, value: &Spanned<DeValue<'_>>) -> Result<Measure, Error> {
        let written = value.get_ref().as_integer().filter(|number| number.radix() == 10);
        let columns: Option<u16> = written.and_then(|number| number.as_str().parse().ok());
        let known = Measure::ALL.into_iter().find(|measure| Some(measure.columns()) == columns);
        known.ok_or_else(|| {
            let cause = format!("the measure {} is not one that there is", self.written(value));
            self.wrong(&value.span(), &cause).hint("it is 56, 72 or 88 columns")
        })
    }

    fn list(&self, value: &Spanned<DeValue<'_>>) -> Result<Density, Error> {
        let written = value.get_ref().as_str();
        let known = Density::ALL.iter().find(|(name, _)| Some(*name) == written);
        known.map(|&(_, density)| density).ok_or_else(|| {
            let near = nearest(written.unwrap_or_default(), Density::ALL.map(|(name, _)| name));
            let hint = near.map_or_else(
                || "it is \"auto\", \"full\" or \"compact\"".to_owned(),
                |near| format!("did you mean \"{near}\"?"),
            );
            self.wrong(&value.span(), &format!("no list is called {}", self.written(value))).hint(hint)
        })
    }

    fn mouse(&self, value: &Spanned<DeValue<'_>>) -> Result<bool, Error> {
        value.get_ref().as_bool().ok_or_else(|| {
            let cause = format!("`mouse` is not {}", self.written(value));
            self.wrong(&value.span(), &cause).hint("it is true, or false to leave the mouse to the terminal")
        })
    }

    fn keys(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<Binding>, Error> {
        let table = value.get_ref().as_table().ok_or_else(|| {
            let hint = "write a line [keys], and below it lines as in bookmark = \"b\"";
            self.wrong(&value.span(), "`keys` is a table").hint(hint)
        })?;
        in_order(table)
            .into_iter()
            .map(|(command, value)| {
                let command_name = command.get_ref().clone().into_owned();
                let keys = self.binding(&command_name, value)?;
                Ok(Binding { command: command_name, keys, line: self.line(&command.span()) })
            })
            .collect()
    }

    fn binding(&self, command: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Error> {
        let keys = match value.get_ref() {
            DeValue::String(key) => Some(vec![key.clone().into_owned()]),
            DeValue::Array(keys) => {
                keys.iter().map(|key| key.get_ref().as_str().map(str::to_owned)).collect()
            }
            _ => None,
        };
        keys.ok_or_else(|| {
            let cause = format!("the keys of `{command}` are neither a key nor a list of keys");
            self.wrong(&value.span(), &cause).hint(format!("write it as in {command} = [\"b\", \"Ctrl-b\"]"))
        })
    }

    fn unknown_key(&self, span: &Range<usize>, key: &str) -> Error {
        let error = self.wrong(span, &format!("no key is called `{key}`"));
        match nearest(key, KNOWN) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(SEE_DEFAULTS),
        }
    }

    fn wrong(&self, span: &Range<usize>, cause: &str) -> Error {
        Error::found(WRONG, cause).at(self.file).on_line(self.line(span))
    }

    /// The line on which a part of the text begins, from 1.
    fn line(&self, span: &Range<usize>) -> u32 {
        let before = &self.text.as_bytes()[..span.start.min(self.text.len())];
        1 + memchr::memchr_iter(b'\n', before).count() as u32
    }

    /// A value as the file has it.
    fn written(&self, value: &Spanned<DeValue<'_>>) -> &str {
        self.text.get(value.span()).unwrap_or_default()
    }
}

/// The entries of a table in the order of the file, so that the first error is told first.
fn in_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<toml::de::DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}
