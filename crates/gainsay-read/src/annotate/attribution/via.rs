//! Who stands between a source and the article: "told Reuters", "in an interview with", "quoted by", "citing".

use std::collections::BTreeMap;

use gainsay_core::{Penn, Relation, Source, SourceKind, Span, Upos};

use super::cues::cues;
use super::draft::Draft;
use super::phrases;
use super::quoted;
use super::scene::Scene;
use super::sources;
use super::subjects;

/// What is said on an occasion: its "with", "to" and "for" name an outlet.
const OCCASIONS: &[&str] = &[
    "interview",
    "statement",
    "remark",
    "comment",
    "email",
    "e-mail",
    "message",
    "letter",
    "call",
    "conversation",
    "column",
    "op-ed",
    "article",
    "piece",
    "appearance",
    "briefing",
    "report",
];

/// Adds the channels of each draft.
pub(super) fn add(scene: &Scene, drafts: &mut [Draft]) {
    let mut by_cue: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        if let Some(cue) = draft.cue_token {
            by_cue.entry(cue).or_default().push(index);
        }
    }
    for (&cue, indexes) in &by_cue {
        let channels = channels_of(scene, cue, drafts[indexes[0]].source_head);
        for &index in indexes {
            let own = drafts[index].source.span;
            drafts[index].via.extend(channels.iter().filter(|c| c.span != own).cloned());
        }
    }
    for draft in drafts.iter_mut() {
        let phrase = draft.source.span.map(|span| scene.tokens_in(span));
        draft.via.extend(phrase.and_then(|phrase| sources::employer(scene, phrase)));
    }
    for at in 0..scene.reading.tokens.len() {
        relay(scene, at, &by_cue, drafts);
    }
}

fn channels_of(scene: &Scene, cue: usize, source: Option<usize>) -> Vec<Source> {
    let mut heads = Vec::new();
    for &child in scene.children(cue) {
        match scene.relation(child) {
            Relation::Obj | Relation::Iobj if child > cue && cues().addresses(scene.lemma(cue)) => heads.push(child),
            // "said on WXYZ", not "blamed it on WXYZ"
            Relation::Obl
                if child > cue
                    && (preposition(scene, child) == Some("to")
                        || preposition(scene, child) == Some("on")
                            && scene.child(cue, &[Relation::Obj]).is_none_or(|object| object < cue)) =>
            {
                heads.push(child)
            }
            Relation::Obl | Relation::Nmod => heads.extend(occasion(scene, child)),
            Relation::Advcl
                if scene.token(child).penn == Penn::Vbg && matches!(scene.lemma(child), "speak" | "talk") =>
            {
                heads.extend(scene.children(child).iter().copied().filter(|&c| {
                    c > child
                        && scene.relation(c) == Relation::Obl
                        && preposition(scene, c).is_some_and(|p| matches!(p, "to" | "with" | "on"))
                }));
            }
            Relation::Advcl if scene.token(child).penn == Penn::Vbg => {
                heads.extend(
                    scene
                        .children(child)
                        .iter()
                        .copied()
                        .filter(|&c| scene.relation(c) == Relation::Obl || scene.relation(c) == Relation::Obj)
                        .filter_map(|c| occasion(scene, c)),
                );
            }
            _ => {}
        }
    }
    if let Some(source) = source {
        let quoted = scene.children(source).iter().copied().filter(|&c| {
            matches!(scene.relation(c), Relation::Acl | Relation::AclRelcl)
                && matches!(
                    scene.lemma(c),
                    "quote" | "cite" | "report" | "interview" | "see" | "obtain" | "review" | "publish" | "view"
                )
        });
        heads.extend(quoted.filter_map(|c| subjects::agent(scene, c)));
    }
    let passed_on = quoted::at(scene, cue).and_then(|quoted| quoted.channel).map(|c| sources::of_chunk(scene, c));
    let employers: Vec<Source> = heads
        .iter()
        .map(|head| phrases::noun_phrase(scene, *head))
        .filter_map(|(first, last)| sources::employer(scene, first..last + 1))
        .collect();
    let each = heads.into_iter().flat_map(|h| coordinated(scene, h));
    let named = each.filter(|s| s.kind == SourceKind::Outlet);
    named.chain(employers).chain(passed_on).collect()
}

/// "the Gazette and Radio Norrvik": each by itself.
fn coordinated(scene: &Scene, head: usize) -> Vec<Source> {
    let joined: Vec<usize> =
        scene.children(head).iter().copied().filter(|&c| c > head && scene.relation(c) == Relation::Conj).collect();
    let whole = sources::of_head(scene, head);
    let Some(&next) = joined.first() else { return vec![whole] };
    let (first, _) = phrases::noun_phrase(scene, head);
    let stop = scene.edges(next).0;
    let is_joint = |t: usize| scene.is_punct(t) || scene.token(t).upos == Upos::Cconj;
    let Some(last) = (head..stop).rev().find(|&t| !is_joint(t)) else { return vec![whole] };
    let mut all = vec![sources::of_tokens(scene, head, first, last)];
    all.extend(joined.into_iter().map(|c| {
        let (from, to) = phrases::noun_phrase(scene, c);
        let from = (from..c).find(|&t| !is_joint(t)).unwrap_or(c);
        sources::of_tokens(scene, c, from, to)
    }));
    all
}

fn preposition<'a>(scene: &Scene<'a>, noun: usize) -> Option<&'a str> {
    scene
        .children(noun)
        .iter()
        .copied()
        .find(|&k| k < noun && scene.relation(k) == Relation::Case)
        .map(|k| scene.word(k))
}

/// The outlet of "an interview with …".
fn occasion(scene: &Scene, noun: usize) -> Option<usize> {
    if !OCCASIONS.contains(&scene.lemma(noun)) {
        return None;
    }
    scene.children(noun).iter().copied().find(|&c| {
        c > noun
            && scene.relation(c) == Relation::Nmod
            && preposition(scene, c).is_some_and(|p| matches!(p, "with" | "to" | "for" | "in" | "on"))
    })
}

/// "Citing two officials, the paper reported that …": the officials are the source, the paper their channel.
fn relay(scene: &Scene, at: usize, by_cue: &BTreeMap<usize, Vec<usize>>, drafts: &mut [Draft]) {
    if scene.token(at).penn != Penn::Vbg || !cues().relays(scene.lemma(at)) || scene.quote_of(at).is_some() {
        return;
    }
    let Some(object) = scene.child(at, &[Relation::Obj]).filter(|&o| o > at) else { return };
    if !sources::can_speak(scene, object) || sources::is_deed(scene, object) {
        return;
    }
    let sentence = scene.sentence_tokens(at);
    let governor = scene.head(at).and_then(|h| by_cue.get(&h).map(|d| (h, d)));
    // Where the parse hangs it elsewhere: the sentence's first verb of saying is the host.
    let host = governor
        .or_else(|| by_cue.range(sentence).find(|(c, _)| **c != at && scene.is_verb(**c)).map(|(c, d)| (*c, d)));
    let Some((_, indexes)) = host else { return };
    let source = sources::of_chunk(scene, subjects::phrase_of(scene, object));
    for &own in by_cue.get(&at).into_iter().flatten() {
        // An empty content takes the draft out: the participle only says where the host's words come from.
        drafts[own].content = Span::default();
    }
    for &index in indexes {
        let draft = &mut drafts[index];
        if draft.source.span == source.span || draft.source.span.is_none() {
            continue;
        }
        let channel = std::mem::replace(&mut draft.source, source.clone());
        draft.source_head = Some(object);
        draft.via.push(channel);
    }
}
