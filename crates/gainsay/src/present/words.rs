//! What statuses, stances and chains are called for people: the same words in every rendering.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::{
    Basis, ClaimStatus, EntityKind, EventStatus, Factuality, OriginBasis, PositionStance, Role, SourceKind, Stance,
};

use super::{
    dates,
    digest::{Digest, StoryDigest},
    sides,
    view::{Attribution, ChainLink, Claim, Origin, Position},
};

/// "1 article", "2 articles".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The beginning of a title, whole words, some forty characters.
pub(super) fn beginning(title: &str) -> String {
    let mut out = String::new();
    for word in title.split_whitespace().map(|word| word.chars().take(40).collect::<String>()) {
        if !out.is_empty() && out.chars().count() + word.chars().count() > 40 {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word);
    }
    out
}

/// A label as it stands on its own: it begins with a capital.
pub(super) fn label(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether a label needs its sentence to be understood: it is of few words, leaves some out, or begins with one that
/// points back.
pub(super) fn says_little(label: &str) -> bool {
    const BACK: [&str; 18] = [
        "he", "she", "it", "my", "our", "they", "we", "who", "which", "that", "this", "these", "his", "her", "its",
        "their", "to", "by",
    ];
    let first = label.split_whitespace().next().unwrap_or_default().to_lowercase();
    label.split_whitespace().count() < 4 || label.contains('…') || BACK.contains(&first.as_str())
}

/// The beginning of what was said, whole words, some hundred and sixty characters.
pub(super) fn opening(text: &str) -> String {
    const LONGEST: usize = 160;
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > LONGEST && !out.is_empty() {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(LONGEST));
    }
    out
}

/// How many outlets a story's articles are from, as far as they are known.
pub(super) fn outlets(story: &StoryDigest<'_>) -> usize {
    story.articles.iter().filter_map(|article| article.outlet.as_deref()).collect::<BTreeSet<_>>().len()
}

/// From when to when a story was reported.
pub(super) fn span_of(story: &StoryDigest<'_>) -> String {
    let mut dates: Vec<&str> = story.articles.iter().filter_map(|a| a.published.value.as_deref()).collect();
    dates.sort_unstable();
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("{} to {}", dates::in_words(first), dates::in_words(last))
        }
        (Some(only), _) => dates::in_words(only),
        _ => String::new(),
    }
}

/// What a story was made of, in a line.
pub(super) fn summary(story: &StoryDigest<'_>) -> String {
    let mut parts = vec![count(story.articles.len(), "article", "articles")];
    if outlets(story) > 0 {
        parts.push(count(outlets(story), "outlet", "outlets"));
    }
    parts.extend(Some(span_of(story)).filter(|span| !span.is_empty()));
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
pub(super) fn standing(claim: &Claim, digest: &Digest<'_>) -> String {
    match claim.status {
        ClaimStatus::Contested => "contested".to_owned(),
        ClaimStatus::Superseded => "overtaken by a later report".to_owned(),
        ClaimStatus::Denied => "only denied".to_owned(),
        ClaimStatus::Announced => "announced, not yet reported as done".to_owned(),
        ClaimStatus::Unconfirmed => "unconfirmed".to_owned(),
        ClaimStatus::Corroborated => {
            // As counted in weighing: of one value, without what is of unknown origin.
            let origins = claim.values.iter().map(|value| value.origins).max().unwrap_or(0);
            format!("affirmed by {}, denied by none", count(origins, "origin", "origins"))
        }
        ClaimStatus::SingleOrigin => one_origin(claim, digest).to_owned(),
    }
}

/// How it stands with a claim that rests on one origin, as far as that is known.
fn one_origin(claim: &Claim, digest: &Digest<'_>) -> &'static str {
    let counts = sides::affirmed(claim, digest);
    let known = counts.iter().map(|(_, count)| count.origins).max().unwrap_or(0);
    match (known, counts.iter().any(|(_, count)| count.unknown > 0)) {
        (0, true) => "origin unknown",
        (_, true) => "one known origin",
        (_, false) => "one origin",
    }
}

/// What a position does with its claim, before the name of whose position it is.
pub(super) const fn position_by(stance: PositionStance) -> &'static str {
    match stance {
        PositionStance::Affirms => "affirmed by",
        PositionStance::Denies => "denied by",
        PositionStance::Unconfirmed => "held possible by",
        PositionStance::NoComment => "no comment from",
    }
}

/// What a position does with its claim, as the heading of one side.
pub(super) const fn side(stance: PositionStance) -> &'static str {
    match stance {
        PositionStance::Affirms => "Affirmed",
        PositionStance::Denies => "Denied",
        PositionStance::Unconfirmed => "Held possible",
        PositionStance::NoComment => "No comment",
    }
}

/// The value a position is about, where it says more than the stance does.
pub(super) fn value_shown(position: &Position) -> Option<&str> {
    let value = position.value.as_str();
    (!matches!(value, "" | "true" | "false")).then_some(value)
}

/// A value as people read it: long numbers in groups of three digits.
pub(super) fn value(value: &str) -> String {
    value.split(' ').map(grouped).collect::<Vec<_>>().join(" ")
}

