//! The document of the API (OpenAPI 3.1), made of the table of routes and of nothing else.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::{Operation, Scope, Shape, shape};
use crate::http::{Route, Who};

/// The version of the document.
const VERSION: &str = "1.0.0";

/// What the API is, for the head of the document.
const ABOUT: &str = "Everything that people do on the pages of this server, for programs.\n\n\
    Send a personal token in `Authorization: Bearer …`; one is made under *Settings → Tokens*, for one persona and some scopes. \
    What can be read without signing in can be read without a token.\n\n\
    Bodies are JSON. A PATCH changes the fields that are sent; `null` clears one that can be empty. Lists come in parts: `next` of one part is \
    `after` of the next. What is answered 200 has an `ETag`: send it in `If-None-Match` to read only what has changed, and in \
    `If-Match` not to overwrite what somebody else has changed. A POST with an `Idempotency-Key` can be sent again for a day \
    without being done twice. Faults are `application/problem+json` (RFC 9457), with one entry in `fields` for each field.";

/// The document.
pub fn document(table: &[Route]) -> Value {
    let mut schemas = BTreeMap::new();
    let mut paths: Map<String, Value> = Map::new();
    for operation in table.iter().filter_map(|route| route.operation.as_deref()) {
        let described = describe(operation, &mut schemas);
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[operation.method.as_str().to_ascii_lowercase()] = described;
    }
    shape::named("Problem", problem).schema(&mut schemas);
    let scopes: Vec<Value> = Scope::ALL.into_iter().map(|scope| json!(scope.as_str())).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Visavis",
            "version": VERSION,
            "description": ABOUT,
            "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A personal token. Each operation names the scope that it needs.",
                    "x-scopes": scopes,
                },
            },
            "headers": headers(),
        },
    })
}

/// A fault, as RFC 9457 has it.
pub fn problem() -> Shape {
    let field = shape::record()
        .has("field", shape::text(200).says("The field's name.").like("title"))
        .has("code", shape::text(80).says("Always the same word for the same fault.").like("problem-gathering-title"))
        .has("detail", shape::text(2000).says("What to do, in the reader's language.").like("Give it a title."));
    shape::record()
        .has("type", shape::text(200).says("Where it is explained.").like("/api#422"))
        .has("code", shape::text(80).says("Always the same word for the same thing.").like("invalid"))
        .has("title", shape::text(200).like("Unprocessable Entity"))
        .has("status", shape::whole(400, 599).like("422"))
        .has(
            "detail",
            shape::text(2000)
                .says("What happened and what to do, in the reader's language.")
                .like("Some fields need another look."),
        )
        .may("fields", shape::list(field, 500))
}

fn headers() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "ETag": { "description": "Changes whenever the body does.", "schema": text },
        "Link": { "description": "The address of the next part: `<…>; rel=\"next\"`.", "schema": text },
        "Location": { "description": "Where what was made is read.", "schema": text },
        "RateLimit": { "description": "How many requests are left.", "schema": text },
        "RateLimit-Policy": { "description": "How many requests an address may send, in how many seconds.", "schema": text },
        "Retry-After": { "description": "After how many seconds to try again.", "schema": { "type": "integer" } },
        "WWW-Authenticate": { "description": "What was wrong with the token.", "schema": text },
        "Allow": { "description": "The methods that this address takes.", "schema": text },
        "Idempotency-Replayed": { "description": "`true` where this was answered before.", "schema": text },
    })
}

fn header(name: &str) -> Value {
    json!({ "$ref": format!("#/components/headers/{name}") })
}

fn describe(operation: &Operation, schemas: &mut BTreeMap<&'static str, Value>) -> Value {
    let mut parameters: Vec<Value> = operation.parameters().map(parameter_of_path).collect();
    for (name, shape, needed) in operation.query.members() {
        let mut parameter = json!({
            "name": name, "in": "query", "required": needed, "schema": shape.schema(schemas), "example": shape.example(),
        });
        if let Some(says) = parameter["schema"].as_object_mut().and_then(|schema| schema.remove("description")) {
            parameter["description"] = says;
        }
        parameters.push(parameter);
    }
    let mut condition = |name: &str, schema: Value, says: &str| {
        let parameter =
            json!({ "name": name, "in": "header", "required": false, "description": says, "schema": schema });
        parameters.push(parameter);
    };
    let text = || json!({ "type": "string" });
    if operation.reads() {
        condition("If-None-Match", text(), "The `ETag` of what is known already: 304 where it still stands.");
    }
    if operation.guarded && !operation.reads() {
        condition("If-Match", text(), "The `ETag` of what was read: 412 where it has become another since.");
    }
    if operation.repeats() {
        condition(
            "Idempotency-Key",
            json!({ "type": "string", "pattern": "^[!-~]{1,255}$" }),
            "A name of this request, such as a UUID: sent again, it is answered as before and not done twice.",
        );
    }
    let anyone = operation.who == Who::Anyone;
    let token = json!({ "token": [operation.scope.as_str()] });
    let mut described = json!({
        "operationId": operation.name,
        "tags": [tag(operation.path)],
        "summary": operation.says,
        "security": if anyone { json!([{}, token]) } else { json!([token]) },
        "x-scope": operation.scope.as_str(),
        "responses": responses(operation, schemas),
    });
    if !operation.more.is_empty() {
        described["description"] = json!(operation.more);
    }
    if !parameters.is_empty() {
        described["parameters"] = json!(parameters);
    }
    if let Some(body) = &operation.body {
        let needed = body.members().iter().any(|(_, _, needed)| *needed);
        let mut content = json!({ "application/json": { "schema": body.schema(schemas), "example": body.example() } });
        if let Some(picture) = operation.picture {
            let mut schema = body.in_a_form().schema(schemas);
            schema["properties"][picture] = json!({
                "type": "string", "contentMediaType": "image/*",
                "description": "A picture: JPEG, PNG, WebP or GIF.",
            });
            content["multipart/form-data"] = json!({ "schema": schema });
        }
        described["requestBody"] = json!({ "required": needed, "content": content });
    }
    described
}

