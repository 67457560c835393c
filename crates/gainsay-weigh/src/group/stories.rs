//! Articles → stories: articles on one unfolding matter share rare words and names.

use std::collections::BTreeMap;

use gainsay_core::{RegionKind, Upos};

use crate::{
    ReadArticle,
    words::{Word, Words},
};

/// Articles whose weighted words are at least this alike (cosine) tell one story.
const ALIKE: f64 = 0.26;

/// The stories, each as the indexes of its articles, in order of their first article.
pub(crate) fn stories(articles: &[ReadArticle<'_>], words: &Words<'_>) -> Vec<Vec<usize>> {
    let vectors = vectors(articles, words);
    let mut postings: Vec<Vec<(usize, f64)>> = vec![Vec::new(); words.len()];
    for (index, vector) in vectors.iter().enumerate() {
        for (word, weight) in vector {
            postings[*word as usize].push((index, *weight));
        }
    }
    let mut home: Vec<usize> = (0..articles.len()).collect();
    let mut likeness = vec![0.0; articles.len()];
    for (index, vector) in vectors.iter().enumerate() {
        for (word, weight) in vector {
            for (other, theirs) in postings[*word as usize].iter().take_while(|(other, _)| *other < index) {
                likeness[*other] += weight * theirs;
            }
        }
        for (other, likeness) in likeness[..index].iter_mut().enumerate() {
            if std::mem::take(likeness) >= ALIKE {
                let (from, to) = (root(&mut home, index), root(&mut home, other));
                home[from.max(to)] = from.min(to);
            }
        }
    }
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..articles.len() {
        stories.entry(root(&mut home, index)).or_default().push(index);
    }
    stories.into_values().collect()
}

/// The first of the joined ones, following `home`.
pub(crate) fn root(home: &mut [usize], mut at: usize) -> usize {
    while home[at] != at {
        home[at] = home[home[at]];
        at = home[at];
    }
    at
}

/// For each article, its content lemmas with weights of unit length: names and title words count most.
///
/// No inverse document frequency: in a handful of articles on one story, the words that all share would weigh least.
fn vectors(articles: &[ReadArticle<'_>], words: &Words<'_>) -> Vec<Vec<(Word, f64)>> {
    let vector = |(article, one): (usize, &ReadArticle<'_>)| {
        let mut weights = weights(one, words.of_tokens(article, 0..one.reading.tokens.len()));
        let length = weights.iter().map(|(_, w)| w * w).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        weights.iter_mut().for_each(|(_, w)| *w /= length);
        weights
    };
    articles.iter().enumerate().map(vector).collect()
}

fn weights(one: &ReadArticle<'_>, words: &[Word]) -> Vec<(Word, f64)> {
    let mut counts: BTreeMap<Word, (f64, f64)> = BTreeMap::new();
    for sentence in &one.reading.sentences {
        let title = one.article.regions.get(sentence.region).is_some_and(|r| r.kind == RegionKind::Title);
        let tokens = one.reading.tokens[sentence.tokens.clone()].iter().zip(&words[sentence.tokens.clone()]);
        for (token, word) in tokens {
            let points: f64 = match token.upos {
                Upos::Propn => 3.0,
                Upos::Noun => 1.0,
                Upos::Verb | Upos::Adj => 0.5,
                _ => continue,
            };
            let entry = counts.entry(*word).or_insert((0.0, 0.0));
            entry.0 += if title { 2.0 } else { 1.0 };
            entry.1 = points.max(entry.1);
        }
    }
    counts.into_iter().map(|(word, (count, points))| (word, points * (1.0 + f64::ln(count)))).collect()
}
