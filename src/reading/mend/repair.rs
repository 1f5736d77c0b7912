//! Repairs: what is done to a text, and where.

use std::ops::Range;

use super::text::Text;

/// What a repair does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A space is put in where one was lost.
    Space,
    /// A space too many is taken out.
    Spare,
    /// A paragraph break is put in where one was lost.
    Paragraph,
    /// A line's end that glued two words, or left a hyphen in a word.
    LineEnd,
    /// A character that stands for another that was lost.
    Character,
    /// A word that was broken by a space.
    Broken,
    /// Two words that were glued.
    Joined,
}

impl Kind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Space,
        Self::Spare,
        Self::Paragraph,
        Self::LineEnd,
        Self::Character,
        Self::Broken,
        Self::Joined,
    ];

    /// What is mended, as one and as many.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Space => ("lost space", "lost spaces"),
            Self::Spare => ("stray space", "stray spaces"),
            Self::Paragraph => ("lost paragraph break", "lost paragraph breaks"),
            Self::LineEnd => ("line end", "line ends"),
            Self::Character => ("lost character", "lost characters"),
            Self::Broken => ("broken word", "broken words"),
            Self::Joined => ("glued word", "glued words"),
        }
    }
}

/// One repair: what stands in place of some bytes of the source, none where it is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What it does.
    pub kind: Kind,
    /// The bytes of the source that it replaces.
    pub source: Range<usize>,
    /// What stands there instead.
    pub text: &'static str,
}

/// What rules have found in a text. Places are in characters.
pub struct Found<'t> {
    pub text: &'t Text,
    pub repairs: Vec<Repair>,
}

impl<'t> Found<'t> {
    /// Nothing yet.
    pub fn new(text: &'t Text) -> Self {
        Self { text, repairs: Vec::new() }
    }

    /// A space is put in before a character.
    pub fn space(&mut self, at: usize) {
        self.replace(Kind::Space, at..at, " ");
    }

    /// The space at a place is taken out.
    pub fn spare(&mut self, at: usize) {
        self.replace(Kind::Spare, at..at + 1, "");
    }

    /// A range of characters is replaced.
    pub fn replace(&mut self, kind: Kind, range: Range<usize>, text: &'static str) {
        let source = self.text.byte(range.start)..self.text.byte(range.end);
        self.repairs.push(Repair { kind, source, text });
    }
}
