//! Full stops, question marks and exclamation marks with a letter glued to them: which of them end a sentence.

use super::lexicon::{ABBREVIATIONS, QUESTIONS, STARTERS, SUFFIXES};
use super::text::Text;

/// What a glued stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It belongs to what stands around it: `Node.JS`, `J.Smith`, `3.14`.
    Inside,
    /// It ends an abbreviation: `et al.They`, `Dr.Li`.
    Abbreviation,
    /// It stands behind the number of a point: `?2.How`.
    Point,
    /// It ends a sentence.
    Sentence,
}

/// What the stop at a place is, behind which the letter at `next` stands glued, with nothing but closing quotes and
/// brackets between.
pub fn stop(text: &Text, at: usize, next: usize) -> Stop {
    let first = text.at(next);
    if text.is_fixed(at) || !first.is_alphabetic() || text.at(at + 1) == '.' || text.before(at) == '.' {
        return Stop::Inside;
    }
    match text.at(at) {
        '.' if first.is_uppercase() => full_stop(text, at, next),
        '.' => abbreviation(text, at),
        _ => question(text, at, next),
    }
}

fn full_stop(text: &Text, at: usize, next: usize) -> Stop {
    let (token, name) = (text.token_before(at), text.letters_at(next));
    if !begins_sentence(text, next) {
        return Stop::Inside;
    }
    let starts = text.is_any(name.clone(), STARTERS);
    let before = text.before(at);
    let sentence = |yes: bool| if yes { Stop::Sentence } else { Stop::Inside };
    if matches!(before, ')' | ']' | '”' | '"' | '’' | '\'' | '%' | '$' | '°') {
        return sentence(name.len() > 1 || starts);
    }
    if before.is_numeric() {
        let whole = text.slice(token.clone()).iter().all(char::is_ascii_digit);
        if whole && token.len() <= 2 && begins_item(text, token.start) {
            return Stop::Point;
        }
        let coded = token.len() > 1 && name.len() > 3;
        return sentence(starts || (whole && name.len() >= 3) || (coded && is_capitalised(text, name)));
    }
    if !before.is_alphabetic() {
        return Stop::Inside;
    }
    if token.len() == 1 && !matches!(text.before(token.start), '’' | '\'') {
        return initial(text, token.start, starts, is_capitalised(text, name));
    }
    if text.is_any(token.clone(), ABBREVIATIONS) && !text.is(token.clone(), "no") {
        return Stop::Abbreviation;
    }
    // `NX.Nastran` is a name, `in the NCAA.Many` is not.
    let capitals = text.slice(token.clone()).iter().filter(|c| c.is_alphabetic()).all(|c| c.is_uppercase());
    let long = token.len() > 2 && is_capitalised(text, name.clone());
    sentence(!capitals || starts || long || stands_lowercase(text, name))
}

/// True where a number begins an item of a list: first in the text, or behind a sentence or a colon.
fn begins_item(text: &Text, at: usize) -> bool {
    let before = if text.before(at) == ' ' { at - 1 } else { at };
    matches!(text.before(before), '\0' | '?' | ':' | ';' | '.' | '\n')
}

/// True for a capital letter and two or more small ones.
fn is_capitalised(text: &Text, name: std::ops::Range<usize>) -> bool {
    name.len() > 2 && text.slice(name.start + 1..name.end).iter().all(|c| c.is_lowercase())
}

/// A letter by itself before a full stop: of a name, of an abbreviation such as `U.S.`, or, where the next word
/// is certain to begin a sentence, the last of one.
fn initial(text: &Text, letter: usize, starts: bool, capitalised: bool) -> Stop {
    let of_abbreviation = text.before(letter) == '.' && text.before(letter - 1).is_alphabetic();
    let known = of_abbreviation && {
        let dotted = text.token_before(letter - 1).start..letter + 1;
        text.is_any(dotted, &["u.s", "u.k", "u.n", "e.u", "d.c", "ph.d", "p.r"])
    };
    match (of_abbreviation, starts) {
        (true, _) if starts || (known && capitalised) => Stop::Abbreviation,
        (false, true) => Stop::Sentence,
        _ => Stop::Inside,
    }
}

