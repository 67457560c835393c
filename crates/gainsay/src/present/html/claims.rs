//! Claims as cards: each side of what is contested beside the other, each position with its sentence.

use std::collections::BTreeMap;

use gainsay_core::PositionStance;
use maud::{Markup, html};

use super::{Page, sources::datetime};
use crate::present::{
    dates,
    view::{Claim, Position},
    words,
};

impl Page<'_, '_> {
    /// A section of claims; nothing where there are none.
    pub(super) fn claims(&self, id: &str, heading: &str, note: &str, claims: &[&Claim]) -> Markup {
        html! {
            @if !claims.is_empty() {
                section aria-labelledby=(id) {
                    h2 id=(id) { (heading) }
                    p.note { (note) }
                    @for claim in claims { (self.claim(claim)) }
                }
            }
        }
    }

    /// Claims that one report alone carries, folded.
    pub(super) fn single_claims(&self, claims: &[&Claim]) -> Markup {
        html! {
            @if !claims.is_empty() {
                details {
                    summary { (words::count(claims.len(), "further claim", "further claims")) ", each in one report" }
                    @for claim in claims { (self.claim(claim)) }
                }
            }
        }
    }

    fn claim(&self, claim: &Claim) -> Markup {
        html! {
            div.claim id=(claim.id) {
                h3 {
                    (claim.label)
                    span class={ "badge " (claim.status.as_str()) } { (words::standing(claim)) }
                }
                div.sides {
                    @for (side, positions) in sides(claim) {
                        div class={ "side " (side.stance.as_str()) } {
                            h4 { (side.title) }
                            @for position in positions { (self.position(position)) }
                        }
                    }
                }
                @let origins = words::origins(claim, self.digest);
                @if !origins.is_empty() { p.rests { "Rests on " (origins.join("; ")) } }
                @if !claim.why.is_empty() {
                    details { summary { "Why " (words::standing(claim)) }
                        ul { @for why in &claim.why { li { (why) } } }
                    }
                }
            }
        }
    }

    fn position(&self, position: &Position) -> Markup {
        let link = self.marks.link(&position.evidence);
        html! {
            div.position id=(position.id) {
                p.holder { (words::holder(position)) }
                blockquote dir="auto" { (position.evidence.exact) }
                p.where {
                    @if let Some(day) = &position.as_of {
                        time datetime=[datetime(day)] { (dates::in_words(day)) } " · "
                    }
                    a href=(link) { "in " (self.outlet(&position.evidence.article)) }
                }
            }
        }
    }
}

/// What positions on one side have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Side {
    stance: PositionStance,
    title: String,
}

/// The positions by side: by what they do with the claim, and for rival values by value.
fn sides(claim: &Claim) -> Vec<(Side, Vec<&Position>)> {
    let mut sides: BTreeMap<Side, Vec<&Position>> = BTreeMap::new();
    for position in &claim.positions {
        let stance = words::side(position.stance);
        let title =
            words::value_shown(position).map_or_else(|| stance.to_owned(), |value| format!("{stance}: {value}"));
        sides.entry(Side { stance: position.stance, title }).or_default().push(position);
    }
    sides.into_iter().collect()
}
