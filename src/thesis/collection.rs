//! All theses that are loaded: immutable, shared, and growing by whole segments.

use std::path::Path;
use std::sync::Arc;

use super::segment::{NamedField, ShortField};
use super::{Field, Posted, Segment};

/// The place of a thesis in its collection, from 0. A collection only grows at its end, so a row keeps its
/// meaning in every later state of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub u32);

/// Theses in the order in which they were loaded. A clone shares the text.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    segments: Vec<Arc<Segment>>,
    /// The row of the first thesis of each segment.
    starts: Vec<u32>,
    len: u32,
}

impl Collection {
    /// How many theses it holds.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// True where it holds none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds the theses of a segment at the end. Whoever holds an earlier clone does not see them.
    pub fn push(&mut self, segment: Arc<Segment>) {
        self.starts.push(self.len);
        self.len += segment.len() as u32;
        self.segments.push(segment);
    }

    /// The segments in order, each with the row of its first thesis.
    pub fn segments(&self) -> impl ExactSizeIterator<Item = (Row, &Arc<Segment>)> {
        self.starts.iter().map(|&start| Row(start)).zip(&self.segments)
    }

    /// The thesis at a row.
    ///
    /// # Panics
    ///
    /// Where the collection has no such row.
    pub fn get(&self, row: Row) -> Thesis<'_> {
        let segment = self.starts.partition_point(|&start| start <= row.0) - 1;
        Thesis { segment: &self.segments[segment], row: (row.0 - self.starts[segment]) as usize }
    }

    /// The row of the thesis with this id.
    pub fn find(&self, id: &str) -> Option<Row> {
        self.segments().find_map(|(start, segment)| Some(Row(start.0 + segment.find(id)? as u32)))
    }

    /// All theses, in order.
    pub fn iter(&self) -> impl Iterator<Item = Thesis<'_>> {
        self.segments.iter().flat_map(|segment| segment.iter())
    }

    /// The bytes of text that it holds.
    pub fn text_bytes(&self) -> usize {
        self.segments.iter().map(|segment| segment.text_bytes()).sum()
    }

    /// The bytes that it takes in memory.
    pub fn memory_bytes(&self) -> usize {
        self.segments.iter().map(|segment| segment.memory_bytes()).sum()
    }
}

/// One thesis of a collection. All text is sanitised; an empty text means that the source has none.
#[derive(Clone, Copy, Debug)]
pub struct Thesis<'a> {
    segment: &'a Segment,
    row: usize,
}

impl Segment {
    /// The thesis at a row of this segment.
    ///
    /// # Panics
    ///
    /// Where the segment has no such row.
    pub fn get(&self, row: usize) -> Thesis<'_> {
        assert!(row < self.len(), "row {row} of {}", self.len());
        Thesis { segment: self, row }
    }

    /// The theses of this segment, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Thesis<'_>> {
        (0..self.len()).map(|row| self.get(row))
    }
}

