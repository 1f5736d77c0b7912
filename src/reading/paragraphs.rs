//! Paragraphs of a mended text: those that it has, and where it has none, a few sentences each.

use std::ops::Range;

use super::outline::Section;
use super::sentences::trimmed;

/// The length of a paragraph that is read with ease, in bytes: five or six sentences.
const USUAL: usize = 700;

/// A paragraph up to this length stays whole.
const LONGEST: usize = 1100;

/// The paragraphs of a text as bytes, in order. They begin at line breaks and at sections; what is longer than is
/// read with ease is parted at the ends of sentences, in parts of like length.
pub fn paragraphs(text: &str, sentences: &[Range<usize>], sections: &[Section]) -> Vec<Range<usize>> {
    let mut breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    breaks.extend(sections.iter().map(|section| section.range.start));
    breaks.extend(sections.iter().map(|section| section.range.end));
    breaks.push(text.len());
    breaks.sort_unstable();
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for end in breaks {
        let block = trimmed(text, start..end.max(start));
        if !block.is_empty() && block.end > start {
            part(sentences, block, &mut paragraphs);
        }
        start = end.max(start);
    }
    paragraphs
}

/// Parts one block at ends of sentences.
fn part(sentences: &[Range<usize>], block: Range<usize>, paragraphs: &mut Vec<Range<usize>>) {
    let count = if block.len() > LONGEST { (block.len() + USUAL / 2) / USUAL } else { 1 };
    let starts: Vec<usize> = sentences
        .iter()
        .map(|sentence| sentence.start)
        .filter(|&at| block.start < at && at < block.end)
        .collect();
    let mut start = block.start;
    for number in 1..count {
        let ideal = block.start + block.len() * number / count;
        let Some(&at) = starts.iter().filter(|&&at| at > start).min_by_key(|&&at| at.abs_diff(ideal)) else {
            break;
        };
        let end =
            sentences.iter().rev().find(|sentence| sentence.start < at).map_or(at, |sentence| sentence.end);
        if end > start {
            paragraphs.push(start..end.min(at));
            start = at;
        }
    }
    paragraphs.push(start..block.end);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sentences::sentences;
    use super::paragraphs;

    fn of(text: &str) -> Vec<&str> {
        paragraphs(text, &sentences(text), &[]).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn short_text_is_one_paragraph_and_breaks_are_kept() {
        assert_eq!(of(""), [""; 0]);
        assert_eq!(of("One. Two."), ["One. Two."]);
        assert_eq!(of("One.\n\nTwo.\nThree. "), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn a_wall_is_parted_at_sentences() {
        let sentence = "This is a sentence of a length that is usual in abstracts, as far as anybody knows. ";
        let text = sentence.repeat(40);
        let got = of(&text);
        assert_eq!(got.len(), 5);
        assert!(got.iter().all(|part| part.starts_with("This is") && part.ends_with("knows.")));
    }

    proptest! {
        #[test]
        fn paragraphs_hold_all_text_in_order(text in "([A-Z][a-z ,]{0,80}[.?!]? ?\n?){0,60}") {
            let mut at = 0;
            for range in paragraphs(&text, &sentences(&text), &[]) {
                prop_assert!(text[at..range.start].trim().is_empty());
                prop_assert!(!text[range.clone()].trim().is_empty());
                at = range.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
