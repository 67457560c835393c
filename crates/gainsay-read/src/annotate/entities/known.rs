//! What kind of name a word mostly is in news: counted by the recipe, for words and names seen in several articles.
//!
//! A word is kept as a hash and a small number, from which no passage can be recovered.

use super::super::syntax::table::Table;
use super::super::syntax::words::mix;

/// Words and whole names by hash, each with a code: `1 + 3 × kind + doubt` with `kind` as the tagger orders kinds (4 for
/// no name) and `doubt` 0 where nearly all its uses agree, 2 where little more than half do.
#[derive(Debug, Default)]
pub struct Known {
    codes: Table,
}

impl Known {
    /// A table of these hashes and codes.
    pub fn new(codes: impl IntoIterator<Item = (u32, u8)>) -> Self {
        let codes: Vec<(u32, u32)> = codes.into_iter().map(|(hash, code)| (hash, u32::from(code))).collect();
        Self { codes: Table::new(&codes) }
    }

    /// The hash of a name from those of its words (see [`super::word::Word::id`]).
    pub fn hash(words: impl IntoIterator<Item = u32>) -> u32 {
        words.into_iter().fold(0x9e37_79b9, mix).max(1)
    }

    /// The code of a word or name by its hash; 0 where it isn't known.
    pub fn code(&self, hash: u32) -> u8 {
        self.codes.get(hash).unwrap_or(0) as u8
    }
}
