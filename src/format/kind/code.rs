//! Program text, by language where a line shows which.

use super::markup;
use super::sample::{Kind, Sample};

pub const KINDS: &[Kind] = &[
    Kind {
        words: "a shell script",
        sign: |sample| interpreter(sample, &["sh", "bash", "zsh", "dash", "ksh", "fish"]),
    },
    Kind { words: "a script in Python", sign: |sample| interpreter(sample, &["python"]) },
    Kind { words: "a script", sign: |sample| sample.at_first(|line| line.starts_with("#!")) },
    Kind { words: "a Makefile", sign: makefile },
    Kind { words: "a Dockerfile", sign: dockerfile },
    Kind { words: "program text in C", sign: c },
    Kind { words: "program text in Rust", sign: rust },
    Kind { words: "program text in Go", sign: go },
    Kind { words: "program text in Java", sign: java },
    Kind { words: "program text in Python", sign: python },
    Kind { words: "program text in JavaScript", sign: javascript },
    Kind { words: "program text in SQL", sign: sql },
    Kind { words: "a style sheet (CSS)", sign: css },
    Kind { words: "program text in R", sign: r },
    Kind {
        words: "a batch file",
        sign: |sample| sample.at_first(|line| line.to_ascii_lowercase().starts_with("@echo off")),
    },
    Kind { words: "a shell script", sign: shell },
    Kind { words: "notes in Markdown", sign: markup::markdown },
];

/// What is left: program text that no language is known of.
pub const UNKNOWN: &[Kind] = &[Kind { words: "program text or data", sign: signs }];

fn interpreter(sample: &Sample<'_>, names: &[&str]) -> Option<usize> {
    sample.at_first(|line| {
        let program = line.strip_prefix("#!").unwrap_or_default();
        program
            .split(['/', ' '])
            .any(|word| names.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')))
    })
}

/// A rule, and below it a line that begins with a tab.
fn makefile(sample: &Sample<'_>) -> Option<usize> {
    let rule = |line: &str| {
        let target = line.split(':').next().unwrap_or_default();
        target.len() < line.len()
            && !target.is_empty()
            && !line.starts_with(['\t', ' ', '#'])
            && target.chars().all(|c| c.is_ascii_alphanumeric() || "._-%/$() ".contains(c))
    };
    let pair = sample.lines.windows(2).position(|pair| rule(pair[0]) && pair[1].starts_with('\t'));
    sample.find(|line| line.starts_with(".PHONY")).or(pair)
}

fn dockerfile(sample: &Sample<'_>) -> Option<usize> {
    let from = sample.find(|line| line.starts_with("FROM ") && line.split(' ').count() <= 4)?;
    let step = |line: &str| {
        ["RUN ", "COPY ", "CMD ", "ENTRYPOINT ", "WORKDIR "].iter().any(|word| line.starts_with(word))
    };
    sample.find(step).map(|_| from)
}

/// True where a line begins with one of these words and ends with one of these signs.
fn framed(line: &str, words: &[&str], ends: &[char]) -> bool {
    let line = line.trim_start();
    line.ends_with(ends) && words.iter().any(|word| line.starts_with(word))
}

fn c(sample: &Sample<'_>) -> Option<usize> {
    const WORDS: [&str; 13] = [
        "int ",
        "void ",
        "char ",
        "static ",
        "struct ",
        "typedef ",
        "return ",
        "enum ",
        "double ",
        "float ",
        "unsigned ",
        "const ",
        "extern ",
    ];
    const DIRECTIVES: [&str; 6] =
        ["#include", "#define ", "#ifdef", "#ifndef", "#pragma", "using namespace "];
    let directive = sample.find(|line| DIRECTIVES.iter().any(|word| line.trim_start().starts_with(word)));
    let statement = |line: &str| framed(line, &WORDS, &[';', '{', '}']) || line.starts_with("int main(");
    directive.or_else(|| sample.find_times(2, statement))
}

fn rust(sample: &Sample<'_>) -> Option<usize> {
    const WORDS: [&str; 9] = ["fn ", "pub ", "use ", "impl ", "impl<", "mod ", "trait ", "let mut ", "#["];
    let main = |line: &str| framed(line, &WORDS, &[';', '{', '}', ']']);
    sample.find(|line| main(line)).filter(|_| sample.text.contains("fn ") || sample.text.contains("::"))
}

fn go(sample: &Sample<'_>) -> Option<usize> {
    let package =
        sample.find(|line| line.strip_prefix("package ").is_some_and(|name| !name.contains([' ', ';'])))?;
    sample
        .find(|line| line.starts_with("func ") || line.starts_with("import ") || line.starts_with("type "))
        .map(|_| package)
}

fn java(sample: &Sample<'_>) -> Option<usize> {
    const WORDS: [&str; 9] = [
        "import java",
        "package ",
        "public class ",
        "public static ",
        "private ",
        "public interface ",
        "protected ",
        "using System",
        "namespace ",
    ];
    sample.find(|line| framed(line, &WORDS, &[';', '{']))
}

fn python(sample: &Sample<'_>) -> Option<usize> {
    let word = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "._*,() ".contains(c))
    };
    let import = |line: &str| {
        let from = line.strip_prefix("from ").and_then(|rest| rest.split_once(" import "));
        from.is_some_and(|(from, names)| !from.contains(' ') && word(names))
            || line.strip_prefix("import ").is_some_and(|names| {
                word(names)
                    && names.starts_with(|c: char| c.is_ascii_lowercase())
                    && names.split(' ').count() <= 3
                    && !names.ends_with('.')
            })
    };
    let block = |line: &str| {
        framed(line, &["def ", "class ", "if __name__", "async def "], &[':']) && !line.contains(". ")
    };
    sample.find(block).or_else(|| sample.find_times(1, import))
}

