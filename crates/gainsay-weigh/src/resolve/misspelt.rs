//! Names that one article misspells.
//!
//! Two names that differ in a letter may be two persons. One of them is a slip where a single article writes it so, which
//! never writes the other, and at least two others agree.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::EntityKind;

use super::{
    MOST_COMPARED,
    clusters::{Clusters, Node},
    likeness::likeness,
    spelling::{plain, skeleton},
    told_apart,
};

/// So many other articles must agree on a spelling.
const FEWEST_AGREEING: usize = 2;

/// Joins the misspelt names with what they misspell.
pub(super) fn join(nodes: &[Node], clusters: &mut Clusters) {
    for kind in [EntityKind::Person, EntityKind::Organization] {
        let of_kind: Vec<usize> = (0..nodes.len()).filter(|node| nodes[*node].kind == kind).collect();
        let mut blocks: BTreeMap<String, Vec<(usize, usize, &String)>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for node in of_kind {
            for form in nodes[node].forms.keys().filter(|form| form.contains(' ')) {
                if !seen.insert((clusters.leader(node), form)) {
                    continue;
                }
                let spread = articles(nodes, clusters, node);
                for key in keys(form) {
                    let block = blocks.entry(key).or_default();
                    if block.len() < MOST_COMPARED {
                        block.push((spread, node, form));
                    }
                }
            }
        }
        for block in blocks.values() {
            for (nth, (of_a, a, form_a)) in block.iter().enumerate() {
                for (of_b, b, form_b) in &block[nth + 1..] {
                    let is_slip = (*of_a).min(*of_b) == 1 && (*of_a).max(*of_b) >= FEWEST_AGREEING;
                    if !is_slip || clusters.leader(*a) == clusters.leader(*b) {
                        continue;
                    }
                    let like = likeness(kind, form_a, form_b).filter(|like| !like.sure);
                    if let Some(like) = like.filter(|_| !told_apart(nodes, clusters, *a, *b)) {
                        clusters.join_because(*a, *b, form_b, like.why);
                    }
                }
            }
        }
    }
}

/// A slip in one word leaves the others: names that may be one share the first or the last.
fn keys(form: &str) -> [String; 2] {
    let mut words = form.split(|c: char| c.is_whitespace() || c == '-').map(plain).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    [format!("first {}", skeleton(&first)), format!("last {}", skeleton(&last))]
}

/// In how many articles a cluster is named.
fn articles(nodes: &[Node], clusters: &mut Clusters, node: usize) -> usize {
    let members = clusters.cluster_of(node).iter();
    members.map(|member| nodes[*member].article).collect::<BTreeSet<_>>().len()
}
