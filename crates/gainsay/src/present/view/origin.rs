//! Where reports come from.

use gainsay_core::OriginBasis;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// One origin. Reports that rest on it count once; `unknown` is never counted as independent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// `o` and digits, see [`crate::present::ids`].
    pub id: String,
    /// Such as "a senior source, via Reuters".
    pub label: String,
    /// What makes it one.
    pub basis: OriginBasis,
    /// The words that show it: the cue, the byline, the shared text.
    pub evidence: Vec<Span>,
    /// Ids of the articles that rest on it.
    pub articles: Vec<String>,
    /// Ids of the positions that rest on it.
    pub positions: Vec<String>,
}
