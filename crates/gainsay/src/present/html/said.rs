//! Who said what, and who is who.

use gainsay_core::{EntityKind, Form, Stance};
use maud::{Markup, html};

use super::Page;
use crate::present::{
    digest::{Speaker, Statement},
    words,
};

/// How many statements of a speaker stand open; the rest unfolds.
const OPEN: usize = 4;

impl Page<'_, '_> {
    pub(super) fn speakers(&self, id: &str, speakers: &[Speaker<'_>]) -> Markup {
        html! {
            @if !speakers.is_empty() {
                section aria-labelledby=(id) {
                    h2 id=(id) { "Who said what" }
                    p.note { "Quotation marks hold words as the article quotes them; the rest is the article’s wording." }
                    @for speaker in speakers { (self.speaker(speaker)) }
                }
            }
        }
    }

    fn speaker(&self, speaker: &Speaker<'_>) -> Markup {
        let (open, folded) = speaker.statements.split_at(speaker.statements.len().min(OPEN));
        html! {
            div.speaker {
                h3 {
                    (speaker.name)
                    @if let Some(description) = speaker.description { span.description { ", " (description.exact) } }
                    @let kind = words::source_kind(speaker.kind);
                    @if !kind.is_empty() { span.badge { (kind) } }
                }
                ul.statements { @for statement in open { (self.statement(statement)) } }
                @if !folded.is_empty() {
                    details { summary { (words::count(folded.len(), "more statement", "more statements")) }
                        ul.statements { @for statement in folded { (self.statement(statement)) } }
                    }
                }
            }
        }
    }

    fn statement(&self, statement: &Statement<'_>) -> Markup {
        let said = statement.said;
        html! {
            li.said id=(said.id) class=(said.stance.as_str()) {
                span.words dir="auto" {
                    @if said.form == Form::Direct { "“" (said.content.exact) "”" } @else { (said.content.exact) }
                }
                @if said.stance != Stance::Asserts {
                    span class={ "badge " (said.stance.as_str()) } { (words::stance(said.stance)) }
                }
                p.where {
                    @for one in &statement.everywhere {
                        a.chip href=(self.marks.link(&one.content)) { (self.outlet(&one.article)) }
                    }
                    @let outlet = self.digest.article(&said.article).and_then(|article| article.outlet.as_deref());
                    @if let Some(via) = words::via(said, outlet) { "via " (via) }
                }
            }
        }
    }

    /// All entities with what joined their names, folded.
    pub(super) fn who_is_who(&self) -> Markup {
        let kinds = [
            (EntityKind::Person, "Persons"),
            (EntityKind::Organization, "Organizations"),
            (EntityKind::Place, "Places"),
            (EntityKind::Other, "Other names"),
        ];
        let entities = &self.digest.dossier.entities;
        html! {
            @if !entities.is_empty() {
                section aria-labelledby="who-is-who" {
                    h2 id="who-is-who" { "Who is who" }
                    @for (kind, heading) in kinds {
                        @let of_kind: Vec<_> = entities.iter().filter(|entity| entity.kind == kind).collect();
                        @if !of_kind.is_empty() {
                            details {
                                summary { (heading) ": " (of_kind.len()) }
                                table {
                                    thead { tr { th scope="col" { "Name" } th scope="col" { "Also" } th scope="col" { "Is" } } }
                                    @for entity in of_kind {
                                        tr id=(entity.id) {
                                            th scope="row" { (entity.name) }
                                            td {
                                                @for (at, reason) in entity.why.iter().enumerate() {
                                                    @if at > 0 { ", " }
                                                    span title=(reason.why) { (reason.alias) }
                                                }
                                            }
                                            td { @if let Some(is) = &entity.description { (is.exact) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
