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
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{Filling, Gap};
    use crate::search::{Cancel, Engine, Query};
    use crate::thesis::{Collection, Draft, Field, SegmentBuilder};

    fn collection() -> Collection {
        let file: Arc<Path> = Path::new("f").into();
        let mut builder = SegmentBuilder::default();
        for (degree, country, posted, keywords) in [
            ("Master", "China", "2021-02", vec!["Urban life", "party"]),
            ("Master", "United States", "2019", vec!["urban life"]),
            ("Doctor", "", "2021", vec!["urban life", "Ürban"]),
            ("", "Ukraine", "", vec![]),
        ] {
            let draft = Draft::default().with(Field::Degree, degree).with(Field::Country, country);
            builder.push(&draft.with(Field::Posted, posted).with_values(Field::Keywords, keywords), &file);
        }
        let mut collection = Collection::default();
        collection.push(Arc::new(builder.seal()));
        collection
    }

    #[test]
    fn values_come_the_most_frequent_first_and_case_and_accents_do_not_count() {
        let engine = Engine::new(&collection());
        for (text, limit, expected) in [
            ("degree:", 9, &["Master", "Doctor"][..]),
            ("degree:d", 9, &["Doctor"]),
            ("country:u", 9, &["Ukraine", "United States"]),
            ("kw:urban", 9, &["urban life", "Ürban"]),
            ("kw:ueb", 9, &[]),
            ("kw:uer", 9, &["Ürban"]),
            ("kw:", 2, &["urban life", "party"]),
            ("kw:\"urban life and more", 9, &[]),
            ("year:20", 9, &["2021", "2019"]),
            ("posted:20", 9, &["2021", "2019"]),
            ("is:", 9, &["bookmarked", "unread", "read"]),
            ("by:", 9, &[]),
            ("degree:", 0, &[]),
        ] {
            let gap = Gap::before(text, text.len()).unwrap();
            let got = engine.completions(&gap, limit, &Cancel::never());
            assert_eq!(got.unwrap(), expected, "{text}");
        }
        let cancel = Cancel::never();
        cancel.ask(2);
        let gap = Gap::before("degree:", 7).unwrap();
        assert_eq!(engine.completions(&gap, 9, &cancel.of(1)), None);
    }

    #[test]
    fn the_levels_of_degrees_are_offered_where_theses_have_them() {
        let mut builder = SegmentBuilder::default();
        for degree in ["Ph.D", "Ph.D", "Ed.D", "M.A", "master", "Habilitationsschrift", "Licentiate", ""] {
            builder.push(&Draft::default().with(Field::Degree, degree), &Path::new("f").into());
        }
        let mut collection = Collection::default();
        collection.push(Arc::new(builder.seal()));
        let engine = Engine::new(&collection);
        let offered = |text: &str, limit| {
            let gap = Gap::before(text, text.len()).unwrap();
            engine.completions(&gap, limit, &Cancel::never()).unwrap().join(" ")
        };
        assert_eq!(
            offered("degree:", 9),
            "doctor Ph.D master Ed.D Habilitationsschrift Licentiate M.A habilitation"
        );
        assert_eq!((offered("degree:d", 9), offered("degree:bach", 9)), ("doctor".into(), String::new()));
        assert_eq!(
            (offered("degree:Hab", 1), offered("degree:p", 9)),
            ("Habilitationsschrift".into(), "Ph.D".into())
        );
    }

    #[test]
    fn the_gap_is_what_is_typed_before_the_cursor() {
        use Filling::{Field as Name, Value};
        // The bar is the cursor; then what a candidate replaces, and what it begins with.
        for (text, gap) in [
            ("|", Some(("", "", Name))),
            ("urban |", Some(("", "", Name))),
            ("urban De|", Some(("De", "de", Name))),
            ("-ti| x", Some(("ti", "ti", Name))),
            ("deg|ree", None),
            ("degree:|", Some(("", "", Value(Field::Degree)))),
            ("-Degree:Ma|", Some(("Ma", "ma", Value(Field::Degree)))),
            ("country:\"United S|", Some(("\"United S", "united s", Value(Field::Country)))),
            ("country:\"Uni|ted States\" x", Some(("\"United States\"", "uni", Value(Field::Country)))),
            ("kw:Ü|", Some(("Ü", "u", Value(Field::Keywords)))),
            ("subject:|", Some(("", "", Value(Field::Subject)))),
            ("by:w|", Some(("w", "w", Value(Field::Candidate)))),
            ("year:20|", Some(("20", "20", Filling::Year))),
            ("year:2015..|", Some(("", "", Filling::Year))),
            ("is:b|", Some(("b", "b", Filling::Mark("is")))),
            ("tag:x|", None),
            ("kw:'exact|", None),
            ("title:x|", None),
            ("covid:1|", None),
            ("\"a phrase|", None),
            ("'letters|", None),
            ("titel:ur|", None),
            ("(ti|", Some(("ti", "ti", Name))),
            ("(a | –De|) x", Some(("De", "de", Name))),
            ("(degree:Ma|)", Some(("Ma", "ma", Value(Field::Degree)))),
            ("country：“Uni|ted States” x", Some(("“United States”", "uni", Value(Field::Country)))),
            ("a | |", Some(("", "", Name))),
            ("(|", Some(("", "", Name))),
        ] {
            let cursor = text.rfind('|').unwrap();
            let text = format!("{}{}", &text[..cursor], &text[cursor + 1..]);
            let got = Gap::before(&text, cursor);
            let got = got.as_ref().map(|gap| (&text[gap.at.clone()], gap.beginning.as_str(), gap.filling));
            assert_eq!(got, gap, "{text}");
        }
    }

    #[test]
    fn candidates_are_put_in_quotation_marks_where_they_need_them() {
        for (text, candidate, filled) in [
            ("a deg", "degree:", "a degree:|"),
            ("degree:m", "Master", "degree:Master|"),
            ("country:u", "United States", "country:\"United States\"|"),
            ("kw:", "the \"last mile\"", "kw:\"the  last mile\"|"),
            ("(kw:", "Ni(2)", "(kw:\"Ni(2)\"|"),
            ("year:2015..", "2021", "year:2015..2021|"),
        ] {
            let gap = Gap::before(text, text.len()).unwrap();
            let (mut got, cursor) = gap.fill(text, candidate);
            got.insert(cursor, '|');
            assert_eq!(got, filled);
        }
        assert_eq!(Gap::before("t", 1).unwrap().candidates().unwrap(), ["title:"]);
        assert_eq!(Gap::before("k", 1).unwrap().candidates().unwrap(), ["kw:", "kind:"]);
        assert_eq!(Gap::before("is:", 3).unwrap().candidates().unwrap(), ["bookmarked", "unread", "read"]);
        assert_eq!(Gap::before("kw:", 3).unwrap().candidates(), None);
    }

    proptest! {
        #[test]
        fn any_text_is_filled_without_harm_to_the_rest(
            text in "(title|year|kw|is|by|:|\"|'|-|–|“|\\(|\\)|\\||OR|\\.\\.|2021|[a-cé社]| ){0,12}",
            at in 0usize..40,
            value in "[a-c\"' 社]{1,8}",
        ) {
            let cursor = (0..=at.min(text.len())).rfind(|&at| text.is_char_boundary(at)).unwrap();
            if let Some(gap) = Gap::before(&text, cursor) {
                let (filled, behind) = gap.fill(&text, &value);
                prop_assert!(gap.at.start <= cursor && cursor <= gap.at.end);
                prop_assert!(filled.starts_with(&text[..gap.at.start]) && filled.ends_with(&text[gap.at.end..]));
                prop_assert!(filled.is_char_boundary(behind));
                // What is filled in is one value: the text still reads, or errs inside itself.
                if let Err(error) = Query::parse(&filled) {
                    prop_assert!(filled.get(error.at).is_some());
                }
            }
        }
    }
}
