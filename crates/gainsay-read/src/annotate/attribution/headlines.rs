//! Headlines and labels: "Ferry sank in calm water: report", "Mayor: ‘We were warned’".

use gainsay_core::{RegionKind, Span, Stance, Upos};

use super::draft::Draft;
use super::runs;
use super::scene::Scene;
use super::sources;

/// The longest name of a source in a headline, in tokens.
const MAX_SOURCE: usize = 5;

/// Attributions by colon in titles and headings.
pub(super) fn read(scene: &Scene) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for region in &scene.article.regions {
        if matches!(region.kind, RegionKind::Title | RegionKind::Heading) {
            drafts.extend(by_colon(scene, region.span));
        }
    }
    drafts
}

fn by_colon(scene: &Scene, region: Span) -> Option<Draft> {
    let tokens = scene.tokens_in(region);
    let colon = tokens.clone().find(|&t| scene.is(t, ":") && scene.quote_of(t).is_none())?;
    let left = tokens.start..colon;
    let right = colon + 1..tokens.end;
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let (source, content) = if right.len() <= MAX_SOURCE && names_source(scene, right.end - 1) {
        (right, left)
    } else if left.len() <= MAX_SOURCE
        && (runs::is_speaker_label(scene, left.clone()) && is_body_or_person(scene, left.end - 1)
            || left.len() <= 2 && sources::is_source_noun(scene, left.end - 1))
    {
        (left, right)
    } else {
        return None;
    };
    let head = source.end - 1;
    let mut span = scene.span(content.start, content.end - 1);
    let mut quote = None;
    if let Some(whole) = scene.quote_of(content.start).filter(|&q| scene.quotes[q].outer.contains(span)) {
        span = scene.quotes[whole].inner;
        quote = Some(whole);
    }
    Some(Draft {
        source: sources::of_tokens(scene, head, source.start, head),
        source_head: Some(head),
        cue: Some(scene.token(colon).span),
        cue_token: Some(colon),
        content: span,
        quote,
        stance: Stance::Asserts,
        via: Vec::new(),
    })
}

/// "report", "sources", "police": what stands after a headline's colon where it names who says so.
fn names_source(scene: &Scene, head: usize) -> bool {
    matches!(scene.token(head).upos, Upos::Noun | Upos::Propn) && sources::is_source_noun(scene, head)
}

fn is_body_or_person(scene: &Scene, head: usize) -> bool {
    use gainsay_core::EntityKind;
    scene.mention_at(head).is_some_and(|m| matches!(m.kind, EntityKind::Person | EntityKind::Organization))
}
