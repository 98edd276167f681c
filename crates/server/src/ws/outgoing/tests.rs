//! Every frame, as clients in any language were promised it.

use dialogo_app::{Encoder, Posted};
use dialogo_domain::{
    Avatar, Change, Chat, ChatDescription, ChatEvent, ChatName, Departure, DisplayName, Emoji, KeptDraft, Member, Message, MessageBody,
    MyChat, Posting, Presence, PresenceState, ReactionChange, Reactions, ReadPosition, Role, UserSummary, Username, Visibility,
};
use serde_json::{Value, json};

use super::*;

const CHAT: &str = "01890a5d-ac96-774b-bcce-b302099a8001";
const USER: &str = "01890a5d-ac96-774b-bcce-b302099a8002";
const MESSAGE: &str = "01890a5d-ac96-774b-bcce-b302099a8003";
const OTHER: &str = "01890a5d-ac96-774b-bcce-b302099a8006";
const CLIENT: &str = "01890a5d-ac96-774b-bcce-b302099a8004";
const CONNECTION: uuid::Uuid = uuid::uuid!("01890a5d-ac96-774b-bcce-b302099a8005");
const NOON: &str = "2026-11-24T12:00:00Z";

fn id<T: std::str::FromStr<Err = uuid::Error>>(text: &str) -> T {
    text.parse().expect("a UUID")
}

fn noon() -> Timestamp {
    NOON.parse().expect("a time")
}

fn ada() -> UserSummary {
    UserSummary {
        id: id(USER),
        username: Username::parse("ada").expect("a username"),
        display_name: DisplayName::parse("Ada L.").expect("a display name"),
        avatar: Some(Avatar::parse("🦀").expect("an avatar")),
    }
}

fn ada_json() -> Value {
    json!({"id": USER, "username": "ada", "display_name": "Ada L.", "avatar": "🦀"})
}

fn message() -> Message {
    Message {
        id: id(MESSAGE),
        chat_id: id(CHAT),
        seq: Seq(504),
        number: Number(215),
        author: ada(),
        body: MessageBody::parse("hello <b>\"you\"</b>").expect("a body"),
        client_id: id(CLIENT),
        reply_to: None,
        attachments: vec![],
        created_at: noon(),
        edited_at: None,
        deleted_at: None,
        pinned_at: None,
        reactions: Reactions::default(),
        mentions: vec![],
    }
}

fn message_json() -> Value {
    json!({
        "id": MESSAGE, "chat_id": CHAT, "seq": 504, "number": 215, "author": ada_json(), "body": "hello <b>\"you\"</b>",
        "client_id": CLIENT, "reply_to": null, "attachments": [], "created_at": NOON, "edited_at": null, "deleted_at": null, "pinned_at": null, "reactions": [],
        "mentions": [],
    })
}

fn tombstone() -> Message {
    Message { body: MessageBody::stored(String::new()), deleted_at: Some(noon()), ..message() }
}

fn tombstone_json() -> Value {
    let mut tombstone = message_json();
    (tombstone["body"], tombstone["deleted_at"]) = (json!(""), json!(NOON));
    tombstone
}

fn chat() -> Chat {
    Chat {
        id: id(CHAT),
        name: ChatName::parse("general").expect("a name"),
        description: ChatDescription::parse("").expect("a description"),
        visibility: Visibility::Private,
        has_password: true,
        join_requests: true,
        posting: Posting::Moderators,
        slow_mode_secs: 30,
        owner_id: Some(id(USER)),
        member_count: 2,
        seq: Seq(504),
        message_count: 215,
        created_at: noon(),
        last_message_at: Some(noon()),
    }
}

fn chat_json() -> Value {
    json!({
        "id": CHAT, "name": "general", "description": "", "visibility": "private", "has_password": true, "join_requests": true, "posting": "moderators", "slow_mode_secs": 30, "owner_id": USER,
        "member_count": 2, "seq": 504, "message_count": 215, "created_at": NOON, "last_message_at": NOON,
    })
}

