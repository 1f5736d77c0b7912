//! Documents and settings in markup: HTML, XML, JSON, LaTeX, Markdown, YAML and their like.

use super::lines::named;
use super::sample::{Kind, Sample};

/// Documents whose every line belongs to their markup.
pub const DOCUMENTS: &[Kind] = &[
    Kind {
        words: "a program text in PHP",
        sign: |sample| sample.at_first(|line| line.trim_start().starts_with("<?php")),
    },
    Kind { words: "an HTML page", sign: html },
    Kind { words: "an RSS or Atom feed", sign: |sample| root(sample, &["rss", "feed", "rdf"]) },
    Kind { words: "an SVG picture", sign: |sample| root(sample, &["svg"]) },
    Kind { words: "an XML document", sign: xml },
];

pub const KINDS: &[Kind] = &[
    Kind {
        words: "a notebook (Jupyter)",
        sign: |sample| {
            json(sample)
                .filter(|_| sample.text.contains("\"nbformat\"") || sample.text.contains("\"cell_type\""))
        },
    },
    Kind { words: "JSON that is not lines", sign: json },
    Kind { words: "a LaTeX document", sign: latex },
    Kind { words: "notes in Markdown", sign: front_matter },
    Kind { words: "YAML", sign: yaml },
    Kind { words: "settings (INI or TOML)", sign: settings },
];

/// What stands behind a text as Markdown, which shares signs with program text.
pub fn markdown(sample: &Sample<'_>) -> Option<usize> {
    let heading = |line: &str| {
        let text = line.trim_start_matches('#');
        text.len() < line.len() && line.len() - text.len() <= 6 && text.starts_with(' ')
    };
    let item = |line: &str| {
        let line = line.trim_start();
        ["- ", "* ", "+ ", "> ", "- [ ]"].iter().any(|sign| line.starts_with(sign))
    };
    sample
        .find(|line| line.starts_with("```") || line.starts_with("~~~"))
        .or_else(|| sample.find(heading))
        .or_else(|| sample.find_times(2, item).filter(|_| sample.find_share(50, item).is_some()))
        .or_else(|| sample.find(|line| line.contains("](http") || line.starts_with("![")))
}

/// Headings that are underlined.
pub fn underlined(sample: &Sample<'_>) -> Option<usize> {
    let rule = |line: &str| {
        line.len() >= 3
            && ["=", "-", "~", "*"]
                .iter()
                .any(|sign| line.trim_matches(sign.as_bytes()[0] as char).is_empty())
    };
    let pairs = sample
        .lines
        .windows(2)
        .position(|pair| !pair[0].is_empty() && pair[0].chars().count() <= 80 && rule(pair[1]));
    pairs.map(|line| line + 1)
}

fn html(sample: &Sample<'_>) -> Option<usize> {
    const ROOTS: [&str; 12] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "div",
        "script",
        "table",
        "meta",
        "title",
        "p>",
        "!--",
        "h1",
    ];
    let first = beginning(sample);
    let declared = first.starts_with("<?xml")
        && sample.find(|line| line.trim_start().to_ascii_lowercase().starts_with("<html")).is_some();
    let begins = ROOTS.iter().any(|root| {
        first.strip_prefix('<').and_then(|rest| rest.strip_prefix(root)).is_some_and(|rest| {
            root.ends_with('>')
                || root.starts_with('!')
                || rest.is_empty()
                || rest.starts_with(['>', ' ', '/'])
        })
    });
    // A book may be called `<Head and heart>`: markup is closed somewhere.
    let closed = first.starts_with("<!doctype") || first.starts_with("<html") || closes(sample.text);
    sample.filled.first().copied().filter(|_| declared || begins && closed)
}

fn xml(sample: &Sample<'_>) -> Option<usize> {
    let first = beginning(sample);
    let name: String =
        first.chars().skip(1).take_while(|c| c.is_alphanumeric() || "_:-.".contains(*c)).collect();
    let rest = first.get(1 + name.len()..).unwrap_or_default();
    let element = first.starts_with('<') && name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let opened =
        rest.starts_with('>') || rest.starts_with("/>") || rest.trim_start().is_empty() || rest.contains('=');
    let is_xml = ["<?xml", "<!doctype", "<!entity"].iter().any(|sign| first.starts_with(sign))
        || element && opened && (closes(sample.text) || sample.text.contains("/>"));
    sample.filled.first().copied().filter(|_| is_xml)
}

