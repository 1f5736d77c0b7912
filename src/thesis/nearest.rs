//! What a person probably meant: the known word that is nearest to a mistyped one.

/// The word of `known` that `word` is a slip away from, the first of several as near.
///
/// Near is at most one slip for each three characters of `word`, but always one: a character too many, too
/// few, a wrong one, or two neighbours changed places (optimal string alignment distance). Case counts for
/// nothing. `None` where no known word is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let most = (word.len() / 3).max(1);
    let slips = |candidate: &str| {
        let candidate: Vec<char> = candidate.to_lowercase().chars().collect();
        // The lengths alone may say that it is too far, which is cheap to see.
        (candidate.len().abs_diff(word.len()) <= most).then(|| distance(&word, &candidate))
    };
    let near = known.into_iter().filter_map(|candidate| Some((slips(candidate)?, candidate)));
    near.filter(|&(slips, _)| slips <= most).min_by_key(|&(slips, _)| slips).map(|(_, candidate)| candidate)
}

/// The optimal string alignment distance, row by row, of which the last three are kept.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut two_before = vec![0; b.len() + 1];
    let mut before: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (before[j] + 1).min(row[j - 1] + 1).min(before[j - 1] + wrong);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(two_before[j - 2] + 1);
            }
        }
        two_before = std::mem::replace(&mut before, row);
    }
    before[b.len()]
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