fn member_json() -> Value {
    json!({"user": ada_json(), "role": "owner", "joined_at": NOON, "muted_until": null})
}

#[track_caller]
fn same(frame: &Bytes, expected: &Value) {
    let frame: Value = serde_json::from_str(&text(frame)).expect("JSON");
    assert_eq!(&frame, expected);
}

#[track_caller]
fn event(change: Change, kind: &str, data: &Value) {
    let frame = JsonEncoder.single_event(&ChatEvent { chat_id: id(CHAT), seq: Seq(504), change });
    same(&frame, &json!({"type": kind, "chat_id": CHAT, "seq": 504, "data": data}));
}

#[test]
fn chat_events() {
    let member = || Member { user: ada(), role: Role::Owner, joined_at: noon(), muted_until: None };
    event(Change::MessageCreated(message()), "message.created", &message_json());
    let edited = Message { edited_at: Some(noon()), ..message() };
    let mut edited_json = message_json();
    edited_json["edited_at"] = json!(NOON);
    event(Change::MessageUpdated(edited), "message.updated", &edited_json);
    event(Change::MessageDeleted(tombstone()), "message.deleted", &tombstone_json());
    let emoji = Emoji::parse("👍").expect("an emoji");
    let reaction = || ReactionChange { user_id: id(USER), emoji: emoji.clone(), message: message() };
    let reaction_json = json!({"user_id": USER, "emoji": "👍", "message": message_json()});
    event(Change::ReactionAdded(reaction()), "reaction.added", &reaction_json);
    event(Change::ReactionRemoved(reaction()), "reaction.removed", &reaction_json);
    event(Change::MemberJoined(member()), "member.joined", &member_json());
    event(Change::MemberUpdated(member()), "member.updated", &member_json());
    event(Change::ChatUpdated(chat()), "chat.updated", &chat_json());
    for (reason, word) in [(Departure::Left, "left"), (Departure::Removed, "removed"), (Departure::Banned, "banned")] {
        event(Change::MemberLeft { user_id: id(USER), reason }, "member.left", &json!({"user_id": USER, "reason": word}));
    }
}

#[test]
fn ones_own_chats() {
    let read = ReadPosition { read_number: Number(211), unread: 4, unread_mentions: 1 };
    let draft = KeptDraft { body: MessageBody::parse("begun").expect("a body"), reply_to: None, updated_at: noon() };
    let draft_json = json!({"body": "begun", "reply_to": null, "updated_at": NOON});
    let mine = MyChat {
        chat: chat(),
        direct_with: None,
        role: Role::Owner,
        joined_at: noon(),
        muted_until: None,
        requests_waiting: 2,
        reports_open: 0,
        read,
        notifications: Notifications::None,
        draft: Some(draft.clone()),
        last_message: Some(message()),
    };
    let mut data = chat_json();
    for (key, value) in [
        ("direct_with", json!(null)),
        ("role", json!("owner")),
        ("joined_at", json!(NOON)),
        ("muted_until", json!(null)),
        ("requests_waiting", json!(2)),
        ("reports_open", json!(0)),
        ("read_number", json!(211)),
        ("unread", json!(4)),
        ("unread_mentions", json!(1)),
        ("notifications", json!("none")),
        ("draft", draft_json.clone()),
        ("last_message", message_json()),
    ] {
        data[key] = value;
    }
    same(&JsonEncoder.chat_added(&mine), &json!({"type": "chat.added", "chat_id": CHAT, "data": data}));
    same(
        &JsonEncoder.read_updated(id(CHAT), read, true),
        &json!({"type": "read.updated", "chat_id": CHAT, "data": {"read_number": 211, "unread": 4, "unread_mentions": 1, "mark_unread": true}}),
    );
    same(
        &JsonEncoder.notifications_updated(id(CHAT), Notifications::Mentions),
        &json!({"type": "notifications.updated", "chat_id": CHAT, "data": {"level": "mentions"}}),
    );
    same(&JsonEncoder.reports_updated(id(CHAT), 2), &json!({"type": "reports.updated", "chat_id": CHAT, "data": {"open": 2}}));
    same(&JsonEncoder.requests_updated(id(CHAT), 2), &json!({"type": "requests.updated", "chat_id": CHAT, "data": {"waiting": 2}}));
    same(&JsonEncoder.draft_updated(id(CHAT), &draft), &json!({"type": "draft.updated", "chat_id": CHAT, "data": draft_json}));
    for (is_saved, kind) in [(true, "bookmark.added"), (false, "bookmark.removed")] {
        let frame = JsonEncoder.bookmark_changed(id(CHAT), id(MESSAGE), is_saved);
        same(&frame, &json!({"type": kind, "chat_id": CHAT, "data": {"message_id": MESSAGE}}));
    }
    same(
        &JsonEncoder.typing(id(CHAT), id(USER), Duration::from_secs(6)),
        &json!({"type": "typing", "chat_id": CHAT, "data": {"user_id": USER, "expires_in_ms": 6000}}),
    );
    for (reason, word) in [(Departure::Left, "left"), (Departure::Removed, "removed"), (Departure::Deleted, "deleted")] {
        same(&JsonEncoder.chat_removed(id(CHAT), reason), &json!({"type": "chat.removed", "chat_id": CHAT, "data": {"reason": word}}));
    }
    same(&chat_reset(id(CHAT), Seq(9)), &json!({"type": "chat.reset", "chat_id": CHAT, "data": {"seq": 9}}));
}

