//! The averaged perceptron: weights while they are learned.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use gainsay_read::annotate::syntax::linear::Linear;

/// A feature is a hash already.
#[derive(Clone, Debug, Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }
    fn write_u32(&mut self, value: u32) {
        self.0 = u64::from(value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[derive(Clone, Copy, Debug)]
struct Weight {
    class: u8,
    value: f32,
    total: f64,
    since: u32,
}

/// A classifier in training.
#[derive(Clone, Debug, Default)]
pub struct Perceptron {
    classes: usize,
    rows: HashMap<u32, Vec<Weight>, BuildHasherDefault<AsIs>>,
    now: u32,
}

impl Perceptron {
    /// One that knows nothing yet.
    pub fn new(classes: usize) -> Self {
        Self { classes, ..Self::default() }
    }

    /// Scores the classes.
    pub fn score(&self, features: &[u32], scores: &mut Vec<f32>) {
        scores.clear();
        scores.resize(self.classes, 0.0);
        for feature in features {
            for weight in self.rows.get(feature).into_iter().flatten() {
                scores[usize::from(weight.class)] += weight.value;
            }
        }
    }

    /// Counts an example, right or wrong.
    pub fn step(&mut self) {
        self.now += 1;
    }

    /// Moves the features towards `right` and away from `wrong`.
    pub fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        for feature in features {
            let row = self.rows.entry(*feature).or_default();
            add(row, right as u8, 1.0, self.now);
            add(row, wrong as u8, -1.0, self.now);
        }
    }

    /// The averaged weights, the `keep` weightiest features of them, in steps that fit eight bits.
    pub fn pack(&self, keep: usize) -> Linear {
        let now = f64::from(self.now.max(1));
        let mut features: Vec<(u32, f64, Vec<(u8, f64)>)> = Vec::new();
        #[allow(clippy::iter_over_hash_type, reason = "sorted right after")]
        for (feature, row) in &self.rows {
            let mean = |w: &Weight| (w.total + f64::from(w.value) * f64::from(self.now - w.since)) / now;
            let weights: Vec<(u8, f64)> = row.iter().map(|w| (w.class, mean(w))).collect();
            let weight = weights.iter().map(|(_, w)| w.abs()).fold(0.0, f64::max);
            features.push((*feature, weight, weights));
        }
        features.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        features.truncate(keep);
        // The largest weights are few: cutting them off leaves finer steps for the rest.
        let top = features.get(features.len() / 2000).map_or(1.0, |f| f.1);
        let scale = 127.0 / top.max(1e-9);
        let quantized = features.into_iter().filter_map(|(feature, _, weights)| {
            let mut weights: Vec<(u8, i8)> = (weights.into_iter())
                .map(|(class, w)| (class, (w * scale).round().clamp(-127.0, 127.0) as i8))
                .filter(|(_, w)| *w != 0)
                .collect();
            weights.sort_unstable();
            (!weights.is_empty()).then_some((feature, weights))
        });
        Linear::pack(self.classes, &quantized.collect::<Vec<_>>())
    }

    /// How many features have weights.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing was learned yet.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

fn add(row: &mut Vec<Weight>, class: u8, change: f32, now: u32) {
    match row.iter_mut().find(|w| w.class == class) {
        Some(weight) => {
            weight.total += f64::from(weight.value) * f64::from(now - weight.since);
            weight.since = now;
            weight.value += change;
        }
        None => row.push(Weight { class, value: change, total: 0.0, since: now }),
    }
}

/// The class with the highest score, among those allowed.
pub fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for class in (0..scores.len()).filter(|c| allowed(*c)) {
        if best.is_none_or(|b| scores[class] > scores[b]) {
            best = Some(class);
        }
    }
    best
}
