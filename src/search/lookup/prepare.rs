//! Turns the clauses of a query into what is looked up: the words of the vocabularies that each means.

use crate::search::cancel::Cancel;
use crate::search::fields::Fields;
use crate::search::index::{Index, Words};
use crate::search::marked::Marked;
use crate::search::matching::{Closeness, WordMatch};
use crate::search::query::{Clause, Operand, Query, What};
use crate::search::scan::Needle;
use crate::text::words::{self, Script};

const WHOLE: WordMatch = WordMatch { closeness: Closeness::Whole, percent: 100 };
pub(super) const BEGINNING: WordMatch = WordMatch { closeness: Closeness::Beginning, percent: 100 };

/// An operand, ready to be looked up.
pub(super) enum Prepared<'q> {
    Clause(PreparedClause<'q>),
    /// One of these, each with all of its operands.
    Any(Vec<Vec<Self>>),
}

/// A clause, ready to be looked up.
pub(super) struct PreparedClause<'q> {
    pub clause: &'q Clause,
    pub test: Test<'q>,
}

/// The clauses of some operands, those of choices too.
pub(super) fn clauses<'p, 'q>(operands: &'p [Prepared<'q>]) -> Vec<&'p PreparedClause<'q>> {
    let each = operands.iter().flat_map(|operand| match operand {
        Prepared::Clause(clause) => vec![clause],
        Prepared::Any(choices) => choices.iter().flat_map(|choice| clauses(choice)).collect(),
    });
    each.collect()
}

/// What a thesis has to stand up to.
pub(super) enum Test<'q> {
    /// A thesis has to hold one word of each in these fields, of which there may be none, and stand up to a look at its
    /// text.
    Words { words: Vec<Wanted>, fields: Fields, verify: Option<Verify<'q>> },
    /// What a look at the thesis tells.
    Thesis(&'q What),
    /// Whether each thesis of the collection bears a mark.
    Marked(Vec<bool>),
}

impl Test<'_> {
    fn words(fields: Fields, wanted: Wanted) -> Self {
        Self::Words { words: vec![wanted], fields, verify: None }
    }
}

/// The words of both vocabularies that are meant.
pub(super) struct Wanted {
    pub short: Words,
    pub abstracts: Words,
    /// What abstracts hold that are not indexed yet.
    pub needle: Needle,
}

/// What the index cannot tell.
pub(super) enum Verify<'q> {
    /// The folded text holds these letters.
    Letters(Needle),
    /// The words of the text, parted by spaces, hold this phrase. It stands so in nearly every text that does,
    /// which the needle tells many times faster.
    Phrase(&'q str, Needle),
}

/// What a text holds that holds a word with this beginning: ideographs stand inside a run, too.
fn needle(word: &str) -> Needle {
    let inside = word.chars().next().is_some_and(words::is_ideographic);
    if inside { Needle::phrase(word) } else { Needle::beginning(word) }
}

/// What the clauses are prepared from.
pub(super) struct Preparing<'e> {
    pub index: &'e Index,
    pub marked: &'e Marked,
    /// How many rows the collection has.
    pub rows: usize,
    pub cancel: &'e Cancel,
}

