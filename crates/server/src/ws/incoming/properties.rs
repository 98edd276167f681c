//! What holds for every frame: good ones are read as they were written, and of bad ones exactly what is wrong is named.

use dialogo_domain::{Emoji, MessageBody};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::LazyJust;
use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::ws::fuzzing::{text_frame, written};

const KINDS: [&str; 14] = [
    "hello",
    "authenticate",
    "message.send",
    "message.edit",
    "message.delete",
    "message.pin",
    "message.unpin",
    "reaction.add",
    "reaction.remove",
    "read",
    "sync",
    "focus",
    "typing",
    "ping",
];

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn cursors() -> impl Strategy<Value = HashMap<ChatId, Seq>> {
    prop::collection::hash_map(uuid().prop_map(ChatId::from), (0..=i64::MAX).prop_map(Seq), 0..20)
}

fn body() -> impl Strategy<Value = MessageBody> {
    ".{1,80}".prop_filter_map("a body", |text| MessageBody::parse(&text).ok())
}

fn emoji() -> impl Strategy<Value = Emoji> {
    select(vec!["👍", "❤️", "👩‍👩‍👧‍👦", "🇧🇷", "#️⃣"]).prop_map(|text| Emoji::parse(text).expect("an emoji"))
}

fn token() -> impl Strategy<Value = SecretString> {
    ".{0,80}".prop_map(SecretString::from)
}

fn draft() -> impl Strategy<Value = Draft> {
    let made = |(client_id, body, reply_to, attachments): (Uuid, _, Option<Uuid>, Vec<Uuid>)| Draft {
        client_id: client_id.into(),
        body,
        reply_to: reply_to.map(Into::into),
        attachments: attachments.into_iter().map(Into::into).collect(),
    };
    (uuid(), body(), prop::option::of(uuid()), prop::collection::vec(uuid(), 0..5)).prop_map(made)
}

fn good_frame() -> impl Strategy<Value = ClientFrame> {
    let command = prop_oneof![
        (prop::option::of(token()), cursors()).prop_map(|(token, cursors)| Command::Hello { token, cursors }),
        token().prop_map(|token| Command::Authenticate { token }),
        (uuid(), draft()).prop_map(|(chat_id, draft)| Command::Send { chat_id: chat_id.into(), draft }),
        (uuid(), uuid(), body()).prop_map(|(chat_id, message_id, body)| Command::Edit {
            chat_id: chat_id.into(),
            message_id: message_id.into(),
            body
        }),
        (uuid(), uuid()).prop_map(|(chat_id, message_id)| Command::Delete { chat_id: chat_id.into(), message_id: message_id.into() }),
        (uuid(), uuid(), any::<bool>()).prop_map(|(chat_id, message_id, is_pinned)| Command::Pin {
            chat_id: chat_id.into(),
            message_id: message_id.into(),
            is_pinned
        }),
        (uuid(), uuid(), emoji()).prop_map(|(chat_id, message_id, emoji)| Command::AddReaction {
            chat_id: chat_id.into(),
            message_id: message_id.into(),
            emoji
        }),
        (uuid(), uuid(), emoji()).prop_map(|(chat_id, message_id, emoji)| Command::RemoveReaction {
            chat_id: chat_id.into(),
            message_id: message_id.into(),
            emoji
        }),
        (uuid(), 0..=i64::MAX, any::<bool>()).prop_map(|(chat_id, number, mark_unread)| Command::Read {
            chat_id: chat_id.into(),
            number: Number(number),
            mark_unread
        }),
        cursors().prop_map(|cursors| Command::Sync { cursors }),
        (prop::collection::vec(uuid().prop_map(ChatId::from), 0..20), any::<bool>())
            .prop_map(|(chat_ids, is_away)| Command::Focus { chat_ids, is_away }),
        uuid().prop_map(|chat_id| Command::Typing { chat_id: chat_id.into() }),
        LazyJust::new(|| Command::Ping),
    ];
    (0..ID_END, command).prop_map(|(id, command)| ClientFrame { id, command })
}

/// What is no UUID, no string, no count, no list and no object of any use to a frame, and not absent either.
fn nonsense() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::from),
        (i64::MIN..0).prop_map(Value::from),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Value::from),
        ((1_u64 << 63)..).prop_map(Value::from),
        select(vec![json!([[]]), json!([null]), json!({"x": 1}), json!({"": null}), json!(1e300)]),
    ]
}

fn bad_cursors() -> impl Strategy<Value = Value> {
    let id = uuid().prop_map(|id| id.to_string());
    let bad_seq = prop_oneof![
        3 => (i64::MIN..0).prop_map(Value::from),
        3 => nonsense(),
        1 => Just(json!(null)),
        1 => any::<i64>().prop_map(|seq| json!(seq.to_string())),
    ];
    let bad_key = "[^0-9a-fA-F]{0,40}";
    let bad_entry = prop_oneof![3 => (id, bad_seq), 1 => (bad_key, (0..i64::MAX).prop_map(Value::from))];
    let with_one_bad = (cursors(), bad_entry).prop_map(|(good, (key, seq))| {
        let mut cursors: Map<String, Value> = good.iter().map(|(id, seq)| (id.to_string(), json!(seq))).collect();
        cursors.insert(key, seq);
        Value::from(cursors)
    });
    let too_many = (CHATS_MAX + 1..CHATS_MAX + 50)
        .prop_map(|chats| (0..chats).map(|n| (Uuid::from_u128(n as u128).to_string(), json!(n))).collect::<Map<_, _>>().into());
    prop_oneof![8 => with_one_bad, 1 => too_many, 2 => nonsense(), 1 => ".*".prop_map(Value::from)]
}

