//! Who said what: source, cue and content, in the terms of PARC 3 and PolNeAR.

use serde::{Deserialize, Serialize};

use crate::Span;

/// One attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Whose words they are.
    pub source: Source,
    /// The words that attribute: "told", "according to"; `None` for a quotation that runs on.
    pub cue: Option<Span>,
    /// What is attributed. A quotation's marks lie inside the span where content is indirect or mixed and outside
    /// where it is direct.
    pub content: Span,
    /// How it is given.
    pub form: Form,
    /// What the source does with it.
    pub stance: Stance,
    /// Who stands between source and article: "told Reuters".
    pub via: Vec<Source>,
    /// The attribution this one is part of, as an index into [`crate::Reading::attributions`].
    pub within: Option<usize>,
    /// Its sentence (the cue's, or the content's where there is no cue), an index into [`crate::Reading::sentences`].
    pub sentence: usize,
}

/// A source of words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Where it is named; `None` where the article itself is the source or none is given.
    pub span: Option<Span>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// What it stands for, as an index into [`crate::Reading::chains`].
    pub chain: Option<usize>,
}

/// What kind of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A person or body by name.
    Named,
    /// The spokesman, the ministry: by office.
    Office,
    /// A newspaper, agency or broadcaster.
    Outlet,
    /// A report, a letter, statistics.
    Document,
    /// A senior source, officials who asked not to be named.
    Unnamed,
    /// Not known, or a pronoun that could not be resolved for sure.
    Unknown,
}

impl SourceKind {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Office => "office",
            Self::Outlet => "outlet",
            Self::Document => "document",
            Self::Unnamed => "unnamed",
            Self::Unknown => "unknown",
        }
    }
}

/// How content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// In quotation marks, all of it.
    Direct,
    /// In the article's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

impl Form {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// What a source does with content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it; dossier.md lists them")]
pub enum Stance {
    Asserts,
    Denies,
    Confirms,
    Questions,
    Plans,
    Demands,
    /// Says nothing of it: "declined to comment", "has not yet commented".
    NoComment,
}

impl Stance {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Denies => "denies",
            Self::Confirms => "confirms",
            Self::Questions => "questions",
            Self::Plans => "plans",
            Self::Demands => "demands",
            Self::NoComment => "no-comment",
        }
    }
}
