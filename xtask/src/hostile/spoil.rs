//! Files spoiled in many ways, the same on every run.

/// Numbers that look random and are the same on every run (SplitMix64: Steele, Lea and Flood 2014).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// A number below this one.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

/// One file spoiled in one way: cut, spliced with another, bytes changed, another encoding, NULs, repeated, reversed.
pub(crate) fn spoil(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let (one, two) = (numbers.below(bytes.len() + 1), numbers.below(bytes.len() + 1));
    let (from, to) = (one.min(two), one.max(two));
    match numbers.below(8) {
        0 => bytes[..to].to_vec(),
        1 => [&bytes[..from], &other[numbers.below(other.len())..], &bytes[to..]].concat(),
        2 => bytes.iter().map(|byte| if numbers.below(50) == 0 { numbers.below(256) as u8 } else { *byte }).collect(),
        3 => String::from_utf8_lossy(bytes).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        4 => [&bytes[..from], &vec![0; 1 + numbers.below(200)], &bytes[from..]].concat(),
        5 => bytes[from..to].repeat(1 + numbers.below(20)),
        6 => bytes.iter().map(|byte| if byte.is_ascii_whitespace() { b'"' } else { *byte }).collect(),
        _ => bytes.iter().rev().copied().collect(),
    }
}
