//! A slow, plain search to hold the engine against: every clause against every word of every thesis.
//!
//! It shares no code with what it judges: it has its own texts, folding, words, distance, points and clauses, and knows
//! only what the documentation promises. What the fuzzy matcher gives stands in a table.

use std::collections::HashSet;

mod checked;

/// A thesis as its source has it.
#[derive(Clone, Debug)]
struct Record {
    number: usize,
    title: String,
    keywords: Vec<String>,
    subject: String,
    candidate: String,
    abstract_text: String,
    year: u32,
}

/// The names of the fields in queries, and what a whole word is worth there.
const FIELDS: [(&str, u32); 5] = [("title", 16), ("kw", 12), ("subject", 8), ("by", 8), ("abstract", 4)];

/// What a clause asks for.
#[derive(Clone, Debug)]
enum Wanted {
    Word(&'static str),
    Letters(&'static str),
    Phrase(&'static str),
    Years(u32, u32),
}

#[derive(Clone, Debug)]
struct Clause {
    negated: bool,
    field: Option<&'static str>,
    wanted: Wanted,
}

/// What is asked for: one clause, all, one of several, or the contrary.
#[derive(Clone, Debug)]
enum Asked {
    One(Clause),
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Not(Box<Asked>),
}

impl Asked {
    /// As a person types it.
    fn typed(&self) -> String {
        let each = |all: &[Self]| all.iter().map(Self::typed).collect::<Vec<_>>();
        match self {
            Self::One(clause) => clause.typed(),
            Self::All(all) => format!("({})", each(all).join(" ")),
            Self::Any(any) if any.len() % 2 == 0 => format!("({})", each(any).join(" | ")),
            Self::Any(any) => format!("({})", each(any).join(" OR ")),
            Self::Not(asked) => format!("-({})", asked.typed()),
        }
    }

    /// The points of a thesis, or, turned round, of one that is not meant; `None` where it does not answer.
    fn points(&self, turned: bool, record: &Record) -> Option<u32> {
        let each = |all: &[Self]| all.iter().map(|asked| asked.points(turned, record)).collect::<Vec<_>>();
        match self {
            Self::One(clause) => answer(&clause.turned(turned), record),
            Self::All(all) if !turned => each(all).into_iter().sum(),
            Self::Any(any) if turned => each(any).into_iter().sum(),
            Self::All(some) | Self::Any(some) => each(some).into_iter().flatten().max(),
            Self::Not(asked) => asked.points(!turned, record),
        }
    }

    /// What else speaks for a thesis: all words that it may hold, one of several too.
    fn evidence(&self, turned: bool, record: &Record, known: &HashSet<String>) -> u32 {
        match self {
            Self::One(clause) if clause.turned(turned).negated => 0,
            Self::One(clause) => evidence(clause, record, known),
            Self::All(some) | Self::Any(some) => {
                some.iter().map(|asked| asked.evidence(turned, record, known)).sum()
            }
            Self::Not(asked) => asked.evidence(!turned, record, known),
        }
    }
}

impl Clause {
    fn turned(&self, turned: bool) -> Self {
        Self { negated: self.negated != turned, ..self.clone() }
    }

    /// As a person types it.
    fn typed(&self) -> String {
        let sign = if self.negated { "-" } else { "" };
        let field = self.field.map(|field| format!("{field}:")).unwrap_or_default();
        match self.wanted {
            // A run of ideographs is looked for as it stands, whether or not it is told to.
            Wanted::Letters(letters) if letters.is_ascii() => format!("{sign}{field}'{letters}"),
            Wanted::Word(word) | Wanted::Letters(word) => format!("{sign}{field}{word}"),
            Wanted::Phrase(phrase) => format!("{sign}{field}\"{phrase}\""),
            Wanted::Years(from, to) => format!("{sign}year:{from}..{to}"),
        }
    }
}

impl Record {
    /// The texts of a field.
    fn texts(&self, field: &str) -> Vec<&str> {
        match field {
            "title" => vec![&self.title],
            "kw" => self.keywords.iter().map(String::as_str).collect(),
            "subject" => vec![&self.subject],
            "by" => vec![&self.candidate],
            _ => vec![&self.abstract_text],
        }
    }

    /// The texts of a field in all their readings.
    fn read(&self, field: &str) -> Vec<String> {
        self.texts(field).into_iter().flat_map(readings).collect()
    }

    /// The folded words of a field in all its readings.
    fn words(&self, field: &str) -> Vec<String> {
        self.read(field).iter().flat_map(|text| words(text)).collect()
    }
}

/// A text as it stands, and with its umlauts spelled out, its abbreviations as one word, and both: what the texts below
/// have of either.
fn readings(text: &str) -> Vec<String> {
    let spelled = text.replace('ü', "ue").replace('ö', "oe");
    let joined = |text: &str| text.replace("U.S.", "US").replace("Ph.D", "PhD");
    let mut readings = vec![text.to_owned(), joined(text), joined(&spelled), spelled];
    readings.sort_unstable();
    readings.dedup();
    readings
}

/// Lower case, without the accents that the texts below have.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ü' | 'Ü' => 'u',
            'ö' => 'o',
            'é' | 'É' => 'e',
            'A'..='Z' => char::from(c as u8 + 32),
            'М' => 'м',
            _ => c,
        })
        .collect()
}

