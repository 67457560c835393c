//! Who said what: source, cue and content, in the terms of PARC 3 and PolNeAR.

use gainsay_core::{Form, SourceKind, Stance};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// One attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// `s` and digits, see [`crate::present::ids`].
    pub id: String,
    /// Id of the article.
    pub article: String,
    /// Whose words they are.
    pub source: Source,
    /// The words that attribute: "told", "according to".
    pub cue: Option<Span>,
    /// What is attributed.
    pub content: Span,
    /// How it is given.
    pub form: Form,
    /// What the source does with the content.
    pub stance: Stance,
    /// Who stands between source and article: "told Reuters".
    pub via: Vec<Via>,
    /// Id of the attribution that this one is part of.
    pub within: Option<String>,
}

/// A source of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The source in the article's words; for a pronoun, the name of what it stands for.
    pub text: Option<String>,
    /// Where it is named.
    pub span: Option<Span>,
    /// Id of the entity it stands for.
    pub entity: Option<String>,
    /// What kind of source it is.
    pub kind: SourceKind,
}

/// An outlet between a source and the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Via {
    /// Its name in the article's words.
    pub text: Option<String>,
    /// Where it is named.
    pub span: Option<Span>,
    /// Id of the entity it stands for.
    pub entity: Option<String>,
}
