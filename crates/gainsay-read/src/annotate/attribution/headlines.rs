//! Headlines and labels: "Ferry sank in calm water: report", "Mayor: ‘We were warned’".

use gainsay_core::{Penn, RegionKind, Span, Stance, Upos};

use super::cues::{Frame, cues};
use super::draft::Draft;
use super::runs;
use super::scene::Scene;
use super::sources;
use super::surface;
use super::verbs;

/// The longest name of a source in a headline, in tokens.
const MAX_SOURCE: usize = 5;

/// Attributions by colon in titles and headings.
pub(super) fn read(scene: &Scene) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for region in &scene.article.regions {
        if matches!(region.kind, RegionKind::Title | RegionKind::Heading) {
            drafts.extend(
                by_colon(scene, region.span)
                    .or_else(|| verb_last(scene, region.span))
                    .or_else(|| verb_second(scene, region.span)),
            );
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
        own_words: false,
        stance: Stance::Asserts,
        via: Vec::new(),
    })
}

/// "Ferry to sail again in May, says Hale": a verb of saying and a name behind the last comma.
fn verb_last(scene: &Scene, region: Span) -> Option<Draft> {
    let tokens = scene.tokens_in(region);
    let comma = tokens.clone().rev().take(MAX_SOURCE + 2).find(|&t| scene.is(t, ","))?;
    let (verb, first, end) = (comma + 1, comma + 2, tokens.end);
    let last = end.checked_sub(1).filter(|&last| last >= first && comma > tokens.start + 1)?;
    let speaks = matches!(scene.token(verb).penn, Penn::Vbz | Penn::Vbd | Penn::Nns)
        && cues().verb(scene.lemma(verb)).is_some_and(super::cues::Verb::speaks);
    let is_name = (first..end).all(|t| matches!(scene.token(t).upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det));
    let speaker = scene.token(last).upos == Upos::Propn || sources::is_source_noun(scene, last);
    let content = scene.span(tokens.start, comma - 1);
    (speaks && is_name && speaker && scene.quote_of(verb).is_none())
        .then(|| said(scene, (first, last), verb, content, Stance::Asserts))
}

/// "Ministry denies minister met envoy": a name, and a verb of saying that the tagger took for a plural, or whose object
/// it lost. Only where the headline has no other verb that it could have, or where the word is no noun.
fn verb_second(scene: &Scene, region: Span) -> Option<Draft> {
    let tokens = scene.tokens_in(region);
    let is_name = |t: usize| matches!(scene.token(t).upos, Upos::Propn | Upos::Noun | Upos::Adj);
    let verb = (tokens.start + 1..tokens.end.min(tokens.start + MAX_SOURCE + 1)).find(|&t| third_person(scene, t))?;
    let first = tokens.start;
    let subject = (first..verb).all(is_name) && sources::can_speak(scene, verb - 1);
    let content = (verb + 1, tokens.end.checked_sub(1)?);
    if !subject || content.1 < content.0 + 1 || scene.quote_of(verb).is_some() {
        return None;
    }
    let finite = (content.0..=content.1).any(|t| surface::is_finite(scene, t));
    let entry = cues().verb(scene.lemma(verb))?;
    let stance = if finite { entry.stance(Frame::Clause) } else { entry.stance(Frame::Object) }?;
    let begins = scene.is_nominal(content.0)
        || matches!(scene.token(content.0).upos, Upos::Det | Upos::Adj | Upos::Adv | Upos::Verb);
    let noun = cues().noun(scene.lemma(verb)).is_some();
    let lost = scene.token(verb).penn == Penn::Nns
        || verbs::cue_at(scene, verb).is_some_and(|c| verbs::read(scene, &c).is_empty());
    (lost && begins && !(finite && noun))
        .then(|| said(scene, (first, verb - 1), verb, scene.span(content.0, content.1), stance))
}

/// "denies", "says", however it is tagged.
fn third_person(scene: &Scene, at: usize) -> bool {
    matches!(scene.token(at).penn, Penn::Vbz | Penn::Nns)
        && scene.word(at).ends_with('s')
        && cues().verb(scene.lemma(at)).is_some_and(super::cues::Verb::speaks)
}

fn said(scene: &Scene, source: (usize, usize), verb: usize, content: Span, stance: Stance) -> Draft {
    Draft {
        source: sources::of_tokens(scene, source.1, source.0, source.1),
        source_head: Some(source.1),
        cue: Some(scene.token(verb).span),
        cue_token: Some(verb),
        content,
        quote: None,
        own_words: false,
        stance,
        via: Vec::new(),
    }
}

/// "report", "sources", "police": what stands after a headline's colon where it names who says so.
fn names_source(scene: &Scene, head: usize) -> bool {
    matches!(scene.token(head).upos, Upos::Noun | Upos::Propn) && sources::is_source_noun(scene, head)
}

fn is_body_or_person(scene: &Scene, head: usize) -> bool {
    use gainsay_core::EntityKind;
    scene.mention_at(head).is_some_and(|m| matches!(m.kind, EntityKind::Person | EntityKind::Organization))
}