/// `12000000` as `12,000,000`; anything else, and years, as it is.
fn grouped(word: &str) -> String {
    if word.len() < 5 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut out = String::new();
    for (at, digit) in word.chars().enumerate() {
        if at > 0 && (word.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Whose position it is, from the innermost source out: "a senior source, via Reuters, in Daily Sabah".
pub(super) fn holder(position: &Position) -> String {
    let named = |(at, link): (usize, &ChainLink)| match &link.name {
        Some(name) => name.clone(),
        None if at == 0 => "an outlet not known".to_owned(),
        None => "a source not named".to_owned(),
    };
    let mut names: Vec<String> = position.chain.iter().enumerate().map(named).collect();
    names.reverse();
    names.dedup();
    match names.as_slice() {
        [] => "not known who".to_owned(),
        [only] => only.clone(),
        [source, outlet] => format!("{source}, in {outlet}"),
        [source, between @ .., outlet] => format!("{source}, via {}, in {outlet}", between.join(" and ")),
    }
}

/// The origins that affirm a claim, each with what makes it one and the articles that rest on it for this claim.
pub(super) fn origins(claim: &Claim, digest: &Digest<'_>) -> Vec<String> {
    let affirming = claim.positions.iter().filter(|position| position.stance == PositionStance::Affirms);
    let mut articles_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut order: Vec<&Origin> = Vec::new();
    for position in affirming {
        let Some(origin) = digest.origin(position) else { continue };
        if !articles_of.contains_key(origin.id.as_str()) {
            order.push(origin);
        }
        articles_of.entry(&origin.id).or_default().insert(&position.evidence.article);
    }
    let said = order.iter().map(|origin| {
        let articles = digest.numbers(articles_of[origin.id.as_str()].iter().copied());
        format!("{} ({}; {articles})", origin.label, basis(origin.basis))
    });
    said.collect()
}

/// What makes an origin one, in words.
pub(super) const fn basis(basis: OriginBasis) -> &'static str {
    match basis {
        OriginBasis::OwnReporting => "own reporting",
        OriginBasis::Cited => "cited",
        OriginBasis::Linked => "linked",
        OriginBasis::Copied => "shared text",
        OriginBasis::SharedSource => "same source, same occasion",
        OriginBasis::Unknown => "origin unknown, not counted",
    }
}

/// Who stands between a source and the article, where it isn't the article's own outlet.
pub(super) fn via(said: &Attribution, outlet: Option<&str>) -> Option<String> {
    let is_own = |name: &str| {
        let fold = |name: &str| name.to_lowercase().trim_start_matches("the ").to_owned();
        outlet.is_some_and(|outlet| fold(outlet) == fold(name))
    };
    let names = said.via.iter().filter_map(|via| via.text.as_deref()).filter(|name| !is_own(name));
    let names: Vec<&str> = names.collect();
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

/// How sure a source is of what it reports.
pub(super) const fn factuality(factuality: Factuality) -> &'static str {
    match factuality {
        Factuality::Certain => "says it is so",
        Factuality::Probable => "says it is probably so",
        Factuality::Possible => "says it may be so",
        Factuality::CertainNot => "says it is not so",
        Factuality::ProbableNot => "says it is probably not so",
        Factuality::PossibleNot => "says it may not be so",
        Factuality::CertainUnknown => "knows and does not say",
        Factuality::Unknown => "does not say whether it is so",
    }
}

/// What a date rests on.
pub(super) const fn dated(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated in the text",
        Basis::Metadata => "from the page’s metadata",
        Basis::Deduced => "deduced",
        Basis::Unknown => "not known how",
    }
}

/// As what somebody takes part.
pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::Actor => "Who",
        Role::Recipient => "To whom",
        Role::Instrument => "With what",
        Role::Theme => "What",
    }
}

/// What kind of thing an entity is.
pub(super) const fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Organization => "Organization",
        EntityKind::Place => "Place",
        EntityKind::Other => "Name",
    }
}

/// The heading over entities of a kind.
pub(super) const fn entity_kinds(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Persons",
        EntityKind::Organization => "Organizations",
        EntityKind::Place => "Places",
        EntityKind::Other => "Other names",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_stand_in_groups() {
        assert_eq!(value("12000000 crown"), "12,000,000 crown");
        assert_eq!(value("25000"), "25,000");
        for same in ["2025", "12 person", "2025-03-08", "12000000x", ""] {
            assert_eq!(value(same), same);
        }
    }

    #[test]
    fn a_label_that_points_back_needs_its_sentence() {
        for little in ["talks", "He said that the pact was signed", "Russia … mediating between both"] {
            assert!(says_little(little), "{little}");
        }
        assert!(!says_little("The Port Osmund terminal exploded"));
        assert_eq!(
            (label("a pact"), label("über allem"), label("")),
            ("A pact".into(), "Über allem".into(), "".into())
        );
    }

    #[test]
    fn what_was_said_is_cut_between_words() {
        assert_eq!(opening("a  few\nwords"), "a few words");
        let long = opening(&"word ".repeat(100));
        assert!(long.ends_with("word…") && long.chars().count() <= 161, "{long}");
    }
}
