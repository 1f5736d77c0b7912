//! Gives what was read of a record to the sink, with what is to be told of it.

use std::ops::ControlFlow;

use crate::format::item::{Item, Sink, UNKNOWN_FIELDS};
use crate::format::values::{shortened, warn_of_dates};
use crate::thesis::{Draft, Warning};

/// Tells of names that are no fields, unless the record is no thesis at all.
pub(super) fn tell_unknown(
    draft: &Draft<'_>,
    unknown: &[String],
    told: &mut bool,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    const SHOWN: usize = 5;
    if unknown.is_empty() || *told || draft.is_blank() {
        return ControlFlow::Continue(());
    }
    *told = true;
    let names: Vec<_> = unknown.iter().take(SHOWN).map(|name| shortened(name)).collect();
    let more = match unknown.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let reason = format!("{UNKNOWN_FIELDS}{}{more}, here and in what follows", names.join(", "));
    sink(Item::Warning(Warning::mended(draft.line, reason)))
}

/// Gives a thesis, its warnings before it; a record without any field is told of instead.
pub(super) fn thesis(draft: Draft<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    if draft.is_blank() {
        let reason = "a JSON object without any field of a thesis (id, title, abstract and so on)";
        return sink(Item::Warning(Warning::skipped(draft.line, reason)));
    }
    for warning in warn_of_dates(&draft, draft.line) {
        sink(Item::Warning(warning))?;
    }
    sink(Item::Thesis(draft))
}
