//! Frames as clients send them, and as they should not.

use proptest::prelude::*;
use secrecy::ExposeSecret;

use super::*;

const CHAT: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
const OTHER: &str = "01890a5d-ac96-774b-bcce-b302099a8058";

fn reads(text: &str) -> ClientFrame {
    parse(text).unwrap_or_else(|complaint| unreachable!("{text}: {complaint:?}"))
}

fn refuses(text: &str) -> Complaint {
    match parse(text) {
        Err(complaint) => complaint,
        Ok(frame) => unreachable!("{text}: {frame:?}"),
    }
}

fn fields(complaint: &Complaint) -> Vec<&'static str> {
    complaint.errors.iter().map(|error| error.field).collect()
}

#[test]
fn a_hello_carries_a_token_and_cursors() {
    let frame = reads(&format!(r#"{{"type":"hello","id":1,"data":{{"token":"abc","cursors":{{"{CHAT}":501}}}}}}"#));
    assert_eq!(frame.id, 1);
    let Command::Hello { token, cursors } = frame.command else { unreachable!("{:?}", frame.command) };
    assert_eq!(token.map(|token| token.expose_secret().to_owned()), Some("abc".to_owned()));
    assert_eq!(cursors.into_iter().collect::<Vec<_>>(), [(CHAT.parse().expect("a UUID"), Seq(501))]);
}

#[test]
fn a_hello_without_anything_is_a_hello() {
    for text in [r#"{"type":"hello","id":0}"#, r#"{"type":"hello","id":0,"data":{"token":null,"cursors":null}}"#] {
        assert!(matches!(reads(text).command, Command::Hello { token: None, cursors } if cursors.is_empty()));
    }
}

#[test]
fn a_token_is_not_shown() {
    assert!(!format!("{:?}", reads(r#"{"type":"authenticate","id":1,"data":{"token":"secret-token"}}"#)).contains("secret-token"));
}

#[test]
fn a_message_is_a_draft() {
    let frame = reads(&format!(
        r#"{{"type":"message.send","id":7,"chat_id":"{CHAT}","data":{{"client_id":"{OTHER}","body":" hello ","reply_to":"{CHAT}","later":1}},"more":[]}}"#
    ));
    let Command::Send { chat_id, draft } = frame.command else { unreachable!("{:?}", frame.command) };
    assert_eq!((chat_id.to_string(), draft.client_id.to_string(), draft.body.as_str()), (CHAT.into(), OTHER.into(), "hello"));
    assert_eq!(draft.reply_to.map(|id| id.to_string()), Some(CHAT.to_owned()));
}

#[test]
fn an_edit_names_the_message_and_what_it_is_to_say_and_a_deletion_the_message() {
    let edit =
        reads(&format!(r#"{{"type":"message.edit","id":1,"chat_id":"{CHAT}","data":{{"message_id":"{OTHER}","body":" better "}}}}"#));
    let Command::Edit { chat_id, message_id, body } = edit.command else { unreachable!("{:?}", edit.command) };
    assert_eq!((chat_id.to_string(), message_id.to_string(), body.as_str()), (CHAT.into(), OTHER.into(), "better"));
    let delete = reads(&format!(r#"{{"type":"message.delete","id":1,"chat_id":"{CHAT}","data":{{"message_id":"{OTHER}"}}}}"#));
    let Command::Delete { chat_id, message_id } = delete.command else { unreachable!("{:?}", delete.command) };
    assert_eq!((chat_id.to_string(), message_id.to_string()), (CHAT.into(), OTHER.into()));
}

#[test]
fn other_commands_are_read() {
    let read = reads(&format!(r#"{{"type":"read","id":1,"chat_id":"{CHAT}","data":{{"number":3}}}}"#));
    assert!(matches!(read.command, Command::Read { number: Number(3), .. }));
    let sync = reads(&format!(r#"{{"type":"sync","id":1,"data":{{"cursors":{{"{CHAT}":0}}}}}}"#));
    assert!(matches!(sync.command, Command::Sync { cursors } if cursors.len() == 1));
    let focus = reads(&format!(r#"{{"type":"focus","id":1,"data":{{"chat_ids":["{CHAT}"]}}}}"#));
    assert!(matches!(focus.command, Command::Focus { chat_ids, is_away: false } if chat_ids.len() == 1));
    let away = reads(r#"{"type":"focus","id":1,"data":{"chat_ids":[],"away":true}}"#);
    assert!(matches!(away.command, Command::Focus { is_away: true, .. }));
    let typing = reads(&format!(r#"{{"type":"typing","id":1,"chat_id":"{CHAT}"}}"#));
    assert!(matches!(typing.command, Command::Typing { chat_id } if chat_id.to_string() == CHAT));
    assert!(matches!(reads(r#"{"type":"ping","id":9007199254740991}"#).command, Command::Ping));
}

#[test]
fn every_wrong_field_is_named() {
    let complaint = refuses(r#"{"type":"message.send","id":7,"chat_id":1,"data":{"client_id":"x","body":"  ","reply_to":[]}}"#);
    assert_eq!((complaint.re, complaint.code), (Some(7), "invalid_fields"));
    assert_eq!(fields(&complaint), ["chat_id", "client_id", "body", "reply_to"]);
    assert!(!complaint.is_unreadable());
    assert_eq!(fields(&refuses(r#"{"type":"message.send","id":7}"#)), ["chat_id", "client_id", "body"]);
    assert_eq!(fields(&refuses(r#"{"type":"message.edit","id":7,"data":{"body":""}}"#)), ["chat_id", "message_id", "body"]);
    assert_eq!(fields(&refuses(r#"{"type":"message.delete","id":7,"data":{"message_id":1}}"#)), ["chat_id", "message_id"]);
    assert_eq!(fields(&refuses(r#"{"type":"sync","id":7,"data":{"cursors":{"x":1}}}"#)), ["cursors"]);
    assert_eq!(fields(&refuses(r#"{"type":"read","id":7,"data":{"number":-1}}"#)), ["chat_id", "number"]);
    assert_eq!(fields(&refuses(r#"{"type":"read","id":7,"data":{"number":1.5}}"#)), ["chat_id", "number"]);
    assert_eq!(fields(&refuses(r#"{"type":"authenticate","id":7,"data":{"token":7}}"#)), ["token"]);
    assert_eq!(fields(&refuses(r#"{"type":"typing","id":7,"data":{}}"#)), ["chat_id"]);
    assert_eq!(fields(&refuses(r#"{"type":"focus","id":7,"data":{"chat_ids":["x"],"away":1}}"#)), ["chat_ids", "away"]);
}

#[test]
fn a_nul_character_in_a_body_is_refused() {
    let text = format!(r#"{{"type":"message.send","id":7,"chat_id":"{CHAT}","data":{{"client_id":"{OTHER}","body":"a\u0000b"}}}}"#);
    assert_eq!(fields(&refuses(&text)), ["body"]);
}

#[test]
fn a_bad_request_number_is_named_and_counts_as_unreadable() {
    for id in ["null", "1.5", "-1", "9007199254740992", "9007199254740993", r#""1""#, "1e3", "[]"] {
        let complaint = refuses(&format!(r#"{{"type":"ping","id":{id}}}"#));
        assert_eq!((complaint.re, complaint.code, fields(&complaint)), (None, "invalid_fields", vec!["id"]), "{id}");
        assert!(complaint.is_unreadable());
    }
    assert_eq!(fields(&refuses(r#"{"type":"ping"}"#)), ["id"]);
}

#[test]
fn what_is_not_a_frame_gets_one_clear_answer() {
    let deep = format!(r#"{{"type":"ping","id":1,"data":{}{}}}"#, "[".repeat(129), "]".repeat(129));
    let brackets = "[".repeat(60_000);
    let noise = [
        "",
        "x",
        "[]",
        "1",
        "null",
        r#""ping""#,
        "{",
        r#"{"type":"ping","id":1} trailing"#,
        r#"{"type":"ping","id":1e999}"#,
        r#"{"type":"\ud800","id":1}"#,
        &deep,
        &brackets,
    ];
    for text in noise {
        let complaint = refuses(text);
        assert_eq!((complaint.code, complaint.re), ("bad_frame", None), "{text:.40}");
        assert!(complaint.is_unreadable());
    }
    for (text, re) in
        [(r#"{"id":3}"#, Some(3)), (r#"{"type":5,"id":3}"#, Some(3)), (r#"{"type":"ping","id":3,"data":[]}"#, Some(3)), ("{}", None)]
    {
        let complaint = refuses(text);
        assert_eq!((complaint.code, complaint.re), ("bad_frame", re), "{text}");
    }
}

#[test]
fn an_unknown_type_is_said_to_be_unknown() {
    for kind in ["message.sent", "joinRoom", "", "HELLO"] {
        let complaint = refuses(&format!(r#"{{"type":"{kind}","id":3}}"#));
        assert_eq!((complaint.code, complaint.re), ("unknown_type", Some(3)));
    }
}

#[test]
fn the_last_of_two_equal_keys_counts() {
    assert_eq!(reads(r#"{"type":"hello","type":"ping","id":1,"id":2}"#).id, 2);
}

#[test]
fn complaints_do_not_quote_what_was_sent() {
    let complaint = refuses(r#"{"type":"authenticate","id":1,"data":{"token":"secret-token"} oops"#);
    assert!(!format!("{complaint:?}").contains("secret-token"));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
        Just(Value::from(CHAT))
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let key =
            prop_oneof![Just("cursors".to_owned()), Just("token".to_owned()), Just("body".to_owned()), Just(CHAT.to_owned()), ".{0,4}"];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(key, inner, 0..6).prop_map(|map| Value::from(Map::from_iter(map)))
        ]
    })
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in ".{0,200}") {
        prop_assert!(parse(&text).is_err() || text.contains("type"));
    }

    #[test]
    fn no_value_is_too_strange(
        kind in prop_oneof![Just("hello"), Just("authenticate"), Just("message.send"), Just("message.edit"), Just("message.delete"), Just("read"), Just("sync"), Just("focus"), Just("typing"), Just("ping")],
        id in any_json(),
        chat_id in any_json(),
        data in any_json(),
    ) {
        let text = serde_json::json!({ "type": kind, "id": id, "chat_id": chat_id, "data": data }).to_string();
        match parse(&text) {
            Ok(frame) => prop_assert_eq!(Some(frame.id), id.as_u64()),
            Err(complaint) => prop_assert!(complaint.code != "unknown_type"),
        }
    }
}
