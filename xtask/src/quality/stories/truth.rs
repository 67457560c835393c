//! `truth.toml`: what a careful reader takes from a story's articles.

use serde::Deserialize;

/// Everything known to be true of a story.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Truth {
    pub(super) article: Vec<ArticleTruth>,
    pub(super) entity: Vec<EntityTruth>,
    pub(super) apart: Vec<ApartTruth>,
    pub(super) said: Vec<SaidTruth>,
    pub(super) not_said: Vec<SaidTruth>,
    pub(super) event: Vec<EventTruth>,
    pub(super) separate: Vec<SeparateTruth>,
    pub(super) claim: Vec<ClaimTruth>,
    pub(super) same_origin: Vec<SameOriginTruth>,
}

/// An article's metadata, and what belongs to its content and what doesn't.
#[derive(Debug, Deserialize)]
pub(super) struct ArticleTruth {
    pub(super) file: String,
    pub(super) title: Option<String>,
    pub(super) outlet: Option<OneOrMany>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    #[serde(default)]
    pub(super) keeps: Vec<String>,
    #[serde(default)]
    pub(super) drops: Vec<String>,
}

/// Names of one entity.
#[derive(Debug, Deserialize)]
pub(super) struct EntityTruth {
    pub(super) names: Vec<String>,
    pub(super) kind: Option<String>,
}

/// Names of two entities.
#[derive(Debug, Deserialize)]
pub(super) struct ApartTruth {
    pub(super) names: [String; 2],
}

/// Who said what, or who did not.
#[derive(Debug, Deserialize)]
pub(super) struct SaidTruth {
    pub(super) file: String,
    pub(super) content: String,
    pub(super) source: String,
    pub(super) via: Option<String>,
    pub(super) form: Option<String>,
}

/// One event and the reports that tell of it.
#[derive(Debug, Deserialize)]
pub(super) struct EventTruth {
    pub(super) id: String,
    pub(super) evidence: Vec<Evidence>,
    #[serde(rename = "type")]
    pub(super) plover: Option<Vec<String>>,
    #[serde(default)]
    pub(super) who: Vec<String>,
    #[serde(rename = "where")]
    pub(super) place: Option<OneOrMany>,
    pub(super) when: Option<OneOrMany>,
    pub(super) status: Option<String>,
}

/// Ids of events that are different.
#[derive(Debug, Deserialize)]
pub(super) struct SeparateTruth {
    pub(super) events: Vec<String>,
}

/// One claim and who takes which position.
#[derive(Debug, Deserialize)]
pub(super) struct ClaimTruth {
    pub(super) id: String,
    pub(super) status: Option<String>,
    #[serde(default)]
    pub(super) affirms: Vec<Evidence>,
    #[serde(default)]
    pub(super) denies: Vec<Evidence>,
    #[serde(default, rename = "no-comment")]
    pub(super) no_comment: Vec<Evidence>,
    #[serde(default)]
    pub(super) unconfirmed: Vec<Evidence>,
    pub(super) affirming_origins: Option<usize>,
}

/// Reports that share an origin, or don't.
#[derive(Debug, Deserialize)]
pub(super) struct SameOriginTruth {
    pub(super) id: String,
    pub(super) evidence: Vec<Evidence>,
    #[serde(default = "yes")]
    pub(super) same: bool,
}

/// A sentence of a report.
#[derive(Debug, Deserialize)]
pub(super) struct Evidence {
    pub(super) file: String,
    pub(super) text: String,
    pub(super) word: Option<String>,
    pub(super) holder: Option<String>,
}

/// One text, or several of which any fits.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(super) fn any(&self, fits: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::One(text) => fits(text),
            Self::Many(texts) => texts.iter().any(|text| fits(text)),
        }
    }
}

fn yes() -> bool {
    true
}
