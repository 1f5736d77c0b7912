//! Keeps the arrows between the layers, and the files of a layer out of circles: no file names a layer that its own must
//! not know, and no two files of a layer can be reached from one another by what they import.
//!
//! The sources are read as tokens, without comments and strings, so that every way of naming counts: `crate::x`,
//! `use crate::{a, b}`, and a chain of `super` that leads out of the layer.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer and those that it may name besides itself.
const LAYERS: [(&str, &[&str]); 9] = [
    ("text", &[]),
    ("thesis", &["text"]),
    ("reading", &["text", "thesis"]),
    ("format", &["text", "thesis"]),
    ("search", &["text", "thesis"]),
    ("disk", &["text", "thesis", "format"]),
    ("app", &["text", "thesis", "reading", "format", "search"]),
    ("tui", &["text", "thesis", "reading", "format", "search", "app"]),
    ("cli", &["text", "thesis", "reading", "format", "search", "disk"]),
];

/// Crates that only one place names.
const CRATES: [(&str, &str); 3] =
    [("fuzzy_matcher", "search/fuzzy.rs"), ("ratatui", "tui/"), ("crossterm", "tui/")];

/// What is wrong with a file at `path` below `src`, one message for each thing.
fn faults(path: &str, source: &str) -> Vec<String> {
    let composes = ["main.rs", "lib.rs"].contains(&path);
    let layer = path.split(['/', '.']).next().unwrap_or_default();
    let mut faults = BTreeSet::new();
    if !composes && !LAYERS.iter().any(|(name, _)| *name == layer) {
        faults.insert(format!("{path} is in no layer"));
    }
    let tokens = tokens(source);
    for (krate, place) in CRATES {
        if !path.starts_with(place) && tokens.contains(&krate) {
            faults.insert(format!("{path} names {krate}, which only {place} may"));
        }
    }
    if !composes {
        for named in names(path, &tokens) {
            if named != layer && !allowed(path, layer).any(|allowed| allowed == named) {
                faults.insert(format!("{path} names {named}, which {layer} must not know"));
            }
        }
    }
    faults.into_iter().collect()
}

fn allowed<'a>(path: &str, layer: &str) -> impl Iterator<Item = &'a str> {
    let joins = path == "tui/session.rs" || path.starts_with("tui/session/");
    let of_layer = LAYERS.iter().find(|(name, _)| *name == layer).map_or(&[][..], |(_, allowed)| *allowed);
    of_layer.iter().copied().chain(joins.then_some("disk"))
}

/// The first segment of every path from the root of the crate that the tokens hold: `crate::x` and `theses::x`
/// as such, and what `super` leads to. `*` where the root itself is named.
fn names(path: &str, tokens: &[&str]) -> BTreeSet<String> {
    let file = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let mut module: Vec<String> = file.split('/').map(Into::into).collect();
    // For each open brace, whether it opened a module.
    let mut open = Vec::new();
    let mut found = BTreeSet::new();
    for (at, &token) in tokens.iter().enumerate() {
        match token {
            "{" => {
                let opens_module = at >= 2 && tokens[at - 2] == "mod";
                if opens_module {
                    module.push(tokens[at - 1].to_owned());
                }
                open.push(opens_module);
            }
            "}" if open.pop() == Some(true) => drop(module.pop()),
            "crate" | "super" | "theses" if begins_path(tokens, at) => {
                let mut reader = PathReader { tokens, at, found: &mut found };
                reader.path(module.clone());
            }
            _ => {}
        }
    }
    found
}

/// True for a first segment: not behind `::`, and `crate` not as in `pub(crate)`.
fn begins_path(tokens: &[&str], at: usize) -> bool {
    let behind = at.checked_sub(1).map(|before| tokens[before]);
    let visibility = behind == Some("(") && tokens.get(at + 1) == Some(&")");
    behind != Some("::") && !visibility && (tokens[at] != "theses" || tokens.get(at + 1) == Some(&"::"))
}

