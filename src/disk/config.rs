//! The configuration: `config.toml`, which need not exist, and the default file that documents it.
//!
//! Everything in the file is checked here, before a screen opens, but for the commands and keys of `[keys]`:
//! they come with their lines, and the reader, which knows its commands, asks for an error of the same form
//! with [`Config::wrong_key`].

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Error;
use crate::text::nearest;
use crate::text::sanitise::printable;

const WRONG: &str = "the configuration is wrong";
const SEE_DEFAULTS: &str = "`theses config` prints every key with its meaning and default";
const KNOWN: [&str; 4] = ["folders", "theme", "measure", "keys"];

/// What a person has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The folders and files to open where none are given, in order, each an absolute path.
    pub folders: Vec<PathBuf>,
    /// The colours.
    pub theme: Theme,
    /// The width of the reading column.
    pub measure: Measure,
    /// The keys that are not the default ones, in the order of the file.
    pub keys: Vec<Binding>,
    /// The file it came from, for errors.
    file: PathBuf,
}

/// Which colours the reader takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Those of the terminal.
    #[default]
    Terminal,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
}

/// How wide the reading column is: the `a A A` of the source's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// 56 columns.
    Narrow,
    /// 72 columns.
    #[default]
    Middle,
    /// 88 columns.
    Wide,
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

impl Theme {
    /// All themes by the names that the file has for them.
    const ALL: [(&str, Self); 3] =
        [("terminal", Self::Terminal), ("dark", Self::Dark), ("light", Self::Light)];
}

impl Measure {
    /// All measures, the narrowest first.
    pub const ALL: [Self; 3] = [Self::Narrow, Self::Middle, Self::Wide];

