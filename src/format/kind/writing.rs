//! What people write and programs print: mails, patches, letters, tables, logs.

use super::lines::{begins_with_time, has_year, named};
use super::markup;
use super::sample::{Kind, Sample};

/// Kinds that say themselves what they are.
pub const SURE: &[Kind] = &[
    Kind { words: "a patch", sign: patch },
    Kind { words: "an e-mail", sign: mail },
    Kind { words: "a contact (vCard)", sign: |sample| begins_with_block(sample, "VCARD") },
    Kind { words: "a calendar", sign: |sample| begins_with_block(sample, "VCALENDAR") },
    Kind {
        words: "a key or a signature",
        sign: |sample| sample.at_first(|line| line.starts_with("-----BEGIN ") || line.starts_with("ssh-")),
    },
    Kind { words: "subtitles", sign: subtitles },
];

pub const KINDS: &[Kind] = &[
    Kind { words: "a table of values", sign: table },
    Kind { words: "a log", sign: log },
    Kind { words: "a letter", sign: letter },
    Kind { words: "notes with headings, such as a README", sign: markup::underlined },
];

fn begins_with_block(sample: &Sample<'_>, name: &str) -> Option<usize> {
    sample.at_first(|line| line.strip_prefix("BEGIN:").is_some_and(|kind| kind.eq_ignore_ascii_case(name)))
}

fn patch(sample: &Sample<'_>) -> Option<usize> {
    let pair = |old: &str, new: &str| {
        let lines = sample.lines.windows(2);
        lines.into_iter().position(|pair| pair[0].starts_with(old) && pair[1].starts_with(new))
    };
    let begins = |line: &str| {
        line.starts_with("diff --git ") || line.starts_with("diff -") || line.starts_with("@@ -")
    };
    sample
        .find(begins)
        .or_else(|| pair("--- ", "+++ "))
        .or_else(|| pair("*** ", "--- "))
        .or_else(|| pair("Index: ", "===="))
}

/// The names of header fields (RFC 5322, and as mail programs in other languages print them), in small letters.
const HEADERS: [&str; 27] = [
    "from",
    "to",
    "subject",
    "date",
    "cc",
    "bcc",
    "reply-to",
    "message-id",
    "received",
    "return-path",
    "mime-version",
    "content-type",
    "delivered-to",
    "in-reply-to",
    "sender",
    "newsgroups",
    "sent",
    "von",
    "an",
    "betreff",
    "de",
    "objet",
    "发件人",
    "收件人",
    "主题",
    "日期",
    "发送时间",
];

/// Header fields at the beginning, with an empty line behind them, or the separator of a mailbox.
fn mail(sample: &Sample<'_>) -> Option<usize> {
    let first = *sample.filled.first()?;
    let is_time = |word: &str| begins_with_time(&format!("{word} ")) && word.contains(':');
    let envelope = sample.lines[first]
        .strip_prefix("From ")
        .is_some_and(|rest| has_year(rest) && rest.split(' ').any(is_time));
    let block = sample.lines[first..].iter().take_while(|line| !line.is_empty());
    let (mut known, mut other, mut subject) = (0, 0, false);
    for line in block {
        match named(line) {
            _ if line.starts_with([' ', '\t']) => {}
            Some((name, _)) if HEADERS.contains(&name.to_lowercase().as_str()) => {
                known += 1;
                subject |= name.eq_ignore_ascii_case("subject") || name.eq_ignore_ascii_case("from");
            }
            Some((name, _)) if name.is_ascii() => {}
            _ => other += 1,
        }
    }
    let headed = other == 0 && (known >= 2 || subject && known == 1);
    (envelope || headed).then_some(first)
}

fn subtitles(sample: &Sample<'_>) -> Option<usize> {
    let time = |text: &str| text.trim().starts_with(|c: char| c.is_ascii_digit()) && text.contains(':');
    let cue = |line: &str| line.split_once("-->").is_some_and(|(from, to)| time(from) && time(to));
    let web = sample.at_first(|line| line.starts_with("WEBVTT"));
    let lyric = |line: &str| {
        line.starts_with('[')
            && line
                .get(1..9)
                .is_some_and(|time| time.bytes().all(|byte| byte.is_ascii_digit() || b":.".contains(&byte)))
    };
    web.or_else(|| sample.find(cue)).or_else(|| sample.find_times(2, lyric))
}

