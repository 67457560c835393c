//! A story's dossier → the rows that questions are answered from. Decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::{Interval, Span};
use gainsay_store::{ClaimRow, EntityRow, EventRow, OriginRow, PositionRow, SaidRow, Weighed, WeighedDate};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{
    packing,
    reading::{first_day, last_day},
};
use crate::present::{Dossier, ids, view};

/// The rows of one story.
pub(super) fn of(dossier: &Dossier) -> Weighed {
    let (rows, packed) = rayon::join(|| rows(dossier), || packing::pack_dossier(dossier));
    Weighed { dossier: packed, ..rows }
}

/// The rows, without the dossier itself.
fn rows(dossier: &Dossier) -> Weighed {
    let published: Vec<WeighedDate> = dossier.articles.iter().map(date).collect();
    let outlets: BTreeSet<&str> = dossier.articles.iter().filter_map(|article| article.outlet.as_deref()).collect();
    let names: BTreeMap<&str, &str> = dossier.entities.iter().map(|e| (e.id.as_str(), e.name.as_str())).collect();
    Weighed {
        title: dossier.stories.first().map(|story| story.title.clone()).filter(|title| !title.trim().is_empty()),
        outlets: outlets.len(),
        first_day: published.iter().filter_map(|date| date.first_day.clone()).min(),
        last_day: published.iter().filter_map(|date| date.last_day.clone()).max(),
        published,
        entities: dossier.entities.iter().map(entity).collect(),
        names: dossier.entities.iter().map(folded_names).collect(),
        said: dossier.attributions.iter().map(said).collect(),
        events: dossier.events.iter().map(|one| event(one, &names)).collect(),
        claims: dossier.claims.iter().map(claim).collect(),
        positions: dossier.claims.iter().flat_map(positions).collect(),
        origins: dossier.origins.iter().map(origin).collect(),
        known_by: known_by(dossier),
        dossier: Vec::new(),
    }
}

/// A name as it is looked up: lower case, without accents and punctuation.
pub(super) fn folded(name: &str) -> String {
    let plain: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn folded_names(entity: &view::Entity) -> Vec<String> {
    let names = entity.aliases.iter().chain([&entity.name]).map(|name| folded(name)).filter(|name| !name.is_empty());
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

/// For entities, events and claims the article whose words give their ids.
fn known_by(dossier: &Dossier) -> BTreeMap<String, String> {
    let mention = |prefix: &str, at: &view::Span| ids::of_mention(prefix, &at.article, Span::new(at.start, at.end));
    let mut known = BTreeMap::new();
    for one in &dossier.entities {
        let own = one.mentions.iter().find(|at| mention("n", at) == ids::bare(&one.id));
        known.extend(own.map(|at| (one.id.clone(), at.article.clone())));
    }
    for one in &dossier.events {
        let own = one.mentions.iter().map(|told| &told.span).find(|at| mention("e", at) == ids::bare(&one.id));
        known.extend(own.map(|at| (one.id.clone(), at.article.clone())));
    }
    for one in &dossier.claims {
        let bare = ids::bare(&one.id);
        let claimed = |at: &&view::Span| ids::of_claim(one.facet, &at.article, Span::new(at.start, at.end)) == bare;
        let own = one.positions.iter().map(|position| &position.evidence).find(claimed);
        known.extend(own.map(|at| (one.id.clone(), at.article.clone())));
    }
    known
}

fn interval(edtf: Option<&str>) -> Option<Interval> {
    edtf.and_then(|edtf| Interval::parse_edtf(edtf).ok())
}

fn date(article: &view::Article) -> WeighedDate {
    let value = interval(article.published.value.as_deref());
    WeighedDate {
        article: article.id.clone(),
        value: article.published.value.clone(),
        first_day: first_day(value),
        last_day: last_day(value),
    }
}

fn entity(entity: &view::Entity) -> EntityRow {
    EntityRow {
        id: entity.id.clone(),
        kind: entity.kind.as_str().to_owned(),
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        description: entity.description.as_ref().map(|span| span.exact.clone()),
        mentions: entity.mentions.len(),
        story: String::new(),
    }
}

fn said(said: &view::Attribution) -> SaidRow {
    let via: Vec<&str> = said.via.iter().filter_map(|via| via.text.as_deref()).collect();
    SaidRow {
        id: said.id.clone(),
        speaker: said.source.text.clone(),
        kind: said.source.kind.as_str().to_owned(),
        entity: said.source.entity.clone(),
        form: said.form.as_str().to_owned(),
        stance: said.stance.as_str().to_owned(),
        via: (!via.is_empty()).then(|| via.join(", ")),
        content: said.content.exact.clone(),
        start: said.content.start,
        end: said.content.end,
        article: said.article.clone(),
        ..SaidRow::default()
    }
}

fn event(event: &view::Event, names: &BTreeMap<&str, &str>) -> EventRow {
    let when = event.when.as_ref().map(|when| when.value.clone());
    let days = interval(when.as_deref());
    let place = event.place.as_deref().and_then(|id| names.get(id));
    EventRow {
        id: event.id.clone(),
        label: event.label.clone(),
        status: event.status.as_str().to_owned(),
        plover: event.plover.map(|plover| plover.as_str().to_owned()),
        mode: event.mode.clone(),
        place: place.map(|name| (*name).to_owned()),
        articles: event.mentions.iter().map(|mention| mention.article.as_str()).collect::<BTreeSet<_>>().len(),
        mentions: event.mentions.len(),
        first_day: first_day(days),
        last_day: last_day(days),
        when,
        story: String::new(),
    }
}

fn claim(claim: &view::Claim) -> ClaimRow {
    let articles: BTreeSet<&str> = claim.positions.iter().map(|one| one.evidence.article.as_str()).collect();
    ClaimRow {
        id: claim.id.clone(),
        label: claim.label.clone(),
        status: claim.status.as_str().to_owned(),
        facet: claim.facet.as_str().to_owned(),
        origins: claim.values.iter().map(|value| value.origins).max().unwrap_or(0),
        articles: articles.len(),
        positions: claim.positions.len(),
        event: claim.event.clone(),
        story: String::new(),
    }
}

fn positions(claim: &view::Claim) -> Vec<PositionRow> {
    let row = |position: &view::Position| {
        let holder: Vec<&str> = position.chain.iter().filter_map(|link| link.name.as_deref()).collect();
        PositionRow {
            id: position.id.clone(),
            claim: claim.id.clone(),
            stance: position.stance.as_str().to_owned(),
            value: position.value.clone(),
            holder: (!holder.is_empty()).then(|| holder.join(" < ")),
            origin: position.origin.clone(),
            as_of: position.as_of.clone(),
            article: position.evidence.article.clone(),
            start: position.evidence.start,
            end: position.evidence.end,
        }
    };
    claim.positions.iter().map(row).collect()
}

fn origin(origin: &view::Origin) -> OriginRow {
    OriginRow {
        id: origin.id.clone(),
        label: origin.label.clone(),
        basis: origin.basis.as_str().to_owned(),
        articles: origin.articles.len(),
        positions: origin.positions.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn names_are_looked_up_however_they_are_written() {
        assert_eq!(folded("  José-María  O’Brien "), "jose maria o brien");
        assert_eq!(folded("…"), "");
    }
}
