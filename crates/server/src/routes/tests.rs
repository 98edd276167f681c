//! The `OpenAPI` document is made from the code; these hold it to what was agreed.

use serde_json::Value;

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
    let mut expected = vec![
        "get /api/v1/admin/audit",
        "get /api/v1/chats/{chat_id}/audit",
        "get /api/v1/admin/users",
        "delete /api/v1/admin/users/{user_id}/sessions",
        "delete /api/v1/admin/users/{user_id}/suspension",
        "put /api/v1/admin/users/{user_id}/suspension",
        "delete /api/v1/auth/sessions",
        "delete /api/v1/auth/sessions/{session_id}",
        "delete /api/v1/chats/{chat_id}",
        "delete /api/v1/chats/{chat_id}/bans/{user_id}",
        "get /api/v1/chats/{chat_id}/bans",
        "put /api/v1/chats/{chat_id}/bans/{user_id}",
        "delete /api/v1/chats/{chat_id}/members/{user_id}",
        "delete /api/v1/chats/{chat_id}/messages/{message_id}",
        "get /api/v1/auth/sessions",
        "get /api/v1/chats",
        "get /api/v1/chats/{chat_id}",
        "get /api/v1/chats/{chat_id}/members",
        "get /api/v1/chats/{chat_id}/messages",
        "get /api/v1/chats/{chat_id}/messages/{message_id}",
        "get /api/v1/search/messages",
        "delete /api/v1/users/me",
        "delete /api/v1/users/me/second-factor",
        "get /api/v1/users/me/second-factor",
        "post /api/v1/users/me/second-factor",
        "put /api/v1/users/me/second-factor",
        "get /api/v1/users/me",
        "get /api/v1/users/me/chats",
        "get /api/v1/users/{user_id}",
        "get /health/live",
        "get /health/ready",
        "patch /api/v1/chats/{chat_id}",
        "patch /api/v1/chats/{chat_id}/members/{user_id}",
        "patch /api/v1/chats/{chat_id}/messages/{message_id}",
        "patch /api/v1/users/me",
        "post /api/v1/auth/host",
        "post /api/v1/auth/login",
        "post /api/v1/auth/logout",
        "post /api/v1/auth/refresh",
        "post /api/v1/auth/register",
        "post /api/v1/chats",
        "post /api/v1/chats/{chat_id}/join",
        "post /api/v1/chats/{chat_id}/leave",
        "post /api/v1/chats/{chat_id}/members",
        "post /api/v1/chats/{chat_id}/messages",
        "put /api/v1/chats/{chat_id}/owner",
        "put /api/v1/chats/{chat_id}/read",
        "put /api/v1/users/me/password",
        "delete /api/v1/chats/{chat_id}/messages/{message_id}/reactions/{emoji}",
        "get /api/v1/chats/{chat_id}/messages/{message_id}/reactions",
        "put /api/v1/chats/{chat_id}/messages/{message_id}/reactions/{emoji}",
        "delete /api/v1/chats/{chat_id}/messages/{message_id}/pin",
        "get /api/v1/chats/{chat_id}/messages/{message_id}/seen-by",
        "get /api/v1/chats/{chat_id}/messages/{message_id}/versions",
        "get /api/v1/chats/{chat_id}/pins",
        "put /api/v1/chats/{chat_id}/messages/{message_id}/pin",
        "delete /api/v1/users/me/scheduled/{scheduled_id}",
        "get /api/v1/users/me/scheduled",
        "post /api/v1/chats/{chat_id}/scheduled",
        "delete /api/v1/users/me/blocks/{user_id}",
        "get /api/v1/users",
        "get /api/v1/users/me/blocks",
        "get /api/v1/users/me/presence",
        "get /api/v1/users/{user_id}/presence",
        "put /api/v1/users/me/presence",
        "put /api/v1/chats/{chat_id}/notifications",
        "get /api/v1/admin/reports",
        "patch /api/v1/admin/reports/{message_id}",
        "get /api/v1/chats/{chat_id}/reports",
        "patch /api/v1/chats/{chat_id}/reports/{message_id}",
        "post /api/v1/chats/{chat_id}/messages/{message_id}/reports",
        "delete /api/v1/chats/{chat_id}/draft",
        "put /api/v1/chats/{chat_id}/draft",
        "delete /api/v1/users/me/bookmarks/{message_id}",
        "get /api/v1/users/me/bookmarks",
        "put /api/v1/users/me/bookmarks/{message_id}",
        "put /api/v1/users/me/blocks/{user_id}",
        "put /api/v1/users/{user_id}/chat",
        "delete /api/v1/users/me/avatar",
        "get /api/v1/users/{user_id}/avatar",
        "put /api/v1/users/me/avatar",
        "delete /api/v1/users/me/push-subscription",
        "delete /api/v1/users/me/quiet-hours",
        "get /api/v1/push/key",
        "get /api/v1/users/me/quiet-hours",
        "put /api/v1/users/me/push-subscription",
        "put /api/v1/users/me/quiet-hours",
        "get /api/v1/files/{file_id}",
        "get /api/v1/files/{file_id}/thumbnail",
        "post /api/v1/chats/{chat_id}/files",
        "delete /api/v1/chats/{chat_id}/join-requests/me",
        "delete /api/v1/chats/{chat_id}/join-requests/{user_id}",
        "get /api/v1/chats/{chat_id}/join-requests",
        "get /api/v1/users/me/join-requests",
        "post /api/v1/chats/{chat_id}/join-requests",
        "put /api/v1/chats/{chat_id}/join-requests/{user_id}",
        "delete /api/v1/chats/{chat_id}/invitations/{invitation_id}",
        "get /api/v1/chats/{chat_id}/invitations",
        "post /api/v1/chats/{chat_id}/invitations",
        "post /api/v1/invitations/accept",
        "post /api/v1/invitations/preview",
    ];
    expected.sort_unstable();
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
