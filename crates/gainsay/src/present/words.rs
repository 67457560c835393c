//! What statuses, stances and chains are called for people: the same words in every rendering.

use gainsay_core::{ClaimStatus, EventStatus, Facet, PositionStance, SourceKind, Stance};

use super::{
    dates,
    digest::StoryDigest,
    view::{Attribution, Claim, Position},
};

/// "1 article", "2 articles".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What a story was made of, in a line.
pub(super) fn summary(story: &StoryDigest<'_>) -> String {
    let mut outlets: Vec<&str> = story.articles.iter().filter_map(|article| article.outlet.as_deref()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let mut dates: Vec<&str> = story.articles.iter().filter_map(|a| a.published.value.as_deref()).collect();
    dates.sort_unstable();
    let mut parts = vec![count(story.articles.len(), "article", "articles")];
    if !outlets.is_empty() {
        parts.push(count(outlets.len(), "outlet", "outlets"));
    }
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first != last => {
            parts.push(format!("{} to {}", dates::in_words(first), dates::in_words(last)));
        }
        (Some(only), _) => parts.push(dates::in_words(only)),
        _ => {}
    }
    parts.push(count(story.timeline.len(), "event", "events"));
    parts.push(format!("{} contested", count(story.contested.len(), "claim", "claims")));
    parts.join(" · ")
}

/// How it stands with an event; nothing where it simply happened.
pub(super) const fn status(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Occurred => "",
        EventStatus::Planned => "planned",
        EventStatus::Ongoing => "ongoing",
        EventStatus::Cancelled => "cancelled",
        EventStatus::Hypothetical => "only spoken of",
    }
}

/// How it stands with a claim, in a few words.
pub(super) fn standing(claim: &Claim) -> String {
    let origins: std::collections::BTreeSet<&str> = claim
        .positions
        .iter()
        .filter(|position| position.stance == PositionStance::Affirms)
        .filter_map(|position| position.origin.as_deref())
        .collect();
    match claim.status {
        ClaimStatus::Contested => "contested".to_owned(),
        ClaimStatus::Superseded => "overtaken by a later report".to_owned(),
        ClaimStatus::Denied => "only denied".to_owned(),
        ClaimStatus::Announced => "announced, not yet reported as done".to_owned(),
        ClaimStatus::Unconfirmed => "unconfirmed".to_owned(),
        ClaimStatus::Corroborated => {
            format!("affirmed by {}, denied by none", count(origins.len(), "origin", "origins"))
        }
        ClaimStatus::SingleOrigin => "one origin".to_owned(),
    }
}

/// What a position does with its claim.
pub(super) const fn position(stance: PositionStance) -> &'static str {
    match stance {
        PositionStance::Affirms => "affirmed",
        PositionStance::Denies => "denied",
        PositionStance::Unconfirmed => "held possible",
        PositionStance::NoComment => "not commented on",
    }
}

/// The value a position is about, where it says more than the stance does.
pub(super) fn value_shown<'a>(claim: &Claim, position: &'a Position) -> Option<&'a str> {
    (claim.facet != Facet::Occurrence && !position.value.is_empty()).then_some(position.value.as_str())
}

/// Whose position it is, from the innermost source out: "a senior source, via Reuters, in Daily Sabah".
pub(super) fn holder(position: &Position) -> String {
    let mut names: Vec<&str> =
        position.chain.iter().rev().map(|link| link.name.as_deref().unwrap_or("a source not named")).collect();
    names.dedup();
    match names.as_slice() {
        [] => "not known who".to_owned(),
        [only] => (*only).to_owned(),
        [source, outlet] => format!("{source}, in {outlet}"),
        [source, between @ .., outlet] => format!("{source}, via {}, in {outlet}", between.join(" and ")),
    }
}

/// Who stands between a source and the article.
pub(super) fn via(said: &Attribution) -> Option<String> {
    let names: Vec<&str> = said.via.iter().filter_map(|via| via.text.as_deref()).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// What a source does with what it says.
pub(super) const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "says",
        Stance::Denies => "denies",
        Stance::Confirms => "confirms",
        Stance::Questions => "questions",
        Stance::Plans => "plans",
        Stance::Demands => "demands",
        Stance::NoComment => "does not comment",
    }
}

/// What kind of source it is, where that isn't plain from the name.
pub(super) const fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Named | SourceKind::Unknown => "",
        SourceKind::Office => "by office",
        SourceKind::Outlet => "outlet",
        SourceKind::Document => "document",
        SourceKind::Unnamed => "not named",
    }
}
