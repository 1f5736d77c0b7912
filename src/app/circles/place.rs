//! Where each thesis stands in the picture: the nearer, the farther in; beside those that share its topic.

use std::f32::consts::TAU;

use crate::app::layout::Area;
use crate::app::related::RelatedTheses;
use crate::text::fold::fold;
use crate::text::width::{columns, fit};

/// Circles around the middle; the farther out, the more stand on one.
const RINGS: usize = 3;

/// The widest label of a thesis, in columns.
const LABEL: usize = 30;
/// A narrower one says nothing.
const SHORTEST: usize = 6;
/// The share of the width that the circles take; the rest is for labels at the sides.
const ACROSS: f32 = 0.62;

/// A circle, from the middle of the picture, in columns and lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ring {
    /// Half its width.
    pub across: f32,
    /// Half its height.
    pub up: f32,
}

/// A thesis in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The column of its mark on the screen.
    pub x: u16,
    /// The line.
    pub y: u16,
    /// Its title as far as there is room, which may be none: the column where it begins, and its text.
    pub label: Option<(u16, String)>,
}

impl Spot {
    /// True where a cell is of its mark or its label.
    pub fn holds(&self, x: u16, y: u16) -> bool {
        let in_label = |(from, text): &(u16, String)| (*from..*from + columns(text) as u16).contains(&x);
        y == self.y && (x == self.x || self.label.as_ref().is_some_and(in_label))
    }
}

/// A word that theses beside each other share, at the rim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The column where it begins.
    pub x: u16,
    /// The line.
    pub y: u16,
    /// The word.
    pub word: String,
}

/// The picture: no two of its texts and marks share a cell, and all lie within its area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// The title of the thesis in the middle, with the column where it begins and the line.
    pub centre: (u16, u16, String),
    /// The circles, the inner one first.
    pub rings: Vec<Ring>,
    /// The theses, the nearest first.
    pub spots: Vec<Spot>,
    /// The topics of neighbours.
    pub topics: Vec<Topic>,
}

/// The cells of an area that are taken.
struct Cells {
    area: Area,
    taken: Vec<bool>,
}

impl Cells {
    fn new(area: Area) -> Self {
        Self { area, taken: vec![false; usize::from(area.width) * usize::from(area.height)] }
    }

    fn is_free(&self, x: i32, y: i32) -> bool {
        self.at(x, y).is_some_and(|at| !self.taken[at])
    }

    /// The number of a cell, counted from the corner of the area.
    fn at(&self, x: i32, y: i32) -> Option<usize> {
        let inside =
            (0..i32::from(self.area.width)).contains(&x) && (0..i32::from(self.area.height)).contains(&y);
        inside.then(|| y as usize * usize::from(self.area.width) + x as usize)
    }

    /// How many cells from one on are free, to the right or to the left; at most so many.
    fn free(&self, x: i32, y: i32, step: i32, most: usize) -> usize {
        (0..most as i32).take_while(|&at| self.is_free(x + step * at, y)).count()
    }

    /// Takes cells, and where there are such the one before and the one behind.
    fn take(&mut self, x: i32, y: i32, width: usize) {
        for at in x - 1..=x + width as i32 {
            if let Some(at) = self.at(at, y) {
                self.taken[at] = true;
            }
        }
    }

    /// Puts a text where it begins, cut to its room; none where that is too little.
    fn put(&mut self, text: &str, (x, y): (i32, i32), room: usize) -> Option<(u16, u16, String)> {
        let text = fit(text, room);
        let width = columns(&text);
        if width == 0 || (0..width as i32).any(|at| !self.is_free(x + at, y)) {
            return None;
        }
        self.take(x, y, width);
        Some((self.area.x + x as u16, self.area.y + y as u16, text.into_owned()))
    }
}

