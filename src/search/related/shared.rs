//! The words that two theses share, as one of them spells them: the reason why they are near.

use hashbrown::{HashMap, HashSet};

use super::centre::Centre;
use super::model::Model;
use super::terms::{Counter, FIELDS, Term, is_pair, term};
use crate::text::fold::folded;
use crate::text::words::{Script, words};
use crate::thesis::Thesis;

/// The most words that are given as a reason.
const MOST: usize = 4;

/// The words that a thesis shares with the centre: those of which the product of the weights is greatest first.
pub(super) fn shared(centre: &Centre, model: &Model, thesis: Thesis<'_>) -> Vec<String> {
    let terms = model.weights.weigh(&Counter::default().count(thesis));
    let product = |term: &Term, weight: f32| centre.terms.get(term).map(|own| own * weight);
    let mut common: Vec<_> = terms
        .iter()
        .filter_map(|weighed| Some((weighed.term, product(&weighed.term, weighed.weight)?)))
        .collect();
    common.sort_unstable_by(|(a, product_a), (b, product_b)| product_b.total_cmp(product_a).then(a.cmp(b)));
    let wanted: HashSet<Term> = common.iter().map(|&(term, _)| term).collect();
    let spellings = spellings(thesis, &wanted);
    let mut reasons: Vec<String> = Vec::new();
    for (term, _) in common {
        let Some(spelling) = spellings.get(&term) else { continue };
        // Of a run of characters each pair is a term.
        if !reasons
            .iter()
            .any(|reason| reason == spelling || (is_pair(spelling) && reason.contains(spelling.as_str())))
        {
            reasons.push(spelling.clone());
        }
        if reasons.len() == MOST {
            break;
        }
    }
    reasons
}

/// How a thesis spells each of some terms most often, first of equals; of a run of ideographic characters all that
/// hang together.
fn spellings(thesis: Thesis<'_>, wanted: &HashSet<Term>) -> HashMap<Term, String> {
    let mut found: HashMap<Term, Vec<(String, usize)>> = HashMap::new();
    // Titles and keywords have capitals where running text has none.
    for (fields, _) in FIELDS.into_iter().rev() {
        for (text, _) in fields.texts(thesis) {
            each_spelling(text, wanted, |term, spelling| {
                let spellings = found.entry(term).or_default();
                match spellings.iter_mut().find(|(known, _)| known == spelling) {
                    Some((_, count)) => *count += 1,
                    None => spellings.push((spelling.to_owned(), 1)),
                }
            });
        }
    }
    let most = |spellings: Vec<(String, usize)>| {
        spellings.into_iter().rev().max_by_key(|&(_, count)| count).map(|(spelling, _)| spelling)
    };
    found.into_iter().filter_map(|(term, spellings)| Some((term, most(spellings)?))).collect()
}

/// Calls `found` with each place of a text where one of some terms stands.
fn each_spelling(text: &str, wanted: &HashSet<Term>, mut found: impl FnMut(Term, &str)) {
    let folded = folded(text);
    for (range, script) in words(folded.text()) {
        let word = &folded.text()[range.clone()];
        if script == Script::Alphabetic {
            if let Some(term) = term(&mut word.to_owned()).filter(|term| wanted.contains(term)) {
                found(term, &text[folded.source(range)]);
            }
            continue;
        }
        let starts: Vec<_> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let pairs: Vec<_> = starts
            .windows(3)
            .map(|at| {
                (at[0]..at[2], term(&mut word[at[0]..at[2]].to_owned()).filter(|term| wanted.contains(term)))
            })
            .collect();
        for run in pairs.chunk_by(|(_, a), (_, b)| a.is_some() && b.is_some()) {
            let (first, last) = (&run[0].0, &run[run.len() - 1].0);
            let whole = range.start + first.start..range.start + last.end;
            for term in run.iter().filter_map(|&(_, term)| term) {
                found(term, &text[folded.source(whole.clone())]);
            }
        }
    }
}
