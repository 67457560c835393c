//! What can be asked of the API.

use std::sync::Arc;

use gainsay::{
    Dossier,
    ledger::StoryRow,
    present::view::{Article, Attribution, Claim, Entity, Event, Origin, TimelineEntry},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Endpoint, List, NONE, PAGED, PAGING, Parameter, Takes, json, list};
use crate::{
    app::{Answer, App},
    asked::{Asked, MOST_ITEMS},
    failure::Failure,
    source::Hit,
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

/// Every endpoint; routes and the document about them are made of these entries.
#[rustfmt::skip] // A line each, to be read as a table.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new::<List<StoryRow>>("stories", "All stories", PAGED, |app, asked| list(asked, &app.shelf.stories()?)),
        Endpoint::new::<StoryRow>("stories/{id}", "One story", NONE, |app, asked| json(&story(app, asked)?.0)),
        Endpoint::new::<Dossier>("stories/{id}/dossier", "The whole dossier that holds a story: `gainsay/dossier/1`", NONE, |app, asked| json(&*story(app, asked)?.1)),
        of_story::<Article>("articles", "The articles of a story, with their text", |dossier| &dossier.articles),
        of_story::<Claim>("claims", "The claims of a story, with every position", |dossier| &dossier.claims),
        of_story::<Event>("events", "The events of a story, with every mention and why they are one", |dossier| &dossier.events),
        of_story::<TimelineEntry>("timeline", "The dated lines of a story, in order of time", |dossier| &dossier.timeline),
        of_story::<Attribution>("attributions", "Who said what in the articles of a story", |dossier| &dossier.attributions),
        of_story::<Entity>("names", "Persons, organizations and places of a story, with every mention and why they are one", |dossier| &dossier.entities),
        of_story::<Origin>("origins", "Where the reports of a story come from, with the words that show it", |dossier| &dossier.origins),
        one::<Article>("articles/{id}", "One article, with its text", "article", |dossier| &dossier.articles, |one| &one.id),
        one::<Claim>("claims/{id}", "One claim, with every position and why it has its status", "claim", |dossier| &dossier.claims, |one| &one.id),
        one::<Event>("events/{id}", "One event, with every mention and why they are one", "event", |dossier| &dossier.events, |one| &one.id),
        one::<Entity>("names/{id}", "One person, organization or place, with every mention and why they are one", "name", |dossier| &dossier.entities, |one| &one.id),
        Endpoint::new::<List<Hit>>("search", "What holds these words: names, claims, quotations, articles", SEARCH, search),
    ]
}

/// A list of what a story holds.
fn of_story<T: Serialize + JsonSchema + 'static>(
    part: &str,
    summary: &'static str,
    of: fn(&Dossier) -> &[T],
) -> Endpoint {
    let answer = move |app: &App, asked: &Asked| list(asked, of(&story(app, asked)?.1));
    Endpoint::new::<List<T>>(&format!("stories/{{id}}/{part}"), summary, PAGED, answer)
}

/// One thing by its id.
fn one<T: Serialize + JsonSchema + 'static>(
    path: &str,
    summary: &'static str,
    what: &'static str,
    of: fn(&Dossier) -> &[T],
    id: fn(&T) -> &str,
) -> Endpoint {
    Endpoint::new::<T>(path, summary, NONE, move |app, asked| {
        let wanted = asked.step("id");
        let (_, dossier) = app.shelf.holding(wanted, what)?;
        json(of(&dossier).iter().find(|one| id(one) == wanted).ok_or_else(|| Failure::missing(what, wanted))?)
    })
}

fn story(app: &App, asked: &Asked) -> Result<(StoryRow, Arc<Dossier>), Failure> {
    app.shelf.holding(asked.step("id"), "story")
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