/// Places the nearest so many theses in an area.
pub fn place(area: Area, related: &RelatedTheses, shown: usize) -> Picture {
    let shown = shown.min(related.theses().len());
    let mut cells = Cells::new(area);
    let middle = (f32::from(area.width) / 2.0, f32::from(area.height) / 2.0);
    let rings: Vec<Ring> = (1..=RINGS)
        .map(|ring| ring as f32 / RINGS as f32)
        .map(|part| Ring { across: middle.0 * ACROSS * part, up: (middle.1 - 1.0).max(0.0) * part })
        .collect();
    let room = usize::from(area.width / 3);
    let title = fit(related.centre(), room);
    let begins = (middle.0 as i32 - columns(&title) as i32 / 2, middle.1 as i32);
    let centre = cells.put(&title, begins, room).unwrap_or_default();
    let order = by_topic(related, shown);
    let angle = |place: f32| TAU * (place + 0.5) / shown.max(1) as f32 - TAU / 4.0;
    let point =
        |angle: f32, ring: Ring| (middle.0 + angle.cos() * ring.across, middle.1 + angle.sin() * ring.up);
    let mut marks = vec![(0, 0); shown];
    for (place, &at) in order.iter().enumerate() {
        let wanted = point(angle(place as f32), rings[ring(at, shown)]);
        marks[at] = mark(&mut cells, (wanted.0 as i32, wanted.1 as i32));
    }
    let topics = topics(related, &order, |place| point(angle(place), rings[RINGS - 1]), &mut cells);
    let spots = marks.into_iter().zip(related.theses()).map(|((x, y), thesis)| {
        let right = x as f32 >= middle.0;
        let label = label(&mut cells, (x, y), right, &thesis.title);
        Spot { x: area.x + x as u16, y: area.y + y as u16, label }
    });
    Picture { centre, rings, spots: spots.collect(), topics }
}

/// The circle of a thesis by its place among those that are shown: each has room for as many as it is long.
fn ring(at: usize, shown: usize) -> usize {
    let part = (at as f32 + 0.5) / shown.max(1) as f32;
    let whole = (RINGS * (RINGS + 1) / 2) as f32;
    (0..RINGS).find(|ring| part * whole <= ((ring + 1) * (ring + 2) / 2) as f32).unwrap_or(RINGS - 1)
}

/// The theses so that those of one topic stand beside each other: the topics in the order of their nearest thesis.
fn by_topic(related: &RelatedTheses, shown: usize) -> Vec<usize> {
    let first = |at: usize| (0..shown).find(|&other| is_one_topic(related, other, at)).unwrap_or(at);
    let mut order: Vec<_> = (0..shown).collect();
    order.sort_by_key(|&at| (first(at), at));
    order
}

/// True where two theses have the same topic, however they spell it.
fn is_one_topic(related: &RelatedTheses, one: usize, other: usize) -> bool {
    let topic = |at: usize| fold(related.theses()[at].topic());
    topic(one) == topic(other)
}

/// A free cell as near to the wanted one as any, which is taken.
fn mark(cells: &mut Cells, (x, y): (i32, i32)) -> (i32, i32) {
    let (width, height) = (i32::from(cells.area.width), i32::from(cells.area.height));
    let all = (0..height).flat_map(|line| (0..width).map(move |column| (column, line)));
    let far = |&(column, line): &(i32, i32)| (column - x).pow(2) + 4 * (line - y).pow(2);
    let free = all.filter(|&(column, line)| cells.is_free(column, line)).min_by_key(far);
    // More theses than cells are never shown.
    let found = free.unwrap_or((0, 0));
    cells.take(found.0, found.1, 1);
    found
}

/// The word of each topic that several theses share, beyond the outer circle where there is room.
fn topics(
    related: &RelatedTheses,
    order: &[usize],
    rim: impl Fn(f32) -> (f32, f32),
    cells: &mut Cells,
) -> Vec<Topic> {
    let (mut found, mut begins) = (Vec::new(), 0);
    for group in order.chunk_by(|&a, &b| is_one_topic(related, a, b)) {
        let (x, y) = rim(begins as f32 + (group.len() - 1) as f32 / 2.0);
        begins += group.len();
        if group.len() < 2 {
            continue;
        }
        let word = related.theses()[group[0]].topic();
        let width = columns(word) as i32;
        let right = x >= f32::from(cells.area.width) / 2.0;
        let x = if right { x as i32 + 3 } else { x as i32 - 2 - width };
        let x = x.clamp(0, (i32::from(cells.area.width) - width).max(0));
        let lines = [0, -1, 1, -2, 2].map(|off| y as i32 + off);
        let put = lines.into_iter().find_map(|y| cells.put(word, (x, y), LABEL));
        found.extend(put.map(|(x, y, word)| Topic { x, y, word }));
    }
    found
}

