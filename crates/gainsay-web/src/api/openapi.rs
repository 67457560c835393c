//! The OpenAPI document, made of the endpoints and the types they give.

use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{ENDPOINTS, Endpoint, Parameter, Takes};
use crate::{
    app::{Answer, App},
    asked::Asked,
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
    let paths: Map<String, Value> = ENDPOINTS
        .iter()
        .map(|endpoint| (endpoint.path.to_owned(), json!({ "get": operation(endpoint, &mut generator) })))
        .collect();
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
            "schema": { "type": "string", "minLength": 1 },
        })
    });
    let parameters: Vec<Value> = step.into_iter().chain(endpoint.query.iter().map(parameter)).collect();
    let gives = (endpoint.gives)(generator);
    let problem = generator.subschema_for::<Problem>();
    let refused = |about: &str| json!({ "description": about, "content": { "application/problem+json": { "schema": problem.clone() } } });
    json!({
        "summary": endpoint.summary,
        "operationId": name(endpoint.path),
        "parameters": parameters,
        "responses": {
            "200": {
                "description": endpoint.summary,
                "headers": { "ETag": { "description": "The same for the same bytes.", "schema": { "type": "string" } } },
                "content": { "application/json": { "schema": gives } },
            },
            "304": { "description": "The asker has it already: `If-None-Match` names its tag." },
            "400": refused("The request is wrong."),
            "401": refused("A token is needed."),
            "404": refused("There is no such thing."),
            "405": refused("This is not done here."),
            "414": refused("The address is too long."),
            "421": refused("The server does not answer under that name."),
        },
    })
}

fn parameter(parameter: &Parameter) -> Value {
    let (schema, is_required) = match parameter.takes {
        Takes::Number { least, most } => (json!({ "type": "integer", "minimum": least, "maximum": most }), false),
        Takes::Text { longest } => (json!({ "type": "string", "maxLength": longest }), true),
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
        for endpoint in ENDPOINTS {
            assert!(document["paths"][endpoint.path]["get"]["responses"]["200"].is_object(), "{}", endpoint.path);
        }
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
    }
}
