//! `docs/asyncapi.yaml`, held against every frame that any test receives.

use std::collections::HashMap;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

/// The document.
static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_yaml_ng::from_str(include_str!("../../../../../../docs/asyncapi.yaml")).expect("YAML"));

/// What each type of frame has to look like.
static FRAMES: LazyLock<HashMap<String, Validator>> =
    LazyLock::new(|| types_of("event").map(|(kind, key)| (kind, validator(&key))).collect());

/// The types of frames of an operation, each with its key in the document.
pub fn types_of(operation: &str) -> impl Iterator<Item = (String, String)> {
    let messages = DOCUMENT["operations"][operation]["messages"].as_array().expect("messages").iter();
    messages.map(|message| {
        let key = message["$ref"].as_str().and_then(|path| path.rsplit('/').next()).expect("a reference").to_owned();
        (DOCUMENT["components"]["messages"][&key]["name"].as_str().expect("a name").to_owned(), key)
    })
}

fn validator(key: &str) -> Validator {
    let schema = json!({"components": DOCUMENT["components"], "$ref": format!("#/components/messages/{key}/payload")});
    jsonschema::validator_for(&schema).expect("a schema")
}

/// Fails for a frame that the document does not describe.
pub fn holds_for(frame: &Value) {
    let kind = frame["type"].as_str().expect("a type");
    let validator = FRAMES.get(kind).unwrap_or_else(|| panic!("docs/asyncapi.yaml does not know {kind}"));
    let wrong: Vec<String> = validator.iter_errors(frame).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "docs/asyncapi.yaml says otherwise: {wrong:?} in {frame}");
}
