//! Transcripts and interviews: a paragraph that opens with a speaker's name in capitals and a colon is their words.

use gainsay_core::{Region, RegionKind, Source, SourceKind, Span, Stance, Upos};

use super::draft::Draft;
use super::scene::Scene;
use super::sources;

/// The longest label, in tokens.
const MAX_LABEL: usize = 4;

/// Attributions of labelled paragraphs.
pub(super) fn read(scene: &Scene) -> Vec<Draft> {
    let speech = |region: &&Region| matches!(region.kind, RegionKind::Paragraph | RegionKind::Quote);
    let spans: Vec<Span> = scene.article.regions.iter().filter(speech).map(|r| r.span).collect();
    let labels: Vec<Option<(usize, usize)>> = spans.iter().map(|&span| small_label(scene, span)).collect();
    let turns = take_turns(scene, &labels);
    let each = spans.iter().zip(&labels);
    each.filter_map(|(&span, &label)| labelled(scene, span).or_else(|| turn(scene, span, label.filter(|_| turns)?)))
        .collect()
}

/// What a verb says inside a labelled paragraph with the label for its subject: "THE WITNESS: Thank you".
pub(super) fn settle(scene: &Scene, drafts: &mut Vec<Draft>) {
    let turns: Vec<(Span, Option<usize>)> =
        drafts.iter().filter(|d| d.own_words).map(|d| (d.content, d.source_head)).collect();
    drafts.retain(|d| {
        d.own_words
            || !d.source_head.is_some_and(|head| {
                turns.iter().any(|&(content, label)| {
                    label == Some(head) && d.cue.is_some_and(|cue| content.contains(cue)) && scene.is_nominal(head)
                })
            })
    });
}

/// First token and colon of a label in small letters, a name or a letter: "Lind:", "Q:".
fn small_label(scene: &Scene, region: Span) -> Option<(usize, usize)> {
    let tokens = scene.tokens_in(region);
    let first = tokens.start;
    let colon = (first..tokens.end.min(first + MAX_LABEL)).find(|&t| scene.is(t, ":"))?;
    let name = |t: usize| {
        scene.word(t).starts_with(char::is_uppercase)
            && (scene.token(t).upos == Upos::Propn
                || colon == first + 1 && !scene.word(t).contains(char::is_whitespace))
    };
    (colon > first && colon + 1 < tokens.end && (first..colon).all(name)).then_some((first, colon))
}

/// Whether labels make an interview: two of them at least, and each comes again or answers the one before.
fn take_turns(scene: &Scene, labels: &[Option<(usize, usize)>]) -> bool {
    let words: Vec<Option<&str>> = labels
        .iter()
        .map(|label| label.map(|(first, colon)| scene.span(first, colon - 1).slice(scene.text())))
        .collect();
    let mut runs = words.windows(2).filter(|pair| matches!(pair, [Some(a), Some(b)] if a != b));
    let letters = words.iter().flatten().any(|w| *w == "Q") && words.iter().flatten().any(|w| *w == "A");
    let again = words.iter().flatten().any(|w| words.iter().flatten().filter(|other| *other == w).count() > 1);
    runs.next().is_some() && (letters || again)
}

/// One paragraph of an interview.
fn turn(scene: &Scene, region: Span, (first, colon): (usize, usize)) -> Option<Draft> {
    let content = scene.span(colon + 1, scene.tokens_in(region).end - 1);
    let asks = content.slice(scene.text()).trim_end().ends_with('?');
    let text = content.slice(scene.text());
    let stance = if asks { Stance::Questions } else { Stance::Asserts };
    text.contains(char::is_alphabetic).then(|| by_label(scene, first, colon, content, stance))
}

/// What the speaker says whom these tokens before the colon name.
fn by_label(scene: &Scene, first: usize, colon: usize, content: Span, stance: Stance) -> Draft {
    Draft {
        source: named(sources::of_tokens(scene, colon - 1, first, colon - 1)),
        source_head: Some(colon - 1),
        cue: Some(scene.token(colon).span),
        cue_token: Some(colon),
        content,
        quote: None,
        own_words: true,
        stance,
        via: Vec::new(),
    }
}

/// A label names its speaker, whether or not the name stands elsewhere.
fn named(source: Source) -> Source {
    let kind = if source.kind == SourceKind::Unnamed { SourceKind::Named } else { source.kind };
    Source { kind, ..source }
}

fn labelled(scene: &Scene, region: Span) -> Option<Draft> {
    let tokens = scene.tokens_in(region);
    let first = tokens.clone().find(|&t| !scene.is_quote_mark(t))?;
    let colon = (first..tokens.end.min(first + MAX_LABEL + 1)).find(|&t| scene.is(t, ":"))?;
    let label = first..colon;
    // "“FACT: it was calm,” a spokesman said": a label inside somebody's quotation.
    let is_part = |quote: usize| {
        let quote = &scene.quotes[quote];
        quote.closed
            && quote.inner.slice(scene.text()).ends_with(',')
            && quote.outer.end < scene.span(first, tokens.end - 1).end
    };
    if scene.quote_of(first).is_some_and(is_part) {
        return None;
    }
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
    Some(by_label(scene, first, colon, content, Stance::Asserts))
}
