//! The heading of a thesis as it is to be read: its title, or the first words that stand in for one.

use super::{Evidence, mend};
use crate::text::boundary;
use crate::text::mapped::Mapped;
use crate::thesis::Thesis;

/// So much of an abstract tells what happened to its first words, in bytes: some sentences.
const BEGINNING: usize = 1000;

/// The title of a thesis, mended, with the way back to what was read. Where it has none, the first words of its
/// abstract, mended, a text of their own; empty where it has neither.
pub fn heading(thesis: Thesis<'_>, evidence: &Evidence<'_>) -> Mapped<'static> {
    let (heading, text) = (thesis.heading(), thesis.abstract_text());
    if thesis.has_title() || !text.starts_with(heading) {
        return mend(heading, evidence).mapped.into_owned();
    }
    let beginning = mend(&text[..boundary(text, BEGINNING.max(heading.len()))], evidence).mapped;
    let words = &beginning.text()[beginning.shown(0..heading.len())];
    Mapped::unchanged(words).into_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::heading;
    use crate::reading::{Evidence, Words};
    use crate::thesis::{Draft, Field, SegmentBuilder};

    #[test]
    fn a_title_is_mended_on_the_words_of_its_thesis_and_so_are_first_words() {
        let glued =
            "It was promoted,and that,too,with all that follows in it and all that goes with it.It is,too.";
        for (title, text, expected) in [
            ("\"Concentric?Circles\" of it", "Of concentric circles.", "\"Concentric Circles\" of it"),
            ("\"Concentric?Circles\" of it", "Of circles.", "\"Concentric?Circles\" of it"),
            ("On people ’s well-being", "", "On people’s well-being"),
            ("", glued, "It was promoted, and that, too, with"),
            ("", "", ""),
        ] {
            let draft = Draft::default().with(Field::Title, title).with(Field::Abstract, text);
            let mut builder = SegmentBuilder::default();
            builder.push(&draft, &Path::new("f").into());
            let segment = builder.seal();
            let own = Words::of_thesis(segment.get(0));
            let heading = heading(segment.get(0), &Evidence { thesis: Some(&own), collection: None });
            assert!(heading.text().starts_with(expected), "{title} {text}: {heading:?}");
            assert_eq!(heading.text().is_empty(), expected.is_empty());
        }
    }
}
