//! The `OpenAPI` document is made from the code; these hold it to what was agreed.

use serde_json::Value;

/// Method and path, a line each, in order.
const AGREED: &str = include_str!("agreed.txt");

fn document() -> Value {
    serde_json::to_value(super::openapi()).expect("JSON")
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let each = |(path, item): (&String, &Value)| {
        let operations = item.as_object().expect("an object").clone();
        operations.into_iter().map(|(method, operation)| (method, path.clone(), operation)).collect::<Vec<_>>()
    };
    paths.iter().flat_map(each).collect()
}

#[test]
fn every_agreed_route_is_there_and_no_other() {
    let mut routes: Vec<String> = operations(&document()).iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    routes.sort();
    let expected: Vec<&str> = AGREED.lines().collect();
    assert_eq!(routes, expected);
}

#[test]
fn everything_but_the_door_and_health_needs_a_token() {
    let document = document();
    assert_eq!(document["security"], serde_json::json!([{"bearer": []}]));
    let open: Vec<String> =
        operations(&document).into_iter().filter(|(_, _, operation)| !operation["security"].is_null()).map(|(_, path, _)| path).collect();
    assert_eq!(
        open,
        ["/api/v1/auth/host", "/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/register", "/health/live", "/health/ready"]
    );
}

#[test]
fn every_reference_leads_somewhere() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| match value.as_str() {
                Some(target) if key == "$ref" => found.push(target.to_owned()),
                _ => references(value, found),
            }),
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(!found.is_empty());
    for target in found {
        let pointer = target.strip_prefix('#').expect("in this document");
        assert!(document.pointer(pointer).is_some(), "{target} leads nowhere");
    }
}

#[test]
fn the_document_is_openapi_3_1_and_ids_are_uuids() {
    let document = document();
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["ChatId"]["type"], "string", "{}", schemas["ChatId"]);
    assert_eq!(schemas["ChatId"]["format"], "uuid");
    assert_eq!(schemas["Seq"]["type"], "integer");
    assert_eq!(schemas["ChatName"]["type"], "string");
    assert!(document.to_string().contains("date-time"));
}
