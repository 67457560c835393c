//! Mentions into events: the surest joins first, never against a bar.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    compare::{JOIN, Verdict, compare},
    profile::Profile,
};
use crate::context::Context;

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

/// No more candidates than this are compared for one key: beyond it the key is too common to tell anything.
const LONGEST_POSTING: usize = 400;

/// Joins mentions. Deterministic: ties go to the earlier mentions.
pub(crate) fn cluster(context: &Context<'_>, profiles: &[Profile<'_>]) -> Vec<Cluster> {
    let (mut joins, mut bars) = (Vec::new(), BTreeMap::new());
    for (a, b) in candidates(profiles) {
        match compare(context, &profiles[a], &profiles[b]) {
            Verdict::Score(score, why) if score >= JOIN => joins.push((score, a, b, why)),
            Verdict::Score(..) => {}
            Verdict::Barred(why) => {
                bars.insert((a, b), why);
            }
        }
    }
    joins.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));

    let mut home: Vec<usize> = (0..profiles.len()).collect();
    let mut clusters: Vec<Cluster> =
        (0..profiles.len()).map(|i| Cluster { members: vec![i], ..Cluster::default() }).collect();
    for (_, a, b, why) in joins {
        let (x, y) = (home[a].min(home[b]), home[a].max(home[b]));
        if x == y {
            continue;
        }
        match forbidden(context, profiles, &clusters[x], &clusters[y]) {
            Some(reason) => {
                let other = clusters[y].members[0];
                clusters[x].kept_apart.push((other, reason));
            }
            None => {
                let moved = std::mem::take(&mut clusters[y]);
                for &member in &moved.members {
                    home[member] = x;
                }
                clusters[x].members.extend(moved.members);
                clusters[x].members.sort_unstable();
                clusters[x].why.extend(moved.why);
                clusters[x].why.push(why.join("; "));
                clusters[x].kept_apart.extend(moved.kept_apart);
            }
        }
    }
    note_bars(profiles, &home, &bars, &mut clusters);
    clusters.retain(|c| !c.members.is_empty());
    clusters
}

/// Why two clusters can't be one event: any two of their mentions are barred.
fn forbidden(context: &Context<'_>, profiles: &[Profile<'_>], a: &Cluster, b: &Cluster) -> Option<String> {
    let mut total = 0.0;
    let mut pairs = 0.0;
    for &x in &a.members {
        for &y in &b.members {
            match compare(context, &profiles[x], &profiles[y]) {
                Verdict::Barred(why) => return Some(why),
                Verdict::Score(score, _) => {
                    total += score;
                    pairs += 1.0;
                }
            }
        }
    }
    // One likeness among many unlike pairs is chance: the average must speak for it too.
    (total / pairs < JOIN * 0.65).then(|| "too few of their mentions are alike".to_owned())
}

/// Look-alikes: same kind of happening and a shared participant, yet barred.
fn note_bars(
    profiles: &[Profile<'_>],
    home: &[usize],
    bars: &BTreeMap<(usize, usize), String>,
    clusters: &mut [Cluster],
) {
    let mut seen = BTreeSet::new();
    for (&(a, b), why) in bars {
        let (x, y) = (home[a].min(home[b]), home[a].max(home[b]));
        let alike = profiles[a].entities().any(|e| profiles[b].entities().any(|f| e == f));
        if x != y && alike && seen.insert((x, y)) {
            let other = clusters[y].members[0];
            clusters[x].kept_apart.push((other, why.clone()));
        }
    }
}

/// Pairs worth comparing: they share a kind of happening, and a participant, a word, a place or a day.
fn candidates(profiles: &[Profile<'_>]) -> BTreeSet<(usize, usize)> {
    let mut postings: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, profile) in profiles.iter().enumerate() {
        let mut kinds: Vec<String> = profile.concepts.iter().map(|c| format!("concept {c}")).collect();
        kinds.push(profile.lemma.clone());
        kinds.extend(profile.event.plover.map(|p| p.as_str().to_owned()));
        let mut traits: BTreeSet<String> = profile.entities().map(|e| format!("entity {e}")).collect();
        traits.extend(profile.words.iter().map(|w| format!("word {w}")));
        traits.extend(profile.place.map(|p| format!("entity {p}")));
        traits.extend(profile.stated.map(|i| format!("time {i}")));
        traits.extend(profile.context.iter().map(|w| format!("word {w}")));
        for kind in &kinds {
            for one in &traits {
                postings.entry((kind.clone(), one.clone())).or_default().push(index);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for members in postings.values().filter(|m| m.len() <= LONGEST_POSTING) {
        for (nth, &a) in members.iter().enumerate() {
            pairs.extend(members[nth + 1..].iter().filter(|&&b| b != a).map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs
}
