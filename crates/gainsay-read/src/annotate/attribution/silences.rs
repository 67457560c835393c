//! Saying nothing: "declined to comment on …", "did not respond", "has yet to comment".

use gainsay_core::{Stance, Upos};

use super::contents;
use super::cue_verbs::CueVerb;
use super::cues::{Frame, cues};
use super::draft::Draft;
use super::scene::Scene;
use super::sources;
use super::subjects::{self, Holder};
use super::surface::{self, Chunk};
use super::verbs;

/// Verbs whose negation alone is silence; "did not say" and "did not name" are more often something else.
const BARE: &[&str] = &[
    "comment",
    "respond",
    "reply",
    "answer",
    "return",
    "elaborate",
    "confirm",
    "identify",
    "disclose",
    "specify",
    "discuss",
];

/// The silence that this verb tells of.
pub(super) fn read(scene: &Scene, cue: &CueVerb, holder: Holder) -> Option<Draft> {
    let (first, last) = silencer(scene, cue).or_else(|| not_yet(scene, cue)).or_else(|| negated(scene, cue))?;
    let Holder::Phrase(source) = holder else { return None };
    // "The engines did not respond": only who could have spoken is silent.
    if !sources::can_speak(scene, source.head) && !sources::is_pronoun(scene, source.head) && is_thing(scene, source) {
        return None;
    }
    let cue_span = scene.span(first, last);
    let content = content(scene, last).unwrap_or(cue_span);
    let mut draft = verbs::draft(scene, cue, Some(source), content, Stance::NoComment);
    draft.cue = Some(cue_span);
    Some(draft)
}

/// A common noun that no list and no mention shows to be somebody.
fn is_thing(scene: &Scene, source: Chunk) -> bool {
    scene.token(source.head).upos == Upos::Noun && scene.mention_at(source.head).is_none()
}

/// Whether this verb is silent with the infinitive behind it: "declined to name".
pub(super) fn begins_silence(scene: &Scene, at: usize) -> bool {
    let end = scene.sentence_tokens(at).end;
    cues().silences(scene.lemma(at)) && at + 2 < end && scene.is(at + 1, "to") && is_silence(scene, at + 2)
}

fn is_silence(scene: &Scene, at: usize) -> bool {
    // "comment" after "to" is often tagged as a noun: the word decides.
    cues().verb(&scene.word(at).to_lowercase()).is_some_and(|v| v.stance(Frame::Silence).is_some())
}

/// "declined to comment", "refused to say".
fn silencer(scene: &Scene, cue: &CueVerb) -> Option<(usize, usize)> {
    let verb = cue.at + 2;
    let end = scene.sentence_tokens(cue.at).end;
    let fits =
        cues().silences(scene.lemma(cue.at)) && verb < end && scene.is(cue.at + 1, "to") && is_silence(scene, verb);
    fits.then_some((cue.at, verb))
}

/// "has yet to comment".
fn not_yet(scene: &Scene, cue: &CueVerb) -> Option<(usize, usize)> {
    let at = cue.at;
    let start = scene.sentence_tokens(at).start;
    let fits = at >= start + 3 && scene.is(at - 1, "to") && scene.is(at - 2, "yet") && is_silence(scene, at);
    fits.then(|| (scene.group_start(at - 2), at))
}

/// "did not respond", "has not yet commented".
fn negated(scene: &Scene, cue: &CueVerb) -> Option<(usize, usize)> {
    cue.entry.stance(Frame::Silence)?;
    let silent =
        BARE.contains(&scene.lemma(cue.at)) && scene.has_negation(cue.at) && !subjects::is_passive(scene, cue.at);
    silent.then(|| (scene.group_start(cue.at), cue.at))
}

/// What is not spoken of: what follows, without its preposition, up to the end of the clause.
pub(super) fn content(scene: &Scene, last: usize) -> Option<gainsay_core::Span> {
    let end = scene.sentence_tokens(last).end;
    let mut from = last + 1;
    if from >= end {
        return None;
    }
    match scene.token(from).upos {
        Upos::Adp | Upos::Part if from + 1 < end => from += 1,
        _ if from + 1 < end && matches!(scene.word(from), "on" | "about" | "to") => from += 1,
        Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num | Upos::Sconj => {}
        _ if scene.is(from, "that") => from += 1,
        _ if scene.is(from, "whether") || scene.is(from, "how") || scene.is(from, "why") => {}
        _ => return None,
    }
    let ends = |t: usize| {
        surface::is_comma(scene, t) || surface::is_stop(scene, t) || scene.is(t, "but") || scene.is_quote_mark(t)
    };
    let stop = (from..end).find(|&t| ends(t)).unwrap_or(end);
    (stop > from).then(|| contents::trim(scene, from, stop - 1)).flatten().map(|piece| contents::span(scene, piece))
}
