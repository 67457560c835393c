//! Who said what.

use gainsay_core::{Form, Stance};
use maud::{Markup, html};

use super::{Edition, Part, few};
use crate::present::{
    digest::{Speaker, Statement, StoryDigest},
    view::Entity,
    words,
};

/// How many statements of a speaker stand open; the rest unfolds.
const OPEN: usize = 4;
/// How many speakers stand open on a story's page.
const SPEAKERS: usize = 8;

impl Edition<'_> {
    /// The speakers of a story: those with most to say first.
    pub(super) fn who_said_what(&self, story: &StoryDigest<'_>) -> Markup {
        html! {
            p.note { "Quotation marks hold words as the article quotes them; the rest is the article’s wording." }
            (few(&story.speakers, SPEAKERS, self.links.part(story.id, Part::Said), ("speaker", "speakers"), |speakers| self.speakers(story.id, speakers)))
        }
    }

    /// Speakers with their statements.
    pub(super) fn speakers(&self, story: &str, speakers: &[Speaker<'_>]) -> Markup {
        html! { @for speaker in speakers { (self.speaker(story, speaker)) } }
    }

    /// What an entity said, wherever it said it.
    pub(super) fn statements_of(&self, entity: &Entity) -> Markup {
        let speaker = self.digest.speaker_of(&entity.id);
        html! {
            @if let Some(speaker) = speaker {
                section aria-labelledby="said" {
                    h2 id="said" { "Said " span.number { (speaker.statements.len()) } }
                    (self.statements(&speaker, 12, None))
                }
            }
        }
    }

    fn speaker(&self, story: &str, speaker: &Speaker<'_>) -> Markup {
        html! {
            div.speaker {
                h3 {
                    @match speaker.entity {
                        Some(entity) => a href=(self.links.entity(entity)) { (speaker.name) },
                        None => (speaker.name),
                    }
                    @if let Some(description) = speaker.description { span.description { ", " (description.exact) } }
                    @let kind = words::source_kind(speaker.kind);
                    @if !kind.is_empty() { " " span.badge { (kind) } }
                }
                @let page = self.links.part(story, Part::Said).and(speaker.entity).map(|entity| self.links.entity(entity));
                (self.statements(speaker, OPEN, page))
            }
        }
    }

    fn statements(&self, speaker: &Speaker<'_>, open: usize, all: Option<String>) -> Markup {
        few(&speaker.statements, open, all, ("statement", "statements"), |statements| {
            html! { ul.statements { @for statement in statements { (self.statement(statement)) } } }
        })
    }

    fn statement(&self, statement: &Statement<'_>) -> Markup {
        let said = statement.said;
        html! {
            li.said class=(said.stance.as_str()) {
                span.words dir="auto" {
                    @if said.form == Form::Direct { "“" (said.content.exact) "”" } @else { (said.content.exact) }
                }
                @if said.stance != Stance::Asserts {
                    " " span class={ "badge " (said.stance.as_str()) } { (words::stance(said.stance)) }
                }
                p.where {
                    @for (at, one) in statement.everywhere.iter().enumerate() {
                        @if at > 0 { "; " }
                        (self.place(&one.content))
                    }
                    @let outlet = self.digest.article(&said.article).and_then(|article| article.outlet.as_deref());
                    @if let Some(via) = words::via(said, outlet) { " · via " (via) }
                    " " (self.correct(&said.id, "wrong speaker?"))
                }
            }
        }
    }
}
