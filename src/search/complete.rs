//! What a query that is still typed can go on with: the names of fields, and the values that theses have.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashMap;

use super::cancel::Cancel;
use super::fields::time;
use super::marked;
use super::query::{Asked, Lexeme, around_colon, field_names, first_len, first_sign, lexemes, sign};
use super::threads;
use crate::text::fold::fold;
use crate::text::readings;
use crate::thesis::{Collection, Field, Segment, Shape};

/// The part of a query's text that is still to be completed, just before the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The bytes of the text that a candidate takes the place of.
    pub at: Range<usize>,
    /// What is typed of it, folded.
    pub beginning: String,
    /// What belongs there.
    pub filling: Filling,
}

/// What belongs into a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// The name of a field, with its colon.
    Field,
    /// A mark, behind the name of this field.
    Mark(&'static str),
    /// A value that a thesis has in this field; of a date its year.
    Value(Field),
    /// The year of the degree, or of posting.
    Year,
}

/// Theses between cancellation checks.
const CHECK_EVERY: usize = 4096;

impl Gap {
    /// The gap before the cursor, a byte of the text between two characters; `None` inside of a word, and
    /// where anything may stand.
    ///
    /// ```
    /// use theses::search::{Filling, Gap};
    /// use theses::thesis::Field;
    ///
    /// let gap = Gap::before("urban degree:ma", 15).expect("a value is missing");
    /// assert_eq!((gap.at.clone(), gap.filling), (13..15, Filling::Value(Field::Degree)));
    /// assert_eq!(gap.fill("urban degree:ma", "Master of Arts").0, "urban degree:\"Master of Arts\"");
    /// ```
    pub fn before(text: &str, cursor: usize) -> Option<Self> {
        let (typed, rest) = text.split_at_checked(cursor)?;
        let start = last_clause(typed);
        // A phrase that is closed already is completed whole.
        let phrase = lexemes(text).flatten().find_map(|lexeme| match lexeme {
            Lexeme::Clause(token) if token.whole.start == start && token.whole.end > cursor => {
                token.is_closed_phrase().then_some(token.whole)
            }
            _ => None,
        });
        let ends = |c: char| c.is_whitespace() || matches!(first_sign(rest), Some(')' | '|'));
        let end = match phrase {
            Some(whole) => whole.end,
            None if rest.chars().next().is_none_or(ends) => cursor,
            None => return None,
        };
        let clause = &typed[start..];
        let is_negated = first_sign(clause) == Some('-');
        let clause_start = start + if is_negated { first_len(clause) } else { 0 };
        let Some((name, value)) = around_colon(&typed[clause_start..]) else {
            let beginning = fold(&typed[clause_start..]);
            let is_word = !beginning.starts_with(['"', '\'']);
            return is_word.then_some(Self { at: clause_start..end, beginning, filling: Filling::Field });
        };
        let lower = name.to_lowercase();
        let asked = Asked::named(&lower)?;
        let filling = filling(asked).filter(|_| first_sign(value) != Some('\''))?;
        // Of a range of times its end is completed.
        let before = value.rfind("..").filter(|_| asked.is_time()).map_or(0, |dots| dots + "..".len());
        let at = cursor - value.len() + before..end;
        let beginning = fold(&value[before..]).trim_matches('"').trim_start().to_owned();
        Some(Self { at, beginning, filling })
    }

    /// The candidates that need no look at any thesis, in the order in which they are offered; `None` where
    /// the [engine](super::Engine::completions) has to be asked.
    pub fn candidates(&self) -> Option<Vec<String>> {
        let words: Vec<String> = match self.filling {
            Filling::Field => field_names().map(|name| format!("{name}:")).collect(),
            Filling::Mark(field) => marked::words(field).map(str::to_owned).collect(),
            Filling::Value(_) | Filling::Year => return None,
        };
        Some(words.into_iter().filter(|word| word.starts_with(&self.beginning)).collect())
    }

    /// The text with a candidate in the gap, in quotation marks where it needs them, and the byte behind it.
    pub fn fill(&self, text: &str, candidate: &str) -> (String, usize) {
        // A quotation mark within a phrase would end it; what stands around it is found without it.
        let plain = candidate.replace('"', " ");
        let protects = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|');
        let quoted = plain.contains(protects) || plain.starts_with('\'');
        let inserted = if quoted { format!("\"{}\"", plain.trim()) } else { plain };
        let filled = format!("{}{inserted}{}", &text[..self.at.start], &text[self.at.end..]);
        (filled, self.at.start + inserted.len())
    }
}

/// Where the clause begins that ends with the text; the end of the text where there is none.
fn last_clause(text: &str) -> usize {
    let last =
        lexemes(text).last().map(|lexeme| lexeme.map_or_else(|error| error.at, |lexeme| lexeme.whole()));
    let Some(whole) = last.filter(|whole| whole.end == text.len()) else { return text.len() };
    if matches!(text[whole.clone()].chars().next_back().and_then(sign), Some('(' | ')' | '|')) {
        return text.len();
    }
    // The sign stands before what a mistyped field is told of.
    let before = text[..whole.start].chars().next_back().filter(|&c| sign(c) == Some('-'));
    whole.start - before.map_or(0, char::len_utf8)
}

