//! A person, an organization, a place on a page of its own, and all of a story as a table.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use gainsay_core::EntityKind;
use maud::{Markup, html};

use super::{Edition, Part, few, glyphs, story::cut, when};
use crate::present::{
    digest::StoryDigest,
    view::{Claim, Entity, Event, Position, Span},
    words,
};

/// How many names of a kind a story's page shows.
const NAMES: usize = 30;

impl<'d> Edition<'d> {
    /// An entity's page, from its heading down; nothing where there is no such entity.
    pub fn entity(&self, id: &str) -> Option<Markup> {
        let entity = self.digest.entity(id)?;
        Some(html! {
            p.kicker { (words::entity_kind(entity.kind)) }
            h1 { (entity.name) }
            @if let Some(description) = &entity.description {
                p.summary { (description.exact) " " span.where { "(" (self.place(description)) ")" } }
            }
            p.standing { (self.correct(id, "Correct this name")) }
            (self.positions_of(entity))
            (self.statements_of(entity))
            (self.events_of(entity))
            (self.aliases(entity))
            (self.mentions_of(entity))
        })
    }

    /// An entity within a file of all: folded.
    pub(super) fn folded_entity(&self, entity: &Entity) -> Markup {
        html! {
            details.entry {
                summary { (entity.name) " · " (words::entity_kind(entity.kind).to_lowercase()) }
                div id=(entity.id) {
                    @if let Some(description) = &entity.description { p.summary { (description.exact) } }
                    (alias_table(entity))
                    (self.mention_list(entity))
                }
            }
        }
    }

    /// Claims on which this entity takes a position.
    fn positions_of(&self, entity: &Entity) -> Markup {
        let holds = |position: &&Position| {
            position.chain.last().is_some_and(|source| source.entity.as_deref() == Some(entity.id.as_str()))
        };
        let mut positions: Vec<(&Claim, &Position)> = Vec::new();
        for claim in &self.digest.dossier.claims {
            // Who affirms a thing and later denies it takes two positions.
            let mut seen = BTreeSet::new();
            let taken = claim.positions.iter().filter(holds);
            let taken = taken.filter(|one| seen.insert((one.stance, words::value_shown(one))));
            positions.extend(taken.map(|position| (claim, position)));
        }
        html! {
            @if !positions.is_empty() {
                section aria-labelledby="positions" {
                    h2 id="positions" { "Positions on claims " span.number { (positions.len()) } }
                    (few(&positions, 12, None, ("position", "positions"), |positions| html! {
                        ul.plain {
                            @for (claim, position) in positions {
                                li {
                                    (glyphs::stance(position.stance)) (words::side(position.stance))
                                    @if let Some(value) = words::value_shown(position) { " (" (words::value(value)) ")" }
                                    ": "
                                    a href=(self.links.claim(&claim.id)) { (words::label(&claim.label)) } " " (glyphs::status(claim, &self.digest))
                                }
                            }
                        }
                    }))
                }
            }
        }
    }

    fn events_of(&self, entity: &Entity) -> Markup {
        let takes_part = |event: &&Event| {
            event.place.as_deref() == Some(entity.id.as_str())
                || event.participants.iter().any(|one| one.entity.as_deref() == Some(entity.id.as_str()))
        };
        let mut events: Vec<&Event> = self.digest.dossier.events.iter().filter(takes_part).collect();
        events.sort_by_key(|event| (event.when.is_none(), event.when.as_ref().map(|date| date.value.as_str())));
        html! {
            @if !events.is_empty() {
                section aria-labelledby="events" {
                    h2 id="events" { "Events " span.number { (events.len()) } }
                    (few(&events, 12, None, ("event", "events"), |events| html! {
                        ol.time {
                            @for event in events {
                                li {
                                    @match &event.when { Some(date) => (when(&date.value)), None => span.undated { "date not known" } }
                                    div { a.label href=(self.links.event(&event.id)) { (words::label(&event.label)) } }
                                }
                            }
                        }
                    }))
                }
            }
        }
    }

