//! The picture of related theses: entered from their list, moved in, widened, left.

use super::picking::open;
use super::relating::{find_related, open_thesis, retrace};
use super::taking::bookmark_of;
use crate::app::circles::{CircleAction, Circles};
use crate::app::model::Model;
use crate::app::modes::Mode;
use crate::app::msg::Effect;
use crate::app::picked::Picked;
use crate::app::picker::{HELP, RELATED};
use crate::thesis::Row;

/// Shows the related theses that are listed as a picture.
pub(super) fn show_circles(model: &mut Model) {
    model.modes.enter(Mode::Circling(Circles::default()));
}

/// Does in the picture what an action says.
pub(super) fn in_circles(model: &mut Model, action: CircleAction) -> Vec<Effect> {
    use CircleAction as C;
    let size = model.size;
    let Some(circles) = model.modes.circles_mut() else { return Vec::new() };
    match action {
        C::Go(direction) => circles.go(direction, &model.related, size),
        C::Next | C::Previous => circles.step(action == C::Next, &model.related),
        C::More | C::Fewer => widen(model, action == C::More),
        C::Centre => return centre(model),
        C::Bookmark => {
            return selected(model).map(|row| bookmark_of(model, Picked::Thesis(row))).unwrap_or_default();
        }
        C::Earlier | C::Later => {
            if retrace(model, action == C::Later) {
                return centre_shown(model);
            }
        }
        C::List => {
            leave(model);
            open(model, RELATED);
        }
        C::Help => open(model, HELP),
        C::Close => leave(model),
    }
    Vec::new()
}

/// Shows more theses, or fewer.
fn widen(model: &mut Model, more: bool) {
    if model.modes.circles_mut().is_some_and(|circles| !circles.widen(more, &model.related)) {
        let said = if more { "no more theses are near" } else { "these are the nearest" };
        model.notice = Some(said.to_owned());
    }
}

fn leave(model: &mut Model) {
    model.modes.leave(|mode| matches!(mode, Mode::Circling(_)));
}

fn selected(model: &Model) -> Option<Row> {
    let at = model.modes.circles()?.selected(&model.related)?;
    Some(model.related.theses()[at].row)
}

/// Makes the selected thesis the one in the middle, and the one that is read.
fn centre(model: &mut Model) -> Vec<Effect> {
    let Some(row) = selected(model) else { return Vec::new() };
    open_thesis(model, row);
    centre_shown(model)
}

/// Asks what is near to the thesis that is shown now; there is no picture of one that is not loaded.
fn centre_shown(model: &mut Model) -> Vec<Effect> {
    let effects = find_related(model);
    if effects.is_empty() {
        leave(model);
    }
    effects
}
