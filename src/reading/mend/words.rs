//! Words by what is known of them: where two are glued, and which halves belong together.

use std::ops::Range;

use super::super::vocabulary::Evidence;
use super::text::Text;
use crate::text::fold::fold;

/// Words of one or two letters. Others of that length in a collection are symbols, or pieces of words.
const SHORTEST: &[&str] = &[
    "a", "i", "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "my", "no", "of",
    "on", "or", "so", "to", "up", "us", "we",
];

/// Endings and beginnings of words that collections hold as words of their own.
const AFFIXES: &[&str] = &[
    "able", "izing", "ized", "izes", "ization", "ising", "ised", "ably", "ibly", "age", "ally", "ance",
    "anti", "ate", "ated", "ation", "ations", "auto", "bio", "ment", "ments", "con", "dis", "eco", "ence",
    "ful", "geo", "hood", "ible", "ical", "ics", "ing", "inter", "ion", "ions", "ism", "ist", "ists", "ity",
    "ive", "less", "like", "macro", "meta", "micro", "mid", "mis", "mono", "multi", "nano", "neo", "neuro",
    "ness", "non", "ogy", "ology", "ous", "over", "para", "per", "photo", "poly", "post", "pre", "pro",
    "pseudo", "psycho", "ship", "socio", "sub", "super", "sur", "tion", "tions", "trans", "ultra", "under",
    "ward", "wards", "wise", "electro", "hydro", "hyper", "thermo", "cyber", "semi", "intra", "infra",
    "mega", "tele", "ally", "ary", "ery", "est", "ent", "ant", "als", "ers", "ess", "ian", "ans", "one",
    "out", "off",
];

/// The characters of a range, folded.
pub fn folded(text: &Text, range: Range<usize>) -> String {
    let word: String = text.slice(range).iter().collect();
    fold(&word)
}

/// Words that glue to what follows without making another word, and words that glue so to what stands before.
const BEFORE: &[&str] = &[
    "and", "are", "been", "from", "has", "have", "of", "that", "the", "their", "these", "this", "those",
    "was", "were", "which", "with",
];
const BEHIND: &[&str] = &[
    "and", "are", "been", "for", "from", "have", "of", "that", "the", "their", "these", "this", "was",
    "were", "which", "with",
];

/// Words that begin or end others: `in|active`, `up|held`, `where|by`, `back|propagation`. What they are glued to
/// tells little.
const AMBIGUOUS: &[&str] = &[
    "a", "after", "all", "an", "any", "as", "at", "back", "be", "by", "can", "cardio", "common", "counter",
    "cross", "day", "down", "ever", "every", "eye", "fan", "feed", "fire", "for", "fore", "hand", "hard",
    "head", "heart", "hetero", "here", "him", "home", "how", "i", "in", "it", "land", "life", "light",
    "line", "long", "made", "main", "man", "master", "may", "men", "mill", "my", "net", "no", "not", "on",
    "or", "part", "piece", "quasi", "sea", "she", "side", "so", "some", "sound", "stock", "text", "them",
    "there", "through", "time", "to", "up", "video", "war", "water", "wave", "way", "what", "when", "where",
    "who", "wide", "wild", "woman", "women", "word", "work", "works", "world", "year", "yet", "your",
];

/// How far the words of a collection tell that two words are glued.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Sure {
    /// Both are words, but the two may make a third.
    Likely,
    /// Nothing else is likely.
    Certain,
    /// Both are usual words that stand side by side elsewhere, and make no third.
    Proven,
}

