//! Events, claims and origins as shown.

use gainsay_core::{Claim, Event, MentionRef, Position};

use super::{Build, known};
use crate::present::view;

impl Build<'_> {
    pub(super) fn events(&self) -> Vec<view::Event> {
        self.parts.weighing.events.iter().enumerate().map(|(at, event)| self.event(at, event)).collect()
    }

    fn event(&self, at: usize, event: &Event) -> view::Event {
        let joined = event.why.iter().map(|text| view::Reason {
            decision: view::Decision::Joined,
            event: None,
            text: text.clone(),
        });
        let kept_apart = event.near_misses.iter().map(|near| view::Reason {
            decision: view::Decision::KeptApart,
            event: self.event_id(near.event),
            text: near.why.clone(),
        });
        view::Event {
            id: self.event_id(at).unwrap_or_default(),
            label: event.label.clone(),
            plover: event.plover,
            mode: event.mode.as_deref().and_then(known),
            participants: event
                .participants
                .iter()
                .map(|member| view::Participant {
                    role: member.role,
                    entity: member.entity.and_then(|entity| self.entity_id(entity)),
                    text: member.text.clone(),
                })
                .collect(),
            when: event.when.as_ref().map(|when| view::When {
                value: when.value.to_string(),
                basis: when.basis,
                evidence: when.evidence.and_then(|span| self.article_span(span)),
                why: known(&when.why),
            }),
            place: event.place.and_then(|place| self.entity_id(place)),
            status: event.status,
            mentions: event.mentions.iter().filter_map(|&mention| self.mention(mention)).collect(),
            why: joined.chain(kept_apart).collect(),
        }
    }

    fn mention(&self, at: MentionRef) -> Option<view::Mention> {
        let reading = self.parts.readings.get(at.article)?;
        let mention = reading.events.get(at.index)?;
        let sentence = reading.sentences.get(mention.sentence)?;
        Some(view::Mention {
            span: self.span(at.article, mention.span)?,
            sentence: self.span(at.article, sentence.span)?,
            article: self.article_id(at.article),
            factuality: mention.factuality,
        })
    }

    pub(super) fn claims(&self) -> Vec<view::Claim> {
        self.parts.weighing.claims.iter().enumerate().map(|(at, claim)| self.claim(at, claim)).collect()
    }

    fn claim(&self, at: usize, claim: &Claim) -> view::Claim {
        let positions = claim.positions.iter().enumerate();
        let values = claim.values.iter().map(|value| view::Value {
            value: value.value.clone(),
            positions: value.positions.iter().filter_map(|&position| self.position_id(at, position)).collect(),
            origins: value.origins,
        });
        view::Claim {
            id: self.claim_id(at).unwrap_or_default(),
            label: claim.label.clone(),
            event: claim.event.and_then(|event| self.event_id(event)),
            facet: claim.facet,
            values: values.collect(),
            status: claim.status,
            positions: positions
                .filter_map(|(index, position)| self.position(self.position_id(at, index)?, position))
                .collect(),
            why: claim.why.clone(),
        }
    }

    fn position(&self, id: String, position: &Position) -> Option<view::Position> {
        let article = self.parts.articles.get(position.evidence.article);
        // Where the outlet isn't known, weighing calls it by the article's location, which is no name.
        let is_location = |name: &str| article.is_some_and(|article| article.location == name);
        let chain = position.chain.iter().map(|link| view::ChainLink {
            name: known(&link.name).filter(|name| !is_location(name)),
            kind: link.kind,
            entity: link.entity.and_then(|entity| self.entity_id(entity)),
        });
        Some(view::Position {
            id,
            stance: position.stance,
            value: position.value.clone(),
            factuality: position.factuality,
            chain: chain.collect(),
            origin: self.origin_id(position.origin),
            as_of: position.as_of.map(|day| day.to_string()),
            evidence: self.article_span(position.evidence)?,
            cue: position.cue.and_then(|cue| self.article_span(cue)),
            attribution: position.attribution.and_then(|at| self.attribution_id(at)),
        })
    }

    fn origin_id(&self, origin: usize) -> Option<String> {
        self.ids.origins.get(origin).cloned()
    }

    /// An origin's label; a location that stands for an outlet nobody names is shown as what it is.
    fn origin_label(&self, label: &str) -> String {
        let Some(article) = self.parts.articles.iter().find(|article| article.location == label) else {
            return label.to_owned();
        };
        let title = article.title.as_ref().and_then(|title| known(&title.text));
        let file = || label.rsplit('/').next().unwrap_or(label).to_owned();
        format!("outlet not known (\u{201c}{}\u{201d})", title.unwrap_or_else(file))
    }

    pub(super) fn origins(&self) -> Vec<view::Origin> {
        let Self { parts, .. } = self;
        let mut positions_of = vec![Vec::new(); parts.weighing.origins.len()];
        for (at, claim) in parts.weighing.claims.iter().enumerate() {
            for (index, position) in claim.positions.iter().enumerate() {
                if let Some(positions) = positions_of.get_mut(position.origin) {
                    positions.extend(self.position_id(at, index));
                }
            }
        }
        let origins = parts.weighing.origins.iter().zip(positions_of).enumerate();
        let shown = origins.map(|(at, (origin, positions))| view::Origin {
            id: self.origin_id(at).unwrap_or_default(),
            label: self.origin_label(&origin.label),
            basis: origin.basis,
            evidence: self.article_spans(&origin.evidence),
            articles: self.article_ids(&origin.articles),
            positions,
        });
        shown.collect()
    }
}
