//! The terms of a thesis: its words as far as they say what it is about, each with how often it counts.

use std::collections::HashSet;
use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use crate::search::fields::Fields;
use crate::text::words::{Term as Cut, cut, is_ideographic};
use crate::thesis::Thesis;

/// A term, by the hash of its text: nobody asks for the text of all terms, and two in ten million have the same hash
/// once in a hundred thousand collections.
pub(super) type Term = u64;

/// The fields whose words are terms, each with how much one place there counts.
pub(super) const FIELDS: [(Fields, f32); 3] =
    [(Fields::TITLE, 2.0), (Fields::KEYWORDS, 2.0), (Fields::ABSTRACT, 1.0)];

/// Words of English that are in any text whatever it is about. Those of other languages have little weight where a
/// collection holds many of their texts.
const STOP_WORDS: &str = "a about above after again against all also although among an and any are as at be because \
    been before being below between both but by can cannot could did do does doing down during each either et etc few \
    for from further had has have having he hence her here hers herself him himself his how however i if in into is it \
    its itself just may me might more most much must my myself neither no nor not of off on once one only onto or other \
    our ours ourselves out over own per rather same she should since so some such than that the their theirs them \
    themselves then there therefore these they this those through thus to too toward towards under until up upon us \
    very was we were what when where whether which while who whom whose why will with within without would you your \
    yours yourself yourselves";

static STOPPED: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.split_whitespace().collect());

/// Counts terms. Its buffers are used for one thesis after another.
#[derive(Debug, Default)]
pub(super) struct Counter {
    folded: String,
    word: String,
    counts: Vec<(Term, f32)>,
}

impl Counter {
    /// The terms of a thesis with their counts, ascending by term.
    pub fn count(&mut self, thesis: Thesis<'_>) -> Vec<(Term, f32)> {
        self.counts.clear();
        for (fields, worth) in FIELDS {
            for (text, _) in fields.texts(thesis) {
                self.add(text, worth);
            }
        }
        self.counts.sort_unstable_by_key(|&(term, _)| term);
        let mut merged: Vec<(Term, f32)> = Vec::new();
        for &(term, worth) in &self.counts {
            match merged.last_mut() {
                Some((last, count)) if *last == term => *count += worth,
                _ => merged.push((term, worth)),
            }
        }
        merged
    }

    fn add(&mut self, text: &str, worth: f32) {
        let Self { folded, word, counts } = self;
        cut(text, folded, |cut| {
            word.clear();
            match cut {
                Cut::Plain { start, end } => {
                    word.push_str(&text[start..end]);
                    word.make_ascii_lowercase();
                }
                Cut::Folded(folded) => word.push_str(folded),
            }
            counts.extend(term(word).map(|term| (term, worth)));
        });
    }
}

/// The term of a folded word, which loses its plural ending; `None` for one that says nothing of what a text is about.
pub(super) fn term(word: &mut String) -> Option<Term> {
    let is_short = word.chars().nth(1).is_none();
    if is_short || STOPPED.contains(word.as_str()) || word.chars().all(char::is_numeric) {
        return None;
    }
    fold_plural(word);
    Some(xxh3_64(word.as_bytes()))
}

/// The words that may stand for the term of a folded word besides itself: without and with a plural ending.
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut singular = word.to_owned();
    fold_plural(&mut singular);
    let mut forms = vec![word.to_owned(), singular.clone()];
    let irregular = IRREGULAR.into_iter().filter(|&(_, one)| one == singular);
    forms.extend(irregular.map(|(plural, _)| plural.to_owned()));
    if singular.is_ascii() {
        for (ending, plural) in [("y", "ies"), ("", "s"), ("", "es")] {
            forms.extend(singular.strip_suffix(ending).map(|stem| format!("{stem}{plural}")));
        }
        let same = |form: &String| {
            let mut form = form.clone();
            fold_plural(&mut form);
            form == singular
        };
        forms.retain(same);
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Plurals of English without an ending of their own that theses are about.
const IRREGULAR: [(&str, &str); 9] = [
    ("analyses", "analysis"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("crises", "crisis"),
    ("hypotheses", "hypothesis"),
    ("men", "man"),
    ("mice", "mouse"),
    ("phenomena", "phenomenon"),
    ("women", "woman"),
];

/// Takes the ending of an English plural away, as Harman's S stemmer does (1991), and that of `classes` and `taxes`.
/// Longer endings tell words apart that people tell apart: cutting them lowered the precision.
fn fold_plural(word: &mut String) {
    const SHORTEST: usize = 4;
    const LONG: [&str; 5] = ["sses", "xes", "ches", "shes", "zzes"];
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if let Some((_, singular)) = IRREGULAR.into_iter().find(|(plural, _)| word == plural) {
        word.replace_range(.., singular);
        return;
    }
    if word.len() < SHORTEST || !word.is_ascii() || !word.ends_with('s') {
        return;
    }
    let len = word.len();
    if ends(&["ies"]) && len > SHORTEST && !ends(&["eies", "aies"]) {
        word.truncate(len - 3);
        word.push('y');
    } else if ends(&LONG) {
        word.truncate(len - 2);
    } else if !ends(&["us", "ss", "is"]) {
        word.truncate(len - 1);
    }
}

/// True for a term of Chinese, Japanese or Korean, of which each pair of neighbouring characters is one.
pub(super) fn is_pair(word: &str) -> bool {
    word.chars().next().is_some_and(is_ideographic)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Counter, forms, term};
    use crate::thesis::{Draft, Field, SegmentBuilder};

    #[test]
    fn plurals_are_one_term_with_their_singular_and_nothing_else_is() {
        let term = |word: &str| term(&mut word.to_owned());
        for (one, many) in [
            ("community", "communities"),
            ("class", "classes"),
            ("tax", "taxes"),
            ("tree", "trees"),
            ("branch", "branches"),
            ("study", "studies"),
            ("child", "children"),
            ("analysis", "analyses"),
        ] {
            assert_eq!(term(one), term(many), "{one}");
            assert!(term(one).is_some());
            for word in [one, many] {
                let forms = forms(word);
                assert!(
                    forms.iter().any(|form| form == one) && forms.iter().any(|form| form == many),
                    "{forms:?}"
                );
            }
        }
        for (one, other) in [("virus", "viru"), ("analysis", "analysi"), ("mass", "mas")] {
            assert_ne!(term(one), term(other), "{one}");
        }
        for nothing in ["the", "s", "2019", "", "党", "½"] {
            assert_eq!(term(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_term_counts_for_each_place_and_more_in_title_and_keywords() {
        let draft = Draft::default()
            .with(Field::Title, "The Tree")
            .with_values(Field::Keywords, ["trees", "社区"])
            .with(Field::Subject, "Botany")
            .with(Field::Abstract, "Trees, tree; a wood of 1999");
        let mut builder = SegmentBuilder::default();
        builder.push(&draft, &Path::new("f").into());
        let segment = builder.seal();
        let mut counts = Counter::default().count(segment.get(0));
        assert!(counts.is_sorted_by_key(|&(term, _)| term));
        counts.sort_by(|a, b| a.1.total_cmp(&b.1));
        let term = |word: &str| term(&mut word.to_owned()).unwrap();
        assert_eq!(counts, [(term("wood"), 1.0), (term("社区"), 2.0), (term("tree"), 6.0)]);
    }
}
