//! MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998) and CEAF by entities (Luo 2005), as the reference scorer defines
//! them for mentions that differ (Pradhan et al. 2014): a mention that only one side has is alone on the other.

use std::collections::BTreeMap;

/// Clusters of mentions; mentions are numbers that both sides share.
pub(super) type Clusters = Vec<Vec<usize>>;

/// What recall and precision are made of, summed over documents.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Score {
    found: [f64; 2],
    all: [f64; 2],
}

impl Score {
    pub(super) fn add(&mut self, other: Self) {
        for side in 0..2 {
            self.found[side] += other.found[side];
            self.all[side] += other.all[side];
        }
    }

    pub(super) fn recall(self) -> f64 {
        self.found[0] / self.all[0].max(f64::MIN_POSITIVE)
    }

    pub(super) fn precision(self) -> f64 {
        self.found[1] / self.all[1].max(f64::MIN_POSITIVE)
    }

    pub(super) fn f1(self) -> f64 {
        let (recall, precision) = (self.recall(), self.precision());
        2.0 * recall * precision / (recall + precision).max(f64::MIN_POSITIVE)
    }
}

/// The three scores, in that order.
pub(super) fn scores(key: &Clusters, response: &Clusters) -> [Score; 3] {
    [both(key, response, muc), both(key, response, b_cubed), ceaf(key, response)]
}

fn both(key: &Clusters, response: &Clusters, one_side: fn(&Clusters, &Clusters) -> (f64, f64)) -> Score {
    let (recall, precision) = (one_side(key, response), one_side(response, key));
    Score { found: [recall.0, precision.0], all: [recall.1, precision.1] }
}

/// For each mention its cluster.
fn homes(clusters: &Clusters) -> BTreeMap<usize, usize> {
    clusters.iter().enumerate().flat_map(|(at, cluster)| cluster.iter().map(move |mention| (*mention, at))).collect()
}

/// Links of one side's clusters that the other keeps.
fn muc(ours: &Clusters, theirs: &Clusters) -> (f64, f64) {
    let homes = homes(theirs);
    let (mut kept, mut all) = (0, 0);
    for cluster in ours {
        let mut parts: Vec<usize> = cluster.iter().filter_map(|mention| homes.get(mention).copied()).collect();
        let alone = cluster.len() - parts.len();
        parts.sort_unstable();
        parts.dedup();
        kept += cluster.len() - (parts.len() + alone);
        all += cluster.len() - 1;
    }
    (kept as f64, all as f64)
}

/// For each mention the part of its cluster that the other side's cluster of it holds.
fn b_cubed(ours: &Clusters, theirs: &Clusters) -> (f64, f64) {
    let homes = homes(theirs);
    let (mut found, mut all) = (0.0, 0.0);
    for cluster in ours {
        let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
        for home in cluster.iter().filter_map(|mention| homes.get(mention)) {
            *parts.entry(*home).or_default() += 1;
        }
        found += parts.values().map(|part| (part * part) as f64).sum::<f64>() / cluster.len() as f64;
        all += cluster.len() as f64;
    }
    (found, all)
}

/// The likeness of clusters under the best assignment of one side's to the other's.
fn ceaf(key: &Clusters, response: &Clusters) -> Score {
    let homes = homes(response);
    let mut likeness = vec![vec![0.0; response.len()]; key.len()];
    for (row, cluster) in likeness.iter_mut().zip(key) {
        for home in cluster.iter().filter_map(|mention| homes.get(mention)) {
            row[*home] += 2.0 / (cluster.len() + response[*home].len()) as f64;
        }
    }
    let found = best_assignment(&likeness, response.len());
    Score { found: [found, found], all: [key.len() as f64, response.len() as f64] }
}

/// The greatest sum that assigning each row a column of its own gives: Kuhn's method with potentials.
fn best_assignment(gains: &[Vec<f64>], columns: usize) -> f64 {
    let size = gains.len().max(columns);
    let cost = |row: usize, column: usize| -gains.get(row).and_then(|r| r.get(column)).copied().unwrap_or(0.0);
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        row_of[0] = row;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; size + 1];
        let mut from = vec![0; size + 1];
        let mut used = vec![false; size + 1];
        while row_of[column] != 0 {
            used[column] = true;
            let (current, mut least, mut next) = (row_of[column], f64::INFINITY, 0);
            for other in (1..=size).filter(|other| !used[*other]) {
                let reduced = cost(current - 1, other - 1) - of_row[current] - of_column[other];
                if reduced < slack[other] {
                    (slack[other], from[other]) = (reduced, column);
                }
                if slack[other] < least {
                    (least, next) = (slack[other], other);
                }
            }
            for other in 0..=size {
                if used[other] {
                    of_row[row_of[other]] += least;
                    of_column[other] -= least;
                } else {
                    slack[other] -= least;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[from[column]];
            column = from[column];
        }
    }
    (1..=size).map(|column| -cost(row_of[column] - 1, column - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Luo's paper: key {1..5} {6 7} {8..12}; a response that joins the last two.
    #[test]
    fn scores_of_the_textbook_example() {
        let key = vec![vec![1, 2, 3, 4, 5], vec![6, 7], vec![8, 9, 10, 11, 12]];
        let response = vec![vec![1, 2, 3, 4, 5], vec![6, 7, 8, 9, 10, 11, 12]];
        let [muc, b_cubed, ceaf] = scores(&key, &response);
        let near = |have: f64, want: f64| assert!((have - want).abs() < 1e-3, "{have} {want}");
        near(muc.f1(), 0.947);
        near(b_cubed.f1(), 0.865);
        near(ceaf.recall(), (1.0 + 10.0 / 12.0) / 3.0);
        near(ceaf.precision(), (1.0 + 10.0 / 12.0) / 2.0);
    }

    #[test]
    fn the_same_clusters_score_one() {
        let key = vec![vec![1, 2], vec![3]];
        assert!(scores(&key, &key).iter().all(|score| (score.f1() - 1.0).abs() < 1e-9));
    }
}