fn parameter_of_path(name: &'static str) -> Value {
    let shape = match name {
        "handle" | "person" => shape::handle(),
        "kid" => shape::hex(8),
        "encounter" => shape::hex(32),
        _ => shape::id(),
    };
    json!({
        "name": name, "in": "path", "required": true, "schema": shape.schema(&mut BTreeMap::new()), "example": shape.example(),
    })
}

fn responses(operation: &Operation, schemas: &mut BTreeMap<&'static str, Value>) -> Value {
    let mut all: BTreeMap<u16, Value> = BTreeMap::new();
    let limits = || Map::from_iter(["RateLimit", "RateLimit-Policy"].map(|name| (name.to_owned(), header(name))));
    let (status, gives) = &operation.gives;
    let mut with = limits();
    if *status == 200 && (operation.reads() || operation.guarded) {
        with.insert("ETag".into(), header("ETag"));
    }
    if *status == 201 {
        with.insert("Location".into(), header("Location"));
    }
    if operation.repeats() {
        with.insert("Idempotency-Replayed".into(), header("Idempotency-Replayed"));
    }
    let mut fine = json!({ "description": if gives.is_some() { "So it stands." } else { "It was done." } });
    if let Some(shape) = gives {
        if operation.query.members().iter().any(|(name, ..)| *name == "after") {
            with.insert("Link".into(), header("Link"));
        }
        fine["content"] =
            json!({ "application/json": { "schema": shape.schema(schemas), "example": shape.example() } });
    }
    fine["headers"] = Value::Object(with);
    all.insert(*status, fine);
    if operation.reads() {
        all.insert(304, json!({ "description": "It is as you know it.", "headers": { "ETag": header("ETag") } }));
    }
    let mut refuse = |status: u16, says: &str, more: &[&str]| {
        let mut with = limits();
        with.extend(more.iter().map(|name| ((*name).to_owned(), header(name))));
        all.insert(
            status,
            json!({
                "description": says,
                "headers": with,
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
            }),
        );
    };
    refuse(401, "The token is missing, unknown, or has run out.", &["WWW-Authenticate"]);
    refuse(403, "You may not do that, or the token may not.", &["WWW-Authenticate"]);
    refuse(404, "There is no such thing, or it is not open to you.", &[]);
    refuse(429, "Too many requests.", &["Retry-After"]);
    let away = match operation.reads() {
        true => "The server is busy or restarting.",
        false => {
            "Storage is away. `busy`: nothing was done. `unknown`: it broke in the middle, and what was sent may have been \
             stored, or not; with an `Idempotency-Key` it can be sent again all the same."
        }
    };
    refuse(503, away, &["Retry-After"]);
    refuse(400, "What was sent is not what is described here; each fault is named in `fields`.", &[]);
    refuse(422, "What was sent can't be done like this; each fault is named in `fields`.", &[]);
    if !operation.reads() {
        refuse(408, "The body did not come in time.", &[]);
        refuse(507, "There is no room to store it. Nothing was done; its operator has to make room.", &[]);
        refuse(413, "The body is too large.", &[]);
        refuse(415, "The body is of a kind that is not taken.", &[]);
    }
    if operation.conflicts {
        refuse(409, "It does not go with how things stand.", &[]);
    }
    if operation.guarded && operation.method != Method::GET {
        refuse(412, "It has become another since you read it.", &[]);
    }
    all.into_iter().map(|(status, value)| (status.to_string(), value)).collect::<Map<_, _>>().into()
}

/// The part of the API that a path belongs to: its first word.
pub fn tag(path: &'static str) -> &'static str {
    match path.trim_start_matches("/api/v1/").split('/').next().unwrap_or_default() {
        "me" => "You",
        "people" | "blocks" => "People",
        "ties" => "Ties",
        "conversations" => "Conversations",
        "communities" => "Communities",
        "gatherings" | "series" => "Gatherings",
        "notices" => "Notices",
        "encounters" | "devices" => "Encounters",
        _ => "Towns and interests",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_one_shape() {
        let mut found = BTreeMap::new();
        for operation in crate::router::routes().table().iter().filter_map(|route| route.operation.as_deref()) {
            operation.query.names(&mut found);
            let sent = operation.body.as_ref();
            sent.into_iter().chain(operation.gives.1.as_ref()).for_each(|shape| shape.names(&mut found));
        }
        assert!(found.len() > 5, "the shapes were not found");
        found.retain(|_, shapes| shapes.len() > 1);
        assert!(found.is_empty(), "{}", found.keys().copied().collect::<Vec<_>>().join(", "));
    }
}