impl<'a> Thesis<'a> {
    /// The text of a field that has one value; of a date what is written where it cannot be read as one, of a field
    /// with several values the first. Empty where the source has none.
    pub fn text(self, field: Field) -> &'a str {
        match field {
            Field::Posted => self.posted_as_written(),
            field => self.values(field).next().unwrap_or_default(),
        }
    }

    /// The values of a field in the source's order, none of them empty; of a field that has one value that one, of a
    /// date none.
    pub fn values(self, field: Field) -> impl Iterator<Item = &'a str> + use<'a> {
        let (segment, row) = (self.segment, self.row);
        let text = match field {
            Field::Id => segment.short(row, ShortField::Id),
            Field::Title => segment.short(row, ShortField::Title),
            Field::Posted => "",
            Field::Degree => segment.named(row, NamedField::Degree),
            Field::Kind => segment.named(row, NamedField::Kind),
            Field::Country => segment.named(row, NamedField::Country),
            Field::Candidate => segment.short(row, ShortField::Candidate),
            Field::FullText => segment.named(row, NamedField::FullText),
            Field::Subject => segment.short(row, ShortField::Subject),
            Field::Abstract => segment.abstract_text(row),
            Field::Keywords => segment.short(row, ShortField::Keywords),
            Field::Related => segment.short(row, ShortField::Related),
        };
        let parted = if field.is_list() { '\n' } else { '\0' };
        text.split(parted).filter(|value| !value.is_empty())
    }

    /// The date of a field, where it has one that can be read.
    pub fn date(self, field: Field) -> Option<Posted> {
        (field == Field::Posted).then(|| self.posted()).flatten()
    }

    /// The id, never empty.
    pub fn id(self) -> &'a str {
        self.segment.short(self.row, ShortField::Id)
    }

    /// The title.
    pub fn title(self) -> &'a str {
        self.segment.short(self.row, ShortField::Title)
    }

    /// The title, or the first words of the abstract where there is none, which
    /// [`has_title`](Self::has_title) tells apart.
    pub fn heading(self) -> &'a str {
        if self.has_title() { self.title() } else { first_words(self.abstract_text()) }
    }

    /// False where the source has no title.
    pub fn has_title(self) -> bool {
        !self.title().is_empty()
    }

    /// The author.
    pub fn candidate(self) -> &'a str {
        self.segment.short(self.row, ShortField::Candidate)
    }

    /// The subject.
    pub fn subject(self) -> &'a str {
        self.segment.short(self.row, ShortField::Subject)
    }

    /// The keywords, in the source's order.
    pub fn keywords(self) -> impl Iterator<Item = &'a str> {
        self.segment.values(self.row, ShortField::Keywords)
    }

    /// The titles that the source lists as related, in its order.
    pub fn related(self) -> impl Iterator<Item = &'a str> {
        self.segment.values(self.row, ShortField::Related)
    }

    /// The date of publication, where the source has one that can be read.
    pub fn posted(self) -> Option<Posted> {
        self.segment.posted(self.row)
    }

    /// The date of publication as written, where it cannot be read as a date.
    pub fn posted_as_written(self) -> &'a str {
        self.segment.short(self.row, ShortField::PostedAsWritten)
    }

    /// The degree, such as `Master`.
    pub fn degree(self) -> &'a str {
        self.segment.named(self.row, NamedField::Degree)
    }

    /// `Thesis` or `Dissertation`.
    pub fn kind(self) -> &'a str {
        self.segment.named(self.row, NamedField::Kind)
    }

    /// The country.
    pub fn country(self) -> &'a str {
        self.segment.named(self.row, NamedField::Country)
    }

    /// What the source says of the full text.
    pub fn full_text(self) -> &'a str {
        self.segment.named(self.row, NamedField::FullText)
    }

    /// The abstract; paragraphs, where it has several, are parted by `\n`.
    pub fn abstract_text(self) -> &'a str {
        self.segment.abstract_text(self.row)
    }

    /// The file it came from, as it was given or found.
    pub fn file(self) -> &'a Path {
        self.segment.file(self.row)
    }

    /// The line of that file on which it begins, from 1.
    pub fn line(self) -> u32 {
        self.segment.line(self.row)
    }
}