/// A field of a command: where it stands, what it is called, and a good and a bad value for it.
fn field(name: &'static str) -> impl Strategy<Value = (&'static str, Value, Value)> {
    let id = || uuid().prop_map(|id| json!(id));
    let good = match name {
        "id" => (0..ID_END).prop_map(Value::from).boxed(),
        "number" => (0..i64::MAX).prop_map(Value::from).boxed(),
        "body" => body().prop_map(|body| json!(body)).boxed(),
        "emoji" => emoji().prop_map(|emoji| json!(emoji)).boxed(),
        "token" => ".{0,40}".prop_map(Value::from).boxed(),
        "cursors" => Just(json!({})).boxed(),
        "away" | "mark_unread" => any::<bool>().prop_map(Value::from).boxed(),
        "chat_ids" => prop::collection::vec(id(), 0..4).prop_map(Value::from).boxed(),
        _ => id().boxed(),
    };
    let bad = match name {
        "cursors" => bad_cursors().boxed(),
        "body" => prop_oneof![nonsense(), "[ \\n\u{200b}]{0,9}".prop_map(Value::from), Just(json!("x".repeat(4_001)))].boxed(),
        "token" => nonsense().boxed(),
        "away" | "mark_unread" => nonsense().prop_filter("no flag", |value| !value.is_boolean()).boxed(),
        _ => prop_oneof![nonsense(), ".{0,30}".prop_map(Value::from)].boxed(),
    };
    (Just(name), good, bad)
}

fn fields_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "hello" => &["id", "token", "cursors"],
        "authenticate" => &["id", "token"],
        "message.send" => &["id", "chat_id", "client_id", "body", "reply_to"],
        "message.edit" => &["id", "chat_id", "message_id", "body"],
        "reaction.add" | "reaction.remove" => &["id", "chat_id", "message_id", "emoji"],
        "message.delete" | "message.pin" | "message.unpin" => &["id", "chat_id", "message_id"],
        "read" => &["id", "chat_id", "number", "mark_unread"],
        "sync" => &["id", "cursors"],
        "focus" => &["id", "chat_ids", "away"],
        "typing" => &["id", "chat_id"],
        _ => &["id"],
    }
}

/// A frame of which some fields are wrong, and which ones.
fn spoiled_frame() -> impl Strategy<Value = (Value, Vec<&'static str>)> {
    select(&KINDS[..]).prop_flat_map(|kind| {
        let fields: Vec<_> = fields_of(kind).iter().map(|name| (field(name), any::<bool>())).collect();
        fields.prop_map(move |fields| {
            let (mut frame, mut wrong) = (json!({"type": kind, "data": {}}), Vec::new());
            for ((name, good, bad), spoil) in fields {
                let place = if ["id", "chat_id"].contains(&name) { &mut frame } else { &mut frame["data"] };
                place[name] = if spoil { bad } else { good };
                wrong.extend(spoil.then_some(name));
            }
            (frame, wrong)
        })
    })
}

proptest! {
    #[test]
    fn a_good_frame_is_read_as_it_was_written(frame in good_frame()) {
        let text = written(&frame).to_string();
        let read = parse(&text);
        prop_assert!(read.is_ok(), "{text}: {read:?}");
        prop_assert_eq!(read.ok().map(|read| written(&read)), Some(written(&frame)));
        text_frame(&text);
    }

    #[test]
    fn exactly_the_wrong_fields_are_named((frame, wrong) in spoiled_frame()) {
        let id = frame["id"].as_u64().filter(|id| *id < ID_END);
        match parse(&frame.to_string()) {
            Ok(_) => prop_assert!(wrong.is_empty(), "{wrong:?} passed in {frame}"),
            Err(complaint) => {
                let mut named: Vec<_> = complaint.errors.iter().map(|error| error.field).collect();
                prop_assert_eq!((complaint.code, complaint.re), (INVALID_FIELDS, id));
                named.sort_unstable();
                let mut wrong = wrong;
                wrong.sort_unstable();
                prop_assert_eq!(named, wrong);
            }
        }
    }

    #[test]
    fn a_good_frame_cut_or_changed_anywhere_is_read_or_refused(frame in good_frame(), at in any::<prop::sample::Index>(), with in ".{0,3}") {
        let text = written(&frame).to_string();
        let mut at = at.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let (head, tail) = text.split_at(at);
        text_frame(head);
        text_frame(&format!("{head}{with}{tail}"));
        text_frame(&format!("{head}{with}{}", tail.chars().skip(1).collect::<String>()));
    }

    #[test]
    fn an_id_is_an_integer_below_2_to_the_53rd(id in prop_oneof![any::<u64>(), ID_END - 3..ID_END + 3, 0..3_u64]) {
        match parse(&json!({"type": "ping", "id": id}).to_string()) {
            Ok(frame) => prop_assert!(frame.id == id && id < 1 << 53),
            Err(complaint) => prop_assert!(id >= 1 << 53 && complaint.re.is_none() && complaint.errors[0].field == "id"),
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        text_frame(&text);
    }
}
