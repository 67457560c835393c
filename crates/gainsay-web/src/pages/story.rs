//! A story's page, its parts on pages of their own, and the whole in one file.

use gainsay::present::{
    Format,
    html::{Choice, Columns, Part, Window},
};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{edition, found, news, pager};
use crate::{
    app::{Answer, App},
    asked::Asked,
    failure::Failure,
    layout::Page,
    links::{encoded, to},
};

/// How many items a page of a part holds.
const fn items(part: Part) -> usize {
    match part {
        Part::Claims | Part::Said | Part::Origins => 20,
        Part::Matrix => 40,
        Part::Timeline | Part::Names | Part::Articles => 100,
    }
}

pub(super) fn story(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let id = asked.step("id");
    let (story, dossier) = app.shelf.holding(id, "story")?;
    let id = story.id.as_str();
    let edition = edition(&dossier);
    let content = found(edition.story(id, window(asked)?), "story", id)?;
    let title = edition.story_title(id).unwrap_or_default();
    let since = asked.number("since", 0, i32::MAX as usize)?;
    let content = html! {
        @if let Some(since) = since { (what_is_new(app, id, since)?) }
        (content)
        p.more { a href={ (to("story", id)) "/dossier.html" } { "Save this story as one file" } }
    };
    Ok(Page::new(title, content).below("Stories", "/").answer())
}

/// What came since the reader's last visit, in a line.
fn what_is_new(app: &App, id: &str, since: usize) -> Result<Markup, Failure> {
    let (articles, claims) = news::count(app, id, since)?;
    let many = |number: usize, one: &str| format!("{number} new {one}{}", if number == 1 { "" } else { "s" });
    Ok(html! {
        p.news {
            strong { "Since your last visit: " }
            @if articles + claims == 0 { "nothing new in this story." }
            @else { a href={ (to("story", id)) "/new?since=" (since) } { (many(articles, "article")) ", " (many(claims, "claim")) } }
        }
    })
}

/// The days of the timeline, where the reader chose some.
fn window(asked: &Asked) -> Result<Option<Window>, Failure> {
    let day = |name: &str| match asked.value(name) {
        None => Ok(None),
        Some(text) => text
            .parse::<Date>()
            .map(Some)
            .map_err(|_| Failure::bad(format!("`{name}` must be a day such as 2025-03-08"))),
    };
    match (day("from")?, day("to")?) {
        (Some(first), Some(last)) => Ok(Some(Window { first, last })),
        (None, None) => Ok(None),
        _ => Err(Failure::bad("give both `from` and `to`, or neither")),
    }
}

pub(super) fn file(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (_, dossier) = app.shelf.holding(asked.step("id"), "story")?;
    let mut answer = Answer::new("text/html; charset=utf-8", dossier.render(Format::Html).into_bytes());
    answer.saved_as = Some("dossier.html");
    Ok(answer)
}

pub(super) fn part(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (id, name) = (asked.step("id"), asked.step("part"));
    let (story, dossier) = app.shelf.holding(id, "story")?;
    let id = story.id.as_str();
    let part =
        Part::ALL.into_iter().find(|part| part.as_str() == name).ok_or_else(|| Failure::missing("part", name))?;
    let edition = edition(&dossier);
    let paging = asked.paging(items(part))?;
    let columns = match asked.value("by") {
        None | Some("outlets") => Columns::Outlets,
        Some("speakers") => Columns::Speakers,
        Some(_) => return Err(Failure::bad("`by` must be outlets or speakers")),
    };
    let heading = asked.value("heading").map(str::to_owned);
    // The other pages of what was chosen.
    let chosen: String = ["heading", "by", "per_page"]
        .into_iter()
        .filter_map(|name| Some(format!("&{name}={}", encoded(asked.value(name)?))))
        .collect();
    let choice = Choice { range: paging.range(), heading, columns };
    let page = edition.part(id, part, &choice).ok_or_else(|| Failure::missing("story", id))?;
    let content = html! {
        h1 { (part.title()) @if page.total > 0 { " " span.number { (page.total) } } }
        (parts(id, part))
        @if part == Part::Matrix { (edition.matrix_choice_of(id).unwrap_or_default()) }
        (page.markup)
        (pager(paging, page.total, |page| format!("?page={page}{chosen}")))
    };
    Ok(Page::new(format!("{}: {}", part.title(), page.story), content)
        .below("Stories", "/")
        .below(page.story, to("story", id))
        .answer())
}

/// Links to the other parts of the story.
fn parts(id: &str, current: Part) -> Markup {
    html! {
        nav.contents aria-label="Parts of the story" {
            ul {
                @for part in Part::ALL {
                    li { a href={ (to("story", id)) "/" (part.as_str()) } aria-current=[(part == current).then_some("page")] { (part.title()) } }
                }
            }
        }
    }
}
