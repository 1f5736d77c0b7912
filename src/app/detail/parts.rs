//! The parts of the text, sections or paragraphs: which one is read, and the way to others.

use super::page::Part;
use super::{Detail, Outcome};
use crate::text::count::grouped;

impl Detail {
    /// The part that is read: the one that was gone to, else the one at the top.
    pub fn current_part(&self) -> Option<usize> {
        // A blank line belongs to what stands below it.
        let below = self.page.lines.iter().skip(self.window.top);
        let blank = below.take_while(|line| line.is_empty()).count();
        self.part.or_else(|| self.page.part(self.window.top + blank))
    }

    /// Where a person is in the text, such as `Chapter 4` or `Chapter 4 (2)`; a paragraph only where it was gone to.
    pub fn whereabouts(&self) -> Option<String> {
        let at = self.current_part()?;
        let part = &self.page.parts[at];
        if !part.is_section() {
            let (number, all) = (grouped(at + 1), grouped(self.page.parts.len()));
            return self.part.map(|_| format!("paragraph {number} of {all}"));
        }
        let is_outer = |outer: &&Part| outer.level == 0;
        let outer = self.page.parts[..at].iter().rev().find(is_outer).filter(|_| part.level > 0);
        Some(outer.map_or_else(|| part.label.clone(), |outer| format!("{} {}", outer.label, part.label)))
    }

    /// To a part, its first line at the top where the text is long enough below it.
    pub fn go_to_part(&mut self, at: usize, seen: usize) {
        let Some(line) = self.page.parts.get(at).map(|part| part.line) else { return };
        self.window.top = line;
        self.window.clamp(self.page.lines.len(), seen);
        self.stay();
        self.part = Some(at);
    }

    /// To the next part or the one before; from within a part first to its beginning.
    pub(super) fn step_part(&mut self, forward: bool, seen: usize) -> Outcome {
        let parts = &self.page.parts;
        let top = self.window.top;
        let to = match self.part {
            Some(at) if forward => at + 1,
            Some(at) => at.wrapping_sub(1),
            None if forward => parts.partition_point(|part| part.line <= top),
            None => parts.partition_point(|part| part.line < top).wrapping_sub(1),
        };
        if to < parts.len() {
            self.go_to_part(to, seen);
            return Outcome::Done;
        }
        let what = if parts.iter().any(Part::is_section) { "section" } else { "paragraph" };
        Outcome::Say(match (parts.is_empty(), forward) {
            (true, _) => "there is no text to go through".to_owned(),
            (_, true) => format!("this is the last {what}"),
            (_, false) => format!("this is the first {what}"),
        })
    }
}
