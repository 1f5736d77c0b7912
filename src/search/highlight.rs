//! Where a text holds what was asked for.

use std::ops::Range;

use super::fields::Fields;
use super::marked::Unloaded;
use super::matching::{Letters, TypedWord};
use super::query::{Clause, Operand, Query, What};
use crate::text::fold::folded;
use crate::text::mapped::Mapped;
use crate::text::readings;
use crate::text::words::{Term, cut, words};
use crate::thesis::{Field, Thesis};

/// A text that is longer is looked through in pieces of this many bytes, or nearly so.
const PIECE: usize = 4096;

impl Query {
    /// The places of a text of this field that answer the query, in bytes, in order and apart from each other.
    pub fn places(&self, text: &str, field: Fields) -> Vec<Range<usize>> {
        let clauses = self.shown(field);
        if clauses.is_empty() || text.is_empty() { Vec::new() } else { places(&clauses, text, field) }
    }

    /// The first of the [`places`](Self::places), or one near it in a text of many pieces.
    pub fn first_place(&self, text: &str, field: Fields) -> Option<Range<usize>> {
        let clauses = self.shown(field);
        if clauses.is_empty() {
            return None;
        }
        let mut start = 0;
        while start < text.len() {
            let near =
                (start + PIECE..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
            let end = text[near..].find(char::is_whitespace).map_or(text.len(), |length| near + length);
            if let Some(place) = places(&clauses, &text[start..end], field).first() {
                return Some(start + place.start..start + place.end);
            }
            start = end;
        }
        None
    }

    /// The abstract and the first place in it that answers the query, where none of the short fields has one.
    pub fn only_in_abstract<'t>(&self, thesis: Thesis<'t>) -> Option<(&'t str, Range<usize>)> {
        if Fields::SHORT.texts(thesis).any(|(text, field)| self.first_place(text, field).is_some()) {
            return None;
        }
        let text = thesis.abstract_text();
        Some((text, self.first_place(text, Fields::ABSTRACT)?))
    }

    /// True where what is known of a thesis that is not loaded answers the whole query. What is not known of it is
    /// not there: a clause on it does not hold. Everything answers an empty query.
    pub fn is_answered_by(&self, known: &Unloaded<'_>) -> bool {
        self.operands().iter().all(|operand| match operand {
            Operand::Clause(clause) => clause.is_answered_by(known),
            Operand::Any(choices) => choices.iter().any(|choice| choice.is_answered_by(known)),
        })
    }

    /// The places of `text` at which its letters match the query's across words, as the loose match has it.
    pub fn loose_places(&self, text: &str) -> Vec<Range<usize>> {
        let folded = folded(text);
        let letters =
            self.letters().map(|letters| super::loose::places(&letters, folded.text())).unwrap_or_default();
        joined(letters.into_iter().map(|at| folded.source(at)).collect())
    }

    /// The clauses that can be seen in a field.
    fn shown(&self, field: Fields) -> Vec<&Clause> {
        let in_field = |clause: &&Clause| match &clause.what {
            What::Word(_, fields)
            | What::Run(_, fields)
            | What::Letters(_, fields)
            | What::Phrase(_, fields) => !clause.negated && !fields.is_apart(field),
            _ => false,
        };
        self.clauses().into_iter().filter(in_field).collect()
    }
}

impl Clause {
    fn is_answered_by(&self, known: &Unloaded<'_>) -> bool {
        let holds = match &self.what {
            What::Word(_, fields)
            | What::Run(_, fields)
            | What::Letters(_, fields)
            | What::Phrase(_, fields) => {
                // Without a word means without what begins with it, as abstracts are searched.
                let like = if self.negated { Fields::ABSTRACT } else { Fields::TITLE };
                !fields.is_apart(Fields::TITLE) && !places(&[self], known.title, like).is_empty()
            }
            What::Beginning(Field::Id, beginning) => is_beginning(known.id, beginning),
            What::Marked(kind, bears) => known.marks.contains(kind) == *bears,
            What::Value(..) | What::Beginning(..) | What::Time(..) => false,
        };
        holds != self.negated
    }
}

/// True where a text as a whole begins with a folded one.
pub(super) fn is_beginning(text: &str, beginning: &str) -> bool {
    readings::any(text, |folded| folded.starts_with(beginning))
}

