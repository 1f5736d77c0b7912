//! What a line begins with: names, numbers and times.

/// The name before the colon with which a line begins, and what is behind it; the name has no white space within.
pub fn named(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '：'])?;
    let (name, rest) = line.split_at(at);
    let named = !name.is_empty() && name.chars().count() <= 30 && !name.contains(char::is_whitespace);
    named.then(|| (name, rest.trim_start_matches([':', '：'])))
}

/// The line behind `[1]`, `1.`, `1)`, `(1)` or `【1】` at its beginning, and whether there were brackets of `[1]`.
pub fn numbered(line: &str) -> Option<(bool, &str)> {
    let line = line.trim_start();
    let inside = line.trim_start_matches(['[', '(', '［', '【', '（', '〔']);
    let opened = inside.len() < line.len();
    let rest = inside.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = inside.trim_start().len() - rest.len();
    let behind = rest.trim_start();
    let closed = behind.strip_prefix([']', '］', '】', '〕']);
    let loose = behind
        .strip_prefix([')', '）'])
        .or_else(|| (!opened).then(|| behind.strip_prefix(['.', '、'])).flatten());
    match (digits, closed, loose) {
        (1..=4, Some(rest), _) if opened => Some((true, rest)),
        // An address such as 127.0.0.1 is no number of a list.
        (1..=4, None, Some(rest)) if !rest.starts_with(|c: char| c.is_ascii_digit()) => Some((false, rest)),
        _ => None,
    }
}

/// True where a text has a year from 1500 to 2099 that is no part of a longer number.
pub fn has_year(text: &str) -> bool {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    memchr::memchr2_iter(b'1', b'2', text.as_bytes()).any(|at| {
        let four = (at..at + 4).all(is_digit) && !is_digit(at + 4) && !(at > 0 && is_digit(at - 1));
        four && ("1500"..="2099").contains(&&text[at..at + 4])
    })
}

/// True where a line begins with a time or a day, in brackets or not, and goes on behind it.
pub fn begins_with_time(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches(['[', '<']);
    let end = line.find([' ', ']', '\t']).unwrap_or(line.len());
    let word = line[..end].trim_end_matches([',', 'Z', ']', '>', ':']);
    let shape: String = word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let day = ["0000-00-00", "0000/00/00", "00.00.0000", "00/00/0000", "00-00-0000"];
    let time = ["00:00:00", "00:00", "0:00:00"];
    let begins = |known: &[&str]| known.iter().any(|known| shape.starts_with(known));
    let only = |known: &[&str]| known.contains(&shape.as_str());
    let stamp = day.iter().any(|day| shape.strip_prefix(day).is_some_and(|rest| rest.starts_with('T')));
    end < line.len() && (stamp || only(&day) || begins(&time) || is_month_and_day(line))
}

/// `Feb  3 10:00:00`, as `syslog` has it.
fn is_month_and_day(line: &str) -> bool {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let mut words = line.split_ascii_whitespace();
    let (month, day, time) = (words.next(), words.next(), words.next());
    month.is_some_and(|month| month.len() == 3 && MONTHS.contains(month))
        && day.is_some_and(|day| day.parse::<u8>().is_ok())
        && time.is_some_and(|time| time.len() >= 5 && time.as_bytes()[2] == b':')
}
