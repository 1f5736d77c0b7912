//! The engine: a collection with its index, answering questions.

use std::collections::HashSet;
use std::sync::Arc;
use std::thread;

use super::cancel::Cancel;
use super::fuzzy::Pattern;
use super::index::{Index, MatchedWord, SegmentIndex};
use super::matching::{Closeness, Letters, WordMatch};
use super::order::{Newest, Sort, SortKey, by_text};
use super::postings::Fields;
use super::query::{Clause, Marked, Named, Query, What};
use super::rank::{Points, points};
use super::words::Script;
use super::{highlight, loose, words};
use crate::thesis::fold::fold;
use crate::thesis::{Collection, Row, Segment, Thesis};

/// Which theses are asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// The bookmarked ones.
    Bookmarks,
}

/// A question: which theses, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What a thesis has to hold.
    pub query: Query,
    /// The order of the answer.
    pub sort: Sort,
    /// Among which theses.
    pub scope: Scope,
    /// The bookmarked theses that are loaded, the oldest bookmark first.
    pub bookmarks: Arc<[Row]>,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The theses, in the order that was asked for.
    pub rows: Arc<[Row]>,
    /// True where no thesis holds the words and these hold their letters across words.
    pub loose: bool,
}

/// The most theses that the loose match offers: a person looks at the first few.
const LOOSE_AT_MOST: usize = 200;

/// From so many theses on a question is worked on by several threads; fewer are done before one has started.
const PARALLEL_FROM: usize = 50_000;

/// A collection that can be asked. It grows by [`extend`](Self::extend), or segment by segment.
#[derive(Debug, Default)]
pub struct Engine {
    collection: Collection,
    index: Index,
    newest: Newest,
}

/// A thesis that answers: the more points the better.
struct Hit {
    points: u32,
    row: Row,
}

impl Engine {
    /// An engine for the whole of a collection.
    pub fn new(collection: &Collection) -> Self {
        let mut engine = Self::default();
        engine.extend(collection);
        engine
    }

    /// The theses that it knows.
    pub fn collection(&self) -> &Collection {
        &self.collection
    }

    /// The bytes that the index takes in memory, besides the collection.
    pub fn memory_bytes(&self) -> usize {
        self.index.memory_bytes() + self.newest.memory_bytes()
    }

    /// Takes in the segments that `collection`, a later state of its own, has gained.
    pub fn extend(&mut self, collection: &Collection) {
        let known = self.collection.segments().len();
        for (_, segment) in collection.segments().skip(known) {
            self.grow(Arc::clone(segment));
            self.index(SegmentIndex::new(segment));
        }
    }

    /// Takes in one more segment: from now on its theses are listed, but found only when they are indexed.
    pub fn grow(&mut self, segment: Arc<Segment>) {
        self.collection.push(segment);
        self.newest.extend(&self.collection);
    }

    /// Takes in the index of the first segment that has none yet.
    ///
    /// # Panics
    ///
    /// Where every segment has its index.
    pub fn index(&mut self, index: SegmentIndex) {
        assert!(self.index.part_rows.len() < self.collection.segments().len(), "an index is of a segment");
        self.index.push(index);
    }

    /// How many theses can be found: those whose segment is indexed.
    pub fn indexed(&self) -> usize {
        self.index.part_rows.iter().sum()
    }

    /// Answers a question, or `None` where it was cancelled meanwhile.
    pub fn answer(&self, question: &Question, cancel: &Cancel) -> Option<Answer> {
        let hits = self.hits(question, cancel)?;
        let nothing = hits.as_ref().is_some_and(Vec::is_empty) && question.scope == Scope::All;
        let letters = question.query.letters().filter(|_| nothing);
        let loose = letters.is_some();
        let hits = match letters {
            Some(letters) => Some(self.loose_hits(&letters, cancel)?),
            None => hits,
        };
        let rows = self.sorted(hits, question, cancel)?;
        Some(Answer { loose: loose && !rows.is_empty(), rows: rows.into() })
    }

