//! Stories and their line of time as shown.

use super::Build;
use crate::present::view;

impl Build<'_> {
    pub(super) fn stories(&self) -> Vec<view::Story> {
        let stories = self.parts.weighing.stories.iter().enumerate().map(|(at, story)| view::Story {
            id: self.ids.stories.get(at).cloned().unwrap_or_default(),
            title: story.title.clone(),
            articles: self.article_ids(&story.articles),
            events: story.events.iter().filter_map(|&event| self.event_id(event)).collect(),
            claims: story.claims.iter().filter_map(|&claim| self.claim_id(claim)).collect(),
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
