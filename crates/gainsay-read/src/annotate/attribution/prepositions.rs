//! "According to the ministry": a preposition names the source, the clause around it is the content.

use gainsay_core::{Penn, Relation, Stance, Upos};

use super::contents::{self, Piece};
use super::cues::cues;
use super::draft::Draft;
use super::phrases;
use super::scene::Scene;
use super::sources;

/// The attribution whose preposition begins at this token, one draft for each stretch of content.
pub(super) fn read(scene: &Scene, at: usize) -> Vec<Draft> {
    let Some(last) = preposition_at(scene, at) else { return Vec::new() };
    let sentence = scene.sentence_tokens(at);
    let Some(head) = object(scene, at, last, sentence.end) else { return Vec::new() };
    if !is_source(scene, head) {
        return Vec::new();
    }
    let end = phrase_end(scene, head, sentence.end);
    let source = sources::of_head(scene, head);
    let pieces = contents_around(scene, at, end, head);
    pieces
        .into_iter()
        .map(|piece| Draft {
            source: source.clone(),
            source_head: Some(head),
            cue: Some(scene.span(at, last)),
            cue_token: Some(at),
            content: contents::span(scene, piece),
            quote: None,
            stance: Stance::Asserts,
            via: Vec::new(),
        })
        .collect()
}

fn preposition_at(scene: &Scene, at: usize) -> Option<usize> {
    let end = scene.sentence_tokens(at).end;
    cues().prepositions.iter().find_map(|words| {
        let last = at + words.len() - 1;
        (last + 1 < end && words.iter().enumerate().all(|(n, w)| scene.is(at + n, w))).then_some(last)
    })
}

/// The head of the noun phrase after the preposition.
fn object(scene: &Scene, at: usize, last: usize, end: usize) -> Option<usize> {
    let governed = (at..=last).filter_map(|t| scene.head(t)).find(|&h| h > last && h < end && scene.is_nominal(h));
    governed.or_else(|| {
        let mut t = (last + 1..end).find(|&t| scene.is_nominal(t))?;
        for _ in 0..8 {
            match scene.head(t) {
                Some(up) if up > last && up < end && scene.is_nominal(up) && scene.edges(up).0 > at => t = up,
                _ => break,
            }
        }
        Some(t)
    })
}

fn is_source(scene: &Scene, head: usize) -> bool {
    sources::can_speak(scene, head) || scene.token(head).upos == Upos::Noun && {
        let (first, _) = phrases::noun_phrase(scene, head);
        scene.token(first).upos == Upos::Det || scene.token(head).penn == Penn::Nns || first < head
    }
}

/// The last token of the phrase with everything that hangs on its head, appositions and relative clauses included.
fn phrase_end(scene: &Scene, head: usize, end: usize) -> usize {
    let (_, noun_end) = phrases::noun_phrase(scene, head);
    let mut last = noun_end;
    for &child in scene.children(head) {
        let (from, to) = scene.edges(child);
        let apposed = matches!(scene.relation(child), Relation::Appos | Relation::AclRelcl | Relation::Acl | Relation::Punct);
        if child > head && from <= last + 2 && apposed && to < end && to > last {
            last = to;
        }
    }
    last
}

/// What the phrase `at..=end` says where something comes from.
fn contents_around(scene: &Scene, at: usize, end: usize, head: usize) -> Vec<Piece> {
    let sentence = scene.sentence_tokens(at);
    let start = unit_start(scene, at, sentence.start);
    let opens = (start..at).all(|t| scene.is_punct(t) || matches!(scene.token(t).upos, Upos::Cconj | Upos::Adv | Upos::Sconj));
    if opens {
        let last = sentence.end - 1;
        return (end < last).then(|| contents::trim(scene, end + 1, last)).flatten().into_iter().collect();
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let governor = scene.head(head);
    let after = (end + 2 < sentence.end && scene.is_comma(end + 1))
        .then(|| contents::trim(scene, end + 2, sentence.end - 1))
        .flatten();
    let medial = after.filter(|&(a, b)| {
        // The host clause goes on: its verb comes after the phrase.
        let before_verb = (start..at).any(|t| is_finite(scene, t));
        !before_verb && (a..=b).any(|t| is_finite(scene, t)) || governor.is_some_and(|g| g > end)
    });
    if let Some(piece) = medial {
        pieces.push(piece);
        return pieces;
    }
    let first = relative_clause_before(scene, start, at).unwrap_or(start);
    pieces.extend(contents::trim(scene, first, at - 1));
    pieces
}

fn is_finite(scene: &Scene, at: usize) -> bool {
    matches!(scene.token(at).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md) && scene.is_verb(at)
}

/// Where the clause that holds the phrase begins: after a semicolon, or the sentence's start.
fn unit_start(scene: &Scene, at: usize, start: usize) -> usize {
    (start..at).rev().find(|&t| matches!(scene.word(t), ";")).map_or(start, |t| t + 1)
}

/// ", which stood at 324 million, according to": a clause set off by a comma right before the phrase is all it vouches
/// for.
fn relative_clause_before(scene: &Scene, start: usize, at: usize) -> Option<usize> {
    let which = (start + 1..at).rev().find(|&t| matches!(scene.token(t).penn, Penn::Wdt | Penn::Wp | Penn::Wps) && scene.is_comma(t - 1))?;
    // Nothing but the relative clause between: no second comma with a new finite clause after it.
    let commas = (which..at - 1).filter(|&t| scene.is(t, ",")).count();
    let verbs = (which..at).filter(|&t| is_finite(scene, t)).count();
    let matrix = (start..which).any(|t| is_finite(scene, t));
    (matrix && verbs == 1 && commas <= 2).then_some(which)
}