    /// The theses that hold every clause; `Some(None)` for all of them, where nothing is asked.
    #[expect(clippy::option_option, reason = "cancelled, all, or these")]
    fn hits(&self, question: &Question, cancel: &Cancel) -> Option<Option<Vec<Hit>>> {
        let Question { query, bookmarks, .. } = question;
        if query.is_empty() {
            return Some(None);
        }
        let clauses: Vec<_> = query.clauses().iter().map(|clause| self.prepare(clause)).collect();
        let parts = self.index.part_rows.len();
        if self.collection.len() < PARALLEL_FROM || parts < 2 {
            return self.hits_of_parts(0..parts, &clauses, bookmarks, cancel).map(Some);
        }
        let threads = thread::available_parallelism().map_or(1, usize::from).min(parts);
        let bounds: Vec<_> = (0..=threads).map(|at| parts * at / threads).collect();
        let hits = thread::scope(|scope| {
            let work = bounds.windows(2).map(|part| (part[0]..part[1], &clauses));
            let work: Vec<_> = work
                .map(|(parts, clauses)| scope.spawn(|| self.hits_of_parts(parts, clauses, bookmarks, cancel)))
                .collect();
            let done = work.into_iter().map(|thread| thread.join().expect("no clause panics"));
            done.collect::<Option<Vec<_>>>()
        });
        hits.map(|hits| Some(hits.into_iter().flatten().collect()))
    }

