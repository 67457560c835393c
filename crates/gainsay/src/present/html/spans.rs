//! What stands in each article: looked up once for all pages, so that no page goes through everything for one article.

use std::collections::BTreeMap;

use crate::present::view::{Attribution, Claim, Dossier, Entity, Event, Mention, Position, Span, When};

/// The words that show what an origin is, by origin and article.
pub(super) struct Evidence<'d>(BTreeMap<&'d str, BTreeMap<&'d str, Vec<&'d Span>>>);

impl<'d> Evidence<'d> {
    pub(super) fn new(dossier: &'d Dossier) -> Self {
        let mut evidence: BTreeMap<&str, BTreeMap<&str, Vec<&Span>>> = BTreeMap::new();
        for origin in &dossier.origins {
            for span in &origin.evidence {
                evidence.entry(&origin.id).or_default().entry(&span.article).or_default().push(span);
            }
        }
        Self(evidence)
    }

    /// Those of one origin in one article.
    pub(super) fn of(&self, origin: &str, article: &str) -> &[&'d Span] {
        self.0.get(origin).and_then(|inside| inside.get(article)).map_or(&[], Vec::as_slice)
    }
}

/// What stands in one article.
#[derive(Default)]
struct Inside<'d> {
    positions: Vec<(&'d Claim, &'d Position)>,
    said: Vec<&'d Attribution>,
    mentions: Vec<(&'d Event, &'d Mention)>,
    dates: Vec<&'d When>,
    names: Vec<(&'d Entity, &'d Span)>,
}

/// What stands in each article, by its id.
pub(super) struct Spans<'d>(BTreeMap<&'d str, Inside<'d>>);

impl<'d> Spans<'d> {
    pub(super) fn new(dossier: &'d Dossier) -> Self {
        let mut inside: BTreeMap<&str, Inside<'d>> = BTreeMap::new();
        for claim in &dossier.claims {
            for position in &claim.positions {
                inside.entry(&position.evidence.article).or_default().positions.push((claim, position));
            }
        }
        for said in &dossier.attributions {
            inside.entry(&said.article).or_default().said.push(said);
        }
        for event in &dossier.events {
            for mention in &event.mentions {
                inside.entry(&mention.article).or_default().mentions.push((event, mention));
            }
            if let Some((when, evidence)) = event.when.as_ref().and_then(|when| Some((when, when.evidence.as_ref()?))) {
                inside.entry(&evidence.article).or_default().dates.push(when);
            }
        }
        for entity in &dossier.entities {
            for span in &entity.mentions {
                inside.entry(&span.article).or_default().names.push((entity, span));
            }
        }
        Self(inside)
    }

    /// Positions whose evidence stands in an article, each with its claim.
    pub(super) fn positions(&self, article: &str) -> &[(&'d Claim, &'d Position)] {
        self.0.get(article).map_or(&[], |inside| &inside.positions)
    }

    /// What is said in an article.
    pub(super) fn said(&self, article: &str) -> &[&'d Attribution] {
        self.0.get(article).map_or(&[], |inside| &inside.said)
    }

    /// The mentions of events in an article.
    pub(super) fn mentions(&self, article: &str) -> &[(&'d Event, &'d Mention)] {
        self.0.get(article).map_or(&[], |inside| &inside.mentions)
    }

    /// The dates of events that rest on words of an article.
    pub(super) fn dates(&self, article: &str) -> &[&'d When] {
        self.0.get(article).map_or(&[], |inside| &inside.dates)
    }

    /// The names in an article.
    pub(super) fn names(&self, article: &str) -> &[(&'d Entity, &'d Span)] {
        self.0.get(article).map_or(&[], |inside| &inside.names)
    }
}
