//! The table of fields: what a thesis can have, one row a field.
//!
//! Owns everything that differs from field to field and is known before any thesis is read: names, labels, shapes,
//! how a field is searched and where it is read. Whoever lists fields goes through [`Field::ALL`]; whoever treats one
//! field unlike another asks its [row](Field::row). A field is added by adding a row. Must not know any thesis.

#[cfg(test)]
mod tests;

use super::Level;

/// What a field holds, from which follows how it is kept in memory, written and set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line of text.
    Line,
    /// One line of text, of which few differ: each is kept once a segment.
    Named,
    /// A date, which may be written in a way that cannot be read as one.
    Date,
    /// Several short texts; on one line this stands between them.
    Values(&'static str),
    /// Several lines of text, each set on a line of its own.
    Items,
    /// One text of any length, in paragraphs.
    Prose,
    /// Several such texts.
    Passages,
}

/// How a query looks into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// It does not.
    Never,
    /// By its words, through the index.
    Words {
        /// The field that its words are kept with: itself, or one that it counts as.
        group: Field,
        /// Whether a word without a field's name before it is looked for here, too.
        plain: bool,
        /// The worth of a whole word found here, relative to other fields.
        weight: u16,
    },
    /// By the beginning of any of its words, thesis by thesis.
    Value,
    /// By the beginning of the whole.
    Beginning,
    /// By time.
    Time,
}

/// Where the page of a thesis index has a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLabel {
    /// The line, counted from 0 among those that begin with a label.
    pub line: usize,
    /// The place within that line, from 0. Of two fields of one place a page has one.
    pub place: usize,
    /// The label, with its colon where it has one.
    pub text: &'static str,
}

/// Where the reader's detail sets a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// At the top.
    Heading,
    /// In the first line of facts below the heading: who, what, when, where.
    Facts,
    /// In the second line of facts: what about, and under which id.
    MoreFacts,
    /// Below the facts.
    Keywords,
    /// As the text that is read.
    Body,
    /// Behind the text, with its label as a heading.
    Behind,
    /// At the foot, behind its label.
    Foot,
}

/// What is known of a field, the same for all theses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// The name in JSON lines.
    pub name: &'static str,
    /// The names in queries, without a colon: first the one that is offered, then its synonyms. Without any it is
    /// asked about as part of another field's group, or not at all.
    pub query: &'static [&'static str],
    /// Whether JSON lines leave it out where a thesis has none, rather than write an empty one.
    pub optional: bool,
    /// The label on screens and in `theses show`.
    pub label: &'static str,
    /// What a person is told to type behind the name in a query.
    pub expected: &'static str,
    /// The label on the pages of a thesis index.
    pub page: Option<PageLabel>,
    /// What it holds.
    pub shape: Shape,
    /// How a query looks into it.
    pub search: Search,
    /// Whether theses are counted by its values.
    pub facet: bool,
    /// Whether its values are offered while a query is typed.
    pub offered: bool,
    /// Where the detail sets it.
    pub slot: Slot,
    /// The place in the order in which a person reads the fields, in `theses show`; no two are the same.
    pub reading: u8,
}

