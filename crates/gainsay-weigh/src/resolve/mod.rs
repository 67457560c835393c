//! Chains of all articles → entities: one for each person, organization, place or other named thing.
//!
//! In: articles with their chains. Out: entities, and for each chain its entity. Never: a description without a name
//! joined across articles; two persons of one surname joined by the surname; a join without its reason. Scored by name
//! pairs F1 and by the stories.
//!
//! Names are looked up by keys (the same words, a surname's consonants, an acronym), so that cost grows with the number
//! of names, not of pairs.

mod clusters;
mod legal_forms;
mod likeness;
mod misspelt;
mod organizations;
mod persons;
#[cfg(test)]
mod specs;
mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::{Alias, ArticleSpan, Entity, EntityKind, country_named};

pub use likeness::{Likeness, likeness};

use crate::{
    ReadArticle,
    corrections::{Corrections, DECIDED, Decided},
};
use clusters::{Clusters, Node, nodes};
use organizations::{OrganizationName, is_acronym};
use persons::{PersonName, is_surname_of, same_person};
use spelling::{plain, skeleton};

/// How many names that share a key are compared pair by pair.
const MOST_COMPARED: usize = 60;

/// For each article, for each of its chains, its entity; `None` for chains without a name.
pub type EntityOfChain = Vec<Vec<Option<usize>>>;

/// The entities of one story.
pub fn entities(articles: &[ReadArticle<'_>]) -> (Vec<Entity>, EntityOfChain) {
    entities_corrected(articles, &Corrections::default())
}

/// The same with an analyst's decisions.
pub(crate) fn entities_corrected(
    articles: &[ReadArticle<'_>],
    corrections: &Corrections<'_>,
) -> (Vec<Entity>, EntityOfChain) {
    let nodes = nodes(articles);
    let mut clusters = Clusters::new(nodes.len());
    for Decided { two: [a, b], same } in corrections.entities(|mention| node_at(&nodes, mention)) {
        if same {
            nodes[b].forms.keys().for_each(|form| clusters.join_because(a, b, form, DECIDED));
            clusters.join(a, b);
        } else {
            clusters.keep_apart(a, b);
        }
    }
    join_same_words(&nodes, &mut clusters);
    join_full_names(&nodes, &mut clusters);
    join_surnames(&nodes, &mut clusters);
    join_organizations(&nodes, &mut clusters);
    join_single_words(&nodes, &mut clusters);
    misspelt::join(&nodes, &mut clusters);
    entities_of(articles, &nodes, clusters)
}

/// The entities of several stories together, given those of each. Only full names join across stories: a surname alone is
/// somebody's in its own story.
pub fn across_stories(
    articles: &[ReadArticle<'_>],
    entities: &[Entity],
    entity_of_chain: &[Vec<Option<usize>>],
) -> (Vec<Entity>, EntityOfChain) {
    let nodes = nodes(articles);
    let mut clusters = Clusters::new(nodes.len());
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        if let Some(entity) = entity_of_chain[node.article][node.chain] {
            clusters.join(*first.entry(entity).or_insert(at), at);
        }
    }
    for alias in entities.iter().flat_map(|entity| &entity.aliases) {
        clusters.reasons.entry(alias.text.clone()).or_insert_with(|| alias.why.clone());
    }
    join_same_words(&nodes, &mut clusters);
    join_full_names(&nodes, &mut clusters);
    entities_of(articles, &nodes, clusters)
}

/// The node with a mention that holds this span.
fn node_at(nodes: &[Node], at: ArticleSpan) -> Option<usize> {
    nodes.iter().position(|node| {
        node.article == at.article && node.mentions.iter().any(|mention| mention.span.contains(at.span))
    })
}

fn entities_of(articles: &[ReadArticle<'_>], nodes: &[Node], mut clusters: Clusters) -> (Vec<Entity>, EntityOfChain) {
    let mut of_chain: EntityOfChain = articles.iter().map(|one| vec![None; one.reading.chains.len()]).collect();
    let mut entities = Vec::new();
    for members in clusters.members() {
        for node in members.iter().filter_map(|m| nodes.get(*m)) {
            of_chain[node.article][node.chain] = Some(entities.len());
        }
        entities.push(entity(nodes, &members, &clusters.reasons));
    }
    (entities, of_chain)
}

/// Words of a name, plain, joined: what the same name shares however it is punctuated.
fn words_key(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == '-').map(plain).filter(|w| !w.is_empty() && w != "the");
    words.collect::<Vec<_>>().join(" ")
}

fn is_person(node: &Node) -> bool {
    node.kind == EntityKind::Person
}

/// The same words; countries by any of their names. A single word joins persons only where nothing else decides.
fn join_same_words(nodes: &[Node], clusters: &mut Clusters) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        for form in node.forms.keys() {
            let key = match (country_named(form), node.kind) {
                (Some(country), kind) if kind != EntityKind::Person => format!("country {}", country.code),
                _ => words_key(form),
            };
            let single = !key.contains(' ');
            if key.is_empty() || single && is_person(node) {
                continue;
            }
            let other = *seen.entry(key).or_insert(at);
            clusters.join(other, at);
        }
    }
}

