//! The learned weights by which the likeness of two mentions becomes how likely they are of one event.
//!
//! Logistic regression over [`super::features`]; learned from ECB+ by the recipe `events`, see `train/events.md`.

use std::sync::LazyLock;

use super::features::{COUNT, Features};

/// A bias, then a weight for each feature.
#[derive(Clone, Debug, PartialEq)]
pub struct EventModel(Vec<f64>);

static SHIPPED: LazyLock<EventModel> =
    LazyLock::new(|| EventModel::from_bytes(gainsay_models::EVENTS).unwrap_or_else(EventModel::nothing));

impl EventModel {
    /// The weights that ship.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// A bias and as many weights as pairs have features; else `None`.
    pub fn new(weights: Vec<f64>) -> Option<Self> {
        let fits = weights.len() == COUNT + 1 && weights.iter().all(|weight| weight.is_finite());
        fits.then_some(Self(weights))
    }

    /// Weights as the recipe writes them: doubles, least byte first.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (doubles, rest) = bytes.as_chunks::<8>();
        Self::new(doubles.iter().map(|double| f64::from_le_bytes(*double)).collect()).filter(|_| rest.is_empty())
    }

    /// As [`EventModel::from_bytes`] reads them.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|weight| weight.to_le_bytes()).collect()
    }

    /// Joins nothing.
    fn nothing() -> Self {
        Self([&[-1.0][..], &[0.0; COUNT]].concat())
    }

    /// The logarithm of the odds that two mentions so alike are of one event.
    pub(crate) fn score(&self, features: &Features) -> f64 {
        self.0.iter().skip(1).zip(features).map(|(weight, x)| weight * x).sum::<f64>() + self.0.first().unwrap_or(&0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_ship_fit() {
        let shipped = EventModel::from_bytes(gainsay_models::EVENTS).expect("as many weights as features");
        assert_eq!(EventModel::from_bytes(&shipped.to_bytes()), Some(shipped));
        assert_eq!(EventModel::from_bytes(&[0; 12]), None);
    }
}
