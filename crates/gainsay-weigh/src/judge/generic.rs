//! Denials and refusals to comment that point at a claim without repeating it: "denied the report", "has yet to
//! comment". They take a position on the claim that the article tells of.

use std::{collections::BTreeMap, sync::LazyLock};

use gainsay_core::{
    ArticleSpan, Attribution, EventMention, Factuality, MentionRef, Position, PositionStance, Relation, Stance, Upos,
};
use serde::Deserialize;

use super::{chain, claims::Draft, positions};
use crate::{context::Context, group::Grouped};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Rules {
    pointers: Vec<String>,
    silences: Vec<String>,
    pronouns: Vec<String>,
    requests: Vec<String>,
    dismissals: Vec<String>,
    #[allow(dead_code, reason = "checked by the test below")]
    yes: Vec<String>,
    #[allow(dead_code, reason = "checked by the test below")]
    no: Vec<String>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("../../rules/generic.toml")).unwrap_or_default());

/// Adds such positions to the claims they point at; the drafts are those of the events' occurrence, in order of events.
pub(crate) fn attach(context: &Context<'_>, grouped: &Grouped, drafts: &mut [Draft]) {
    for (article, one) in context.articles.iter().enumerate() {
        for (index, attribution) in one.reading.attributions.iter().enumerate() {
            let at = MentionRef { article, index };
            let Some(stance) = stance(context, at, attribution) else { continue };
            if let Some(event) = target(context, grouped, drafts, at, attribution)
                && let Some(draft) = drafts.get_mut(event)
            {
                draft.positions.retain(|p| {
                    // The pointing words themselves are no report of the event.
                    p.attribution != Some(at) || p.stance != PositionStance::Affirms
                });
                draft.positions.push(position(context, at, attribution, stance));
            }
        }
    }
}

/// What the attribution does with what it points at; `None` where it points at nothing.
fn stance(context: &Context<'_>, at: MentionRef, attribution: &Attribution) -> Option<PositionStance> {
    let lemmas = content_lemmas(context, at.article, attribution);
    let is = |list: &[String], lemma: &str| list.iter().any(|l| l == lemma);
    // "Denied it", "denied the report" point; "denied that it had received the report" says what is denied.
    let points = !says_something(context, at.article, attribution)
        && (lemmas.iter().any(|l| is(&RULES.pointers, l)) || lemmas.first().is_some_and(|l| is(&RULES.pronouns, l)));
    let dismisses = dismisses(context, at.article, attribution);
    match attribution.stance {
        Stance::NoComment => is_silent_on_it(context, at.article, attribution).then_some(PositionStance::NoComment),
        Stance::Denies if points => Some(PositionStance::Denies),
        Stance::Asserts | Stance::Denies if dismisses => Some(PositionStance::Denies),
        Stance::Asserts if denies_existence(context, at.article, attribution) => Some(PositionStance::Denies),
        _ => None,
    }
}

/// Whether the words that keep silent are of those who don't comment, not of those who keep back a detail.
fn is_silent_on_it(context: &Context<'_>, article: usize, attribution: &Attribution) -> bool {
    let reading = context.reading(article);
    attribution.cue.is_none_or(|cue| {
        let tokens = reading.tokens[reading.token_from(cue.start)..].iter().take_while(|t| t.span.end <= cue.end);
        tokens.into_iter().any(|token| RULES.silences.contains(&token.lemma))
    })
}

/// Whether something is said to be "baseless" or "a lie". "Fake news is rampant" tells of fake news and dismisses nothing
/// in particular, so a word that belongs to a subject doesn't count.
fn dismisses(context: &Context<'_>, article: usize, attribution: &Attribution) -> bool {
    let reading = context.reading(article);
    let from = reading.token_from(attribution.content.start);
    let tokens = reading.tokens[from..].iter().take_while(|t| t.span.end <= attribution.content.end);
    let is_subject = |relation: Relation| matches!(relation, Relation::Nsubj | Relation::NsubjPass);
    let mut words = tokens.filter(|t| RULES.dismissals.contains(&t.lemma));
    words.any(|word| {
        let head = word.head.and_then(|head| reading.tokens.get(head));
        let describes = matches!(word.relation, Relation::Amod | Relation::Compound);
        let of_subject = describes && head.is_some_and(|head| is_subject(head.relation));
        !of_subject && !is_subject(word.relation)
    })
}

