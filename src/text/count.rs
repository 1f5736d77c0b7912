//! Numbers of things, in words for a person.

/// A number with its thousands parted: `1,208`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of things: `1 thesis`, `1,208 theses`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{counted, grouped};

    #[test]
    fn numbers_are_parted_by_thousands() {
        let numbers = [0, 12, 123, 1_234, 1_234_567].map(grouped);
        assert_eq!(numbers, ["0", "12", "123", "1,234", "1,234,567"]);
        assert_eq!([1, 2].map(|number| counted(number, "thesis", "theses")), ["1 thesis", "2 theses"]);
    }
}
