//! Numbered feature templates: what makes equal parts of unlike templates unlike features.

use super::words::mix;

/// Collects features, each hashed from its template's number and its parts.
#[derive(Debug)]
pub struct Templates<'a> {
    features: &'a mut Vec<u32>,
    number: u32,
}

impl<'a> Templates<'a> {
    /// Starts over; templates are numbered from `first`, so that classifiers could share slots.
    pub fn new(features: &'a mut Vec<u32>, first: u32) -> Self {
        features.clear();
        Self { features, number: first }
    }

    /// Adds the next template's feature.
    #[inline(always)]
    pub fn add<const N: usize>(&mut self, parts: [u32; N]) {
        self.number += 1;
        self.features.push(parts.iter().fold(self.number, |hash, part| mix(hash, *part)));
    }
}
