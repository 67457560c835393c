//! The HTTP API: everything the pages show, as JSON.
//!
//! Each endpoint is one entry of [`endpoints()`]: its path, what it takes, what it gives, and the function that answers.
//! Routes and the OpenAPI document are made of the same entries, so that neither can say what the other doesn't.

mod endpoints;
mod fixes;
mod openapi;

use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use crate::{
    app::{Answer, App},
    asked::{Asked, Paging},
    failure::Failure,
    server::Make,
};
use endpoints::endpoints;

/// One thing that can be asked.
pub(crate) struct Endpoint {
    path: String,
    summary: &'static str,
    /// What the query may hold.
    query: &'static [Parameter],
    /// The schema of what it gives.
    gives: fn(&mut SchemaGenerator) -> Schema,
    answer: Make,
}

impl Endpoint {
    /// One that gives a `T` under a path below that of the API.
    fn new<T: JsonSchema>(
        path: &str,
        summary: &'static str,
        query: &'static [Parameter],
        answer: impl Fn(&App, &Asked) -> Result<Answer, Failure> + Send + Sync + 'static,
    ) -> Self {
        let gives = |generator: &mut SchemaGenerator| generator.subschema_for::<T>();
        Self { path: format!("/api/v1/{path}"), summary, query, gives, answer: Arc::new(answer) }
    }
}

/// A value of the query.
pub(crate) struct Parameter {
    name: &'static str,
    about: &'static str,
    takes: Takes,
}

/// What a value of the query may be.
enum Takes {
    Number { least: usize, most: usize },
    Text { longest: usize },
}

const PAGING: [Parameter; 2] = [
    Parameter { name: "page", about: "Which page, from 1 on.", takes: Takes::Number { least: 1, most: 1_000_000 } },
    Parameter {
        name: "per_page",
        about: "How many items a page holds.",
        takes: Takes::Number { least: 1, most: crate::asked::MOST_ITEMS },
    },
];
const PAGED: &[Parameter] = &PAGING;
const NONE: &[Parameter] = &[];

/// A page of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct List<T> {
    /// The items of this page.
    items: Vec<T>,
    /// Which page this is, from 1 on.
    page: usize,
    /// How many items a page holds.
    per_page: usize,
    /// How many items there are on all pages.
    total: usize,
    /// Whether there is another page.
    more: bool,
}

/// Every endpoint by its path.
pub(crate) fn routes() -> Vec<(String, Make)> {
    let own = endpoints().into_iter().map(|endpoint| (endpoint.path, endpoint.answer));
    own.chain([("/api/v1/openapi.json".to_owned(), Arc::new(openapi::answer) as Make)]).collect()
}

pub(crate) use fixes::changes;

/// A value as JSON.
fn json<T: Serialize>(value: &T) -> Result<Answer, Failure> {
    let body = serde_json::to_vec(value).map_err(|error| {
        Failure::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR, format!("the answer can't be written: {error}"))
    })?;
    Ok(Answer::new("application/json", body))
}

/// The page of a list that is asked for.
fn list<T: Serialize>(asked: &Asked, items: &[T]) -> Result<Answer, Failure> {
    let paging: Paging = asked.paging(50)?;
    let range = paging.range();
    let shown: Vec<&T> = items.iter().skip(range.start).take(paging.per_page).collect();
    json(&List {
        items: shown,
        page: paging.page,
        per_page: paging.per_page,
        total: items.len(),
        more: range.end < items.len(),
    })
}