/// Where a run of letters is glued of two words that both stand in the collection, if it stands so nowhere else, or
/// far more seldom than they do; of several such places the likeliest.
pub fn glued(text: &Text, token: &Range<usize>, evidence: &Evidence<'_>) -> Option<(usize, Sure)> {
    const LONGEST: usize = 40;
    if !(4..=LONGEST).contains(&token.len()) {
        return None;
    }
    let word = folded(text, token.clone());
    // Folding may change how many characters there are: such a word is not parted.
    if word.chars().count() != token.len() {
        return None;
    }
    let count = evidence.count(&word);
    let parts = word.char_indices().enumerate().skip(1).filter_map(|(number, (byte, _))| {
        let (at, (first, second)) = (token.start + number, word.split_at(byte));
        // Most words are done with here.
        if !may_stand(first) || !may_stand(second) {
            return None;
        }
        let least = if count > FEW { count.saturating_mul(TOGETHER) } else { 0 };
        let one = evidence.count(first);
        if least > 0 && (one <= least || evidence.count(second) <= least) {
            return None;
        }
        if one == 0 && evidence.count(second) == 0 {
            return None;
        }
        if !cases_agree(text, token, at) {
            return None;
        }
        let capital = text.at(at).is_uppercase() && text.before(at).is_lowercase();
        let acronyms = [is_acronym(text, token.start..at), is_acronym(text, at..token.end)];
        let (sure, weight) = glue(first, second, capital, acronyms, evidence)?;
        is_seldom(count, first, second, capital, evidence).then_some((at, sure, weight))
    });
    let best = parts.max_by(|one, other| one.2.total_cmp(&other.2));
    best.map(|(at, sure, _)| (at, sure))
}

/// A word that stands so often or less may be two that were glued each time.
const FEW: u32 = 3;

/// How many times as often two words stand as both glued, where they stand side by side, and where they do not.
const TOGETHER: u32 = 20;
const APART: u32 = 200;

/// True where a word stands so seldom, beside the two it could be glued of, that it is none.
fn is_seldom(count: u32, first: &str, second: &str, capital: bool, evidence: &Evidence<'_>) -> bool {
    let least = evidence.count(first).min(evidence.count(second));
    let together = evidence.together(first, second);
    let grammar = BEFORE.contains(&first) || BEHIND.contains(&second);
    let few = match first.len().min(second.len()) {
        _ if together || capital || grammar => FEW,
        5.. => 2,
        _ => 1,
    };
    count <= few || count.saturating_mul(if together { TOGETHER } else { APART }) < least
}

/// How sure it is that two words stand glued, and how likely among other ways to part them; `None` where they are
/// no words. `capital` is true where the second begins with a capital letter behind a small one.
fn glue(
    first: &str,
    second: &str,
    capital: bool,
    acronyms: [bool; 2],
    evidence: &Evidence<'_>,
) -> Option<(Sure, f64)> {
    // Behind a word of grammar anything may stand: it is likely where a line can have ended.
    let rare = if second.len() > 4 && BEFORE.contains(&first) { Some(1) } else { None };
    let acronym = |at: usize| acronyms[at].then_some(1);
    let one = known(first, evidence).or(acronym(0))?;
    let other = known(second, evidence).or(acronym(1)).or(rare)?;
    let together = evidence.together(first, second);
    let length = first.len() + second.len();
    let either = [first, second].iter().any(|word| AMBIGUOUS.contains(word));
    let grammar = BEFORE.contains(&first) && (together || (other >= 3 && second.len() > 4))
        || BEHIND.contains(&second) && !either && (together || (one >= 3 && first.len() > 3));
    let short = first.len().min(second.len()) < 4;
    let certain = if capital {
        one >= 3 && other >= 2 && first.len() > 2 && second.len() > 2
    } else {
        grammar || (together && !either && (short && length > 6 || length >= 15 && one.min(other) >= 2))
    };
    let likely = capital
        || (together && length > 4)
        || (one.max(other) >= 4 && length > 7 && (second.len() > 3 || other >= 10));
    let direct = evidence.count(first).min(evidence.count(second)) > 0;
    let certain = certain && direct;
    let usual = together && !capital && one.min(other) >= 8 && (grammar || !short);
    let proven = usual && (grammar && length > 7 || !either && length >= 15);
    let sure = match (proven, certain) {
        (true, _) => Sure::Proven,
        (_, true) => Sure::Certain,
        _ => Sure::Likely,
    };
    let weight = f64::from(one).ln() + f64::from(other).ln() + length_weight(first) + length_weight(second);
    let bonus = if together { 6.0 } else { 0.0 } + if certain { 4.0 } else { 0.0 };
    (certain || likely).then_some((sure, weight + bonus))
}

