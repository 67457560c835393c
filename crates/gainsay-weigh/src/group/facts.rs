//! What a story as a whole says of its mentions: how often each predicate is met, and how alike its articles are.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{profile::Profile, signature::tells_of_the_matter};
use crate::{
    context::Context,
    words::{Word, set},
};

/// So many of an article's words are compared with another's, the most telling first: a book is no article.
const MOST_WORDS: usize = 1_000;
/// Of so many articles the likeness of all pairs is reckoned beforehand; of more, whenever it is asked for.
const BEFOREHAND: usize = 1_500;

/// Facts of a story.
#[derive(Debug)]
pub(crate) struct Facts {
    /// By the number of a lemma.
    lemmas: Vec<OfLemma>,
    /// By concept: how many mentions of it an article has that has any.
    concepts: BTreeMap<usize, f64>,
    /// By article.
    telling: Vec<Telling>,
    /// For each article its likeness with those before it.
    likeness: Vec<Vec<f32>>,
}

/// How a predicate is met in a story.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OfLemma {
    /// How many mentions an article has that has any.
    pub(crate) per_article: f64,
    /// The share of articles that have any.
    pub(crate) in_articles: f64,
}

impl Facts {
    /// Facts of the story that these mentions make up. Their lemmas are numbered.
    pub(crate) fn of(context: &Context<'_>, profiles: &[Profile<'_>]) -> Self {
        let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for profile in profiles {
            *counts.entry((profile.lemma_number, profile.at.article)).or_default() += 1;
        }
        let most = profiles.iter().map(|profile| profile.lemma_number + 1).max().unwrap_or(0);
        let mut mentions = vec![(0usize, 0usize); most];
        for ((lemma, _), count) in counts {
            mentions[lemma].0 += count;
            mentions[lemma].1 += 1;
        }
        let mut of_concept: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        for profile in profiles {
            for concept in &profile.concepts {
                *of_concept.entry(*concept).or_default().entry(profile.at.article).or_default() += 1;
            }
        }
        let per_article =
            |counts: BTreeMap<usize, usize>| counts.values().sum::<usize>() as f64 / counts.len().max(1) as f64;
        let concepts = of_concept.into_iter().map(|(concept, counts)| (concept, per_article(counts))).collect();
        let all = context.articles.len().max(1) as f64;
        let of_lemma = |(count, articles): (usize, usize)| OfLemma {
            per_article: count as f64 / articles.max(1) as f64,
            in_articles: articles as f64 / all,
        };
        let articles = context.articles.len();
        let telling: Vec<_> = (0..articles).into_par_iter().map(|article| telling(context, article)).collect();
        let beforehand = if articles <= BEFOREHAND { articles } else { 0 };
        let with_earlier = |b: usize| (0..b).map(|a| cosine(&telling[a], &telling[b]) as f32).collect();
        let likeness = (0..beforehand).into_par_iter().map(with_earlier).collect();
        Self { lemmas: mentions.into_iter().map(of_lemma).collect(), concepts, telling, likeness }
    }

    pub(crate) fn of_lemma(&self, profile: &Profile<'_>) -> OfLemma {
        self.lemmas.get(profile.lemma_number).copied().unwrap_or_default()
    }

    /// How many mentions of a kind an article has: of their lemma, where it is one, else of the concept they share.
    pub(crate) fn mentions_of_kind(&self, a: &Profile<'_>, b: &Profile<'_>) -> f64 {
        if a.lemma_number == b.lemma_number {
            return self.of_lemma(a).per_article;
        }
        let in_common = a.concepts.iter().filter(|concept| b.concepts.contains(concept));
        in_common.filter_map(|concept| self.concepts.get(concept)).copied().fold(0.0, f64::max)
    }

    /// How alike two articles are: the cosine of their words.
    pub(crate) fn likeness(&self, a: usize, b: usize) -> f64 {
        let known = self.likeness.get(a.max(b)).and_then(|earlier| earlier.get(a.min(b)));
        match known {
            Some(likeness) => f64::from(*likeness),
            None if a == b => 1.0,
            None => f64::from(cosine(&self.telling[a.min(b)], &self.telling[a.max(b)]) as f32),
        }
    }
}

/// Words with their weights squared, and the root of all of these together.
type Telling = (Vec<(Word, f64)>, f64);

fn cosine((left, x): &Telling, (right, y): &Telling) -> f64 {
    let (mut sum, mut i, mut j) = (0.0, 0, 0);
    while let (Some((one, weight)), Some((other, _))) = (left.get(i), right.get(j)) {
        sum += if one == other { *weight } else { 0.0 };
        (i, j) = (i + usize::from(one <= other), j + usize::from(other <= one));
    }
    if sum == 0.0 { 0.0 } else { sum / (x * y) }
}

fn telling(context: &Context<'_>, article: usize) -> Telling {
    let tokens = &context.reading(article).tokens;
    let words = context.words.of_tokens(article, 0..tokens.len());
    let of_matter = tokens.iter().zip(words).filter(|(token, _)| tells_of_the_matter(token.upos));
    let mut weighed: Vec<(Word, f64)> = set(of_matter.map(|(_, word)| *word).collect())
        .into_iter()
        .map(|word| (word, context.words.rarity(word).powi(2)))
        .collect();
    weighed.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    weighed.truncate(MOST_WORDS);
    weighed.sort_unstable_by_key(|(word, _)| *word);
    let root = weighed.iter().map(|(_, weight)| weight).sum::<f64>().sqrt();
    (weighed, root)
}
