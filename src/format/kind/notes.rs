//! Texts for people that are no theses: licences, changelogs, READMEs, recipes, verse; and logs by their levels.

use super::lines::has_year;
use super::sample::{Kind, Sample};

/// Kinds that say themselves what they are.
pub const SURE: &[Kind] = &[Kind { words: "a changelog", sign: changelog }];

pub const KINDS: &[Kind] = &[
    Kind { words: "a licence or terms of use", sign: licence },
    Kind { words: "a README", sign: readme },
    Kind { words: "a recipe", sign: recipe },
    Kind { words: "a log", sign: levels },
    Kind { words: "verse, such as a poem or a song", sign: verse },
];

/// A line without the signs of headings around it, in small letters.
fn heading(line: &str) -> String {
    line.trim_matches(|c: char| c.is_whitespace() || "#=*-_:[]【】：".contains(c)).to_lowercase()
}

fn changelog(sample: &Sample<'_>) -> Option<usize> {
    const NAMES: [&str; 8] = [
        "changelog",
        "change log",
        "changes",
        "release notes",
        "release history",
        "what’s new",
        "what's new",
        "更新日志",
    ];
    let versions = sample.find_times(2, is_version);
    let named = sample.at_first(|line| NAMES.contains(&heading(line).as_str()));
    versions.or_else(|| named.filter(|_| sample.filled.len() > 1))
}

/// True for a heading as `## [1.2.0] - 2024-01-02`, `Version 1.2`, `v1.2.3`: not for one of an outline.
fn is_version(line: &str) -> bool {
    const LONGEST: usize = 60;
    let bare = heading(line);
    let marked = bare
        .strip_prefix("version ")
        .or_else(|| bare.strip_prefix("release "))
        .or_else(|| bare.strip_prefix('v'));
    let number = marked.unwrap_or(&bare);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_number =
        number[..number.len() - rest.len()].contains('.') && number.starts_with(|c: char| c.is_ascii_digit());
    let in_brackets = line.trim_start_matches(['#', ' ']).starts_with('[');
    // An address such as 127.0.0.1 has more numbers.
    let dated = has_year(rest) && number.len() - number.replace('.', "").len() <= 2;
    let is_sure = marked.is_some() || in_brackets || dated;
    is_number && is_sure && line.len() <= LONGEST && !line.ends_with('.')
}

/// What licences, notices and terms of use say, in small letters.
const LEGAL: [&str; 42] = [
    "permission is hereby granted",
    "permission to use, copy, modify",
    "redistribution and use in source and binary forms",
    "redistributions of source code must",
    "the software is provided",
    "provided \"as is\"",
    "provided “as is”",
    "without warranty of any kind",
    "without any warranty",
    "without warranties or conditions of any kind",
    "merchantability",
    "fitness for a particular purpose",
    "in no event shall",
    "be liable for any",
    "you may not use this file except",
    "licensed under the",
    "is free software",
    "general public license",
    "public domain",
    "free and unencumbered software",
    "creative commons attribution",
    "all rights reserved",
    "copyright (c)",
    "copyright ©",
    "copyright notice",
    "everyone is permitted to copy and distribute",
    "subject to the following conditions",
    "the terms of this license",
    "you agree to",
    "terms of service",
    "privacy policy",
    "intended recipient",
    "provided 'as-is'",
    "express or implied warranty",
    "in no event will",
    "mozilla public license",
    "source code form",
    "open font license",
    "license agreement",
    "waived all copyright",
    "版权所有",
    "保留所有权利",
];

/// At least two such phrases, one of which an abstract on law or software may have.
fn licence(sample: &Sample<'_>) -> Option<usize> {
    let words = sample.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let said = LEGAL.iter().filter(|phrase| words.contains(*phrase)).take(2).count();
    sample.filled.first().copied().filter(|_| said == 2)
}

fn readme(sample: &Sample<'_>) -> Option<usize> {
    const HEADINGS: [&str; 14] = [
        "installation",
        "install",
        "installing",
        "usage",
        "license",
        "licence",
        "requirements",
        "getting started",
        "building",
        "contributing",
        "features",
        "how to use",
        "authors",
        "安装",
    ];
    let named = sample
        .at_first(|line| line.len() < 60 && heading(line).split([' ', '.']).any(|word| word == "readme"));
    named.or_else(|| sample.find_times(2, |line| HEADINGS.contains(&heading(line).as_str())))
}

fn recipe(sample: &Sample<'_>) -> Option<usize> {
    const HEADINGS: [&str; 9] = [
        "ingredients",
        "zutaten",
        "ingrédients",
        "ingredientes",
        "ingredienti",
        "材料",
        "用料",
        "配料",
        "食材",
    ];
    sample
        .find(|line| HEADINGS.contains(&heading(line).as_str()))
        .or_else(|| sample.find_times(3, is_quantity))
}

/// True for a line as `200 g flour`, `2 cups of tea`, `- 1/2 tsp salt`.
fn is_quantity(line: &str) -> bool {
    const UNITS: [&str; 22] = [
        "g",
        "kg",
        "ml",
        "l",
        "dl",
        "oz",
        "lb",
        "cup",
        "cups",
        "tsp",
        "tbsp",
        "teaspoon",
        "teaspoons",
        "tablespoon",
        "tablespoons",
        "pinch",
        "el",
        "tl",
        "clove",
        "cloves",
        "克",
        "毫升",
    ];
    let line = line.trim_start_matches(['-', '*', '•', ' ']);
    let rest = line.trim_start_matches(|c: char| c.is_numeric() || "/.,-– ".contains(c));
    let unit = rest.split([' ', '.']).next().unwrap_or_default().to_lowercase();
    rest.len() < line.len() && line.starts_with(char::is_numeric) && UNITS.contains(&unit.as_str())
}

/// Lines that begin with how grave they are, or that tell of requests.
fn levels(sample: &Sample<'_>) -> Option<usize> {
    const LEVELS: [&str; 9] =
        ["TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "FATAL", "CRITICAL"];
    let level = |line: &str| {
        let line = line.trim_start_matches(['[', '<', ' ']);
        let word = line.split([' ', ':', ']', '>', '\t', '|', '-']).next().unwrap_or_default();
        LEVELS.contains(&word)
            || ["info", "warn", "error", "debug"]
                .iter()
                .any(|level| word == *level && line.contains(&format!("{level}:")))
    };
    let request = |line: &str| line.contains(" HTTP/1.") || line.contains(" HTTP/2");
    (sample.filled.len() > 1).then(|| sample.find_share(60, |line| level(line) || request(line))).flatten()
}

/// Parts that are named as those of a song, or many short lines that begin as verses do and seldom end as sentences do.
fn verse(sample: &Sample<'_>) -> Option<usize> {
    const PARTS: [&str; 7] = ["chorus", "verse", "refrain", "bridge", "strophe", "副歌", "主歌"];
    const FEWEST: usize = 6;
    let part = |line: &str| {
        let bare = heading(line);
        let name = bare.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        PARTS.contains(&name) && bare.len() < 20
    };
    let short = |line: &str| {
        let words = line.split_whitespace().count();
        (3..=11).contains(&words) && line.len() < 70 && line.trim_start().starts_with(char::is_alphabetic)
    };
    let ended = sample.filled().filter(|(_, line)| line.ends_with(['.', ':', ';'])).count();
    let many = sample.filled.len() >= FEWEST && ended * 2 < sample.filled.len();
    sample.find(part).or_else(|| many.then(|| sample.find_share(90, short)).flatten())
}
