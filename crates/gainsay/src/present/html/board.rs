//! The board of claims: what is contested first, each side with who takes it, since when and on how many origins.

use gainsay_core::{ClaimStatus, PositionStance};
use maud::{Markup, html};

use super::{Edition, Part, few, glyphs, tree::Proof, when};
use crate::present::{
    digest::StoryDigest,
    sides::{Count, Group, Side, affirmed, sides},
    view::{ChainLink, Claim, Position, Span},
    words,
};

/// How many claims of a heading stand open on a story's page.
const OPEN: usize = 6;
/// How many contested claims stand open there; in a file, where no other page has the rest, more do.
const OPEN_CONTESTED: usize = 12;
const OPEN_CONTESTED_IN_FILE: usize = 40;
/// How many rival values are counted in a line, those of most origins.
const VALUES: usize = 4;
/// How many articles of one origin are named with its first.
const CARRIED: usize = 8;
/// How many groups of one side stand open on a card.
const GROUPS: usize = 3;

/// How many stand open on the claim's own page.
pub(super) const ALL_GROUPS: usize = 20;

/// How deep a heading stands on its page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Level {
    Third,
    Fourth,
}

/// The headings of the board, in order, each with what it means.
pub(super) const HEADINGS: [(&str, &str, &str); 6] = [
    ("contested", "Contested", "Someone affirms it and someone denies it, or two values cannot both hold."),
    (
        "unsettled",
        "Not settled, or overtaken",
        "Only hedged, only denied, still planned, or overtaken by a later report.",
    ),
    ("one-origin", "Many outlets, one origin", "Several articles carry it, and all rest on one origin: counted once."),
    (
        "unclear",
        "Several reports, origins not known",
        "Several articles carry it. Whether all rest on one origin is not known, so that they don’t count as independent.",
    ),
    (
        "corroborated",
        "Independent origins",
        "Two or more origins affirm it and nobody denies it. The count is an upper bound on independence.",
    ),
    ("single", "In one report only", "One article carries it and nobody contests it."),
];

impl<'d> StoryDigest<'d> {
    /// The claims under each heading of the board.
    pub(super) fn headed(&self) -> [&[&'d Claim]; 6] {
        [&self.contested, &self.unsettled, &self.one_origin, &self.unclear, &self.corroborated, &self.single]
    }
}

impl<'d> Edition<'d> {
    /// The board as it stands on a story's page: the rest of each heading is a page away, or folded.
    pub(super) fn board(&self, story: &StoryDigest<'d>) -> Markup {
        html! {
            @for ((anchor, title, note), claims) in HEADINGS.into_iter().zip(story.headed()) {
                @if !claims.is_empty() {
                    @let id = format!("{}-{anchor}", story.id);
                    section.board aria-labelledby=(id) {
                        h2 id=(id) { (title) " " span.number { (claims.len()) } }
                        p.note { (note) }
                        @let all = self.links.part(story.id, Part::Claims).map(|page| format!("{page}?heading={anchor}"));
                        @let open = match (anchor, &all) {
                            ("contested", Some(_)) => OPEN_CONTESTED,
                            ("contested", None) => OPEN_CONTESTED_IN_FILE,
                            ("single", _) => 0,
                            _ => OPEN,
                        };
                        (few(claims, open, all, ("claim", "claims"), |claims| self.cards(claims)))
                    }
                }
            }
        }
    }

