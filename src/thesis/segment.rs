//! A run of theses in columns: the unit in which a collection grows.
//!
//! All text of a segment lies in two large allocations, one for the short fields and one for the abstracts;
//! a thesis is a row of ranges into them. A segment is built once, by one thread, and never changes.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::{Draft, Posted};
use crate::text::sanitise::{LineBreaks, sanitise};

/// The fields that lie in the allocation of short text, in this order within a thesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShortField {
    Id,
    Title,
    Candidate,
    Subject,
    Keywords,
    Related,
    /// The date as written, where it is none that [`Posted`] can hold.
    PostedAsWritten,
}

const SHORT_FIELDS: usize = 7;

/// The fields with few values, each thesis holding the number of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedField {
    Degree,
    Kind,
    Country,
    FullText,
}

const NAMED_FIELDS: usize = 4;

/// Stands between the values of a field that has several; sanitised text has none.
const BETWEEN_VALUES: char = '\n';

/// Stands behind each abstract, so that nothing is found across two; sanitised text has none.
const AFTER_ABSTRACT: char = '\0';

/// The most text of either kind that a segment begins another thesis with, in bytes: ranges are 32 bits.
const FULL_AT: usize = 1 << 30;

/// Theses in columns. See the module.
#[derive(Debug, Default)]
pub struct Segment {
    short: Box<str>,
    short_ends: Box<[[u32; SHORT_FIELDS]]>,
    abstracts: Box<str>,
    abstract_ends: Box<[u32]>,
    posted: Box<[u32]>,
    named: Box<[[u16; NAMED_FIELDS]]>,
    names: Box<[Box<str>]>,
    files: Box<[Arc<Path>]>,
    origins: Box<[(u16, u32)]>,
    by_id: HashTable<u16>,
}

impl Segment {
    /// The most theses that a segment holds: its rows are 16 bits, in ids and in posting lists.
    pub const MAX_ROWS: usize = u16::MAX as usize;

    /// How many theses it holds.
    pub fn len(&self) -> usize {
        self.posted.len()
    }

    /// True where it holds none.
    pub fn is_empty(&self) -> bool {
        self.posted.is_empty()
    }

    /// All abstracts, one after another, each with a NUL behind it.
    pub fn abstracts(&self) -> &str {
        &self.abstracts
    }

    /// Where the abstract of each thesis ends in [`abstracts`](Self::abstracts), in bytes; the NUL follows.
    pub fn abstract_ends(&self) -> &[u32] {
        &self.abstract_ends
    }

