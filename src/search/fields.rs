//! Sets of the fields that are searched by word, made from the table of fields.
//!
//! Fields that count as another, as other titles do as titles, share its bit. Nothing in `search` lists fields by hand:
//! whoever needs some of them asks here.

use crate::thesis::{Date, Field, Search, Segment, Thesis};

/// A set of groups of fields of a thesis that are searched by word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fields(pub(super) u8);

/// How many groups there are: as many as have a bit in [`Fields`].
const GROUPS: usize = {
    let (mut count, mut at) = (0, 0);
    while at < Field::COUNT {
        count += leads(Field::ALL[at]) as usize;
        at += 1;
    }
    assert!(count <= u8::BITS as usize, "every group has a bit");
    count
};

/// How many fields are searched by word.
const SEARCHED: usize = {
    let (mut count, mut at) = (0, 0);
    while at < Field::COUNT {
        count += matches!(Field::ALL[at].row().search, Search::Words { .. }) as usize;
        at += 1;
    }
    count
};

/// The field that leads each group, in the order of the bits.
const LEADERS: [Field; GROUPS] = {
    let mut leaders = [Field::Title; GROUPS];
    let (mut count, mut at) = (0, 0);
    while at < Field::COUNT {
        if leads(Field::ALL[at]) {
            leaders[count] = Field::ALL[at];
            count += 1;
        }
        at += 1;
    }
    leaders
};

/// Each field that is searched by word, with its group.
const GROUPED: [(Field, Fields); SEARCHED] = {
    let mut grouped = [(Field::Title, Fields::NONE); SEARCHED];
    let (mut count, mut at) = (0, 0);
    while at < Field::COUNT {
        let field = Field::ALL[at];
        if matches!(field.row().search, Search::Words { .. }) {
            grouped[count] = (field, Fields::of(field));
            count += 1;
        }
        at += 1;
    }
    grouped
};

/// The time of a field; without one that of the degree where it is known, else of posting.
pub(super) fn time(thesis: Thesis<'_>, field: Option<Field>) -> Option<Date> {
    field.map_or_else(|| thesis.dated(), |field| thesis.date(field))
}

/// True where a field counts as itself.
const fn leads(field: Field) -> bool {
    matches!(field.row().search, Search::Words { group, .. } if group as usize == field as usize)
}

impl Fields {
    /// The titles.
    pub const TITLE: Self = Self::of(Field::Title);
    /// The keywords.
    pub const KEYWORDS: Self = Self::of(Field::Keywords);
    /// The subject.
    pub const SUBJECT: Self = Self::of(Field::Subject);
    /// The candidate.
    pub const CANDIDATE: Self = Self::of(Field::Candidate);
    /// The abstracts, whose words are indexed apart and matched by their beginnings only.
    pub const ABSTRACT: Self = Self::of(Field::Abstract);
    /// Every group.
    pub const ALL: Self = Self(u8::MAX >> (u8::BITS as usize - GROUPS));
    /// No field.
    pub const NONE: Self = Self(0);
    /// Those that a word without the name of a field is looked for in.
    pub(super) const PLAIN: Self = {
        let (mut set, mut at) = (0, 0);
        while at < GROUPS {
            if matches!(LEADERS[at].row().search, Search::Words { plain: true, .. }) {
                set |= 1 << at;
            }
            at += 1;
        }
        Self(set)
    };
    /// All but the abstracts.
    pub(super) const SHORT: Self = Self(Self::ALL.0 & !Self::ABSTRACT.0);
    /// How many sets of groups there are at the most.
    pub(super) const ALL_SETS: usize = 1 << GROUPS;

    /// The group of a field; none for one that is not searched by word.
    pub const fn of(field: Field) -> Self {
        let Search::Words { group, .. } = field.row().search else { return Self::NONE };
        let mut at = 0;
        while at < GROUPS {
            if LEADERS[at] as usize == group as usize {
                return Self(1 << at);
            }
            at += 1;
        }
        Self::NONE
    }

    /// The fields that are in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The fields that are in either set.
    #[must_use]
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True where no field is in both sets.
    pub(super) const fn is_apart(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }

    /// The groups of the set, each by itself with the field that leads it.
    pub(super) fn groups(self) -> impl Iterator<Item = (Field, Self)> {
        let groups = LEADERS.into_iter().enumerate().map(|(at, field)| (field, Self(1 << at)));
        groups.filter(move |(_, group)| !group.is_apart(self))
    }

    /// The fields of these groups, each with its group.
    pub(super) fn fields(self) -> impl Iterator<Item = (Field, Self)> {
        GROUPED.into_iter().filter(move |(_, group)| !group.is_apart(self))
    }

    /// The texts that a thesis has in these fields, each with the group of its field; several values one by one.
    pub(super) fn texts(self, thesis: Thesis<'_>) -> impl Iterator<Item = (&'_ str, Self)> {
        self.fields().flat_map(move |(field, group)| thesis.values(field).map(move |text| (text, group)))
    }

    /// The fields of these groups that any thesis of a segment has, each with its group.
    pub(super) fn fields_of(self, segment: &Segment) -> Vec<(Field, Self)> {
        self.fields().filter(|&(field, _)| segment.has(field)).collect()
    }

    /// The name before a colon by which a query asks for exactly these fields, if there is one.
    pub(super) fn name(self) -> Option<&'static str> {
        let (leader, _) = self.groups().find(|&(_, group)| group == self)?;
        leader.row().query.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;
    use crate::thesis::Field;

    #[test]
    fn fields_have_the_bits_of_their_groups() {
        let leaders: Vec<_> = Fields::ALL.groups().map(|(field, _)| field).collect();
        for leader in [Field::Title, Field::Keywords, Field::Subject, Field::Candidate, Field::Abstract] {
            assert!(leaders.contains(&leader));
            assert_eq!(Fields::of(leader).0.count_ones(), 1);
            assert!(!Fields::PLAIN.is_apart(Fields::of(leader)), "plain words look there");
        }
        assert_eq!(Fields::of(Field::Id), Fields::NONE);
        assert!(Fields::SHORT.is_apart(Fields::ABSTRACT));
        assert_eq!((Fields::KEYWORDS.name(), Fields::PLAIN.name()), (Some("kw"), None));
    }
}