/// True where a capital letter begins a word of prose: `The`, `A study`, `HIV`, not `Cu2` or the ending of a file.
fn begins_sentence(text: &Text, next: usize) -> bool {
    let name = text.letters_at(next);
    let behind = text.at(name.end);
    if name.len() == 1 {
        let alone =
            text.is_any(name.clone(), &["a", "i"]) && (behind == ' ' || behind == '’' || behind == '\'');
        // `X-ray` and `T-cells`, but also `P53` and `H3K27`, which have a digit behind.
        return alone || (behind == '-' && text.at(name.end + 1).is_alphabetic()) || behind.is_ascii_digit();
    }
    !text.is_any(name, SUFFIXES)
}

/// True where the word stands in the text in lower case too, so that it is no name.
fn stands_lowercase(text: &Text, name: std::ops::Range<usize>) -> bool {
    let lower: Vec<char> = text.slice(name.clone()).iter().flat_map(|c| c.to_lowercase()).collect();
    name.len() > 2
        && text.chars.windows(lower.len() + 2).any(|window| {
            let inside = &window[1..=lower.len()];
            inside == lower && !window[0].is_alphanumeric() && !window[lower.len() + 1].is_alphanumeric()
        })
}

/// A full stop with a small letter behind it ends an abbreviation or belongs to a name.
fn abbreviation(text: &Text, at: usize) -> Stop {
    let token = text.token_before(at);
    let dotted = token.len() == 1 && text.before(token.start) == '.' && {
        let first = text.token_before(token.start - 1);
        first.len() <= 2 && !first.is_empty()
    };
    let doctor = text.is(token.clone(), "D") && text.before(token.start) == '.';
    let next = text.letters_at(at + 1);
    let more = next.len() == 1 && text.at(next.end) == '.';
    let whole = text.at(next.end) != '.' || !text.at(next.end + 1).is_lowercase();
    let article = text.is(next.clone(), "a") && text.at(next.end) == ' ';
    let known = text.is_any(token.clone(), ABBREVIATIONS) && (next.len() > 1 || article);
    if (dotted || doctor || known || is_species(text, token, next)) && !more && whole {
        Stop::Abbreviation
    } else {
        Stop::Inside
    }
}

/// True for the genus before a species: `E.coli`.
fn is_species(text: &Text, genus: std::ops::Range<usize>, species: std::ops::Range<usize>) -> bool {
    let outside = text.before(genus.start);
    let letter = genus.len() == 1 && text.at(genus.start).is_uppercase();
    letter
        && !outside.is_alphanumeric()
        && !matches!(outside, '.' | '-' | '_' | '/')
        && species.len() > 3
        && { text.slice(species.clone()).iter().all(|c| c.is_lowercase()) && !text.is_any(species, SUFFIXES) }
}

fn question(text: &Text, at: usize, next: usize) -> Stop {
    let name = text.letters_at(next);
    let before = text.before(at);
    if !(before.is_alphanumeric() || matches!(before, ')' | '”' | '"' | '’' | '\'' | '%' | '?' | '!')) {
        return Stop::Inside;
    }
    let goes_on = text.is_any(name.clone(), &["and", "or", "but"]);
    let starts = text.at(next).is_uppercase() && text.is_any(name, STARTERS);
    let asks = text.at(at) == '!' && text.at(next).is_uppercase() || asks(text, at);
    if goes_on || starts || asks { Stop::Sentence } else { Stop::Inside }
}

/// True where the sentence that ends at a question mark is a question: one of its first words says so.
fn asks(text: &Text, at: usize) -> bool {
    const LONG: usize = 500;
    const FIRST_WORDS: usize = 4;
    let from = (at.saturating_sub(LONG)..at)
        .rev()
        .find(|&at| match text.at(at) {
            '?' | '!' | ':' | ';' => true,
            '.' => text.at(at + 1) == ' ' || text.at(at + 1).is_uppercase(),
            _ => false,
        })
        .map_or(at.saturating_sub(LONG), |stop| stop + 1);
    let mut word = from;
    for _ in 0..FIRST_WORDS {
        while word < at && !text.at(word).is_alphabetic() {
            word += 1;
        }
        let letters = text.letters_at(word);
        if text.is_any(letters.clone(), QUESTIONS) {
            return true;
        }
        word = letters.end;
    }
    (from..at).any(|at| text.at(at) == ' ' && text.is_any(text.letters_at(at + 1), &QUESTIONS[..7]))
}