/// Each node's full names of a person.
fn full_names(node: &Node) -> Vec<PersonName> {
    let names = node.forms.keys().map(|f| PersonName::parse(f));
    names.filter(PersonName::is_full).collect()
}

/// Full names of persons that are variants of one another.
fn join_full_names(nodes: &[Node], clusters: &mut Clusters) {
    let mut blocks: BTreeMap<String, Vec<(usize, PersonName, &String)>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, n)| is_person(n)) {
        for form in node.forms.keys() {
            let name = PersonName::parse(form);
            if name.is_full() {
                let block = blocks.entry(skeleton(name.surname())).or_default();
                if block.len() < MOST_COMPARED && !block.iter().any(|(_, n, _)| *n == name) {
                    block.push((at, name.clone(), form));
                }
                // Written together or apart ("Min-ho", "Minho"), the last word may differ.
                let whole = blocks.entry(format!("={}", name.words.concat())).or_default();
                whole.truncate(MOST_COMPARED);
                whole.push((at, name, form));
            }
        }
    }
    for block in blocks.values() {
        for (n, (a, name_a, _)) in block.iter().enumerate() {
            for (b, name_b, form_b) in block.iter().skip(n + 1) {
                let Some(like) = same_person(name_a, name_b).filter(|like| like.sure) else { continue };
                let same_given =
                    name_a.words.first() == name_b.words.first() || name_a.words.len() != name_b.words.len();
                if same_given || !told_apart(nodes, clusters, *a, *b) {
                    clusters.join_because(*a, *b, form_b, like.why);
                }
            }
        }
    }
}

/// Whether one article names both, as two.
fn told_apart(nodes: &[Node], clusters: &mut Clusters, a: usize, b: usize) -> bool {
    if clusters.leader(a) == clusters.leader(b) {
        return false;
    }
    let mut articles = |node: usize| -> BTreeSet<usize> {
        let of_kind = clusters.cluster_of(node).iter().filter(|n| nodes[**n].kind == nodes[node].kind);
        of_kind.map(|n| nodes[*n].article).collect()
    };
    !articles(a).is_disjoint(&articles(b))
}

/// A surname alone goes to the only person of that name in the story.
fn join_surnames(nodes: &[Node], clusters: &mut Clusters) {
    let mut full: BTreeMap<String, Vec<(usize, PersonName)>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, n)| is_person(n)) {
        for name in full_names(node) {
            for key in BTreeSet::from([skeleton(name.surname()), skeleton(&name.words[0])]) {
                let list = full.entry(key).or_default();
                if list.len() < MOST_COMPARED * 4 {
                    list.push((at, name.clone()));
                }
            }
        }
    }
    let mut alone: BTreeMap<String, usize> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, n)| is_person(n) && full_names(n).is_empty()) {
        for form in node.forms.keys() {
            let word = words_key(form);
            let other = *alone.entry(word.clone()).or_insert(at);
            clusters.join(other, at);
            let candidates = full.get(&skeleton(&word)).map_or(&[][..], Vec::as_slice);
            if let Some((one, reason)) = only_person(nodes, clusters, &word, candidates) {
                clusters.join_because(one, at, form, reason);
            }
        }
    }
}

