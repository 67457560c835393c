//! When and where: which expression of time and which place belongs to which event, by the parse.

use std::collections::BTreeMap;

use gainsay_core::{Anchor, EntityKind, MentionForm, Relation, TimeExpression, TimeKind, Upos};

use super::clause;
use super::lexicon::LEXICON;
use super::predicates::{Form, Predicate, verb_lemma};
use super::scene::{Scene, time_head};

/// How far from its verb a time may have been attached by mistake: "posted a letter on Monday".
const DETOUR: usize = 6;

/// The time of each predicate, by token.
pub(crate) fn times(scene: &Scene<'_>, predicates: &BTreeMap<usize, Predicate>) -> BTreeMap<usize, usize> {
    let folded = folded(predicates);
    let mut best: BTreeMap<usize, (u8, usize, usize)> = BTreeMap::new();
    for (at, time) in scene.reading.times.iter().enumerate() {
        let Some(head) = time_head(&scene.tree, &time.tokens) else { continue };
        let since = scene.tree.preposition(head) == "since";
        for owner in owners(scene, predicates, &folded, head) {
            // "the biggest strikes since 1979"
            let noun = scene.tree.upos(owner) == Upos::Noun;
            if is_measured_from(scene, time, owner) || since && noun {
                continue;
            }
            let rank = match time.kind {
                _ if since => 2,
                TimeKind::Date | TimeKind::Time if time.interval.is_some() => 0,
                TimeKind::Date | TimeKind::Time => 1,
                TimeKind::Duration => 3,
                TimeKind::Set => 4,
            };
            let candidate = (rank, head.abs_diff(owner), at);
            best.entry(owner).and_modify(|old| *old = (*old).min(candidate)).or_insert(candidate);
        }
    }
    let mut times: BTreeMap<usize, usize> = best.into_iter().map(|(owner, (_, _, at))| (owner, at)).collect();
    for (&token, predicate) in predicates {
        if !times.contains_key(&token)
            && let Some(inherited) = inherited(scene, predicates, predicate, &times)
        {
            times.insert(token, inherited);
        }
    }
    times
}

/// "two days before the visit": the time of something else, reckoned from this.
fn is_measured_from(scene: &Scene<'_>, time: &TimeExpression, owner: usize) -> bool {
    if time.anchor == Anchor::Event(owner) {
        return true;
    }
    let last = time.tokens.end.saturating_sub(1);
    let words: Vec<&str> = (last.saturating_sub(1)..(last + 3).min(owner)).map(|t| scene.tree.lemma(t)).collect();
    let relational = words.iter().any(|w| ["before", "after", "prior", "following", "ahead"].contains(w));
    relational
        && owner > last
        && owner <= last + 6
        && scene.tree.tokens.get(owner).is_some_and(|t| t.upos == Upos::Noun)
}

/// Event nouns by the verb that carries them.
fn folded(predicates: &BTreeMap<usize, Predicate>) -> BTreeMap<usize, Vec<usize>> {
    let mut folded: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for predicate in predicates.values() {
        if let (Form::Noun(_), Some(carrier)) = (predicate.form, predicate.carrier) {
            folded.entry(carrier).or_default().push(predicate.token);
        }
    }
    folded
}

/// The predicates that a phrase of time with this head belongs to.
fn owners(
    scene: &Scene<'_>,
    predicates: &BTreeMap<usize, Predicate>,
    folded: &BTreeMap<usize, Vec<usize>>,
    head: usize,
) -> Vec<usize> {
    let tree = &scene.tree;
    let time = scene.time_at(head).and_then(|t| scene.reading.times.get(t));
    let mut at = tree.first_conjunct(head);
    let preposition = tree.preposition(at);
    let loose = matches!(
        preposition.as_ref(),
        "" | "on"
            | "in"
            | "at"
            | "during"
            | "by"
            | "before"
            | "after"
            | "between"
            | "within"
            | "over"
            | "from"
            | "since"
    );
    for _ in 0..DETOUR {
        let Some(parent) = tree.head(at) else { break };
        let reckoned = time.is_some_and(|t| is_measured_from(scene, t, parent));
        if predicates.contains_key(&parent) && !reckoned {
            return vec![parent];
        }
        if let Some(nouns) = folded.get(&parent) {
            return nouns.clone();
        }
        if let Some(done) = complement(scene, predicates, parent) {
            return vec![done];
        }
        if tree.is_verb(parent) && !super::predicates::is_adjectival(tree, parent) {
            break;
        }
        if tree.child(parent, &[Relation::Cop]).is_some() {
            // "three sites were the subject of strikes on Monday"
            return tree
                .under(parent, &[Relation::Nmod, Relation::Nsubj, Relation::NsubjOuter])
                .filter(|c| predicates.contains_key(c) && !time.is_some_and(|t| is_measured_from(scene, t, *c)))
                .take(1)
                .collect();
        }
        if !(loose || reckoned || tree.is_verb(parent)) || scene.is_time(parent) && at != head {
            break;
        }
        at = parent;
    }
    Vec::new()
}

/// The predicate that a verb without an event of its own leads to: "began to withdraw", "plans to visit".
fn complement(scene: &Scene<'_>, predicates: &BTreeMap<usize, Predicate>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    let (lemma, _) = verb_lemma(tree, verb);
    if LEXICON.verbs.reporting.contains(lemma.as_ref()) {
        return None;
    }
    tree.under(verb, &[Relation::Xcomp]).find(|c| predicates.contains_key(c))
}

