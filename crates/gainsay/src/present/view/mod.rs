//! The dossier as plain data: what `gainsay/dossier/1` says, field by field.
//!
//! In: nothing; these are types alone. A field that is unknown is `null`, never a guess and never an empty string.
//! Ids are strings, unique in one dossier, made of what a thing rests on ([`super::ids`]) and begun with a letter: `a`
//! articles, `n` entities, `s` attributions, `e` events, `c` claims, `p` positions, `o` origins, `st` stories. Dates are EDTF (ISO 8601-2, level 1).

mod article;
mod attribution;
mod claim;
mod entity;
mod event;
mod origin;
mod span;
mod story;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use article::{Article, Capture, Dating, Region, Revision};
pub use attribution::{Attribution, Source, Via};
pub use claim::{ChainLink, Claim, Position, Value};
pub use entity::{AliasReason, Entity};
pub use event::{Decision, Event, Mention, Participant, Reason, When};
pub use origin::Origin;
pub use span::Span;
pub use story::{Problem, Story, TimelineEntry};

/// The name and version of the format.
pub const SCHEMA: &str = "gainsay/dossier/1";

/// Who said what, what happened when, on how many origins it rests and who gainsays it, each with its exact sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "gainsay dossier 1")]
pub struct Dossier {
    /// `gainsay/dossier/1`.
    pub schema: String,
    /// What made it.
    pub tool: Tool,
    /// The articles it was made of.
    pub articles: Vec<Article>,
    /// Persons, organizations, places and other named things.
    pub entities: Vec<Entity>,
    /// Who said what.
    pub attributions: Vec<Attribution>,
    /// What happened: one event for each occurrence in the world, however many articles tell of it.
    pub events: Vec<Event>,
    /// What is asserted, and by whom it is gainsaid.
    pub claims: Vec<Claim>,
    /// Where it comes from. Reports that rest on one origin count once.
    pub origins: Vec<Origin>,
    /// Which articles, events and claims belong to one unfolding matter.
    pub stories: Vec<Story>,
    /// The events in order of time, undated ones last.
    pub timeline: Vec<TimelineEntry>,
    /// What could not be read or decided.
    pub problems: Vec<Problem>,
}

/// What made a dossier. The same tool, models and articles make the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// `gainsay`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The models it read with.
    pub models: Vec<Model>,
}

/// A trained model that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Model {
    /// Its name.
    pub name: String,
    /// SHA-256 of its weights, in hexadecimal.
    pub sha256: String,
}