/// The first line, where the document is XML with one of these elements as its root.
fn root(sample: &Sample<'_>, roots: &[&str]) -> Option<usize> {
    xml(sample)?;
    let open = |line: &str| {
        let line = line.trim_start().to_ascii_lowercase();
        let name = line.strip_prefix('<').map(|rest| rest.split([' ', '>', '/']).next().unwrap_or_default());
        name.filter(|name| !name.starts_with(['?', '!']))
            .map(|name| name.rsplit(':').next().unwrap_or_default().to_owned())
    };
    let inline = sample.text.split("?>").nth(1).unwrap_or_default();
    let found = sample.filled().find_map(|(at, line)| open(line).map(|name| (at, name)));
    let (at, name) = found.or_else(|| open(inline).map(|name| (sample.filled[0], name)))?;
    roots.contains(&name.as_str()).then_some(at)
}

fn closes(text: &str) -> bool {
    text.match_indices("</").any(|(at, _)| text[at + 2..].starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The first line in small letters without white space before it.
fn beginning(sample: &Sample<'_>) -> String {
    sample.first().trim_start().to_ascii_lowercase()
}

fn json(sample: &Sample<'_>) -> Option<usize> {
    let mut signs = sample.text.chars().filter(|c| !c.is_whitespace());
    let begins = match (signs.next(), signs.next()) {
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '"' | '[')) => true,
        // `[1] Weir, T.` begins a list of references.
        (Some('['), Some(']' | '-' | '0'..='9' | 't' | 'f' | 'n')) => {
            let values = sample.text.trim().trim_start_matches('[').trim_end_matches(']');
            values.split([',', '[', ']']).all(|value| {
                let value = value.trim();
                value.is_empty() || value.parse::<f64>().is_ok() || ["true", "false", "null"].contains(&value)
            })
        }
        _ => false,
    };
    sample.filled.first().copied().filter(|_| begins)
}

fn latex(sample: &Sample<'_>) -> Option<usize> {
    const COMMANDS: [&str; 9] = [
        "\\documentclass",
        "\\documentstyle",
        "\\begin{",
        "\\usepackage",
        "\\section",
        "\\chapter",
        "\\input{",
        "\\newcommand",
        "\\bibitem",
    ];
    sample.find(|line| COMMANDS.iter().any(|command| line.trim_start().starts_with(command)))
}

/// Notes that begin with settings between two lines `---`.
fn front_matter(sample: &Sample<'_>) -> Option<usize> {
    let first = sample.at_first(|line| line == "---" || line == "+++")?;
    let fence = sample.lines[first];
    let mut inside = sample.lines.iter().skip(first + 1);
    let mut settings = 0;
    let closed = inside.by_ref().any(|line| {
        settings += usize::from(named(line).is_some() || line.contains(" = "));
        *line == fence
    });
    // What follows is a text, and not more of the same.
    let behind = inside.find(|line| !line.is_empty())?;
    (closed && settings > 0 && named(behind).is_none()).then_some(first)
}

fn yaml(sample: &Sample<'_>) -> Option<usize> {
    let is_key = |line: &str| {
        let item = line.trim_start();
        let item = item.strip_prefix("- ").unwrap_or(item);
        named(item).is_some_and(|(name, rest)| {
            name.is_ascii()
                && !name.contains('(')
                && (rest.is_empty() || rest.starts_with(' '))
                && rest.len() < 80
        })
    };
    let is_line = |line: &str| is_key(line) || line.trim_start().starts_with(['-', '#', '}', ']']);
    let inner =
        |line: &str| line.starts_with([' ', '\t']) && (is_key(line) || line.trim_start().starts_with("- "));
    let small = |line: &str| is_key(line) && line.trim_start().starts_with(|c: char| c.is_ascii_lowercase());
    let begins = sample.at_first(|line| line == "---" || line.starts_with("%YAML"));
    let first = sample.find(is_key)?;
    let lines = sample.find_share(80, is_line).is_some() && sample.filled.len() >= 2;
    let nested = sample.find(inner).is_some()
        || sample.find_times(2, small).is_some() && sample.find_share(60, small).is_some();
    (lines && (begins.is_some() || nested)).then_some(first)
}

fn settings(sample: &Sample<'_>) -> Option<usize> {
    let section =
        |line: &str| line.starts_with('[') && line.ends_with(']') && !line.contains(' ') && line.len() > 2;
    let value = |line: &str| {
        let name = line.split('=').next().unwrap_or_default().trim_end();
        name.len() < line.len()
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-\"".contains(c))
    };
    let comment = |line: &str| line.starts_with(['#', ';']);
    let all = sample.find_share(80, |line| section(line) || value(line) || comment(line)).is_some();
    let first =
        sample.find(section).filter(|_| sample.find(value).is_some()).or_else(|| sample.find_times(2, value));
    first.filter(|_| all)
}
