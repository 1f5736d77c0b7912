//! What a person probably meant: the known word that is nearest to a mistyped one.

/// The word of `known` that `word` is a slip away from, the first of several as near.
///
/// Near is at most one slip for each three characters of `word`, but always one: a character too many, too
/// few, a wrong one, or two neighbours changed places (optimal string alignment distance). Case counts for
/// nothing. `None` where no known word is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let most = (word.chars().count() / 3).max(1);
    let near = known.into_iter().map(|known| (strsim::osa_distance(&word, &known.to_lowercase()), known));
    near.filter(|&(slips, _)| slips <= most).min_by_key(|&(slips, _)| slips).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_understood_and_another_word_is_not() {
        let known = ["folders", "theme", "measure", "keys"];
        for (word, meant) in [
            ("theme", Some("theme")),
            ("Theme", Some("theme")),
            ("tehme", Some("theme")),
            ("folder", Some("folders")),
            ("measures", Some("measure")),
            ("kes", Some("keys")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
        assert_eq!(nearest("theme", []), None);
    }
}
