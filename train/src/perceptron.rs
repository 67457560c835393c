//! The averaged perceptron: weights while they are learned.

use std::collections::BTreeMap;

use gainsay_read::annotate::syntax::linear::{self, VALUES, code};
use gainsay_read::annotate::syntax::templates::SLOT_BITS;

/// A classifier in training.
pub trait Learner {
    /// Makes the scores those of the classes by these features.
    fn score(&self, features: &[u32], scores: &mut Vec<f32>) {
        scores.clear();
        self.add(features, scores);
    }
    /// Adds what these features say to the scores of the classes.
    fn add(&self, features: &[u32], scores: &mut Vec<f32>);
    /// Counts an example, right or wrong.
    fn step(&mut self);
    /// Moves the features towards `right` and away from `wrong`.
    fn update(&mut self, features: &[u32], right: usize, wrong: usize);
}

#[derive(Clone, Copy, Debug)]
struct Weight {
    class: u8,
    value: f32,
    /// The sum of its changes, each times the step it was made at; what averages without keeping every state.
    dated: f64,
}

/// A classifier of many classes, of which a feature speaks for few.
#[derive(Clone, Debug)]
pub struct Sparse {
    classes: usize,
    /// Which row a slot has, plus one.
    index: Vec<u32>,
    rows: Vec<Vec<Weight>>,
    now: u32,
}

impl Sparse {
    /// One that knows nothing yet.
    pub fn new(classes: usize) -> Self {
        Self { classes, index: vec![0; 1 << SLOT_BITS], rows: Vec::new(), now: 1 }
    }

    /// The averaged weights of all runs, the `keep` weightiest features of them, in steps that fit eight bits.
    ///
    /// Runs that went through the same sentences in other orders err in other places; their mean errs less (McDonald,
    /// Hall & Mann 2010).
    pub fn pack(runs: &[Self], keep: usize) -> linear::Sparse {
        let mut rows: BTreeMap<usize, BTreeMap<u8, f64>> = BTreeMap::new();
        for run in runs {
            let now = f64::from(run.now);
            for (slot, row) in run.index.iter().enumerate().filter(|(_, row)| **row > 0) {
                let mean = rows.entry(slot).or_default();
                for weight in &run.rows[*row as usize - 1] {
                    *mean.entry(weight.class).or_default() += f64::from(weight.value) - weight.dated / now;
                }
            }
        }
        let rows = rows.into_iter().map(|(slot, row)| (slot, row.into_iter().collect()));
        linear::Sparse::pack(&pack(rows.collect(), keep))
    }

    fn row(&mut self, feature: u32) -> &mut Vec<Weight> {
        let row = &mut self.index[feature as usize];
        if *row == 0 {
            self.rows.push(Vec::new());
            *row = self.rows.len() as u32;
        }
        &mut self.rows[*row as usize - 1]
    }
}

impl Learner for Sparse {
    fn add(&self, features: &[u32], scores: &mut Vec<f32>) {
        scores.resize(self.classes, 0.0);
        for feature in features {
            let row = self.index[*feature as usize];
            if row > 0 {
                for weight in &self.rows[row as usize - 1] {
                    scores[usize::from(weight.class)] += weight.value;
                }
            }
        }
    }

    fn step(&mut self) {
        self.now += 1;
    }

    fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        let now = f64::from(self.now);
        for feature in features {
            let row = self.row(*feature);
            for (class, change) in [(right as u8, 1.0), (wrong as u8, -1.0)] {
                let dated = now * f64::from(change);
                match row.iter_mut().find(|w| w.class == class) {
                    Some(weight) => {
                        weight.value += change;
                        weight.dated += dated;
                    }
                    None => row.push(Weight { class, value: change, dated }),
                }
            }
        }
    }
}

/// A classifier of three classes, a weight for each in every slot.
#[derive(Clone, Debug)]
pub struct Dense {
    values: Vec<[f32; 3]>,
    dated: Vec<[f64; 3]>,
    now: u32,
}

impl Default for Dense {
    fn default() -> Self {
        Self { values: vec![[0.0; 3]; 1 << SLOT_BITS], dated: vec![[0.0; 3]; 1 << SLOT_BITS], now: 1 }
    }
}

impl Dense {
    /// The averaged weights of all runs, the `keep` weightiest features of them, in steps that fit eight bits.
    pub fn pack(runs: &[Self], keep: usize) -> linear::Dense {
        let taken = (0..1 << SLOT_BITS).filter(|slot| runs.iter().any(|run| run.dated[*slot] != [0.0; 3]));
        let rows = taken.map(|slot| {
            let mean = |c: usize| -> f64 {
                let of = |run: &Self| f64::from(run.values[slot][c]) - run.dated[slot][c] / f64::from(run.now);
                runs.iter().map(of).sum()
            };
            (slot, vec![(0, mean(1) - mean(0)), (1, mean(2) - mean(0))])
        });
        let both =
            |row: Vec<(u8, u8)>| [0, 1].map(|class| row.iter().find(|(c, _)| *c == class).map_or(0, |(_, w)| *w));
        let rows = pack(rows.collect(), keep).into_iter().map(|(slot, row)| (slot, both(row)));
        linear::Dense::pack(&rows.collect::<Vec<_>>())
    }
}

