//! Mentions into events: the surest joins first, never against a bar.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    bars::{Bar, bar},
    candidates::candidates,
    compare::{Verdict, compare, score},
    facts::Facts,
    features::{Features, Known, features},
    model::EventModel,
    profile::Profile,
    reasons::reasons,
    several::{ON_AVERAGE, Several, of_others},
};
use crate::{
    context::Context,
    corrections::{DECIDED, Decided},
    words::shared,
};

/// Mentions found to be of one event, with the reasons.
#[derive(Debug, Default)]
pub(crate) struct Cluster {
    /// Indexes of profiles, in order.
    pub(crate) members: Vec<usize>,
    /// What joined them.
    pub(crate) why: Vec<String>,
    /// Other clusters that look alike, by one of their profiles, and what kept them apart.
    pub(crate) kept_apart: Vec<(usize, String)>,
}

/// Joins mentions. Deterministic: ties go to the earlier mentions.
pub(crate) fn cluster(
    context: &Context<'_>,
    model: &EventModel,
    profiles: &[Profile<'_>],
    decided: &[Decided],
) -> Vec<Cluster> {
    let pairs = candidates(context, profiles);
    let bars = bars(context, profiles, &pairs);
    let several = several(profiles, &pairs, &bars);
    let facts = Facts::of(context, profiles);
    let known = Known { context, facts: &facts, several: &several };
    let compared = Compared::of(model, known, profiles, &pairs, &bars);
    let both = pairs.par_iter().zip(&compared.scores);
    let enough = both.filter(|((a, b), score)| known.is_enough(**score, &profiles[*a], &profiles[*b]));
    let mut joins: Vec<(f64, usize, usize)> = enough.map(|((a, b), score)| (*score, *a, *b)).collect();
    joins.par_sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));

    let mut clustering = Clustering::new(compared, profiles);
    for Decided { two: [a, b], same } in decided {
        if *same {
            clustering.unite(*a, *b, DECIDED.to_owned());
        } else {
            clustering.apart.push([*a, *b]);
        }
    }
    for (_, a, b) in joins {
        clustering.join(a, b);
    }
    let Clustering { home, mut clusters, .. } = clustering;
    let mut seen = BTreeSet::new();
    for ((a, b), bar) in pairs.into_iter().zip(bars).filter_map(|(pair, bar)| Some((pair, bar?))) {
        let (x, y) = (home[a].min(home[b]), home[a].max(home[b]));
        // Those alone that look alike: the same kind of happening and a participant in common.
        let look_alike = shared(&profiles[a].entities, &profiles[b].entities).next().is_some();
        if look_alike && x != y && seen.insert((x, y)) {
            let other = clusters[y].members[0];
            clusters[x].kept_apart.push((other, bar.why(&profiles[a], &profiles[b])));
        }
    }
    clusters.retain(|c| !c.members.is_empty());
    clusters
}

/// For each pair why it can't be one, if it can't.
fn bars(context: &Context<'_>, profiles: &[Profile<'_>], pairs: &[(usize, usize)]) -> Vec<Option<Bar>> {
    pairs.par_iter().map(|(a, b)| bar(context, &profiles[*a], &profiles[*b])).collect()
}

/// The kinds of which there are several, since two can't be one.
fn several(profiles: &[Profile<'_>], pairs: &[(usize, usize)], bars: &[Option<Bar>]) -> Several {
    let mut several = Several::default();
    for ((a, b), _) in pairs.iter().zip(bars).filter(|(_, bar)| bar.is_some()) {
        several.are_two(&profiles[*a], &profiles[*b]);
    }
    several
}

/// Mentions worth comparing, with how alike they are; barred ones are left out. What a model learns from.
pub(crate) fn compared(context: &Context<'_>, profiles: &[Profile<'_>]) -> Vec<(usize, usize, Features)> {
    let pairs = candidates(context, profiles);
    let bars = bars(context, profiles, &pairs);
    let several = several(profiles, &pairs, &bars);
    let facts = Facts::of(context, profiles);
    let known = Known { context, facts: &facts, several: &several };
    let free = pairs.into_iter().zip(bars).filter(|(_, bar)| bar.is_none());
    free.map(|((a, b), _)| (a, b, features(known, &profiles[a], &profiles[b]))).collect()
}

/// How many members of a cluster are held against those of another to see what forbids it; of more, some from all over it.
const MOST_BARRED: usize = 32;
/// How many are weighed against them: that costs more, and an average needs fewer.
const MOST_COMPARED: usize = 12;

/// The pairs worth comparing with what came of it, since clusters ask for most of them again and again.
struct Compared<'c, 'a> {
    model: &'c EventModel,
    known: Known<'c, 'a>,
    /// For each profile, where its pairs with later ones begin.
    from: Vec<usize>,
    /// The later ones, in order.
    others: Vec<u32>,
    /// The score of each pair; of a barred one minus infinity.
    scores: Vec<f64>,
}

