//! What a person sets of the screen while reading: the measure, the split of the panes, how much the list shows, and
//! whose the mouse is.

use crate::app::layout::Arrangement;
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::text::{Density, Measure};
use crate::thesis::Split;

/// Sets the text in the next measure, the same words at the top.
pub(super) fn set_measure(model: &mut Model, wider: bool) {
    let next = Measure::next(model.settings.measure, wider);
    model.notice = Some(match next {
        Some(measure) => format!("a measure of {} columns", measure.columns()),
        None => format!("this is the {} measure", if wider { "widest" } else { "narrowest" }),
    });
    model.settings.measure = next.map_or(model.settings.measure, Measure::columns);
}

/// Makes the list wider, or higher where it stands above the detail; or the other way.
pub(super) fn set_split(model: &mut Model, wider: bool) {
    let (before, split) = (model.layout(), model.split);
    let Some(layout) = before.filter(|layout| layout.divider.is_some()) else {
        return model.notice = Some("one pane alone is shown here".to_owned());
    };
    let by = if wider { 1 } else { -1 };
    // On a larger screen it may have been moved by more steps than are seen here: those are taken back at once.
    for _ in 0..=Split::MOST {
        let moved = match layout.arrangement {
            Arrangement::Beside => &mut model.split.beside,
            _ => &mut model.split.stacked,
        };
        *moved = (*moved + by).clamp(-Split::MOST, Split::MOST);
        if model.layout() != before {
            return;
        }
    }
    model.split = split;
    let most = if wider { "largest" } else { "smallest" };
    model.notice = Some(format!("this is the {most} list that there is room for"));
}

/// Shows a line for each thesis in the list, or again all of it: as it is configured, where that does so here.
pub(super) fn set_density(model: &mut Model) {
    let is_compact = model.list_extent().is_compact;
    model.settings.density = model.configured_density();
    if model.list_extent().is_compact == is_compact {
        model.settings.density = if is_compact { Density::Full } else { Density::Compact };
    }
}

/// Leaves the mouse to the terminal, or takes it again.
pub(super) fn toggle_mouse(model: &mut Model) -> Vec<Effect> {
    let leaves = !model.settings.leaves_mouse;
    model.settings.leaves_mouse = leaves;
    let said = if leaves {
        "the mouse is the terminal’s now, for its own selection"
    } else {
        "the mouse works here"
    };
    model.notice = Some(said.to_owned());
    vec![Effect::CaptureMouse(!leaves)]
}
