//! Nouns as cues: the claim that …; the ministry's denial that …; a promise to …

use gainsay_core::{Relation, Stance};

use super::contents;
use super::cues::cues;
use super::draft::Draft;
use super::scene::Scene;
use super::sources;
use super::subjects;

/// Verbs that lend their subject to the noun: "made the claim that".
const LIGHT: &[&str] = &[
    "make",
    "issue",
    "release",
    "express",
    "voice",
    "repeat",
    "share",
    "raise",
    "give",
    "offer",
    "have",
    "reiterate",
    "hold",
    "publish",
    "put",
    "take",
];

/// The attribution that this noun makes.
pub(super) fn read(scene: &Scene, noun: usize) -> Option<Draft> {
    if !scene.is_nominal(noun) {
        return None;
    }
    let stance = cues().noun(&scene.lemma(noun).to_lowercase())?;
    let clause = scene.children(noun).iter().copied().find(|&c| {
        c > noun
            && (matches!(scene.relation(c), Relation::Acl | Relation::Ccomp) && opens_with(scene, c, stance)
                || scene.relation(c) == Relation::AclRelcl && tells_content(scene, noun, c))
    })?;
    let (first, last) = scene.edges(clause);
    let piece = contents::trim(scene, first.max(noun + 1), last)?;
    let head = holder(scene, noun);
    Some(Draft {
        source: head.map_or_else(sources::unknown, |h| sources::of_head(scene, h)),
        source_head: head,
        cue: Some(scene.token(noun).span),
        cue_token: Some(noun),
        content: contents::span(scene, piece),
        quote: None,
        own_words: false,
        stance,
        via: Vec::new(),
    })
}

/// "the claim that there have been thousands", taken for a relative clause: "that" stands right behind the noun, and the
/// clause lacks neither subject nor object.
fn tells_content(scene: &Scene, noun: usize, clause: usize) -> bool {
    let that = noun + 1;
    if !scene.is(that, "that") || scene.head(that) != Some(clause) || scene.relation(that) == Relation::Nsubj {
        return false;
    }
    let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Expl];
    let complements =
        [Relation::Obj, Relation::Ccomp, Relation::Xcomp, Relation::Cop, Relation::Expl, Relation::NsubjPass];
    let own = |c: &usize| *c != that;
    let has = |relations: &[Relation]| {
        scene.children(clause).iter().copied().filter(own).any(|c| relations.contains(&scene.relation(c)))
    };
    has(&subjects) && has(&complements)
}

/// Whether a clause opens as the noun wants: with "that" (or "whether"), or with "to" for plans and demands.
fn opens_with(scene: &Scene, clause: usize, stance: Stance) -> bool {
    scene.children(clause).iter().any(|&c| {
        c < clause
            && (scene.is(c, "that") && scene.relation(c) == Relation::Mark
                || scene.is(c, "whether")
                || scene.is(c, "to") && matches!(stance, Stance::Plans | Stance::Demands))
    })
}

/// Whose claim it is.
fn holder(scene: &Scene, noun: usize) -> Option<usize> {
    if let Some(owner) = scene.child(noun, &[Relation::NmodPoss]) {
        return Some(owner);
    }
    let of = scene.children(noun).iter().copied().find(|&c| {
        c > noun
            && scene.relation(c) == Relation::Nmod
            && scene
                .child(c, &[Relation::Case])
                .is_some_and(|k| matches!(scene.word(k), "by" | "from" | "of" | "among"))
            && sources::can_speak(scene, c)
    });
    if of.is_some() {
        return of;
    }
    let verb =
        scene.head(noun).filter(|&h| scene.relation(noun) == Relation::Obj && LIGHT.contains(&scene.lemma(h)))?;
    subjects::subject(scene, verb, 4)
}