/// What the value of a clause can be completed with.
fn filling(asked: Asked) -> Option<Filling> {
    match asked {
        Asked::Field(field) if field.row().offered || field.row().shape == Shape::Date => {
            Some(Filling::Value(field))
        }
        Asked::Field(_) => None,
        Asked::Year => Some(Filling::Year),
        Asked::Marked(field) => Some(Filling::Mark(field)),
    }
}

/// What can fill a gap: the values that begin with what is typed, the most frequent first, of equals the first by the
/// alphabet; at most `limit`. Values that differ by case or accents alone are one, in their commonest form. The name of the
/// level that degrees have is one more value, for as many theses as it finds.
/// `None` where it was cancelled.
pub(super) fn values(
    collection: &Collection,
    gap: &Gap,
    limit: usize,
    cancel: &Cancel,
) -> Option<Vec<String>> {
    let beginning = gap.beginning.as_str();
    let field = match gap.filling {
        Filling::Value(field) if field.row().shape == Shape::Date => {
            return years(collection, Some(field), beginning, limit, cancel);
        }
        Filling::Value(field) => field,
        Filling::Year => return years(collection, None, beginning, limit, cancel),
        Filling::Field | Filling::Mark(_) => return gap.candidates(),
    };
    let segments: Vec<_> = collection.segments().map(|(_, segment)| segment).collect();
    let pieces = segments.chunks(threads::piece(segments.len(), 1));
    let counts = threads::all(pieces, |segments| counted(segments, field, beginning, cancel))?;
    let mut counts = counts.into_iter();
    let mut all = counts.next().unwrap_or_default();
    let mut checks = cancel.every(CHECK_EVERY);
    for (value, count) in counts.flatten() {
        checks.row()?;
        *all.entry(value).or_default() += count;
    }
    Some(first(forms(all, field, beginning, cancel)?, limit))
}

/// The values that begin so, each in its commonest form, and the levels of degrees, with how many theses each finds; `None`
/// where it was cancelled.
fn forms<'c>(
    all: HashMap<&'c str, u32>,
    field: Field,
    beginning: &str,
    cancel: &Cancel,
) -> Option<Vec<(u32, Cow<'c, str>)>> {
    let mut forms: HashMap<String, (u32, u32, Option<&str>)> = HashMap::new();
    let mut others: HashMap<&str, u32> = HashMap::new();
    let mut checks = cancel.every(CHECK_EVERY);
    for (value, count) in all {
        checks.row()?;
        if let Some(name) = field.other_name(value) {
            *others.entry(name).or_default() += count;
        }
        if begins(value, beginning) {
            let (sum, most, form) = forms.entry(fold(value)).or_default();
            *sum += count;
            if (count, Some(value)) > (*most, *form) {
                (*most, *form) = (count, Some(value));
            }
        }
    }
    // As many theses are found by the name as have it, whether it is written so or not.
    for (name, count) in others.into_iter().filter(|(name, _)| begins(name, beginning)) {
        forms.entry(fold(name)).or_default().0 = count;
    }
    let named = |(name, (sum, _, form)): (String, (u32, u32, Option<&'c str>))| {
        (sum, form.map_or(Cow::Owned(name), Cow::Borrowed))
    };
    Some(forms.into_iter().map(named).collect())
}

/// How many theses of these segments hold each value that begins so, or has another name that does; `None` where it was cancelled.
fn counted<'c>(
    segments: &[&'c Arc<Segment>],
    field: Field,
    beginning: &str,
    cancel: &Cancel,
) -> Option<HashMap<&'c str, u32>> {
    let mut counts = HashMap::new();
    let mut checks = cancel.every(CHECK_EVERY);
    for thesis in segments.iter().flat_map(|segment| segment.iter()) {
        checks.row()?;
        let wanted = |value: &&str| {
            begins(value, beginning) || field.other_name(value).is_some_and(|name| begins(name, beginning))
        };
        for value in thesis.values(field).filter(wanted) {
            *counts.entry(value).or_default() += 1;
        }
    }
    Some(counts)
}

fn years(
    collection: &Collection,
    field: Option<Field>,
    beginning: &str,
    limit: usize,
    cancel: &Cancel,
) -> Option<Vec<String>> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let mut checks = cancel.every(CHECK_EVERY);
    for thesis in collection.iter() {
        checks.row()?;
        if let Some(time) = time(thesis, field) {
            *counts.entry(time.year()).or_default() += 1;
        }
    }
    let named = counts.into_iter().map(|(year, count)| (count, format!("{year:04}")));
    Some(first(named.filter(|(_, year)| year.starts_with(beginning)).collect(), limit))
}

/// The values with the greatest counts, as text.
fn first<V: Ord + Into<String>>(mut counted: Vec<(u32, V)>, limit: usize) -> Vec<String> {
    let order = |(a, left): &(u32, V), (b, right): &(u32, V)| b.cmp(a).then_with(|| left.cmp(right));
    if counted.len() > limit && limit > 0 {
        counted.select_nth_unstable_by(limit - 1, order);
    }
    counted.truncate(limit);
    counted.sort_unstable_by(order);
    counted.into_iter().map(|(_, value)| value.into()).collect()
}

/// True where the folded value begins with a folded text. Most values are plain and need no folding.
fn begins(value: &str, beginning: &str) -> bool {
    match value.as_bytes().get(..beginning.len()) {
        Some(head) if head.eq_ignore_ascii_case(beginning.as_bytes()) => true,
        None if value.is_ascii() => false,
        _ => readings::any(value, |folded| folded.starts_with(beginning)),
    }
}

#[cfg(test)]
mod tests;
