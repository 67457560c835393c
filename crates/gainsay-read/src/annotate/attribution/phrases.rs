//! Noun phrases: where the words that name a source begin and end.

use gainsay_core::{Relation, Upos};

use super::scene::Scene;

/// The longest source, in tokens: longer ones are parsing errors.
const MAX_TOKENS: usize = 25;

/// First and last token of the noun phrase with this head: with titles, adjectives and prepositional phrases, without
/// relative clauses and without what follows after a comma.
pub(super) fn noun_phrase(scene: &Scene, head: usize) -> (usize, usize) {
    let sentence = scene.sentence_tokens(head);
    let mut first = head;
    let mut last = head;
    let children = scene.children(head);
    for &child in children.iter().rev().filter(|&&c| c < head) {
        let edge = scene.edges(child).0;
        if !stands_before(scene, child) || scene.edges(child).1 + 1 != first || head - edge > MAX_TOKENS {
            break;
        }
        first = edge;
    }
    for &child in children.iter().filter(|&&c| c > head) {
        let (from, to) = scene.edges(child);
        if from != last + 1 || to - first > MAX_TOKENS {
            break;
        }
        match scene.relation(child) {
            Relation::Appos | Relation::Conj if begins_with_comma(scene, from) && !is_list(scene, child) => break,
            Relation::Conj if scene.is_verb(child) => break,
            Relation::AclRelcl | Relation::Parataxis | Relation::Advcl | Relation::Ccomp | Relation::Punct => break,
            Relation::Acl if scene.is_punct(from) || holds_finite_verb(scene, from, to) => break,
            Relation::Cop | Relation::Aux | Relation::Nsubj | Relation::Xcomp | Relation::Obj | Relation::Dep => break,
            Relation::Advmod if scene.token(child).upos == Upos::Adv => break,
            _ => last = last_before_clause(scene, child, from, to),
        }
        if last != to {
            break;
        }
    }
    while first < head && (scene.is_punct(first) && !scene.is_quote_mark(first) || first < sentence.start) {
        first += 1;
    }
    while last > head && scene.is_punct(last) {
        last -= 1;
    }
    (first, before_time(scene, head, last))
}

/// "Lind on Thursday": when something was done is no part of who did it.
pub(super) fn before_time(scene: &Scene, head: usize, last: usize) -> usize {
    let is_when = |at: &usize| {
        let preposition = scene.token(*at).upos == Upos::Adp && !matches!(scene.word(*at), "of" | "for" | "from");
        preposition && (*at + 1..=last).all(|t| scene.is_in_time(t)) || scene.is(*at, "during")
    };
    let last = (head + 1..last).find(is_when).map_or(last, |at| at - 1);
    // "Lind this week", and half a bracket: "Sen. Lind (D".
    let last = (head + 1..=last).find(|at| (*at..=last).all(|t| scene.is_in_time(t))).map_or(last, |at| at - 1);
    let open = (head + 1..=last).find(|&at| scene.is(at, "(") && !(at..=last).any(|t| scene.is(t, ")")));
    open.map_or(last, |at| at - 1)
}

/// Where the subtree of a modifier ends for our purpose: before a relative clause or a comma inside it.
fn last_before_clause(scene: &Scene, child: usize, from: usize, to: usize) -> usize {
    let mut last = to;
    for at in from..=to {
        let relation = scene.relation(at);
        let opens_clause = matches!(relation, Relation::AclRelcl | Relation::Parataxis)
            || relation == Relation::Appos
                && scene.edges(at).0 > from
                && scene.is_comma(scene.edges(at).0.saturating_sub(1));
        if opens_clause && at != child {
            last = last.min(scene.edges(at).0.saturating_sub(1));
        }
        if scene.is_comma(at) && at > from && scene.relation(child) != Relation::Conj && !is_date_comma(scene, at) {
            last = last.min(at - 1);
        }
    }
    last.max(from)
}

fn is_date_comma(scene: &Scene, at: usize) -> bool {
    at > 0 && scene.token(at - 1).upos == Upos::Num
}

fn stands_before(scene: &Scene, child: usize) -> bool {
    let opens = scene.edges(child).0 == scene.sentence_tokens(child).start;
    let opening_adverb = scene.relation(child) == Relation::Advmod && opens;
    let stands_after = matches!(
        scene.relation(child),
        Relation::Punct
            | Relation::Cc
            | Relation::Mark
            | Relation::Nsubj
            | Relation::NsubjPass
            | Relation::Cop
            | Relation::Aux
            | Relation::Case
            | Relation::Parataxis
            | Relation::Discourse
            | Relation::Obl
            | Relation::Advcl
    );
    !(stands_after || opening_adverb)
}

fn begins_with_comma(scene: &Scene, from: usize) -> bool {
    scene.is_comma(from) || from > 0 && scene.is_comma(from - 1)
}

/// "A, B and C": a conjunct with a coordinator, or followed by one that has it.
fn is_list(scene: &Scene, child: usize) -> bool {
    scene.relation(child) == Relation::Conj && !scene.is_verb(child)
}

fn holds_finite_verb(scene: &Scene, from: usize, to: usize) -> bool {
    use gainsay_core::Penn;
    (from..=to).any(|at| matches!(scene.token(at).penn, Penn::Vbz | Penn::Vbd | Penn::Vbp | Penn::Md))
}
