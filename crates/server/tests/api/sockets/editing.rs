//! `message.edit` and `message.delete`: acknowledged once committed, told to everyone, and replayed as what is left.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Socket, TestServer, bodies, json_keys, saying};

fn editing(chat: &Chat, id: &Value, body: &str) -> Value {
    json!({"type": "message.edit", "chat_id": chat.id, "data": {"message_id": id, "body": body}})
}

fn deleting(chat: &Chat, id: &Value) -> Value {
    json!({"type": "message.delete", "chat_id": chat.id, "data": {"message_id": id}})
}

fn refusal(answer: &Value) -> &str {
    assert_eq!(answer["type"], "error", "{answer}");
    answer["data"]["code"].as_str().expect("a code")
}

/// Type, `seq` and body of each event.
fn told(events: &[Value]) -> Vec<(&str, i64, &str)> {
    fn text(value: &Value) -> &str {
        value.as_str().expect("a text")
    }
    events.iter().map(|event| (text(&event["type"]), event["seq"].as_i64().expect("a seq"), text(&event["data"]["body"]))).collect()
}

#[tokio::test]
async fn an_edit_and_a_deletion_are_acknowledged_and_heard_by_everyone_and_every_device() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = ada.says(&chat, "helo").await;
    let (mut phone, mut laptop, mut other) = (ada.connects().await, ada.connects().await, bob.connects().await);

    let ack = phone.asks(editing(&chat, &said["id"], " hello ")).await;
    assert_eq!((&ack["type"], json_keys(&ack["data"])), (&json!("ack"), vec!["edited_at", "message_id", "seq"]));
    let edited = ada.reads(&chat).await[0].clone();
    assert_eq!(edited["body"], "hello");
    assert_eq!(ack["data"], json!({"message_id": said["id"], "seq": 5, "edited_at": edited["edited_at"]}));

    let ack = phone.asks(deleting(&chat, &said["id"])).await;
    let gone = ada.reads(&chat).await[0].clone();
    assert_eq!(ack["data"], json!({"message_id": said["id"], "seq": 6, "deleted_at": gone["deleted_at"]}));

    for socket in [&mut phone, &mut laptop, &mut other] {
        assert_eq!(socket.next_event().await, json!({"type": "message.updated", "chat_id": chat.id, "seq": 5, "data": edited}));
        assert_eq!(socket.next_event().await, json!({"type": "message.deleted", "chat_id": chat.id, "seq": 6, "data": gone}));
    }
}

#[tokio::test]
async fn asking_again_is_acknowledged_alike_and_told_to_nobody() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = ada.says(&chat, "hello").await;
    let (mut hers, mut his) = (ada.connects().await, bob.connects().await);
    let unchanged = hers.asks(editing(&chat, &said["id"], "hello")).await;
    assert_eq!(unchanged["data"], json!({"message_id": said["id"], "seq": said["seq"], "edited_at": null}));
    for command in [editing(&chat, &said["id"], "better"), deleting(&chat, &said["id"])] {
        let ack = hers.asks(command.clone()).await["data"].clone();
        assert_eq!(hers.asks(command).await["data"], ack);
    }
    assert_eq!(his.hears_until_now().await.len(), 2);
    assert_eq!(refusal(&hers.asks(editing(&chat, &said["id"], "back")).await), "message_not_found");
    his.stays_silent().await;
}

#[tokio::test]
async fn what_is_not_allowed_is_refused_and_the_socket_lives() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    bob.joins(&chat).await;
    let (hers, whispered) = (ada.says(&chat, "hers").await, ada.says(&private, "whispered").await);
    let (mut his, mut outside) = (bob.connects().await, eve.connects().await);
    assert_eq!(refusal(&his.asks(editing(&chat, &hers["id"], "x")).await), "forbidden");
    assert_eq!(refusal(&his.asks(deleting(&chat, &hers["id"])).await), "forbidden");
    for (chat, message, code) in [(&chat, &hers, "not_a_member"), (&private, &whispered, "chat_not_found")] {
        assert_eq!(refusal(&outside.asks(editing(chat, &message["id"], "x")).await), code);
        assert_eq!(refusal(&outside.asks(deleting(chat, &message["id"])).await), code);
    }
    let nowhere = json!(Uuid::now_v7());
    assert_eq!(refusal(&his.asks(editing(&chat, &nowhere, "x")).await), "message_not_found");
    assert_eq!(refusal(&his.asks(deleting(&chat, &nowhere)).await), "message_not_found");
    let blank = his.asks(editing(&chat, &json!("x"), " ")).await;
    let fields: Vec<_> = blank["data"]["errors"].as_array().expect("errors").iter().map(|error| error["field"].clone()).collect();
    assert_eq!((refusal(&blank), fields), ("invalid_fields", vec![json!("message_id"), json!("body")]));
    assert_eq!(ada.head_of(&chat).await, 4, "what is refused takes no seq");
    his.stays_silent().await;
    outside.stays_silent().await;
}

#[tokio::test]
async fn commands_take_effect_in_the_order_sent() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "hello").await; // 3
    let mut socket = ada.connects().await;
    let mut ids = Vec::new();
    for command in [
        saying(&chat, Uuid::now_v7(), "before"),
        editing(&chat, &said["id"], "better"),
        saying(&chat, Uuid::now_v7(), "between"),
        deleting(&chat, &said["id"]),
        saying(&chat, Uuid::now_v7(), "after"),
    ] {
        ids.push(socket.commands(command).await);
    }
    for (id, seq) in ids.into_iter().zip(4..) {
        assert_eq!(socket.answer_to(id).await["data"]["seq"], seq);
    }
}

