//! In how many articles of the news a lemma stands: what tells a story's words from everyone's.
//!
//! Counted once over ten thousand articles and shipped, not over the articles at hand: so what an article is like does not
//! hang on which other articles were given, and one article more changes nothing about the others.

/// Counts of articles by lemma, see the recipe `gainsay-train -- rarity`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rarity {
    /// Hashes of lemmas, in order.
    lemmas: Vec<u32>,
    /// For each the parts of a thousand of all articles that hold it, as `8 · log2`, see [`coded`].
    codes: Vec<u8>,
}

/// A lemma in fewer of 100,000 articles than this isn't kept, and counts as one in so many.
const FEWEST: f64 = 40.0;
/// So many of 100,000 are added to each count: how rare the rarest are hangs on chance. Chosen on news-clusters and BASIL.
const BESIDES: f64 = 100.0;
const BYTES_EACH: usize = 5;

impl Rarity {
    /// Of counts: each lemma and in how many of `articles` articles it stands.
    pub fn of_counts<'l>(articles: usize, counts: impl IntoIterator<Item = (&'l str, usize)>) -> Self {
        let per_100_000 = |count: usize| count as f64 * 100_000.0 / articles.max(1) as f64;
        let mut kept: Vec<(u32, u8)> = counts
            .into_iter()
            .map(|(lemma, count)| (hash(lemma), per_100_000(count)))
            .filter(|(_, share)| *share > FEWEST)
            .map(|(hash, share)| (hash, coded(share)))
            .collect();
        // Of two lemmas of one hash the more frequent one: taken for common is the smaller mistake.
        kept.sort_unstable_by_key(|(hash, code)| (*hash, std::cmp::Reverse(*code)));
        kept.dedup_by_key(|(hash, _)| *hash);
        let (lemmas, codes) = kept.into_iter().unzip();
        Self { lemmas, codes }
    }

    /// As [`Rarity::to_bytes`] gives it; `None` where the bytes are no such list.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if !bytes.len().is_multiple_of(BYTES_EACH) {
            return None;
        }
        let (lemmas, codes) = bytes.split_at(bytes.len() / BYTES_EACH * 4);
        let lemmas: Vec<u32> = lemmas.as_chunks().0.iter().map(|four| u32::from_le_bytes(*four)).collect();
        lemmas.is_sorted().then(|| Self { lemmas, codes: codes.to_vec() })
    }

    /// All hashes, four bytes each with the lowest first, then all codes, one byte each.
    pub fn to_bytes(&self) -> Vec<u8> {
        let lemmas = self.lemmas.iter().flat_map(|lemma| lemma.to_le_bytes());
        lemmas.chain(self.codes.iter().copied()).collect()
    }

    /// The natural logarithm of how many articles there are for each that holds the lemma of this hash: its inverse
    /// document frequency (Spärck Jones 1972), smoothed.
    pub(crate) fn of(&self, lemma: u32) -> f64 {
        let share = self.lemmas.binary_search(&lemma).map_or(FEWEST, |at| f64::exp2(f64::from(self.codes[at]) / 8.0));
        (100_000.0 / (share + BESIDES)).ln().max(0.0)
    }
}

fn coded(per_100_000: f64) -> u8 {
    (per_100_000.log2() * 8.0).round().clamp(0.0, 255.0) as u8
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo).
pub(crate) fn hash(lemma: &str) -> u32 {
    lemma.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_lemmas_weigh_less_than_rare_ones_and_unknown_ones_most() {
        let rarity = Rarity::of_counts(10_000, [("say", 9_000), ("harbour", 50), ("Weld", 1)]);
        let of = |lemma: &str| rarity.of(hash(lemma));
        assert!(of("say") < of("harbour") && of("harbour") < of("Weld"));
        assert_eq!(of("Weld"), of("never met"));
        assert!((0.0..0.2).contains(&of("say")));
    }

    #[test]
    fn what_was_written_is_read() {
        let rarity = Rarity::of_counts(1_000, [("say", 900), ("harbour", 50), ("wall", 60)]);
        assert_eq!(Rarity::from_bytes(&rarity.to_bytes()), Some(rarity));
        assert_eq!(Rarity::from_bytes(&[1, 2, 3]), None);
        assert_eq!(Rarity::from_bytes(&[9, 9, 9, 9, 1, 1, 1, 1, 0, 0]), None);
    }
}