#[test]
fn the_welcome() {
    let user = User { summary: ada(), created_at: noon(), is_admin: false };
    let chats = vec![ChatHead {
        id: id(CHAT),
        seq: Seq(503),
        message_count: 214,
        read_number: Number(211),
        unread_mentions: 2,
        notifications: Notifications::All,
        requests_waiting: 3,
        reports_open: 0,
        draft_at: Some(noon()),
    }];
    let frame = Welcome { connection_id: CONNECTION.into(), user: &user, heartbeat_secs: 25, expires_at: noon(), chats };
    let mut user = ada_json();
    user["created_at"] = json!(NOON);
    user["is_admin"] = json!(false);
    same(
        &welcome(1, &frame),
        &json!({"type": "welcome", "re": 1, "data": {
            "connection_id": CONNECTION, "user": user, "heartbeat_secs": 25, "expires_at": NOON,
            "chats": [{"id": CHAT, "seq": 503, "message_count": 214, "read_number": 211, "unread_mentions": 2, "notifications": "all", "requests_waiting": 3, "reports_open": 0, "draft_at": NOON}],
        }}),
    );
    same(&ready(), &json!({"type": "ready"}));
}

#[test]
fn acks() {
    let posted = Posted { message: message(), born_seq: Seq(500), duplicate: true };
    same(
        &ack_posted(7, &posted),
        &json!({"type": "ack", "re": 7, "data": {"message_id": MESSAGE, "seq": 500, "number": 215, "created_at": NOON, "duplicate": true}}),
    );
    same(&ack_edited(3, &message()), &json!({"type": "ack", "re": 3, "data": {"message_id": MESSAGE, "seq": 504, "edited_at": null}}));
    let pinned = Message { pinned_at: Some(noon()), ..message() };
    same(&ack_pinned(5, &pinned), &json!({"type": "ack", "re": 5, "data": {"message_id": MESSAGE, "seq": 504, "pinned_at": NOON}}));
    same(&ack_deleted(4, &tombstone()), &json!({"type": "ack", "re": 4, "data": {"message_id": MESSAGE, "seq": 504, "deleted_at": NOON}}));
    let head = Head {
        id: id(CHAT),
        seq: Seq(503),
        message_count: 214,
        read_number: Number(211),
        unread_mentions: 2,
        notifications: Notifications::All,
        requests_waiting: 3,
        reports_open: 0,
        draft_at: Some(noon()),
    };
    same(&ack_synced(8, &[head]), &json!({"type": "ack", "re": 8, "data": {"chats": [{"id": CHAT, "seq": 503}]}}));
    let read = ReadPosition { read_number: Number(3), unread: 0, unread_mentions: 0 };
    same(&ack_read(9, read), &json!({"type": "ack", "re": 9, "data": {"read_number": 3, "unread": 0, "unread_mentions": 0}}));
    let here = Presence { user_id: id(USER), state: PresenceState::Away, last_seen_at: None };
    let gone = Presence { user_id: id(OTHER), state: PresenceState::Offline, last_seen_at: Some(noon()) };
    let people = json!([
        {"user_id": USER, "state": "away", "last_seen_at": null},
        {"user_id": OTHER, "state": "offline", "last_seen_at": NOON},
    ]);
    same(&ack_focused(5, &[here.clone(), gone.clone()]), &json!({"type": "ack", "re": 5, "data": {"people": people}}));
    let texts = [&here, &gone].map(|presence| JsonEncoder.person(presence));
    same(&JsonEncoder.presence(&texts.each_ref().map(String::as_str)), &json!({"type": "presence", "data": {"people": people}}));
    same(&ack_noted(0), &json!({"type": "ack", "re": 0, "data": {}}));
    same(&ack_renewed(1, noon()), &json!({"type": "ack", "re": 1, "data": {"expires_at": NOON}}));
    same(&pong(2), &json!({"type": "pong", "re": 2}));
}