    /// Claims, one card each.
    pub(super) fn cards(&self, claims: &[&'d Claim]) -> Markup {
        html! { @for claim in claims { (self.card(claim)) } }
    }

    fn card(&self, claim: &'d Claim) -> Markup {
        html! {
            article.claim id=(claim.id) tabindex="-1" {
                h3 { a href=(self.links.claim(&claim.id)) { (words::label(&claim.label)) } }
                @if claim.status == ClaimStatus::Contested {
                    p.standing { (glyphs::status(claim, &self.digest)) }
                    (self.sides(claim, GROUPS, Level::Fourth))
                } @else {
                    p.standing { (glyphs::status(claim, &self.digest)) @if claim.positions.len() == 1 { (self.since(claim)) } }
                    (self.first_position(claim))
                }
                (self.rests(claim))
                (self.folded_reasons(claim))
            }
        }
    }

    /// A claim that nobody contests: one sentence of it, and the rest unfolding.
    fn first_position(&self, claim: &'d Claim) -> Markup {
        html! {
            @match claim.positions.as_slice() {
                [] => {},
                [only] => div class={ "position " (only.stance.as_str()) } id=(only.id) {
                    p.holder { (glyphs::stance(only.stance)) (words::side(only.stance)) " — " (self.holder(only)) }
                    (self.quotation(only))
                },
                [first, ..] => {
                    @let first = self.telling(claim).unwrap_or(first);
                    div class={ "position " (first.stance.as_str()) } {
                        p.holder {
                            (glyphs::stance(first.stance)) (words::side(first.stance))
                            @if let Some(value) = words::value_shown(first) { ": " span.value { (words::value(value)) } }
                            " — " (self.holder(first))
                        }
                        (self.quotation(first))
                    }
                    details.all-sides {
                        summary { "All " (claim.positions.len()) " positions" }
                        (self.sides(claim, GROUPS, Level::Fourth))
                    }
                }
            }
        }
    }

    /// The position that shows why a claim stands as it does: one that affirms it, unless it was denied or overtaken.
    fn telling(&self, claim: &'d Claim) -> Option<&'d Position> {
        let is_affirmed = !matches!(claim.status, ClaimStatus::Superseded | ClaimStatus::Denied);
        let affirms = |position: &&Position| position.stance == PositionStance::Affirms;
        claim.positions.iter().find(affirms).filter(|_| is_affirmed)
    }

    /// Since when a claim with one position stands.
    fn since(&self, claim: &Claim) -> Markup {
        let day = claim.positions.iter().find_map(|position| position.as_of.as_deref());
        html! { @if let Some(day) = day { span.where { "since " (when(day)) } } }
    }

    /// "4 outlets, 1 origin": who affirms it, opening the tree of origins with what proves each edge.
    fn rests(&self, claim: &'d Claim) -> Markup {
        html! {
            @if !affirmed(claim, &self.digest).is_empty() {
                details.rests {
                    summary { (self.count(claim)) span.more { " — what it rests on" } }
                    (self.tree_of_claim(claim, Proof::OF_CARD))
                    @if let Some(all) = self.links.all_of_claim(&claim.id) { p.more { a href=(all) { "All of this claim" } } }
                }
            }
        }
    }

    /// How many outlets affirm a claim and on how many origins that rests: a small picture and words, for each value.
    pub(super) fn count(&self, claim: &'d Claim) -> Markup {
        let mut counts = affirmed(claim, &self.digest);
        counts.sort_by_key(|(_, count)| std::cmp::Reverse((count.origins, count.articles)));
        html! {
            @for (at, (value, count)) in counts.iter().take(VALUES).enumerate() {
                @if at > 0 { "; " }
                span.count {
                    @if let (true, Some(value)) = (counts.len() > 1, value) { (words::value(value)) ": " }
                    (dots(*count)) (count.in_words())
                }
            }
            @if counts.len() > VALUES { "; " (words::count(counts.len() - VALUES, "other value", "other values")) }
        }
    }

    /// The sides of a claim beside one another.
    pub(super) fn sides(&self, claim: &'d Claim, open: usize, level: Level) -> Markup {
        let sides = sides(claim, &self.digest);
        let all = self.links.all_of_claim(&claim.id).filter(|_| open < ALL_GROUPS);
        html! {
            (few(&sides, open * 2, all.clone(), ("side", "sides"), |sides| html! {
                div.sides { @for side in sides { (self.side(side, open, level, all.clone())) } }
            }))
        }
    }

    fn side(&self, side: &Side<'_>, open: usize, level: Level, all: Option<String>) -> Markup {
        html! {
            div class={ "side " (side.stance.as_str()) } {
                (self.side_heading(side, level))
                (few(&side.groups, open, all, ("origin", "origins"), |groups| html! {
                    @for group in groups { (self.group(group)) }
                }))
            }
        }
    }

    fn side_heading(&self, side: &Side<'_>, level: Level) -> Markup {
        let title = html! {
                (glyphs::stance(side.stance)) (words::side(side.stance))
                @if let Some(value) = side.value { ": " span.value { (words::value(value)) } }
        };
        html! {
            @match level {
                Level::Third => h3.side-title { (title) },
                Level::Fourth => h4.side-title { (title) },
            }
            p.since {
                (side.count.in_words())
                @if let Some(day) = side.since { " · since " (when(day)) }
            }
        }
    }

    /// Positions of one origin: the first with its sentence, the others by name.
    fn group(&self, group: &Group<'_>) -> Markup {
        let Some((first, rest)) = group.positions.split_first() else { return Markup::default() };
        let mut articles = vec![first.evidence.article.as_str()];
        let mut others: Vec<&Position> = Vec::new();
        for position in rest {
            if !articles.contains(&position.evidence.article.as_str()) {
                articles.push(&position.evidence.article);
                others.push(position);
            }
        }
        html! {
            div.position id=(first.id) {
                p.holder { (self.holder(first)) }
                (self.quotation(first))
                @if !others.is_empty() {
                    p.carried {
                        "Same origin: " (self.places(&others, CARRIED))
                    }
                }
            }
        }
    }

    /// The sentence of a position, its cue marked, with outlet and date.
    pub(super) fn quotation(&self, position: &Position) -> Markup {
        let cue: Vec<&Span> = position.cue.iter().collect();
        html! {
            blockquote dir="auto" { (super::sentence(&position.evidence, &cue)) }
            p.where {
                (self.place(&position.evidence))
                @let published = self.digest.article(&position.evidence.article).and_then(|article| article.published.value.as_ref());
                @if let Some(day) = position.as_of.as_ref().filter(|day| Some(*day) != published) { " · position of " (when(day)) }
            }
        }
    }

    /// Where these stand, so many of them with a link.
    pub(super) fn places(&self, positions: &[&Position], most: usize) -> Markup {
        html! {
            @for (at, position) in positions.iter().take(most).enumerate() {
                @if at > 0 { "; " }
                (self.place(&position.evidence))
            }
            @if positions.len() > most { "; and " (words::count(positions.len() - most, "other article", "other articles")) }
        }
    }

    /// Whose position it is, from the innermost source out, with links to those who are known.
    pub(super) fn holder(&self, position: &Position) -> Markup {
        let named = |link: &ChainLink| match (&link.entity, &link.name) {
            (Some(entity), Some(name)) => html! { a href=(self.links.entity(entity)) { (name) } },
            (_, Some(name)) => html! { (name) },
            (_, None) => html! { (self.outlet(&position.evidence.article)) },
        };
        let mut links: Vec<&ChainLink> = position.chain.iter().rev().collect();
        links.dedup_by(|a, b| a.name == b.name);
        html! {
            @match links.as_slice() {
                [] => (self.outlet(&position.evidence.article)),
                [only] => (named(only)),
                [source, between @ .., outlet] => {
                    (named(source))
                    @for via in between { ", via " (named(via)) }
                    span.outlet { ", in " (named(outlet)) }
                }
            }
        }
    }
}

/// Outlets as dots over the origins they rest on, so that a glance tells many from independent.
fn dots(count: Count) -> Markup {
    let outlets = if count.outlets == 0 { count.articles } else { count.outlets };
    let (outlets, origins) = (outlets.min(9), count.origins.min(9));
    let columns = outlets.max(origins).max(1);
    let width = columns * 9 + 3;
    let x = |at: usize, of: usize| {
        6.0 + (columns as f64 - 1.0) * 9.0 * if of > 1 { at as f64 / (of - 1) as f64 } else { 0.5 }
    };
    html! {
        svg.dots viewBox={ "0 0 " (width) " 22" } width=(width) height="22" aria-hidden="true" {
            @for at in 0..outlets {
                @let to = at * origins.max(1) / outlets;
                @if origins > 0 { line x1=(x(at, outlets)) y1="5" x2=(x(to, origins)) y2="17" {} }
                circle cx=(x(at, outlets)) cy="5" r="3" {}
            }
            @for at in 0..origins { rect x=(x(at, origins) - 3.5) y="14" width="7" height="7" {} }
        }
    }
}
