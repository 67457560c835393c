//! What happened.

use gainsay_core::{Basis, EventStatus, Factuality, Plover, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// One occurrence in the world, however many articles tell of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `e` and digits, see [`crate::present::ids`].
    pub id: String,
    /// A short label made of the source's own words.
    pub label: String,
    /// PLOVER event type, where one fits.
    #[serde(rename = "type")]
    pub plover: Option<Plover>,
    /// PLOVER mode, where one fits.
    pub mode: Option<String>,
    /// Who and what takes part.
    pub participants: Vec<Participant>,
    /// When it happened.
    pub when: Option<When>,
    /// Id of the entity where it happened.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// How it stands with it, as of the latest report.
    pub status: EventStatus,
    /// Where it is told of.
    pub mentions: Vec<Mention>,
    /// What joined its mentions, and what kept apart those that look alike.
    pub why: Vec<Reason>,
}

/// Somebody or something that takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// As what.
    pub role: Role,
    /// Id of the entity.
    pub entity: Option<String>,
    /// In an article's own words.
    pub text: String,
}

/// When an event happened, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// EDTF, intervals allowed.
    pub value: String,
    /// What it rests on.
    pub basis: Basis,
    /// The words that say so.
    pub evidence: Option<Span>,
    /// The reckoning in words.
    pub why: Option<String>,
}

/// One report's mention of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// The predicate.
    pub span: Span,
    /// Its sentence.
    pub sentence: Span,
    /// Id of the article.
    pub article: String,
    /// How sure the report's own source is that it happened: a FactBank value.
    pub factuality: Factuality,
}

/// Why mentions were joined or events kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// What was decided.
    pub decision: Decision,
    /// For what was kept apart, the id of the other event.
    pub event: Option<String>,
    /// The reason in words.
    pub text: String,
}

/// What was decided about two mentions or events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// They tell of one event.
    Joined,
    /// They look alike and are two events.
    KeptApart,
}
