//! The program `theses`: arguments → run → exit code.
//!
//! Composes the layers, which know each other only as far as their arrows go.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use theses::app::Settings;
use theses::app::action::TABLE;
use theses::app::filter::history;
use theses::app::keymap::{Keymap, default_names};
use theses::cli::args::{Arguments, Command, List, Paths as Opened};
use theses::cli::{self, Exit, Failure, Output};
use theses::disk::config::KeyRow;
use theses::disk::load::Source;
use theses::disk::{Config, CopyFile, HistoryFile, MarksFile, Paths, PlacesFile};
use theses::text::nearest;
use theses::tui;
use theses::tui::session::loader;
use theses::tui::theme::{Depth, Theme};

fn main() -> ExitCode {
    let mut output = Output::standard();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(said) => return say(&said),
    };
    let done = run(arguments, &mut output).and_then(|exit| output.finish().map(|()| exit));
    let exit = done.unwrap_or_else(|failure| {
        // What was written before it failed is not lost.
        let _ = output.finish();
        if !matches!(failure, Failure::Closed) {
            output.message(&failure);
        }
        failure.exit()
    });
    exit.into()
}

/// Prints what the command line asks for (help, the version) or what is wrong with it.
fn say(said: &clap::Error) -> ExitCode {
    let exit = if said.use_stderr() { Exit::Usage } else { Exit::Done };
    let printed = said.print().and_then(|()| io::stdout().flush());
    match printed.map_err(Failure::from) {
        Ok(()) | Err(Failure::Closed) => exit.into(),
        Err(failure) => {
            Output::standard().message(&failure);
            failure.exit().into()
        }
    }
}

fn run(arguments: Arguments, output: &mut Output<'_>) -> Result<Exit, Failure> {
    // These need neither a home folder nor a configuration that is right.
    match arguments.command {
        Some(Command::Completions(args)) => return cli::completions::run(&args, output),
        Some(Command::Man) => return cli::man::run(&key_rows(), output),
        _ => {}
    }
    let paths = Paths::of_platform()?;
    if let Some(Command::Config) = arguments.command {
        return cli::config::run(&paths.config_file(), &key_rows(), output);
    }
    let config = Config::read(&paths.config_file())?;
    let keymap = keymap(&config)?;
    let marks = MarksFile::at(paths.marks_file());
    match arguments.command {
        Some(Command::Show(args)) => cli::show::run(&args, &config, output),
        Some(Command::Related(args)) => cli::related::run(&args, &config, &mut io::stdin(), output),
        Some(Command::Check(args)) => cli::check::run(&args, &config, output),
        Some(Command::List(args)) => cli::list::run(&args, &config, &marks, output),
        None if output.width().is_some() && can_show_a_screen() => {
            open_reader(&arguments.paths, &config, keymap, marks, &paths)
        }
        _ => {
            // A command that is mistyped is taken for a path.
            cli::source(&arguments.paths.paths, &config, &cli::args::commands())?;
            let list = List { paths: arguments.paths, ..List::default() };
            cli::list::run(&list, &config, &marks, output)
        }
    }
}

/// False where the terminal says that it can neither move its cursor nor clear itself.
fn can_show_a_screen() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Opens the reader and stays in it until the person leaves.
fn open_reader(
    opened: &Opened,
    config: &Config,
    keymap: Keymap,
    marks_file: MarksFile,
    paths: &Paths,
) -> Result<Exit, Failure> {
    let source = cli::source(&opened.paths, config, &cli::args::commands())?;
    let theme = Theme::new(config.theme, Depth::of_environment(|name| std::env::var(name).ok()));
    // Marks that cannot be read keep nobody from reading; the first bookmark deals with them. Nor do queries and places.
    let history_file = HistoryFile::at(paths.history_file(), history::AT_MOST);
    let mut notices = Vec::new();
    let marks = or_notice(marks_file.read(), &mut notices);
    let queries = or_notice(history_file.read(), &mut notices);
    let places_file = PlacesFile::at(paths.places_file());
    let bearings = or_notice(places_file.read(), &mut notices);
    let notice = (!notices.is_empty()).then(|| notices.join("; "));
    let advice = if source == Source::Seeds {
        "These theses come with the program. Open your own: theses FOLDER".to_owned()
    } else {
        String::new()
    };
    let (measure, name) = (config.measure.columns(), cli::collection_name(&source));
    let opened = match &source {
        Source::Seeds => Vec::new(),
        Source::Paths(paths) => paths.clone(),
    };
    let (leaves_mouse, density) = (config.leaves_mouse, config.list);
    let settings =
        Settings { keymap, measure, density, leaves_mouse, name, opened, advice, queries, bearings };
    let (storage, queries) = (Box::new(marks_file), Box::new((history_file, places_file)));
    let copies = Box::new(CopyFile::at(paths.copy_file()));
    let options = tui::Options { settings, marks, storage, queries, copies, loader: loader(source), notice };
    let ended = tui::run(options, &theme).map_err(Failure::Terminal)?;
    Ok(match ended.signal {
        Some(number) => Exit::Signal(number),
        None if ended.is_saved => Exit::Done,
        None => Exit::Failed,
    })
}

/// What was read, or nothing and a notice that says why.
fn or_notice<T: Default>(read: Result<T, theses::disk::Error>, notices: &mut Vec<String>) -> T {
    read.unwrap_or_else(|error| {
        notices.push(error.to_string().replace('\n', "; "));
        T::default()
    })
}

/// The keys with what the configuration changes in them.
fn keymap(config: &Config) -> Result<Keymap, Failure> {
    let changes = config.keys.iter().map(|binding| (binding.command.as_str(), binding.keys.as_slice()));
    Keymap::new(changes).map_err(|error| {
        let binding = &config.keys[error.change];
        let meant = nearest(&binding.command, TABLE.iter().map(|row| row.name));
        let hint = meant.filter(|&meant| meant != binding.command);
        let hint = hint.map(|meant| format!("did you mean `{meant}`?")).unwrap_or_default();
        config.wrong_key(binding, &error.message, &hint).into()
    })
}

/// The actions and default keys of the reader, for the manual and the default configuration.
fn key_rows() -> Vec<KeyRow> {
    let keymap = Keymap::default();
    let rows = TABLE.iter().map(|row| KeyRow {
        command: row.name.to_owned(),
        keys: default_names(row),
        what: keymap.words(row),
    });
    rows.collect()
}
