//! AS A READER SEES IT: an abstract mended, in paragraphs and sections.
//!
//! Owns what is done to a text for reading: repairing what the index lost on the way, and finding how the text is
//! built. It changes no thesis: what was read stays what it was, and every repair and section knows its place in it.
//! No file, no screen and no question is known here.

mod edition;
mod heading;
pub mod mend;
mod outline;
mod paragraphs;
mod sentences;
mod turns;
pub mod vocabulary;

use std::ops::Range;

pub use edition::Edition;
pub use heading::heading;
pub use mend::{Kind, Mended, Repair, mend};
pub use outline::Section;
pub use turns::Turn;
pub use vocabulary::{Evidence, Vocabulary, Words};

/// An abstract as a reader sees it. All places are bytes of the mended text.
#[derive(Clone, Debug)]
pub struct Reading<'s> {
    /// The text, mended.
    pub mended: Mended<'s>,
    /// Its paragraphs, in order, without the white space between them. An empty text has none.
    pub paragraphs: Vec<Range<usize>>,
    /// Its sections, in order of their places; empty where the text is not told in sections.
    pub sections: Vec<Section>,
    /// The sentences that tell the aim, the method, the result or the conclusion, in order.
    pub turns: Vec<(Turn, Range<usize>)>,
}

impl Reading<'_> {
    /// The text in its paragraphs, a blank line between two.
    pub fn in_paragraphs(&self) -> String {
        let text = self.mended.text();
        let paragraphs: Vec<_> = self.paragraphs.iter().map(|range| &text[range.clone()]).collect();
        paragraphs.join("\n\n")
    }

    /// The same with a text of its own.
    pub fn into_owned(self) -> Reading<'static> {
        let Self { mended, paragraphs, sections, turns } = self;
        Reading { mended: mended.into_owned(), paragraphs, sections, turns }
    }
}

/// Reads an abstract: mends it, and finds its paragraphs, sections and turns.
pub fn read<'s>(source: &'s str, evidence: &Evidence<'_>) -> Reading<'s> {
    let mended = mend(source, evidence);
    let text = mended.text();
    let sentences = sentences::sentences(text);
    let sections = outline::sections(text, &sentences);
    let paragraphs = paragraphs::paragraphs(text, &sentences, &sections);
    let turns = turns::turns(text, &sentences);
    Reading { mended, paragraphs, sections, turns }
}
