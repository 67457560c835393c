//! Lemmas as numbers: comparing and intersecting them costs what comparing numbers does.

use std::collections::HashMap;

use crate::ReadArticle;

/// A lemma's number. Numbers are in the order of the lemmas, so that sets of them are sorted as the lemmas would be.
pub(crate) type Word = u32;

/// The lemmas of all articles.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    lemmas: Vec<&'a str>,
    number_of: HashMap<&'a str, Word>,
    /// For each article the numbers of its tokens' lemmas.
    of_token: Vec<Vec<Word>>,
    /// How telling each is, see [`Words::rarity`].
    rarity: Vec<f64>,
    /// How telling one is that stands in a single sentence, or in none.
    rarest: f64,
}

impl<'a> Words<'a> {
    pub(crate) fn new(articles: &[ReadArticle<'a>]) -> Self {
        let mut words = Self {
            lemmas: Vec::new(),
            number_of: HashMap::new(),
            of_token: Vec::new(),
            rarity: Vec::new(),
            rarest: 1.0,
        };
        words.number(articles);
        words.count(articles);
        words
    }

    fn number(&mut self, articles: &[ReadArticle<'a>]) {
        for one in articles {
            let met = one.reading.tokens.iter().map(|token| {
                *self.number_of.entry(token.lemma.as_str()).or_insert_with(|| {
                    self.lemmas.push(&token.lemma);
                    Word::try_from(self.lemmas.len() - 1).unwrap_or(Word::MAX)
                })
            });
            let met = met.collect();
            self.of_token.push(met);
        }
        let mut order: Vec<usize> = (0..self.lemmas.len()).collect();
        order.sort_unstable_by_key(|&met| self.lemmas[met]);
        let mut place = vec![0; order.len()];
        for (sorted, &met) in order.iter().enumerate() {
            place[met] = Word::try_from(sorted).unwrap_or(Word::MAX);
        }
        self.lemmas.sort_unstable();
        self.of_token.iter_mut().flatten().for_each(|word| *word = place[*word as usize]);
        self.number_of.values_mut().for_each(|word| *word = place[*word as usize]);
    }

    /// Counts in how many sentences each stands.
    fn count(&mut self, articles: &[ReadArticle<'a>]) {
        let mut counts = vec![0usize; self.lemmas.len()];
        let mut last_met = vec![0usize; self.lemmas.len()];
        let mut sentences = 0;
        for (one, words) in articles.iter().zip(&self.of_token) {
            for sentence in &one.reading.sentences {
                sentences += 1;
                for &word in &words[sentence.tokens.clone()] {
                    let at = word as usize;
                    if std::mem::replace(&mut last_met[at], sentences) != sentences {
                        counts[at] += 1;
                    }
                }
            }
        }
        let all = sentences.max(2) as f64;
        let rarity = |count: usize| (all / count.max(1) as f64).ln() / all.ln();
        self.rarity = counts.into_iter().map(rarity).collect();
        self.rarest = rarity(1);
    }

    /// The numbers of these tokens' lemmas.
    pub(crate) fn of_tokens(&self, article: usize, tokens: std::ops::Range<usize>) -> &[Word] {
        self.of_token.get(article).and_then(|words| words.get(tokens)).unwrap_or_default()
    }

    pub(crate) fn lemma(&self, word: Word) -> &'a str {
        self.lemmas.get(word as usize).copied().unwrap_or_default()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.lemmas.len()
    }

    /// How telling a lemma is: 0 for one in every sentence, towards 1 for one in a single sentence.
    pub(crate) fn rarity(&self, word: Word) -> f64 {
        self.rarity.get(word as usize).copied().unwrap_or(self.rarest)
    }

    pub(crate) fn number_of(&self, lemma: &str) -> Option<Word> {
        self.number_of.get(lemma).copied()
    }

    /// [`Words::rarity`] of a lemma that may be none of any token's: "lay_off".
    pub(crate) fn rarity_of(&self, lemma: &str) -> f64 {
        self.number_of.get(lemma).map_or(self.rarest, |word| self.rarity(*word))
    }
}

/// What two sorted lists have in common, in order.
pub(crate) fn shared<'l, T: Copy + Ord>(a: &'l [T], b: &'l [T]) -> impl Iterator<Item = T> + 'l {
    let (mut x, mut y) = (0, 0);
    std::iter::from_fn(move || {
        while let (Some(left), Some(right)) = (a.get(x), b.get(y)) {
            // Added and not branched on: which is less can't be foretold, and a wrong guess costs more than an addition.
            x += usize::from(left <= right);
            y += usize::from(right <= left);
            if left == right {
                return Some(*left);
            }
        }
        None
    })
}

/// A set of words in one number, a bit for each: what two sets have in common at most is seen without going through them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sketch(u128);

impl Sketch {
    pub(crate) fn of(words: &[Word]) -> Self {
        // Numbers of words are given in order: spread by a multiplication (Knuth's), so that neighbours differ.
        Self(words.iter().fold(0, |bits, word| bits | 1 << (word.wrapping_mul(0x9E37_79B1) >> 25)))
    }

    /// At least so many words of this set are not in the other.
    pub(crate) const fn surely_without(self, other: Self) -> usize {
        (self.0 & !other.0).count_ones() as usize
    }
}

/// Sorted, each once.
pub(crate) fn set<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sketch_never_sees_too_little_in_common() {
        let sets = [vec![1, 2, 3, 4], vec![3, 4, 5], vec![], (0..300).collect::<Vec<_>>(), vec![900, 4, 77]];
        for a in &sets {
            for b in &sets {
                let without = a.iter().filter(|word| !b.contains(word)).count();
                assert!(Sketch::of(a).surely_without(Sketch::of(b)) <= without, "{a:?} {b:?}");
            }
        }
        assert_eq!(Sketch::of(&[1, 2, 3]).surely_without(Sketch::of(&[7, 8, 9])), 3);
    }

    #[test]
    fn shared_is_the_intersection_in_order() {
        assert_eq!(shared(&[1, 3, 5, 7], &[0, 3, 4, 7, 9]).collect::<Vec<_>>(), [3, 7]);
        assert_eq!(shared(&[], &[1]).count(), 0);
        assert_eq!(set(vec![3, 1, 3, 2]), [1, 2, 3]);
    }
}
