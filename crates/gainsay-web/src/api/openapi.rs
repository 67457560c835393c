//! The OpenAPI document, made of the endpoints and the types they give.

use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{
    Endpoint, List, PAGED, Parameter, Takes, endpoints,
    fixes::{Done, Fix},
};
use crate::{
    app::{Answer, App},
    asked::Asked,
    changing::{NewFix, PLAIN},
    failure::{Failure, Problem},
};

pub(super) fn answer(_: &App, _: &Asked) -> Result<Answer, Failure> {
    super::json(&document())
}

/// The document.
pub(super) fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut paths: Map<String, Value> = endpoints()
        .into_iter()
        .map(|endpoint| (endpoint.path.clone(), json!({ "get": operation(&endpoint, &mut generator) })))
        .collect();
    paths.insert("/api/v1/fixes".to_owned(), fixes(&mut generator));
    paths.insert("/api/v1/fixes/{n}".to_owned(), json!({ "delete": take_back(&mut generator) }));
    let schemas = generator.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "gainsay",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Who said what, what happened when, on how many origins it rests, and who gainsays it.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "Needed where the server was started with a token." }
            },
        },
        "security": [{}, { "token": [] }],
    })
}

fn operation(endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Value {
    let step = endpoint.path.contains("{id}").then(|| {
        json!({
            "name": "id", "in": "path", "required": true, "description": "An opaque id.",
            "schema": { "type": "string", "minLength": 1, "pattern": PLAIN },
        })
    });
    let parameters: Vec<Value> = step.into_iter().chain(endpoint.query.iter().map(parameter)).collect();
    let gives = (endpoint.gives)(generator);
    json!({
        "summary": endpoint.summary,
        "operationId": name(&endpoint.path),
        "parameters": parameters,
        "responses": responses(endpoint.summary, &gives.into(), REFUSED, generator),
    })
}

/// How a question can be refused.
const REFUSED: &[(&str, &str)] = &[
    ("400", "The request is wrong."),
    ("401", "A token is needed."),
    ("404", "There is no such thing."),
    ("405", "This is not done here."),
    ("414", "The address is too long."),
    ("421", "The server does not answer under that name."),
    ("503", "The ledger can't be read just now."),
];
/// How a change can be refused.
const REFUSED_CHANGE: &[(&str, &str)] = &[
    ("400", "The decision is wrong."),
    ("401", "A token is needed."),
    ("403", "The request comes from another site's page."),
    ("404", "There is no such thing."),
    ("405", "This is not done here."),
    ("409", "It can't be decided so: it names what is not there, or is decided already."),
    ("408", "The body took too long to arrive."),
    ("413", "The body is too long."),
    ("415", "The body is not JSON."),
    ("421", "The server does not answer under that name."),
    ("429", "Too many changes at once."),
    ("503", "The ledger can't be written just now."),
];

fn responses(about: &str, gives: &Value, refused: &[(&str, &str)], generator: &mut SchemaGenerator) -> Value {
    let problem = generator.subschema_for::<Problem>();
    let mut responses = Map::new();
    let tag = json!({ "description": "The same for the same bytes.", "schema": { "type": "string" } });
    let content = json!({ "application/json": { "schema": gives } });
    responses.insert("200".to_owned(), json!({ "description": about, "headers": { "ETag": tag }, "content": content }));
    let known = "The asker has it already: `If-None-Match` names its tag.";
    responses.insert("304".to_owned(), json!({ "description": known }));
    for (status, about) in refused {
        let content = json!({ "application/problem+json": { "schema": problem } });
        responses.insert((*status).to_owned(), json!({ "description": about, "content": content }));
    }
    responses.into()
}

/// Listing decisions and making one.
fn fixes(generator: &mut SchemaGenerator) -> Value {
    let all = generator.subschema_for::<List<Fix>>();
    let new = generator.subschema_for::<NewFix>();
    let done = generator.subschema_for::<Done>();
    let parameters: Vec<Value> = PAGED.iter().map(parameter).collect();
    json!({
        "get": {
            "summary": "What people decided, those taken back included",
            "operationId": "fixes",
            "parameters": parameters,
            "responses": responses("What people decided", &all.into(), REFUSED, generator),
        },
        "post": {
            "summary": "Decide: same, different, speaker, origin, date, hide",
            "operationId": "fix",
            "requestBody": { "required": true, "content": { "application/json": { "schema": new } } },
            "responses": responses("The decision's number", &done.into(), REFUSED_CHANGE, generator),
        },
    })
}

/// Taking a decision back.
fn take_back(generator: &mut SchemaGenerator) -> Value {
    let done = generator.subschema_for::<Done>();
    json!({
        "summary": "Take a decision back",
        "operationId": "undo",
        "parameters": [{
            "name": "n", "in": "path", "required": true, "description": "The decision's number.",
            "schema": { "type": "integer", "minimum": 1, "maximum": i64::MAX },
        }],
        "responses": responses("The decision's number", &done.into(), REFUSED_CHANGE, generator),
    })
}

fn parameter(parameter: &Parameter) -> Value {
    let (schema, is_required) = match parameter.takes {
        Takes::Number { least, most } => (json!({ "type": "integer", "minimum": least, "maximum": most }), false),
        Takes::Text { longest } => (json!({ "type": "string", "maxLength": longest, "pattern": PLAIN }), true),
    };
    json!({
        "name": parameter.name, "in": "query", "required": is_required, "description": parameter.about, "schema": schema,
    })
}

/// `/api/v1/stories/{id}/claims` is `stories-id-claims`.
fn name(path: &str) -> String {
    path.trim_start_matches("/api/v1/").replace(['{', '}'], "").replace('/', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_endpoint_is_described_and_every_reference_leads_somewhere() {
        let document = document();
        let text = document.to_string();
        for endpoint in endpoints() {
            assert!(document["paths"][&endpoint.path]["get"]["responses"]["200"].is_object(), "{}", endpoint.path);
        }
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
    }
}
