//! What could not be read or decided.

use serde::{Deserialize, Serialize};

/// A problem: never a failure of the whole, always said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// What sort of problem.
    pub kind: ProblemKind,
    /// The path or URL it is about, as given.
    pub location: String,
    /// A sentence that names what is wrong and the mend.
    pub message: String,
}

/// What sort of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// Not read at all: missing, forbidden, of an unknown kind.
    Unreadable,
    /// Read in part: cut at a limit, or broken inside.
    Partial,
    /// Its characters could not be told for sure.
    Encoding,
    /// Nothing that reads as an article.
    NoArticle,
    /// Not in a language that gainsay reads.
    Language,
    /// No date, or dates that don't fit together.
    Date,
    /// The same bytes given twice.
    Duplicate,
    /// Something that could not be decided.
    Undecided,
}

impl ProblemKind {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Partial => "partial",
            Self::Encoding => "encoding",
            Self::NoArticle => "no-article",
            Self::Language => "language",
            Self::Date => "date",
            Self::Duplicate => "duplicate",
            Self::Undecided => "undecided",
        }
    }
}