/// Whether the content is a clause with a verb of its own that says what is claimed, rather than a pointer at it.
fn says_something(context: &Context<'_>, article: usize, attribution: &Attribution) -> bool {
    let reading = context.reading(article);
    let from = reading.token_from(attribution.content.start);
    let tokens = || reading.tokens[from..].iter().take_while(|t| t.span.end <= attribution.content.end);
    tokens().any(|t| t.upos == Upos::Verb && t.relation != Relation::Amod) && tokens().count() > 3
}

fn content_lemmas<'a>(context: &Context<'a>, article: usize, attribution: &Attribution) -> Vec<&'a str> {
    let reading = context.reading(article);
    let from = reading.token_from(attribution.content.start);
    let tokens = reading.tokens[from..].iter().take_while(|t| t.span.end <= attribution.content.end);
    tokens.filter(|t| !matches!(t.upos, Upos::Punct | Upos::Det)).map(|t| t.lemma.as_str()).collect()
}

/// "does not exist", "never happened", "is not true".
fn denies_existence(context: &Context<'_>, article: usize, attribution: &Attribution) -> bool {
    let lemmas = content_lemmas(context, article, attribution);
    let points = lemmas.iter().any(|l| RULES.pointers.iter().any(|p| p == l))
        || lemmas.first().is_some_and(|l| RULES.pronouns.iter().any(|p| p == l));
    let negated = points && lemmas.iter().any(|l| matches!(*l, "not" | "never" | "no" | "n't"));
    let exists =
        lemmas.iter().any(|l| matches!(*l, "exist" | "happen" | "occur" | "true" | "place" | "fact" | "accord"));
    negated && exists
}

/// The claim pointed at: an event that others tell of, most told of in this article before this sentence and in the
/// others, and sharing most of its words. `None` where none stands out.
fn target(
    context: &Context<'_>,
    grouped: &Grouped,
    drafts: &[Draft],
    at: MentionRef,
    attribution: &Attribution,
) -> Option<usize> {
    let article = at.article;
    let own = context.entity(article, attribution.source.chain);
    let specific = specific_nouns(context, article, attribution);
    let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
    for (index, mention) in context.reading(article).events.iter().enumerate() {
        let Some(&event) = grouped.event_of[article].get(index) else { continue };
        let same_words = mention.attribution == Some(at.index);
        if !specific.is_empty() && !tells_of(context, article, mention.sentence, &specific) {
            continue;
        }
        if same_words || !has_other_voice(context, drafts, event, at, own) {
            continue;
        }
        let distance = attribution.sentence as f64 - mention.sentence as f64;
        // What stands just before is pointed at; what comes after only in headlines and first sentences.
        let nearness = if distance >= 0.0 { 1.0 / (1.0 + distance * 0.25) } else { 0.3 / (1.0 - distance) };
        // "Declined to comment on the letter": what was done with the letter, before what its sentence tells besides.
        let silent = attribution.stance == Stance::NoComment;
        let named = if silent && takes_part(context, article, mention, &specific) { 3.0 } else { 1.0 };
        *scores.entry(event).or_insert(0.0) += nearness * named;
    }
    for (event, score) in &mut scores {
        let told = &grouped.events[*event];
        let mut elsewhere: Vec<usize> = told.mentions.iter().map(|m| m.article).collect();
        elsewhere.dedup();
        *score *= elsewhere.len() as f64;
        if told.mentions.iter().any(|m| m.article == article && context.event(*m).sentence == 0) {
            *score *= 1.3;
        }
        let words = content_lemmas(context, article, attribution);
        if told.mentions.iter().any(|m| words.contains(&context.event(*m).lemma.as_str())) {
            *score *= 1.5;
        }
    }
    let best = scores.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
    (*best.1 >= 0.4).then_some(*best.0)
}

