//! How sure a source is that something happened.

use serde::{Deserialize, Serialize};

/// A FactBank value (Saurí & Pustejovsky 2009), always relative to a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Factuality {
    /// CT+: certainly happened.
    #[serde(rename = "CT+")]
    Certain,
    /// PR+: probably.
    #[serde(rename = "PR+")]
    Probable,
    /// PS+: possibly.
    #[serde(rename = "PS+")]
    Possible,
    /// CT-: certainly not.
    #[serde(rename = "CT-")]
    CertainNot,
    /// PR-: probably not.
    #[serde(rename = "PR-")]
    ProbableNot,
    /// PS-: possibly not.
    #[serde(rename = "PS-")]
    PossibleNot,
    /// CTu: certain whether, not said.
    #[serde(rename = "CTu")]
    CertainUnknown,
    /// Uu: not committed: questions, plans, conditions, demands.
    #[serde(rename = "Uu")]
    Unknown,
}

impl Factuality {
    /// FactBank's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "CT+",
            Self::Probable => "PR+",
            Self::Possible => "PS+",
            Self::CertainNot => "CT-",
            Self::ProbableNot => "PR-",
            Self::PossibleNot => "PS-",
            Self::CertainUnknown => "CTu",
            Self::Unknown => "Uu",
        }
    }

    /// Whether it says that it did not happen, however surely.
    pub const fn is_negative(self) -> bool {
        matches!(self, Self::CertainNot | Self::ProbableNot | Self::PossibleNot)
    }

    /// Whether it is said without a hedge.
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::Certain | Self::CertainNot)
    }

    /// The same sureness of the contrary; what is not committed stays so.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::Certain => Self::CertainNot,
            Self::Probable => Self::ProbableNot,
            Self::Possible => Self::PossibleNot,
            Self::CertainNot => Self::Certain,
            Self::ProbableNot => Self::Probable,
            Self::PossibleNot => Self::Possible,
            other => other,
        }
    }
}
