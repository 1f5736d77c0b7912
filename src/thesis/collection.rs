//! All theses that are loaded: immutable, shared, growing by whole segments, which can be retired again.

use std::ops::Range;
use std::sync::Arc;

use super::{Segment, SegmentId, Thesis};

/// The place of a thesis in its collection, from 0. A collection only grows at its end, and a retired segment keeps its
/// rows, so a row keeps its meaning in every later state of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub u32);

/// Theses in the order in which they were loaded. A clone shares the text.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    segments: Vec<Arc<Segment>>,
    /// The row of the first thesis of each segment.
    starts: Vec<u32>,
    /// Whether each segment is retired.
    retired: Vec<bool>,
    /// The rows of all segments.
    rows: u32,
    /// The theses that are not retired.
    len: u32,
}

/// A segment in its place among all that a collection has ever had.
#[derive(Clone, Copy, Debug)]
pub struct PlacedSegment<'c> {
    /// The place, from 0.
    pub number: usize,
    /// The row of its first thesis.
    pub start: Row,
    /// The segment.
    pub segment: &'c Arc<Segment>,
    /// True where its theses are hidden.
    pub is_retired: bool,
}

impl PlacedSegment<'_> {
    /// The rows of its theses.
    pub fn rows(&self) -> Range<u32> {
        self.start.0..self.start.0 + self.segment.len() as u32
    }
}

impl Collection {
    /// How many theses it holds, without retired ones.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// How many rows it has, those of retired theses included: every row is below.
    pub fn rows(&self) -> usize {
        self.rows as usize
    }

    /// True where it holds none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds the theses of a segment at the end. Whoever holds an earlier clone does not see them.
    pub fn push(&mut self, segment: Arc<Segment>) {
        self.starts.push(self.rows);
        self.retired.push(false);
        self.rows += segment.len() as u32;
        self.len += segment.len() as u32;
        self.segments.push(segment);
    }

