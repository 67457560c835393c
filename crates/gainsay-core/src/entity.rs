//! Entities: one for each person, organization or place of a story, whatever the spelling.

use serde::{Deserialize, Serialize};

use crate::{ArticleSpan, EntityKind};

/// One person, organization, place or other named thing across all articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The fullest good form.
    pub name: String,
    /// Every other form seen, other spellings included.
    pub aliases: Vec<Alias>,
    /// A description in an article's own words.
    pub description: Option<ArticleSpan>,
    /// Where it is mentioned.
    pub mentions: Vec<ArticleSpan>,
}

/// Another form of a name, and what joined it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The form as written.
    pub text: String,
    /// What joined it: same surname and office, transliteration, apposition, acronym…
    pub why: String,
}
