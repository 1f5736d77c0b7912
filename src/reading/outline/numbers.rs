//! Numbers as abstracts write them: `3`, `three`, `III`, `third`, `thirdly`.

const CARDINALS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
const ROMANS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

fn of(list: [&str; 12], word: &str) -> Option<u32> {
    list.iter().position(|one| one.eq_ignore_ascii_case(word)).map(|at| at as u32 + 1)
}

/// `3`, `three`, `III`; below 100.
pub fn cardinal(word: &str) -> Option<u32> {
    let digits = || word.parse().ok().filter(|number| (1..100).contains(number));
    let roman = || ROMANS.iter().position(|one| *one == word).map(|at| at as u32 + 1);
    of(CARDINALS, word).or_else(roman).or_else(digits)
}

/// `third`, `3rd`.
pub fn ordinal(word: &str) -> Option<u32> {
    let digits = || {
        let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = ["st", "nd", "rd", "th"].contains(&&word[number.len()..]);
        number.parse().ok().filter(|number| ending && (1..100).contains(number))
    };
    of(ORDINALS, word).or_else(digits)
}

/// `third`, `thirdly`.
pub fn adverb(word: &str) -> Option<u32> {
    of(ORDINALS, word).or_else(|| of(ORDINALS, word.strip_suffix("ly")?))
}

#[cfg(test)]
mod tests {
    use super::{adverb, cardinal, ordinal};

    #[test]
    fn numbers_are_read() {
        assert_eq!(["3", "Three", "III", "XII", "99"].map(cardinal), [3, 3, 3, 12, 99].map(Some));
        assert_eq!(["iii", "2010", "0", "third", ""].map(cardinal), [None; 5]);
        assert_eq!(["Third", "3rd", "12th"].map(ordinal), [3, 3, 12].map(Some));
        assert_eq!(["three", "3", "th", "x3rd", ""].map(ordinal), [None; 5]);
        assert_eq!(["Firstly", "second", "thirdly"].map(adverb), [1, 2, 3].map(Some));
    }
}
