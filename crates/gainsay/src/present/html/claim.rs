//! A claim on a page of its own: every position, the tree of its origins, and why it has its status.

use maud::{Markup, html};

use std::ops::Range;

use super::{
    Edition,
    board::{ALL_GROUPS, Level},
    glyphs,
    story::cut,
    tree::Proof,
};
use crate::present::{
    view::{Claim, Position},
    words,
};

impl<'d> Edition<'d> {
    /// A claim's page, from its heading down, with these of its positions; nothing where there is no such claim.
    pub fn claim(&self, id: &str, range: Range<usize>) -> Option<Markup> {
        let claim = self.digest.claim(id)?;
        Some(html! {
            p.kicker { "Claim" @if let Some(story) = self.story_of(|story| story.claims.iter().any(|of| of == id)) { " in " (story) } }
            h1 { (words::label(&claim.label)) }
            p.standing { (glyphs::status(claim, &self.digest)) (self.correct(id, "Correct this claim")) }
            @if let Some(event) = claim.event.as_deref().and_then(|id| self.digest.event(id)) {
                p.note { "About the event " a href=(self.links.event(&event.id)) { (words::label(&event.label)) } "." }
            }
            section aria-labelledby="sides" { h2 id="sides" { "Who says so, who denies it" } (self.sides(claim, ALL_GROUPS, Level::Third)) }
            section aria-labelledby="origins" {
                h2 id="origins" { "What it rests on" }
                p.big-count { (self.count(claim)) }
                (self.tree_of_claim(claim, Proof::OF_PAGE))
            }
            @if !claim.why.is_empty() {
                section aria-labelledby="why" { h2 id="why" { "Why: " (words::standing(claim, &self.digest)) } (reasons(claim)) }
            }
            section aria-labelledby="positions" {
                h2 id="positions" { "Every position " span.number { (claim.positions.len()) } }
                (self.positions(cut(&claim.positions, &range)))
            }
        })
    }

    /// Why a claim has its status, folded.
    pub(super) fn folded_reasons(&self, claim: &Claim) -> Markup {
        html! {
            @if !claim.why.is_empty() {
                details.why { summary { "Why: " (words::standing(claim, &self.digest)) } (reasons(claim)) }
            }
        }
    }

    fn positions(&self, positions: &[Position]) -> Markup {
        html! {
            ol.positions { @for position in positions { li { (self.position(position)) } } }
        }
    }

    fn position(&self, position: &Position) -> Markup {
        let origin = self.digest.origin(position);
        html! {
            p.holder {
                (glyphs::stance(position.stance)) (words::side(position.stance))
                @if let Some(value) = words::value_shown(position) { ": " (words::value(value)) }
                " — " (self.holder(position))
            }
            (self.quotation(position))
            p.where {
                "Its source " (words::factuality(position.factuality))
                @if let Some(origin) = origin { " · rests on " (origin.label) " (" (words::basis(origin.basis)) ")" }
            }
            div.position-tools {
                (self.citation(position))
                @if let Some(said) = &position.attribution { (self.correct(said, "Wrong speaker?")) }
            }
        }
    }
}

fn reasons(claim: &Claim) -> Markup {
    html! { ul { @for why in &claim.why { li { (why) } } } }
}