/// Declares the fields with their rows, so that there is one place to add one.
macro_rules! fields {
    ($($(#[$doc:meta])+ $field:ident => $row:expr;)+) => {
        /// A field of a thesis. The order is that of the page and of JSON lines.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])+ $field,)+
        }

        impl Field {
            /// All fields, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$field),+];

            /// How many fields there are.
            pub const COUNT: usize = Self::ALL.len();
        }

        const ROWS: [FieldRow; Field::COUNT] = [$($row),+];
    };
}

/// A row of a field that cannot be asked about, for the rows to start from.
const PLAIN: FieldRow = FieldRow {
    name: "",
    query: &[],
    optional: false,
    label: "",
    expected: "a word",
    page: None,
    shape: Shape::Line,
    search: Search::Never,
    facet: false,
    offered: false,
    slot: Slot::Foot,
    reading: 0,
};

/// A row of a field that names one of not very many things, such as a country: its values are asked about from their
/// beginnings, counted and offered.
const NAMED: FieldRow =
    FieldRow { shape: Shape::Named, search: Search::Value, facet: true, offered: true, ..PLAIN };

const TIME: &str = "a year such as 2021, or 2015..2021";

const fn label(line: usize, place: usize, text: &'static str) -> PageLabel {
    PageLabel { line, place, text }
}

/// Words that a query finds with and without the name of their field.
const fn words(group: Field, weight: u16) -> Search {
    Search::Words { group, plain: true, weight }
}

fields! {
    /// The index's own id, or one that was made from the content: never empty in a collection.
    Id => FieldRow {
        name: "id",
        query: &["id"],
        label: "Id",
        expected: "the beginning of an id",
        page: Some(label(2, 0, "GTID:")),
        search: Search::Beginning,
        slot: Slot::MoreFacts,
        reading: 80,
        ..PLAIN
    };
    /// The title, never invented.
    Title => FieldRow {
        name: "title",
        query: &["title"],
        label: "Title",
        search: words(Field::Title, 16),
        slot: Slot::Heading,
        reading: 0,
        ..PLAIN
    };
    /// The day on which the index published it.
    Posted => FieldRow {
        name: "posted",
        query: &["posted", "date"],
        label: "Posted",
        expected: TIME,
        page: Some(label(0, 0, "Posted on:")),
        shape: Shape::Date,
        search: Search::Time,
        slot: Slot::Facts,
        reading: 20,
        ..PLAIN
    };
    /// When the degree was granted, where the source says so; never guessed from the day of posting.
    Awarded => FieldRow {
        name: "awarded",
        query: &["awarded"],
        optional: true,
        label: "Awarded",
        expected: TIME,
        shape: Shape::Date,
        search: Search::Time,
        slot: Slot::Facts,
        reading: 22,
        ..PLAIN
    };
    /// The degree as written, such as `Master` or `Ph.D`.
    Degree => FieldRow {
        name: "degree",
        query: &["degree"],
        label: "Degree",
        expected: "a degree such as doctor",
        page: Some(label(0, 1, "Degree:")),
        slot: Slot::Facts,
        reading: 30,
        ..NAMED
    };
    /// `Thesis` or `Dissertation`.
    Kind => FieldRow {
        name: "kind",
        query: &["kind", "type"],
        label: "Type",
        expected: "thesis or dissertation",
        page: Some(label(0, 2, "Type:")),
        slot: Slot::Facts,
        reading: 32,
        ..NAMED
    };
    /// The country as written.
    Country => FieldRow {
        name: "country",
        query: &["country"],
        label: "Country",
        expected: "a country",
        page: Some(label(1, 0, "Country:")),
        slot: Slot::Facts,
        reading: 40,
        ..NAMED
    };
    /// The university, as written and never split.
    University => FieldRow {
        name: "university",
        query: &["university"],
        optional: true,
        label: "University",
        expected: "a university",
        page: Some(label(1, 0, "University:")),
        slot: Slot::Facts,
        reading: 42,
        ..NAMED
    };
    /// The part of the university.
    Department => FieldRow {
        name: "department",
        query: &["department"],
        optional: true,
        label: "Department",
        expected: "a department",
        slot: Slot::MoreFacts,
        reading: 44,
        ..NAMED
    };
    /// The author, as written.
    Candidate => FieldRow {
        name: "candidate",
        query: &["by", "author", "candidate"],
        label: "Candidate",
        page: Some(label(1, 1, "Candidate:")),
        search: words(Field::Candidate, 8),
        offered: true,
        slot: Slot::Facts,
        reading: 10,
        ..PLAIN
    };
    /// Those who advised, as written, in the source's order.
    Advisors => FieldRow {
        name: "advisors",
        query: &["advisor", "advisors", "supervisor"],
        optional: true,
        label: "Advisors",
        shape: Shape::Values("; "),
        search: Search::Words { group: Field::Advisors, plain: false, weight: 8 },
        offered: true,
        slot: Slot::MoreFacts,
        reading: 12,
        ..PLAIN
    };
    /// What the source says of the full text: `PDF`, or an address.
    FullText => FieldRow {
        name: "full_text",
        label: "Full text",
        page: Some(label(1, 2, "Full Text:")),
        reading: 70,
        ..PLAIN
    };
    /// The discipline.
    Subject => FieldRow {
        name: "subject",
        query: &["subject"],
        label: "Subject",
        page: Some(label(2, 1, "Subject:")),
        search: words(Field::Subject, 8),
        facet: true,
        offered: true,
        slot: Slot::MoreFacts,
        reading: 50,
        ..PLAIN
    };
    /// The language as written: `en`, `German`, `中文`.
    Language => FieldRow {
        name: "language",
        query: &["language"],
        optional: true,
        label: "Language",
        expected: "a language",
        slot: Slot::MoreFacts,
        reading: 52,
        ..NAMED
    };
    /// The DOI, in lower case and bare.
    Doi => FieldRow {
        name: "doi",
        query: &["doi"],
        optional: true,
        label: "DOI",
        expected: "the beginning of a DOI",
        search: Search::Beginning,
        reading: 72,
        ..PLAIN
    };
    /// The address of the record's page.
    Url => FieldRow {
        name: "url",
        optional: true,
        label: "Address",
        reading: 74,
        ..PLAIN
    };
    /// The key under which it is cited.
    Citekey => FieldRow {
        name: "citekey",
        query: &["citekey"],
        optional: true,
        label: "Cite key",
        expected: "the beginning of a key",
        search: Search::Beginning,
        reading: 82,
        ..PLAIN
    };
    /// The abstract.
    Abstract => FieldRow {
        name: "abstract",
        query: &["abstract"],
        label: "Abstract",
        page: Some(label(3, 0, "Abstract/Summary:")),
        shape: Shape::Prose,
        search: words(Field::Abstract, 4),
        slot: Slot::Body,
        reading: 90,
        ..PLAIN
    };
    /// The keywords, in the order of the source.
    Keywords => FieldRow {
        name: "keywords",
        query: &["kw", "keyword", "keywords"],
        label: "Keywords",
        page: Some(label(4, 0, "Keywords/Search Tags:")),
        shape: Shape::Values(", "),
        search: words(Field::Keywords, 12),
        facet: true,
        offered: true,
        slot: Slot::Keywords,
        reading: 60,
        ..PLAIN
    };
    /// The titles that the source lists as related, in its order.
    Related => FieldRow {
        name: "related",
        label: "Related",
        page: Some(label(5, 0, "Related items")),
        shape: Shape::Items,
        slot: Slot::Behind,
        reading: 100,
        ..PLAIN
    };
    /// The title in other languages.
    OtherTitles => FieldRow {
        name: "other_titles",
        optional: true,
        label: "Other titles",
        shape: Shape::Items,
        search: words(Field::Title, 16),
        slot: Slot::Behind,
        reading: 92,
        ..PLAIN
    };
    /// The abstract in other languages.
    OtherAbstracts => FieldRow {
        name: "other_abstracts",
        optional: true,
        label: "Other abstracts",
        shape: Shape::Passages,
        search: words(Field::Abstract, 4),
        slot: Slot::Behind,
        reading: 94,
        ..PLAIN
    };
}

impl Field {
    /// What is known of it.
    pub const fn row(self) -> &'static FieldRow {
        &ROWS[self as usize]
    }

    /// The field with this name in JSON lines; names there have one spelling.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.row().name == name)
    }

    /// The field that a query means by a name, in lower case, or by a synonym.
    pub fn asked(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.row().query.contains(&name))
    }

    /// Another name by which a value of it is found and counted: of a degree that of its level.
    pub fn other_name(self, value: &str) -> Option<&'static str> {
        match self {
            Self::Degree => Level::of(value).map(Level::name),
            _ => None,
        }
    }

    /// True where a thesis can have several values of it.
    pub const fn is_list(self) -> bool {
        matches!(self.row().shape, Shape::Values(_) | Shape::Items | Shape::Passages)
    }
}
