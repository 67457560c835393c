//! The page of one article, claim, event or name.

use super::{edition, found};
use crate::{
    app::{Answer, App},
    asked::Asked,
    failure::Failure,
    layout::Page,
    source::Kind,
};
use gainsay::Dossier;
use std::sync::Arc;

pub(super) fn article(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (id, dossier) = holding(app, asked, Kind::Article, "article")?;
    let article = dossier.articles.iter().find(|article| article.id == id);
    let title = article.and_then(|article| article.title.as_deref()).unwrap_or("Article");
    let content = edition(&dossier).article(id, marked(asked)?);
    Ok(Page::new(title, found(content, "article", id)?).below("Stories", "/").answer())
}

/// The stretch of text the reader came for: `?mark=10-25`.
fn marked(asked: &Asked) -> Result<Option<(usize, usize)>, Failure> {
    let Some(text) = asked.value("mark") else { return Ok(None) };
    let ends = text.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    ends.filter(|(start, end)| start < end)
        .map(Some)
        .ok_or_else(|| Failure::bad("`mark` must be two byte offsets such as 10-25"))
}

pub(super) fn claim(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (id, dossier) = holding(app, asked, Kind::Claim, "claim")?;
    let title = dossier.claims.iter().find(|claim| claim.id == id).map_or("Claim", |claim| claim.label.as_str());
    Ok(Page::new(title, found(edition(&dossier).claim(id), "claim", id)?).below("Stories", "/").answer())
}

pub(super) fn event(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (id, dossier) = holding(app, asked, Kind::Event, "event")?;
    let title = dossier.events.iter().find(|event| event.id == id).map_or("Event", |event| event.label.as_str());
    Ok(Page::new(title, found(edition(&dossier).event(id), "event", id)?).below("Stories", "/").answer())
}

pub(super) fn entity(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (id, dossier) = holding(app, asked, Kind::Entity, "name")?;
    let title = dossier.entities.iter().find(|entity| entity.id == id).map_or("Name", |entity| entity.name.as_str());
    Ok(Page::new(title, found(edition(&dossier).entity(id), "name", id)?).below("Stories", "/").answer())
}

fn holding<'a>(app: &App, asked: &'a Asked, kind: Kind, what: &str) -> Result<(&'a str, Arc<Dossier>), Failure> {
    let id = asked.step("id");
    let dossier = app.shelf.holding(kind, id).ok_or_else(|| Failure::missing(what, id))?;
    Ok((id, dossier))
}
