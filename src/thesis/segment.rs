//! A run of theses in columns: the unit in which a collection grows.
//!
//! The text of each field lies in one large allocation, and so do the abstracts; a field that no thesis of a
//! segment has takes nothing. A segment is built once, by one thread, and never changes.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::column::{BETWEEN_VALUES, Column, Names, put};
use super::{Date, Draft, Field, Shape};
use crate::text::sanitise::{LineBreaks, sanitise};

/// Stands behind the abstracts of each thesis and between them, so that nothing is found across two; sanitised text
/// has none.
const AFTER_ABSTRACT: char = '\0';

/// The most text of either kind that a segment begins another thesis with, in bytes: ranges are 32 bits.
const FULL_AT: usize = 1 << 30;

/// Which segment: no two that one run of the program seals have the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SegmentId(u64);

/// The number of the next segment; 0 is that of the default, empty one.
static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// Theses in columns. See the module.
#[derive(Debug, Default)]
pub struct Segment {
    id: SegmentId,
    columns: [Option<Column>; Field::COUNT],
    names: Names,
    abstracts: String,
    abstract_ends: Vec<u32>,
    /// The bytes of passages among the abstracts, with a NUL before each.
    passages: usize,
    files: Vec<Arc<Path>>,
    origins: Vec<(u16, u32)>,
    by_id: HashTable<u16>,
}

impl Segment {
    /// The most theses that a segment holds: its rows are 16 bits, in ids and in posting lists.
    pub const MAX_ROWS: usize = u16::MAX as usize;

    /// Which segment it is, for telling it from all others of this run of the program.
    pub fn id(&self) -> SegmentId {
        self.id
    }

    /// How many theses it holds.
    pub fn len(&self) -> usize {
        self.origins.len()
    }

    /// True where it holds none.
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// All abstracts, one after another, each with a NUL behind it; a thesis may have several.
    pub fn abstracts(&self) -> &str {
        &self.abstracts
    }

    /// Where the abstracts of each thesis end in [`abstracts`](Self::abstracts), in bytes; the NUL follows.
    pub fn abstract_ends(&self) -> &[u32] {
        &self.abstract_ends
    }

    /// The row of the thesis with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        let same = |&row: &u16| self.text(usize::from(row), Field::Id) == id;
        self.by_id.find(id_hash(id), same).map(|&row| usize::from(row))
    }

    /// True where a thesis of it has this field.
    pub fn has(&self, field: Field) -> bool {
        match field.row().shape {
            Shape::Prose => self.abstracts.len() > self.len() + self.passages,
            Shape::Passages => self.passages > 0,
            _ => self.columns[field as usize].is_some(),
        }
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
        self.columns.iter().flatten().map(Column::text_bytes).sum::<usize>() + self.abstracts.len()
    }

    /// The bytes that it takes in memory, allocations included that hold no text.
    pub fn memory_bytes(&self) -> usize {
        let rows = self.columns.iter().flatten().map(Column::row_bytes).sum::<usize>()
            + size_of_val(&*self.abstract_ends)
            + size_of_val(&*self.origins)
            + self.by_id.allocation_size();
        // A shared path has two counts before it.
        let files: usize =
            self.files.iter().map(|file| 4 * size_of::<usize>() + file.as_os_str().len()).sum();
        size_of::<Self>() + self.text_bytes() + rows + self.names.memory_bytes() + files
    }

    /// The text of a field as [`Column::text`] gives it, several values in one.
    pub(super) fn text(&self, row: usize, field: Field) -> &str {
        if let Some(column) = &self.columns[field as usize] {
            return column.text(row, &self.names);
        }
        match field.row().shape {
            Shape::Prose => self.abstract_text(row),
            Shape::Passages => {
                self.all_abstracts(row).split_once(AFTER_ABSTRACT).map_or("", |(_, rest)| rest)
            }
            _ => "",
        }
    }

    /// The values of a field, none of them empty.
    pub(super) fn values(&self, row: usize, field: Field) -> impl Iterator<Item = &str> {
        // Prose holds line breaks, and no other text holds a NUL. One value is not looked through for a second.
        let between = match field.row().shape {
            Shape::Values(_) | Shape::Items => Some(BETWEEN_VALUES),
            Shape::Passages => Some(AFTER_ABSTRACT),
            Shape::Line | Shape::Named | Shape::Date | Shape::Prose => None,
        };
        let mut rest = Some(self.text(row, field));
        let mut next = move || {
            let here = rest.take()?;
            let parted = between.and_then(|between| here.split_once(between));
            rest = parted.map(|(_, rest)| rest);
            Some(parted.map_or(here, |(value, _)| value))
        };
        std::iter::from_fn(move || std::iter::from_fn(&mut next).find(|value| !value.is_empty()))
    }

    pub(super) fn date(&self, row: usize, field: Field) -> Option<Date> {
        self.columns[field as usize].as_ref()?.date(row)
    }

    pub(super) fn abstract_text(&self, row: usize) -> &str {
        let all = self.all_abstracts(row);
        if self.passages == 0 { all } else { first_abstract(all) }
    }

    /// The abstract of a row, and behind a NUL each the same in other languages.
    fn all_abstracts(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.abstract_ends[before] as usize + 1);
        &self.abstracts[start..self.abstract_ends[row] as usize]
    }

    pub(super) fn file(&self, row: usize) -> &Path {
        &self.files[usize::from(self.origins[row].0)]
    }

    pub(super) fn line(&self, row: usize) -> u32 {
        self.origins[row].1
    }

    fn draft(&self, row: usize) -> Draft<'_> {
        let mut draft = Draft::at(self.line(row));
        for &field in Field::ALL {
            match self.date(row, field) {
                Some(date) => draft.set(field, date.iso()),
                None => self.values(row, field).for_each(|value| draft.push(field, value)),
            }
        }
        draft
    }
}