    fn prepare<'q>(&self, clause: &'q Clause) -> Prepared<'q> {
        let test = match &clause.what {
            // Without a word means without what begins with it; a slip is no reason to leave a thesis out.
            What::Word(typed, fields) if clause.negated => {
                Test::words(*fields, self.wanted(|word, _| typed.match_beginning(word)))
            }
            What::Word(typed, fields) => Test::words(
                *fields,
                Wanted {
                    short: self.index.short.matching(|word, letters| typed.match_word(word, letters)),
                    abstracts: self.index.abstracts.matching(|word, _| typed.match_beginning(word)),
                },
            ),
            What::Run(run, fields) => self.run(run, *fields),
            What::Letters(letters, fields) => self.letters(letters, *fields),
            What::Phrase(phrase, fields) => self.phrase(phrase, *fields),
            other => Test::Thesis(other),
        };
        Prepared { negated: clause.negated, test }
    }

    /// The words of both vocabularies that match.
    fn wanted(&self, accept: impl Fn(&str, Letters) -> Option<WordMatch>) -> Wanted {
        Wanted {
            short: self.index.short.matching(&accept),
            abstracts: self.index.abstracts.matching(&accept),
        }
    }

    /// A run of characters: a thesis holds each pair of neighbours, and then the run itself.
    fn run<'q>(&self, run: &'q str, fields: Fields) -> Test<'q> {
        let count = run.chars().count();
        let pairs = words::pairs(run).take(count.max(2) - 1);
        let words = pairs.map(|pair| {
            // A single character stands at the beginning of a pair, or alone at the end of a run.
            self.wanted(|word, _| exactly(if count == 1 { word.starts_with(pair) } else { word == pair }))
        });
        let verify = (count > 2).then_some(Verify::Letters(run));
        Test::Words { words: words.collect(), fields, verify }
    }

    /// Letters as they stand: a thesis holds a word with each piece of them, and then all together.
    fn letters<'q>(&self, letters: &'q str, fields: Fields) -> Test<'q> {
        let pieces: Vec<_> = words::words(letters).collect();
        let wanted = pieces.iter().flat_map(|(range, script)| match script {
            Script::Alphabetic => vec![&letters[range.clone()]],
            Script::Ideographic => words::pairs(&letters[range.clone()]).collect(),
        });
        let words: Vec<_> =
            wanted.map(|piece| self.wanted(|word, _| exactly(word.contains(piece)))).collect();
        let whole = pieces.len() == 1 && pieces[0].0.len() == letters.len() && words.len() == 1;
        Test::Words { words, fields, verify: (!whole).then_some(Verify::Letters(letters)) }
    }

    /// Words one after another: a thesis holds each of them, the last by its beginning, and then the phrase.
    fn phrase<'q>(&self, phrase: &'q str, fields: Fields) -> Test<'q> {
        let mut terms = Vec::new();
        words::terms(phrase, |term| terms.push(term));
        let last = terms.len() - 1;
        let wanted = terms.iter().enumerate().map(|(at, term)| {
            self.wanted(|word, _| exactly(if at == last { word.starts_with(term) } else { word == *term }))
        });
        let verify = (terms.len() > 1).then_some(Verify::Phrase(phrase));
        Test::Words { words: wanted.collect(), fields, verify }
    }

    fn hits_of_parts(
        &self,
        parts: std::ops::Range<usize>,
        clauses: &[Prepared<'_>],
        bookmarks: &[Row],
        cancel: &Cancel,
    ) -> Option<Vec<Hit>> {
        let segments: Vec<_> = self.collection.segments().collect();
        let mut hits = Vec::new();
        for part in parts {
            let (start, segment) = segments[part];
            let mut sums = vec![Some(0u32); self.index.part_rows[part]];
            let mut unverified = Vec::new();
            for clause in clauses {
                if cancel.is_cancelled() {
                    return None;
                }
                match &clause.test {
                    Test::Thesis(what) => check(what, clause.negated, segment, start, bookmarks, &mut sums),
                    Test::Words { words, fields, verify } => {
                        let best = self.points_of(part, words, *fields);
                        match verify {
                            None => count(&best, clause.negated, &mut sums),
                            Some(verify) => {
                                if !clause.negated {
                                    drop_without(&best, &mut sums);
                                }
                                unverified.push((verify, *fields, clause.negated, best));
                            }
                        }
                    }
                }
            }
            for (verify, fields, negated, best) in unverified {
                verify_rows(verify, fields, negated, &best, segment, &mut sums, cancel)?;
            }
            let found = sums.iter().enumerate().filter_map(|(row, sum)| Some((row, (*sum)?)));
            hits.extend(found.map(|(row, points)| Hit { points, row: Row(start.0 + row as u32) }));
        }
        Some(hits)
    }

    /// For each thesis of a part the points of the best of its hits, if it holds one word of each; else 0.
    fn points_of(&self, part: usize, words: &[Wanted], allowed: Fields) -> Vec<Points> {
        let mut all: Option<Vec<Points>> = None;
        for wanted in words {
            let mut best: Vec<Points> = vec![0; self.index.part_rows[part]];
            let mut note = |row: u16, fields: Fields, matched| {
                let best = &mut best[usize::from(row)];
                *best = (*best).max(points(fields.and(allowed), matched));
            };
            if allowed.and(Fields::ABSTRACT) != Fields::NONE {
                self.index.abstracts.each_hit(part, &wanted.abstracts, &mut note);
            }
            if allowed != Fields::ABSTRACT {
                self.index.short.each_hit(part, &wanted.short, &mut note);
            }
            match &mut all {
                None => all = Some(best),
                Some(all) => all.iter_mut().zip(best).for_each(|(all, best)| *all = (*all).min(best)),
            }
        }
        all.unwrap_or_default()
    }

    fn loose_hits(&self, letters: &str, cancel: &Cancel) -> Option<Vec<Hit>> {
        let pattern = Pattern::new(letters);
        let mut hits = Vec::new();
        for (row, thesis) in self.collection.iter().enumerate() {
            if row % 1024 == 0 && cancel.is_cancelled() {
                return None;
            }
            if let Some(percent) = loose::percent(&pattern, letters, &fold(thesis.title())) {
                hits.push(Hit { points: u32::from(percent), row: Row(row as u32) });
            }
        }
        hits.sort_by_key(|hit| (u32::MAX - hit.points, self.newest.place(hit.row)));
        hits.truncate(LOOSE_AT_MOST);
        Some(hits)
    }

    /// The hits, or all theses for `None`, that are in the scope, in the order asked for.
    fn sorted(&self, hits: Option<Vec<Hit>>, question: &Question, cancel: &Cancel) -> Option<Vec<Row>> {
        let Question { sort, scope, bookmarks, .. } = question;
        let wanted = Wish::new(self.collection.len(), hits.as_deref(), *scope, bookmarks);
        let all = || self.newest.rows();
        let mut rows: Vec<Row> = match (sort.key, hits) {
            (SortKey::Relevance, Some(hits)) => {
                let hits = hits.into_iter().filter(|hit| wanted.has(hit.row));
                self.by_points(hits)
            }
            (SortKey::Relevance | SortKey::Posted, _) => all().filter(|&row| wanted.has(row)).collect(),
            (SortKey::Title, _) => wanted.of(by_text(&self.collection, &self.newest, Thesis::title)),
            (SortKey::Candidate, _) => wanted.of(by_text(&self.collection, &self.newest, Thesis::candidate)),
            (SortKey::Bookmarked, _) => {
                let marked: HashSet<_> = bookmarks.iter().copied().collect();
                let rest = all().filter(|row| !marked.contains(row));
                bookmarks.iter().rev().copied().chain(rest).filter(|&row| wanted.has(row)).collect()
            }
        };
        if sort.reversed {
            rows.reverse();
        }
        (!cancel.is_cancelled()).then_some(rows)
    }

    /// The most points first; of equal points the newest.
    fn by_points(&self, hits: impl Iterator<Item = Hit>) -> Vec<Row> {
        // One number a hit, which sorts many times faster than a comparison that looks rows up.
        let keys =
            hits.map(|hit| u64::from(u32::MAX - hit.points) << 32 | u64::from(self.newest.place(hit.row)));
        let mut keys: Vec<u64> = keys.collect();
        keys.sort_unstable();
        keys.into_iter().map(|key| self.newest.row_at(key as u32)).collect()
    }
}

