//! Trains the tagger.

use std::collections::BTreeMap;

use gainsay_read::annotate::syntax::linear::{self, Scores};
use gainsay_read::annotate::syntax::table::Table;
use gainsay_read::annotate::syntax::tagger::{Tag, Tagger, first, rest};
use gainsay_read::annotate::syntax::words::Word;

use crate::conllu::Sentence;
use crate::perceptron::{Looks, Sparse, best, clear};
use crate::random::Random;

const FEATURES: usize = 190_000;

/// By how much the right tag must win to be left as it is, by all features and by the first; see the parser's margins.
const MARGINS: [f32; 2] = [30.0, 12.0];

/// Trains, so many rounds, on the sentences that `with` chooses, once in the order of each seed; the mean ships.
pub(super) fn train(
    sentences: &[Sentence],
    words: &[Vec<Word>],
    rounds: usize,
    seeds: std::ops::Range<u64>,
    with: impl Fn(usize) -> bool,
) -> Tagger {
    let mut numbers: BTreeMap<Tag, usize> = BTreeMap::new();
    for token in sentences.iter().flat_map(|s| &s.tokens) {
        let next = numbers.len();
        numbers.entry(Tag { penn: token.penn, upos: token.upos }).or_insert(next);
    }
    let mut tags: Vec<Tag> = numbers.keys().copied().collect();
    tags.sort_by_key(|t| numbers[t]);
    let certain = certain(sentences, words, &numbers);
    let with: Vec<usize> = (0..sentences.len()).filter(|at| with(*at)).collect();
    let lesson = Lesson { sentences, words, tags: &tags, numbers: &numbers, certain: &certain };
    let runs: Vec<Sparse> = seeds.map(|seed| run(&lesson, with.clone(), rounds, seed)).collect();
    Tagger { weights: Sparse::pack(&runs, FEATURES), tags, certain, clear: i32::MAX }
}

/// What all runs share.
struct Lesson<'a> {
    sentences: &'a [Sentence],
    words: &'a [Vec<Word>],
    tags: &'a [Tag],
    numbers: &'a BTreeMap<Tag, usize>,
    certain: &'a Table,
}

/// One run through these sentences, in an order of its own.
fn run(lesson: &Lesson<'_>, mut order: Vec<usize>, rounds: usize, seed: u64) -> Sparse {
    let Lesson { sentences, words, tags, numbers, certain } = *lesson;
    let mut random = Random::new(3 + seed);
    let mut perceptron = Sparse::new(tags.len());
    let mut looks = Looks::default();
    for _ in 0..rounds {
        random.shuffle(&mut order);
        for &at in &order {
            let mut given: Vec<Tag> = Vec::new();
            for (position, token) in sentences[at].tokens.iter().enumerate() {
                if let Some(class) = certain.get(words[at][position].form) {
                    given.push(tags[class as usize]);
                    continue;
                }
                first(&words[at], &given, position, &mut looks.first);
                rest(&words[at], &given, position, &mut looks.rest);
                looks.score(&perceptron);
                let guess = best(&looks.scores, |_| true).unwrap_or(0);
                let right = numbers[&Tag { penn: token.penn, upos: token.upos }];
                looks.learn(&mut perceptron, |tag| tag == right, |tag| tag != right, MARGINS);
                given.push(tags[guess]);
            }
        }
    }
    perceptron
}

/// From which margin on a tag is clear from the first features, counted on sentences not trained on.
pub(super) fn clear_from(tagger: &Tagger, words: &[Vec<Word>]) -> i32 {
    let mut examples = Vec::new();
    let mut features = Vec::new();
    for words in words {
        let tags = tagger.tag(words);
        for at in (0..words.len()).filter(|at| tagger.certain.get(words[*at].form).is_none()) {
            let mut scores: Scores = [0; 256];
            first(words, &tags[..at], at, &mut features);
            tagger.weights.add(&features, &mut scores);
            let (winner, margin) = linear::best(&scores[..tagger.tags.len()]);
            examples.push((margin, tagger.tags[winner] == tags[at]));
        }
    }
    clear(examples)
}

/// The words that were met often and had always the same tag, but for slips of the annotators.
fn certain(sentences: &[Sentence], words: &[Vec<Word>], numbers: &BTreeMap<Tag, usize>) -> Table {
    const OFTEN: usize = 25;
    const SLIPS: f64 = 0.003;
    let mut counts: BTreeMap<u32, BTreeMap<usize, usize>> = BTreeMap::new();
    for (token, word) in sentences.iter().flat_map(|s| &s.tokens).zip(words.iter().flatten()) {
        let class = numbers[&Tag { penn: token.penn, upos: token.upos }];
        *counts.entry(word.form).or_default().entry(class).or_default() += 1;
    }
    let clear = |(word, classes): (&u32, &BTreeMap<usize, usize>)| {
        let total: usize = classes.values().sum();
        let (class, count) = classes.iter().max_by_key(|(_, count)| **count)?;
        let is_clear = total >= OFTEN && (total - count) as f64 <= SLIPS * total as f64;
        is_clear.then_some((*word, *class as u32))
    };
    Table::new(&counts.iter().filter_map(clear).collect::<Vec<_>>())
}