/// The title beside its mark: outwards where there is room, else inwards.
fn label(cells: &mut Cells, (x, y): (i32, i32), right: bool, title: &str) -> Option<(u16, String)> {
    let wanted = columns(title).min(LABEL);
    // A cell beside the mark is taken with it.
    let to_right = cells.free(x + 2, y, 1, wanted);
    let to_left = cells.free(x - 2, y, -1, wanted);
    let goes_right = if right { to_right >= to_left.min(wanted) } else { to_right > to_left };
    let room = if goes_right { to_right } else { to_left };
    if room < SHORTEST.min(wanted) {
        return None;
    }
    let text = fit(title, room);
    let x = if goes_right { x + 2 } else { x - 1 - columns(&text) as i32 };
    cells.put(&text, (x, y), room).map(|(x, _, text)| (x, text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Area, RelatedTheses, columns, place};

    proptest! {
        #[test]
        fn nothing_overlaps_at_any_size(
            width in 8u16..200, height in 6u16..60, titles in proptest::collection::vec("[a-c]{1,2} [a-z社区 ]{0,50}", 0..40)
        ) {
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            let related = RelatedTheses::of_titles(&titles);
            let area = Area { x: 3, y: 2, width, height };
            let picture = place(area, &related, titles.len());
            prop_assert_eq!(picture.spots.len(), titles.len());
            let (x, y, title) = &picture.centre;
            let mut texts = vec![(*x, *y, title.as_str())];
            texts.extend(picture.topics.iter().map(|topic| (topic.x, topic.y, topic.word.as_str())));
            for spot in &picture.spots {
                texts.push((spot.x, spot.y, "*"));
                texts.extend(spot.label.iter().map(|(x, text)| (*x, spot.y, text.as_str())));
            }
            let mut taken = std::collections::BTreeSet::new();
            for (x, y, text) in texts.into_iter().filter(|(_, _, text)| !text.is_empty()) {
                for at in 0..columns(text) as u16 {
                    prop_assert!(area.holds(x + at, y), "{text} at {x},{y}");
                    // A screen of fewer cells than theses has nowhere to put them.
                    let has_room = usize::from(width) * usize::from(height) > 6 * titles.len() + 40;
                    prop_assert!(taken.insert((x + at, y)) || !has_room, "{text} at {x},{y}");
                }
            }
        }
    }

    #[test]
    fn the_nearer_stand_farther_in_and_those_of_a_topic_beside_each_other() {
        let related = RelatedTheses::of_titles(&["a one", "b two", "A three", "b four", "a five", "b six"]);
        let area = Area { x: 0, y: 0, width: 80, height: 24 };
        let picture = place(area, &related, 6);
        let far = |at: usize| {
            let spot = &picture.spots[at];
            (i32::from(spot.x) - 40).pow(2) + 4 * (i32::from(spot.y) - 12).pow(2)
        };
        assert!(far(0) < far(2) && far(2) < far(5), "{picture:?}");
        let words: Vec<_> = picture.topics.iter().map(|topic| topic.word.as_str()).collect();
        assert_eq!(words, ["a", "b"]);
        // The first topic takes the right half, from the top on.
        assert!([0, 2, 4].iter().all(|&at| picture.spots[at].x >= 40), "{picture:?}");
        assert!([1, 3, 5].iter().all(|&at| picture.spots[at].x < 40), "{picture:?}");
        assert!(picture.spots.iter().all(|spot| spot.label.is_some()));
    }
}