    /// The row of the thesis with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        let same = |&row: &u16| self.short(usize::from(row), ShortField::Id) == id;
        self.by_id.find(hash(id), same).map(|&row| usize::from(row))
    }

    /// The segment without these rows, which ascend; the rows behind them move up.
    #[must_use]
    pub fn without(&self, rows: &[usize]) -> Self {
        let mut builder = SegmentBuilder::default();
        for row in (0..self.len()).filter(|row| rows.binary_search(row).is_err()) {
            builder.push(&self.draft(row), &self.files[usize::from(self.origins[row].0)]);
        }
        builder.seal()
    }

    /// Adds `lines` to the line of every thesis: for a part of a file that was read without knowing how many
    /// lines come before it.
    pub fn shift_lines(&mut self, lines: u32) {
        for (_, line) in &mut self.origins {
            *line = line.saturating_add(lines);
        }
    }

    /// The bytes of text that it holds: what a person would count, without ranges and tables.
    pub fn text_bytes(&self) -> usize {
        self.short.len() + self.abstracts.len()
    }

    /// The bytes that it takes in memory, allocations included that hold no text.
    pub fn memory_bytes(&self) -> usize {
        let rows = size_of_val(&*self.short_ends)
            + size_of_val(&*self.abstract_ends)
            + size_of_val(&*self.posted)
            + size_of_val(&*self.named)
            + size_of_val(&*self.origins)
            + self.by_id.allocation_size();
        let names: usize = self.names.iter().map(|name| size_of::<Box<str>>() + name.len()).sum();
        // A shared path has two counts before it.
        let files: usize =
            self.files.iter().map(|file| 4 * size_of::<usize>() + file.as_os_str().len()).sum();
        size_of::<Self>() + self.text_bytes() + rows + names + files
    }

    pub(super) fn short(&self, row: usize, field: ShortField) -> &str {
        let field = field as usize;
        let start = match (row, field) {
            (0, 0) => 0,
            (_, 0) => self.short_ends[row - 1][SHORT_FIELDS - 1],
            _ => self.short_ends[row][field - 1],
        };
        &self.short[start as usize..self.short_ends[row][field] as usize]
    }

    pub(super) fn values(&self, row: usize, field: ShortField) -> impl Iterator<Item = &str> {
        self.short(row, field).split(BETWEEN_VALUES).filter(|value| !value.is_empty())
    }

    pub(super) fn named(&self, row: usize, field: NamedField) -> &str {
        &self.names[usize::from(self.named[row][field as usize])]
    }

    pub(super) fn abstract_text(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.abstract_ends[before] as usize + 1);
        &self.abstracts[start..self.abstract_ends[row] as usize]
    }

    pub(super) fn posted(&self, row: usize) -> Option<Posted> {
        Posted::unpacked(self.posted[row])
    }

    pub(super) fn file(&self, row: usize) -> &Path {
        &self.files[usize::from(self.origins[row].0)]
    }

    pub(super) fn line(&self, row: usize) -> u32 {
        self.origins[row].1
    }

    fn draft(&self, row: usize) -> Draft<'_> {
        let values = |field| self.values(row, field).map(Into::into).collect();
        let posted = self.posted(row).map(Posted::iso);
        Draft {
            id: self.short(row, ShortField::Id).into(),
            title: self.short(row, ShortField::Title).into(),
            posted: posted.map_or_else(|| self.short(row, ShortField::PostedAsWritten).into(), Into::into),
            degree: self.named(row, NamedField::Degree).into(),
            kind: self.named(row, NamedField::Kind).into(),
            country: self.named(row, NamedField::Country).into(),
            candidate: self.short(row, ShortField::Candidate).into(),
            full_text: self.named(row, NamedField::FullText).into(),
            subject: self.short(row, ShortField::Subject).into(),
            abstract_text: self.abstract_text(row).into(),
            keywords: values(ShortField::Keywords),
            related: values(ShortField::Related),
            line: self.line(row),
        }
    }
}

/// Collects drafts into the columns of one [`Segment`].
#[derive(Debug, Default)]
pub struct SegmentBuilder {
    short: String,
    short_ends: Vec<[u32; SHORT_FIELDS]>,
    abstracts: String,
    abstract_ends: Vec<u32>,
    posted: Vec<u32>,
    named: Vec<[u16; NAMED_FIELDS]>,
    names: Vec<Box<str>>,
    name_numbers: HashMap<Box<str>, u16>,
    files: Vec<Arc<Path>>,
    origins: Vec<(u16, u32)>,
}

impl SegmentBuilder {
    /// A builder with room for abstracts of so many bytes together; what is not used is given back at the end.
    pub fn with_room(bytes: usize) -> Self {
        Self { abstracts: String::with_capacity(bytes.min(FULL_AT)), ..Self::default() }
    }

    /// How many theses it holds.
    pub fn len(&self) -> usize {
        self.posted.len()
    }

    /// True where it holds none.
    pub fn is_empty(&self) -> bool {
        self.posted.is_empty()
    }

    /// True where the next thesis needs another builder.
    pub fn is_full(&self) -> bool {
        // A thesis may bring a new value for each of the named fields.
        let names_left = usize::from(u16::MAX).saturating_sub(self.names.len());
        self.len() >= Segment::MAX_ROWS
            || names_left <= NAMED_FIELDS
            || self.short.len().max(self.abstracts.len()) >= FULL_AT
    }

