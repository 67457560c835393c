//! Trains the tagger.

use std::collections::BTreeMap;

use gainsay_read::annotate::syntax::tagger::{Tag, Tagger, collect};
use gainsay_read::annotate::syntax::words::Word;

use crate::conllu::Sentence;
use crate::perceptron::{Learner, Sparse, best};
use crate::random::Random;

const FEATURES: usize = 150_000;

/// Trains, so many rounds, on the sentences that `with` chooses.
pub(super) fn train(
    sentences: &[Sentence],
    words: &[Vec<Word>],
    rounds: usize,
    with: impl Fn(usize) -> bool,
) -> Tagger {
    let mut numbers: BTreeMap<Tag, usize> = BTreeMap::new();
    for token in sentences.iter().flat_map(|s| &s.tokens) {
        let next = numbers.len();
        numbers.entry(Tag { penn: token.penn, upos: token.upos }).or_insert(next);
    }
    let mut tags: Vec<Tag> = numbers.keys().copied().collect();
    tags.sort_by_key(|t| numbers[t]);
    let mut order: Vec<usize> = (0..sentences.len()).filter(|at| with(*at)).collect();
    let mut random = Random::new(3);
    let mut perceptron = Sparse::new(tags.len());
    let (mut features, mut scores) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        random.shuffle(&mut order);
        for &at in &order {
            let mut given: Vec<Tag> = Vec::new();
            for (position, token) in sentences[at].tokens.iter().enumerate() {
                collect(&words[at], &given, position, &mut features);
                perceptron.score(&features, &mut scores);
                let guess = best(&scores, |_| true).unwrap_or(0);
                let right = numbers[&Tag { penn: token.penn, upos: token.upos }];
                perceptron.step();
                if guess != right {
                    perceptron.update(&features, right, guess);
                }
                given.push(tags[guess]);
            }
        }
    }
    Tagger { tags, weights: perceptron.pack(FEATURES) }
}