/// The first words of a text, at most 120 bytes or nearly so.
fn first_words(text: &str) -> &str {
    const ENOUGH: usize = 120;
    let line = text.lines().next().unwrap_or_default();
    let near = line.char_indices().map(|(at, _)| at).find(|&at| at >= ENOUGH);
    let Some(near) = near else { return line };
    let end = line[..near].rfind(char::is_whitespace).unwrap_or(near);
    line[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{Collection, Row, Thesis};
    use crate::thesis::{Draft, Field, Posted, Segment, SegmentBuilder};

    fn segment(drafts: &[Draft<'_>]) -> Segment {
        let file: Arc<Path> = Path::new("some/file.txt").into();
        let mut builder = SegmentBuilder::default();
        for draft in drafts {
            builder.push(draft, &file);
        }
        builder.seal()
    }

    fn draft(id: &str, title: &str) -> Draft<'static> {
        Draft { id: id.to_owned().into(), title: title.to_owned().into(), line: 7, ..Draft::default() }
    }

    #[test]
    fn every_field_comes_back() {
        let draft = Draft {
            id: "1".into(),
            title: "A title".into(),
            posted: "2023-12".into(),
            degree: "Master".into(),
            kind: "Thesis".into(),
            country: "China".into(),
            candidate: "Z Y Zhu".into(),
            full_text: "PDF".into(),
            subject: "Law".into(),
            abstract_text: "One.\r\nTwo.".into(),
            keywords: vec!["a, b".into(), " ".into(), "c\nd".into()],
            related: vec!["Other".into()],
            line: 3,
        };
        let segment = segment(&[Draft::default(), draft.clone()]);
        let thesis = segment.get(1);
        assert_eq!((thesis.id(), thesis.title(), thesis.candidate()), ("1", "A title", "Z Y Zhu"));
        assert_eq!((thesis.degree(), thesis.kind(), thesis.country()), ("Master", "Thesis", "China"));
        assert_eq!((thesis.full_text(), thesis.subject()), ("PDF", "Law"));
        assert_eq!(thesis.abstract_text(), "One.\nTwo.");
        assert_eq!(thesis.posted().map(Posted::iso).as_deref(), Some("2023-12"));
        assert_eq!(thesis.keywords().collect::<Vec<_>>(), ["a, b", "c d"]);
        assert_eq!(thesis.related().collect::<Vec<_>>(), ["Other"]);
        assert_eq!((thesis.file(), thesis.line()), (Path::new("some/file.txt"), 3));
        assert_eq!(thesis.values(Field::Keywords).collect::<Vec<_>>(), ["a, b", "c d"]);
        assert_eq!((thesis.text(Field::Country), thesis.text(Field::Keywords)), ("China", "a, b"));
        assert_eq!(thesis.date(Field::Posted), thesis.posted());
    }

    #[test]
    fn a_date_that_is_none_is_kept_as_written() {
        let segment = segment(&[Draft { posted: "Spring 2020".into(), ..Draft::default() }]);
        assert_eq!(segment.get(0).posted(), None);
        assert_eq!(segment.get(0).posted_as_written(), "Spring 2020");
    }

    #[test]
    fn a_thesis_without_an_id_gets_the_same_one_each_time() {
        let untitled = |text: &str| Draft { abstract_text: text.to_owned().into(), ..Draft::default() };
        let first = segment(&[untitled("one"), untitled("two")]);
        let second = segment(&[untitled("two\r\n")]);
        assert_eq!(first.get(1).id(), second.get(0).id());
        assert_ne!(first.get(0).id(), first.get(1).id());
        assert_eq!(first.get(0).id(), "xa819ad6cfd7083e4", "marks refer to it: it must never change");
    }

    #[test]
    fn first_words_stand_in_for_a_title() {
        let words = "word ".repeat(40);
        let drafts = [Draft { abstract_text: words.into(), ..Draft::default() }, draft("1", "Title")];
        let segment = segment(&drafts);
        assert!(!segment.get(0).has_title());
        assert_eq!(segment.get(0).heading(), "word ".repeat(24).trim());
        assert_eq!(segment.get(1).heading(), "Title");
    }

    #[test]
    fn rows_keep_their_meaning_while_the_collection_grows() {
        let mut collection = Collection::default();
        collection.push(Arc::new(segment(&[draft("a", "A"), draft("b", "B")])));
        let earlier = collection.clone();
        collection.push(Arc::new(segment(&[])));
        collection.push(Arc::new(segment(&[draft("c", "C")])));
        assert_eq!((earlier.len(), collection.len()), (2, 3));
        for (row, id) in ["a", "b", "c"].into_iter().enumerate() {
            assert_eq!(collection.get(Row(row as u32)).id(), id);
            assert_eq!(collection.find(id), Some(Row(row as u32)));
        }
        assert_eq!(collection.find("d"), None);
        assert_eq!(collection.iter().map(Thesis::title).collect::<String>(), "ABC");
    }

    #[test]
    fn rows_can_be_left_out() {
        let all = segment(&[draft("a", "A"), draft("b", "B"), draft("c", "C")]);
        let mut some = all.without(&[1]);
        some.shift_lines(10);
        assert_eq!(some.iter().map(Thesis::id).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!((some.find("b"), some.find("c"), some.get(1).line()), (None, Some(1), 17));
    }

    proptest! {
        #[test]
        fn fields_of_any_text_never_run_into_each_other(texts in proptest::collection::vec("[ -~é社]{0,12}", 1..8)) {
            let drafts: Vec<_> = texts.iter().enumerate().map(|(at, text)| Draft {
                id: format!("id{at}").into(),
                title: text.clone().into(),
                candidate: text.clone().into(),
                abstract_text: text.clone().into(),
                keywords: vec![text.clone().into(); 2],
                country: text.clone().into(),
                ..Draft::default()
            }).collect();
            let segment = segment(&drafts);
            for (thesis, text) in segment.iter().zip(&texts) {
                let text = text.trim();
                prop_assert_eq!([thesis.title(), thesis.candidate(), thesis.abstract_text(), thesis.country()], [text; 4]);
                prop_assert!(thesis.keywords().all(|keyword| keyword == text));
            }
        }
    }
}
