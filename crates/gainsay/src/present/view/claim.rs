//! What is asserted, and by whom it is gainsaid.

use gainsay_core::{ClaimStatus, Facet, Factuality, PositionStance, SourceKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// One facet of an event on which reports take positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// `c` and digits, see [`crate::present::ids`].
    pub id: String,
    /// A short label made of the source's own words.
    pub label: String,
    /// Id of the event it is about.
    pub event: Option<String>,
    /// Which side of the event.
    pub facet: Facet,
    /// The values that are claimed; `true` and `false` for an occurrence.
    pub values: Vec<Value>,
    /// How it stands with it.
    pub status: ClaimStatus,
    /// Who takes which position.
    pub positions: Vec<Position>,
    /// Why it has that status.
    pub why: Vec<String>,
}

/// One value that is claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Value {
    /// The value.
    pub value: String,
    /// Ids of the positions that claim it.
    pub positions: Vec<String>,
    /// On how many origins it rests: an upper bound on independence.
    pub origins: usize,
}

/// A position that one report takes on a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// `p` and digits, see [`crate::present::ids`].
    pub id: String,
    /// What it does with the claim.
    pub stance: PositionStance,
    /// Which value it is about.
    pub value: String,
    /// How sure its source is: a FactBank value.
    pub factuality: Factuality,
    /// From the article's outlet inwards to whoever is the source.
    pub chain: Vec<ChainLink>,
    /// Id of the origin it rests on.
    pub origin: Option<String>,
    /// The date the position was taken, EDTF.
    pub as_of: Option<String>,
    /// The sentence.
    pub evidence: Span,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// Id of the attribution it comes from.
    pub attribution: Option<String>,
}

/// One link of a chain of attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChainLink {
    /// The name as the article gives it, pronouns replaced by what they stand for.
    pub name: Option<String>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Id of the entity it stands for.
    pub entity: Option<String>,
}
