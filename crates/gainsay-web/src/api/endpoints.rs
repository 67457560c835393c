//! What can be asked of the API.

use std::sync::Arc;

use gainsay::{
    Dossier,
    present::view::{Article, Attribution, Claim, Entity, Event, Origin, TimelineEntry},
};

use super::{Endpoint, List, NONE, PAGED, PAGING, Parameter, Takes, json, list};
use crate::{
    app::{Answer, App},
    asked::{Asked, MOST_ITEMS},
    failure::Failure,
    source::{Hit, StoryLine},
};

/// How long a search may be.
const LONGEST_SEARCH: usize = 200;

const SEARCH: &[Parameter] = &[
    Parameter { name: "q", about: "Words that must all be there.", takes: Takes::Text { longest: LONGEST_SEARCH } },
    Parameter {
        name: PAGING[1].name,
        about: "How many hits of each kind to give.",
        takes: Takes::Number { least: 1, most: MOST_ITEMS },
    },
];

/// Every endpoint; the document about them is made of these entries.
pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "/api/v1/stories",
        summary: "All stories",
        query: PAGED,
        gives: |generator| generator.subschema_for::<List<StoryLine>>(),
        answer: |app, asked| list(asked, &app.shelf.stories()?),
    },
    Endpoint {
        path: "/api/v1/stories/{id}",
        summary: "One story",
        query: NONE,
        gives: |generator| generator.subschema_for::<StoryLine>(),
        answer: |app, asked| json(&story(app, asked)?.0),
    },
    Endpoint {
        path: "/api/v1/stories/{id}/dossier",
        summary: "The whole dossier that holds a story: `gainsay/dossier/1`",
        query: NONE,
        gives: |generator| generator.subschema_for::<Dossier>(),
        answer: |app, asked| json(&*story(app, asked)?.1),
    },
    Endpoint {
        path: "/api/v1/stories/{id}/articles",
        summary: "The articles of a story, with their text",
        query: PAGED,
        gives: |generator| generator.subschema_for::<List<Article>>(),
        answer: |app, asked| list(asked, &story(app, asked)?.1.articles),
    },
    Endpoint {
        path: "/api/v1/stories/{id}/claims",
        summary: "The claims of a story, with every position",
        query: PAGED,
        gives: |generator| generator.subschema_for::<List<Claim>>(),
        answer: |app, asked| list(asked, &story(app, asked)?.1.claims),
    },
    Endpoint {
        path: "/api/v1/stories/{id}/events",
        summary: "The events of a story, with every mention and why they are one",
        query: PAGED,
        gives: |generator| generator.subschema_for::<List<Event>>(),
        answer: |app, asked| list(asked, &story(app, asked)?.1.events),
    },
    Endpoint {
        path: "/api/v1/stories/{id}/timeline",
        summary: "The dated lines of a story, in order of time",
        query: PAGED,
        gives: |generator| generator.subschema_for::<List<TimelineEntry>>(),
        answer: |app, asked| list(asked, &story(app, asked)?.1.timeline),
    },
    Endpoint {
        path: "/api/v1/stories/{id}/attributions",
        summary: "Who said what in the articles of a story",
        query: PAGED,
        gives: |generator| generator.subschema_for::<List<Attribution>>(),
        answer: |app, asked| list(asked, &story(app, asked)?.1.attributions),
    },
    Endpoint {
        path: "/api/v1/stories/{id}/names",
        summary: "Persons, organizations and places of a story, with every mention and why they are one",
        query: PAGED,
        gives: |generator| generator.subschema_for::<List<Entity>>(),
        answer: |app, asked| list(asked, &story(app, asked)?.1.entities),
    },
    Endpoint {
        path: "/api/v1/stories/{id}/origins",
        summary: "Where the reports of a story come from, with the words that show it",
        query: PAGED,
        gives: |generator| generator.subschema_for::<List<Origin>>(),
        answer: |app, asked| list(asked, &story(app, asked)?.1.origins),
    },
    Endpoint {
        path: "/api/v1/articles/{id}",
        summary: "One article, with its text",
        query: NONE,
        gives: |generator| generator.subschema_for::<Article>(),
        answer: |app, asked| {
            let dossier = holding(app, asked, "article")?;
            one(asked, "article", dossier.articles.iter().find(|one| one.id == asked.step("id")))
        },
    },
    Endpoint {
        path: "/api/v1/claims/{id}",
        summary: "One claim, with every position and why it has its status",
        query: NONE,
        gives: |generator| generator.subschema_for::<Claim>(),
        answer: |app, asked| {
            let dossier = holding(app, asked, "claim")?;
            one(asked, "claim", dossier.claims.iter().find(|one| one.id == asked.step("id")))
        },
    },
    Endpoint {
        path: "/api/v1/events/{id}",
        summary: "One event, with every mention and why they are one",
        query: NONE,
        gives: |generator| generator.subschema_for::<Event>(),
        answer: |app, asked| {
            let dossier = holding(app, asked, "event")?;
            one(asked, "event", dossier.events.iter().find(|one| one.id == asked.step("id")))
        },
    },
    Endpoint {
        path: "/api/v1/names/{id}",
        summary: "One person, organization or place, with every mention and why they are one",
        query: NONE,
        gives: |generator| generator.subschema_for::<Entity>(),
        answer: |app, asked| {
            let dossier = holding(app, asked, "name")?;
            one(asked, "name", dossier.entities.iter().find(|one| one.id == asked.step("id")))
        },
    },
    Endpoint {
        path: "/api/v1/search",
        summary: "What holds these words: names, claims, quotations, articles",
        query: SEARCH,
        gives: |generator| generator.subschema_for::<List<Hit>>(),
        answer: search,
    },
];

fn story(app: &App, asked: &Asked) -> Result<(StoryLine, Arc<Dossier>), Failure> {
    app.shelf.holding(asked.step("id"), "story")
}

fn holding(app: &App, asked: &Asked, what: &str) -> Result<Arc<Dossier>, Failure> {
    Ok(app.shelf.holding(asked.step("id"), what)?.1)
}

fn one<T: serde::Serialize>(asked: &Asked, what: &str, found: Option<&T>) -> Result<Answer, Failure> {
    json(found.ok_or_else(|| Failure::missing(what, asked.step("id")))?)
}

fn search(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let words = asked.value("q").ok_or_else(|| Failure::bad("`q` is missing: give the words to search for"))?;
    if words.chars().count() > LONGEST_SEARCH {
        return Err(Failure::bad(format!("`q` is longer than {LONGEST_SEARCH} characters")));
    }
    let paging = asked.paging(20)?;
    let items = app.shelf.search(words, paging.per_page)?;
    let total = items.len();
    json(&List { items, page: 1, per_page: paging.per_page, total, more: false })
}
