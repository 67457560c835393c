//! Claims: one facet of an event on which reports take positions.

use serde::{Deserialize, Serialize};

use crate::{ArticleSpan, Factuality, Interval, SourceKind};

/// One claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// A short label made of the source's own words.
    pub label: String,
    /// What it is about, an index into [`crate::Weighing::events`].
    pub event: Option<usize>,
    /// Which side of the event.
    pub facet: Facet,
    /// The values that are claimed.
    pub values: Vec<Value>,
    /// How it stands with it.
    pub status: ClaimStatus,
    /// Who takes which position.
    pub positions: Vec<Position>,
    /// Why it has that status.
    pub why: Vec<String>,
}

/// Which side of an event a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it; dossier.md lists them")]
pub enum Facet {
    Occurrence,
    Time,
    Place,
    Participant,
    Quantity,
    Attribute,
}

impl Facet {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Occurrence => "occurrence",
            Self::Time => "time",
            Self::Place => "place",
            Self::Participant => "participant",
            Self::Quantity => "quantity",
            Self::Attribute => "attribute",
        }
    }
}

/// One value that is claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The value; `true` and `false` for occurrence.
    pub value: String,
    /// Who claims it, as indexes into [`Claim::positions`].
    pub positions: Vec<usize>,
    /// On how many origins it rests.
    pub origins: usize,
}

/// How it stands with a claim; the order in which the first that fits holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClaimStatus {
    /// Someone affirms it and someone denies it, or two origins give values that cannot both hold.
    Contested,
    /// A later report overtakes an earlier one.
    Superseded,
    /// Only denials.
    Denied,
    /// Only planned as of the last report.
    Announced,
    /// Only hedged.
    Unconfirmed,
    /// Two or more independent origins affirm it, none denies it.
    Corroborated,
    /// One origin affirms it.
    SingleOrigin,
}

impl ClaimStatus {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contested => "contested",
            Self::Superseded => "superseded",
            Self::Denied => "denied",
            Self::Announced => "announced",
            Self::Unconfirmed => "unconfirmed",
            Self::Corroborated => "corroborated",
            Self::SingleOrigin => "single-origin",
        }
    }
}

/// A position that one report takes on a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// What it does with the claim.
    pub stance: PositionStance,
    /// Which value it is about.
    pub value: String,
    /// How sure its source is.
    pub factuality: Factuality,
    /// From the article's outlet inwards to whoever is the source.
    pub chain: Vec<ChainLink>,
    /// An index into [`crate::Weighing::origins`].
    pub origin: usize,
    /// When the position was taken.
    pub as_of: Option<Interval>,
    /// The sentence.
    pub evidence: ArticleSpan,
    /// The words that attribute it.
    pub cue: Option<ArticleSpan>,
    /// The attribution it comes from: article, and index into that reading's attributions.
    pub attribution: Option<crate::MentionRef>,
}

/// What a position does with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PositionStance {
    /// Says it is so.
    Affirms,
    /// Says it isn't.
    Denies,
    /// Hedged, or only reported as possible.
    Unconfirmed,
    /// Declines to say.
    NoComment,
}

impl PositionStance {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Affirms => "affirms",
            Self::Denies => "denies",
            Self::Unconfirmed => "unconfirmed",
            Self::NoComment => "no-comment",
        }
    }
}

/// One link of a chain of attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainLink {
    /// The name as the article gives it (pronouns replaced by what they stand for).
    pub name: String,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// An index into [`crate::Weighing::entities`].
    pub entity: Option<usize>,
}
