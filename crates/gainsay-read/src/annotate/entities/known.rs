//! What kind of name a word mostly is in news: counted by the recipe, for words and names seen in several articles.
//!
//! A word is kept as a hash and a small number, from which no passage can be recovered.

use std::collections::HashMap;

/// Words and whole names by hash, each with a code: `1 + 3 × kind + doubt` with `kind` as the tagger orders kinds (4 for
/// no name) and `doubt` 0 where nearly all its uses agree, 2 where little more than half do.
#[derive(Debug, Default)]
pub struct Known {
    codes: HashMap<u32, u8>,
}

impl Known {
    /// A table of these hashes and codes.
    pub fn new(codes: impl IntoIterator<Item = (u32, u8)>) -> Self {
        Self { codes: codes.into_iter().collect() }
    }

    /// The hash of folded words, joined as a name.
    pub fn hash<'w>(words: impl Iterator<Item = &'w str>) -> u32 {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for word in words {
            for byte in word.bytes().chain([b' ']) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
        (hash ^ (hash >> 32)) as u32
    }

    /// The code of folded words; 0 where they aren't known.
    pub fn code<'w>(&self, words: impl Iterator<Item = &'w str>) -> u8 {
        self.codes.get(&Self::hash(words)).copied().unwrap_or(0)
    }
}
