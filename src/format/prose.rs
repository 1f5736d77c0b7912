//! What a text without any label of a page is: an abstract that lost its page, or no thesis.
//!
//! Owns the guess. It errs on the side of not loading: a person is told, and nothing is lost.

use std::borrow::Cow;

use super::kind;

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// One paragraph of prose.
    Abstract,
    /// Something else: why, for a person, and the line that shows it, counted from 0.
    Other(Cow<'static, str>, usize),
}

/// The least bytes of an abstract without a page around it: about ten words.
const SHORTEST: usize = 60;

/// The fewest columns of a line of a paragraph that was wrapped, but for its last.
const WRAPPED: usize = 40;

const TOO_LITTLE: &str = "too little text for a thesis page";
const NO_PROSE: &str = "text that does not read as an abstract";

/// Judges a text that is all that its file holds.
pub(super) fn judge(text: &str) -> Verdict {
    let blank = text.lines().take_while(|line| line.trim().is_empty()).count();
    if text.trim().is_empty() {
        return other("it is empty");
    }
    if let Some(known) = kind::find(text) {
        return Verdict::Other(known.reason().into(), known.line);
    }
    let text = text.trim();
    let here = |reason: &'static str| Verdict::Other(reason.into(), blank);
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    if let Some(apart) = lines.iter().position(|line| line.is_empty()) {
        return Verdict::Other("text of several paragraphs, not a thesis page".into(), blank + apart);
    }
    let wrapped = lines.split_last().is_none_or(|(_, rest)| rest.iter().all(|line| columns(line) >= WRAPPED));
    if !wrapped {
        return here("several lines of text, not a thesis page");
    }
    if text.len() < SHORTEST {
        return here(TOO_LITTLE);
    }
    // A title or a name may be as long.
    if !has_sentence(text) {
        return here("a line without a sentence, not a thesis page");
    }
    match judge_prose(text) {
        Verdict::Other(reason, _) => Verdict::Other(reason, blank),
        Verdict::Abstract => Verdict::Abstract,
    }
}

/// The signs with which sentences end, and parts of them.
const ENDS: [char; 9] = ['.', '!', '?', ';', '。', '！', '？', '；', '．'];

/// True where a text holds the end of a sentence.
pub(super) fn has_sentence(text: &str) -> bool {
    text.contains(ENDS)
}

/// True where a text ends as a sentence does. Titles may end with a question.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '。', '；', ';'])
}

/// True where a line among other lines can be nothing but an abstract: it is longer than any title, or long and of
/// several sentences, the last of which ends.
pub(super) fn is_paragraph(line: &str) -> bool {
    const LONG: usize = 150;
    const LONGER_THAN_A_TITLE: usize = 600;
    if line.len() < LONG {
        return false;
    }
    let length = line.chars().count();
    let sentences = || ends_sentence(line) && line.trim_end_matches(ENDS).contains(ENDS);
    length > LONGER_THAN_A_TITLE || length >= LONG && sentences()
}

/// True where what stands in a cell among other lines can be nothing but an abstract.
pub(super) fn is_cell(text: &str) -> bool {
    text.len() >= SHORTEST && judge_cell(text) == Verdict::Abstract
}

/// Judges what stands between the bars of `| abstract |`, which is likelier to be one.
pub(super) fn judge_cell(text: &str) -> Verdict {
    if text.contains(" | ") || text.contains("\n|") {
        return other("a table of values, not a thesis page");
    }
    if text.split_whitespace().count() < 3 && !has_wide(text) {
        return other(TOO_LITTLE);
    }
    judge_prose(text)
}

fn judge_prose(text: &str) -> Verdict {
    let visible = text.chars().filter(|c| !c.is_whitespace());
    let (mut letters, mut all) = (0, 0);
    for c in visible {
        letters += usize::from(c.is_alphabetic());
        all += 1;
    }
    let spaces = text.bytes().filter(u8::is_ascii_whitespace).count();
    // Even words that were glued together where lines ended are far shorter than 60 letters on average.
    let words = has_wide(text) || (spaces + 1) * 60 >= text.len();
    if letters * 10 >= all * 6 && words { Verdict::Abstract } else { other(NO_PROSE) }
}

/// Something else, as the first line shows.
fn other(reason: &'static str) -> Verdict {
    Verdict::Other(reason.into(), 0)
}

/// True where a text has Chinese, Japanese or Korean characters, which need no spaces.
fn has_wide(text: &str) -> bool {
    text.chars().any(is_wide)
}

/// True of Chinese, Japanese and Korean characters and their punctuation.
pub(super) fn is_wide(c: char) -> bool {
    ('\u{2e80}'..'\u{fff0}').contains(&c) && !('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// About how many columns a line takes.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge, judge_cell};

    #[test]
    fn one_paragraph_of_prose_is_an_abstract() {
        for text in [
            "Community governance,as the basis of national governance,has gradually become an important part.",
            "[Objective] To study the effect of tea.[Methods] We asked 200 people in three towns of Fujian.",
            "本文以社区治理为研究对象，分析了基层党组织在社区治理中的作用，并提出了相应的对策建议。",
            "We study photoproduction of $K^0\\bar K^0$ through the $K_SK_Lp$ final states with the GlueX data set.",
            "The abstract of a damaged page may well run on over several lines,as it does in this\nexample,which \
             was wrapped by somebody's mail program at a width of eighty columns and then\nsaved.",
            "茶馆与渡口都是人们等候和谈话的地方，本文比较两者在县城生活中的作用，\n并讨论它们在二十世纪的变迁。",
            "<The Twelve Paintings> is a novel about twelve paintings,and this thesis is about that novel.",
            "Import substitution was tried in 1955 (see chapter 3) and again in 1974; both attempts are compared here.",
        ] {
            assert_eq!(judge(text), Verdict::Abstract, "{text}");
            assert_eq!(judge_cell(text), Verdict::Abstract, "{text}");
        }
    }

    #[test]
    fn other_texts_are_not() {
        for (text, what, line) in [
            ("", "it is empty", 0),
            ("hello", "too little text", 0),
            (
                "One paragraph of prose is here.\n\nAnother paragraph of prose is there.",
                "several paragraphs",
                1,
            ),
            (
                "A Study On The Maintenance And Renewal Of Wooden Covered Bridges In Qingxi",
                "without a sentence",
                0,
            ),
            (
                "木廊桥的维护与更新研究。\n作者不详。\n清溪县的木廊桥多雨。\n本文研究其维护。",
                "several lines",
                0,
            ),
            (&"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo.".repeat(9), "does not read as an abstract", 0),
        ] {
            let Verdict::Other(words, at) = judge(text) else { panic!("{text}") };
            assert!(words.contains(what) && at == line, "{text}: {words} at {at}");
        }
        assert!(matches!(judge_cell("Name | Age |\n| Ann | 3"), Verdict::Other(..)));
    }
}
