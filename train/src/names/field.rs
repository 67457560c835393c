//! Learns the weights of the name tagger: a conditional random field (Lafferty et al. 2001) by AdaGrad, with features
//! left out at random, so that no single word or list is relied on.

use std::collections::HashMap;

use gainsay_read::annotate::entities::features::{IN_NO_NAME, WRITTEN_SMALL};
use gainsay_read::annotate::entities::tagger::{LABELS, is_begin, may_follow};

/// A sentence as numbers: the features of each word, and its gold label.
pub(super) struct Example {
    /// Dense feature numbers of each word.
    pub(super) features: Vec<Vec<u32>>,
    /// Feature numbers of what the rest of the article makes of each word, which a first reading doesn't have.
    pub(super) votes: Vec<Vec<u32>>,
    /// Gold labels.
    pub(super) labels: Vec<usize>,
    /// How much it weighs.
    pub(super) weight: f32,
}

/// Gives each hashed feature a dense number.
#[derive(Default)]
pub(super) struct Interner {
    numbers: HashMap<u32, u32>,
    /// The hash of each number.
    pub(super) hashes: Vec<u32>,
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

/// Features that forbid labels and weigh nothing; their numbers are their hashes.
const PSEUDO: [u32; 2] = [WRITTEN_SMALL, IN_NO_NAME];

type Row = [f32; LABELS];

/// How learning goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// Step size of AdaGrad.
    pub(super) rate: f32,
    /// How strongly weights are drawn to zero.
    pub(super) decay: f32,
    /// Which share of the features is left out at a time.
    pub(super) left_out: f32,
    /// In which share of the sentences the rest of the article is left out, as in a first reading.
    pub(super) alone: f32,
    /// How often the examples are gone through.
    pub(super) epochs: u64,
    /// How many times all is learned, in other orders; the mean of the weights is what was learned. One run errs where
    /// another does not.
    pub(super) runs: u64,
}

/// Weights while they are learned.
pub(super) struct Field {
    weights: Vec<Row>,
    squares: Vec<Row>,
    steps: [Row; LABELS],
    step_squares: [Row; LABELS],
    allowed: Option<Vec<bool>>,
    state: u64,
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let top = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if top == f32::NEG_INFINITY { top } else { top + values.map(|v| (v - top).exp()).sum::<f32>().ln() }
}

impl Field {
    /// Learns from the examples; with `allowed`, only these features ever get a weight. Gives rows and steps.
    pub(super) fn learn(
        examples: &[&Example],
        features: usize,
        allowed: Option<&[bool]>,
        settings: Settings,
    ) -> (Vec<Row>, Vec<f32>) {
        let mut rows = vec![[0.0; LABELS]; features];
        let mut steps = vec![0.0; LABELS * LABELS];
        for run in 0..settings.runs {
            let field = Self::run(examples, features, allowed, settings, run);
            let share = 1.0 / settings.runs as f32;
            let weights = rows.iter_mut().flatten().zip(field.weights.iter().flatten());
            weights.for_each(|(sum, weight)| *sum += share * (1.0 - settings.left_out) * weight);
            steps.iter_mut().zip(field.steps.iter().flatten()).for_each(|(sum, step)| *sum += share * step);
        }
        (rows, steps)
    }

    fn run(examples: &[&Example], features: usize, allowed: Option<&[bool]>, settings: Settings, run: u64) -> Self {
        let mut field = Self {
            weights: vec![[0.0; LABELS]; features],
            squares: vec![[0.0; LABELS]; features],
            steps: [[0.0; LABELS]; LABELS],
            step_squares: [[0.0; LABELS]; LABELS],
            allowed: allowed.map(<[bool]>::to_vec),
            state: 0x0dd_ba11_5eed + run,
        };
        for epoch in 0..settings.epochs {
            let mut loss = 0.0;
            for at in shuffled(examples.len(), run * settings.epochs + epoch) {
                loss += field.step_on(examples[at], settings);
            }
            println!("run {run} epoch {epoch}: loss {loss:.0}");
        }
        field
    }

