//! Records of other programs, and lists of references.

use std::ops::RangeInclusive;

use super::lines::{has_year, named, numbered};
use super::sample::{Kind, Sample};

pub const KINDS: &[Kind] = &[
    Kind { words: "MEDLINE records", sign: medline },
    Kind { words: "RIS records", sign: ris },
    Kind { words: "EndNote records", sign: endnote },
    Kind {
        words: "NoteExpress records",
        sign: |sample| sample.find(|line| line.trim_start().starts_with("{Reference Type}")),
    },
    Kind { words: "RefWorks records", sign: refworks },
    Kind { words: "MEDLINE records", sign: |sample| tagged_lines(sample, 2..=4, 40) },
    Kind { words: "Web of Science records", sign: web_of_science },
    Kind { words: "MARC records", sign: marc },
    Kind { words: "a BibTeX file", sign: bibtex },
    Kind { words: "a list of references", sign: references },
    Kind { words: "exported records", sign: exported },
];

/// True where a line begins with a tag of this many letters and digits, white space, and `-` (RIS, MEDLINE).
fn tagged(line: &str, letters: RangeInclusive<usize>) -> bool {
    let tag =
        line.len() - line.trim_start_matches(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()).len();
    letters.contains(&tag) && {
        let behind = &line[tag..];
        let dash = behind.trim_start();
        dash.len() < behind.len() && (dash == "-" || dash.starts_with("- "))
    }
}

fn ris(sample: &Sample<'_>) -> Option<usize> {
    let first =
        sample.find(|line| line.trim_start().strip_prefix("TY").is_some_and(|rest| rest.starts_with("  -")));
    first.or_else(|| tagged_lines(sample, 2..=2, 50))
}

fn endnote(sample: &Sample<'_>) -> Option<usize> {
    let tag = |line: &str| {
        let bytes = line.as_bytes();
        bytes.len() >= 2
            && bytes[0] == b'%'
            && (bytes[1].is_ascii_alphanumeric() || b"@!?>^~+#$&*(".contains(&bytes[1]))
            && bytes.get(2).is_none_or(|&byte| byte == b' ')
    };
    sample
        .find(|line| line.starts_with("%0 "))
        .or_else(|| sample.find_times(2, tag).filter(|_| sample.find_share(50, tag).is_some()))
}

fn refworks(sample: &Sample<'_>) -> Option<usize> {
    let tags = ["SR ", "ID ", "A1 ", "T1 ", "JF ", "YR "];
    let other = sample.find(|line| tags.iter().any(|tag| line.starts_with(tag)));
    sample.find(|line| line.starts_with("RT ")).filter(|_| other.is_some())
}

fn medline(sample: &Sample<'_>) -> Option<usize> {
    sample.find(|line| ["PMID-", "OWN -", "STAT-"].iter().any(|tag| line.starts_with(tag)))
}

/// The first of at least three lines with tags, where so many of a hundred lines have one.
fn tagged_lines(sample: &Sample<'_>, letters: RangeInclusive<usize>, percent: usize) -> Option<usize> {
    let tag = |line: &str| tagged(line, letters.clone());
    sample.find_times(3, tag).filter(|_| sample.find_share(percent, tag).is_some())
}

fn web_of_science(sample: &Sample<'_>) -> Option<usize> {
    let begins = |tag: &str| sample.find(|line| line.starts_with(tag));
    let file = begins("FN ").filter(|_| begins("VR ").is_some());
    file.or_else(|| begins("PT ").filter(|_| begins("AU ").is_some() && begins("TI ").is_some()))
}

/// A leader: five digits for the length, `22` at byte 10, `4500` at byte 20 (MARC 21, record structure).
fn marc(sample: &Sample<'_>) -> Option<usize> {
    let leader = |line: &str| {
        let bytes = line.as_bytes();
        let has = |at: usize, text: &str| bytes.get(at..at + text.len()) == Some(text.as_bytes());
        bytes.get(..5).is_some_and(|length| length.iter().all(u8::is_ascii_digit))
            && has(10, "22")
            && has(20, "4500")
    };
    let text = |line: &str| {
        line.starts_with("=LDR ")
            || line.starts_with("LDR ")
            || line.starts_with("000 ") && line.contains("4500")
    };
    sample.at_first(leader).or_else(|| sample.find(text))
}

fn bibtex(sample: &Sample<'_>) -> Option<usize> {
    sample.find(|line| {
        let word = line.trim_start().strip_prefix('@').unwrap_or_default();
        let rest = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        rest.len() < word.len() && rest.trim_start().starts_with(['{', '('])
    })
}