/// The only cluster among these whose surname this is; the same spelling comes before a variant, a surname before a
/// first word. Where several fit, the one that the story speaks of far more.
fn only_person(
    nodes: &[Node],
    clusters: &mut Clusters,
    word: &str,
    candidates: &[(usize, PersonName)],
) -> Option<(usize, &'static str)> {
    let mut fits: BTreeMap<usize, (usize, usize, &'static str)> = BTreeMap::new();
    for (at, name) in candidates {
        let Some(reason) = is_surname_of(word, name) else { continue };
        let rank = if name.surname() == word {
            0
        } else if name.words[0] == word {
            1
        } else {
            2
        };
        let entry = fits.entry(clusters.leader(*at)).or_insert((rank, 0, reason));
        entry.1 += nodes[*at].mentions.len();
        if rank < entry.0 {
            (entry.0, entry.2) = (rank, reason);
        }
    }
    let best_rank = fits.values().map(|f| f.0).min()?;
    let mut best: Vec<(usize, usize, &'static str)> =
        fits.iter().filter(|(_, f)| f.0 == best_rank).map(|(l, f)| (f.1, *l, f.2)).collect();
    best.sort_by_key(|(count, leader, _)| (std::cmp::Reverse(*count), *leader));
    match best.as_slice() {
        [(_, only, reason)] => Some((*only, reason)),
        [(most, first, _), (next, ..), ..] if *most >= 8 * next => {
            Some((*first, "same surname; the story speaks of him or her far more than of others of that name"))
        }
        _ => None,
    }
}

/// Legal forms, owners, acronyms, and a council named without its owner where the story knows only one.
fn join_organizations(nodes: &[Node], clusters: &mut Clusters) {
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_initials: BTreeMap<String, Vec<(usize, &String)>> = BTreeMap::new();
    let organizations: Vec<usize> = (0..nodes.len()).filter(|n| nodes[*n].kind == EntityKind::Organization).collect();
    for at in &organizations {
        for form in nodes[*at].forms.keys() {
            let name = OrganizationName::parse(form);
            let other = *by_key.entry(name.key()).or_insert(*at);
            clusters.join_because(other, *at, form, "same name but for its legal form or the way its owner is written");
            if name.owner.is_some() && !name.words.is_empty() {
                by_words.entry(name.words.join(" ")).or_default().push(*at);
            }
            if !is_acronym(form) && form.contains(' ') {
                for initials in name.initials(form) {
                    by_initials.entry(initials).or_default().push((*at, form));
                }
            }
        }
    }
    for at in &organizations {
        for form in nodes[*at].forms.keys() {
            let name = OrganizationName::parse(form);
            if name.owner.is_none() && name.words.len() > 1 {
                let owned = by_words.get(&name.words.join(" ")).cloned().unwrap_or_default();
                if let Some(only) = only_cluster(clusters, owned.into_iter()) {
                    clusters.join_because(only, *at, form, "the only one of that name in the story");
                }
            }
            if is_acronym(form) {
                let long = by_initials.get(&plain(form)).map_or(&[][..], Vec::as_slice);
                if let Some(only) = only_cluster(clusters, long.iter().map(|(n, _)| *n)) {
                    let words = long.first().map_or("", |(_, f)| f.as_str());
                    clusters.join_because(only, *at, form, &format!("acronym of {words}"));
                }
            }
        }
    }
}

fn only_cluster(clusters: &mut Clusters, nodes: impl Iterator<Item = usize>) -> Option<usize> {
    let leaders: BTreeSet<usize> = nodes.map(|n| clusters.leader(n)).collect();
    let mut leaders = leaders.into_iter();
    leaders.next().filter(|_| leaders.next().is_none())
}

/// One word that some articles take for a person and others for something else is one thing, unless it is the surname
/// of a person whom the story names in full.
fn join_single_words(nodes: &[Node], clusters: &mut Clusters) {
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, n)| !is_person(n)) {
        for form in node.forms.keys() {
            others.entry(words_key(form)).or_insert(at);
        }
    }
    let with_full: BTreeSet<usize> = (0..nodes.len())
        .filter(|n| is_person(&nodes[*n]) && !full_names(&nodes[*n]).is_empty())
        .map(|n| clusters.leader(n))
        .collect();
    for (at, node) in nodes.iter().enumerate().filter(|(_, n)| is_person(n)) {
        for form in node.forms.keys() {
            let leader = clusters.leader(at);
            if let Some(other) = others.get(&words_key(form)).filter(|_| !with_full.contains(&leader)) {
                clusters.join(*other, at);
            }
        }
    }
}

