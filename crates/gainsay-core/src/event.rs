//! Events: as one sentence mentions them, and as one occurrence in the world.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{ArticleSpan, Factuality, Interval, MentionRef, Span};

/// One mention of an event in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventMention {
    /// The predicate's head token, an index into [`crate::Reading::tokens`].
    pub predicate: usize,
    /// Where the predicate stands.
    pub span: Span,
    /// Its sentence, an index into [`crate::Reading::sentences`].
    pub sentence: usize,
    /// What matches across articles: the verb's lemma, also for nouns made of verbs ("visit" for "visit", "visited").
    pub lemma: String,
    /// PLOVER type, where one fits.
    pub plover: Option<Plover>,
    /// PLOVER mode, where one fits.
    pub mode: Option<String>,
    /// Who and what takes part.
    pub participants: Vec<Participant>,
    /// When it happened, an index into [`crate::Reading::times`].
    pub time: Option<usize>,
    /// Where it happened, an index into [`crate::Reading::mentions`].
    pub place: Option<usize>,
    /// Numbers said of it.
    pub quantities: Vec<Quantity>,
    /// Time of the verb, as written.
    pub tense: Tense,
    /// How sure the report's own source is that it happened.
    pub factuality: Factuality,
    /// How it stands with it, as written.
    pub status: EventStatus,
    /// The innermost attribution it stands in, an index into [`crate::Reading::attributions`].
    pub attribution: Option<usize>,
}

/// Somebody or something that takes part in an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// As what.
    pub role: Role,
    /// Where it stands: the noun phrase without its relative clause.
    pub span: Span,
    /// Its tokens, as a range into [`crate::Reading::tokens`].
    pub tokens: Range<usize>,
    /// Its head token.
    pub head: usize,
    /// What it stands for, an index into [`crate::Reading::chains`].
    pub chain: Option<usize>,
}

/// As what somebody takes part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who does it.
    Actor,
    /// To whom it is done.
    Recipient,
    /// By what means.
    Instrument,
    /// What it is about: letter, agreement, jobs.
    Theme,
}

impl Role {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Recipient => "recipient",
            Self::Instrument => "instrument",
            Self::Theme => "theme",
        }
    }
}

/// A number said of an event: "more than 8,000 of its staff".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Where number and unit stand.
    pub span: Span,
    /// The least value it allows.
    pub low: f64,
    /// The greatest value it allows; infinite for "at least".
    pub high: f64,
    /// The value as written, without "at least" and the like.
    pub value: f64,
    /// Lemma of what is counted or measured: "person", "dollar", "percent", "vessel".
    pub unit: String,
    /// Whether it is said to be rough: "about", "roughly", "nearly".
    pub approximate: bool,
}

/// Time of a verb, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tense {
    /// Past and present perfect.
    Past,
    /// Present, also of headlines.
    Present,
    /// Future, "is to", "is set to".
    Future,
    /// No tense: nouns, infinitives, participles.
    None,
}

/// How it stands with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it; dossier.md lists them")]
pub enum EventStatus {
    Occurred,
    Planned,
    Ongoing,
    Cancelled,
    Hypothetical,
}

impl EventStatus {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Occurred => "occurred",
            Self::Planned => "planned",
            Self::Ongoing => "ongoing",
            Self::Cancelled => "cancelled",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// A PLOVER event type (Halterman et al. 2023).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Plover {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl Plover {
    /// All types.
    pub const ALL: &'static [Plover] = &[
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];

    /// PLOVER's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }

    /// From PLOVER's spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|x| x.as_str() == text)
    }
}

/// One occurrence in the world, however many articles tell of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// A short label made of the source's own words.
    pub label: String,
    /// PLOVER type, where one fits.
    pub plover: Option<Plover>,
    /// PLOVER mode, where one fits.
    pub mode: Option<String>,
    /// Who and what takes part.
    pub participants: Vec<EventMember>,
    /// When it happened.
    pub when: Option<EventWhen>,
    /// Where, an index into [`crate::Weighing::entities`].
    pub place: Option<usize>,
    /// How it stands with it, as of the latest report.
    pub status: EventStatus,
    /// Where it is told of.
    pub mentions: Vec<MentionRef>,
    /// What joined each two mentions.
    pub why: Vec<String>,
    /// What looks like it and was kept apart.
    pub near_misses: Vec<NearMiss>,
}

/// Somebody or something that takes part in an event, across articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventMember {
    /// As what.
    pub role: Role,
    /// An index into [`crate::Weighing::entities`], where it is a known entity.
    pub entity: Option<usize>,
    /// In an article's own words.
    pub text: String,
}

/// When an event happened, and how that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventWhen {
    /// The day or interval.
    pub value: Interval,
    /// `stated` where an article says the date itself, `deduced` where it had to be reckoned.
    pub basis: crate::Basis,
    /// The words that say so.
    pub evidence: Option<ArticleSpan>,
    /// The reckoning, in words.
    pub why: String,
}

/// An event that looks like this one and was kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearMiss {
    /// An index into [`crate::Weighing::events`].
    pub event: usize,
    /// What kept them apart.
    pub why: String,
}
