//! Quotations that a colon announces: "they sent us this statement:", "From the Harbour Gazette:".

use std::ops::Range;

use gainsay_core::{Penn, RegionKind, Span, Stance, Upos};

use super::direct::Around;
use super::draft::Draft;
use super::scene::Scene;
use super::sources;
use super::subjects;

/// The speaker whom the sentence before a colon names, where no verb of saying does.
pub(super) fn read(scene: &Scene, here: &Around, quote: usize) -> Option<Draft> {
    let sentence = announcing_sentence(scene, here, quote)?;
    let (cue, head) = main_verb(scene, &sentence).or_else(|| from_whom(scene, &sentence))?;
    Some(Draft {
        source: sources::of_head(scene, head),
        source_head: Some(head),
        cue: Some(scene.token(cue).span),
        cue_token: Some(cue),
        content: scene.quotes[quote].inner,
        quote: Some(quote),
        own_words: false,
        stance: Stance::Asserts,
        via: Vec::new(),
    })
}

/// The sentence whose colon stands right before the quotation, in its paragraph or at the end of the one before.
fn announcing_sentence(scene: &Scene, here: &Around, quote: usize) -> Option<Range<usize>> {
    let region = scene.quotes[quote].region;
    let start = scene.tokens_in(scene.article.regions[region].span).start;
    if here.tokens.start > start {
        let colon = here.tokens.start - 1;
        return scene.is(colon, ":").then_some(here.before.start..colon);
    }
    let body = |k: RegionKind| matches!(k, RegionKind::Paragraph | RegionKind::Quote | RegionKind::List);
    let before = (0..region).rev().take(6).find(|&r| body(scene.article.regions[r].kind))?;
    let tokens = scene.tokens_in(scene.article.regions[before].span);
    let colon = tokens.clone().next_back().filter(|&t| scene.is(t, ":"))?;
    Some(scene.sentence_tokens(colon).start..colon)
}

/// The last finite verb before the colon whose subject can speak.
fn main_verb(scene: &Scene, sentence: &Range<usize>) -> Option<(usize, usize)> {
    sentence.clone().rev().take(60).find_map(|t| {
        let finite = scene.is_verb(t) && matches!(scene.token(t).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp);
        let subject = finite.then(|| subjects::own_subject(scene, t)).flatten()?;
        (scene.quote_of(t).is_none() && sources::can_speak(scene, subject) && !scene.is(subject, "it"))
            .then_some((t, subject))
    })
}

/// "From Yonhap:"
fn from_whom(scene: &Scene, sentence: &Range<usize>) -> Option<(usize, usize)> {
    let first = sentence.start;
    if sentence.len() < 2 || sentence.len() > 6 || !scene.is(first, "from") {
        return None;
    }
    let head = sentence.clone().rev().find(|&t| scene.token(t).upos == Upos::Propn)?;
    let span: Span = scene.span(first + 1, sentence.end - 1);
    sources::is_outlet_name(span.slice(scene.text())).then_some((first, head))
}