/// Long words are seldom there by chance.
fn length_weight(word: &str) -> f64 {
    0.8 * word.len().min(8) as f64
}

/// True where a word is no symbol by its length.
fn may_stand(word: &str) -> bool {
    word.len() > 2 || SHORTEST.contains(&word)
}

/// How often a word stands in the collection, if it counts as a word.
fn known(word: &str, evidence: &Evidence<'_>) -> Option<u32> {
    let length = word.chars().count();
    if !may_stand(word) || AFFIXES.contains(&word) {
        return None;
    }
    let count = evidence.count(word);
    if count == 0 && length > 4 {
        return related(word, evidence);
    }
    (count >= if length <= 3 { 3 } else { 1 }).then_some(count)
}

/// How often a word stands in the collection that another is made of: `certified` for `uncertified`, `verbalize` for
/// `verbalized`. Half of what it counts, because it is less sure.
fn related(word: &str, evidence: &Evidence<'_>) -> Option<u32> {
    const ENDINGS: [&str; 12] =
        ["s", "es", "d", "ed", "ing", "ly", "al", "ity", "ness", "r", "ation", "able"];
    const BEGINNINGS: [&str; 8] = ["un", "non", "re", "pre", "in", "im", "dis", "over"];
    let shorter = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    let shorter = shorter.chain(BEGINNINGS.iter().filter_map(|beginning| word.strip_prefix(beginning)));
    let count = shorter.filter(|word| word.len() > 3).map(|word| evidence.count(word)).max();
    let longer =
        ["s", "d", "e", "ed", "ing", "al"].iter().map(|ending| evidence.count(&format!("{word}{ending}")));
    let count = longer.chain(count).max().unwrap_or_default();
    (count > 1).then_some(count / 2)
}

/// True for two capitals or more and nothing else.
fn is_acronym(text: &Text, word: Range<usize>) -> bool {
    word.len() > 1 && text.slice(word).iter().all(|c| c.is_uppercase())
}

/// True where the capitals of a run of letters are those of two words parted at a place: `theCompetitive`,
/// `NCAAhave`, `Wordsglued`, not `McDonald` parted behind the `D`.
fn cases_agree(text: &Text, token: &Range<usize>, at: usize) -> bool {
    let (first, second) = (text.slice(token.start..at), text.slice(at..token.end));
    let regular = |word: &[char]| {
        let capitals = word.iter().filter(|c| c.is_uppercase()).count();
        capitals == 0 || capitals == word.len() || (capitals == 1 && word[0].is_uppercase())
    };
    let one_word =
        regular(text.slice(token.clone())) && text.slice(token.clone()).iter().all(|c| c.is_uppercase());
    regular(first) && regular(second) && !one_word
}

/// Where a run of letters and digits is a number glued to a word: `for10`, `40trials`.
pub fn number_seam(text: &Text, token: &Range<usize>, evidence: &Evidence<'_>) -> Option<usize> {
    let chars = text.slice(token.clone());
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    let word = |range: Range<usize>| {
        let small = text.slice(range.clone()).iter().all(|c| c.is_lowercase());
        let word = folded(text, range.clone());
        small && (range.len() > 2 || SHORTEST.contains(&word.as_str())) && evidence.count(&word) >= 4
    };
    if chars[..digits].iter().all(char::is_ascii_digit) {
        let seam = token.start + digits;
        let ending = text.is_any(seam..token.end, &["st", "nd", "rd", "th"]);
        return (!ending && token.end - seam > 2 && word(seam..token.end)).then_some(seam);
    }
    let seam = token.end - digits;
    let last = chars[chars.len() - digits..].iter().all(char::is_ascii_digit);
    (last && word(token.start..seam)).then_some(seam)
}
