//! What tells theses apart that hold the same words in the same fields: how much else speaks for them.
//!
//! A title that shares its words with a hundred others is the one that is meant if its abstract is about these
//! words. Only the first theses of an answer are looked at, since only these are looked at by a person.

use hashbrown::HashSet;

use super::fields::Fields;
use super::index::MatchedWord;
use super::matching::TypedWord;
use crate::text::readings;
use crate::text::words::{Term, cut};
use crate::thesis::{Field, Thesis};

/// A word that was typed, and the words of the vocabulary that it may mean.
pub(super) struct Meant<'e> {
    typed: &'e TypedWord,
    forms: HashSet<&'e str>,
    /// The bytes with which any of them begins: most words of a text are told by theirs.
    first_bytes: [bool; 256],
}

/// So many places of a word in an abstract count; more say no more.
const PLACES: u32 = 5;
/// What each of them is worth, in the points of `rank`.
const PLACE: u32 = 40;
/// What a word is worth that stands in the keywords or the subject, too.
const ALSO: u32 = 60;

impl<'e> Meant<'e> {
    /// A typed word with the words that match it; `spelled` gives a word by its number.
    pub fn new(typed: &'e TypedWord, matched: &[MatchedWord], spelled: impl Fn(u32) -> &'e str) -> Self {
        let forms: HashSet<_> = matched.iter().map(|&(number, _)| spelled(number)).collect();
        let mut first_bytes = [false; 256];
        for word in forms.iter().copied().chain([typed.text()]) {
            word.bytes().take(1).for_each(|byte| first_bytes[usize::from(byte)] = true);
        }
        Self { typed, forms, first_bytes }
    }

    fn may_be(&self, first_byte: u8) -> bool {
        self.first_bytes[usize::from(first_byte)]
    }

    fn is(&self, word: &str) -> bool {
        word.bytes().next().is_some_and(|byte| self.may_be(byte))
            && (word.starts_with(self.typed.text()) || self.forms.contains(word))
    }
}

/// The points of what else speaks for a thesis. `folded` is a scratch buffer.
pub(super) fn points(thesis: Thesis<'_>, meant: &[Meant<'_>], folded: &mut String) -> u32 {
    let mut counting = Counting { meant, folded, lower: String::new() };
    let mut places = vec![0; meant.len()];
    for (text, _) in Fields::ABSTRACT.texts(thesis) {
        counting.add(text, &mut places);
    }
    let mut points = places.iter().map(|&count| count.min(PLACES)).sum::<u32>() * PLACE;
    for field in about() {
        let mut also = vec![0; meant.len()];
        thesis.values(field).for_each(|text| counting.add(text, &mut also));
        points += also.iter().map(|&count| count.min(1)).sum::<u32>() * ALSO;
    }
    points
}

/// Counts the words of texts that are meant.
struct Counting<'c, 'e> {
    meant: &'c [Meant<'e>],
    /// Scratch buffers.
    folded: &'c mut String,
    lower: String,
}

impl Counting<'_, '_> {
    /// Adds how often a text holds each: of its readings the one that holds more, piece by piece.
    fn add(&mut self, text: &str, counts: &mut [u32]) {
        self.add_words(text, counts);
        for piece in readings::pieces(text) {
            let none = || vec![0; counts.len()];
            let (mut before, mut most) = (none(), none());
            self.add_words(piece, &mut before);
            for other in readings::others(piece) {
                let mut here = none();
                self.add_words(other.text(), &mut here);
                most.iter_mut().zip(here).for_each(|(most, here)| *most = here.max(*most));
            }
            let more = most.into_iter().zip(before).map(|(most, before)| most.saturating_sub(before));
            counts.iter_mut().zip(more).for_each(|(count, more)| *count += more);
        }
    }

    /// Adds how often a text holds each as it stands; from [`PLACES`] on it may count fewer.
    fn add_words(&mut self, text: &str, counts: &mut [u32]) {
        let Self { meant, folded, lower } = self;
        cut(text, folded, |term| {
            let word = match term {
                Term::Folded(word) => word,
                Term::Plain { start, .. }
                    if !meant
                        .iter()
                        .any(|meant| meant.may_be(text.as_bytes()[start].to_ascii_lowercase())) =>
                {
                    return;
                }
                Term::Plain { start, end } => {
                    lower.clear();
                    lower.push_str(&text[start..end]);
                    lower.make_ascii_lowercase();
                    lower.as_str()
                }
            };
            for (count, meant) in counts.iter_mut().zip(*meant) {
                *count += u32::from(*count < PLACES && meant.is(word));
            }
        });
    }
}

/// The fields that say in a few words what a thesis is about: facets that plain words are looked for in.
fn about() -> impl Iterator<Item = Field> {
    Fields::PLAIN.fields().map(|(field, _)| field).filter(|field| field.row().facet)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Meant, points};
    use crate::search::matching::TypedWord;
    use crate::thesis::{Draft, Field, SegmentBuilder};

    #[test]
    fn places_in_the_abstract_keywords_and_subject_speak_for_a_thesis() {
        let typed = TypedWord::new("urban");
        // The vocabulary has one more form that is meant.
        let meant = [Meant::new(&typed, &[(0, typed.match_beginning("urban").unwrap())], |_| "orban")];
        for (draft, expected) in [
            (Draft::default().with(Field::Title, "Urban"), 0),
            (Draft::default().with(Field::Abstract, "An URBAN suburban turban"), 40),
            (Draft::default().with(Field::Abstract, "Orban, “urbanity”, urban"), 120),
            (Draft::default().with(Field::Abstract, "urban ".repeat(9)), 200),
            (Draft::default().with_values(Field::Keywords, ["urban life", "urban", "rural"]), 60),
            (Draft::default().with(Field::Subject, "Urban, urban planning"), 60),
            (
                Draft::default()
                    .with(Field::Subject, "urban")
                    .with_values(Field::Keywords, ["urban"])
                    .with(Field::Abstract, "urban"),
                160,
            ),
        ] {
            let mut builder = SegmentBuilder::default();
            builder.push(&draft, &Path::new("f").into());
            let segment = builder.seal();
            assert_eq!(points(segment.get(0), &meant, &mut String::new()), expected, "{draft:?}");
        }
    }
}