    /// Hides the theses of a segment, whose rows keep their meaning; where it stands, or `None` where the collection has no such
    /// segment or has retired it already. Whoever holds an earlier clone still sees them.
    pub fn retire(&mut self, id: SegmentId) -> Option<PlacedSegment<'_>> {
        let number = self.slot(id).filter(|placed| !placed.is_retired)?.number;
        self.retired[number] = true;
        self.len -= self.segments[number].len() as u32;
        self.slots().nth(number)
    }

    /// Where a segment stands, retired or not.
    pub fn slot(&self, id: SegmentId) -> Option<PlacedSegment<'_>> {
        self.slots().find(|placed| placed.segment.id() == id)
    }

    /// All segments that the collection has ever had, in order.
    pub fn slots(&self) -> impl ExactSizeIterator<Item = PlacedSegment<'_>> {
        self.segments.iter().enumerate().map(|(number, segment)| PlacedSegment {
            number,
            start: Row(self.starts[number]),
            segment,
            is_retired: self.retired[number],
        })
    }

    /// The segments that are not retired, in order, each with the row of its first thesis.
    pub fn segments(&self) -> impl Iterator<Item = (Row, &Arc<Segment>)> {
        self.slots().filter(|slot| !slot.is_retired).map(|slot| (slot.start, slot.segment))
    }

    /// True where a row is that of a thesis that is not retired.
    pub fn is_live(&self, row: Row) -> bool {
        row.0 < self.rows && !self.retired[self.starts.partition_point(|&start| start <= row.0) - 1]
    }

    /// The thesis at a row, retired or not.
    ///
    /// # Panics
    ///
    /// Where the collection has no such row.
    pub fn get(&self, row: Row) -> Thesis<'_> {
        let segment = self.starts.partition_point(|&start| start <= row.0) - 1;
        self.segments[segment].get((row.0 - self.starts[segment]) as usize)
    }

    /// The row of the thesis with this id.
    pub fn find(&self, id: &str) -> Option<Row> {
        self.segments().find_map(|(start, segment)| Some(Row(start.0 + segment.find(id)? as u32)))
    }

    /// All theses that are not retired, in order.
    pub fn iter(&self) -> impl Iterator<Item = Thesis<'_>> {
        self.segments().flat_map(|(_, segment)| segment.iter())
    }

    /// The bytes of text that it holds, without retired theses.
    pub fn text_bytes(&self) -> usize {
        self.segments().map(|(_, segment)| segment.text_bytes()).sum()
    }

    /// The bytes that it takes in memory, retired theses included.
    pub fn memory_bytes(&self) -> usize {
        self.segments.iter().map(|segment| segment.memory_bytes()).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{Collection, Row, Thesis};
    use crate::thesis::{Date, Draft, Field, Segment, SegmentBuilder};

    fn segment(drafts: &[Draft<'_>]) -> Segment {
        let file: Arc<Path> = Path::new("some/file.txt").into();
        let mut builder = SegmentBuilder::default();
        for draft in drafts {
            builder.push(draft, &file);
        }
        builder.seal()
    }

    fn draft(id: &str, title: &str) -> Draft<'static> {
        Draft::at(7).with(Field::Id, id.to_owned()).with(Field::Title, title.to_owned())
    }

    #[test]
    fn every_field_comes_back() {
        let draft = Draft::of_a_page()
            .on_line(3)
            .with(Field::Posted, "2023-12")
            .with(Field::Abstract, "One.\r\nTwo.")
            .with_only(Field::Keywords, ["a, b", " ", "c\nd"])
            .with_values(Field::Related, ["Other"]);
        let segment = segment(&[Draft::default(), draft.clone()]);
        let thesis = segment.get(1);
        assert_eq!(
            (thesis.id(), thesis.title(), thesis.candidate()),
            ("2556307118989809", "On Tea", "Z Y Zhu")
        );
        assert_eq!(
            (thesis.degree(), thesis.kind(), thesis.text(Field::Country)),
            ("Master", "Thesis", "China")
        );
        assert_eq!((thesis.text(Field::FullText), thesis.subject()), ("PDF", "Law"));
        assert_eq!(thesis.abstract_text(), "One.\nTwo.");
        assert_eq!(thesis.posted().map(Date::iso).as_deref(), Some("2023-12"));
        assert_eq!(thesis.keywords().collect::<Vec<_>>(), ["a, b", "c d"]);
        assert_eq!(thesis.values(Field::Related).collect::<Vec<_>>(), ["Other"]);
        assert_eq!((thesis.file(), thesis.line()), (Path::new("some/file.txt"), 3));
        assert_eq!(thesis.values(Field::Keywords).collect::<Vec<_>>(), ["a, b", "c d"]);
        assert_eq!((thesis.text(Field::Country), thesis.text(Field::Keywords)), ("China", "a, b"));
        assert_eq!(thesis.date(Field::Posted), thesis.posted());
    }

    #[test]
    fn a_date_that_is_none_is_kept_as_written() {
        let segment = segment(&[Draft::default().with(Field::Posted, "Spring 2020")]);
        assert_eq!(segment.get(0).posted(), None);
        assert_eq!(segment.get(0).text(Field::Posted), "Spring 2020");
    }

    #[test]
    fn abstracts_in_other_languages_stand_behind_the_first() {
        let others = ["Una.\nDos.", "Eins."];
        let both = Draft::at(1).with(Field::Abstract, "One.").with_values(Field::OtherAbstracts, others);
        let only = Draft::at(1).with_values(Field::OtherAbstracts, ["Seul."]);
        let segment = segment(&[both.clone(), only, Draft::at(1).with(Field::Abstract, "Last.")]);
        let first: Vec<_> = segment.iter().map(Thesis::abstract_text).collect();
        assert_eq!(first, ["One.", "", "Last."]);
        let other = |row| segment.get(row).values(Field::OtherAbstracts).collect::<Vec<_>>();
        assert_eq!((other(0), other(1), other(2)), (others.to_vec(), vec!["Seul."], vec![]));
        assert_eq!(segment.abstracts(), "One.\0Una.\nDos.\0Eins.\0\0Seul.\0Last.\0");
        assert_eq!(segment.abstract_ends(), [20, 27, 33]);
        let alone = SegmentBuilder::default().seal().without(&[]);
        assert!(alone.is_empty() && segment.without(&[1, 2]).get(0).values(Field::OtherAbstracts).eq(others));
    }

    #[test]
    fn the_year_is_of_the_degree_where_it_is_known() {
        let posted = Draft::at(1).with(Field::Posted, "2021-03");
        let drafts = [Draft::at(1), posted.clone(), posted.with(Field::Awarded, "2019")];
        assert_eq!(
            segment(&drafts).iter().map(Thesis::year).collect::<Vec<_>>(),
            [None, Some(2021), Some(2019)]
        );
    }

    #[test]
    fn a_thesis_without_an_id_gets_the_same_one_each_time() {
        let untitled = |text: &str| Draft::default().with(Field::Abstract, text.to_owned());
        let first = segment(&[untitled("one"), untitled("two")]);
        let second = segment(&[untitled("two\r\n")]);
        assert_eq!(first.get(1).id(), second.get(0).id());
        assert_ne!(first.get(0).id(), first.get(1).id());
        assert_eq!(first.get(0).id(), "xa819ad6cfd7083e4", "marks refer to it: it must never change");
    }

    #[test]
    fn first_words_stand_in_for_a_title() {
        let words = "word ".repeat(40);
        let drafts = [Draft::default().with(Field::Abstract, words), draft("1", "Title")];
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

        let first = collection.slots().next().unwrap().segment.id();
        assert_eq!(collection.retire(first).map(|placed| placed.rows()), Some(0..2));
        assert!(collection.retire(first).is_none(), "once is enough");
        assert_eq!((collection.len(), collection.rows(), earlier.len()), (1, 3, 2));
        assert_eq!((collection.find("a"), collection.find("c")), (None, Some(Row(2))));
        assert_eq!(collection.get(Row(0)).id(), "a", "whoever still shows it can");
        assert_eq!([0, 1, 2, 3].map(|row| collection.is_live(Row(row))), [false, false, true, false]);
        assert_eq!(collection.iter().map(Thesis::title).collect::<String>(), "C");
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
            let drafts: Vec<_> = texts.iter().enumerate().map(|(at, text)| Draft::default().with(Field::Id, format!("id{at}")).with(Field::Title, text.clone()).with(Field::Candidate, text.clone()).with(Field::Abstract, text.clone()).with_values(Field::Keywords, vec![text.clone(); 2]).with(Field::Country, text.clone())).collect();
            let segment = segment(&drafts);
            for (thesis, text) in segment.iter().zip(&texts) {
                let text = text.trim();
                prop_assert_eq!([thesis.title(), thesis.candidate(), thesis.abstract_text(), thesis.text(Field::Country)], [text; 4]);
                prop_assert!(thesis.keywords().all(|keyword| keyword == text));
            }
        }
    }
}
