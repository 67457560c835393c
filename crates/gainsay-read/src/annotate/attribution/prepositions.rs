//! "According to the ministry": a preposition names the source, the clause around it is the content.

use gainsay_core::{Penn, Stance, Upos};

use super::contents::{self, Piece};
use super::cues::cues;
use super::draft::Draft;
use super::scene::Scene;
use super::sources;
use super::surface::{self, Chunk};

/// The attribution whose preposition begins at this token, one draft for each stretch of content.
pub(super) fn read(scene: &Scene, at: usize) -> Vec<Draft> {
    let Some(last) = preposition_at(scene, at) else { return Vec::new() };
    let sentence = scene.sentence_tokens(at);
    let Some(chunk) = surface::starting(scene, last + 1, sentence.end) else { return Vec::new() };
    let chunk = before_subject(scene, chunk, sentence.end);
    let cut = cut_before_clause(scene, &chunk, sentence.end);
    let (chunk, end) = cut.unwrap_or_else(|| (chunk, phrase_end(scene, &chunk, sentence.end)));
    let end = behind_participle(scene, end, sentence.end);
    let head = chunk.head;
    if !is_source(scene, &chunk) {
        return Vec::new();
    }
    let source = sources::of_chunk(scene, chunk);
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
            own_words: false,
            stance: Stance::Asserts,
            via: Vec::new(),
        })
        .collect()
}

/// The last token of the preposition for sources that begins here.
pub(super) fn preposition_at(scene: &Scene, at: usize) -> Option<usize> {
    let end = scene.sentence_tokens(at).end;
    cues().prepositions.iter().find_map(|words| {
        let last = at + words.len() - 1;
        (last + 1 < end && words.iter().enumerate().all(|(n, w)| scene.is(at + n, w))).then_some(last)
    })
}

fn is_source(scene: &Scene, chunk: &Chunk) -> bool {
    let bare = chunk.first == chunk.head || scene.token(chunk.first).penn == Penn::Prps;
    if bare && chunk.last == chunk.head && sources::is_measure(scene, chunk.head) {
        return false;
    }
    sources::can_speak(scene, chunk.head)
        || scene.token(chunk.head).upos == Upos::Noun
            && (scene.token(chunk.head).penn == Penn::Nns
                || matches!(scene.token(chunk.first).upos, Upos::Det | Upos::Num)
                || chunk.first < chunk.head)
}

/// "According to the poll released on Sunday, …": a participle that the tagger took for a verb belongs to the source.
fn behind_participle(scene: &Scene, last: usize, end: usize) -> usize {
    const LONGEST: usize = 7;
    let participle = last + 1;
    let is_participle = participle < end
        && matches!(scene.token(participle).penn, Penn::Vbd | Penn::Vbn)
        && scene.word(participle).ends_with("ed");
    let comma = (participle + 1..end.min(participle + LONGEST)).find(|&t| scene.is(t, ",")).filter(|_| is_participle);
    comma
        .filter(|&comma| (participle + 1..comma).all(|t| !surface::is_finite(scene, t)))
        .map_or(last, |comma| comma - 1)
}

/// "According to Lakenews, Hale left": a name found across the comma ends before it, for the verb needs a subject.
fn before_subject(scene: &Scene, chunk: Chunk, end: usize) -> Chunk {
    let comma = (chunk.first + 1..chunk.last).find(|&at| scene.is_comma(at));
    let verb_follows = chunk.last + 1 < end && surface::is_finite(scene, chunk.last + 1);
    match comma.filter(|_| verb_follows) {
        Some(comma) => Chunk { first: chunk.first, head: comma - 1, last: comma - 1 },
        None => chunk,
    }
}

/// "According to a complaint NAME filed in May, …": the document alone, and the last token of the clause about it, which has
/// no pronoun to begin it and ends at a comma.
fn cut_before_clause(scene: &Scene, chunk: &Chunk, end: usize) -> Option<(Chunk, usize)> {
    let document = (chunk.first..chunk.last.min(end - 1)).find(|token| sources::is_document(scene, *token))?;
    let subject_end = match scene.mention_at(document + 1) {
        Some(mention) if mention.tokens.start == document + 1 => mention.tokens.end,
        _ => return None,
    };
    let comma = (subject_end..end).find(|token| scene.is(*token, ",")).filter(|_| subject_end < end)?;
    let is_clause = scene.token(chunk.first).upos == Upos::Det && surface::is_finite(scene, subject_end);
    is_clause.then(|| (Chunk { first: chunk.first, head: document, last: document }, comma - 1))
}

/// The last token of the phrase with an apposition or relative clause between commas.
fn phrase_end(scene: &Scene, chunk: &Chunk, end: usize) -> usize {
    let comma = chunk.last + 1;
    if comma + 2 >= end || !scene.is(comma, ",") {
        return chunk.last;
    }
    let Some(second) = (comma + 1..end.min(comma + 40)).find(|&t| scene.is(t, ",")) else { return chunk.last };
    let relative = surface::is_relative(scene, comma + 1);
    let verbless = (comma + 1..second).all(|t| !surface::is_finite(scene, t) && !scene.is_quote_mark(t));
    let opens = matches!(scene.token(comma + 1).upos, Upos::Det | Upos::Propn | Upos::Noun | Upos::Adj);
    let begins = [Upos::Det, Upos::Propn, Upos::Pron, Upos::Noun, Upos::Num, Upos::Adj, Upos::Punct];
    let subject_follows = second + 1 < end && begins.contains(&scene.token(second + 1).upos);
    if relative || verbless && opens && subject_follows { second - 1 } else { chunk.last }
}

/// What the phrase `at..=end` says where something comes from.
fn contents_around(scene: &Scene, at: usize, end: usize, head: usize) -> Vec<Piece> {
    let sentence = scene.sentence_tokens(at);
    let start = unit_start(scene, at, sentence.start);
    let opens = (start..at).all(|t| {
        scene.is_punct(t) || matches!(scene.token(t).upos, Upos::Cconj | Upos::Adv | Upos::Sconj | Upos::Intj)
    });
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
        let before_verb = (start..at).any(|t| surface::is_finite(scene, t));
        !before_verb && (a..=b).any(|t| surface::is_finite(scene, t)) || governor.is_some_and(|g| g > end)
    });
    if let Some(piece) = medial {
        pieces.push(piece);
        return pieces;
    }
    let first = relative_clause_before(scene, start, at).unwrap_or(start);
    pieces.extend(contents::trim(scene, first, at - 1));
    pieces
}

/// Where the clause that holds the phrase begins: after a semicolon, or the sentence's start.
fn unit_start(scene: &Scene, at: usize, start: usize) -> usize {
    (start..at).rev().find(|&t| matches!(scene.word(t), ";")).map_or(start, |t| t + 1)
}

/// ", which stood at 324 million, according to": a clause set off by a comma right before the phrase is all it vouches
/// for.
fn relative_clause_before(scene: &Scene, start: usize, at: usize) -> Option<usize> {
    let which = (start + 1..at)
        .rev()
        .find(|&t| matches!(scene.token(t).penn, Penn::Wdt | Penn::Wp | Penn::Wps) && scene.is_comma(t - 1))?;
    // Nothing but the relative clause between: no second comma with a new finite clause after it.
    let commas = (which..at - 1).filter(|&t| scene.is(t, ",")).count();
    let verbs = (which..at).filter(|&t| surface::is_finite(scene, t)).count();
    let matrix = (start..which).any(|t| surface::is_finite(scene, t));
    (matrix && verbs == 1 && commas <= 2).then_some(which)
}
