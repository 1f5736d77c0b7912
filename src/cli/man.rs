//! `theses man`: the manual page, made from the same definitions as the help and the keys.

use std::io;

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args;
use super::{Exit, Failure, Output};
use crate::disk::config::KeyRow;

/// Prints the manual page, with the keys of the reader.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run(keys: &[KeyRow], output: &mut Output<'_>) -> Result<Exit, Failure> {
    output.bytes(&page(keys)?)?;
    Ok(Exit::Done)
}

fn page(keys: &[KeyRow]) -> io::Result<Vec<u8>> {
    let mut command = args::command().disable_help_subcommand(true);
    command.build();
    let man =
        Man::new(command.clone()).manual("theses").source(concat!("theses ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    commands(&command, &mut page)?;
    if !keys.is_empty() {
        keys_section(keys).to_writer(&mut page)?;
    }
    help_sections().to_writer(&mut page)?;
    Ok(page)
}

/// Every command with its usage, what it does and its options, in one section.
fn commands(command: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    Roff::new().control("SH", ["COMMANDS"]).to_writer(page)?;
    for command in command.get_subcommands() {
        let usage = command.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ");
        let about = command.get_long_about().or(command.get_about()).map(ToString::to_string);
        Roff::new().control("SS", [usage]).text([roman(about.unwrap_or_default())]).to_writer(page)?;
        let mut options = Vec::new();
        Man::new(command.clone()).render_options_section(&mut options)?;
        page.extend(without_heading(&options));
    }
    Ok(())
}

/// The section without its first line, the heading, to be a part of another one.
fn without_heading(section: &[u8]) -> &[u8] {
    let heading = section.windows(4).position(|bytes| bytes == b".SH ");
    let after = heading.and_then(|at| Some(at + section[at..].iter().position(|&byte| byte == b'\n')? + 1));
    after.map_or(section, |after| &section[after..])
}

/// The sections at the end of the long help, line by line as they stand there.
fn help_sections() -> Roff {
    let mut sections = Roff::new();
    for section in args::AFTER_HELP.split("\n\n") {
        let (heading, lines) = section.split_once('\n').unwrap_or((section, ""));
        sections.control("SH", [heading.trim_end_matches(':').to_uppercase().as_str()]);
        sections.control("nf", []);
        for line in lines.lines() {
            sections.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
        }
        sections.control("fi", []);
    }
    sections
}

fn keys_section(keys: &[KeyRow]) -> Roff {
    let mut section = Roff::new();
    section.control("SH", ["KEYS"]);
    section
        .text([roman("In the reader. Other keys for a command are set in the configuration, by its name.")]);
    for row in keys {
        section.control("TP", []);
        section.text([bold(row.keys.join(", ")), roman(format!(" ({})", row.command))]);
        section.text([roman(row.what.clone())]);
    }
    section
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::disk::config::KeyRow;

    #[test]
    fn the_page_has_commands_options_keys_and_exit_codes() {
        let row = KeyRow {
            command: "bookmark".into(),
            keys: vec!["b".into(), "\\".into()],
            what: "bookmarks it".into(),
        };
        let page = String::from_utf8(page(&[row]).unwrap()).unwrap();
        for part in
            [".SH COMMANDS", ".SS", "\\-\\-bookmarked", ".SH KEYS", "bookmarks it", ".SH \"EXIT CODES\""]
        {
            assert!(page.contains(part), "{part} is missing of {page}");
        }
        assert_eq!(page.matches(".SH OPTIONS").count(), 1);
    }
}
