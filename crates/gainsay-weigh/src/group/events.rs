//! Clusters of mentions → events: who, when, where, how it stands.

use std::collections::BTreeMap;

use gainsay_core::{
    ArticleSpan, Basis, Event, EventMember, EventStatus, EventWhen, Interval, MentionRef, NearMiss, Reading, Span,
    TimeMeaning, Upos,
};

use rayon::prelude::*;

use super::{
    cluster::{Cluster, cluster, compared},
    features::Features,
    model::EventModel,
    profile::Profile,
};
use crate::{context::Context, corrections::Corrections};

/// Events, and for each article, for each of its event mentions, the event.
#[derive(Debug)]
pub(crate) struct Grouped {
    pub(crate) events: Vec<Event>,
    pub(crate) event_of: Vec<Vec<usize>>,
}

/// Groups all mentions of events.
pub(crate) fn events(context: &Context<'_>, corrections: &Corrections<'_>, model: &EventModel) -> Grouped {
    let profiles = profiles(context);
    let at = |mention: ArticleSpan| {
        profiles.iter().position(|profile: &Profile<'_>| {
            profile.at.article == mention.article && profile.event.span.overlaps(mention.span)
        })
    };
    let clusters = cluster(context, model, &profiles, &corrections.events(at));
    let mut event_of: Vec<Vec<usize>> =
        context.articles.iter().map(|one| vec![usize::MAX; one.reading.events.len()]).collect();
    let mut cluster_of = vec![0; profiles.len()];
    for (event, one) in clusters.iter().enumerate() {
        for &member in &one.members {
            let at = profiles[member].at;
            event_of[at.article][at.index] = event;
            cluster_of[member] = event;
        }
    }
    let events = clusters.iter().map(|c| build(context, &profiles, c, &cluster_of)).collect();
    Grouped { events, event_of }
}

/// Pairs of mentions that may be of one event, with how alike they are.
pub(crate) fn likened(context: &Context<'_>) -> Vec<([MentionRef; 2], Features)> {
    let profiles = profiles(context);
    let named = |(a, b, features): (usize, usize, Features)| ([profiles[a].at, profiles[b].at], features);
    compared(context, &profiles).into_iter().map(named).collect()
}

fn profiles<'a>(context: &Context<'a>) -> Vec<Profile<'a>> {
    let mentions: Vec<MentionRef> = context
        .articles
        .iter()
        .enumerate()
        .flat_map(|(article, one)| (0..one.reading.events.len()).map(move |index| MentionRef { article, index }))
        .collect();
    let mut profiles: Vec<Profile<'a>> = mentions.into_par_iter().map(|at| Profile::new(context, at)).collect();
    number_lemmas(&mut profiles);
    profiles
}

fn number_lemmas(profiles: &mut [Profile<'_>]) {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for profile in profiles {
        let next = numbers.len();
        profile.lemma_number = *numbers.entry(profile.lemma.clone()).or_insert(next);
    }
}

fn build(context: &Context<'_>, profiles: &[Profile<'_>], cluster: &Cluster, cluster_of: &[usize]) -> Event {
    let members: Vec<&Profile<'_>> = cluster.members.iter().map(|&m| &profiles[m]).collect();
    let mut near_misses: Vec<NearMiss> = cluster
        .kept_apart
        .iter()
        .map(|(other, why)| NearMiss { event: cluster_of[*other], why: why.clone() })
        .collect();
    near_misses.sort_by(|a, b| (a.event, &a.why).cmp(&(b.event, &b.why)));
    near_misses.dedup_by_key(|n| n.event);
    let plover = most_common(members.iter().filter_map(|m| m.event.plover));
    Event {
        label: label(context, &members),
        plover,
        mode: most_common(members.iter().filter(|m| m.event.plover == plover).filter_map(|m| m.event.mode.clone())),
        participants: participants(context, &members),
        when: when(context, &members),
        place: place(&members),
        status: status(context, &members),
        mentions: members.iter().map(|m| m.at).collect(),
        why: cluster.why.clone(),
        near_misses,
    }
}

/// The value that most have; of equals the one met first.
fn most_common<T: PartialEq>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(value, _)| value)
}

/// At most this many bytes of participants stand in a label.
const LONGEST_LABEL: usize = 120;
/// A gap of at most this many bytes between two parts of a label is kept, a longer one becomes "…".
const LONGEST_GAP: usize = 14;