impl Learner for Dense {
    fn add(&self, features: &[u32], scores: &mut Vec<f32>) {
        scores.resize(3, 0.0);
        for feature in features {
            let row = &self.values[*feature as usize];
            for class in 0..3 {
                scores[class] += row[class];
            }
        }
    }

    fn step(&mut self) {
        self.now += 1;
    }

    fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        let now = f64::from(self.now);
        for feature in features {
            let slot = *feature as usize;
            self.values[slot][right] += 1.0;
            self.values[slot][wrong] -= 1.0;
            self.dated[slot][right] += now;
            self.dated[slot][wrong] -= now;
        }
    }
}

/// A classifier that decides by its first features where they leave no doubt, and by all where they do: what it learns
/// from one example. The first features learn to win by a margin alone, and all of them together.
#[derive(Debug, Default)]
pub struct Looks {
    /// The features of the first look.
    pub first: Vec<u32>,
    /// Those of the second.
    pub rest: Vec<u32>,
    by_first: Vec<f32>,
    /// What all of them say of the classes.
    pub scores: Vec<f32>,
}

impl Looks {
    /// Scores the example whose features were filled in.
    pub fn score(&mut self, learner: &impl Learner) {
        learner.score(&self.first, &mut self.by_first);
        self.scores.clone_from(&self.by_first);
        learner.add(&self.rest, &mut self.scores);
    }

    /// Learns from the example where a wrong class comes closer to the best right one than the margin: of all features, or
    /// of the first alone.
    pub fn learn(
        &self,
        learner: &mut impl Learner,
        is_right: impl Fn(usize) -> bool,
        is_wrong: impl Fn(usize) -> bool,
        [all, first]: [f32; 2],
    ) {
        learner.step();
        let rivals = |scores: &[f32], margin: f32| {
            let (right, wrong) = (best(scores, &is_right)?, best(scores, &is_wrong)?);
            (scores[right] - scores[wrong] < margin).then_some((right, wrong))
        };
        if let Some((right, wrong)) = rivals(&self.scores, all) {
            learner.update(&self.first, right, wrong);
            learner.update(&self.rest, right, wrong);
        } else if let Some((right, wrong)) = rivals(&self.by_first, first) {
            learner.update(&self.first, right, wrong);
        }
    }
}

/// From which margin on the first look decides: so that of all examples no more than one in a thousand is decided
/// otherwise than by all features. Each example says by how much its first look was won, and whether the second agrees.
pub fn clear(mut examples: Vec<(i32, bool)>) -> i32 {
    const OTHERWISE: usize = 1000;
    examples.sort_unstable_by_key(|(margin, _)| std::cmp::Reverse(*margin));
    let most = examples.len() / OTHERWISE;
    let mut otherwise = 0;
    let stop = examples.iter().find(|(_, agrees)| {
        otherwise += usize::from(!agrees);
        otherwise > most
    });
    stop.map_or(0, |(margin, _)| margin.saturating_add(1))
}

/// The mean of several runs names many classes a little: so many of the weightiest are kept, for ten rows.
const PAIRS_PER_TEN_ROWS: usize = 36;

/// Keeps the weightiest rows, in steps that fit eight bits.
fn pack(mut rows: Vec<(usize, Vec<(u8, f64)>)>, keep: usize) -> Vec<(usize, Vec<(u8, u8)>)> {
    let weight = |row: &[(u8, f64)]| row.iter().map(|(_, w)| w.abs()).fold(0.0, f64::max);
    let mut weights: Vec<f64> = rows.iter().map(|(_, row)| weight(row)).collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    let least = weights.get(keep).copied().unwrap_or(0.0);
    let scale = f64::from(VALUES[127]) / weights.first().copied().unwrap_or(1.0).max(1e-9);
    rows.retain(|(_, row)| weight(row) > least);
    let most_pairs = keep * PAIRS_PER_TEN_ROWS / 10;
    let mut pairs: Vec<f64> = rows.iter().flat_map(|(_, row)| row.iter().map(|(_, w)| w.abs())).collect();
    pairs.sort_by(|a, b| b.total_cmp(a));
    let faintest = pairs.get(most_pairs).copied().unwrap_or(0.0);
    rows.iter_mut().for_each(|(_, row)| row.retain(|(_, w)| w.abs() > faintest));
    let quantized = rows.into_iter().filter_map(|(slot, row)| {
        let steps = |w: f64| code((w * scale).round() as i32);
        let mut row: Vec<(u8, u8)> = row.into_iter().map(|(c, w)| (c, steps(w))).filter(|(_, w)| *w != 0).collect();
        row.sort_unstable();
        (!row.is_empty()).then_some((slot, row))
    });
    quantized.collect()
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
