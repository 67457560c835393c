//! Where content begins and ends: clauses by the parse, mended where commas and conjunctions show it wrong.

use gainsay_core::{Penn, Relation, Span, Upos};

use super::cues::cues;
use super::scene::Scene;
use super::subjects;
use super::surface;

/// The tokens `first..=last` of a content, or nothing.
pub(super) type Piece = (usize, usize);

/// The clause that the verb takes as an object, wherever it stands.
pub(super) fn clause(scene: &Scene, verb: usize) -> Option<Piece> {
    let clauses = [Relation::Ccomp, Relation::Csubj, Relation::CsubjPass, Relation::CsubjOuter];
    let head = scene.child(verb, &clauses)?;
    let (first, last) = scene.edges(head);
    if first > verb {
        return after(scene, verb, first, last);
    }
    (last < verb).then(|| trim(scene, first, last)).flatten()
}

/// A content that follows its verb: without "that", with what hangs on the verb right behind it, up to the next cue.
fn after(scene: &Scene, verb: usize, first: usize, last: usize) -> Option<Piece> {
    let sentence_end = scene.sentence_tokens(verb).end;
    let mut last = last;
    while last + 1 < sentence_end {
        let next = last + 1;
        let Some(up) = topmost(scene, next, verb) else { break };
        let (from, to) = scene.edges(up);
        let modifies = matches!(scene.relation(up), Relation::Obl | Relation::Advcl | Relation::Xcomp | Relation::Nmod | Relation::OblUnmarked | Relation::Advmod | Relation::Obj | Relation::Dep);
        if from != next || to <= last || !modifies {
            break;
        }
        last = to;
    }
    let mut first = first;
    // "that" opens the content even where the parser hangs an adverbial before it.
    if let Some(that) = (first..=last.min(first + 12)).find(|&t| is_that(scene, t)) {
        if that < first + 1 || (first..that).all(|t| !scene.is_verb(t)) && scene.token(that).upos == Upos::Sconj {
            first = that + 1;
        }
    }
    let last = before_next_cue(scene, verb, first, last);
    trim(scene, first, last)
}

fn is_that(scene: &Scene, at: usize) -> bool {
    scene.is(at, "that") && matches!(scene.token(at).upos, Upos::Sconj | Upos::Pron | Upos::Det) && scene.relation(at) == Relation::Mark
}

/// The ancestor of a token that hangs on `verb` itself.
fn topmost(scene: &Scene, token: usize, verb: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..30 {
        match scene.head(at) {
            Some(up) if up == verb => return Some(at),
            Some(up) => at = up,
            None => return None,
        }
    }
    None
}

/// Ends a content before ", adding …" and before "but added …": there the speaker's next cue begins.
fn before_next_cue(scene: &Scene, verb: usize, first: usize, last: usize) -> usize {
    for at in first + 1..=last {
        if scene.quote_of(at).is_some() || !scene.is_verb(at) {
            continue;
        }
        let speaks = cues().verb(scene.lemma(at)).is_some_and(super::cues::Verb::speaks);
        if !speaks || subjects::own_subject(scene, at).is_some() {
            continue;
        }
        let mut before = at - 1;
        while before > first && scene.token(before).upos == Upos::Adv {
            before -= 1;
        }
        let participle = scene.token(at).penn == Penn::Vbg && scene.is_comma(before);
        let conjunct = scene.token(at).penn == scene.token(verb).penn
            && scene.token(before).upos == Upos::Cconj
            && matches!(scene.token(at).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp)
            && scene.relation(at) == Relation::Conj;
        if (participle || conjunct) && before > first {
            return before - 1;
        }
    }
    last
}

/// What a parenthetical verb stands in: the pieces of the host clause before and after it.
pub(super) fn around(scene: &Scene, verb: usize) -> Vec<Piece> {
    let sentence = scene.sentence_tokens(verb);
    let (group_first, group_last) = group(scene, verb);
    let mut pieces = Vec::new();
    let comma_before = group_first > sentence.start && (scene.is_punct(group_first - 1));
    if comma_before {
        pieces.extend(trim(scene, sentence.start, group_first - 1));
    }
    if group_last + 2 < sentence.end && scene.is_comma(group_last + 1) {
        let last = before_next_cue(scene, verb, group_last + 1, sentence.end - 1);
        let piece = trim(scene, group_last + 2, last);
        let opener = scene.token(group_last + 2);
        let apart = opener.penn == Penn::Vbg || matches!(opener.upos, Upos::Sconj | Upos::Cconj);
        pieces.extend(piece.filter(|&(a, b)| !apart && b >= a + 2 && holds_verb(scene, a, b)));
    }
    pieces
}

/// The verb with its subject and adverbials, as they stand together: "the ministry said on Monday".
pub(super) fn group(scene: &Scene, verb: usize) -> Piece {
    let (mut first, mut last) = (verb, verb);
    for &child in scene.children(verb) {
        let (from, to) = scene.edges(child);
        let own = matches!(
            scene.relation(child),
            Relation::Nsubj
                | Relation::Aux
                | Relation::Advmod
                | Relation::Obl
                | Relation::OblUnmarked
                | Relation::Iobj
                | Relation::Obj
                | Relation::CompoundPrt
                | Relation::NmodUnmarked
                | Relation::Dep
        );
        if own && child < verb && to + 1 == first {
            first = from;
        }
        if own && child > verb && from == last + 1 {
            last = to;
        }
    }
    // Children left of the verb come in order from afar to near; a second pass takes those that only now are adjacent.
    for &child in scene.children(verb).iter().rev().filter(|&&c| c < verb) {
        let (from, to) = scene.edges(child);
        let own = matches!(scene.relation(child), Relation::Nsubj | Relation::Aux | Relation::Advmod);
        if own && to + 1 == first {
            first = from;
        }
    }
    if let Some(chunk) = surface::before(scene, verb).filter(|_| surface::is_finite(scene, verb)) {
        first = first.min(chunk.first);
    }
    (first, last)
}

pub(super) fn holds_verb(scene: &Scene, first: usize, last: usize) -> bool {
    (first..=last).any(|t| scene.is_verb(t))
}

/// Without punctuation and conjunctions at the ends; quotation marks stay.
pub(super) fn trim(scene: &Scene, first: usize, last: usize) -> Option<Piece> {
    let (mut first, mut last) = (first, last);
    while first <= last && (scene.is_punct(first) && !scene.is_quote_mark(first) && !scene.is(first, "$") || is_that_at_start(scene, first)) {
        first += 1;
    }
    while last > first && scene.is_punct(last) && !scene.is_quote_mark(last) && !scene.is(last, "%") {
        last -= 1;
    }
    (first <= last && (first..=last).any(|t| !scene.is_punct(t))).then_some((first, last))
}

fn is_that_at_start(scene: &Scene, at: usize) -> bool {
    scene.is(at, "that") && scene.token(at).upos == Upos::Sconj
}

/// The span of a piece; a quotation that it only half holds is taken whole or left out.
pub(super) fn span(scene: &Scene, piece: Piece) -> Span {
    let mut span = scene.span(piece.0, piece.1);
    for edge in [piece.0, piece.1] {
        if let Some(quote) = scene.quote_of(edge).map(|q| scene.quotes[q]) {
            if span.overlaps(quote.inner) && !quote.inner.contains(span) {
                span = span.cover(quote.outer);
            }
        }
    }
    span.trim(scene.text())
}
