//! Persons, organizations, places and other named things across all articles.

use gainsay_core::EntityKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// One person, organization, place or other named thing, whatever the spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// `n` and digits, see [`crate::present::ids`].
    pub id: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The fullest good form.
    pub name: String,
    /// Every other form seen, other spellings included.
    pub aliases: Vec<String>,
    /// What an article says it is, in its own words.
    pub description: Option<Span>,
    /// Where it is mentioned.
    pub mentions: Vec<Span>,
    /// For each alias, what joined it.
    pub why: Vec<AliasReason>,
}

/// What joined an alias to its entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AliasReason {
    /// The form as written.
    pub alias: String,
    /// What joined it: same surname and office, transliteration, apposition, acronym…
    pub why: String,
}
