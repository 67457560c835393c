//! Headlines and labels: "Ferry sank in calm water: report", "Mayor: ‘We were warned’".

use std::collections::BTreeSet;
use std::ops::Range;

use gainsay_core::{Penn, RegionKind, SourceKind, Span, Stance, Upos};

use super::cue_verbs;
use super::cues::{Frame, cues};
use super::draft::Draft;
use super::runs;
use super::scene::Scene;
use super::sources;
use super::surface::{self, Chunk};
use super::verbs;

/// The longest name of a source in a headline, in tokens.
const MAX_SOURCE: usize = 5;

/// Attributions by colon in titles and headings.
pub(super) fn read(scene: &Scene) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for region in &scene.article.regions {
        if is_headline(region.kind) {
            drafts.extend(
                by_colon(scene, region.span)
                    .or_else(|| verb_last(scene, region.span))
                    .or_else(|| verb_second(scene, region.span)),
            );
        }
    }
    drafts
}

fn is_headline(kind: RegionKind) -> bool {
    matches!(kind, RegionKind::Title | RegionKind::Heading)
}

fn by_colon(scene: &Scene, region: Span) -> Option<Draft> {
    let tokens = scene.tokens_in(region);
    let colon = tokens.clone().find(|&t| scene.is(t, ":") && scene.quote_of(t).is_none())?;
    let left = tokens.start..colon;
    let right = colon + 1..tokens.end;
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let is_phrase = |tokens: &Range<usize>| {
        tokens.clone().all(|t| scene.token(t).upos != Upos::Verb && !scene.is(t, "to") && !surface::is_finite(scene, t))
    };
    let (source, content) = if right.len() <= MAX_SOURCE && is_phrase(&right) && names_source(scene, right.end - 1) {
        (right, left)
    } else if left.len() <= MAX_SOURCE
        && ((runs::is_speaker_label(scene, left.clone()) || left.len() == 1) && is_body_or_person(scene, left.end - 1)
            || left.len() <= 2
                && sources::is_source_noun(scene, left.end - 1)
                && !sources::is_label(scene, left.end - 1))
    {
        (left, right)
    } else {
        (speaker_on_topic(scene, left)?, right)
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

/// "Hale on the strike: they were warned": a name, and what it speaks of.
fn speaker_on_topic(scene: &Scene, left: Range<usize>) -> Option<Range<usize>> {
    let on = left.clone().take(MAX_SOURCE + 1).find(|&t| scene.is(t, "on"))?;
    let name = left.start..on;
    let finite = left.clone().any(|t| surface::is_finite(scene, t));
    let named = !name.is_empty() && runs::is_speaker_label(scene, name.clone()) && is_body_or_person(scene, on - 1);
    (named && !finite).then_some(name)
}

/// "Hale: engineer to leave post" is about Hale and not by her: a name before a colon speaks where the rest is in quotation
/// marks or in the first person, or where it speaks in the text too. Where the text has nobody speak, nothing tells, and the
/// name counts.
pub(super) fn settle(scene: &Scene, drafts: &mut Vec<Draft>) {
    let in_headline = |draft: &Draft| draft.cue.is_some_and(|cue| cue.slice(scene.text()) == ":");
    let in_text = || drafts.iter().filter(|draft| !in_headline(draft) && !is_in_title(scene, draft.content));
    let chains: BTreeSet<usize> = in_text().filter_map(|draft| draft.source.chain).collect();
    let names: BTreeSet<&str> = in_text().filter_map(|draft| draft.source_head).map(|head| scene.word(head)).collect();
    let nobody_speaks = in_text().next().is_none();
    let own = |at: usize| {
        scene.quote_of(at).is_some()
            || matches!(scene.word(at).to_lowercase().as_str(), "i" | "we" | "my" | "our" | "us" | "me")
    };
    let stays = |draft: &Draft| {
        let label = in_headline(draft) && draft.cue.is_some_and(|cue| cue.start < draft.content.start);
        let name = draft.source_head.filter(|&head| scene.token(head).upos == Upos::Propn);
        let Some(head) = name.filter(|_| label && is_in_title(scene, draft.content)) else { return true };
        let speaks =
            draft.source.chain.is_some_and(|chain| chains.contains(&chain)) || names.contains(scene.word(head));
        draft.source.kind == SourceKind::Outlet || nobody_speaks || speaks || scene.tokens_in(draft.content).any(own)
    };
    let kept: Vec<bool> = drafts.iter().map(stays).collect();
    let mut kept = kept.into_iter();
    drafts.retain(|_| kept.next().unwrap_or(true));
}

/// Whether a span lies in a title or heading; regions are in order of the text.
fn is_in_title(scene: &Scene, span: Span) -> bool {
    let regions = &scene.article.regions;
    let holder = regions.get(regions.partition_point(|region| region.span.end <= span.start));
    holder.is_some_and(|region| is_headline(region.kind) && region.span.contains(span))
}

/// "Hale eases off, says yard will close": in a headline what stands behind ", says" is said, and who says it did what the
/// first verb tells. The phrase that is the subject of both.
pub(super) fn shared_subject(scene: &Scene, verb: usize) -> Option<Chunk> {
    if scene.token(verb).penn != Penn::Vbz || !is_in_title(scene, scene.token(verb).span) {
        return None;
    }
    let sentence = scene.sentence_tokens(verb);
    let begins = verb > sentence.start
        && (scene.is(verb - 1, ",") || scene.is_quote_mark(verb - 1) && scene.is(verb.checked_sub(2)?, ","));
    let said = surface::run(scene, verb + 1).filter(|_| begins)?;
    let next = said.last + 1;
    let goes_on = next < sentence.end && (surface::is_finite(scene, next) || scene.is(next, "to"));
    if !goes_on {
        return None;
    }
    let first = (sentence.start..verb).find(|&at| surface::is_finite(scene, at))?;
    surface::before(scene, first)
}

/// "Ferry to sail again in May, says Hale": a verb of saying and a name behind the last comma.
fn verb_last(scene: &Scene, region: Span) -> Option<Draft> {
    let tokens = scene.tokens_in(region);
    let comma = tokens.clone().rev().take(MAX_SOURCE + 2).find(|&t| scene.is(t, ","))?;
    let (verb, first, end) = (comma + 1, comma + 2, tokens.end);
    let last = end.checked_sub(1).filter(|&last| last >= first && comma > tokens.start + 1)?;
    let speaks = matches!(scene.token(verb).penn, Penn::Vbz | Penn::Vbd | Penn::Nns) && scene.speaks(verb);
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
        || cue_verbs::cue_at(scene, verb).is_some_and(|c| verbs::read(scene, &c).is_empty());
    (lost && begins && !(finite && noun))
        .then(|| said(scene, (first, verb - 1), verb, scene.span(content.0, content.1), stance))
}

/// "denies", "says", however it is tagged.
fn third_person(scene: &Scene, at: usize) -> bool {
    matches!(scene.token(at).penn, Penn::Vbz | Penn::Nns) && scene.word(at).ends_with('s') && scene.speaks(at)
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