/// True where the words of a text, in any of its readings, hold a phrase: folded words parted by one space, the last by
/// its beginning.
pub(super) fn holds_phrase(text: &str, phrase: &str) -> bool {
    if phrase.is_ascii() {
        reads_phrase(text, phrase)
            || readings::others(text).iter().any(|other| reads_phrase(other.text(), phrase))
    } else {
        readings::any(text, |folded| !phrase_places(folded, phrase).is_empty())
    }
}

/// True where the words of a text, as it stands, hold a phrase in ASCII.
fn reads_phrase(text: &str, phrase: &str) -> bool {
    // Nearly all phrases, without folding the text: how many words of the phrase end at the last word.
    let words: Vec<_> = phrase.split(' ').collect();
    let (mut begun, mut found) = (Vec::new(), false);
    cut(text, &mut String::new(), |term| {
        let word = match term {
            Term::Plain { start, end } => &text.as_bytes()[start..end],
            Term::Folded(word) => word.as_bytes(),
        };
        let is = |nth: usize| {
            let (wanted, last) = (words[nth].as_bytes(), nth + 1 == words.len());
            (last || word.len() == wanted.len())
                && word.get(..wanted.len()).is_some_and(|head| head.eq_ignore_ascii_case(wanted))
        };
        begun.retain_mut(|matched: &mut usize| {
            *matched += 1;
            let holds = is(*matched - 1);
            found |= holds && *matched == words.len();
            holds && *matched < words.len()
        });
        if is(0) {
            found |= words.len() == 1;
            begun.extend((words.len() > 1).then_some(1));
        }
    });
    found
}

/// The places in a text, in any of its readings.
fn places(clauses: &[&Clause], text: &str, field: Fields) -> Vec<Range<usize>> {
    let mut found = places_in(clauses, &folded(text), field);
    for other in readings::others(text) {
        let places = places_in(clauses, &folded(other.text()), field);
        found.extend(places.into_iter().map(|at| other.source(at)));
    }
    joined(found)
}

/// The places in the source of a folded text, in whatever order.
fn places_in(clauses: &[&Clause], folded: &Mapped<'_>, field: Fields) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let all = words(folded.text()).map(|(range, _)| (range.clone(), Letters::of(&folded.text()[range])));
    let all: Vec<_> = all.collect();
    for clause in clauses {
        match &clause.what {
            What::Word(typed, _) => {
                for (range, letters) in &all {
                    let word = &folded.text()[range.clone()];
                    word_places(typed, word, *letters, field, &mut |at| {
                        found.push(range.start + at.start..range.start + at.end);
                    });
                }
            }
            What::Run(letters, _) | What::Letters(letters, _) => {
                found.extend(
                    folded.text().match_indices(letters.as_str()).map(|(at, letters)| at..at + letters.len()),
                );
            }
            What::Phrase(phrase, _) => found.extend(phrase_places(folded.text(), phrase)),
            What::Value(..) | What::Beginning(..) | What::Time(..) | What::Marked(..) => {}
        }
    }
    found.into_iter().map(|at| folded.source(at)).collect()
}

/// The places of a phrase in a folded text, from the beginning of its first word to the end of what it says of
/// the last.
fn phrase_places(folded: &str, phrase: &str) -> Vec<Range<usize>> {
    // The words alone, parted by spaces, and where each of their bytes stands in the text.
    let (mut plain, mut origins) = (String::with_capacity(folded.len()), Vec::new());
    for (range, _) in words(folded) {
        if !plain.is_empty() {
            plain.push(' ');
            origins.push(range.start);
        }
        plain.push_str(&folded[range.clone()]);
        origins.extend(range);
    }
    let ideographic = |at: usize| phrase[at..].chars().next().is_some_and(crate::text::words::is_ideographic);
    let places = plain.match_indices(phrase).filter_map(|(at, found)| {
        let begins = at == 0 || plain.as_bytes()[at - 1] == b' ' || ideographic(0);
        begins.then(|| origins[at]..origins[at + found.len() - 1] + 1)
    });
    places.collect()
}