/// The nouns by which a content names what it is about: "the letter", "the union's remarks"; none where it only points.
fn specific_nouns<'a>(context: &Context<'a>, article: usize, attribution: &Attribution) -> Vec<&'a str> {
    let reading = context.reading(article);
    let from = reading.token_from(attribution.content.start);
    let tokens = reading.tokens[from..].iter().take_while(|t| t.span.end <= attribution.content.end);
    let nouns = tokens.filter(|t| matches!(t.upos, Upos::Noun | Upos::Propn)).map(|t| t.lemma.as_str());
    let idle = |lemma: &str| [&RULES.pointers, &RULES.requests].iter().any(|list| list.iter().any(|l| l == lemma));
    nouns.filter(|lemma| !idle(lemma)).collect()
}

/// Whether one of these nouns is the event's own word, hangs on it or takes part in it.
fn takes_part(context: &Context<'_>, article: usize, event: &EventMention, nouns: &[&str]) -> bool {
    let reading = context.reading(article);
    let sentence = reading.sentences.get(event.sentence).map_or(0..0, |s| s.tokens.clone());
    let is_part = |at: usize| {
        let hangs = reading.tokens.get(at).is_some_and(|token| token.head == Some(event.predicate));
        hangs || at == event.predicate || event.participants.iter().any(|p| p.tokens.contains(&at))
    };
    sentence
        .into_iter()
        .any(|at| reading.tokens.get(at).is_some_and(|token| nouns.contains(&token.lemma.as_str())) && is_part(at))
}

/// Whether a sentence has one of these nouns.
fn tells_of(context: &Context<'_>, article: usize, sentence: usize, nouns: &[&str]) -> bool {
    let reading = context.reading(article);
    let tokens = reading.sentences.get(sentence).and_then(|s| reading.tokens.get(s.tokens.clone()));
    tokens.is_some_and(|tokens| tokens.iter().any(|t| nouns.contains(&t.lemma.as_str())))
}

/// Whether somebody other than this source reports the event.
fn has_other_voice(context: &Context<'_>, drafts: &[Draft], event: usize, at: MentionRef, own: Option<usize>) -> bool {
    let Some(draft) = drafts.get(event) else { return false };
    draft.positions.iter().any(|p| {
        let source = p.attribution.map(|a| context.attribution(a));
        let same = match (source, own) {
            (Some(source), Some(own)) => context.entity(p.evidence.article, source.source.chain) == Some(own),
            _ => p.attribution == Some(at),
        };
        !same && matches!(p.stance, PositionStance::Affirms | PositionStance::Unconfirmed)
    })
}

fn position(context: &Context<'_>, at: MentionRef, attribution: &Attribution, stance: PositionStance) -> Position {
    let factuality = if stance == PositionStance::Denies { Factuality::CertainNot } else { Factuality::Unknown };
    Position {
        stance,
        value: positions::occurrence_value(stance),
        factuality,
        chain: chain::chain(context, at.article, Some(at.index)),
        origin: 0,
        as_of: chain::as_of(context, at.article, Some(at.index)),
        evidence: context.sentence(at.article, attribution.sentence),
        cue: attribution.cue.map(|span| ArticleSpan { article: at.article, span }),
        attribution: Some(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dismissals_are_told_by_their_words() {
        let dismisses = |text: &str| text.split(' ').any(|l| RULES.dismissals.iter().any(|d| d == l));
        assert!(!RULES.yes.is_empty() && !RULES.no.is_empty());
        assert!(RULES.yes.iter().all(|text| dismisses(text)));
        assert!(!RULES.no.iter().any(|text| dismisses(text)));
    }
}
