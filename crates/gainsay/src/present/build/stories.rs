//! Stories and their line of time as shown.

use super::{Build, id};
use crate::present::view;

impl Build<'_> {
    pub(super) fn stories(&self) -> Vec<view::Story> {
        let claims = self.parts.weighing.claims.len();
        let stories = self.parts.weighing.stories.iter().enumerate().map(|(at, story)| view::Story {
            id: id("st", at),
            title: story.title.clone(),
            articles: self.article_ids(&story.articles),
            events: story.events.iter().filter_map(|&event| self.event_id(event)).collect(),
            claims: story.claims.iter().filter(|&&claim| claim < claims).map(|&claim| id("c", claim)).collect(),
        });
        stories.collect()
    }

    pub(super) fn timeline(&self) -> Vec<view::TimelineEntry> {
        let entries = self.parts.weighing.timeline.iter().filter_map(|entry| {
            Some(view::TimelineEntry {
                when: entry.when.map(|when| when.to_string()),
                event: self.event_id(entry.event)?,
                label: entry.label.clone(),
                status: entry.status,
                evidence: self.article_spans(&entry.evidence),
            })
        });
        entries.collect()
    }
}