/// A clause, ready to be looked up.
struct Prepared<'q> {
    negated: bool,
    test: Test<'q>,
}

enum Test<'q> {
    /// A thesis has to hold one word of each in these fields, and stand up to a look at its text.
    Words { words: Vec<Wanted>, fields: Fields, verify: Option<Verify<'q>> },
    /// What a look at the thesis tells.
    Thesis(&'q What),
}

impl Test<'_> {
    fn words(fields: Fields, wanted: Wanted) -> Self {
        Self::Words { words: vec![wanted], fields, verify: None }
    }
}

/// The words of both vocabularies that are meant.
struct Wanted {
    short: Vec<MatchedWord>,
    abstracts: Vec<MatchedWord>,
}

/// What the index cannot tell.
enum Verify<'q> {
    /// The folded text holds these letters.
    Letters(&'q str),
    /// The words of the text, parted by spaces, hold this phrase.
    Phrase(&'q str),
}

/// How many theses are looked at between two looks at whether anybody still waits.
const LOOKS: usize = 256;

fn exactly(found: bool) -> Option<WordMatch> {
    found.then_some(WordMatch { closeness: Closeness::Whole, percent: 100 })
}

/// Adds the points to the sums; theses without any drop out. Negated, those with points do.
fn count(best: &[Points], negated: bool, sums: &mut [Option<u32>]) {
    for (sum, &points) in sums.iter_mut().zip(best) {
        *sum = sum.filter(|_| (points > 0) != negated).map(|sum| sum + u32::from(points));
    }
}

fn drop_without(best: &[Points], sums: &mut [Option<u32>]) {
    for (sum, _) in sums.iter_mut().zip(best).filter(|(_, points)| **points == 0) {
        *sum = None;
    }
}

/// Looks at the text of the theses that are left and have points; `None` where it was cancelled.
fn verify_rows(
    verify: &Verify<'_>,
    fields: Fields,
    negated: bool,
    best: &[Points],
    segment: &Segment,
    sums: &mut [Option<u32>],
    cancel: &Cancel,
) -> Option<()> {
    let rows =
        sums.iter_mut().zip(best).enumerate().filter(|(_, (sum, points))| sum.is_some() && **points > 0);
    for (looked, (row, (sum, &points))) in rows.enumerate() {
        if looked % LOOKS == 0 && cancel.is_cancelled() {
            return None;
        }
        let holds = verify.holds(segment.get(row), fields);
        *sum = sum.filter(|_| holds != negated).map(|sum| sum + u32::from(if negated { 0 } else { points }));
    }
    Some(())
}

impl Verify<'_> {
    fn holds(&self, thesis: Thesis<'_>, fields: Fields) -> bool {
        let any = |field: Fields, text: &str| fields.and(field) != Fields::NONE && self.is_in(text);
        any(Fields::TITLE, thesis.title())
            || any(Fields::SUBJECT, thesis.subject())
            || any(Fields::CANDIDATE, thesis.candidate())
            || thesis.keywords().any(|keyword| any(Fields::KEYWORDS, keyword))
            || any(Fields::ABSTRACT, thesis.abstract_text())
    }

    fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Letters(letters) => fold(text).contains(letters),
            Self::Phrase(phrase) => highlight::holds_phrase(text, phrase),
        }
    }
}

