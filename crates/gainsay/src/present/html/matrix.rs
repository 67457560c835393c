//! The matrix: claims by those who publish or those who speak, each crossing with what they do with the claim.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::PositionStance;
use maud::{Markup, html};

use super::{Columns, Edition, glyphs};
use crate::present::{
    digest::{StoryDigest, articles_of},
    sides::affirmed,
    view::{Claim, Position},
    words,
};

/// How many rows and columns a story's page shows.
pub(super) const FEW: (usize, usize) = (16, 12);

/// How many stances and values of one source a crossing shows.
const STANCES: usize = 3;

/// Positions by the name of their column.
type Row<'d> = BTreeMap<String, Vec<&'d Position>>;

impl<'d> Edition<'d> {
    /// The matrix of these claims, of so many in all, by so many sources.
    pub(super) fn matrix(&self, claims: &[&'d Claim], all: usize, by: Columns, columns: usize) -> Markup {
        let rows: Vec<Row<'d>> = claims.iter().map(|claim| self.row(claim, by)).collect();
        let names = ranked(&rows);
        let columns = &names[..names.len().min(columns)];
        let of_columns = if by == Columns::Outlets { "outlet" } else { "speaker" };
        html! {
            @if claims.is_empty() || columns.is_empty() {
                p.note { "No claim stands in more than one article, and none is contested." }
            } @else {
                div.scroll role="region" tabindex="0" aria-label={ "Claims by " (of_columns) } {
                    table.matrix {
                        caption.hidden { "Claims in rows, contested first; in each column what one " (of_columns) " does with them." }
                        thead {
                            tr {
                                th scope="col" { "Claim" }
                                th.origins scope="col" { "Origins" }
                                @for name in columns { th.column scope="col" { span { (words::beginning(name)) } } }
                            }
                        }
                        tbody { @for (claim, row) in claims.iter().zip(&rows) { (self.matrix_row(claim, row, columns)) } }
                    }
                }
                (key())
                @if names.len() > columns.len() || all > claims.len() {
                    p.note {
                        (claims.len()) " of " (words::count(all, "claim", "claims")) " and "
                        (columns.len()) " of " (names.len()) " columns are shown, those with most to compare."
                    }
                }
            }
        }
    }

    /// Claims worth comparing: contested, or carried by several articles.
    pub(super) fn rows(&self, story: &StoryDigest<'d>) -> Vec<&'d Claim> {
        let [contested, unsettled, one_origin, unclear, corroborated, _] = story.headed();
        let several = |claim: &&&Claim| articles_of(claim).len() > 1;
        let rest = unsettled.iter().chain(one_origin).chain(unclear).chain(corroborated).filter(several);
        contested.iter().chain(rest).copied().collect()
    }

    fn row(&self, claim: &'d Claim, by: Columns) -> Row<'d> {
        let mut row: Row<'d> = BTreeMap::new();
        for position in &claim.positions {
            let name = match by {
                Columns::Outlets => self.outlet(&position.evidence.article),
                Columns::Speakers => self.speaker_of(position),
            };
            row.entry(name).or_default().push(position);
        }
        row
    }

    /// Who speaks: the innermost link of the chain, under the name all articles share.
    fn speaker_of(&self, position: &Position) -> String {
        let Some(source) = position.chain.last() else { return self.outlet(&position.evidence.article) };
        let entity = source.entity.as_deref().and_then(|id| self.digest.entity(id)).map(|entity| entity.name.clone());
        entity.or_else(|| source.name.clone()).unwrap_or_else(|| self.outlet(&position.evidence.article))
    }

    fn matrix_row(&self, claim: &'d Claim, row: &Row<'d>, columns: &[String]) -> Markup {
        let counts = affirmed(claim, &self.digest).into_iter().map(|(_, count)| count);
        let count = counts.max_by_key(|count| (count.origins, count.unknown)).unwrap_or_default();
        html! {
            tr {
                th scope="row" { a href=(self.links.claim(&claim.id)) { (words::label(&claim.label)) } " " (glyphs::status(claim, &self.digest)) }
                td.origins {
                    @match (count.origins, count.unknown) {
                        (origins, 0) => (origins),
                        (0, _) => span title="origin not known" { "?" },
                        (origins, _) => span title="and others not known" { (origins) "+?" },
                    }
                }
                @for name in columns { td { (self.crossing(claim, row.get(name).map_or(&[], Vec::as_slice))) } }
            }
        }
    }

    /// What one source does with one claim: each stance once, leading to its sentence.
    fn crossing(&self, claim: &Claim, positions: &[&Position]) -> Markup {
        let mut seen: BTreeSet<(PositionStance, Option<&str>)> = BTreeSet::new();
        let firsts: Vec<&&Position> =
            positions.iter().filter(|position| seen.insert((position.stance, words::value_shown(position)))).collect();
        html! {
            @if firsts.is_empty() { span.hidden { "silent" } }
            @for position in firsts.iter().take(STANCES) {
                a.cell href=(self.links.span(&position.evidence)) title=(position.evidence.exact) {
                    (glyphs::stance(position.stance))
                    span.hidden { (words::side(position.stance)) }
                    @if let Some(value) = words::value_shown(position) { " " (words::value(value)) }
                }
            }
            @if firsts.len() > STANCES {
                a.cell href=(self.links.claim(&claim.id)) { "+" (firsts.len() - STANCES) span.hidden { " more" } }
            }
        }
    }
}

/// The columns with most to say about these claims first.
fn ranked(rows: &[Row<'_>]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in rows.iter().flat_map(BTreeMap::keys) {
        *counts.entry(name).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    names.into_iter().map(|(name, _)| name.to_owned()).collect()
}

fn key() -> Markup {
    let stances =
        [PositionStance::Affirms, PositionStance::Denies, PositionStance::Unconfirmed, PositionStance::NoComment];
    html! {
        ul.legend {
            @for stance in stances { li { (glyphs::stance(stance)) " " (words::side(stance).to_lowercase()) } }
            li { "empty: silent" }
        }
    }
}