impl<'c, 'a> Compared<'c, 'a> {
    fn of(
        model: &'c EventModel,
        known: Known<'c, 'a>,
        profiles: &[Profile<'a>],
        pairs: &[(usize, usize)],
        bars: &[Option<Bar>],
    ) -> Self {
        let score = |(&(a, b), bar): (&(usize, usize), &Option<Bar>)| match bar {
            None => score(model, known, &profiles[a], &profiles[b]),
            Some(_) => f64::NEG_INFINITY,
        };
        Self {
            model,
            known,
            from: (0..=profiles.len()).map(|first| pairs.partition_point(|(a, _)| *a < first)).collect(),
            others: pairs.iter().map(|(_, b)| *b as u32).collect(),
            scores: pairs.par_iter().zip(bars).map(score).collect(),
        }
    }

    fn verdict(&self, profiles: &[Profile<'_>], a: usize, b: usize) -> Verdict {
        let (first, second) = (a.min(b), a.max(b));
        let (from, to) = (self.from[first], self.from[first + 1]);
        match self.others[from..to].binary_search(&(second as u32)) {
            Ok(at) if self.scores[from + at].is_finite() => Verdict::Score(self.scores[from + at]),
            _ => compare(self.model, self.known, &profiles[first], &profiles[second]),
        }
    }
}

struct Clustering<'c, 'a> {
    compared: Compared<'c, 'a>,
    profiles: &'c [Profile<'a>],
    /// The cluster of each profile.
    home: Vec<usize>,
    clusters: Vec<Cluster>,
    /// Mentions that were decided not to be of one event.
    apart: Vec<[usize; 2]>,
    /// Two clusters that could not be joined, and how many members they had then.
    refused: BTreeMap<(usize, usize), (usize, usize)>,
}

impl<'c, 'a> Clustering<'c, 'a> {
    fn new(compared: Compared<'c, 'a>, profiles: &'c [Profile<'a>]) -> Self {
        let alone = |index| Cluster { members: vec![index], ..Cluster::default() };
        Self {
            compared,
            profiles,
            home: (0..profiles.len()).collect(),
            clusters: (0..profiles.len()).map(alone).collect(),
            apart: Vec::new(),
            refused: BTreeMap::new(),
        }
    }

    /// Joins the clusters of two mentions, unless something forbids it.
    fn join(&mut self, a: usize, b: usize) {
        let (x, y) = (self.home[a].min(self.home[b]), self.home[a].max(self.home[b]));
        let sizes = (self.clusters[x].members.len(), self.clusters[y].members.len());
        if x == y || self.refused.get(&(x, y)) == Some(&sizes) {
            return;
        }
        if let Some(reason) = self.forbidden(x, y) {
            let other = self.clusters[y].members[0];
            self.clusters[x].kept_apart.push((other, reason));
            self.refused.insert((x, y), sizes);
            return;
        }
        self.unite(a, b, reasons(self.compared.known.context, &self.profiles[a], &self.profiles[b]).join("; "));
    }

    /// Makes one cluster of those of two mentions.
    fn unite(&mut self, a: usize, b: usize, why: String) {
        let (x, y) = (self.home[a].min(self.home[b]), self.home[a].max(self.home[b]));
        if x == y {
            return;
        }
        let moved = std::mem::take(&mut self.clusters[y]);
        for &member in &moved.members {
            self.home[member] = x;
        }
        let cluster = &mut self.clusters[x];
        cluster.members.extend(moved.members);
        cluster.members.sort_unstable();
        cluster.why.extend(moved.why);
        cluster.why.push(why);
        cluster.kept_apart.extend(moved.kept_apart);
    }

    /// Why two clusters can't be one event: any two of their mentions are barred.
    fn forbidden(&self, x: usize, y: usize) -> Option<String> {
        let holds = |[a, b]: &[usize; 2]| {
            let (a, b) = (self.home[*a], self.home[*b]);
            (a.min(b), a.max(b)) == (x, y)
        };
        if self.apart.iter().any(holds) {
            return Some(DECIDED.to_owned());
        }
        for a in self.speakers(x, MOST_BARRED) {
            for b in self.speakers(y, MOST_BARRED) {
                let (a, b) = (&self.profiles[a], &self.profiles[b]);
                if let Some(bar) = bar(self.compared.known.context, a, b) {
                    return Some(bar.why(a, b));
                }
            }
        }
        let (mut total, mut pairs) = (0.0, 0.0);
        for first in self.speakers(x, MOST_COMPARED) {
            for second in self.speakers(y, MOST_COMPARED) {
                let (a, b) = (&self.profiles[first], &self.profiles[second]);
                let score = match self.compared.verdict(self.profiles, first, second) {
                    Verdict::Barred(bar) => return Some(bar.why(a, b)),
                    Verdict::Score(score) => score,
                };
                if score < 0.0 && a.lemma_number == b.lemma_number && of_others(a, b) {
                    return Some("one is of another actor or place".to_owned());
                }
                total += score;
                pairs += 1.0;
            }
        }
        (total < ON_AVERAGE * pairs).then(|| "too few of their mentions are alike".to_owned())
    }

    /// The members that are compared with those of another cluster.
    fn speakers(&self, cluster: usize, most: usize) -> impl Iterator<Item = usize> + '_ {
        let members = &self.clusters[cluster].members;
        members.iter().copied().step_by(members.len().div_ceil(most).max(1))
    }
}