/// Drops the theses that a look at them, without their text, rules out.
fn check(
    what: &What,
    negated: bool,
    segment: &Segment,
    start: Row,
    bookmarks: &[Row],
    sums: &mut [Option<u32>],
) {
    let mut keep = |holds: &mut dyn FnMut(usize, Thesis<'_>) -> bool| {
        for (row, sum) in sums.iter_mut().enumerate().filter(|(_, sum)| sum.is_some()) {
            *sum = sum.filter(|_| holds(row, segment.get(row)) != negated);
        }
    };
    match what {
        What::Named(field, value) => {
            // A field with few values: each is looked at once.
            let mut known: Vec<(&str, bool)> = Vec::new();
            keep(&mut |row, _| {
                let name = named(segment.get(row), *field);
                if let Some(&(_, holds)) = known.iter().find(|(other, _)| std::ptr::eq(*other, name)) {
                    return holds;
                }
                let holds = words::begins_a_word(&fold(name), value);
                known.push((name, holds));
                holds
            });
        }
        What::Id(id) => keep(&mut |_, thesis| thesis.id().to_lowercase().starts_with(id.as_str())),
        What::Posted(from, to) => {
            keep(&mut |_, thesis| thesis.posted().is_some_and(|posted| posted.is_within(*from, *to)));
        }
        What::Marked(Marked::Bookmarked) => {
            let marked: HashSet<_> = bookmarks.iter().collect();
            keep(&mut |row, _| marked.contains(&Row(start.0 + row as u32)));
        }
        // Nothing is marked as read, and nothing has a note or a tag, until there are such marks.
        What::Marked(Marked::Unread) => keep(&mut |_, _| true),
        What::Marked(Marked::HasNote | Marked::Tag(_)) => keep(&mut |_, _| false),
        What::Word(..) | What::Run(..) | What::Letters(..) | What::Phrase(..) => {}
    }
}

fn named(thesis: Thesis<'_>, field: Named) -> &str {
    match field {
        Named::Degree => thesis.degree(),
        Named::Kind => thesis.kind(),
        Named::Country => thesis.country(),
    }
}

/// Which rows belong into an answer.
struct Wish(Option<Vec<bool>>);

