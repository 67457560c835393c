//! Numbered feature templates: what makes equal parts of unlike templates unlike features.
//!
//! A feature is hashed by a sum of products (Dietzfelbinger 1996), of which the highest bits count. Templates that share
//! a part in the same place share its product, so that a hundred templates cost little more than their sums.

/// How many bits a feature has.
pub const SLOT_BITS: u32 = 22;

const TEMPLATE: u64 = 0x9e37_79b9_7f4a_7c15;
const PLACES: [u64; 6] = [
    0xd6e8_feb8_6659_fd93,
    0xa076_1d64_78bd_642f,
    0xe703_7ed1_a0b4_28db,
    0x8ebc_6af0_9c88_c6e3,
    0x5899_65cc_7537_4cc3,
    0x1d8e_4e27_c47d_124f,
];

/// No classifier has more templates.
const MOST: usize = 160;

/// Collects features, each hashed from its template's number and its parts.
///
/// They are held here until the last is told: where they go is then known when the program is built, and nothing asks
/// whether there is room for one more.
#[derive(Debug)]
pub struct Templates {
    held: [u32; MOST],
    count: usize,
    first: u64,
}

impl Templates {
    /// Starts over. A classifier may go on from another one's numbers, so as not to share its slots.
    #[inline(always)]
    pub fn new(first: u64) -> Self {
        Self { held: [0; MOST], count: 0, first }
    }

    /// Adds the next template's feature, of at most six parts.
    #[inline(always)]
    pub fn add<const N: usize>(&mut self, parts: [u32; N]) {
        let number = self.first + self.count as u64 + 1;
        let mut sum = number.wrapping_mul(TEMPLATE);
        for place in 0..N {
            sum = sum.wrapping_add(u64::from(parts[place]).wrapping_mul(PLACES[place]));
        }
        self.held[self.count] = (sum >> (64 - SLOT_BITS)) as u32;
        self.count += 1;
    }

    /// Puts the features in place of those in `features`.
    #[inline(always)]
    pub fn fill(&self, features: &mut Vec<u32>) {
        features.clear();
        features.extend_from_slice(&self.held[..self.count]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_and_places_keep_equal_parts_apart() {
        let mut features = Vec::new();
        let mut templates = Templates::new(0);
        templates.add([7, 9]);
        templates.add([7, 9]);
        templates.add([9, 7]);
        templates.fill(&mut features);
        features.sort_unstable();
        features.dedup();
        assert_eq!(features.len(), 3);
    }
}