    fn aliases(&self, entity: &Entity) -> Markup {
        html! {
            @if !entity.why.is_empty() {
                section aria-labelledby="names" {
                    h2 id="names" { "Also called" }
                    (alias_table(entity))
                }
            }
        }
    }

    fn mentions_of(&self, entity: &Entity) -> Markup {
        html! {
            @if !entity.mentions.is_empty() {
                section aria-labelledby="mentions" { h2 id="mentions" { "Named in" } (self.mention_list(entity)) }
            }
        }
    }

    /// The articles that name an entity, with how often.
    fn mention_list(&self, entity: &Entity) -> Markup {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        let mut firsts: Vec<&Span> = Vec::new();
        for span in &entity.mentions {
            let count = times.entry(&span.article).or_default();
            *count += 1;
            if *count == 1 {
                firsts.push(span);
            }
        }
        few(&firsts, 30, None, ("article", "articles"), |spans| {
            html! {
                ul.plain {
                    @for span in spans {
                        li { (self.place(span)) " · " (words::count(times[span.article.as_str()], "time", "times")) }
                    }
                }
            }
        })
    }

    /// The entities of a story by kind, those with most mentions first; folded.
    pub(super) fn who_is_who(&self, story: &StoryDigest<'_>) -> Markup {
        html! {
            @for (kind, entities) in self.by_kind(story) {
                @if !entities.is_empty() {
                    details {
                        summary { (words::entity_kinds(kind)) " (" (entities.len()) ")" }
                        (few(&entities, NAMES, self.links.part(story.id, Part::Names), ("name", "names"), |entities| self.entity_table(entities)))
                    }
                }
            }
        }
    }

    /// A page of these: the kinds that fall into the range.
    pub(super) fn names_page(&self, story: &StoryDigest<'_>, range: &Range<usize>) -> (Markup, usize) {
        let mut before = 0;
        let mut sections = Vec::new();
        for (kind, entities) in self.by_kind(story) {
            let inside = range.start.saturating_sub(before)..range.end.saturating_sub(before);
            let shown = cut(&entities, &inside);
            before += entities.len();
            if !shown.is_empty() {
                sections.push(html! {
                    section {
                        h2 { (words::entity_kinds(kind)) " " span.number { (entities.len()) } }
                        (self.entity_table(shown))
                    }
                });
            }
        }
        (html! { @for section in sections { (section) } }, before)
    }

    fn by_kind(&self, story: &StoryDigest<'_>) -> [(EntityKind, Vec<&'d Entity>); 4] {
        [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Other]
            .map(|kind| (kind, self.story_entities(story, kind)))
    }

    fn story_entities(&self, story: &StoryDigest<'_>, kind: EntityKind) -> Vec<&'d Entity> {
        let articles: BTreeSet<&str> = story.articles.iter().map(|article| article.id.as_str()).collect();
        let in_story = |entity: &&Entity| {
            entity.kind == kind && entity.mentions.iter().any(|span| articles.contains(span.article.as_str()))
        };
        let mut entities: Vec<&Entity> = self.digest.dossier.entities.iter().filter(in_story).collect();
        entities.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
        entities
    }

    fn entity_table(&self, entities: &[&Entity]) -> Markup {
        html! {
            table {
                thead { tr { th scope="col" { "Name" } th scope="col" { "Also" } th scope="col" { "Is" } } }
                tbody {
                    @for entity in entities {
                        tr {
                            th scope="row" { a href=(self.links.entity(&entity.id)) { (entity.name) } }
                            td { (entity.aliases.join(", ")) }
                            td { @if let Some(is) = &entity.description { (is.exact) } }
                        }
                    }
                }
            }
        }
    }
}

fn alias_table(entity: &Entity) -> Markup {
    html! {
        @if !entity.why.is_empty() {
            table {
                thead { tr { th scope="col" { "Also called" } th scope="col" { "Why it is the same" } } }
                tbody { @for reason in &entity.why { tr { th scope="row" { (reason.alias) } td { (reason.why) } } } }
            }
        }
    }
}
