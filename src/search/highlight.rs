//! Where a text holds what was asked for.

use std::ops::Range;

use super::matching::{Letters, TypedWord};
use super::query::{Clause, Query};
use super::words::{Script, words};
use crate::thesis::fold::{Folded, fold};

/// How a text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Searched {
    /// Fuzzily: title, keywords, subject and candidate.
    Short,
    /// By the words' beginnings: the abstract.
    Long,
}

impl Query {
    /// The places of `text` that answer the query, in bytes, in order and apart from each other.
    pub fn places(&self, text: &str, searched: Searched) -> Vec<Range<usize>> {
        if self.is_empty() || text.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let mut places = Vec::new();
        for (range, script) in words(&folded.text) {
            let word = &folded.text[range.clone()];
            for clause in self.clauses() {
                match (clause, script) {
                    (Clause::Word(typed), Script::Alphabetic) => {
                        word_places(typed, word, searched, &mut |found| {
                            places.push(folded.source(range.start + found.start, range.start + found.end));
                        });
                    }
                    (Clause::Run(run), Script::Ideographic) => {
                        let found = word.match_indices(run.as_str()).map(|(at, run)| at..at + run.len());
                        places.extend(
                            found.map(|at| folded.source(range.start + at.start, range.start + at.end)),
                        );
                    }
                    _ => {}
                }
            }
        }
        joined(places)
    }

    /// True where a short text alone answers the whole query. Every text answers an empty one.
    pub fn is_answered_by(&self, text: &str) -> bool {
        let folded = fold(text);
        let holds = |clause: &Clause| {
            words(&folded).any(|(range, _)| match clause {
                Clause::Word(typed) => {
                    typed.match_word(&folded[range.clone()], Letters::of(&folded[range])).is_some()
                }
                Clause::Run(run) => folded[range].contains(run.as_str()),
            })
        };
        self.clauses().iter().all(holds)
    }

    /// The places of `text` at which its letters match the query's across words, as the loose match has it.
    pub fn loose_places(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(text);
        let letters = super::loose::places(&self.letters(), &folded.text);
        joined(letters.into_iter().map(|at| folded.source(at.start, at.end)).collect())
    }
}

/// Calls `found` with the bytes of `word` that the typed letters stand for.
fn word_places(typed: &TypedWord, word: &str, searched: Searched, found: &mut dyn FnMut(Range<usize>)) {
    let matched = match searched {
        Searched::Short => typed.match_word(word, Letters::of(word)),
        Searched::Long => typed.match_beginning(word),
    };
    if matched.is_none() {
        return;
    }
    let places = typed.places(word);
    for (number, (at, c)) in word.char_indices().enumerate() {
        if places.binary_search(&number).is_ok() {
            found(at..at + c.len_utf8());
        }
    }
}

/// The places in order, those that touch or overlap made one.
fn joined(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_unstable_by_key(|place| (place.start, place.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match joined.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => joined.push(place),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::Searched::{self, *};
    use crate::search::Query;

    fn shown(query: &str, text: &str, searched: Searched) -> String {
        let mut shown = text.to_owned();
        for place in Query::parse(query).unwrap().places(text, searched).into_iter().rev() {
            shown.insert(place.end, ']');
            shown.insert(place.start, '[');
        }
        shown
    }

    #[test]
    fn what_was_found_is_shown() {
        for (query, text, searched, expected) in [
            ("gov party", "The Party Governs", Short, "The [Party] [Gov]erns"),
            ("govrnance", "Good governance", Short, "Good [gov][rnance]"),
            ("govrnance", "Good governance", Long, "Good governance"),
            ("gover", "Good governance", Long, "Good [gover]nance"),
            ("muller", "H. Müller", Short, "H. [Müller]"),
            ("区治", "城市社区治理", Long, "城市社[区治]理"),
            ("community comm", "Communities", Short, "[Comm]unities"),
            ("", "text", Short, "text"),
        ] {
            let expected = expected.replace("[gov][rnance]", "[gov]e[rnance]");
            assert_eq!(shown(query, text, searched), expected, "{query}");
        }
    }
}
