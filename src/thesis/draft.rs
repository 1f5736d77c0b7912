//! One thesis on its way into a collection: what a format found, not yet sanitised.

use std::borrow::Cow;

/// The fields of one thesis as a format read them: raw text, an empty field where nothing was there.
///
/// A draft borrows from the text it was read from; [`SegmentBuilder::push`](super::SegmentBuilder::push)
/// sanitises it and copies it into columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft<'a> {
    /// The index's own id (GTID); empty where there is none, and the collection then makes one.
    pub id: Cow<'a, str>,
    /// The title, never invented: empty where the source has none.
    pub title: Cow<'a, str>,
    /// The day of publication as written, such as `2023-12-02`.
    pub posted: Cow<'a, str>,
    /// The degree as written, such as `Master`.
    pub degree: Cow<'a, str>,
    /// `Thesis` or `Dissertation`, the source's field `Type`.
    pub kind: Cow<'a, str>,
    /// The country as written.
    pub country: Cow<'a, str>,
    /// The author.
    pub candidate: Cow<'a, str>,
    /// What the source says of the full text: `PDF`, or an address.
    pub full_text: Cow<'a, str>,
    /// The subject.
    pub subject: Cow<'a, str>,
    /// The abstract.
    pub abstract_text: Cow<'a, str>,
    /// The keywords, in the order of the source.
    pub keywords: Vec<Cow<'a, str>>,
    /// The titles that the source lists as related, in its order.
    pub related: Vec<Cow<'a, str>>,
    /// The line of its file on which the thesis begins, from 1.
    pub line: u32,
}
