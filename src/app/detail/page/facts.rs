//! The facts below the heading: who, what, when and where in one line; what about and under which id in the next.

use super::text::{Lens, Text, in_slot, values};
use crate::thesis::{Field, Shape, Slot, Thesis};

/// The facts of a line, in order.
pub(super) fn of<'t>(thesis: Thesis<'t>, slot: Slot, lens: Lens<'t>) -> Vec<Text<'t>> {
    let mut fields: Vec<_> = in_slot(slot).collect();
    // When stands behind what: a degree with its kind and its date.
    fields.sort_by_key(|field| match field.row() {
        row if row.shape == Shape::Date => (Field::Kind.row().reading, row.reading),
        row => (row.reading, 0),
    });
    let facts = fields.into_iter().flat_map(|field| match field {
        Field::Degree => degree_and_kind(thesis, lens).into_iter().collect(),
        Field::Kind if !thesis.degree().is_empty() => Vec::new(),
        _ => values(thesis, field, lens)
            .map(|text| match label(thesis, field) {
                Some(label) => text.between(&format!("{label} "), ""),
                None => text,
            })
            .collect(),
    });
    facts.collect()
}

/// `Master’s thesis`, `Ed.D dissertation`; `None` where there is no degree.
fn degree_and_kind<'t>(thesis: Thesis<'t>, lens: Lens<'t>) -> Option<Text<'t>> {
    let degree = values(thesis, Field::Degree, lens).next()?;
    let kind = thesis.kind().to_lowercase();
    Some(match (thesis.degree(), kind.as_str()) {
        (_, "") => degree,
        ("Master" | "Doctor" | "Bachelor", kind) => degree.between("", &format!("’s {kind}")),
        (_, kind) => degree.between("", &format!(" {kind}")),
    })
}

/// What is said before a value that does not speak for itself: `GTID` before an id that has the 16 digits of one.
fn label(thesis: Thesis<'_>, field: Field) -> Option<String> {
    let row = field.row();
    let speaks = match field {
        Field::Id => {
            let gtid = thesis.id().len() == 16 && thesis.id().bytes().all(|byte| byte.is_ascii_digit());
            return Some(if gtid { "GTID".to_owned() } else { "id".to_owned() });
        }
        Field::Posted | Field::Subject => true,
        _ => row.slot == Slot::Facts && row.shape != Shape::Date,
    };
    // DOI and URL stay as they are.
    let spelled = row.label.chars().nth(1).is_some_and(char::is_uppercase);
    (!speaks).then(|| if spelled { row.label.to_owned() } else { row.label.to_lowercase() })
}
