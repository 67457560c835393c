//! Events in order of time, undated ones last.

use gainsay_core::{Event, TimelineEntry};

use crate::context::Context;

/// The line of time.
pub(crate) fn timeline(context: &Context<'_>, events: &[Event]) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> = events
        .iter()
        .enumerate()
        .map(|(index, event)| TimelineEntry {
            when: event.when.as_ref().map(|w| w.value),
            event: index,
            label: event.label.clone(),
            status: event.status,
            evidence: event
                .mentions
                .iter()
                .map(|&at| context.sentence(at.article, context.event(at).sentence))
                .collect(),
        })
        .collect();
    sort(&mut entries);
    for entry in &mut entries {
        entry.evidence.dedup();
    }
    entries
}

/// In order of time, undated ones last.
pub(crate) fn sort(entries: &mut [TimelineEntry]) {
    entries.sort_by_key(|e| {
        let days = e.when.and_then(|w| w.days());
        (e.when.is_none(), e.when.and_then(|w| w.first.or(w.last)), days, e.event)
    });
}
