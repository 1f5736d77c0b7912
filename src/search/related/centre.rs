//! What others are near to: a thesis or a text, as a model sees it.

use hashbrown::HashMap;

use super::model::{Latent, Model};
use super::terms::{Counter, Term};
use super::weights::Weighed;
use crate::thesis::{Collection, Row, Thesis};

/// What others are near to: the terms of a thesis, weighed.
#[derive(Debug)]
pub(super) struct Centre {
    pub terms: HashMap<Term, f32>,
    pub latent: Latent,
    /// The thesis itself, where the collection has it.
    pub own: Option<Row>,
}

impl Centre {
    /// What is near to a thesis, which need not be in the collection.
    pub fn new(thesis: Thesis<'_>, model: &Model, collection: &Collection) -> Self {
        let weighed = model.weights.weigh(&Counter::default().count(thesis));
        Self {
            terms: weighed.iter().map(|weighed| (weighed.term, weighed.weight)).collect(),
            latent: model.fold(&weighed),
            own: collection.find(thesis.id()),
        }
    }

    /// The cosine of its words and those of a thesis.
    pub fn words(&self, terms: &[Weighed]) -> f32 {
        terms
            .iter()
            .map(|weighed| weighed.weight * self.terms.get(&weighed.term).copied().unwrap_or(0.0))
            .sum()
    }
}