/// The folded words of a text; a run of ideographs is one.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in fold(text).chars() {
        let ideograph = |c: char| ('一'..='鿿').contains(&c);
        let parts = !c.is_alphanumeric();
        if parts || ideograph(c) != ideograph(before) {
            words.push(String::new());
        }
        if !parts {
            words.last_mut().unwrap().push(c);
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// How many letters are wrong, too many, too few or swapped with their neighbour, none of them twice: a table of the
/// distances of all beginnings.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else if a[i - 1] == b[j - 1] {
                table[i - 1][j - 1]
            } else {
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                let before = [table[i - 1][j], table[i][j - 1], table[i - 1][j - 1]];
                let least = before.into_iter().min().unwrap();
                1 + if swapped { least.min(table[i - 2][j - 2]) } else { least }
            };
        }
    }
    table[a.len()][b.len()]
}

/// What the fuzzy matcher gives, in percent, for the typed words that are near a word below without beginning it.
const FUZZY: [(&str, &str, u32); 3] =
    [("urban", "suburban", 85), ("party", "partly", 92), ("govrnance", "governance", 95)];

/// How close a word comes to a typed one, in percent of a whole word; 0 where it does not match.
fn closeness(typed: &str, word: &str) -> u32 {
    if word.starts_with(typed) {
        return if word == typed { 100 } else { 80 };
    }
    if let Some((.., percent)) = FUZZY.iter().find(|&&(a, b, _)| (a, b) == (typed, word)) {
        return percent / 2;
    }
    let [typed, word] = [typed, word].map(|text| text.chars().collect::<Vec<_>>());
    let allowed = match typed.len() {
        ..4 => return 0,
        4..9 => 1,
        _ => 2,
    };
    let whole = edits(&typed, &word);
    if whole <= allowed {
        return 40 - 10 * whole as u32;
    }
    let lengths = typed.len() - allowed..=(typed.len() + allowed).min(word.len());
    let beginning = lengths.map(|length| edits(&typed, &word[..length])).min();
    match beginning.filter(|&edits| typed.len() >= 6 && typed[0] == word[0] && edits <= allowed) {
        Some(edits) => 35 - 10 * edits as u32,
        None => 0,
    }
}

/// The points of a clause; `None` where the thesis does not answer it.
fn answer(clause: &Clause, record: &Record) -> Option<u32> {
    let fields = || FIELDS.into_iter().filter(|(name, _)| clause.field.is_none_or(|field| field == *name));
    let any = |holds: &dyn Fn(&str) -> bool| {
        fields().any(|(field, _)| record.read(field).iter().any(|text| holds(text))).then_some(0)
    };
    let found = match clause.wanted {
        Wanted::Word(typed) => {
            let points = fields().flat_map(|(field, weight)| {
                // Abstracts, and what must not be there, are matched by beginnings only.
                let beginnings = field == "abstract" || clause.negated;
                record.words(field).into_iter().map(move |word| match closeness(typed, &word) {
                    close if !beginnings || close >= 80 => weight * close,
                    _ => 0,
                })
            });
            points.max().filter(|&points| points > 0)
        }
        Wanted::Letters(letters) => any(&|text| fold(text).contains(letters)),
        Wanted::Phrase(phrase) => {
            // A run of ideographs has no beginning.
            let begins = if phrase.is_ascii() { " " } else { "" };
            any(&|text| format!(" {}", words(text).join(" ")).contains(&format!("{begins}{phrase}")))
        }
        Wanted::Years(from, to) => (from..=to).contains(&record.year).then_some(0),
    };
    match (clause.negated, found) {
        (false, found) => found,
        (true, Some(_)) => None,
        (true, None) => Some(0),
    }
}

/// The points of what else speaks for a thesis: 40 for each of up to five places of a typed word in the abstract, 60 where
/// it stands in the keywords, and 60 where it stands in the subject.
fn evidence(clause: &Clause, record: &Record, known: &HashSet<String>) -> u32 {
    let Wanted::Word(typed) = clause.wanted else { return 0 };
    let is = |word: &String| word.starts_with(typed) || (known.contains(word) && closeness(typed, word) > 0);
    let of = |text: &str| words(text).iter().filter(|word| is(word)).count() as u32;
    // Between two spaces the reading counts that has most.
    let most = |piece: &str| readings(piece).iter().map(|text| of(text)).max().unwrap_or_default();
    let count =
        |field| record.texts(field).into_iter().flat_map(|text| text.split(' ')).map(most).sum::<u32>();
    40 * count("abstract").min(5) + 60 * count("kw").min(1) + 60 * count("subject").min(1)
}

/// The numbers of the theses that answer what is asked, the best first.
fn search(records: &[Record], asked: &Asked) -> Vec<usize> {
    let short = FIELDS.into_iter().filter(|(name, _)| *name != "abstract");
    let known: HashSet<_> =
        short.flat_map(|(field, _)| records.iter().flat_map(move |record| record.words(field))).collect();
    let score = |record: &Record| {
        asked.points(false, record).map(|points| points + asked.evidence(false, record, &known))
    };
    let mut hits: Vec<_> =
        records.iter().filter_map(|record| Some((score(record)?, record.year, record.number))).collect();
    hits.sort_by(|(points, year, number), other| (other.0, other.1, *number).cmp(&(*points, *year, other.2)));
    hits.into_iter().map(|(.., number)| number).collect()
}