struct PathReader<'a> {
    tokens: &'a [&'a str],
    at: usize,
    found: &'a mut BTreeSet<String>,
}

impl PathReader<'_> {
    /// Reads one path that begins in `module`, or a group of paths in braces.
    fn path(&mut self, mut module: Vec<String>) {
        loop {
            match self.tokens.get(self.at).copied().unwrap_or_default() {
                "{" => return self.group(&module),
                "crate" | "theses" => module.clear(),
                "super" => drop(module.pop()),
                "self" => {}
                name => {
                    let first = module.first().map_or(name, String::as_str);
                    self.found.insert(first.to_owned());
                    return;
                }
            }
            self.at += 1;
            if self.tokens.get(self.at) != Some(&"::") {
                self.found.insert(module.first().map_or("*", String::as_str).to_owned());
                return;
            }
            self.at += 1;
        }
    }

    /// Reads the paths of a group, and what stands behind each up to its comma or to the end of the group.
    fn group(&mut self, module: &[String]) {
        self.at += 1;
        while self.tokens.get(self.at).is_some_and(|&token| token != "}") {
            self.path(module.to_vec());
            let mut depth = 0;
            while let Some(&token) = self.tokens.get(self.at) {
                match token {
                    "}" if depth == 0 => break,
                    "," if depth == 0 => {
                        self.at += 1;
                        break;
                    }
                    "{" => depth += 1,
                    "}" => depth -= 1,
                    _ => {}
                }
                self.at += 1;
            }
        }
        self.at += 1;
    }
}

/// The names and signs of a source, `::` as one, without comments, strings, characters and lifetimes.
fn tokens(source: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = skipped(rest).unwrap_or_else(|| {
            let length = match c {
                ':' if rest.starts_with("::") => 2,
                _ if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
                _ => c.len_utf8(),
            };
            if !c.is_whitespace() {
                tokens.push(&rest[..length]);
            }
            length
        });
        rest = &rest[length..];
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of the comment, string, character or lifetime at the start of `rest`, if one stands there.
fn skipped(rest: &str) -> Option<usize> {
    let until =
        |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") {
        return Some(until("\n", 2));
    }
    if rest.starts_with("/*") {
        return Some(until("*/", 2));
    }
    let prefix = rest.find(|c| c != 'b' && c != 'r' && c != 'c').unwrap_or_default();
    let raw = rest[..prefix].ends_with('r');
    let hashes = rest[prefix..].bytes().take_while(|&byte| byte == b'#').count();
    if prefix <= 2 && raw && rest[prefix + hashes..].starts_with('"') {
        return Some(until(&format!("\"{}", "#".repeat(hashes)), prefix + hashes + 1));
    }
    if prefix <= 1 && rest[prefix..].starts_with('"') {
        return Some(quoted(rest, prefix + 1, '"'));
    }
    if prefix <= 1 && rest[prefix..].starts_with('\'') {
        let mut behind = rest[prefix + 1..].chars();
        let is_character = behind.next() == Some('\\') || behind.next() == Some('\'');
        return Some(if is_character { quoted(rest, prefix + 1, '\'') } else { prefix + 1 });
    }
    None
}

