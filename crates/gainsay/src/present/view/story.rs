//! Stories, their line of time, and what went wrong.

use gainsay_core::{EventStatus, ProblemKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// Articles, events and claims of one unfolding matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// `st` and digits, see [`crate::present::ids`].
    pub id: String,
    /// A title in the source's own words.
    pub title: String,
    /// Ids of its articles.
    pub articles: Vec<String>,
    /// Ids of its events.
    pub events: Vec<String>,
    /// Ids of its claims.
    pub claims: Vec<String>,
}

/// One dated line of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineEntry {
    /// EDTF.
    pub when: Option<String>,
    /// Id of the event.
    pub event: String,
    /// The event's label.
    pub label: String,
    /// How it stands with it.
    pub status: EventStatus,
    /// The sentences that tell of it.
    pub evidence: Vec<Span>,
}

/// What could not be read or decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// Id of the article, where it is about one that was read.
    pub article: Option<String>,
    /// The path or URL it is about, as given.
    pub location: String,
    /// What sort of problem.
    pub kind: ProblemKind,
    /// A sentence that names what is wrong and the mend.
    pub message: String,
}