/// Makes the entity of a cluster.
fn entity(nodes: &[Node], members: &[usize], reasons: &BTreeMap<String, String>) -> Entity {
    let kind = majority_kind(nodes, members);
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    let mut mentions = Vec::new();
    for node in members.iter().filter_map(|m| nodes.get(*m)) {
        node.forms.iter().for_each(|(form, count)| *forms.entry(form).or_default() += count);
        mentions.extend(&node.mentions);
    }
    mentions.sort();
    let name = best_name(kind, &forms);
    let own = |form: &str| {
        let prefix = format!("{form}: ");
        members.iter().flat_map(|m| &nodes[*m].why).find_map(|why| why.strip_prefix(&prefix).map(str::to_owned))
    };
    let alias = |form: &&str| Alias {
        text: (*form).to_owned(),
        why: own(form).or_else(|| reasons.get(*form).cloned()).unwrap_or_else(|| default_reason(kind, &name, form)),
    };
    let aliases = forms.keys().filter(|f| **f != name).map(alias).collect();
    let description = members
        .iter()
        .filter_map(|m| nodes[*m].description)
        .max_by_key(|d| (d.span.len().min(60), std::cmp::Reverse(*d)));
    Entity { kind, name, aliases, description, mentions }
}

fn majority_kind(nodes: &[Node], members: &[usize]) -> EntityKind {
    let kinds = [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Other];
    let count = |kind: EntityKind| -> usize {
        let of_kind = members.iter().filter_map(|m| nodes.get(*m)).filter(|n| n.kind == kind);
        of_kind.map(|n| n.mentions.len() + 1).sum()
    };
    kinds.into_iter().rev().max_by_key(|k| count(*k)).unwrap_or(EntityKind::Other)
}

/// The fullest good form: more words before fewer for persons and organizations (an acronym last), then the more
/// frequent, never capitals throughout where another form is there.
fn best_name(kind: EntityKind, forms: &BTreeMap<&str, usize>) -> String {
    let shouted = |f: &str| f.len() > 5 && f.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let score = |form: &str, count: usize| {
        let words = form.split_whitespace().count();
        let fullness = match kind {
            EntityKind::Person => words.min(2),
            EntityKind::Organization => usize::from(!is_acronym(form)),
            _ => usize::from(country_named(form).is_some_and(|c| c.name == form)),
        };
        (!shouted(form), fullness, count, std::cmp::Reverse(form.len()))
    };
    let best = forms.iter().max_by_key(|(form, count)| score(form, **count));
    best.map_or_else(String::new, |(form, _)| (*form).to_owned())
}

fn default_reason(kind: EntityKind, name: &str, form: &str) -> String {
    let (ours, theirs) = (words_key(name), words_key(form));
    if ours == theirs {
        return "same name, written otherwise".to_owned();
    }
    if kind == EntityKind::Person {
        if ours.split(' ').next_back() == Some(theirs.as_str()) {
            return "surname of the full name".to_owned();
        }
        if let Some(like) = same_person(&PersonName::parse(name), &PersonName::parse(form)) {
            return like.why.to_owned();
        }
    }
    if country_named(name).is_some() && country_named(form).is_some() {
        return "another name of the country".to_owned();
    }
    format!("named as one with \u{201c}{name}\u{201d} in an article")
}
