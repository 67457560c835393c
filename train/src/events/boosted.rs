//! Trees that mend what logistic regression gets wrong, each by what is left of the error after those before it (gradient
//! boosting with second derivatives; Friedman 2001; Chen and Guestrin 2016). Deterministic: no chance, ties go to the
//! feature that is named first and to the lower bound.

use gainsay_weigh::{EventTree, TREE_DEPTH, asked};

use super::logistic::Example;

/// So many trees are learned.
const TREES: usize = 60;
/// Of each tree so much is taken.
const SHARE: f64 = 0.3;
/// How much large values of leaves cost.
const PENALTY: f64 = 5.0;
/// A leaf holds at least so much of what is uncertain: the sum of p (1 − p) of its examples.
const LEAST_UNCERTAIN: f64 = 8.0;
/// Of each feature so many bounds at most are tried.
const BOUNDS: usize = 31;

/// Trees over the first `looked_at` features, given what is known of each example: the logarithm of its odds.
pub(super) fn learn(examples: &[Example], mut known: Vec<f64>, looked_at: usize) -> Vec<EventTree> {
    let bounds: Vec<Vec<f64>> = (0..looked_at).map(|feature| bounds(examples, feature)).collect();
    let bins: Vec<Vec<u8>> = examples
        .iter()
        .map(|(x, _)| (0..looked_at).map(|f| bounds[f].partition_point(|bound| *bound < x[f]) as u8).collect())
        .collect();
    let mut trees = Vec::new();
    for _ in 0..TREES {
        let slopes: Vec<Slope> =
            examples.iter().zip(&known).map(|((_, is_one), score)| Slope::of(*is_one, *score)).collect();
        let tree = grow(&bins, &bounds, &slopes);
        known.iter_mut().zip(examples).for_each(|(score, (x, _))| *score += tree.value(&asked(x)));
        trees.push(tree);
    }
    trees
}

/// First and second derivative of the loss by the score, or a sum of them.
#[derive(Clone, Copy, Debug, Default)]
struct Slope {
    gradient: f64,
    curvature: f64,
}

impl Slope {
    fn of(is_one: bool, score: f64) -> Self {
        let likely = 1.0 / (1.0 + (-score).exp());
        Self { gradient: likely - f64::from(u8::from(is_one)), curvature: likely * (1.0 - likely) }
    }

    fn plus(self, other: Self) -> Self {
        Self { gradient: self.gradient + other.gradient, curvature: self.curvature + other.curvature }
    }

    fn minus(self, other: Self) -> Self {
        Self { gradient: self.gradient - other.gradient, curvature: self.curvature - other.curvature }
    }

    /// What a leaf of these examples is worth.
    fn gain(self) -> f64 {
        self.gradient * self.gradient / (self.curvature + PENALTY)
    }

    fn value(self) -> f64 {
        -SHARE * self.gradient / (self.curvature + PENALTY)
    }
}

/// Values between which a feature is split: halfway between those it has, or between quantiles where it has many.
fn bounds(examples: &[Example], feature: usize) -> Vec<f64> {
    let mut values: Vec<f64> = examples.iter().map(|(x, _)| x[feature]).collect();
    values.sort_by(f64::total_cmp);
    let step = (values.len() / (BOUNDS + 1)).max(1);
    let mut quantiles: Vec<f64> = values.iter().copied().step_by(step).collect();
    quantiles.dedup();
    values.dedup();
    let between = if values.len() <= BOUNDS { values } else { quantiles };
    // As the weights are written.
    let halfway = |two: &[f64]| f64::from(f64::midpoint(two[0], two[1]) as f32);
    let mut bounds: Vec<f64> = between.windows(2).map(halfway).collect();
    bounds.dedup();
    bounds
}

fn grow(bins: &[Vec<u8>], bounds: &[Vec<f64>], slopes: &[Slope]) -> EventTree {
    let mut tree = EventTree::default();
    let mut nodes: Vec<Vec<u32>> = vec![(0..bins.len() as u32).collect()];
    for depth in 0..TREE_DEPTH {
        let mut next = Vec::new();
        for (at, members) in nodes.into_iter().enumerate() {
            // A node that nothing splits well sends all its examples one way.
            let (feature, bin) = best_split(bins, bounds, slopes, &members).unwrap_or((0, usize::MAX));
            let above = bounds[feature].get(bin).map_or(f32::INFINITY, |bound| *bound as f32);
            tree.splits[(1 << depth) - 1 + at] = (feature as u8, above);
            let (low, high) = members.into_iter().partition(|i| usize::from(bins[*i as usize][feature]) <= bin);
            next.extend([low, high]);
        }
        nodes = next;
    }
    for (leaf, members) in tree.leaves.iter_mut().zip(&nodes) {
        *leaf = (sum(slopes, members).value() * EventTree::ONE).round() as i16;
    }
    tree
}

fn sum(slopes: &[Slope], members: &[u32]) -> Slope {
    members.iter().fold(Slope::default(), |sum, i| sum.plus(slopes[*i as usize]))
}

/// The feature and the bound by which these examples are split best; `None` where no split helps.
fn best_split(bins: &[Vec<u8>], bounds: &[Vec<f64>], slopes: &[Slope], members: &[u32]) -> Option<(usize, usize)> {
    let all = sum(slopes, members);
    let mut best: Option<(f64, usize, usize)> = None;
    for (feature, bounds) in bounds.iter().enumerate() {
        let mut of_bins = vec![Slope::default(); bounds.len() + 1];
        for i in members {
            let bin = usize::from(bins[*i as usize][feature]);
            of_bins[bin] = of_bins[bin].plus(slopes[*i as usize]);
        }
        let mut low = Slope::default();
        for (bin, slope) in of_bins.iter().take(bounds.len()).enumerate() {
            low = low.plus(*slope);
            let high = all.minus(low);
            let gain = low.gain() + high.gain() - all.gain();
            let is_enough = low.curvature >= LEAST_UNCERTAIN && high.curvature >= LEAST_UNCERTAIN && gain > 1e-9;
            if is_enough && best.is_none_or(|(most, ..)| gain > most) {
                best = Some((gain, feature, bin));
            }
        }
    }
    best.map(|(_, feature, bin)| (feature, bin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_sum_tells_is_learned() {
        // One of the two, but not both: no weights tell that.
        let examples: Vec<Example> = (0..2_000)
            .map(|n| {
                let (a, b) = (n % 2 == 0, n % 3 == 0);
                (vec![f64::from(u8::from(a)), f64::from(u8::from(b)), (n % 7) as f64], a != b)
            })
            .collect();
        let trees = learn(&examples, vec![0.0; examples.len()], 3);
        let score = |x: &[f64]| trees.iter().map(|tree| tree.value(&asked(x))).sum::<f64>();
        for (x, is_one) in examples.iter().take(50) {
            assert_eq!(score(x) > 0.0, *is_one, "{x:?}");
        }
    }
}
