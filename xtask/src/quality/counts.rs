//! Precision, recall and F1, for the sets that count things found and things to be found.

use std::ops::Add;

/// What was found, what should have been, and what is both.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) right: usize,
    pub(super) found: usize,
    pub(super) gold: usize,
}

impl Counts {
    /// Counts one thing that the gold has or not, and that was found or not.
    pub(super) fn count(&mut self, gold: bool, found: bool) {
        self.right += usize::from(gold && found);
        self.found += usize::from(found);
        self.gold += usize::from(gold);
    }

    /// Which share of what was found is right, 0 to 1.
    pub(super) fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    /// Which share of the gold was found, 0 to 1.
    pub(super) fn recall(self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    /// Their harmonic mean.
    pub(super) fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { right: self.right + other.right, found: self.found + other.found, gold: self.gold + other.gold }
    }
}
