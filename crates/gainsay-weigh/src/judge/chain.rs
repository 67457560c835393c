//! Chains of attribution: from the article's outlet inwards to whoever is the source.

use gainsay_core::{ChainLink, Interval, MentionForm, MentionRef, Source, SourceKind};

use crate::context::Context;

/// The attributions around a statement, outermost first, by following `within`.
pub(crate) fn path(context: &Context<'_>, article: usize, innermost: Option<usize>) -> Vec<MentionRef> {
    let attributions = &context.reading(article).attributions;
    let mut path = Vec::new();
    let mut next = innermost;
    // `within` points outwards; a loop would be a bug upstream and must not hang us.
    while let Some(index) = next.filter(|i| *i < attributions.len() && path.len() < 8) {
        path.push(MentionRef { article, index });
        next = attributions[index].within;
    }
    path.reverse();
    path
}

/// The chain of a statement in this article under this attribution.
pub(crate) fn chain(context: &Context<'_>, article: usize, innermost: Option<usize>) -> Vec<ChainLink> {
    let outlet = context.article(article).outlet.clone();
    let name = outlet.unwrap_or_else(|| context.article(article).location.clone());
    let mut links = vec![ChainLink { name, kind: SourceKind::Outlet, entity: None }];
    for at in path(context, article, innermost) {
        let attribution = context.attribution(at);
        let sources = attribution.via.iter().chain(std::iter::once(&attribution.source));
        for link in sources.filter_map(|source| link(context, article, source)) {
            if links.last() != Some(&link) {
                links.push(link);
            }
        }
    }
    links
}

fn link(context: &Context<'_>, article: usize, source: &Source) -> Option<ChainLink> {
    let entity = context.entity(article, source.chain);
    let name = name(context, article, source)?;
    Some(ChainLink { name, kind: source.kind, entity })
}

/// What to call a source: its own words, or for a pronoun what that stands for.
pub(crate) fn name(context: &Context<'_>, article: usize, source: &Source) -> Option<String> {
    let reading = context.reading(article);
    let text = source.span.map(|s| s.slice(&context.article(article).text).to_owned());
    let is_pronoun = source
        .span
        .is_some_and(|span| reading.mentions.iter().any(|m| m.span == span && m.form == MentionForm::Pronoun));
    match (text, source.chain.and_then(|c| reading.chains.get(c))) {
        (Some(text), _) if !is_pronoun => Some(text),
        (_, Some(chain)) => Some(chain.name.clone()),
        (text, None) => text,
    }
}

/// When a position was taken: the day that belongs to the cue ("said on Monday"), else that of the article.
pub(crate) fn as_of(context: &Context<'_>, article: usize, innermost: Option<usize>) -> Option<Interval> {
    let stated = innermost.and_then(|index| said_on(context, MentionRef { article, index }));
    stated.or_else(|| context.as_of(article))
}

fn said_on(context: &Context<'_>, at: MentionRef) -> Option<Interval> {
    let cue = context.attribution(at).cue?;
    let reading = context.reading(at.article);
    let sentence = reading.sentences.get(context.attribution(at).sentence)?;
    let in_sentence = reading.times.iter().enumerate().filter(|(_, t)| sentence.span.contains(t.span));
    let mut of_cue = in_sentence.filter(|(_, time)| {
        time.tokens.clone().any(|token| {
            let head = reading.tokens.get(token).and_then(|t| t.head).and_then(|h| reading.tokens.get(h));
            head.is_some_and(|h| cue.contains(h.span))
        })
    });
    let (index, _) = of_cue.next()?;
    let interval = context.intervals.get(at.article)?.get(index).copied().flatten()?;
    (interval.days().is_some_and(|days| days <= 31)).then_some(interval)
}