#[test]
fn errors() {
    same(
        &failure(8, Error::NotAMember),
        &json!({"type": "error", "re": 8, "data": {"code": "not_a_member", "detail": "you are not a member of this chat", "retry_after_ms": null}}),
    );
    same(
        &rate_limited(None, Duration::from_micros(49_001)),
        &json!({"type": "error", "re": null, "data": {"code": "rate_limited", "detail": "too many commands", "retry_after_ms": 50}}),
    );
    let problem = WrongField { field: "body", code: "invalid", detail: "must not be blank".to_owned() };
    let bad = Complaint { re: Some(3), code: "invalid_fields", detail: "some".to_owned(), errors: vec![problem] };
    same(
        &complaint(bad),
        &json!({"type": "error", "re": 3, "data": {
            "code": "invalid_fields", "detail": "some", "retry_after_ms": null, "errors": [{"field": "body", "code": "invalid", "detail": "must not be blank"}],
        }}),
    );
    let wrong = text(&failure(4, Error::field("reply_to", "message_not_found", "there is none")));
    assert!(wrong.contains(r#""errors":[{"field":"reply_to","code":"message_not_found","detail":"there is none"}]"#), "{wrong}");
}

#[test]
fn our_own_faults_are_not_told() {
    let cause = anyhow::anyhow!("relation \"users\" does not exist");
    let frame = text(&failure(1, Error::Internal(cause)));
    assert!(frame.contains("internal") && !frame.contains("users"), "{frame}");
}

#[test]
fn announcements() {
    same(&heartbeat("0a1b2c3d"), &json!({"type": "heartbeat", "data": {"digest": "0a1b2c3d"}}));
    same(&token_expiring(noon()), &json!({"type": "token.expiring", "data": {"expires_at": NOON}}));
    same(&goodbye(700), &json!({"type": "goodbye", "data": {"retry_after_ms": 700}}));
}

#[test]
fn the_type_comes_first_so_that_logs_are_readable() {
    assert_eq!(text(&ready()), r#"{"type":"ready"}"#);
    assert!(text(&JsonEncoder.chat_removed(id(CHAT), Departure::Left)).starts_with(r#"{"type":"chat.removed","chat_id":"#));
}

#[test]
fn frames_of_any_length_are_framed_as_the_standard_has_it() {
    for length in [1, 100, 125, 126, 127, 4_000, 65_535, 65_536] {
        let digest = "a".repeat(length);
        same(&heartbeat(&digest), &json!({"type": "heartbeat", "data": {"digest": digest}}));
    }
}
