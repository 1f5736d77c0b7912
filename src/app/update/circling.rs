//! The picture of related theses: entered from their list, moved in, widened, left.

use super::relating::{find_related, open_thesis, retrace};
use super::taking::bookmark_of;
use crate::app::action::Action;
use crate::app::circles::{Circles, Direction};
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
pub(super) fn in_circles(model: &mut Model, action: Action) -> Vec<Effect> {
    use Action as A;
    let size = model.size;
    let Some(circles) = model.modes.circles_mut() else { return Vec::new() };
    let related = &model.related;
    match action {
        A::CircleLeft => circles.go(Direction::Left, related, size),
        A::CircleDown => circles.go(Direction::Down, related, size),
        A::CircleUp => circles.go(Direction::Up, related, size),
        A::CircleRight => circles.go(Direction::Right, related, size),
        A::CircleNext | A::CirclePrevious => circles.step(action == A::CircleNext, related),
        A::CirclesMore | A::CirclesFewer => {
            let more = action == A::CirclesMore;
            if !circles.widen(more, related) {
                let said = if more { "no more theses are near" } else { "these are the nearest" };
                model.notice = Some(said.to_owned());
            }
        }
        A::CircleCentre => return centre(model),
        A::CircleBookmark => {
            return selected(model).map(|row| bookmark_of(model, Picked::Thesis(row))).unwrap_or_default();
        }
        A::CircleEarlier | A::CircleLater => {
            if retrace(model, action == A::CircleLater) {
                return centre_shown(model);
            }
        }
        A::CirclesList => {
            leave(model);
            super::picking::open(model, RELATED);
        }
        A::CirclesHelp => super::picking::open(model, HELP),
        _ => leave(model),
    }
    Vec::new()
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
