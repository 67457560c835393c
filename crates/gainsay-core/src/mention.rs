//! Mentions of persons, organizations and places in one article, and the chains they form.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::Span;

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it; dossier.md lists them")]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Other,
}

impl EntityKind {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MentionForm {
    /// By name: "Marta Lind", "the Ministry of Health".
    Name,
    /// By description: "the minister", "a senior source", "the company".
    Nominal,
    /// By pronoun: "she", "they", "it".
    Pronoun,
    /// By a nationality word: "Norwegian" stands for its place, as an adjective.
    Demonym,
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands: for a name, the name alone, without title or office; for a description, the noun phrase
    /// without its relative clause.
    pub span: Span,
    /// Its tokens, as a range into [`crate::Reading::tokens`].
    pub tokens: Range<usize>,
    /// Its head token.
    pub head: usize,
    /// What kind of thing it stands for.
    pub kind: EntityKind,
    /// How it refers.
    pub form: MentionForm,
    /// Its chain, as an index into [`crate::Reading::chains`]; `None` where it isn't sure what it stands for.
    pub chain: Option<usize>,
}

/// All mentions of one thing in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The fullest name in this article, without title or office; for a thing never named, its description.
    pub name: String,
    /// Whether any mention is a name.
    pub named: bool,
    /// Its mentions, as indexes into [`crate::Reading::mentions`], in order.
    pub mentions: Vec<usize>,
    /// What the article says it is: office, title or apposition ("Norway's health minister").
    pub description: Option<Span>,
    /// What joined its mentions, in words, one for each alias.
    pub why: Vec<String>,
}