    /// Sanitises a draft and adds it. True where control characters had to be taken out of its text.
    ///
    /// A draft without an id gets one from its content: `x` and the 16 hexadecimal digits of the XXH3 hash of
    /// its title, candidate and abstract, which is the same from run to run.
    ///
    /// # Panics
    ///
    /// Where the builder [is full](Self::is_full).
    pub fn push(&mut self, draft: &Draft<'_>, file: &Arc<Path>) -> bool {
        assert!(!self.is_full(), "a full segment is sealed before the next thesis");
        let short_start = self.short.len();
        let abstract_start = self.abstracts.len();
        let mut changed = push_clean(&mut self.abstracts, &draft.abstract_text, LineBreaks::Keep);
        changed |= self.push_short(draft, abstract_start);
        self.abstract_ends.push(self.abstracts.len() as u32);
        self.abstracts.push(AFTER_ABSTRACT);
        debug_assert!(self.short.len() - short_start < u32::MAX as usize);

        let named = [&draft.degree, &draft.kind, &draft.country, &draft.full_text].map(|name| {
            let clean = sanitise(name, LineBreaks::Join);
            changed |= clean.changed;
            self.name_number(&clean.text)
        });
        self.named.push(named);

        if !self.files.last().is_some_and(|last| Arc::ptr_eq(last, file)) {
            self.files.push(Arc::clone(file));
        }
        self.origins.push((self.files.len() as u16 - 1, draft.line));
        changed
    }

    /// The finished segment, without room to spare.
    pub fn seal(self) -> Segment {
        let mut segment = Segment {
            short: self.short.into(),
            short_ends: self.short_ends.into(),
            abstracts: self.abstracts.into(),
            abstract_ends: self.abstract_ends.into(),
            posted: self.posted.into(),
            named: self.named.into(),
            names: self.names.into(),
            files: self.files.into(),
            origins: self.origins.into(),
            by_id: HashTable::new(),
        };
        let mut by_id = HashTable::with_capacity(segment.len());
        for row in 0..segment.len() {
            let rehash = |&row: &u16| hash(segment.short(usize::from(row), ShortField::Id));
            by_id.insert_unique(hash(segment.short(row, ShortField::Id)), row as u16, rehash);
        }
        segment.by_id = by_id;
        segment
    }

    fn push_short(&mut self, draft: &Draft<'_>, abstract_start: usize) -> bool {
        let mut ends = [0; SHORT_FIELDS];
        let mut changed = false;
        let id_start = self.short.len();
        changed |= push_clean(&mut self.short, &draft.id, LineBreaks::Join);
        if self.short.len() == id_start {
            self.short.push_str(&id_from_content(draft, &self.abstracts[abstract_start..]));
        }
        ends[ShortField::Id as usize] = self.short.len() as u32;
        let lines = [
            (ShortField::Title, &draft.title),
            (ShortField::Candidate, &draft.candidate),
            (ShortField::Subject, &draft.subject),
        ];
        for (field, text) in lines {
            changed |= push_clean(&mut self.short, text, LineBreaks::Join);
            ends[field as usize] = self.short.len() as u32;
        }
        for (field, values) in
            [(ShortField::Keywords, &draft.keywords), (ShortField::Related, &draft.related)]
        {
            changed |= self.push_values(values);
            ends[field as usize] = self.short.len() as u32;
        }
        let posted = Posted::parse(&draft.posted);
        if posted.is_none() {
            changed |= push_clean(&mut self.short, &draft.posted, LineBreaks::Join);
        }
        self.posted.push(posted.map_or(0, Posted::packed));
        ends[ShortField::PostedAsWritten as usize] = self.short.len() as u32;
        self.short_ends.push(ends);
        changed
    }

    fn push_values(&mut self, values: &[std::borrow::Cow<'_, str>]) -> bool {
        let start = self.short.len();
        let mut changed = false;
        for value in values {
            let before = self.short.len();
            if before > start {
                self.short.push(BETWEEN_VALUES);
            }
            let value_start = self.short.len();
            changed |= push_clean(&mut self.short, value, LineBreaks::Join);
            if self.short.len() == value_start {
                self.short.truncate(before);
            }
        }
        changed
    }

    fn name_number(&mut self, name: &str) -> u16 {
        if let Some(&number) = self.name_numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u16;
        self.names.push(name.into());
        self.name_numbers.insert(name.into(), number);
        number
    }
}

fn push_clean(out: &mut String, text: &str, breaks: LineBreaks) -> bool {
    let clean = sanitise(text, breaks);
    out.push_str(&clean.text);
    clean.changed
}

fn id_from_content(draft: &Draft<'_>, abstract_text: &str) -> String {
    let content = [draft.title.trim(), draft.candidate.trim(), abstract_text].join("\n");
    format!("x{:016x}", xxh3_64(content.as_bytes()))
}

fn hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}