/// The predicate with its participants, in an article's own words and order; what stands between is left out as "…".
///
/// A label names what can be affirmed or denied, so a denial isn't part of it: "the ministry … sent the letter" for "the
/// ministry has not sent the letter" and for "the ministry refused to send the letter".
fn label(context: &Context<'_>, members: &[&Profile<'_>]) -> String {
    let best = members.iter().min_by_key(|m| {
        let named = m.actors.len() + m.others.len();
        (std::cmp::Reverse(named.min(3)), m.event.participants.len() > 4, m.at)
    });
    let Some(best) = best else { return String::new() };
    let text = &context.article(best.at.article).text;
    let mut parts = vec![best.event.span];
    let mut length = best.event.span.len();
    let reading = context.reading(best.at.article);
    for participant in &best.event.participants {
        if length + participant.span.len() <= LONGEST_LABEL {
            length += participant.span.len();
            parts.push(without_no(reading, participant.span));
        }
    }
    parts.sort_unstable();
    let mut label = String::new();
    let mut end = None;
    for part in parts {
        match end {
            Some(end) if part.end <= end => continue,
            Some(end) if part.start <= end + LONGEST_GAP && !turns(reading, Span::new(end, part.start)) => {
                label.push_str(Span::new(end, part.end).slice(text))
            }
            Some(_) => {
                label.push_str(" … ");
                label.push_str(part.slice(text));
            }
            None => label.push_str(part.slice(text)),
        }
        end = Some(part.end);
    }
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "No letter" without its "no".
fn without_no(reading: &Reading, span: Span) -> Span {
    let mut tokens = reading.tokens[reading.tokens_in(span)].iter();
    match (tokens.next(), tokens.next()) {
        (Some(no), Some(next)) if no.lemma == "no" && no.upos == Upos::Det => Span::new(next.span.start, span.end),
        _ => span,
    }
}

/// Whether a gap holds a negation or another verb, which can turn what stands around it into its contrary.
fn turns(reading: &Reading, gap: Span) -> bool {
    let mut tokens = reading.tokens[reading.tokens_in(gap)].iter();
    tokens.any(|t| t.upos == Upos::Verb || matches!(t.lemma.as_str(), "not" | "n't" | "never" | "no" | "nor"))
}

fn participants(context: &Context<'_>, members: &[&Profile<'_>]) -> Vec<EventMember> {
    let mut found: Vec<EventMember> = Vec::new();
    for member in members {
        let text = &context.article(member.at.article).text;
        for participant in &member.event.participants {
            let entity = context.entity(member.at.article, participant.chain);
            let one = EventMember { role: participant.role, entity, text: participant.span.slice(text).to_owned() };
            let known = found.iter().any(|f| match (f.entity, one.entity) {
                (Some(a), Some(b)) => a == b,
                (None, None) => f.text.eq_ignore_ascii_case(&one.text),
                _ => false,
            });
            if !known {
                found.push(one);
            }
        }
    }
    found.sort_by_key(|f| f.role);
    found
}

/// The narrowest interval that the mentions state; where they only share a month, the days all of them allow.
fn when(context: &Context<'_>, members: &[&Profile<'_>]) -> Option<EventWhen> {
    let mut stated: Vec<(&Profile<'_>, Interval)> =
        members.iter().filter_map(|m| m.stated.map(|i| (*m, i))).filter(|(_, i)| i.first.is_some()).collect();
    stated.sort_by_key(|(m, i)| (i.days().unwrap_or(i32::MAX), m.at));
    let (best, mut value) = *stated.first()?;
    for (_, other) in &stated[1..] {
        value = value.intersection(*other).unwrap_or(value);
    }
    let reading = context.reading(best.at.article);
    let time = best.event.time.and_then(|t| reading.times.get(t))?;
    let absolute = matches!(time.meaning, TimeMeaning::Absolute(_));
    let text = &context.article(best.at.article).text;
    let published = context.as_of(best.at.article).map_or_else(|| "an unknown day".to_owned(), |i| i.to_string());
    let why = match absolute {
        true => format!("`{}`", time.span.slice(text)),
        false => format!("`{}`, reckoned from publication on {published}", time.span.slice(text)),
    };
    Some(EventWhen {
        value,
        basis: if absolute { Basis::Stated } else { Basis::Deduced },
        evidence: Some(ArticleSpan { article: best.at.article, span: time.span }),
        why,
    })
}

/// The place most mentions give.
fn place(members: &[&Profile<'_>]) -> Option<usize> {
    most_common(members.iter().filter_map(|m| m.place))
}

/// How it stands as of the latest report: the latest date decides, and among equals what has happened.
fn status(context: &Context<'_>, members: &[&Profile<'_>]) -> EventStatus {
    let latest = members.iter().filter_map(|m| context.published_day(m.at.article)).max();
    let rank = |status: EventStatus| match status {
        EventStatus::Cancelled => 4,
        EventStatus::Occurred => 3,
        EventStatus::Ongoing => 2,
        EventStatus::Planned => 1,
        EventStatus::Hypothetical => 0,
    };
    // A report without a date can't be told from the latest one.
    let recent = members.iter().filter(|m| {
        let day = context.published_day(m.at.article);
        day.is_none() || day == latest
    });
    let all = members.iter().map(|m| m.event.status);
    let of_recent = recent.map(|m| m.event.status).max_by_key(|s| rank(*s)).unwrap_or(EventStatus::Occurred);
    // What has once been reported as happened stays so, unless the latest report says that it was cancelled.
    match (of_recent, all.clone().any(|s| s == EventStatus::Occurred)) {
        (EventStatus::Planned | EventStatus::Hypothetical, true) => EventStatus::Occurred,
        (status, _) => status,
    }
}
