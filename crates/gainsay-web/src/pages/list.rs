//! All stories, and what a search finds.

use gainsay::ledger::StoryRow;
use maud::{Markup, html};

use super::pager;
use crate::{
    app::{Answer, App},
    asked::Asked,
    failure::Failure,
    layout::Page,
    links::{encoded, to},
    source::Hit,
};

/// How many stories a page lists.
const STORIES: usize = 50;
/// How many hits of each kind the page lists.
const HITS: usize = 20;

pub(super) fn home(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let paging = asked.paging(STORIES)?;
    let all = app.shelf.stories()?;
    let range = paging.range();
    let stories: Vec<&StoryRow> = all.iter().skip(range.start).take(paging.per_page).collect();
    let content = html! {
        h1 { @if all.len() == 1 { "One story" } @else { (all.len()) " stories" } }
        p.summary { "Open one to see what is contested: who affirms and who denies, since when, and on how many origins." }
        ul.stories { @for story in stories { (line(story)) } }
        (pager(paging, all.len(), |page| format!("/?page={page}&per_page={}", paging.per_page)))
    };
    Ok(Page::new("Stories", content).answer())
}

fn line(story: &StoryRow) -> Markup {
    let many = |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    html! {
        li {
            h2 { a href=(to("story", &story.id)) { (story.title.as_deref().unwrap_or("Without a title")) } }
            p.where {
                (many(story.articles, "article", "articles")) " from " (many(story.outlets, "outlet", "outlets"))
                " on " (many(story.origins, "origin", "origins"))
                @if let (Some(first), Some(last)) = (&story.first_day, &story.last_day) {
                    " · " time { (first) } @if first != last { " to " time { (last) } }
                }
                " · " (many(story.claims, "claim", "claims"))
                @if story.contested > 0 { " " span.badge.contested { (story.contested) " contested" } }
            }
        }
    }
}

pub(super) fn search(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let words = asked.value("q").unwrap_or_default();
    let hits = app.shelf.search(words, HITS)?;
    let kinds = [("name", "Names"), ("claim", "Claims"), ("said", "Said"), ("article", "Articles")];
    let content = html! {
        h1 { @if words.trim().is_empty() { "Search" } @else { "Found for “" (words) "”" } }
        @if words.trim().is_empty() {
            p.summary { "Give some words: all of them must be there." }
        } @else if hits.is_empty() {
            p.summary { "Nothing holds all of these words. Try fewer, or another spelling." }
        }
        @for (kind, title) in kinds {
            @let of_kind: Vec<&Hit> = hits.iter().filter(|hit| hit.kind == kind).collect();
            @if !of_kind.is_empty() {
                section { h2 { (title) " " span.number { (of_kind.len()) } }
                    ul.plain { @for hit in of_kind { li { a href=(address(hit)) { (hit.title) } @if let Some(detail) = &hit.detail { p.where { (detail) } } } } }
                }
            }
        }
    };
    let mut page = Page::new("Search", content);
    page.query = Some(words.to_owned());
    Ok(page.answer())
}

/// Where a hit leads.
pub(crate) fn address(hit: &Hit) -> String {
    to(&encoded(hit.kind), &hit.id)
}