/// The marks of kinds of sources in Chinese references (GB/T 7714-2015, appendix B).
const MARKS: [&str; 14] = [
    "[D]", "[J]", "[M]", "[C]", "[R]", "[N]", "[P]", "[S]", "[Z]", "[A]", "[EB/OL]", "[J/OL]", "[D/OL]",
    "[M/OL]",
];

fn references(sample: &Sample<'_>) -> Option<usize> {
    let marked = |line: &str| {
        MARKS.iter().any(|mark| line.contains(mark)) || line.contains("［D］") || line.contains("［J］")
    };
    let by_author = |line: &str| begins_with_author(line) && has_year(line) && line.chars().count() < 300;
    let dated = |line: &str| {
        // Weir, T. (1977). Weather for bridges.
        let year = |at: usize| line.get(at + 1..at + 5).is_some_and(has_year);
        line.find('(').is_some_and(|at| at < 120 && year(at) && line[..at].contains(['.', ',']))
            && line.starts_with(char::is_alphabetic)
    };
    let entry = |line: &str| {
        let number = numbered(line);
        let rest = number.map_or(line, |(_, rest)| rest);
        marked(rest) && has_year(rest)
            || number.is_some() && has_year(rest) && rest.len() < 400
            || dated(rest)
            || by_author(rest)
    };
    let bracketed = |line: &str| numbered(line).is_some_and(|(brackets, _)| brackets);
    let heading = |line: &str| {
        let line = line.trim_start_matches(['#', ' ', '\t']).trim_end_matches([':', '：', ' ', '.']);
        [
            "references",
            "bibliography",
            "works cited",
            "literature",
            "literatur",
            "参考文献",
            "参考书目",
            "引用文献",
        ]
        .contains(&line.to_lowercase().as_str())
    };
    let cited = |line: &str| marked(line) && has_year(line) && line.chars().count() < 300;
    let one = sample.at_first(|line| cited(line) || by_author(line) && (dated(line) || line.contains("doi")));
    let titled =
        sample.at_first(heading).filter(|_| sample.find(|line| entry(line) || bracketed(line)).is_some());
    let many = sample.find_times(2, entry).filter(|_| sample.find_share(50, entry).is_some());
    // A reference may run on over several lines.
    let numbered = sample.at_first(bracketed).filter(|_| sample.find_times(2, bracketed).is_some());
    titled.or(many).or(numbered).or(one.filter(|_| sample.filled.len() <= 2))
}

/// True where a line begins as `Weir, T.` or `Weir, Tamsin` does.
fn begins_with_author(line: &str) -> bool {
    let Some((family, rest)) = line.split_once(", ") else { return false };
    let is_name = |name: &str| {
        name.starts_with(char::is_uppercase) && name.chars().all(|c| c.is_alphabetic() || "'’- ".contains(c))
    };
    let given = rest.split(['.', ',', ' ', '(']).next().unwrap_or_default();
    is_name(family) && family.split(' ').count() <= 3 && is_name(given)
}

/// Names of fields with which other programs begin their lines, in small letters.
const NAMES: [&str; 48] = [
    "author",
    "authors",
    "title",
    "year",
    "journal",
    "publisher",
    "doi",
    "issn",
    "isbn",
    "keywords",
    "keyword",
    "abstract",
    "source",
    "volume",
    "issue",
    "pages",
    "url",
    "language",
    "institution",
    "school",
    "advisor",
    "tutor",
    "作者",
    "题名",
    "题目",
    "标题",
    "篇名",
    "关键词",
    "关键字",
    "摘要",
    "来源",
    "单位",
    "机构",
    "导师",
    "年份",
    "年",
    "期刊",
    "刊名",
    "出版社",
    "发表时间",
    "学位",
    "学位授予单位",
    "学位年度",
    "分类号",
    "专业",
    "卷",
    "期",
    "页码",
];

fn exported(sample: &Sample<'_>) -> Option<usize> {
    let field = |line: &str| {
        let (name, rest) =
            named(line.trim_start_matches(['-', '*', ' ', '【', '[', '%', '#'])).unwrap_or_default();
        let name = name.trim_end_matches([']', '】', '*']).to_lowercase();
        // CNKI writes `Title-题名: `.
        let known = |name: &str| NAMES.contains(&name);
        !rest.is_empty() && (known(&name) || name.split('-').any(known))
    };
    let boxed = |line: &str| {
        let inside = line.trim_start().strip_prefix(['【', '[', '［']).unwrap_or_default();
        inside
            .find(['】', ']', '］'])
            .is_some_and(|end| NAMES.contains(&inside[..end].to_lowercase().as_str()))
    };
    let is_field = |line: &str| field(line) || boxed(line);
    let cnki = sample.find(|line| line.starts_with("SrcDatabase-"));
    cnki.or_else(|| sample.find_times(2, is_field).filter(|_| sample.find_share(40, is_field).is_some()))
}
