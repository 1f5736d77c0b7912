//! Turns: the sentences that tell the aim, the method, the result or the conclusion, where the words are sure.

use std::ops::Range;

/// What a sentence tells of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// What was asked: `The purpose of this study`, `This paper explores`.
    Aim,
    /// How it was asked: `Taking M community as a case`, `Data were collected`.
    Method,
    /// What was found: `It is found that`, `The results show`.
    Result,
    /// What follows from it: `This paper puts forward`, `In conclusion`.
    Conclusion,
}

impl Turn {
    /// The word for the margin.
    pub fn word(self) -> &'static str {
        match self {
            Self::Aim => "aim",
            Self::Method => "method",
            Self::Result => "result",
            Self::Conclusion => "conclusion",
        }
    }
}

/// What a work calls itself.
const WORKS: &str = "study|thesis|dissertation|paper|research|article|work|project|treatise|essay";

/// Turns of speech. `{work}` is any of [`WORKS`]; a slash parts words of which one stands there. Those that begin
/// with `^` stand at the beginning of a sentence, others within its first clause.
const TURNS: &[(Turn, &str)] = &[
    (Turn::Aim, "^the purpose/aim/goal/objective/purposes/aims/goals/objectives of this/the {work}"),
    (Turn::Aim, "^the main/primary/overall/overarching purpose/aim/goal/objective of this/the {work}"),
    (
        Turn::Aim,
        "this {work} explores/examines/investigates/studies/addresses/asks/considers/aims/seeks/attempts",
    ),
    (
        Turn::Aim,
        "this {work} analyzes/analyses/discusses/focuses/proposes/evaluates/develops/intends/tries/sought",
    ),
    (Turn::Aim, "this {work} explored/examined/investigated/aimed/attempted/addressed/sought"),
    (Turn::Aim, "in this {work} i/we explore/examine/investigate/study/ask/analyze/develop/propose/present"),
    (Turn::Aim, "^i/we aim/seek to"),
    (
        Turn::Aim,
        "^the present/current {work} explores/examines/investigates/aims/examined/explored/investigated/sought",
    ),
    (Turn::Method, "^taking"),
    (Turn::Method, "^data were/was collected/obtained/gathered/analyzed"),
    (Turn::Method, "^participants were/completed/included/took"),
    (
        Turn::Method,
        "^this {work} uses/used/employs/employed/adopts/adopted/utilizes/utilized/applies/applied",
    ),
    (Turn::Method, "^semi-structured interviews"),
    (Turn::Method, "^using a/an/the/data/survey/qualitative/quantitative"),
    (Turn::Method, "^i/we use/used/employ/employed/conducted/interviewed/surveyed/collected"),
    (Turn::Method, "^a survey/questionnaire/sample of/was"),
    (Turn::Result, "^it is/was found that"),
    (
        Turn::Result,
        "^the results/findings/analyses/data show/showed/indicate/indicated/suggest/suggested/reveal/revealed",
    ),
    (Turn::Result, "^the results/findings demonstrate/demonstrated/of"),
    (
        Turn::Result,
        "^results/findings/analyses show/showed/indicate/indicated/suggest/suggested/reveal/revealed",
    ),
    (Turn::Result, "^results/findings demonstrate/demonstrated/from/of"),
    (Turn::Result, "^i/we find/found that"),
    (
        Turn::Result,
        "^our results/findings show/showed/indicate/indicated/suggest/suggested/reveal/revealed/demonstrate",
    ),
    (Turn::Result, "this {work} finds/found/shows/showed/reveals that"),
    (Turn::Conclusion, "this {work} puts forward"),
    (Turn::Conclusion, "this {work} concludes/concluded/argues/contributes/recommends/suggests"),
    (Turn::Conclusion, "^in conclusion"),
    (Turn::Conclusion, "^it is concluded that"),
    (Turn::Conclusion, "^these results/findings suggest/indicate/have/highlight/provide"),
];

/// The sentences that tell a turn, in order.
pub fn turns(text: &str, sentences: &[Range<usize>]) -> Vec<(Turn, Range<usize>)> {
    let told =
        sentences.iter().filter_map(|sentence| Some((turn(&text[sentence.clone()])?, sentence.clone())));
    told.collect()
}

/// What a sentence tells; of several turns the first in it.
fn turn(sentence: &str) -> Option<Turn> {
    const FIRST_WORDS: usize = 60;
    let words: Vec<String> = sentence
        .split_whitespace()
        .take(FIRST_WORDS)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    // `Finally, the results show` tells as `The results show` does.
    let skipped =
        ["finally", "overall", "lastly", "thus", "therefore", "furthermore", "moreover", "additionally"];
    let begin = usize::from(words.first().is_some_and(|word| skipped.contains(&word.as_str())));
    (begin..words.len()).find_map(|at| {
        TURNS.iter().find(|(_, turn)| tells(turn, &words[at..], at == begin)).map(|(turn, _)| *turn)
    })
}

/// True where words begin with a turn of speech.
fn tells(turn: &str, words: &[String], begins: bool) -> bool {
    let (turn, bound) = turn.strip_prefix('^').map_or((turn, false), |turn| (turn, true));
    let mut words = words.iter();
    (!bound || begins)
        && turn.split(' ').all(|expected| {
            words.next().is_some_and(|word| match expected {
                "{work}" => WORKS.split('|').any(|work| work == word),
                _ => expected.split('/').any(|one| one == word),
            })
        })
}

#[cfg(test)]
mod tests {
    use super::{Turn, turn};

    #[test]
    fn sentences_tell_where_the_words_are_sure() {
        for (sentence, expected) in [
            ("The purpose of this study is to see.", Some(Turn::Aim)),
            ("Based on theory, this paper analyzes the causes.", Some(Turn::Aim)),
            ("Taking M community in J city as a case, this paper explores the process.", Some(Turn::Method)),
            ("It is found that there are problems.", Some(Turn::Result)),
            ("Overall, the results suggest that it is so.", Some(Turn::Result)),
            (
                "Based on experience, this paper puts forward that they should play roles.",
                Some(Turn::Conclusion),
            ),
            ("In conclusion, more is needed.", Some(Turn::Conclusion)),
            ("The community is the basic unit.", None),
            ("Results of elections are public.", Some(Turn::Result)),
            ("They say that the purpose of this study is unclear.", None),
            ("", None),
        ] {
            assert_eq!(turn(sentence), expected, "{sentence}");
        }
    }
}
