//! Mentions into events: the surest joins first, never against a bar.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    candidates::candidates,
    compare::{Verdict, compare, reasons},
    profile::Profile,
    several::{ONE, Several, of_others},
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
pub(crate) fn cluster(context: &Context<'_>, profiles: &[Profile<'_>], decided: &[Decided]) -> Vec<Cluster> {
    let (mut joins, mut barred, mut several) = (Vec::new(), Vec::new(), Several::default());
    candidates(context, profiles, |a, b| match compare(context, &profiles[a], &profiles[b]) {
        Verdict::Score(score) if score >= ONE => joins.push((score, a, b)),
        Verdict::Score(..) => {}
        Verdict::Barred(bar) => {
            several.are_two(&profiles[a], &profiles[b]);
            // Look-alikes: the same kind of happening and a shared participant, yet barred.
            if shared(&profiles[a].entities, &profiles[b].entities).next().is_some() {
                barred.push((a, b, bar));
            }
        }
    });
    joins.retain(|(score, a, b)| *score >= several.asked(&profiles[*a], &profiles[*b]));
    joins.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));

    let mut clustering = Clustering::new(context, profiles, several);
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
    for (a, b, bar) in barred {
        let (x, y) = (home[a].min(home[b]), home[a].max(home[b]));
        if x != y && seen.insert((x, y)) {
            let other = clusters[y].members[0];
            clusters[x].kept_apart.push((other, bar.why(&profiles[a], &profiles[b])));
        }
    }
    clusters.retain(|c| !c.members.is_empty());
    clusters
}

/// All mentions of two clusters together must reach this part of what is asked of the two that join them.
const ON_AVERAGE: f64 = 0.65;

/// How many members of a cluster are compared with those of another; of more, some from all over it.
const MOST_COMPARED: usize = 32;

struct Clustering<'c, 'a> {
    context: &'c Context<'a>,
    profiles: &'c [Profile<'a>],
    several: Several,
    /// The cluster of each profile.
    home: Vec<usize>,
    clusters: Vec<Cluster>,
    /// Mentions that were decided not to be of one event.
    apart: Vec<[usize; 2]>,
    /// Two clusters that could not be joined, and how many members they had then.
    refused: BTreeMap<(usize, usize), (usize, usize)>,
}

impl<'c, 'a> Clustering<'c, 'a> {
    fn new(context: &'c Context<'a>, profiles: &'c [Profile<'a>], several: Several) -> Self {
        let alone = |index| Cluster { members: vec![index], ..Cluster::default() };
        Self {
            context,
            profiles,
            several,
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
        self.unite(a, b, reasons(self.context, &self.profiles[a], &self.profiles[b]).join("; "));
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
        let (mut total, mut asked) = (0.0, 0.0);
        for a in self.speakers(x) {
            for b in self.speakers(y) {
                let (a, b) = (&self.profiles[a], &self.profiles[b]);
                match compare(self.context, a, b) {
                    Verdict::Barred(bar) => return Some(bar.why(a, b)),
                    Verdict::Score(score) => {
                        let asked_of_two = self.several.asked(a, b);
                        if a.lemma_number == b.lemma_number && score < asked_of_two && of_others(a, b) {
                            return Some("one is of another actor or place".to_owned());
                        }
                        total += score;
                        asked += asked_of_two;
                    }
                }
            }
        }
        // One likeness among many unlike pairs is chance: the average must speak for it too.
        (total < asked * ON_AVERAGE).then(|| "too few of their mentions are alike".to_owned())
    }

    /// The members that are compared with those of another cluster.
    fn speakers(&self, cluster: usize) -> impl Iterator<Item = usize> + '_ {
        let members = &self.clusters[cluster].members;
        members.iter().copied().step_by(members.len().div_ceil(MOST_COMPARED).max(1))
    }
}
