//! Origins: where reports come from. Reports that rest on one origin count once.

use serde::{Deserialize, Serialize};

use crate::ArticleSpan;

/// One origin. Counting origins gives an upper bound on independence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// "a senior source, via Reuters".
    pub label: String,
    /// What makes it one.
    pub basis: OriginBasis,
    /// The words that show it.
    pub evidence: Vec<ArticleSpan>,
    /// The articles that rest on it, as indexes.
    pub articles: Vec<usize>,
}

/// What makes reports rest on one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OriginBasis {
    /// The outlet's own reporting.
    OwnReporting,
    /// The report says where it has it from.
    Cited,
    /// It links there.
    Linked,
    /// Shared text.
    Copied,
    /// The same named source on the same occasion.
    SharedSource,
    /// Not known; never counted as independent.
    Unknown,
}

impl OriginBasis {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OwnReporting => "own-reporting",
            Self::Cited => "cited",
            Self::Linked => "linked",
            Self::Copied => "copied",
            Self::SharedSource => "shared-source",
            Self::Unknown => "unknown",
        }
    }
}