impl<'e> Preparing<'e> {
    /// The operands of a query with the words that their clauses mean; `None` where it was cancelled.
    pub fn prepared(&self, query: &'e Query) -> Option<Vec<Prepared<'e>>> {
        let each = query.operands().iter().map(|operand| match operand {
            Operand::Clause(clause) => {
                let test = self.test(clause);
                self.cancel.check()?;
                Some(Prepared::Clause(PreparedClause { clause, test }))
            }
            Operand::Any(choices) => {
                let choices = choices.iter().map(|choice| self.prepared(choice));
                Some(Prepared::Any(choices.collect::<Option<_>>()?))
            }
        });
        each.collect()
    }

    fn test(&self, clause: &'e Clause) -> Test<'e> {
        match &clause.what {
            // Without a word means without what begins with it; a slip is no reason to leave a thesis out.
            What::Word(typed, fields) if clause.negated => {
                Test::words(*fields, self.beginning_with(typed.text(), BEGINNING))
            }
            What::Word(typed, fields) if !typed.forgives() => {
                Test::words(*fields, self.beginning_with(typed.text(), BEGINNING))
            }
            What::Word(typed, fields) => {
                let short =
                    self.index.short.matching(|word, letters| typed.match_word(word, letters), self.cancel);
                let abstracts = self.index.abstracts.beginning_with(typed.text(), WHOLE, BEGINNING);
                Test::words(*fields, Wanted { short, abstracts, needle: Needle::beginning(typed.text()) })
            }
            What::Run(run, fields) => self.run(run, *fields),
            What::Letters(letters, fields) => self.letters(letters, *fields),
            What::Phrase(phrase, fields) => self.phrase(phrase, *fields),
            What::Marked(kind, is_borne) => {
                let mut bears = vec![!is_borne; self.rows];
                for row in self.marked.rows(*kind) {
                    if let Some(bears) = bears.get_mut(row.0 as usize) {
                        *bears = *is_borne;
                    }
                }
                Test::Marked(bears)
            }
            other => Test::Thesis(other),
        }
    }

    /// The words of both vocabularies that begin so; the longer ones match like `beginning`.
    fn beginning_with(&self, text: &str, beginning: WordMatch) -> Wanted {
        let Index { short, abstracts, .. } = self.index;
        Wanted {
            short: short.beginning_with(text, WHOLE, beginning),
            abstracts: abstracts.beginning_with(text, WHOLE, beginning),
            needle: needle(text),
        }
    }

    /// A word of both vocabularies.
    fn word(&self, word: &str) -> Wanted {
        let Index { short, abstracts, .. } = self.index;
        // A look at the text tells where the word ends.
        Wanted {
            short: short.find(word, WHOLE),
            abstracts: abstracts.find(word, WHOLE),
            needle: needle(word),
        }
    }

    /// The words of both vocabularies that hold these letters.
    fn holding(&self, letters: &str) -> Wanted {
        let accept = |word: &str, _| word.contains(letters).then_some(WHOLE);
        let Index { short, abstracts, .. } = self.index;
        let needle = Needle::phrase(letters);
        Wanted {
            short: short.matching(accept, self.cancel),
            abstracts: abstracts.matching(accept, self.cancel),
            needle,
        }
    }

    /// A run of characters: a thesis holds each pair of neighbours, and then the run itself.
    fn run(&self, run: &'e str, fields: Fields) -> Test<'e> {
        let count = run.chars().count();
        let pairs = words::pairs(run).take(count.max(2) - 1);
        let words = pairs.map(|pair| {
            // A single character stands at the beginning of a pair, or alone at the end of a run.
            if count == 1 { self.beginning_with(pair, WHOLE) } else { self.word(pair) }
        });
        let verify = (count > 2).then_some(Verify::Letters(Needle::phrase(run)));
        Test::Words { words: words.collect(), fields, verify }
    }

    /// Letters as they stand: a thesis holds a word with each piece of them, and then all together.
    fn letters(&self, letters: &'e str, fields: Fields) -> Test<'e> {
        let pieces: Vec<_> = words::words(letters).collect();
        let wanted = pieces.iter().flat_map(|(range, script)| match script {
            Script::Alphabetic => vec![&letters[range.clone()]],
            Script::Ideographic => words::pairs(&letters[range.clone()]).collect(),
        });
        let words: Vec<_> = wanted.map(|piece| self.holding(piece)).collect();
        let whole = pieces.len() == 1 && pieces[0].0.len() == letters.len() && words.len() == 1;
        Test::Words { words, fields, verify: (!whole).then_some(Verify::Letters(Needle::phrase(letters))) }
    }

    /// Words one after another: a thesis holds each of them, the last by its beginning, and then the phrase.
    fn phrase(&self, phrase: &'e str, fields: Fields) -> Test<'e> {
        let mut terms = Vec::new();
        words::terms(phrase, |term| terms.push(term));
        let last = terms.len() - 1;
        let wanted = terms
            .iter()
            .enumerate()
            .map(|(at, term)| if at == last { self.beginning_with(term, WHOLE) } else { self.word(term) });
        let verify = (terms.len() > 1).then(|| Verify::Phrase(phrase, Needle::beginning(phrase)));
        Test::Words { words: wanted.collect(), fields, verify }
    }
}
