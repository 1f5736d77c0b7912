//! What a text without any label of a page is: an abstract that lost its page, or no thesis.
//!
//! Owns the guess. It errs on the side of not loading: a person is told, and nothing is lost.

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// One paragraph of prose.
    Abstract,
    /// Something else, and what, for a person.
    Other(&'static str),
}

/// The least bytes of an abstract without a page around it: about ten words.
const SHORTEST: usize = 60;

/// Judges a text that is all that its file holds.
pub(super) fn judge(text: &str) -> Verdict {
    if text.is_empty() {
        return Verdict::Other("it is empty");
    }
    if let Some(kind) = by_beginning(text) {
        return Verdict::Other(kind);
    }
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let filled = lines.iter().filter(|line| !line.is_empty()).count();
    if looks_like_code(text, &lines) {
        return Verdict::Other("program text or data, not a thesis page");
    }
    if is_table(&lines) {
        return Verdict::Other("a table, not a thesis page");
    }
    if filled < lines.len() {
        return Verdict::Other("text of several paragraphs, not a thesis page");
    }
    // Lines of a wrapped paragraph are about as long as a page is wide.
    if filled > 1 && (text.len() / filled < 40 || lines[0].chars().count() < 30 && !has_wide(text)) {
        return Verdict::Other("several lines of text, not a thesis page");
    }
    if text.len() < SHORTEST {
        return Verdict::Other("too little text for a thesis page");
    }
    judge_prose(text)
}

/// Judges what stands between the bars of `| abstract |`, which is likelier to be one.
pub(super) fn judge_cell(text: &str) -> Verdict {
    if text.contains(" | ") || text.contains("\n|") {
        return Verdict::Other("a table, not a thesis page");
    }
    if text.split_whitespace().count() < 3 && !has_wide(text) {
        return Verdict::Other("too little text for a thesis page");
    }
    judge_prose(text)
}

fn judge_prose(text: &str) -> Verdict {
    let visible = text.chars().filter(|c| !c.is_whitespace());
    let (mut letters, mut all) = (0, 0);
    for c in visible {
        letters += usize::from(c.is_alphabetic());
        all += 1;
    }
    let spaces = text.bytes().filter(u8::is_ascii_whitespace).count();
    // Even words that were glued together where lines ended are far shorter than 60 letters on average.
    let words = has_wide(text) || (spaces + 1) * 60 >= text.len();
    if letters * 10 >= all * 6 && words {
        Verdict::Abstract
    } else {
        Verdict::Other("text that does not read as an abstract")
    }
}

/// True where a text has Chinese, Japanese or Korean characters, which need no spaces.
fn has_wide(text: &str) -> bool {
    text.chars().any(|c| c >= '\u{2e80}' && !('\u{e000}'..='\u{f8ff}').contains(&c) && c < '\u{fff0}')
}

fn by_beginning(text: &str) -> Option<&'static str> {
    let start: String = text.chars().take(16).collect::<String>().to_ascii_lowercase();
    let markup = ["<!doctype", "<html", "<?xml", "<head", "<body", "<svg", "<!--", "<div", "<rdf", "<script"];
    if markup.iter().any(|tag| start.starts_with(tag)) {
        return Some("a document in HTML or XML, not a thesis page");
    }
    let mut rest = text.chars().filter(|c| !c.is_whitespace());
    match (rest.next(), rest.next()) {
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[' | '"' | ']' | '0'..='9')) => {
            Some("JSON, but not one thesis a line")
        }
        (Some('#'), Some('!')) => Some("a script, not a thesis page"),
        (Some('#'), _) => Some("notes or program text, not a thesis page"),
        (Some('/'), Some('/' | '*')) => Some("program text or data, not a thesis page"),
        _ => None,
    }
}

/// Prose, formulas in TeX included, has less than one such sign in twelve characters, and few lines that end
/// as statements do.
fn looks_like_code(text: &str, lines: &[&str]) -> bool {
    let signs = text.bytes().filter(|byte| b"{};=<>_#$\\`|".contains(byte)).count();
    let ends = |line: &&&str| line.ends_with(['{', '}', ';', '>', '(', '[', ',', ':', ')']);
    let statements = lines.iter().filter(ends).count();
    let filled = lines.iter().filter(|line| !line.is_empty()).count();
    signs * 12 > text.len() || filled > 2 && statements * 2 > filled && signs * 100 > text.len()
}

/// True where the lines have the same number of columns, parted by commas or tabs.
fn is_table(lines: &[&str]) -> bool {
    let [first, rest @ ..] = lines else { return false };
    let tabs = first.matches('\t').count();
    let commas = first.matches(',').count();
    let same =
        |count: usize, sign: char| count > 0 && rest.iter().all(|line| line.matches(sign).count() == count);
    !rest.is_empty() && !first.ends_with('.') && (same(tabs, '\t') || same(commas, ','))
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge, judge_cell};

    #[test]
    fn one_paragraph_of_prose_is_an_abstract() {
        for text in [
            "Community governance,as the basis of national governance,has gradually become an important part.",
            "[Objective] To study the effect of tea.[Methods] We asked 200 people in three towns of Fujian.",
            "本文以社区治理为研究对象，分析了基层党组织在社区治理中的作用，并提出了相应的对策建议。",
            "We study photoproduction of $K^0\\bar K^0$ through the $K_SK_Lp$ final states with the GlueX data set.",
            "The abstract of a damaged page may well run on over several lines,as it does in this\nexample,which \
             was wrapped by somebody's mail program at a width of eighty columns and then\nsaved.",
            "<The Twelve Paintings> is a novel about twelve paintings,and this thesis is about that novel.",
        ] {
            assert_eq!(judge(text), Verdict::Abstract, "{text}");
            assert_eq!(judge_cell(text), Verdict::Abstract, "{text}");
        }
    }

    #[test]
    fn other_texts_are_not() {
        for (text, what) in [
            ("", "it is empty"),
            ("hello", "too little text"),
            ("<!DOCTYPE html>\n<html><body>A page about a thesis.</body></html>", "HTML"),
            ("{\n  \"name\": \"x\"\n}", "JSON"),
            ("[{\"id\":1}]", "JSON"),
            ("#!/bin/sh\necho hello", "a script"),
            ("# Notes\n\nThis is a file about something else altogether,with words in it.", "notes"),
            ("fn main() {\n    println!(\"hello\");\n    let x = 1;\n}\n", "program text"),
            ("import os\nimport sys\nfrom pathlib import Path\nprint(os.getcwd())", "several lines"),
            ("id,title,author\n1,On governance,Zhu\n2,On cities,Wang", "a table"),
            ("One paragraph of prose is here.\n\nAnother paragraph of prose is there.", "several paragraphs"),
            ("var a=1;function b(c){return c+a;}var d={e:b(2),f:b(3)};if(d.e>d.f){alert(d.e);}", "program"),
            (&"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo".repeat(9), "does not read as an abstract"),
        ] {
            let Verdict::Other(reason) = judge(text) else { panic!("{text}") };
            assert!(reason.contains(what), "{text}: {reason}");
        }
        assert!(matches!(judge_cell("Name | Age |\n| Ann | 3"), Verdict::Other(_)));
    }
}