    /// The width in columns.
    pub fn columns(self) -> u16 {
        match self {
            Self::Narrow => 56,
            Self::Middle => 72,
            Self::Wide => 88,
        }
    }
}

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
            Err(error) => return Err(Error::new("cannot read the configuration", error).at(file)),
        };
        let home = directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned());
        Self::parse(&text, file, home.as_deref())
    }

    /// Reads the text of a `file`; `~` stands for `home`. An empty text gives the defaults.
    fn parse(text: &str, file: &Path, home: Option<&Path>) -> Result<Self, Error> {
        Parser { text, file, home }.config()
    }

    /// The error to show for a binding whose command or key is not known to the reader; an empty hint is none.
    pub fn wrong_key(&self, binding: &Binding, cause: &str, hint: &str) -> Error {
        let error = Error::new(WRONG, cause).at(&self.file).on_line(binding.line);
        if hint.is_empty() { error } else { error.hint(hint) }
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
                "folders" => config.folders = self.folders(value)?,
                "theme" => config.theme = self.theme(value)?,
                "measure" => config.measure = self.measure(value)?,
                "keys" => config.keys = self.keys(value)?,
                unknown => return Err(self.unknown_key(&key.span(), unknown)),
            }
        }
        Ok(config)
    }

    fn folders(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<PathBuf>, Error> {
        let wanted = "`folders` is a list of paths";
        let hint = "write it as in folders = [\"~/theses\"]";
        let folders =
            value.get_ref().as_array().ok_or_else(|| self.wrong(&value.span(), wanted).hint(hint))?;
        folders
            .iter()
            .map(|folder| match folder.get_ref().as_str() {
                Some(text) => self.folder(text, &folder.span()),
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

    fn theme(&self, value: &Spanned<DeValue<'_>>) -> Result<Theme, Error> {
        let written = value.get_ref().as_str();
        let known = Theme::ALL.iter().find(|(name, _)| Some(*name) == written);
        known.map(|&(_, theme)| theme).ok_or_else(|| {
            let near = nearest(written.unwrap_or_default(), Theme::ALL.map(|(name, _)| name));
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
        Error::new(WRONG, cause).at(self.file).on_line(self.line(span))
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

/// The default file: every key, with its meaning, as a comment. `file` is the place where it belongs.
pub fn template(file: &Path, keys: &[KeyRow]) -> String {
    let mut out = TEMPLATE.replace("{file}", &printable(&file.to_string_lossy()));
    for row in keys {
        let keys = toml::Value::from(row.keys.clone());
        let command = toml::Value::from(row.command.clone()).to_string();
        let bare =
            row.command.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        let command = if bare { &row.command } else { &command };
        // Writing to a string cannot fail.
        let _ = write!(out, "\n# {}\n#{command} = {keys}\n", printable(&row.what));
    }
    out
}

/// Its lines are words where a space follows the `#`, and settings at their defaults where none does.
const TEMPLATE: &str = r#"# The configuration of theses. It belongs at
#
#     {file}
#
# Lines that begin with # are comments. The settings below stand at their
# defaults: to change one, take away its # and write another value.

# The folders and files that open where none are named on the command line.
# Each is a whole path; ~/ stands for your home folder:
#
#     folders = ["~/theses", "/srv/library/abstracts.jsonl"]
#
# With none, the two theses that come with the program open.
#folders = []

# The colours: "terminal" takes those of your terminal, "dark" and "light" bring
# their own, for a dark and for a light background.
#theme = "terminal"

# The width of the reading column, in columns: 56, 72 or 88.
#measure = 72

# The keys of each command: one key, or a list of keys, or [] for none. A command
# that is named here has the keys that stand here and no others.
[keys]
"#;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use proptest::prelude::*;

    use super::{Binding, Config, KeyRow, Measure, Theme, template};

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, Path::new("config.toml"), Some(Path::new("/home/a"))).map_err(|e| e.to_string())
    }

    #[test]
    fn every_key_is_read() {
        let text = r#"
            folders = ["~/theses", "/srv/x y", "~"]
            measure = 88
            theme = "dark"
            [keys]
            quit = "q"
            bookmark = ["b", "Ctrl-b"]
            none = []
        "#;
        let config = parse(text).unwrap();
        assert_eq!(config.folders, ["/home/a/theses", "/srv/x y", "/home/a/"].map(PathBuf::from));
        assert_eq!((config.theme, config.measure), (Theme::Dark, Measure::Wide));
        let binding = |command: &str, keys: &[&str], line| Binding {
            command: command.into(),
            keys: keys.iter().map(|&key| key.into()).collect(),
            line,
        };
        let bindings =
            [binding("quit", &["q"], 6), binding("bookmark", &["b", "Ctrl-b"], 7), binding("none", &[], 8)];
        assert_eq!(config.keys, bindings);
        let error = config.wrong_key(&config.keys[1], "no command is called `bookmark`", "try").to_string();
        assert_eq!(
            error,
            "the configuration is wrong: config.toml:7: no command is called `bookmark`\nhint: try"
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_a_hint() {
        for (text, line, cause, hint) in [
            ("\nthem = \"dark\"", 2, "no key is called `them`", "did you mean `theme`?"),
            ("a = 1\nthem = 1", 1, "no key is called `a`", "`theses config` prints"),
            ("theme = \"drak\"", 1, "no theme is called \"drak\"", "did you mean \"dark\"?"),
            ("theme = 7", 1, "no theme is called 7", "\"terminal\", \"dark\" or \"light\""),
            ("# x\n\nmeasure = 80", 3, "the measure 80", "56, 72 or 88"),
            ("measure = \"72\"", 1, "the measure \"72\"", "56, 72 or 88"),
            ("folders = \"~/x\"", 1, "a list of paths", "folders = [\"~/theses\"]"),
            ("folders = [\n\"~/x\",\n7]", 3, "a list of paths", "folders = [\"~/theses\"]"),
            ("folders = [\"x\"]", 1, "the folder `x`", "the whole path"),
            ("folders = [\"~other/x\"]", 1, "the folder `~other/x`", "the whole path"),
            ("[keys]\nquit = 3", 2, "the keys of `quit`", "quit = [\"b\", \"Ctrl-b\"]"),
            ("[keys]\nquit = [3]", 2, "the keys of `quit`", "quit = [\"b\", \"Ctrl-b\"]"),
            ("keys = 3", 1, "`keys` is a table", "[keys]"),
            ("theme = \"dark\"\ntheme = \"dark\"", 2, "duplicate key", "`theses config` prints"),
            ("\n\ntheme =", 3, "", "`theses config` prints"),
        ] {
            let error = parse(text).unwrap_err();
            let (said, hinted) = error.split_once("\nhint: ").unwrap();
            let place = format!("the configuration is wrong: config.toml:{line}: ");
            assert!(said.starts_with(&place) && said.contains(cause), "{text}: {error}");
            assert!(hinted.contains(hint), "{text}: {error}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_the_default_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        let config = Config::read(&file).unwrap();
        assert_eq!(config, Config { file: file.clone(), ..Config::default() });
        fs::write(&file, b"\xff").unwrap();
        assert!(Config::read(&file).unwrap_err().to_string().starts_with("cannot read the configuration"));
    }

    #[test]
    fn the_default_file_with_nothing_commented_out_is_the_default() {
        let row = |command: &str, keys: &[&str]| KeyRow {
            command: command.into(),
            keys: keys.iter().map(|&key| key.into()).collect(),
            what: "does a thing".into(),
        };
        let rows = [row("bookmark", &["b"]), row("next-hit", &["n", "\"", "\\"]), row("odd one", &[])];
        let template = template(Path::new("/home/a/config.toml"), &rows);
        assert_eq!(parse(&template).unwrap(), parse("").unwrap(), "as it is printed");

        let settings = |line: &str| {
            line.strip_prefix('#')
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric) || rest.starts_with('"'))
        };
        let uncommented: String = template
            .lines()
            .map(|line| if settings(line) { &line[1..] } else { line })
            .flat_map(|line| [line, "\n"])
            .collect();
        for known in super::KNOWN {
            let (setting, table) = (format!("\n{known} = "), format!("\n[{known}]\n"));
            assert!(uncommented.contains(&setting) || uncommented.contains(&table), "{known}");
        }
        let config = parse(&uncommented).unwrap();
        assert_eq!(Config { keys: Vec::new(), ..config.clone() }, parse("").unwrap());
        assert_eq!(config.keys.len(), rows.len());
        for (binding, row) in config.keys.iter().zip(&rows) {
            assert_eq!((&binding.command, &binding.keys), (&row.command, &row.keys));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_told_of(text in "(\\PC|[\n\"'\\[\\]=#a-z0-9. ]|folders|theme|measure|keys){0,60}") {
            if let Err(error) = parse(&text) {
                prop_assert!(error.starts_with("the configuration is wrong: config.toml:"), "{}", error);
            }
        }
    }
}
