//! What an article is about, in a few numbers: its most telling lemmas.
//!
//! A signature hangs on its own article and nothing else, so a ledger keeps it, and a new article is compared with all
//! others by their signatures alone.

use std::collections::BTreeMap;

use gainsay_core::{RegionKind, Upos};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ReadArticle,
    rarity::{Rarity, hash},
};

/// Of each article so many lemmas count, the most telling ones: what they cost must not grow with common words.
const MOST_WORDS: usize = 200;

/// A weight of 1. Whole numbers add up to the same in any order, and are packed into two bytes.
const ONE: f64 = (1 << 14) as f64;

/// The most telling lemmas of one article, and the day it was published if it says so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// Hashes of lemmas with weights, in order of the hashes; the squares of the weights sum to about the square of
    /// [`ONE`].
    #[serde(with = "gaps")]
    pub(crate) words: Vec<(u32, u16)>,
    /// The first day it can have been published, as the article states it: a day reckoned from other articles would
    /// hang on them.
    published: Option<Date>,
}

impl Signature {
    /// Of one article: names and title words count most, words of many articles little.
    pub fn of(one: ReadArticle<'_>, rarity: &Rarity) -> Self {
        let mut words: Vec<(u32, f64)> =
            counted(one).into_iter().map(|(word, weight)| (word, weight * rarity.of(word))).collect();
        words.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        words.truncate(MOST_WORDS);
        let length = words.iter().map(|(_, w)| w * w).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        let mut words: Vec<(u32, u16)> =
            words.into_iter().map(|(word, w)| (word, (w / length * ONE).round() as u16)).collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        Self { words, published: one.article.published.value.and_then(|value| value.first) }
    }

    /// To be compared with many others.
    pub fn beside(&self) -> Beside<'_> {
        let mut likely = vec![0u64; 1 << (Beside::BITS - 6)].into_boxed_slice();
        for (word, _) in &self.words {
            let (at, bit) = Beside::place(*word);
            likely[at] |= bit;
        }
        Beside { signature: self, likely }
    }

    /// How alike they are whose words have [`product`]s of this sum.
    pub(super) fn likeness_of(&self, other: &Self, sum: u64) -> f64 {
        sum as f64 / (ONE * ONE) * self.nearness(other)
    }

    /// What time does to likeness: articles of the same days keep all of it, of different years much less. 1 where a
    /// date is not stated.
    fn nearness(&self, other: &Self) -> f64 {
        const FAR: f64 = 0.7;
        const SAME_DAYS: i32 = 3;
        const FADES_IN_DAYS: f64 = 60.0;
        let (Some(a), Some(b)) = (self.published, other.published) else { return 1.0 };
        let days = ((a - b).get_days().abs() - SAME_DAYS).max(0);
        FAR + (1.0 - FAR) * (-f64::from(days) / FADES_IN_DAYS).exp()
    }
}

/// A signature to be compared with many others.
#[derive(Debug)]
pub struct Beside<'s> {
    signature: &'s Signature,
    /// A bit for the last bits of each word: most words of others are seen not to be among its own at once.
    likely: Box<[u64]>,
}

impl Beside<'_> {
    const BITS: u32 = 16;

    const fn place(word: u32) -> (usize, u64) {
        let bits = word & ((1 << Self::BITS) - 1);
        ((bits >> 6) as usize, 1 << (bits & 63))
    }

    /// How alike two articles are, from 0 to 1: the cosine of their words, less where their dates are far apart.
    pub fn likeness(&self, other: &Signature) -> f64 {
        let shared = other.words.iter().filter(|(word, _)| {
            let (at, bit) = Self::place(*word);
            self.likely[at] & bit != 0
        });
        let own = &self.signature.words;
        let products = shared.filter_map(|(word, theirs)| {
            let at = own.binary_search_by_key(word, |(word, _)| *word).ok()?;
            Some(product(own[at].1, *theirs))
        });
        self.signature.likeness_of(other, products.sum())
    }
}

/// What a word counts that two articles share.
pub(super) fn product(one: u16, other: u16) -> u64 {
    u64::from(one) * u64::from(other)
}

/// Words as the gaps between their hashes: a ledger looks at those of all articles for each that comes.
mod gaps {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(words: &[(u32, u16)], to: S) -> Result<S::Ok, S::Error> {
        let before = [0].into_iter().chain(words.iter().map(|(word, _)| *word));
        let gaps = words.iter().zip(before).map(|((word, weight), before)| (word.wrapping_sub(before), *weight));
        gaps.collect::<Vec<_>>().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(u32, u16)>, D::Error> {
        let mut words = Vec::<(u32, u16)>::deserialize(from)?;
        let mut at = 0u32;
        for (word, _) in &mut words {
            at = at.wrapping_add(*word);
            *word = at;
        }
        Ok(words)
    }
}

/// Lemmas by their hashes with what they count in this article alone.
fn counted(one: ReadArticle<'_>) -> BTreeMap<u32, f64> {
    let mut counts: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for sentence in &one.reading.sentences {
        let title = one.article.regions.get(sentence.region).is_some_and(|r| r.kind == RegionKind::Title);
        for token in &one.reading.tokens[sentence.tokens.clone()] {
            let points = points(token.upos);
            if points == 0.0 {
                continue;
            }
            let entry = counts.entry(hash(&token.lemma)).or_insert((0.0, 0.0));
            entry.0 += if title { 2.0 } else { 1.0 };
            entry.1 = points.max(entry.1);
        }
    }
    counts.into_iter().map(|(word, (count, points))| (word, points * (1.0 + f64::ln(count)))).collect()
}

/// Whether words of this kind tell what an article is about.
pub fn tells_of_the_matter(upos: Upos) -> bool {
    points(upos) > 0.0
}

/// What a word of this kind tells of the matter; nothing for words of grammar.
const fn points(upos: Upos) -> f64 {
    match upos {
        Upos::Propn => 3.0,
        Upos::Noun => 1.0,
        Upos::Verb | Upos::Adj => 0.5,
        _ => 0.0,
    }
}
