//! The learned weights by which the likeness of two mentions becomes how likely they are of one event.
//!
//! Logistic regression over [`super::features`], and trees that mend it; learned from ECB+ by the recipe `events`, see
//! `train/events.md`.

use std::sync::LazyLock;

use super::features::{COUNT, LOOKED_AT};

/// How many splits a tree has one under the other.
pub const TREE_DEPTH: usize = 4;
const SPLITS: usize = (1 << TREE_DEPTH) - 1;
const LEAVES: usize = 1 << TREE_DEPTH;

/// Features as trees ask for them: by a byte, so that none is out of bounds.
pub type Asked = [f32; 256];

/// Features for trees; those that are products of others are not among them.
pub fn asked(features: &[f64]) -> Asked {
    let mut asked = [0.0; 256];
    asked.iter_mut().zip(features).take(LOOKED_AT.len()).for_each(|(to, from)| *to = *from as f32);
    asked
}

/// A tree of [`TREE_DEPTH`] levels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventTree {
    /// Which feature is asked, and above which value it goes to the second branch: the root, then level by level.
    pub splits: [(u8, f32); SPLITS],
    /// What each branch adds to the logarithm of the odds, in order; in parts of [`EventTree::ONE`].
    pub leaves: [i16; LEAVES],
}

impl EventTree {
    /// A leaf of this value adds 1.
    pub const ONE: f64 = 4096.0;
    /// Its size as it is written, in bytes.
    const BYTES: usize = 5 * SPLITS + 2 * LEAVES;

    /// What it adds for these features.
    pub fn value(&self, features: &Asked) -> f64 {
        let mut at = 0;
        for _ in 0..TREE_DEPTH {
            let (feature, above) = self.splits[at];
            at = 2 * at + 1 + usize::from(features[usize::from(feature)] > above);
        }
        f64::from(self.leaves[at - SPLITS]) / Self::ONE
    }
}

/// A bias, then a weight for each feature; and trees.
#[derive(Clone, Debug, PartialEq)]
pub struct EventModel {
    weights: Vec<f64>,
    trees: Vec<EventTree>,
}

static SHIPPED: LazyLock<EventModel> =
    LazyLock::new(|| EventModel::from_bytes(gainsay_models::EVENTS).unwrap_or_else(EventModel::nothing));

impl EventModel {
    /// The weights that ship.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// A bias and as many weights as pairs have features, and trees over these; else `None`.
    pub fn new(weights: Vec<f64>, trees: Vec<EventTree>) -> Option<Self> {
        let fits = weights.len() == COUNT + 1 && weights.iter().all(|weight| weight.is_finite());
        let is_tree = |tree: &EventTree| {
            tree.splits.iter().all(|(feature, above)| usize::from(*feature) < LOOKED_AT.len() && !above.is_nan())
        };
        (fits && trees.iter().all(is_tree)).then_some(Self { weights, trees })
    }

    /// Weights as the recipe writes them: doubles; then for each tree its splits, the feature in a byte and the value in
    /// four, and its leaves in two bytes each. Least byte first.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (weights, trees) = bytes.split_at_checked(8 * (COUNT + 1))?;
        let weights = weights.as_chunks::<8>().0.iter().map(|double| f64::from_le_bytes(*double)).collect();
        let (trees, rest) = trees.as_chunks::<{ EventTree::BYTES }>();
        let tree = |bytes: &[u8; EventTree::BYTES]| {
            let mut tree = EventTree::default();
            let (splits, leaves) = bytes.split_at(5 * SPLITS);
            for (split, [feature, above @ ..]) in tree.splits.iter_mut().zip(splits.as_chunks::<5>().0) {
                *split = (*feature, f32::from_le_bytes(*above));
            }
            let leaves = leaves.as_chunks::<2>().0;
            tree.leaves.iter_mut().zip(leaves).for_each(|(leaf, bytes)| *leaf = i16::from_le_bytes(*bytes));
            tree
        };
        Self::new(weights, trees.iter().map(tree).collect()).filter(|_| rest.is_empty())
    }

    /// As [`EventModel::from_bytes`] reads them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.weights.iter().flat_map(|weight| weight.to_le_bytes()).collect();
        for tree in &self.trees {
            for (feature, above) in tree.splits {
                bytes.push(feature);
                bytes.extend(above.to_le_bytes());
            }
            bytes.extend(tree.leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
        }
        bytes
    }

    /// Joins nothing.
    fn nothing() -> Self {
        Self { weights: [&[-1.0][..], &[0.0; COUNT]].concat(), trees: Vec::new() }
    }

    /// The logarithm of the odds that two mentions so alike are of one event.
    pub fn score(&self, features: &[f64]) -> f64 {
        let (bias, weights) = self.weights.split_first().unwrap_or((&0.0, &[]));
        let weighed = bias + weights.iter().zip(features).map(|(weight, x)| weight * x).sum::<f64>();
        let asked = asked(features);
        weighed + self.trees.iter().map(|tree| tree.value(&asked)).sum::<f64>()
    }

    /// How many features are no products of others: those that trees are meant to ask.
    pub const fn looked_at() -> usize {
        LOOKED_AT.len()
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