fn javascript(sample: &Sample<'_>) -> Option<usize> {
    const WORDS: [&str; 10] = [
        "function ",
        "const ",
        "let ",
        "var ",
        "import ",
        "export ",
        "module.exports",
        "async function ",
        "window.",
        "document.",
    ];
    let sure = |line: &str| {
        let line = line.trim_start();
        line.contains("=>") && line.ends_with(['{', ';', ',', '('])
            || line.contains("require(")
            || line.starts_with("\"use strict\"")
    };
    let line = |line: &str| {
        sure(line) || framed(line, &WORDS, &[';', '{', '}', '(']) && line.contains(['=', '(', '\'', '"'])
    };
    sample.find(line)
}

fn sql(sample: &Sample<'_>) -> Option<usize> {
    const WORDS: [&str; 9] = [
        "select ",
        "insert into ",
        "create table ",
        "create index ",
        "drop table ",
        "alter table ",
        "update ",
        "delete from ",
        "begin transaction",
    ];
    let statement = |line: &str| {
        let line = line.trim_start().to_ascii_lowercase();
        WORDS.iter().any(|word| line.starts_with(word))
            && (line.ends_with([';', '(', ',', '*']) || line.contains(" from "))
    };
    sample.find(statement).filter(|_| sample.text.contains(';'))
}

fn css(sample: &Sample<'_>) -> Option<usize> {
    let value = |line: &str| {
        let line = line.trim();
        line.ends_with([';', '}']) && line.contains(':') && !line.contains(". ")
    };
    let block = sample.find(|line| {
        line.ends_with('{') && !line.contains(['(', '='])
            || line.contains('{') && line.ends_with('}') && !line.contains(['=', '('])
    })?;
    sample.find_times(1, value).map(|_| block)
}

fn r(sample: &Sample<'_>) -> Option<usize> {
    let call = |line: &str| {
        line.starts_with("library(") || line.contains("<- function(") || line.contains(" <- read.")
    };
    sample.find(call)
}

fn shell(sample: &Sample<'_>) -> Option<usize> {
    const WORDS: [&str; 9] =
        ["export ", "set -", "sudo ", "echo ", "cd ", "mkdir ", "apt-get ", "source ", "rm -"];
    let command =
        |line: &str| WORDS.iter().any(|word| line.trim_start().starts_with(word)) && !line.ends_with('.');
    let block = |line: &str| ["fi", "done", "esac"].contains(&line.trim());
    sample
        .find(block)
        .or_else(|| sample.find_times(2, command).filter(|_| sample.find_share(40, command).is_some()))
}

/// Prose, formulas in TeX included, has less than one such sign in twelve characters, and few lines that end
/// as statements do.
fn signs(sample: &Sample<'_>) -> Option<usize> {
    let count = sample.text.bytes().filter(|byte| b"{};=<>_#$\\`|".contains(byte)).count();
    let ends = |line: &str| line.ends_with(['{', '}', ';', '>', '(', '[', ',', ':', ')']);
    let statement =
        sample.filled.len() > 2 && sample.find_share(51, ends).is_some() && count * 100 > sample.text.len();
    let comment =
        sample.at_first(|line| line.starts_with("//") || line.starts_with("/*") || line.starts_with("<!--"));
    // Formulas stand among words.
    let spaces = sample.text.matches(' ').count();
    let share = if sample.filled.len() == 1 && spaces * 8 >= sample.text.len() { 6 } else { 12 };
    let many = count * share > sample.text.len() || statement;
    comment.or_else(|| sample.filled.first().copied().filter(|_| many))
}