fn log(sample: &Sample<'_>) -> Option<usize> {
    let request = |line: &str| ["] \"GET ", "] \"POST ", "] \"HEAD "].iter().any(|sign| line.contains(sign));
    let stamped = sample.find_share(60, |line| begins_with_time(line) || request(line));
    stamped.filter(|_| {
        sample.filled.len() > 1 || sample.at_first(|line| line.contains('T') && line.contains(':')).is_some()
    })
}

fn letter(sample: &Sample<'_>) -> Option<usize> {
    const GREETINGS: [&str; 10] = [
        "dear ",
        "hi ",
        "hello ",
        "good morning",
        "sehr geehrte",
        "liebe",
        "cher ",
        "chère ",
        "尊敬的",
        "亲爱的",
    ];
    const CLOSINGS: [&str; 18] = [
        "yours",
        "sincerely",
        "kind regards",
        "regards",
        "best",
        "love",
        "cheers",
        "mit freundlichen",
        "cordialement",
        "此致",
        "敬礼",
        "祝好",
        "顺颂",
        "敬上",
        "谨上",
        "敬启",
        "祝你",
        "祝您",
    ];
    let short = |line: &str| line.chars().count() <= 40;
    let begins = |line: &str, known: &[&str]| {
        let line = line.trim_start().to_lowercase();
        known.iter().any(|known| line.starts_with(known))
    };
    let greeting = |line: &str| {
        short(line) && (begins(line, &GREETINGS) || line.ends_with(['：', ':', ',', '，', '!', '！']))
    };
    let closing = |line: &str| short(line) && begins(line, &CLOSINGS);
    let first = sample.at_first(greeting).filter(|_| sample.filled.len() > 2)?;
    let sure = sample.at_first(|line| begins(line, &GREETINGS)).is_some();
    (sure || sample.find(closing).is_some()).then_some(first)
}

/// Records of the same number of cells, by commas, semicolons or tabs, quoted ones too, or between bars.
fn table(sample: &Sample<'_>) -> Option<usize> {
    let first = *sample.filled.first()?;
    let bars = |line: &str| line.starts_with('|') && line.ends_with('|') && line.matches('|').count() > 2;
    if sample.find_times(2, bars).is_some() && sample.find_share(60, bars).is_some() {
        return sample.find(bars);
    }
    let is_table = [',', ';', '\t'].into_iter().any(|sign| is_separated(sample, sign)) || is_numbers(sample);
    is_table.then_some(first)
}

fn is_separated(sample: &Sample<'_>, sign: char) -> bool {
    const ENOUGH: usize = 200;
    let rows = rows(sample.text, sign, ENOUGH);
    let [first, rest @ ..] = &rows[..] else { return false };
    // In prose, too, two lines may have as many commas; but a name of a column is short.
    let most = if first.len() > 3 { 8 } else { 4 };
    let is_name = |cell: &String| cell.split_whitespace().count() <= most && !cell.ends_with(['.', '。']);
    let named = first.iter().all(|cell| is_name(cell) && cell.chars().count() <= 8 * most);
    // Where names are many, rows may be cut short.
    let fits = |row: &&Vec<String>| {
        row.len() == first.len() || first.len() > 3 && (2..first.len()).contains(&row.len())
    };
    let same = rest.iter().filter(fits).count();
    let enough = same * 10 >= rest.len() * 8 && same > 0;
    first.len() > 1 && enough && (named || sign == '\t')
}

/// The cells of the first records, in quotes or not; a quoted cell may hold anything (RFC 4180).
fn rows(text: &str, sign: char, enough: usize) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.trim().chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            c if c == sign && !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell).trim().to_owned());
                if row.len() > 1 || !row[0].is_empty() {
                    rows.push(std::mem::take(&mut row));
                }
                row.clear();
                if rows.len() == enough {
                    return rows;
                }
            }
            c => cell.push(c),
        }
    }
    row.push(cell);
    rows.push(row);
    rows
}

/// Lines of numbers.
fn is_numbers(sample: &Sample<'_>) -> bool {
    let numbers = |line: &str| {
        let mut words = line.split_whitespace().peekable();
        words.peek().is_some()
            && words.all(|word| word.trim_end_matches([',', ';', '%']).parse::<f64>().is_ok())
    };
    sample.find_times(2, numbers).is_some() && sample.find_share(60, numbers).is_some()
}
