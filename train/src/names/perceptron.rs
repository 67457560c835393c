//! Learns the weights of the name tagger: a structured perceptron with averaged weights.

use std::collections::HashMap;

use gainsay_read::annotate::entities::tagger::{LABELS, Weights, decode};

/// A sentence as numbers: the features of each word, and its gold label.
pub(super) struct Example {
    /// Dense feature numbers of each word.
    pub features: Vec<Vec<u32>>,
    /// Gold labels.
    pub labels: Vec<usize>,
    /// How much one mistake weighs.
    pub weight: f32,
}

/// Gives each hashed feature a dense number.
#[derive(Default)]
pub(super) struct Interner {
    numbers: HashMap<u32, u32>,
    /// The hash of each number.
    pub hashes: Vec<u32>,
}

impl Interner {
    /// The number of a hash.
    pub(super) fn number(&mut self, hash: u32) -> u32 {
        let next = self.hashes.len() as u32;
        let number = *self.numbers.entry(hash).or_insert(next);
        if number == next {
            self.hashes.push(hash);
        }
        number
    }
}

/// Weights while they are learned.
pub(super) struct Learner {
    weights: Vec<[f32; LABELS]>,
    sums: Vec<[f64; LABELS]>,
    steps: Vec<f32>,
    step_sums: Vec<f64>,
    time: f64,
    allowed: Option<Vec<bool>>,
}

impl Weights for Learner {
    fn add(&self, feature: u32, scores: &mut [f32; LABELS]) {
        for (score, weight) in scores.iter_mut().zip(&self.weights[feature as usize]) {
            *score += weight;
        }
    }

    fn step(&self, before: usize, label: usize) -> f32 {
        self.steps[before * LABELS + label]
    }
}

impl Learner {
    /// Nothing learned yet; with `allowed`, only these features ever get a weight.
    pub(super) fn new(features: usize, allowed: Option<Vec<bool>>) -> Self {
        Self {
            weights: vec![[0.0; LABELS]; features],
            sums: vec![[0.0; LABELS]; features],
            steps: vec![0.0; LABELS * LABELS],
            step_sums: vec![0.0; LABELS * LABELS],
            time: 0.0,
            allowed,
        }
    }

    /// Goes once through the examples in this order; gives how many words were labelled wrong.
    pub(super) fn epoch(&mut self, examples: &[Example], order: &[usize]) -> usize {
        let mut wrong = 0;
        for at in order {
            let example = &examples[*at];
            self.time += 1.0;
            let guess = decode(self, &example.features);
            if guess == example.labels {
                continue;
            }
            let (mut gold_before, mut guess_before) = (0, 0);
            for (at, (gold, guess)) in example.labels.iter().zip(&guess).enumerate() {
                if gold != guess {
                    wrong += 1;
                    for feature in &example.features[at] {
                        self.change(*feature as usize, *gold, example.weight);
                        self.change(*feature as usize, *guess, -example.weight);
                    }
                }
                if gold != guess || gold_before != guess_before {
                    self.change_step(gold_before * LABELS + gold, example.weight);
                    self.change_step(guess_before * LABELS + guess, -example.weight);
                }
                (gold_before, guess_before) = (*gold, *guess);
            }
        }
        wrong
    }

    fn change(&mut self, feature: usize, label: usize, by: f32) {
        if self.allowed.as_ref().is_some_and(|a| !a[feature]) {
            return;
        }
        self.weights[feature][label] += by;
        self.sums[feature][label] += f64::from(by) * self.time;
    }

    fn change_step(&mut self, step: usize, by: f32) {
        self.steps[step] += by;
        self.step_sums[step] += f64::from(by) * self.time;
    }

    /// The weights averaged over all that was seen.
    pub(super) fn averaged(&self) -> (Vec<[f32; LABELS]>, Vec<f32>) {
        let time = self.time + 1.0;
        let mean = |weight: f32, sum: f64| (f64::from(weight) - sum / time) as f32;
        let rows =
            self.weights.iter().zip(&self.sums).map(|(row, sums)| std::array::from_fn(|l| mean(row[l], sums[l])));
        let steps = self.steps.iter().zip(&self.step_sums).map(|(w, s)| mean(*w, *s));
        (rows.collect(), steps.collect())
    }
}

/// A fixed shuffle for each epoch: the same every time it is run.
pub(super) fn shuffled(length: usize, epoch: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64 ^ (epoch + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for at in (1..length).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(at, (state % (at as u64 + 1)) as usize);
    }
    order
}
