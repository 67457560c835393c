//! Transcripts and interviews: a paragraph that opens with a speaker's name in capitals and a colon is their words.

use gainsay_core::{RegionKind, Span, Stance, Upos};

use super::draft::Draft;
use super::scene::Scene;
use super::sources;

/// The longest label, in tokens.
const MAX_LABEL: usize = 4;

/// Attributions of labelled paragraphs.
pub(super) fn read(scene: &Scene) -> Vec<Draft> {
    let regions = scene.article.regions.iter().filter(|r| matches!(r.kind, RegionKind::Paragraph | RegionKind::Quote));
    regions.filter_map(|region| labelled(scene, region.span)).collect()
}

fn labelled(scene: &Scene, region: Span) -> Option<Draft> {
    let tokens = scene.tokens_in(region);
    let first = tokens.clone().find(|&t| !scene.is_quote_mark(t))?;
    let colon = (first..tokens.end.min(first + MAX_LABEL + 1)).find(|&t| scene.is(t, ":"))?;
    let label = first..colon;
    let capitals = |t: usize| {
        let word = scene.word(t);
        word.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !word.chars().any(char::is_lowercase)
    };
    let name = !label.is_empty() && label.clone().all(|t| capitals(t) && scene.token(t).upos != Upos::Num);
    if !name || colon + 1 >= tokens.end {
        return None;
    }
    let mut last = tokens.end - 1;
    while last > colon + 1 && scene.is_quote_mark(last) {
        last -= 1;
    }
    let content = scene.span(colon + 1, last);
    let text = content.slice(scene.text());
    if text.split_whitespace().count() < 3 || !text.contains(|c: char| c.is_lowercase()) {
        return None;
    }
    Some(Draft {
        source: sources::of_tokens(scene, colon - 1, first, colon - 1),
        source_head: Some(colon - 1),
        cue: Some(scene.token(colon).span),
        cue_token: Some(colon),
        content,
        quote: None,
        stance: Stance::Asserts,
        via: Vec::new(),
    })
}
