//! An event on a page of its own: when, where, who, every report of it, and why these are one event.

use maud::{Markup, html};

use super::{Edition, few, glyphs, sentence, when};
use crate::present::{
    view::{Claim, Decision, Event, Mention, Reason},
    words,
};

impl<'d> Edition<'d> {
    /// An event's page, from its heading down; nothing where there is no such event.
    pub fn event(&self, id: &str) -> Option<Markup> {
        let event = self.digest.event(id)?;
        let of_event = |claim: &&Claim| claim.event.as_deref() == Some(id);
        let claims: Vec<&Claim> = self.digest.dossier.claims.iter().filter(of_event).collect();
        Some(html! {
            p.kicker { "Event" @if let Some(story) = self.story_of(|story| story.events.iter().any(|of| of == id)) { " in " (story) } }
            h1 { (words::label(&event.label)) }
            p.standing { (self.correct(id, "Correct this event")) }
            (self.event_facts(event))
            @if !claims.is_empty() {
                section aria-labelledby="claims" {
                    h2 id="claims" { "Claims about it " span.number { (claims.len()) } }
                    ul.plain {
                        @for claim in claims {
                            li { a href=(self.links.claim(&claim.id)) { (words::label(&claim.label)) } " " (glyphs::status(claim, &self.digest)) " " (self.count(claim)) }
                        }
                    }
                }
            }
            section aria-labelledby="reports" {
                h2 id="reports" { "Reports of it " span.number { (event.mentions.len()) } }
                (self.mentions(event))
            }
            (self.event_reasons(event, |title, body| html! { section { h2 { (title) } (body) } }))
        })
    }

    /// An event within a file of all: folded, with every report and reason.
    pub(super) fn folded_event(&self, event: &Event) -> Markup {
        html! {
            details.entry {
                summary { (event.label) @if let Some(date) = &event.when { " · " (when(&date.value)) } }
                div id=(event.id) {
                    (self.event_facts(event))
                    (self.mentions(event))
                    (self.event_reasons(event, |title, body| html! { p.note { (title) ":" } (body) }))
                }
            }
        }
    }

    /// When, where, of what kind, who takes part.
    pub(super) fn event_facts(&self, event: &Event) -> Markup {
        let status = words::status(event.status);
        html! {
            dl.facts {
                dt { "When" }
                dd {
                    @match &event.when {
                        Some(date) => {
                            (when(&date.value)) " — " (words::dated(date.basis))
                            @if let Some(why) = &date.why { ": " (why) }
                            @if let Some(evidence) = &date.evidence { " · " q { (evidence.exact) } " in " (self.place(evidence)) }
                        }
                        None => "not known",
                    }
                }
                @if let Some(place) = &event.place { dt { "Where" } dd { (self.name(place)) } }
                dt { "Status" } dd { @if status.is_empty() { "reported as having happened" } @else { (status) } }
                @if let Some(kind) = event.plover {
                    dt { "Kind" } dd { (kind.as_str().to_lowercase()) @if let Some(mode) = &event.mode { ", " (mode) } }
                }
                @for participant in &event.participants {
                    dt { (words::role(participant.role)) }
                    dd {
                        @match &participant.entity {
                            Some(entity) => (self.name(entity)),
                            None => (participant.text),
                        }
                    }
                }
            }
        }
    }

    fn mentions(&self, event: &Event) -> Markup {
        let mentions: Vec<&Mention> = event.mentions.iter().collect();
        few(&mentions, 20, None, ("report", "reports"), |mentions| {
            html! {
                ol.positions {
                    @for mention in mentions {
                        li {
                            blockquote dir="auto" { (sentence(&mention.sentence, &[&mention.span])) }
                            p.where { (self.place(&mention.sentence)) " · its source " (words::factuality(mention.factuality)) }
                        }
                    }
                }
            }
        })
    }

    fn event_reasons(&self, event: &Event, titled: impl Fn(&str, Markup) -> Markup) -> Markup {
        let (joined, apart): (Vec<&Reason>, Vec<&Reason>) =
            event.why.iter().partition(|reason| reason.decision == Decision::Joined);
        html! {
            @if !joined.is_empty() {
                (titled("Why these reports tell of one event", html! { ul { @for reason in joined { li { (reason.text) } } } }))
            }
            @if !apart.is_empty() {
                (titled("What looks alike and is kept apart", html! {
                    ul {
                        @for reason in apart {
                            li {
                                @if let Some(other) = reason.event.as_deref().and_then(|id| self.digest.event(id)) {
                                    a href=(self.links.event(&other.id)) { (other.label) } ": "
                                }
                                (reason.text)
                            }
                        }
                    }
                }))
            }
        }
    }
}
