//! The theses of a segment in the latent dimensions, small enough to look at a million of them at each question.

use std::sync::Arc;

use super::model::{Latent, Model};
use super::svd::DIMENSIONS;
use super::terms::Counter;
use crate::thesis::{Segment, SegmentId};

/// The theses of one segment in the latent dimensions of a model: a byte a dimension, and a scale a thesis. Says itself
/// which segment it is of.
#[derive(Debug)]
pub struct FoldedSegment {
    of: SegmentId,
    pub(super) model: Arc<Model>,
    places: Box<[[i8; DIMENSIONS]]>,
    scales: Box<[f32]>,
}

/// A place that others are compared with.
#[derive(Debug)]
pub(super) struct Aim {
    values: [i16; DIMENSIONS],
    scale: f32,
}

impl FoldedSegment {
    pub(super) fn new(segment: &Segment, model: &Arc<Model>) -> Self {
        let mut counter = Counter::default();
        let rounded = segment.iter().map(|thesis| {
            let weighed = model.weights.weigh(&counter.count(thesis));
            rounded(&model.fold(&weighed))
        });
        let (places, scales): (Vec<_>, Vec<_>) = rounded.unzip();
        Self { of: segment.id(), model: Arc::clone(model), places: places.into(), scales: scales.into() }
    }

    /// The segment that it is of.
    pub fn segment(&self) -> SegmentId {
        self.of
    }

    /// How many theses it has.
    pub(super) fn rows(&self) -> usize {
        self.places.len()
    }

    /// Calls `found` with the cosine of each of these rows and the aim, nearly.
    pub(super) fn each(&self, rows: std::ops::Range<usize>, aim: &Aim, mut found: impl FnMut(usize, f32)) {
        let theses = self.places[rows.clone()].iter().zip(&self.scales[rows.clone()]);
        for (row, (place, scale)) in rows.zip(theses) {
            let products =
                place.iter().zip(&aim.values).map(|(&a, &b)| i32::from(i16::from(a)) * i32::from(b));
            found(row, products.sum::<i32>() as f32 * scale * aim.scale);
        }
    }

    /// The bytes that it takes in memory, without its model.
    pub(super) fn memory_bytes(&self) -> usize {
        size_of_val(&*self.places) + size_of_val(&*self.scales)
    }
}

impl Aim {
    pub fn new(latent: &Latent) -> Self {
        let (values, scale) = rounded(latent);
        Self { values: values.map(i16::from), scale }
    }
}

/// The numbers of a place as bytes, and what they have to be multiplied with.
fn rounded(latent: &Latent) -> ([i8; DIMENSIONS], f32) {
    let most = latent.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
    if most == 0.0 {
        return ([0; DIMENSIONS], 0.0);
    }
    let scale = most / f32::from(i8::MAX);
    (latent.map(|value| (value / scale).round() as i8), scale)
}

#[cfg(test)]
mod tests {
    use super::{Aim, DIMENSIONS, rounded};
    use crate::search::related::matrix::dot;

    #[test]
    fn rounding_keeps_cosines() {
        let place =
            |seed: usize| std::array::from_fn::<f32, DIMENSIONS, _>(|at| ((at * seed) as f32).sin() / 5.0);
        for seed in 1..20 {
            let (a, b) = (place(seed), place(seed + 1));
            let (values, scale) = rounded(&a);
            let back = values.map(|value| f32::from(value) * scale);
            assert!((dot(&back, &b) - dot(&a, &b)).abs() < 0.01);
        }
        assert!(Aim::new(&[0.0; DIMENSIONS]).scale.abs() < 1e-9);
    }
}
