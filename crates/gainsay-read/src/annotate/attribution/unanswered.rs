//! Silence without a verb of speech of its own: "could not be reached", "did not return calls", "has said nothing
//! about", "neither confirmed nor denied".

use gainsay_core::{Penn, Span, Stance, Upos};

use super::cues::{Frame, cues};
use super::draft::Draft;
use super::scene::Scene;
use super::silences;
use super::sources;
use super::surface::{self, Chunk};

/// How far behind the verb its "for comment" or its calls may stand, in tokens.
const REACH: usize = 8;

/// The silence that begins at this token.
pub(super) fn read(scene: &Scene, at: usize) -> Option<Draft> {
    unreached(scene, at)
        .or_else(|| unreturned(scene, at))
        .or_else(|| nothing(scene, at))
        .or_else(|| neither(scene, at))
        .filter(|_| scene.quote_of(at).is_none())
}

/// Takes out what the verbs inside such a silence say by themselves.
pub(super) fn settle(drafts: &mut Vec<Draft>) {
    let silences: Vec<Span> = drafts.iter().filter(|d| d.stance == Stance::NoComment).filter_map(|d| d.cue).collect();
    let inside = |cue: Span| silences.iter().any(|wider| *wider != cue && wider.contains(cue));
    drafts.retain(|d| !d.cue.is_some_and(inside));
}

/// "could not be reached for comment".
fn unreached(scene: &Scene, at: usize) -> Option<Draft> {
    if !scene.is(at, "reached") || !scene.has_negation(at) {
        return None;
    }
    let end = scene.sentence_tokens(at).end;
    let comment = (at + 1..end.min(at + REACH)).find(|&t| scene.is(t, "comment") && in_for(scene, at, t));
    let closes = at + 1 >= end || surface::is_stop(scene, at + 1);
    let last = comment.or(closes.then_some(at))?;
    let first = scene.group_start(at);
    let cue = scene.span(first, last);
    draft(scene, surface::before(scene, first)?, at, cue, cue)
}

fn in_for(scene: &Scene, from: usize, comment: usize) -> bool {
    (from + 1..comment).rev().take(3).any(|t| scene.is(t, "for"))
}

/// "did not immediately return calls seeking comment".
fn unreturned(scene: &Scene, at: usize) -> Option<Draft> {
    if scene.lemma(at) != "return" || !scene.is_verb(at) || !scene.has_negation(at) {
        return None;
    }
    let end = scene.sentence_tokens(at).end;
    let calls = (at + 1..end.min(at + REACH)).find(|&t| cues().unanswered(scene.lemma(t)))?;
    let only_modifiers = (at + 1..calls).all(|t| !scene.is_verb(t) && !scene.is_punct(t));
    let content = silences::content(scene, at).filter(|_| only_modifiers)?;
    let first = scene.group_start(at);
    draft(scene, surface::before(scene, first)?, at, scene.span(first, at), content)
}

/// "has said nothing about the night".
fn nothing(scene: &Scene, at: usize) -> Option<Draft> {
    let says = scene.is_verb(at) && scene.lemma(at) == "say" && at + 1 < scene.sentence_tokens(at).end;
    if !says || !scene.is(at + 1, "nothing") {
        return None;
    }
    // "said nothing about the plan would change": something is said.
    let asks = |t: &usize| {
        surface::is_relative(scene, *t) || surface::is_comma(scene, *t) || scene.token(*t).penn == Penn::Wrb
    };
    let mut clause = (at + 2..scene.sentence_tokens(at).end).take_while(|t| !asks(t) && !scene.is(*t, "that"));
    if clause.any(|t| surface::is_finite(scene, t)) {
        return None;
    }
    let first = scene.group_start(at);
    let cue = scene.span(first, at + 1);
    let about = at + 2 < scene.sentence_tokens(at).end && matches!(scene.word(at + 2), "about" | "of" | "on");
    let content = about.then(|| silences::content(scene, at + 1)).flatten().unwrap_or(cue);
    draft(scene, surface::before(scene, first)?, at, cue, content)
}

/// "neither confirmed nor denied that it had fired".
fn neither(scene: &Scene, at: usize) -> Option<Draft> {
    if !scene.is(at, "neither") {
        return None;
    }
    let end = scene.sentence_tokens(at).end;
    let silent = |t: usize| {
        let entry = cues().verb(scene.lemma(t)).or_else(|| cues().verb(scene.word(t)));
        entry.is_some_and(|verb| verb.stance(Frame::Silence).is_some())
    };
    let fits = at + 3 < end && silent(at + 1) && scene.is(at + 2, "nor") && silent(at + 3);
    let source = surface::before(scene, at).filter(|_| fits)?;
    let cue = scene.span(at, at + 3);
    draft(scene, source, at + 1, cue, silences::content(scene, at + 3).unwrap_or(cue))
}

fn draft(scene: &Scene, source: Chunk, at: usize, cue: Span, content: Span) -> Option<Draft> {
    let named = scene.token(source.head).upos == Upos::Propn;
    (named || sources::can_speak(scene, source.head)).then(|| Draft {
        source: sources::of_chunk(scene, source),
        source_head: Some(source.head),
        cue: Some(cue),
        cue_token: Some(at),
        content,
        quote: None,
        own_words: false,
        stance: Stance::NoComment,
        via: Vec::new(),
    })
}
