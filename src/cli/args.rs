//! The arguments, and the help that documents them.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::PossibleValue;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::format::Format;
use crate::search::{SortKey, field_names};

const LONG_ABOUT: &str = "\
A reading room in the terminal for collections of thesis abstracts: find what matters by typing, read it in \
comfort, bookmark it, and come back to it.

Without a command, theses opens the reader; where the output is not a terminal, it prints what `theses list` \
prints.";

/// Sections: each a heading that ends in a colon, lines set in by two, and an empty line behind it. The manual
/// takes them apart.
pub(super) const AFTER_HELP: &str = "\
Paths:
  A path is a file or a folder; a folder is read with all that is in it but
  hidden files. A file holds one or several pages as text, or JSON lines, one
  thesis a line: what counts is the content, not the name.
  Without a path the folders of the configuration open, and without those the
  two theses that come along.
  A path that is named like a command is written with its folder: theses ./list

Examples:
  theses                                  look around in the theses that come along
  theses ~/abstracts notes/page.txt       read a folder and a file
  theses list -q 'urban party' ~/abstracts
  theses list --bookmarked --format jsonl ~/abstracts > bookmarks.jsonl
  theses related 2556307118989809         the theses nearest to one
  theses related - ~/abstracts < own.txt  those nearest to a text
  theses check ~/abstracts                what could not be read, and why

Files:
  config.toml  the configuration, optional; `theses config` prints one to begin
               with, and where it belongs
  marks.json   the bookmarks, and what was read to its end, in the platform's
               folder for data: on Linux ~/.local/share/theses
  history      the earlier queries, in the folder for state: on Linux
               ~/.local/state/theses
  places.jsonl where you left off in each thesis, and how you set the screen,
               beside it
  copied.txt   what was copied last and no clipboard took, beside it

Exit codes:
  0  done
  1  failed, a path is not there, a file or record was skipped, or a
     mark was not saved
  2  the command line or the filter cannot be understood
  128 and the number of the signal that ended the reader";

/// What was asked for.
#[derive(Debug, Parser)]
#[command(
    name = "theses",
    version,
    about = "Reads collections of thesis abstracts in the terminal",
    long_about = LONG_ABOUT,
    after_help = "`--help` says more: what a path is, examples, files, exit codes.",
    after_long_help = AFTER_HELP,
    args_conflicts_with_subcommands = true,
    max_term_width = 100
)]
pub struct Arguments {
    /// What to do instead of opening the reader.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// What to open.
    #[command(flatten)]
    pub paths: Paths,
}

/// The files and folders that nearly every command takes.
#[derive(Args, Clone, Debug, Default)]
pub struct Paths {
    /// Files and folders to open, in this order [default: the folders of the configuration]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prints theses, one a line
    ///
    /// Plain output is fitted to the width of the terminal; where it goes elsewhere, nothing is cut.
    List(List),
    /// Prints one thesis with every field that it has
    Show(Show),
    /// Prints the theses that are nearest to one, or to a text
    ///
    /// Near are those that share words, rare ones above all, in title, keywords and abstract, and those whose words occur
    /// with the same others in the collection. Each comes with its nearness, from 0 to 1, and the words that it shares.
    Related(Related),
    /// Tells what could not be read, wholly or in part, with file, line and reason
    ///
    /// Each is one line, `FILE:LINE: skipped: REASON`, or with mended, or with repeated where the same is loaded
    /// already; the last line has the totals. The exit code is 1 where something was skipped.
    Check(Paths),
    /// Prints a configuration file that documents every key
    Config,
    /// Prints completions for a shell
    Completions(Completions),
    /// Prints the manual page
    ///
    /// To read it: theses man | man -l -
    Man,
}

/// Which theses to print, and how.
#[derive(Args, Clone, Debug, Default)]
pub struct List {
    /// What to open.
    #[command(flatten)]
    pub paths: Paths,

    /// Print only the theses that this filter finds: words, in any order, slips forgiven
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true, long_help = query_help())]
    pub query: Option<String>,

    /// How to print them
    #[arg(short, long, value_enum, default_value_t)]
    pub format: Printed,

    /// The order: relevance is the best match first, and without a filter the newest first
    #[arg(short, long, value_name = "KEY", value_enum, default_value_t)]
    pub sort: Sort,

    /// Print at most so many
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,

    /// Print only what is bookmarked
    #[arg(short, long)]
    pub bookmarked: bool,

    /// Print abstracts as they were read, not mended; matters where the format has them
    #[arg(long)]
    pub as_read: bool,
}

/// What a filter can hold, with the fields that it can ask about.
fn query_help() -> String {
    let fields: Vec<_> = field_names().map(|name| format!("{name}:")).collect();
    format!(
        "Print only the theses that this filter finds: words, in any order, slips forgiven\n\n\
         Besides words there are \"a phrase\", 'exactly these letters, -without, one | another, (brackets), and fields: {}. \
         A time is one, or from one to another: year:2015..2021 or posted:2023-12. OR, AND and NOT say the same as |, a \
         space and -.\n\n\
         Examples: -q '(urban | city) party -tourism'; -q 'by:wang \"last mile\"'; -q 'degree:doctor year:2020..'; \
         -q is:bookmarked",
        fields.join(" ")
    )
}