/// The time of a clause that this one shares.
fn inherited(
    scene: &Scene<'_>,
    predicates: &BTreeMap<usize, Predicate>,
    predicate: &Predicate,
    times: &BTreeMap<usize, usize>,
) -> Option<usize> {
    let tree = &scene.tree;
    let token = predicate.token;
    let head = tree.head(token)?;
    let before = |time: &usize| scene.reading.times.get(*time).is_some_and(|t| t.tokens.start < head.min(token));
    match (predicate.form, tree.relation(token)) {
        (Form::Verb, Relation::Conj) => times.get(&head).copied().filter(before),
        (Form::Verb, Relation::Xcomp) if predicates.contains_key(&head) => times.get(&head).copied(),
        (Form::Verb, Relation::AclRelcl | Relation::Advcl | Relation::AdvclRelcl) if has_when(scene, token) => {
            scene.time_at(head).or_else(|| scene.time_before(token))
        }
        (Form::Noun(_), Relation::Conj) => times.get(&head).copied(),
        (Form::Noun(_), Relation::Nsubj | Relation::NsubjPass | Relation::OblAgent) => times.get(&head).copied(),
        (Form::Noun(_), Relation::Obl) if ["in", "during", "by"].contains(&tree.preposition(token).as_ref()) => {
            times.get(&head).copied()
        }
        _ => None,
    }
}

fn has_when(scene: &Scene<'_>, verb: usize) -> bool {
    scene.tree.under(verb, &[Relation::Advmod, Relation::Mark]).any(|w| scene.tree.lemma(w) == "when")
}

/// The place of a predicate: the most specific that is named.
pub(crate) fn place(scene: &Scene<'_>, predicate: &Predicate) -> Option<usize> {
    let tree = &scene.tree;
    let own = phrases_of_place(scene, predicate.token, &predicate.lemma);
    let lent = predicate.carrier.filter(|c| *c != predicate.token).map(|carrier| {
        let (lemma, _) = verb_lemma(tree, carrier);
        phrases_of_place(scene, carrier, &lemma)
    });
    let found = own.into_iter().chain(lent.into_iter().flatten()).next();
    found.or_else(|| shared_place(scene, predicate))
}

fn shared_place(scene: &Scene<'_>, predicate: &Predicate) -> Option<usize> {
    let tree = &scene.tree;
    let head = tree.head(predicate.token)?;
    match tree.relation(predicate.token) {
        Relation::Conj => {
            let (lemma, _) = verb_lemma(tree, head);
            let place = phrases_of_place(scene, head, &lemma).first().copied()?;
            (scene.reading.mentions.get(place)?.tokens.start < head).then_some(place)
        }
        Relation::AclRelcl if tree.under(predicate.token, &[Relation::Advmod]).any(|w| tree.lemma(w) == "where") => {
            named_place(scene, head)
        }
        _ => None,
    }
}

/// Named places among the phrases of place that hang on a predicate, goals of movement first.
fn phrases_of_place(scene: &Scene<'_>, token: usize, lemma: &str) -> Vec<usize> {
    let tree = &scene.tree;
    let moves = LEXICON.verbs.movement.contains(lemma);
    let mut ranked: Vec<(u8, usize)> = Vec::new();
    for &child in tree.children(token).iter().take(40) {
        let rank = match tree.relation(child) {
            Relation::Obl | Relation::Nmod => match tree.preposition(child).as_ref() {
                "to" | "into" | "onto" | "toward" | "towards" if moves => 0,
                "in" | "at" | "near" | "inside" | "outside" | "off" | "around" | "across" | "throughout" | "aboard" => {
                    1
                }
                "on" => 2,
                "from" | "over" | "through" | "via" => 4,
                _ => continue,
            },
            Relation::Obj if moves => 0,
            // "Oslo talks", "the Oslo bombing"
            Relation::Compound if tree.upos(token) == gainsay_core::Upos::Noun && scene.is_city(child) => 3,
            _ => continue,
        };
        if let Some(place) = named_place(scene, child) {
            ranked.push((rank, place));
        }
    }
    if moves
        && ranked.is_empty()
        && let Some(place) = clause::object(tree, token).and_then(|o| named_place(scene, o))
    {
        ranked.push((0, place));
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, place)| place).collect()
}

/// The place that a phrase names: itself ("Oslo"), or what it stands in ("the port in Oslo", "Norway's port").
fn named_place(scene: &Scene<'_>, head: usize) -> Option<usize> {
    let is_named = |mention: usize| {
        scene.reading.mentions.get(mention).is_some_and(|m| {
            m.kind == EntityKind::Place
                && (m.form == MentionForm::Name
                    || m.chain
                        .and_then(|c| scene.reading.chains.get(c))
                        .is_some_and(|c| c.named && m.form != MentionForm::Demonym))
        })
    };
    let tree = &scene.tree;
    let mut at = head;
    let mut fallback = None;
    for _ in 0..DETOUR {
        if let Some(own) = scene.phrase_mention(at).filter(|m| is_named(*m)) {
            return Some(own);
        }
        let owned = tree
            .under(at, &[Relation::NmodPoss, Relation::Compound, Relation::Flat, Relation::Appos])
            .find_map(|c| scene.mention(c).filter(|m| is_named(*m)));
        fallback = fallback.or(owned);
        let inner = tree
            .under(at, &[Relation::Nmod])
            .find(|c| ["in", "at", "of", "near", "on", "off"].contains(&tree.preposition(*c).as_ref()));
        match inner {
            Some(inner) => at = inner,
            None => break,
        }
    }
    fallback
}

/// Whether a time lies wholly after the day of publication.
pub(crate) fn is_ahead(scene: &Scene<'_>, time: Option<usize>) -> bool {
    let interval = time.and_then(|t| scene.reading.times.get(t)).and_then(|t| t.interval);
    match (interval, scene.published()) {
        (Some(interval), Some(published)) => {
            interval.first.zip(published.last).is_some_and(|(first, last)| first > last)
        }
        _ => false,
    }
}