impl Wish {
    fn new(len: usize, hits: Option<&[Hit]>, scope: Scope, bookmarks: &[Row]) -> Self {
        let set = |rows: &mut dyn Iterator<Item = Row>| {
            let mut set = vec![false; len];
            // A bookmark may be on a thesis that is loaded but not indexed yet.
            rows.filter(|row| (row.0 as usize) < len).for_each(|row| set[row.0 as usize] = true);
            set
        };
        let hits = hits.map(|hits| set(&mut hits.iter().map(|hit| hit.row)));
        let scope = (scope == Scope::Bookmarks).then(|| set(&mut bookmarks.iter().copied()));
        Self(match (hits, scope) {
            (Some(hits), Some(scope)) => Some(hits.into_iter().zip(scope).map(|(a, b)| a && b).collect()),
            (hits, scope) => hits.or(scope),
        })
    }

    fn has(&self, row: Row) -> bool {
        self.0.as_ref().is_none_or(|set| set.get(row.0 as usize).copied().unwrap_or(false))
    }

    fn of(&self, rows: Vec<Row>) -> Vec<Row> {
        rows.into_iter().filter(|&row| self.has(row)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::{Engine, Question, Scope};
    use crate::search::{Cancel, Query, Sort, SortKey};
    use crate::thesis::{Collection, Draft, Row, Segment, SegmentBuilder};

    fn segment(drafts: &[Draft<'_>]) -> Arc<Segment> {
        let file: Arc<Path> = Path::new("f").into();
        let mut builder = SegmentBuilder::default();
        for draft in drafts {
            builder.push(draft, &file);
        }
        Arc::new(builder.seal())
    }

    fn draft(
        id: &'static str,
        posted: &'static str,
        title: &'static str,
        rest: [&'static str; 4],
    ) -> Draft<'static> {
        let [keyword, subject, candidate, abstract_text] = rest.map(Into::into);
        let keywords = vec![keyword];
        let draft = Draft { id: id.into(), posted: posted.into(), title: title.into(), ..Draft::default() };
        Draft { candidate, subject, abstract_text, keywords, ..draft }
    }

    /// Two segments in which every field of some thesis holds a form of `urban`.
    fn collection() -> Collection {
        let mut collection = Collection::default();
        collection.push(segment(&[
            draft("abstract", "2020", "A", ["", "", "", "about the urbanites of old"]),
            draft("subject", "2020", "B", ["", "Urban planning", "", ""]),
            draft("keyword", "2020", "C", ["urban life", "", "", ""]),
        ]));
        collection.push(segment(&[
            draft("slip", "2020", "The urbxan", ["", "", "", ""]),
            draft("beginning", "2020", "Urbanity", ["", "", "", ""]),
            draft("title-old", "2019", "“Urban” life", ["", "", "", ""]),
            draft("title-new", "2021-02", "Life, urban", ["", "", "Zoë Ångström", ""]),
            draft("chinese", "2001", "城市社区治理研究", ["", "", "", "社区治理"]),
        ]));
        collection
    }

    fn ask(query: &str, change: impl FnOnce(&mut Question)) -> (Vec<String>, bool) {
        let collection = collection();
        let mut question = Question { query: Query::parse(query).unwrap(), ..Question::default() };
        change(&mut question);
        let answer = Engine::new(&collection).answer(&question, &Cancel::never()).unwrap();
        (answer.rows.iter().map(|&row| collection.get(row).id().to_owned()).collect(), answer.loose)
    }

    fn found(query: &str) -> Vec<String> {
        let (ids, loose) = ask(query, |_| ());
        assert!(!loose, "{query}");
        ids
    }

    #[test]
    fn hits_stand_by_field_then_by_closeness_then_by_date() {
        let order = ["title-new", "title-old", "beginning", "keyword", "subject", "slip", "abstract"];
        assert_eq!(found("urban"), order);
    }

    #[test]
    fn words_are_joined_by_and_in_any_order() {
        assert_eq!(found("life urban"), ["title-new", "title-old", "keyword"]);
        assert_eq!(found("angstrom zoe"), ["title-new"]);
        assert_eq!(found("urban nowhere"), Vec::<String>::new());
    }

    #[test]
    fn ideographs_are_found_by_any_run() {
        for run in ["城市社区治理研究", "区治理", "社区", "究", "城市 治理"] {
            assert_eq!(found(run), ["chinese"], "{run}");
        }
        assert_eq!(found("区社"), Vec::<String>::new());
    }

    #[test]
    fn every_kind_of_clause_leaves_what_it_says() {
        for (query, ids) in [
            ("title:urban", &["title-new", "title-old", "beginning", "slip"][..]),
            ("kw:urban", &["keyword"]),
            ("subject:urban", &["subject"]),
            ("abstract:urban", &["abstract"]),
            ("by:zoe life", &["title-new"]),
            ("urban -life", &["beginning", "subject", "slip", "abstract"]),
            ("-urban", &["slip", "chinese"]),
            ("\"urban life\"", &["title-old", "keyword"]),
            ("\"life urban\"", &["title-new"]),
            ("-\"urban life\" life", &["title-new"]),
            ("'rban", &["title-new", "beginning", "title-old", "keyword", "subject", "abstract"]),
            ("'e,", &["title-new"]),
            ("title:区治理", &["chinese"]),
            ("year:2021", &["title-new"]),
            ("year:..2019", &["title-old", "chinese"]),
            ("posted:2021-02 urban", &["title-new"]),
            ("id:title", &["title-new", "title-old"]),
            ("is:bookmarked", &["beginning", "abstract"]),
            ("-is:bookmarked urban", &["title-new", "title-old", "keyword", "subject", "slip"]),
            ("has:note", &[]),
            ("degree:doc", &[]),
        ] {
            let (mut got, loose) = ask(query, |question| question.bookmarks = [Row(0), Row(4)].into());
            let mut expected = ids.to_vec();
            got.sort_unstable();
            expected.sort_unstable();
            assert_eq!((got, loose), (expected.into_iter().map(str::to_owned).collect(), false), "{query}");
        }
    }

    #[test]
    fn letters_across_words_are_offered_when_nothing_else_is_found() {
        assert_eq!(ask("lfubn", |_| ()), (vec!["title-new".to_owned()], true));
        assert_eq!(ask("qqqq", |_| ()), (vec![], false));
    }

    #[test]
    fn an_empty_query_keeps_the_sort() {
        let sorted = |key, reversed| ask("", |question| question.sort = Sort { key, reversed }).0;
        let newest =
            ["title-new", "abstract", "beginning", "keyword", "slip", "subject", "title-old", "chinese"];
        assert_eq!(sorted(SortKey::Relevance, false), newest);
        assert_eq!(sorted(SortKey::Posted, true), newest.iter().rev().copied().collect::<Vec<_>>());
        let by_title = sorted(SortKey::Title, false);
        assert_eq!(by_title[..4], ["abstract", "subject", "keyword", "title-new"]);
        assert_eq!(by_title[5..7], ["title-old", "beginning"], "quotation marks do not count");
        assert_eq!(sorted(SortKey::Candidate, false)[0], "title-new");
    }

    #[test]
    fn bookmarks_can_be_all_that_is_asked_about() {
        let bookmarks: Arc<[Row]> = [Row(4), Row(0), Row(99)].into();
        let marked = |query, key| {
            ask(query, |question| {
                question.scope = Scope::Bookmarks;
                question.sort.key = key;
                question.bookmarks = [bookmarks[0], bookmarks[1]].into();
            })
        };
        assert_eq!(marked("", SortKey::Bookmarked).0, ["abstract", "beginning"], "the last one first");
        assert_eq!(marked("urban", SortKey::Relevance).0, ["beginning", "abstract"]);
        assert_eq!(marked("keyword", SortKey::Relevance), (vec![], false));
    }

    #[test]
    fn a_cancelled_question_has_no_answer() {
        let cancel = Cancel::never();
        let old = cancel.of(1);
        cancel.ask(2);
        let question = Question { query: Query::parse("urban").unwrap(), ..Question::default() };
        assert_eq!(Engine::new(&collection()).answer(&question, &old), None);
    }
}
