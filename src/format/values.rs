//! What several formats make of the text of a value, and how they tell of it.

use crate::thesis::{Date, Draft, Field, Shape, Warning};

/// The values of a field that stand in one text, in their order, without empty ones.
///
/// Short values are parted by semicolons, Chinese ones too, and by commas unless the field's own values hold such, as
/// names do; a comma between two digits belongs to its keyword, as in `1,3-butadiene`. Titles stand on lines of their own.
pub(super) fn split_values(field: Field, list: &str) -> Vec<&str> {
    let by_commas = match field.row().shape {
        Shape::Values(between) => between.contains(','),
        Shape::Items => return list.lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
        _ => return vec![list.trim()],
    };
    let bytes = list.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let parts = |(at, c): (usize, char)| match c {
        ',' => by_commas && !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))),
        '，' | '、' => by_commas,
        _ => matches!(c, ';' | '；'),
    };
    let mut values = Vec::new();
    let mut start = 0;
    let ends = list.char_indices().filter(|&place| parts(place)).map(|(at, c)| (at, at + c.len_utf8()));
    for (end, next) in ends.chain([(list.len(), list.len())]) {
        let value = list[start..end].trim();
        if !value.is_empty() {
            values.push(value);
        }
        start = next;
    }
    values
}

/// Warnings about the dates of a draft that are there and are none.
pub(super) fn warn_of_dates<'d>(draft: &'d Draft<'_>, line: u32) -> impl Iterator<Item = Warning> + use<'d> {
    let dates =
        draft.iter().filter(|(field, _)| field.row().shape == Shape::Date).map(|(_, text)| text.trim());
    dates.filter(|text| !text.is_empty() && Date::parse(text).is_none()).map(move |text| {
        Warning::mended(line, format!("“{}” is not a date: kept as written", shortened(text)))
    })
}

/// The beginning of a text, for a reason: at most 40 characters and one line.
pub(super) fn shortened(text: &str) -> String {
    const ENOUGH: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(ENOUGH).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The number of a line, which warnings and theses carry, from its index.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::split_values;
    use crate::thesis::Field;

    #[test]
    fn keywords_are_parted_by_commas_and_semicolons() {
        for (list, keywords) in [
            ("", &[][..]),
            (" , ,", &[]),
            ("a b, c", &["a b", "c"]),
            ("a,b;c; d", &["a", "b", "c", "d"]),
            ("社区，治理；党、建", &["社区", "治理", "党", "建"]),
            ("1,3-butadiene, 2,4-D, x,1", &["1,3-butadiene", "2,4-D", "x", "1"]),
        ] {
            assert_eq!(split_values(Field::Keywords, list), keywords, "{list}");
        }
    }
}
