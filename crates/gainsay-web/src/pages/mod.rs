//! The pages: each the same markup as in the one-file dossier, with links between them.

mod correct;
mod list;
mod news;
mod story;
mod things;

use std::sync::Arc;

use gainsay::present::html::Edition;
use maud::{Markup, html};

use crate::{
    app::{Answer, App},
    asked::{Asked, Paging},
    changing::Change,
    failure::Failure,
    layout::{self, Page},
    server::Make,
};

/// What makes one page.
type Show = fn(&App, &Asked) -> Result<Answer, Failure>;

/// Every page by its path.
pub(crate) fn routes() -> Vec<(String, Make)> {
    let pages: [(&str, Show); 18] = [
        ("/", list::home),
        ("/search", list::search),
        ("/help", help),
        ("/log", correct::log),
        ("/correct/{id}", correct::form),
        ("/story/{id}", story::story),
        ("/story/{id}/new", news::news),
        ("/article/{id}/changes", news::revisions),
        ("/story/{id}/dossier.html", story::file),
        ("/story/{id}/{part}", story::part),
        ("/article/{id}", things::article),
        ("/claim/{id}", things::claim),
        ("/event/{id}", things::event),
        ("/name/{id}", things::entity),
        ("/said/{id}", things::said),
        ("/assets/app.css", |_, _| Ok(Answer::new("text/css; charset=utf-8", layout::style().into_bytes()))),
        ("/assets/app.js", |_, _| Ok(Answer::new("text/javascript; charset=utf-8", layout::SCRIPT))),
        ("/assets/icon.svg", |_, _| Ok(Answer::new("image/svg+xml", layout::ICON))),
    ];
    pages.into_iter().map(|(path, make)| (path.to_owned(), Arc::new(make) as Make)).collect()
}

/// Every form by where it is sent to.
pub(crate) fn forms() -> Vec<(&'static str, Change)> {
    vec![("/correct", correct::decide), ("/undo", correct::undo)]
}

fn help(_: &App, _: &Asked) -> Result<Answer, Failure> {
    let content = html! {
        h1 { "Help" }
        p.summary { "gainsay reads what many outlets say about one story and shows who said what, what happened when, and who gainsays whom." }
        h2 { "What the words mean" }
        dl.facts.terms {
            dt { "Claim" } dd { "One side of what is said to have happened: that it happened, when, where, who, how many." }
            dt { "Position" } dd { "What one report does with a claim: affirm it, deny it, hold it possible, decline to comment." }
            dt { "Origin" } dd { "Where reports come from. Seven outlets that print one agency’s report have one origin, and count once. The count is an upper bound: two reports may share a source that neither names." }
            dt { "Contested" } dd { "Someone affirms it and someone denies it, or two values cannot both hold." }
        }
        h2 { "Keys" }
        (layout::keys())
    };
    Ok(Page::new("Help", content).answer())
}

/// Links to the other pages of a list.
fn pager(paging: Paging, total: usize, address: impl Fn(usize) -> String) -> Markup {
    let last = total.div_ceil(paging.per_page).max(1);
    html! {
        @if last > 1 {
            nav.pager aria-label="Pages" {
                @if paging.page > 1 { a rel="prev" href=(address(paging.page - 1)) { "← Previous" } }
                span { "Page " (paging.page) " of " (last) }
                @if paging.page < last { a rel="next" href=(address(paging.page + 1)) { "Next →" } }
            }
        }
    }
}

/// What an edition says, or that there is no such thing.
fn found(markup: Option<Markup>, what: &str, id: &str) -> Result<Markup, Failure> {
    markup.ok_or_else(|| Failure::missing(what, id))
}

/// An edition whose links lead to the pages of the app.
fn edition(dossier: &gainsay::Dossier) -> Edition<'_> {
    Edition::new(dossier, &crate::links::AppLinks)
}