/// How theses are printed: in a way of the command's own, or in a format that can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Printed {
    /// In columns.
    #[default]
    Plain,
    /// Values with tabs between them.
    Tsv,
    /// As the registry of formats writes it.
    As(Format),
}

/// What the option can be, the formats that can be written behind the command's own.
static PRINTED: LazyLock<Vec<Printed>> = LazyLock::new(|| {
    let formats = Format::ALL.into_iter().filter(|format| format.row().encoding.is_some());
    [Printed::Plain, Printed::Tsv].into_iter().chain(formats.map(Printed::As)).collect()
});

impl ValueEnum for Printed {
    fn value_variants<'a>() -> &'a [Self] {
        &PRINTED
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Plain => PossibleValue::new("plain").help("Id, year, degree, candidate and title, in columns"),
            Self::Tsv => PossibleValue::new("tsv").help(
                "Tabs between id, posted, degree, kind, candidate, title, subject and keywords, without a header; \
                 no value holds a tab or a line break",
            ),
            Self::As(format) => {
                let row = format.row();
                PossibleValue::new(row.name).help(row.encoding.as_ref()?.help)
            }
        })
    }
}

/// The sort keys of the search, as the command line takes them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort(pub SortKey);

impl ValueEnum for Sort {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Sort; SortKey::ALL.len()] = {
            let mut all = [Sort(SortKey::Relevance); SortKey::ALL.len()];
            let mut at = 0;
            while at < all.len() {
                all[at] = Sort(SortKey::ALL[at]);
                at += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()))
    }
}

/// Which thesis to print.
#[derive(Args, Clone, Debug)]
pub struct Show {
    /// The id of the thesis, as `theses list` prints it
    #[arg(value_name = "ID")]
    pub id: String,

    /// Print the sections of its abstract instead, one a line: number, label, first words
    ///
    /// The three are apart by two spaces; points within a section are indented, and a section that is not counted,
    /// such as an introduction, has `-` for its number. An abstract that is not told in sections prints nothing.
    #[arg(long)]
    pub outline: bool,

    /// Print texts as they were read, not mended
    #[arg(long, conflicts_with = "outline")]
    pub as_read: bool,

    /// Where to look for it.
    #[command(flatten)]
    pub paths: Paths,
}

/// What is to be near, and how it is printed.
#[derive(Args, Clone, Debug)]
pub struct Related {
    /// The id of the thesis, as `theses list` prints it; `-` for a text on standard input: an abstract or a page
    #[arg(value_name = "ID|-")]
    pub id: String,

    /// Where to look for others.
    #[command(flatten)]
    pub paths: Paths,

    /// How to print them
    #[arg(short, long, value_enum, default_value_t)]
    pub format: RelatedFormat,

    /// Print at most so many
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
}

/// How related theses are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum RelatedFormat {
    /// Nearness, id, year, title and the shared words, in columns
    #[default]
    Plain,
    /// A JSON object a line, with every field, `score` and `shared`
    Jsonl,
}

/// For which shell.
#[derive(Args, Clone, Debug)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// The names of all commands.
pub fn commands() -> Vec<String> {
    command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// The command as clap knows it, for completions and the manual.
pub(super) fn command() -> clap::Command {
    Arguments::command()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clap::Parser as _;

    use super::{Arguments, Command, Format, Printed, field_names};

    #[test]
    fn the_definition_is_sound() {
        super::command().debug_assert();
    }

    #[test]
    fn a_word_is_a_command_first_and_a_path_where_it_cannot_be_one() {
        let parse = |words: &[&str]| Arguments::try_parse_from([&["theses"], words].concat()).unwrap();
        assert!(matches!(parse(&["list"]).command, Some(Command::List(_))));
        for words in [&["./list"][..], &["folder", "list"], &["--", "list"]] {
            let arguments = parse(words);
            assert!(arguments.command.is_none(), "{words:?}");
            assert_eq!(arguments.paths.paths.last(), words.last().map(PathBuf::from).as_ref());
        }
    }

    #[test]
    fn theses_can_be_printed_in_every_format_that_can_be_written() {
        let parse = |name: &str| Arguments::try_parse_from(["theses", "list", "--format", name]);
        for format in Format::ALL {
            let row = format.row();
            let Ok(Arguments { command: Some(Command::List(list)), .. }) = parse(row.name) else {
                assert!(row.encoding.is_none(), "{}", row.name);
                continue;
            };
            assert_eq!(list.format, Printed::As(format));
        }
        assert!(parse("plain").is_ok() && parse("tsv").is_ok() && parse("nonsense").is_err());
    }

    #[test]
    fn help_has_the_exit_codes_and_every_sort_key() {
        let help = super::command().render_long_help().to_string();
        assert!(help.contains("Exit codes:") && help.contains("theses ./list"), "{help}");
        let mut command = super::command();
        let list = command.find_subcommand_mut("list").unwrap().render_long_help().to_string();
        assert!(list.contains("relevance, posted, title, candidate, bookmarked"), "{list}");
        for field in field_names() {
            assert!(list.contains(&format!("{field}:")), "{field} is missing of {list}");
        }
    }
}
