//! The modes over the panes: a stack, of which the topmost one decides what a key means.

use super::action::Context;
use super::circles::Circles;
use super::key::Key;
use super::picker::Picker;

/// A pane that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    #[default]
    List,
    /// The detail.
    Detail,
}

/// Something that a person is in until it is left.
#[derive(Clone, Debug)]
pub enum Mode {
    /// The detail stands alone.
    Reading,
    /// A filter is typed.
    Typing,
    /// What is looked for in the text is typed.
    Finding,
    /// A list lies over the panes.
    Picking(Box<Picker>),
    /// The picture of related theses lies over the panes.
    Circling(Circles),
    /// These keys of a sequence were pressed, and more have to follow.
    Pending(Vec<Key>),
}

/// The modes, and the pane that has the focus below all of them.
#[derive(Clone, Debug, Default)]
pub struct Modes {
    /// The pane that has the focus where no mode is entered. Reading leads back to it.
    pub focus: Focus,
    stack: Vec<Mode>,
}

impl Modes {
    /// Enters a mode, on top of the others.
    pub fn enter(&mut self, mode: Mode) {
        self.stack.push(mode);
    }

    /// Leaves every mode of a kind. True where there was one.
    pub fn leave(&mut self, is_of_kind: impl Fn(&Mode) -> bool) -> bool {
        let before = self.stack.len();
        self.stack.retain(|mode| !is_of_kind(mode));
        self.stack.len() < before
    }

    /// Leaves reading, for the pane that had the focus before. True where somebody was reading.
    pub fn leave_reading(&mut self) -> bool {
        self.leave(|mode| matches!(mode, Mode::Finding));
        self.leave(|mode| matches!(mode, Mode::Reading))
    }

    /// Takes the keys of a sequence that were pressed; none where none is begun.
    pub fn take_pending(&mut self) -> Vec<Key> {
        match self.stack.pop_if(|mode| matches!(mode, Mode::Pending(_))) {
            Some(Mode::Pending(keys)) => keys,
            _ => Vec::new(),
        }
    }

    /// The keys of a sequence that were pressed.
    pub fn pending(&self) -> &[Key] {
        match self.stack.last() {
            Some(Mode::Pending(keys)) => keys,
            _ => &[],
        }
    }

    /// The list that lies over the panes.
    pub fn picker(&self) -> Option<&Picker> {
        self.stack
            .iter()
            .rev()
            .find_map(|mode| if let Mode::Picking(picker) = mode { Some(&**picker) } else { None })
    }

    /// The list that lies over the panes, to be moved in.
    pub fn picker_mut(&mut self) -> Option<&mut Picker> {
        self.stack
            .iter_mut()
            .rev()
            .find_map(|mode| if let Mode::Picking(picker) = mode { Some(&mut **picker) } else { None })
    }

    /// The picture of related theses.
    pub fn circles(&self) -> Option<&Circles> {
        self.stack
            .iter()
            .find_map(|mode| if let Mode::Circling(circles) = mode { Some(circles) } else { None })
    }

    /// The picture of related theses, to be moved in.
    pub fn circles_mut(&mut self) -> Option<&mut Circles> {
        self.stack
            .iter_mut()
            .find_map(|mode| if let Mode::Circling(circles) = mode { Some(circles) } else { None })
    }

    /// True while a filter is typed, also below a list.
    pub fn is_typing(&self) -> bool {
        self.stack.iter().any(|mode| matches!(mode, Mode::Typing))
    }

    /// True while it is typed what is looked for in the text.
    pub fn is_finding(&self) -> bool {
        self.stack.iter().any(|mode| matches!(mode, Mode::Finding))
    }

    /// True while the detail stands alone.
    pub fn is_reading(&self) -> bool {
        self.stack.iter().any(|mode| matches!(mode, Mode::Reading))
    }

    /// The pane that keys act on: the detail while it stands alone, else the one with the focus.
    pub fn pane(&self) -> Focus {
        if self.is_reading() { Focus::Detail } else { self.focus }
    }

    /// What the topmost mode makes of keys. Those that are pending mean something in the mode below them.
    pub fn context(&self) -> Context {
        self.context_of(self.stack.iter().rev().find(|mode| !matches!(mode, Mode::Pending(_))))
    }

    /// What keys would mean were no list over the panes.
    pub fn context_below(&self) -> Context {
        let is_below =
            |mode: &&Mode| !matches!(mode, Mode::Pending(_) | Mode::Picking(_) | Mode::Circling(_));
        self.context_of(self.stack.iter().rev().find(is_below))
    }

    fn context_of(&self, mode: Option<&Mode>) -> Context {
        match (mode, self.focus) {
            (Some(Mode::Picking(_)), _) => Context::Picker,
            (Some(Mode::Circling(_)), _) => Context::Circles,
            (Some(Mode::Typing), _) => Context::Prompt,
            (Some(Mode::Finding), _) => Context::Find,
            (Some(Mode::Reading), _) => Context::Reading,
            (_, Focus::Detail) => Context::Detail,
            (_, Focus::List) => Context::List,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Focus, Mode, Modes};
    use crate::app::action::Context;

    #[test]
    fn the_topmost_mode_decides_and_each_leads_back_to_the_one_below() {
        let mut modes = Modes { focus: Focus::Detail, ..Modes::default() };
        modes.enter(Mode::Reading);
        modes.enter(Mode::Typing);
        assert_eq!((modes.context(), modes.pane()), (Context::Prompt, Focus::Detail));
        modes.enter(Mode::Pending(vec!["y".parse().unwrap()]));
        assert_eq!((modes.context(), modes.pending().len()), (Context::Prompt, 1));
        assert_eq!((modes.take_pending().len(), modes.take_pending().len()), (1, 0));
        assert!(modes.leave(|mode| matches!(mode, Mode::Typing)));
        assert_eq!(modes.context(), Context::Reading);
        assert!(modes.leave_reading() && !modes.leave_reading());
        assert_eq!(modes.context(), Context::Detail, "back to the pane that had the focus");
    }
}