/// Calls `found` with the bytes of `word` that the typed letters stand for.
fn word_places(
    typed: &TypedWord,
    word: &str,
    letters: Letters,
    field: Fields,
    found: &mut dyn FnMut(Range<usize>),
) {
    let matched =
        if field == Fields::ABSTRACT { typed.match_beginning(word) } else { typed.match_word(word, letters) };
    if matched.is_none() {
        return;
    }
    let places = typed.places(word);
    let chars = word.char_indices().enumerate().filter(|(number, _)| places.binary_search(number).is_ok());
    // Neighbours are one place, with what stands between them in the source.
    joined(chars.map(|(_, (at, c))| at..at + c.len_utf8()).collect()).into_iter().for_each(found);
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
    use crate::search::{Fields, MarkKind, Query, Unloaded};
    use crate::text::fold::fold;

    fn shown(query: &str, text: &str, field: Fields) -> String {
        let mut shown = text.to_owned();
        for place in Query::parse(query).unwrap().places(text, field).into_iter().rev() {
            shown.insert(place.end, ']');
            shown.insert(place.start, '[');
        }
        shown
    }

    #[test]
    fn what_was_found_is_shown() {
        let (title, long) = (Fields::TITLE, Fields::ABSTRACT);
        for (query, field, expected) in [
            ("gov party", title, "The [Party] [Gov]erns"),
            ("govrnance", title, "Good [gov]e[rnance]"),
            ("govrnance", long, "Good governance"),
            ("gover", long, "Good [gover]nance"),
            ("governence", title, "Good [governance]"),
            ("muller", title, "H. [Müller]"),
            ("区治", title, "城市社[区治]理"),
            ("community comm", title, "[Communities]"),
            ("", title, "text"),
            ("\"last mil\"", long, "the [last-mil]e, at last, a mile"),
            ("'over", title, "g[over]ning [over] a pull[over]"),
            ("by:party", title, "The Party"),
            ("-party law", title, "Party [law]"),
            ("rural | (law (party | -x))", title, "[Party] [law]"),
            ("-(law | rural) (party)", title, "[Party] law"),
            ("us policy", long, "the [U.S] [policy], a bus"),
            ("phd groess", title, "A [Ph.D]. of [Größe]"),
            ("\"us policy\" 'oess", long, "[U.S. policy], Gr[öß]e"),
            ("★ '%", title, "a [★] of 5 [%]"),
            ("\"区治理 党\"", title, "社[区治理,党]建"),
        ] {
            let text = expected.replace(['[', ']'], "");
            assert_eq!(shown(query, &text, field), expected, "{query}");
        }
    }

    #[test]
    fn the_first_place_of_a_long_text_is_found_in_its_pieces() {
        let text = format!("{} urbane {}", "nothing here, é. ".repeat(2000), "urban ".repeat(10));
        let query = Query::parse("urban").unwrap();
        let place = query.first_place(&text, Fields::ABSTRACT).unwrap();
        assert_eq!((&text[place.clone()], text.find("urban")), ("urban", Some(place.start)));
        assert_eq!(query.first_place("rural", Fields::ABSTRACT), None);
    }

    #[test]
    fn what_is_known_of_a_thesis_that_is_not_loaded_answers_or_does_not() {
        let known = Unloaded { id: "2556Ab", title: &fold("Urban Life"), marks: &[MarkKind::Bookmarked] };
        for (query, answers) in [
            ("", true),
            ("urban life", true),
            ("urban -life", false),
            ("urbn -rural", true),
            ("urban -lifa", true),
            ("\"life urban\"", false),
            ("title:life", true),
            ("by:life", false),
            ("-by:life", true),
            ("is:bookmarked", true),
            ("-is:bookmarked", false),
            ("id:2556a life", true),
            ("id:56", false),
            ("-id:2556", false),
            ("year:2020", false),
            ("-year:2020 -degree:master", true),
            ("country:china", false),
            ("rural | life", true),
            ("rural | by:life", false),
            ("-(rural | law) (country:china | is:bookmarked)", true),
            ("-(urban life)", false),
        ] {
            assert_eq!(Query::parse(query).unwrap().is_answered_by(&known), answers, "{query}");
        }
        assert!(!Query::parse("is:bookmarked").unwrap().is_answered_by(&Unloaded { marks: &[], ..known }));
    }
}
