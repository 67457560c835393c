//! Logistic regression with a squared penalty, by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani
//! and Friedman 2009, 4.4.1). Deterministic: no chance, no order but that of the examples.

/// An example: what is seen, and whether it is one.
pub type Example = (Vec<f64>, bool);

/// How much large weights cost, for features of unit variance.
const PENALTY: f64 = 3.0;
const MOST_STEPS: usize = 25;
const CLOSE_ENOUGH: f64 = 1e-8;

/// A bias and a weight for each feature, for features as they are.
pub(super) fn learn(examples: &[Example]) -> Vec<f64> {
    let count = examples.first().map_or(0, |(features, _)| features.len());
    let scale = Scale::of(examples, count);
    let scaled: Vec<(Vec<f64>, f64)> =
        examples.iter().map(|(features, is_one)| (scale.apply(features), f64::from(u8::from(*is_one)))).collect();
    let mut weights = vec![0.0; count + 1];
    for _ in 0..MOST_STEPS {
        let step = newton_step(&scaled, &weights);
        weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight += step);
        if step.iter().all(|step| step.abs() < CLOSE_ENOUGH) {
            break;
        }
    }
    scale.undo(&weights)
}

/// Mean and spread of each feature.
struct Scale {
    means: Vec<f64>,
    spreads: Vec<f64>,
}

impl Scale {
    fn of(examples: &[Example], count: usize) -> Self {
        let all = examples.len().max(1) as f64;
        let sum = |of: &dyn Fn(&[f64], usize) -> f64, at| examples.iter().map(|(x, _)| of(x, at)).sum::<f64>() / all;
        let means: Vec<f64> = (0..count).map(|at| sum(&|x, at| x[at], at)).collect();
        let variance = |at: usize| sum(&|x, at| (x[at] - means[at]).powi(2), at);
        // What never differs tells nothing, and gets no weight.
        let spreads = (0..count).map(|at| Some(variance(at).sqrt()).filter(|s| *s > 1e-9).unwrap_or(f64::INFINITY));
        Self { spreads: spreads.collect(), means }
    }

    /// One for the bias, then the features.
    fn apply(&self, features: &[f64]) -> Vec<f64> {
        let scaled = features.iter().zip(&self.means).zip(&self.spreads).map(|((x, mean), spread)| (x - mean) / spread);
        std::iter::once(1.0).chain(scaled).collect()
    }

    fn undo(&self, weights: &[f64]) -> Vec<f64> {
        let plain: Vec<f64> = weights[1..].iter().zip(&self.spreads).map(|(weight, spread)| weight / spread).collect();
        let shift: f64 = plain.iter().zip(&self.means).map(|(weight, mean)| weight * mean).sum();
        std::iter::once(weights[0] - shift).chain(plain).collect()
    }
}

fn newton_step(examples: &[(Vec<f64>, f64)], weights: &[f64]) -> Vec<f64> {
    let count = weights.len();
    let mut gradient = vec![0.0; count];
    let mut curvature = vec![vec![0.0; count]; count];
    for (x, is_one) in examples {
        let score: f64 = x.iter().zip(weights).map(|(x, weight)| x * weight).sum();
        let likely = 1.0 / (1.0 + (-score).exp());
        let certain = likely * (1.0 - likely);
        for i in 0..count {
            gradient[i] += (is_one - likely) * x[i];
            let part = certain * x[i];
            curvature[i][..=i].iter_mut().zip(x).for_each(|(sum, x)| *sum += part * x);
        }
    }
    for i in 0..count {
        let penalty = if i == 0 { 1e-6 } else { PENALTY };
        gradient[i] -= penalty * weights[i];
        curvature[i][i] += penalty;
    }
    solve(curvature, gradient)
}

/// Solves a symmetric positive system, given by its lower half, by Cholesky's decomposition.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let count = right.len();
    for i in 0..count {
        for j in 0..=i {
            let sum = matrix[i][j] - (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum::<f64>();
            matrix[i][j] = if i == j { sum.max(1e-12).sqrt() } else { sum / matrix[j][j] };
        }
    }
    for i in 0..count {
        right[i] = (right[i] - (0..i).map(|k| matrix[i][k] * right[k]).sum::<f64>()) / matrix[i][i];
    }
    for i in (0..count).rev() {
        right[i] = (right[i] - (i + 1..count).map(|k| matrix[k][i] * right[k]).sum::<f64>()) / matrix[i][i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_gets_the_weight() {
        let example = |n: usize| {
            let tells = n.is_multiple_of(2);
            // One in ten is not as its feature tells.
            (vec![f64::from(u8::from(tells)), (n % 7) as f64, 3.0], tells != n.is_multiple_of(10))
        };
        let weights = learn(&(0..1_000).map(example).collect::<Vec<_>>());
        assert_eq!(weights.len(), 4);
        assert!(weights[1] > 2.0 && weights[2].abs() < 0.1 && weights[3] == 0.0, "{weights:?}");
        let score = |x: [f64; 3]| weights[0] + x.iter().zip(&weights[1..]).map(|(x, weight)| x * weight).sum::<f64>();
        assert!(score([1.0, 3.0, 3.0]) > 0.0 && score([0.0, 3.0, 3.0]) < 0.0);
    }
}
