//! The page of one article, claim, event or name.

use std::sync::Arc;

use gainsay::{Dossier, present::html::Links};
use maud::html;

use super::{edition, found, pager};
use crate::{
    app::{Answer, App},
    asked::Asked,
    failure::Failure,
    layout::Page,
    links::{AppLinks, to},
};

/// How many positions a claim's page lists.
const POSITIONS: usize = 50;

pub(super) fn article(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (id, dossier) = holding(app, asked, "article")?;
    let article = dossier.articles.iter().find(|article| article.id == id);
    let title = article.and_then(|article| article.title.as_deref()).unwrap_or("Article");
    let content = found(edition(&dossier).article(id, marked(asked)?), "article", id)?;
    let content = html! {
        (content)
        @if app.shelf.is_revised(id)? { p.more { a href={ (to("article", id)) "/changes" } { "Earlier and later captures, side by side" } } }
    };
    Ok(Page::new(title, content).below("Stories", "/").answer())
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
    let (id, dossier) = holding(app, asked, "claim")?;
    let claim = dossier.claims.iter().find(|claim| claim.id == id).ok_or_else(|| Failure::missing("claim", id))?;
    let paging = asked.paging(POSITIONS)?;
    let content = found(edition(&dossier).claim(id, paging.range()), "claim", id)?;
    let content = html! {
        (content)
        (pager(paging, claim.positions.len(), |page| format!("?page={page}&per_page={}#positions", paging.per_page)))
    };
    Ok(Page::new(&claim.label, content).below("Stories", "/").answer())
}

pub(super) fn event(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (id, dossier) = holding(app, asked, "event")?;
    let title = dossier.events.iter().find(|event| event.id == id).map_or("Event", |event| event.label.as_str());
    Ok(Page::new(title, found(edition(&dossier).event(id), "event", id)?).below("Stories", "/").answer())
}

pub(super) fn entity(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (id, dossier) = holding(app, asked, "name")?;
    let title = dossier.entities.iter().find(|entity| entity.id == id).map_or("Name", |entity| entity.name.as_str());
    Ok(Page::new(title, found(edition(&dossier).entity(id), "name", id)?).below("Stories", "/").answer())
}

/// A quotation stands in its article.
pub(super) fn said(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (id, dossier) = holding(app, asked, "statement")?;
    let said =
        dossier.attributions.iter().find(|said| said.id == id).ok_or_else(|| Failure::missing("statement", id))?;
    Ok(Answer::elsewhere(AppLinks.span(&said.content)))
}

fn holding<'a>(app: &App, asked: &'a Asked, what: &str) -> Result<(&'a str, Arc<Dossier>), Failure> {
    let id = asked.step("id");
    Ok((id, app.shelf.holding(id, what)?.1))
}