/// Where a quoted text that begins at byte `from` is over: behind the next `quote` without a backslash.
fn quoted(rest: &str, from: usize, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest[from..].char_indices() {
        if c == quote && !escaped {
            return from + at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The path below `src` and the text of each source.
fn all_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources = sources(&root);
    assert!(sources.len() > 20, "the sources are found");
    let path = |file: &Path| file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    sources.iter().map(|file| (path(file), fs::read_to_string(file).unwrap())).collect()
}

#[test]
fn no_layer_names_what_it_must_not_know() {
    let faults: Vec<_> = all_sources().iter().flat_map(|(path, source)| faults(path, source)).collect();
    assert!(faults.is_empty(), "against the arrows:\n{}", faults.join("\n"));
}

#[test]
fn the_check_sees_every_way_against_the_arrows() {
    for (path, source, fault) in [
        ("thesis/mod.rs", "use crate::search::Query;", "search"),
        ("thesis/marks.rs", "use super::super::disk;", "disk"),
        ("thesis/marks.rs", "mod tests { use super::super::super::disk; }", "disk"),
        ("thesis/marks.rs", "use super::{Row, super::cli};", "cli"),
        ("format/a/b.rs", "use super::super::super::{self as root};", "*"),
        ("search/mod.rs", "use crate::{thesis::{Row, Collection}, app::{self, Model},};", "app"),
        ("search/mod.rs", "use crate::{thesis::{self, Row}, disk as below};", "disk"),
        ("search/mod.rs", "use {std::fmt, crate::tui};", "tui"),
        ("disk/load.rs", "fn f() { let x: crate::cli::Exit = crate::thesis::x(); }", "cli"),
        ("disk/load.rs", "use crate as root;", "*"),
        ("disk/load.rs", "use crate::*;", "*"),
        ("app/mod.rs", "use theses::disk;", "disk"),
        ("app/mod.rs", "const C: char = '\"'; use crate::cli::x; // \"", "cli"),
        ("text/fold.rs", "use crate::thesis::Row;", "thesis"),
        ("disk/load.rs", "use crate::search::Query;", "search"),
        ("tui/mod.rs", "use crate::disk::Config;", "disk"),
        ("tui/session_view.rs", "use crate::disk::Config;", "disk"),
        ("tui/session/saver.rs", "use crate::cli::Output;", "cli"),
        ("cli/list.rs", "fn f<'a>(x: &'a str) -> crate::tui::X {}", "tui"),
        ("cli/list.rs", "use ratatui::style::Color;", "ratatui"),
        ("search/rank.rs", "fn f(m: fuzzy_matcher::skim::X) {}", "fuzzy_matcher"),
        ("app/mod.rs", "use crossterm::event;", "crossterm"),
        ("main.rs", "use crossterm::event;", "crossterm"),
        ("other/mod.rs", "", "is in no layer"),
    ] {
        let faults = faults(path, source);
        assert!(faults.len() == 1 && faults[0].contains(fault), "{path}: {source}: {faults:?}");
    }
}

#[test]
fn the_check_lets_the_arrows_pass() {
    for (path, source) in [
        ("thesis/mod.rs", "pub(crate) mod a; mod tests { use super::super::thesis; use super::*; }"),
        (
            "thesis/marks.rs",
            "use super::Row; // as crate::search does\nconst A: &str = \"crate::app \\\" crate::tui\";",
        ),
        ("thesis/marks.rs", "/* crate::app */ const A: &str = r#\"crate::app \"#; use crate::thesis::Row;"),
        ("search/fuzzy.rs", "use fuzzy_matcher::skim::X; use crate::{thesis::{self, Row}, text::words};"),
        ("disk/load.rs", "use crate::{format, text::fold}; use super::super::thesis;"),
        ("tui/view/mod.rs", "use ratatui::X; use crossterm::Y; use crate::app::Model;"),
        ("tui/session/saver.rs", "use crate::disk::MarksFile;"),
        ("tui/session.rs", "use crate::disk::MarksFile; fn crate_of(theses: u8) {}"),
        ("cli/list.rs", "use crate::{format, disk, search, thesis};"),
        ("main.rs", "use theses::{app, tui, disk};"),
        ("lib.rs", "pub mod app; pub mod tui; pub use crate::thesis::Row;"),
    ] {
        assert_eq!(faults(path, source), [""; 0], "{path}: {source}");
    }
}

/// Layers whose files still import each other in circles; to be empty in the end.
const CIRCLES_LEFT: [&str; 0] = [];

/// What a file names of the crate, each by its path from the root, and which of it it hands on under another name.
#[derive(Default)]
struct Uses {
    named: Vec<Vec<String>>,
    /// The path of a name in this module, and the path of what it stands for.
    handed_on: Vec<(Vec<String>, Vec<String>)>,
}

/// The module of a file: `search/order/mod.rs` is `search::order`.
fn module_of(path: &str) -> Vec<String> {
    let file = path.trim_end_matches(".rs").trim_end_matches("/mod");
    file.split('/').map(Into::into).collect()
}

/// What a file at `path` names, its tests aside. A path may begin with a module below it.
fn uses(path: &str, tokens: &[&str], modules: &BTreeSet<Vec<String>>) -> Uses {
    let module = module_of(path);
    let (mut uses, mut at, mut tests, mut depth) = (Uses::default(), 0, None, 0_usize);
    while let Some(&token) = tokens.get(at) {
        match token {
            "{" => {
                depth += 1;
                if at >= 2 && tokens[at - 2..at] == ["mod", "tests"] {
                    tests = tests.or(Some(depth));
                }
            }
            "}" => {
                tests = tests.filter(|&opened| opened < depth);
                depth = depth.saturating_sub(1);
            }
            _ if tests.is_none() && begins_path(tokens, at) => {
                let below = [&module[..], &[token.to_owned()]].concat();
                let is_below = modules.contains(&below) && tokens.get(at + 1) == Some(&"::");
                if is_below || ["crate", "super", "self"].contains(&token) {
                    let mut named = Vec::new();
                    read_path(tokens, at, module.clone(), &mut named);
                    let is_use = at > 0 && tokens[at - 1] == "use";
                    let is_public = is_use && at > 1 && ["pub", ")"].contains(&tokens[at - 2]);
                    for (path, name) in named {
                        if is_public {
                            uses.handed_on.push(([&module[..], &[name]].concat(), path.clone()));
                        }
                        if !(is_public && path.starts_with(&module)) {
                            uses.named.push(path);
                        }
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    uses
}

/// Reads the path, or the group of paths, at a token; each with the name that it gets. Where it ends.
fn read_path(
    tokens: &[&str],
    mut at: usize,
    mut path: Vec<String>,
    found: &mut Vec<(Vec<String>, String)>,
) -> usize {
    loop {
        match tokens.get(at).copied().unwrap_or_default() {
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|&token| token != "}") {
                    at = read_path(tokens, at, path.clone(), found).max(at + 1);
                    at += usize::from(tokens.get(at) == Some(&","));
                }
                return at + 1;
            }
            "crate" => path.clear(),
            "super" => drop(path.pop()),
            "self" => {}
            name => path.push(name.to_owned()),
        }
        at += 1;
        if tokens.get(at) != Some(&"::") {
            let renamed = tokens.get(at) == Some(&"as");
            let name = if renamed { tokens.get(at + 1).copied() } else { path.last().map(String::as_str) };
            let name = name.unwrap_or_default().to_owned();
            found.push((path, name));
            return if renamed { at + 2 } else { at };
        }
        at += 1;
    }
}

/// The circles among files of one layer, each as the files that can all be reached from one another.
fn circles(sources: &[(String, String)]) -> Vec<Vec<String>> {
    let files: BTreeMap<Vec<String>, &str> =
        sources.iter().map(|(path, _)| (module_of(path), path.as_str())).collect();
    let modules: BTreeSet<Vec<String>> = files.keys().cloned().collect();
    let uses: Vec<_> =
        sources.iter().map(|(path, source)| (path.as_str(), uses(path, &tokens(source), &modules))).collect();
    let handed_on: BTreeMap<_, _> =
        uses.iter().flat_map(|(_, uses)| uses.handed_on.iter().cloned()).collect();
    let layer = |path: &str| path.split(['/', '.']).next().unwrap_or_default().to_owned();
    let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, uses) in &uses {
        for named in &uses.named {
            let to = file_of(named, &files, &handed_on).filter(|to| to != path && layer(to) == layer(path));
            arrows.entry(path).or_default().extend(to);
        }
    }
    let reached = |from: &str| {
        let mut reached = BTreeSet::new();
        let mut ahead: Vec<&str> = arrows.get(from).into_iter().flatten().copied().collect();
        while let Some(file) = ahead.pop() {
            if reached.insert(file) {
                ahead.extend(arrows.get(file).into_iter().flatten());
            }
        }
        reached
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> = arrows.keys().map(|&file| (file, reached(file))).collect();
    let mutual = |a: &str, b: &str| reached[a].contains(b) && reached.get(b).is_some_and(|b| b.contains(a));
    let circles: BTreeSet<Vec<String>> = arrows
        .keys()
        .filter(|file| mutual(file, file))
        .map(|&file| {
            arrows.keys().filter(|other| mutual(file, other)).map(|&other| other.to_owned()).collect()
        })
        .collect();
    circles.into_iter().collect()
}

/// The file that has what a path names; what a module hands on is where it comes from.
fn file_of<'f>(
    path: &[String],
    files: &BTreeMap<Vec<String>, &'f str>,
    handed_on: &BTreeMap<Vec<String>, Vec<String>>,
) -> Option<&'f str> {
    let mut path = path.to_vec();
    // A name may be handed on more than once.
    for _ in 0..8 {
        let known = (1..=path.len()).find(|&len| handed_on.contains_key(&path[..len]));
        let Some(known) = known else { break };
        let from = &handed_on[&path[..known]];
        path = [from, &path[known..]].concat();
    }
    (1..=path.len()).rev().find_map(|len| files.get(&path[..len]).copied())
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let left: Vec<_> = circles(&all_sources())
        .into_iter()
        .filter(|circle| !CIRCLES_LEFT.iter().any(|layer| circle[0].starts_with(&format!("{layer}/"))))
        .collect();
    assert!(left.is_empty(), "in circles: {left:#?}");
}

#[test]
fn the_check_sees_circles_and_nothing_else() {
    let of = |files: &[(&str, &str)]| {
        let files: Vec<_> =
            files.iter().map(|&(path, source)| (path.to_owned(), source.to_owned())).collect();
        circles(&files)
    };
    for circle in [
        &[("a/b.rs", "use super::c::X;"), ("a/c.rs", "use crate::a::{d, b::{self, Y}};")][..],
        &[("a/b.rs", "fn f() { super::c::g(); }"), ("a/c.rs", "use super::{b as other};")],
        // What the parent hands on is where it comes from.
        &[
            ("a/mod.rs", "mod b; mod c; pub use b::B;"),
            ("a/b.rs", "use super::c::C;"),
            ("a/c.rs", "use super::B;"),
        ],
        // A parent that uses its child, which uses it.
        &[("a/mod.rs", "mod b; use b::B; struct A;"), ("a/b.rs", "use super::A;")],
        &[("a/mod.rs", "mod b; struct A; fn f() { b::g() }"), ("a/b.rs", "use super::*;")],
        &[("a/b.rs", "use super::c::X;"), ("a/c.rs", "use super::d::X;"), ("a/d.rs", "use super::b::X;")],
    ] {
        let found = of(circle);
        assert!(found.len() == 1 && found[0].len() >= 2, "{circle:?}: {found:?}");
    }
    for tree in [
        &[("a/mod.rs", "mod b; pub use b::B; pub(super) use b::C; struct A;"), ("a/b.rs", "use super::A;")][..],
        &[
            ("a/b.rs", "use super::c::X; mod tests { use super::X; }"),
            ("a/c.rs", "mod tests { use super::super::b::Y; }"),
        ],
        &[("a/mod.rs", "mod b; use b::B; struct A;"), ("a/b.rs", "mod tests { use crate::a::A; }")],
        // Other layers have arrows of their own.
        &[("a/b.rs", "use crate::c::d::X;"), ("c/d.rs", "use crate::a::b::Y;")],
        &[("a/b.rs", "use super::c::X; // super::b"), ("a/c.rs", "use crate::a::d::Y;"), ("a/d.rs", "")],
    ] {
        assert_eq!(of(tree), [[""; 0]; 0], "{tree:?}");
    }
}
