//! Chips: the values on the page that one can walk through, to filter by one or to open what it names.

use super::Detail;
use crate::text::width::columns;
use crate::thesis::Field;

/// A value of a field on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The field.
    pub field: Field,
    /// Which of its values, from 0.
    pub value: usize,
}

/// The fields whose values are chips, in the order in which one walks through them.
const FIELDS: [Field; 5] =
    [Field::Keywords, Field::Subject, Field::Candidate, Field::University, Field::Related];

impl Chip {
    /// True where it names another thesis.
    pub fn is_related(self) -> bool {
        self.field == Field::Related
    }

    fn place(self) -> Option<(usize, usize)> {
        Some((FIELDS.iter().position(|&field| field == self.field)?, self.value))
    }
}

impl Detail {
    /// To the next chip or the one before: from none to the first, or with `forward` false to the last. False, and none
    /// is chosen, where there is no further one.
    pub fn step_chip(&mut self, forward: bool, seen: usize) -> bool {
        let chips = self.chips();
        let at = self.chip.and_then(|chip| chips.iter().position(|(other, _)| *other == chip));
        let to = match (at, forward) {
            (None, true) => 0,
            (None, false) => chips.len().wrapping_sub(1),
            (Some(at), true) => at + 1,
            (Some(at), false) => at.wrapping_sub(1),
        };
        let to = chips.get(to).copied();
        if let Some((_, line)) = to {
            self.bring_into_sight(line, seen);
            self.stay();
        }
        self.chip = to.map(|(chip, _)| chip);
        to.is_some()
    }

    /// The keyword at a column of a line of the page.
    pub fn keyword_at(&self, line: usize, column: usize) -> Option<Chip> {
        let mut end = 0;
        let mut spans = self.page.lines.get(line)?.iter();
        let span = spans.find(|span| {
            end += columns(&span.text);
            column < end
        })?;
        let origin = span.origin.as_ref()?;
        let is_keyword = origin.field == Field::Keywords;
        is_keyword.then_some(Chip { field: origin.field, value: origin.value })
    }

    /// All chips of the page with the first line of each, in the order in which one walks through them.
    fn chips(&self) -> Vec<(Chip, usize)> {
        let lines = self.page.lines.iter().enumerate();
        let origins = lines.flat_map(|(line, spans)| {
            spans.iter().filter_map(move |span| span.origin.as_ref().map(|origin| (origin, line)))
        });
        let chips = origins.map(|(origin, line)| (Chip { field: origin.field, value: origin.value }, line));
        let mut chips: Vec<_> = chips.filter(|(chip, _)| chip.place().is_some()).collect();
        chips.sort_by_key(|&(chip, line)| (chip.place(), line));
        chips.dedup_by_key(|(chip, _)| *chip);
        chips
    }
}