/// Collects drafts into the columns of one [`Segment`].
#[derive(Debug, Default)]
pub struct SegmentBuilder {
    segment: Segment,
    /// The bytes of text in columns.
    short: usize,
}

impl SegmentBuilder {
    /// A builder with room for abstracts of so many bytes together; what is not used is given back at the end.
    pub fn with_room(bytes: usize) -> Self {
        let abstracts = String::with_capacity(bytes.min(FULL_AT));
        Self { segment: Segment { abstracts, ..Segment::default() }, short: 0 }
    }

    /// How many theses it holds.
    pub fn len(&self) -> usize {
        self.segment.len()
    }

    /// True where it holds none.
    pub fn is_empty(&self) -> bool {
        self.segment.is_empty()
    }

    /// True where the next thesis needs another builder.
    pub fn is_full(&self) -> bool {
        self.len() >= Segment::MAX_ROWS
            || self.segment.names.is_full()
            || self.short.max(self.segment.abstracts.len()) >= FULL_AT
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
        let row = self.len();
        let abstract_start = self.segment.abstracts.len();
        let mut changed = false;
        for (field, value) in draft.iter() {
            changed |= self.push_value(row, field, value);
        }
        if self.segment.text(row, Field::Id).is_empty() {
            let id = id_from_content(draft, first_abstract(&self.segment.abstracts[abstract_start..]));
            self.push_value(row, Field::Id, &id);
        }
        let Segment { abstracts, abstract_ends, files, origins, .. } = &mut self.segment;
        abstract_ends.push(abstracts.len() as u32);
        abstracts.push(AFTER_ABSTRACT);
        if !files.last().is_some_and(|last| Arc::ptr_eq(last, file)) {
            files.push(Arc::clone(file));
        }
        origins.push((files.len() as u16 - 1, draft.line));
        changed
    }

    /// The finished segment, without room to spare.
    pub fn seal(self) -> Segment {
        let mut segment = self.segment;
        segment.id = SegmentId(NEXT_ID.fetch_add(1, Ordering::Relaxed));
        segment.columns.iter_mut().flatten().for_each(Column::shrink);
        segment.names.shrink();
        segment.abstracts.shrink_to_fit();
        segment.abstract_ends.shrink_to_fit();
        segment.files.shrink_to_fit();
        segment.origins.shrink_to_fit();
        let mut by_id = HashTable::with_capacity(segment.len());
        for row in 0..segment.len() {
            let rehash = |&row: &u16| id_hash(segment.text(usize::from(row), Field::Id));
            by_id.insert_unique(id_hash(segment.text(row, Field::Id)), row as u16, rehash);
        }
        segment.by_id = by_id;
        segment
    }

    /// Adds a value of the thesis at hand; true where something was taken out of it.
    fn push_value(&mut self, row: usize, field: Field, value: &str) -> bool {
        let shape = field.row().shape;
        let is_prose = matches!(shape, Shape::Prose | Shape::Passages);
        let breaks = if is_prose { LineBreaks::Keep } else { LineBreaks::Join };
        let clean = sanitise(value, breaks);
        if clean.text.is_empty() {
            return clean.changed;
        }
        let Segment { columns, names, abstracts, passages, .. } = &mut self.segment;
        if is_prose {
            if shape == Shape::Passages {
                abstracts.push(AFTER_ABSTRACT);
                *passages += AFTER_ABSTRACT.len_utf8() + clean.text.len();
            }
            abstracts.push_str(&clean.text);
            return clean.changed;
        }
        self.short += clean.text.len();
        match columns[field as usize].get_or_insert_with(|| Column::of(field)) {
            Column::Texts(texts) => texts.push(row, &clean.text),
            Column::Named(numbers) => put(numbers, row, names.number(&clean.text)),
            Column::Dates(dates, texts) => match Date::parse(&clean.text) {
                Some(date) => put(dates, row, date.packed()),
                None => texts.push(row, &clean.text),
            },
        }
        clean.changed
    }
}

fn first_abstract(all: &str) -> &str {
    all.split(AFTER_ABSTRACT).next().unwrap_or_default()
}

fn id_from_content(draft: &Draft<'_>, abstract_text: &str) -> String {
    let [title, candidate] = [Field::Title, Field::Candidate].map(|field| draft.get(field).trim());
    format!("x{:016x}", xxh3_64([title, candidate, abstract_text].join("\n").as_bytes()))
}

/// The hash by which theses are found by their id; the same from run to run.
pub fn id_hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}