#[tokio::test]
async fn a_retried_send_is_answered_as_at_first_whatever_became_of_the_message() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    let client_id = Uuid::now_v7();
    let mut first = socket.asks(saying(&chat, client_id, "hello")).await["data"].clone();
    first["duplicate"] = json!(true);
    for change in [editing(&chat, &first["message_id"], "better"), deleting(&chat, &first["message_id"])] {
        assert_eq!(socket.asks(change).await["type"], "ack");
        assert_eq!(socket.asks(saying(&chat, client_id, "hello")).await["data"], first, "the seq of an ack is that of the birth");
    }
    assert_eq!(ada.reads(&chat).await.len(), 1);
}

#[tokio::test]
async fn who_comes_back_is_told_what_each_message_is_now() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await; // 3
    let known = [ada.says(&chat, "kept").await, ada.says(&chat, "edited").await, ada.says(&chat, "deleted").await]; // 4 to 6
    let later = [ada.says(&chat, "new and edited").await, ada.says(&chat, "new and deleted").await]; // 7, 8
    ada.edits(&known[1], "better").await; // 9
    ada.erases(&known[2]).await; // 10
    ada.edits(&later[0], "new and better").await; // 11
    ada.erases(&later[1]).await; // 12
    let expected = [
        ("message.updated", 9, "better"),
        ("message.deleted", 10, ""),
        ("message.created", 11, "new and better"),
        ("message.deleted", 12, ""),
    ];
    let mut socket = bob.connects_knowing(json!({chat.id.clone(): 6})).await;
    let replayed = socket.replayed();
    assert_eq!(told(&replayed), expected);
    let ack = socket.asks(json!({"type": "sync", "data": {"cursors": {chat.id.clone(): 6}}})).await;
    assert_eq!(ack["data"]["chats"][0]["seq"], 12);
    assert_eq!(socket.replayed(), replayed, "a sync tells the same");
    let history = bob.reads(&chat).await;
    for event in &replayed {
        assert!(history.contains(&event["data"]), "{event} is not what is read");
        assert_eq!(event["seq"], event["data"]["seq"]);
    }
    assert_eq!(bodies(&history), ["kept", "better", "", "new and better", ""]);
}

#[tokio::test]
async fn who_left_hears_of_no_change_afterwards() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = [ada.says(&chat, "one").await, ada.says(&chat, "two").await];
    let mut socket = bob.connects().await;
    bob.leaves(&chat).await;
    ada.edits(&said[0], "not for him").await;
    ada.erases(&said[1]).await;
    assert_eq!(socket.hears("chat.removed").await["data"]["reason"], "left");
    socket.stays_silent().await;
    let mut socket = bob.connects_knowing(json!({chat.id.clone(): 5})).await;
    assert_eq!(socket.replayed(), Vec::<Value>::new());
}

/// What a client knows of a chat: its cursor, and its messages by number.
#[derive(Default)]
struct Known {
    cursor: i64,
    messages: BTreeMap<i64, Value>,
}

impl Known {
    /// As protocol.md has it: what is about a message is put at its number, known or not.
    fn hears(&mut self, event: &Value) {
        if let Some("message.created" | "message.updated" | "message.deleted") = event["type"].as_str() {
            self.messages.insert(event["data"]["number"].as_i64().expect("a number"), event["data"].clone());
        }
    }

    fn hears_live(&mut self, event: &Value) {
        let seq = event["seq"].as_i64().expect("a seq");
        assert_eq!(seq, self.cursor + 1, "{event}");
        self.hears(event);
        self.cursor = seq;
    }

    fn comes_back(&mut self, socket: &mut Socket, chat: &Chat) {
        let heads = socket.welcome["chats"].as_array().expect("chats");
        self.cursor = heads.iter().find(|head| head["id"] == chat.id.as_str()).expect("the chat")["seq"].as_i64().expect("a seq");
        for event in socket.replayed() {
            self.hears(&event);
            // What came live before `ready` follows the head.
            self.cursor = self.cursor.max(event["seq"].as_i64().expect("a seq"));
        }
    }

    fn is_over(&self) -> bool {
        self.messages.values().any(|message| message["body"] == "the end")
    }
}

#[tokio::test]
async fn coming_and_going_while_others_edit_and_delete_leads_to_what_is_stored() {
    const MESSAGES: usize = 60;
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let talk = async {
        let mut said = Vec::new();
        for n in 0..MESSAGES {
            said.push(ada.says(&chat, &n.to_string()).await);
            match n % 3 {
                0 => drop(ada.edits(&said[n / 6 * 3], &format!("better {n}")).await),
                1 => ada.erases(&said[n]).await,
                _ => {}
            }
        }
        ada.says(&chat, "the end").await
    };
    let listen = async {
        let mut known = Known { cursor: 3, ..Known::default() };
        while !known.is_over() {
            let mut socket = bob.connects_knowing(json!({chat.id.clone(): known.cursor})).await;
            known.comes_back(&mut socket, &chat);
            for _ in 0..3 {
                if !known.is_over() {
                    known.hears_live(&socket.next_event().await);
                }
            }
            socket.closes().await;
        }
        known
    };
    let (_, known) = tokio::join!(talk, listen);
    assert_eq!(known.messages.into_values().collect::<Vec<_>>(), bob.reads(&chat).await);
}
