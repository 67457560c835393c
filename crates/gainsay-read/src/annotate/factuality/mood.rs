//! What a clause itself says of its verb: tense, modals, negation, hedges.

use gainsay_core::{EventStatus, Penn, Relation, Tense, Upos};

use super::rules::{Effect, RULES};
use crate::annotate::events::tree::Tree;

/// What a clause says of its verb.
#[derive(Clone, Debug)]
pub(crate) struct Mood {
    /// Time of the verb.
    pub(crate) tense: Tense,
    /// How it stands with the event, where the clause says so.
    pub(crate) status: Option<EventStatus>,
    /// Modals and hedges, inner first, negation aside.
    pub(crate) effects: Vec<Effect>,
    /// Whether it is negated.
    pub(crate) negated: bool,
    /// Whether it stands in "would", which in reported speech is a future.
    pub(crate) would: bool,
}

/// Reads the clause of a verb, a noun or an adjective; `from` is the part from which the walk comes, whose own negation
/// has been reckoned with.
pub(crate) fn mood(tree: &Tree<'_>, head: usize, title: bool, from: Option<usize>) -> Mood {
    let lender = lender(tree, head);
    let mut mood = Mood { tense: Tense::None, status: None, effects: Vec::new(), negated: false, would: false };
    let auxes: Vec<usize> = tree
        .under(lender, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
        .filter(|a| *a < head.max(lender) + 4)
        .collect();
    let infinitive = tree.under(head, &[Relation::Mark]).any(|m| tree.lemma(m) == "to")
        || tree.penn(head) == Penn::Vb && auxes.is_empty();
    tense(tree, head, &auxes, title, infinitive, &mut mood);
    modals(tree, &auxes, &mut mood);
    obligation(tree, head, &auxes, &mut mood);
    adverbs(tree, head, lender, &mut mood);
    quantifiers(tree, head, from, &mut mood);
    mood
}

/// The verb whose auxiliaries and negation this one shares: the first of "will visit and meet".
fn lender(tree: &Tree<'_>, head: usize) -> usize {
    let own = [Relation::Aux, Relation::AuxPass, Relation::Cop, Relation::Nsubj, Relation::NsubjPass, Relation::Mark];
    if tree.relation(head) != Relation::Conj || tree.child(head, &own).is_some() {
        return head;
    }
    let first = tree.first_conjunct(head);
    let same = tree.penn(first) == tree.penn(head)
        || matches!(tree.penn(head), Penn::Vb | Penn::Vbn | Penn::Vbg) && tree.is_verb(first);
    if same && tree.is_verb(head) { first } else { head }
}

fn tense(tree: &Tree<'_>, head: usize, auxes: &[usize], title: bool, infinitive: bool, mood: &mut Mood) {
    let lemma_of_first = auxes.first().map(|a| tree.lemma(*a).to_owned()).unwrap_or_default();
    let has = auxes.iter().any(|a| tree.lemma(*a) == "have");
    let be = auxes.iter().copied().find(|a| tree.lemma(*a) == "be");
    let past_aux = auxes.iter().any(|a| tree.penn(*a) == Penn::Vbd);
    mood.tense = if infinitive && !has && !auxes.iter().any(|a| tree.penn(*a) == Penn::Md) {
        match be.filter(|b| matches!(tree.penn(*b), Penn::Vbz | Penn::Vbp)) {
            Some(_) => Tense::Future,
            None if title
                && (tree.relation(head) == Relation::Root || tree.child(head, &[Relation::Nsubj]).is_some())
                && tree.is_verb(head) =>
            {
                Tense::Future
            }
            None => Tense::None,
        }
    } else if has || past_aux {
        Tense::Past
    } else if RULES.get(&lemma_of_first, "modal").is_some_and(|r| r.status == Some(EventStatus::Planned)) {
        Tense::Future
    } else {
        match (tree.penn(head), be) {
            (Penn::Vbd, _) => Tense::Past,
            (Penn::Vbz | Penn::Vbp, _) | (_, Some(_)) => Tense::Present,
            (Penn::Vbn, None) => Tense::Past,
            _ => Tense::None,
        }
    };
    let progressive = tree.penn(head) == Penn::Vbg && be.is_some();
    mood.status = match mood.tense {
        Tense::Future => Some(EventStatus::Planned),
        Tense::Past => Some(EventStatus::Occurred),
        Tense::Present if progressive => Some(EventStatus::Ongoing),
        Tense::Present => Some(EventStatus::Occurred),
        Tense::None => None,
    };
}

fn modals(tree: &Tree<'_>, auxes: &[usize], mood: &mut Mood) {
    let perfect = auxes.iter().any(|a| tree.lemma(*a) == "have");
    for &aux in auxes {
        let word = tree.word(aux);
        let Some(rule) = RULES.get(&word, "modal").or_else(|| RULES.get(tree.lemma(aux), "modal")) else { continue };
        if tree.penn(aux) != Penn::Md {
            continue;
        }
        if tree.lemma(aux) == "would" || word == "'d" || word == "’d" || word == "would" {
            mood.would = true;
        }
        mood.effects.push(rule.effect);
        mood.tense = if perfect {
            Tense::Past
        } else if rule.status == Some(EventStatus::Planned) {
            Tense::Future
        } else {
            mood.tense
        };
        // "may have left" is unsure of what has been; "would have left" did not come about.
        mood.status = if perfect && !mood.would && rule.effect == Effect::Possible {
            Some(EventStatus::Occurred)
        } else {
            rule.status
        };
    }
}

fn adverbs(tree: &Tree<'_>, head: usize, lender: usize, mood: &mut Mood) {
    let mut from = vec![head];
    if lender != head {
        from.push(lender);
    }
    for at in from {
        for &child in tree.children(at) {
            let relation = tree.relation(child);
            // What stands behind the verb that lends is not shared.
            if at != head && child > at
                || !matches!(
                    relation,
                    Relation::Advmod | Relation::CcPreconj | Relation::Det | Relation::Parataxis | Relation::Discourse
                )
            {
                continue;
            }
            let mut word = tree.lemma(child).to_owned();
            if word == "longer" || word == "long" {
                word = tree
                    .child(child, &[Relation::Advmod, Relation::Det])
                    .map_or(word.clone(), |no| format!("{}_longer", tree.lemma(no)));
            }
            let yet = word == "yet" && tree.lemma(at) == "have" && tree.child(at, &[Relation::Xcomp]).is_some();
            let negates = RULES.get(&word, "negation").is_some()
                && !is_not_only(tree, child)
                && (relation != Relation::Det || tree.upos(at) == Upos::Noun);
            if yet || negates {
                mood.negated = true;
            } else if let Some(rule) = RULES.get(&word, "adverb") {
                mood.effects.push(rule.effect);
            }
        }
    }
}

/// "has yet to close" and "has to close": neither has it closed.
fn obligation(tree: &Tree<'_>, head: usize, auxes: &[usize], mood: &mut Mood) {
    let has = auxes.iter().any(|a| tree.lemma(*a) == "have");
    let to = tree.under(head, &[Relation::Mark]).any(|m| tree.lemma(m) == "to");
    if !has || !to || tree.penn(head) != Penn::Vb {
        return;
    }
    if tree.under(head, &[Relation::Advmod]).any(|a| tree.lemma(a) == "yet") {
        mood.negated = true;
    } else {
        mood.effects.push(Effect::Unknown);
    }
    mood.status = Some(EventStatus::Hypothetical);
}

/// "not only", and "was not why she left": she left.
fn is_not_only(tree: &Tree<'_>, negation: usize) -> bool {
    const OF_SOMETHING_ELSE: [&str; 8] = ["only", "just", "merely", "least", "why", "how", "when", "where"];
    let next = negation + 1;
    next < tree.len() && OF_SOMETHING_ELSE.contains(&tree.lemma(next))
}

/// "No ship left", "they found nothing": negation in the subject or object.
fn quantifiers(tree: &Tree<'_>, head: usize, from: Option<usize>, mood: &mut Mood) {
    for part in tree.under(head, &[Relation::Nsubj, Relation::NsubjPass, Relation::Obj]).filter(|p| Some(*p) != from) {
        let own = ["nobody", "nothing", "none", "no-one", "neither"].contains(&tree.lemma(part));
        let no = tree.under(part, &[Relation::Det]).any(|d| tree.lemma(d) == "no" || tree.lemma(d) == "neither");
        if own || no {
            mood.negated = true;
        }
    }
}
