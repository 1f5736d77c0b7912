//! The engine: a collection with its index, answering questions.

use std::sync::Arc;
use std::thread;

use super::cancel::Cancel;
use super::fuzzy::Pattern;
use super::index::{AbstractIndex, Index, MatchedWord, ShortIndex};
use super::matching::{Closeness, WordMatch};
use super::order::{Newest, Sort, SortKey, by_text};
use super::postings::Fields;
use super::query::{Clause, Query};
use super::rank::{Points, points};
use super::{loose, words};
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
            self.index_short(ShortIndex::new(segment));
            self.index_abstracts(AbstractIndex::new(segment));
        }
    }

    /// Takes in one more segment: from now on its theses are listed, but found only when they are indexed.
    pub fn grow(&mut self, segment: Arc<Segment>) {
        self.collection.push(segment);
        self.newest.extend(&self.collection);
    }

    /// Takes in the index of the short fields of the first segment that has none yet.
    ///
    /// # Panics
    ///
    /// Where every segment has one.
    pub fn index_short(&mut self, index: ShortIndex) {
        assert!(self.index.short.parts() < self.collection.segments().len(), "an index is of a segment");
        self.index.push_short(index);
    }

    /// Takes in the index of the abstracts of the first segment that has none yet.
    ///
    /// # Panics
    ///
    /// Where every segment with an index of its short fields has one.
    pub fn index_abstracts(&mut self, index: AbstractIndex) {
        assert!(self.index.abstracts.parts() < self.index.short.parts(), "short fields come first");
        self.index.push_abstracts(index);
    }

    /// How many theses can be found: those whose short fields are indexed.
    pub fn indexed(&self) -> usize {
        self.index.short.rows()
    }

    /// Answers a question, or `None` where it was cancelled meanwhile.
    pub fn answer(&self, question: &Question, cancel: &Cancel) -> Option<Answer> {
        let hits = self.hits(&question.query, cancel)?;
        let loose = hits.as_ref().is_some_and(Vec::is_empty) && question.scope == Scope::All;
        let hits = if loose { Some(self.loose_hits(&question.query, cancel)?) } else { hits };
        let rows = self.sorted(hits, question, cancel)?;
        Some(Answer { loose: loose && !rows.is_empty(), rows: rows.into() })
    }

    /// The theses that hold every clause; `Some(None)` for all of them, where nothing is asked.
    #[expect(clippy::option_option, reason = "cancelled, all, or these")]
    fn hits(&self, query: &Query, cancel: &Cancel) -> Option<Option<Vec<Hit>>> {
        if query.is_empty() {
            return Some(None);
        }
        let clauses: Vec<_> = query.clauses().iter().map(|clause| self.prepare(clause)).collect();
        let parts = self.index.short.parts();
        if self.collection.len() < PARALLEL_FROM || parts < 2 {
            return self.hits_of_parts(0..parts, &clauses, cancel).map(Some);
        }
        let threads = thread::available_parallelism().map_or(1, usize::from).min(parts);
        let bounds: Vec<_> = (0..=threads).map(|at| parts * at / threads).collect();
        let hits = thread::scope(|scope| {
            let work = bounds.windows(2).map(|part| (part[0]..part[1], &clauses));
            let work: Vec<_> = work
                .map(|(parts, clauses)| scope.spawn(|| self.hits_of_parts(parts, clauses, cancel)))
                .collect();
            let done = work.into_iter().map(|thread| thread.join().expect("no clause panics"));
            done.collect::<Option<Vec<_>>>()
        });
        hits.map(|hits| Some(hits.into_iter().flatten().collect()))
    }

    fn prepare<'q>(&self, clause: &'q Clause) -> Prepared<'q> {
        match clause {
            Clause::Word(typed) => Prepared {
                words: vec![Wanted {
                    short: self.index.short.matching(|word, letters| typed.match_word(word, letters)),
                    abstracts: self.index.abstracts.matching(|word, _| typed.match_beginning(word)),
                }],
                run: None,
            },
            Clause::Run(run) => {
                let count = run.chars().count();
                let pairs = words::pairs(run).take(count.max(2) - 1);
                let wanted = pairs.map(|pair| {
                    // A single character stands at the beginning of a pair, or alone at the end of a run.
                    let accept = |word: &str| {
                        let found = if count == 1 { word.starts_with(pair) } else { word == pair };
                        found.then_some(WordMatch { closeness: Closeness::Whole, percent: 100 })
                    };
                    Wanted {
                        short: self.index.short.matching(|word, _| accept(word)),
                        abstracts: self.index.abstracts.matching(|word, _| accept(word)),
                    }
                });
                Prepared { words: wanted.collect(), run: (count > 2).then_some(run) }
            }
        }
    }

    fn hits_of_parts(
        &self,
        parts: std::ops::Range<usize>,
        clauses: &[Prepared<'_>],
        cancel: &Cancel,
    ) -> Option<Vec<Hit>> {
        let starts: Vec<_> = self.collection.segments().map(|(start, _)| start).collect();
        let mut hits = Vec::new();
        for part in parts {
            let mut sums = vec![Some(0u32); self.index.short.part_rows(part)];
            for clause in clauses {
                if cancel.is_cancelled() {
                    return None;
                }
                self.add_clause(part, clause, &mut sums);
            }
            let found = sums.iter().enumerate().filter_map(|(row, sum)| Some((row, (*sum)?)));
            hits.extend(found.map(|(row, points)| Hit { points, row: Row(starts[part].0 + row as u32) }));
        }
        Some(hits)
    }

    /// Adds the points of a clause to the sum of each thesis of a part; those without any drop out.
    fn add_clause(&self, part: usize, clause: &Prepared<'_>, sums: &mut [Option<u32>]) {
        for wanted in &clause.words {
            let mut best: Vec<Points> = vec![0; sums.len()];
            let mut note = |row: u16, fields: Fields, matched| {
                let best = &mut best[usize::from(row)];
                *best = (*best).max(points(fields, matched));
            };
            if part < self.index.abstracts.parts() {
                self.index.abstracts.each_hit(part, &wanted.abstracts, &mut note);
            }
            self.index.short.each_hit(part, &wanted.short, &mut note);
            for (sum, points) in sums.iter_mut().zip(best) {
                *sum = sum.filter(|_| points > 0).map(|sum| sum + u32::from(points));
            }
        }
        if let Some(run) = clause.run {
            let (start, _) = self.collection.segments().nth(part).expect("each part is a segment");
            for (row, sum) in sums.iter_mut().enumerate().filter(|(_, sum)| sum.is_some()) {
                let thesis = self.collection.get(Row(start.0 + row as u32));
                *sum = sum.filter(|_| holds_run(thesis, run));
            }
        }
    }

    fn loose_hits(&self, query: &Query, cancel: &Cancel) -> Option<Vec<Hit>> {
        let letters = query.letters();
        let pattern = Pattern::new(&letters);
        let mut hits = Vec::new();
        for (row, thesis) in self.collection.iter().enumerate() {
            if row % 1024 == 0 && cancel.is_cancelled() {
                return None;
            }
            if let Some(percent) = loose::percent(&pattern, &letters, &fold(thesis.title())) {
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
                let marked: std::collections::HashSet<_> = bookmarks.iter().copied().collect();
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

/// A clause with the words of the vocabulary that it means.
struct Prepared<'q> {
    /// A thesis has to hold one word of each.
    words: Vec<Wanted>,
    /// The run of characters that has to stand in one field as it is.
    run: Option<&'q str>,
}

struct Wanted {
    short: Vec<MatchedWord>,
    abstracts: Vec<MatchedWord>,
}

fn holds_run(thesis: Thesis<'_>, run: &str) -> bool {
    let fields = [thesis.title(), thesis.subject(), thesis.candidate(), thesis.abstract_text()];
    fields.into_iter().chain(thesis.keywords()).any(|text| fold(text).contains(run))
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
