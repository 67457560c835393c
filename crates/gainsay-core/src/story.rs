//! Stories: articles on one unfolding matter, and their line of time.

use serde::{Deserialize, Serialize};

use crate::{ArticleSpan, EventStatus, Interval};

/// One story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// A title in the source's own words.
    pub title: String,
    /// Its articles, as indexes.
    pub articles: Vec<usize>,
    /// Its events, as indexes into [`crate::Weighing::events`].
    pub events: Vec<usize>,
    /// Its claims, as indexes into [`crate::Weighing::claims`].
    pub claims: Vec<usize>,
}

/// One dated line of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When; `None` for undated events, which come last.
    pub when: Option<Interval>,
    /// An index into [`crate::Weighing::events`].
    pub event: usize,
    /// The event's label.
    pub label: String,
    /// How it stands with it.
    pub status: EventStatus,
    /// The sentences that tell of it.
    pub evidence: Vec<ArticleSpan>,
}
