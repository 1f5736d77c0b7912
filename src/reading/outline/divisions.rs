//! Chapters and parts: `Chapter One`, `The first chapter`, `In chapter four`, `Part I`, `In introduction part`.

use std::ops::Range;

use super::mark::Mark;
use super::numbers;

/// What an abstract is divided in, and its name in the margin.
const NOUNS: &[(&str, &str)] = &[
    ("chapter", "Chapter"),
    ("part", "Part"),
    ("section", "Section"),
    ("essay", "Essay"),
    ("paper", "Paper"),
    ("study", "Study"),
    ("project", "Project"),
    ("manuscript", "Manuscript"),
    ("article", "Article"),
    ("experiment", "Experiment"),
    ("aim", "Aim"),
    ("phase", "Phase"),
];

/// Words that may stand before: `Finally, in the third chapter`.
const BEFORE: &[&str] = &[
    "finally",
    "lastly",
    "next",
    "then",
    "thus",
    "first",
    "second",
    "third",
    "firstly",
    "secondly",
    "thirdly",
    "furthermore",
    "moreover",
    "subsequently",
    "therefore",
    "specifically",
    "additionally",
    "also",
    "and",
    "meanwhile",
    "within",
    "in",
    "the",
    "my",
    "our",
    "as",
    "for",
    "throughout",
    "while",
    "overall",
    "accordingly",
    "to",
    "this",
];

/// The marks of chapters and parts, at the beginnings of sentences.
pub fn find(text: &str, sentences: &[Range<usize>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for sentence in sentences {
        let first = mark(&text[sentence.clone()], sentence.start);
        marks.extend(first.or_else(|| behind_comma(&text[sentence.clone()], sentence.start)));
        // `...; the second chapter`, and `In the parts: the first part ...`.
        for (at, sign) in text[sentence.clone()].match_indices([';', ':']) {
            let start = at + sign.len();
            marks.extend(mark(&text[sentence.start + start..sentence.end], sentence.start + start));
        }
    }
    marks
}

/// The chapter that the first clauses of a sentence lead to: `After an introduction, in chapter 2 I argue`.
fn behind_comma(sentence: &str, start: usize) -> Option<Mark> {
    const NEAR: usize = 100;
    let commas = sentence.match_indices(", ").map(|(at, sign)| at + sign.len()).take_while(|&at| at < NEAR);
    let mark =
        commas.filter_map(|at| mark(&sentence[at..], start + at)).find(|mark| mark.run == "chapter")?;
    Some(Mark { at: start, ..mark })
}

/// The words at the beginning of a text with their places, without the signs at their ends.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    const FIRST: usize = 8;
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().take(FIRST).map(move |word| (start(word), word))
}

/// The mark that a sentence begins with. Its place is that of the sentence.
fn mark(sentence: &str, start: usize) -> Option<Mark> {
    let words: Vec<(usize, &str)> = words(sentence).collect();
    let at = start + words.first()?.0;
    for (place, (_, word)) in words.iter().enumerate() {
        let (here, next) = (bare(word), words.get(place + 1).map_or("", |(_, word)| bare(word)));
        if let Some((noun, name)) = noun(here) {
            // `Chapter 3`, `part I`.
            let number = numbers::cardinal(next)?;
            return Some(Mark { at, label: format!("{name} {number}"), number, run: noun, last: false });
        }
        let last = ["last", "final", "concluding"].contains(&here.to_ascii_lowercase().as_str());
        let followed = noun(next);
        if let (Some(number), Some((noun, name))) = (numbers::ordinal(here), followed) {
            return Some(Mark { at, label: format!("{name} {number}"), number, run: noun, last: false });
        }
        if let (true, Some((noun, name))) = (last, followed) {
            return Some(Mark {
                at,
                label: format!("Last {}", name.to_lowercase()),
                number: 0,
                run: noun,
                last: true,
            });
        }
        if let Some(label) = edge(here, next, place) {
            return Some(Mark {
                at,
                label: label.to_owned(),
                number: 0,
                run: "",
                last: label == "Conclusion",
            });
        }
        if !BEFORE.contains(&here.to_ascii_lowercase().as_str()) {
            return None;
        }
    }
    None
}

/// An introduction or a conclusion that a sentence is about: `The introduction part`, `Introduction:`.
fn edge(here: &str, next: &str, place: usize) -> Option<&'static str> {
    let label = match here.to_ascii_lowercase().as_str() {
        "introduction" | "introductory" | "preface" | "prologue" | "exordium" => "Introduction",
        "conclusion" | "epilogue" => "Conclusion",
        _ => return None,
    };
    let tells = [
        "part",
        "chapter",
        "section",
        "mainly",
        "introduces",
        "of",
        "explains",
        "presents",
        "expounds",
        "is",
    ];
    // `In conclusion, this study` is a turn of speech, not a part.
    (tells.contains(&next) && (place > 0 || next != "of")).then_some(label)
}

/// A noun of division, as one.
fn noun(word: &str) -> Option<(&'static str, &'static str)> {
    NOUNS.iter().copied().find(|(noun, _)| noun.eq_ignore_ascii_case(word))
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
