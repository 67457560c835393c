//! What comes of weighing many readings against one another.

use serde::{Deserialize, Serialize};

use crate::{Claim, Dating, Entity, Event, Origin, Problem, Span, Story, TimelineEntry};

/// Everything weighed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Weighing {
    /// Dates of publication after weighing, one for each article: those that others' dates could tell are filled in.
    pub published: Vec<Dating>,
    /// Entities across articles.
    pub entities: Vec<Entity>,
    /// For each article, for each of its chains, its entity.
    pub entity_of_chain: Vec<Vec<Option<usize>>>,
    /// Events across articles.
    pub events: Vec<Event>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Origins.
    pub origins: Vec<Origin>,
    /// Stories.
    pub stories: Vec<Story>,
    /// The line of time.
    pub timeline: Vec<TimelineEntry>,
    /// What could not be decided.
    pub problems: Vec<Problem>,
}

/// A span in one of several articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleSpan {
    /// The article, as an index.
    pub article: usize,
    /// Where in its text.
    pub span: Span,
}

/// Something read in one of several articles: an event mention, an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionRef {
    /// The article, as an index.
    pub article: usize,
    /// An index into the list of that reading that the field's doc names.
    pub index: usize,
}