    fn chance(&mut self) -> f32 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// One sentence: marginals by forward and backward sums, then a step along the gradient; gives the loss.
    fn step_on(&mut self, example: &Example, settings: Settings) -> f64 {
        let count = example.features.len();
        if count == 0 {
            return 0.0;
        }
        let mut active: Vec<Vec<u32>> = Vec::with_capacity(count);
        let mut scores: Vec<Row> = Vec::with_capacity(count);
        let alone = self.chance() < settings.alone;
        for (at, features) in example.features.iter().enumerate() {
            let mut kept = Vec::with_capacity(features.len());
            let mut row = [0.0; LABELS];
            let votes = example.votes.get(at).filter(|_| !alone).map_or(&[][..], Vec::as_slice);
            for feature in features.iter().chain(votes).filter(|f| !PSEUDO.contains(f)) {
                let allowed = self.allowed.as_ref().is_none_or(|a| a[*feature as usize]);
                if allowed && self.chance() >= settings.left_out {
                    kept.push(*feature);
                    row.iter_mut().zip(&self.weights[*feature as usize]).for_each(|(r, w)| *r += w);
                }
            }
            match features.first() {
                Some(&WRITTEN_SMALL) => (0..LABELS).filter(|l| is_begin(*l)).for_each(|l| row[l] = f32::NEG_INFINITY),
                Some(&IN_NO_NAME) => row[1..].fill(f32::NEG_INFINITY),
                _ => {}
            }
            active.push(kept);
            scores.push(row);
        }
        let (marginals, pairs, total, gold) = self.marginals(&scores, &example.labels);
        if !total.is_finite() || !gold.is_finite() {
            return 0.0;
        }
        for ((kept, marginal), label) in active.iter().zip(&marginals).zip(&example.labels) {
            let gradient: Row =
                std::array::from_fn(|l| example.weight * (f32::from(u8::from(l == *label)) - marginal[l]));
            if gradient.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            for feature in kept {
                let feature = *feature as usize;
                climb(&mut self.weights[feature], &mut self.squares[feature], &gradient, settings);
            }
        }
        let mut expected = pairs;
        let mut before = 0;
        for label in &example.labels {
            expected[before][*label] -= 1.0;
            before = *label;
        }
        for (before, row) in expected.iter().enumerate() {
            let gradient: Row = std::array::from_fn(|l| -example.weight * row[l]);
            climb(&mut self.steps[before], &mut self.step_squares[before], &gradient, settings);
        }
        f64::from(total - gold)
    }

    /// For each word the probability of each label; the expected number of each pair of labels; the log of the sum over
    /// all labellings, and the score of the gold one.
    fn marginals(&self, scores: &[Row], labels: &[usize]) -> (Vec<Row>, [Row; LABELS], f32, f32) {
        let count = scores.len();
        let step = |before: usize, label: usize| {
            if may_follow(before, label) { self.steps[before][label] } else { f32::NEG_INFINITY }
        };
        let mut forward = vec![[0.0; LABELS]; count];
        forward[0] = std::array::from_fn(|l| scores[0][l] + step(0, l));
        for at in 1..count {
            forward[at] =
                std::array::from_fn(|l| scores[at][l] + log_sum((0..LABELS).map(|b| forward[at - 1][b] + step(b, l))));
        }
        let mut backward = vec![[0.0; LABELS]; count];
        for at in (0..count - 1).rev() {
            backward[at] = std::array::from_fn(|b| {
                log_sum((0..LABELS).map(|l| step(b, l) + scores[at + 1][l] + backward[at + 1][l]))
            });
        }
        let total = log_sum(forward[count - 1].iter().copied());
        let marginals =
            (0..count).map(|at| std::array::from_fn(|l| (forward[at][l] + backward[at][l] - total).exp())).collect();
        let mut pairs = [[0.0; LABELS]; LABELS];
        for l in 0..LABELS {
            pairs[0][l] += (step(0, l) + scores[0][l] + backward[0][l] - total).exp();
        }
        for at in 1..count {
            for (b, row) in pairs.iter_mut().enumerate() {
                for (l, pair) in row.iter_mut().enumerate() {
                    *pair += (forward[at - 1][b] + step(b, l) + scores[at][l] + backward[at][l] - total).exp();
                }
            }
        }
        let mut before = 0;
        let mut gold = 0.0;
        for (at, label) in labels.iter().enumerate() {
            gold += scores[at][*label] + step(before, *label);
            before = *label;
        }
        (marginals, pairs, total, gold)
    }
}

fn climb(weights: &mut Row, squares: &mut Row, gradient: &Row, settings: Settings) {
    for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(gradient) {
        let slope = slope - settings.decay * *weight;
        *square += slope * slope;
        *weight += settings.rate * slope / (1e-3 + square.sqrt());
    }
}

/// A fixed shuffle for each epoch: the same every time it is run.
fn shuffled(length: usize, epoch: u64) -> Vec<usize> {
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
