//! Subscription is membership: who joins hears at once, who goes hears nothing more, on every socket.

use serde_json::{Value, json};

use crate::support::{Chat, Person, Socket, TestServer, bodies, saying};

/// Ada's chat with bob in it, and two sockets of bob's.
async fn bob_listens(server: &TestServer) -> (Person, Person, Chat, [Socket; 2]) {
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let sockets = [bob.connects().await, bob.connects().await];
    (ada, bob, chat, sockets)
}

async fn hears_only_the_farewell(sockets: &mut [Socket; 2], chat: &Chat, reason: &str) {
    for socket in sockets {
        let farewell = json!({"type": "chat.removed", "chat_id": chat.id, "data": {"reason": reason}});
        assert_eq!(socket.hears_until_now().await, [farewell]);
    }
}

#[tokio::test]
async fn an_outsider_cannot_listen_in() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    let mut socket = eve.connects_knowing(json!({chat.id.clone(): 0, private.id.clone(): 0})).await;
    assert_eq!(socket.replayed(), Vec::<Value>::new());
    assert_eq!(socket.welcome["chats"], json!([]));
    socket.asks(json!({"type": "focus", "data": {"chat_ids": [chat.id, private.id]}})).await;
    let synced = socket.asks(json!({"type": "sync", "data": {"cursors": {chat.id.clone(): 0, private.id.clone(): 0}}})).await;
    assert_eq!(synced["data"]["chats"], json!([]));
    let told = socket.hears_until_now().await;
    assert!(told.iter().all(|event| event["type"] == "chat.removed"), "{told:?}");
    ada.says(&chat, "between us").await;
    ada.says(&private, "between us").await;
    ada.patch(&format!("/chats/{chat}"), json!({"name": "renamed"})).await.is(200);
    socket.stays_silent().await;
    for (chat, code) in [(&chat, "not_a_member"), (&private, "chat_not_found")] {
        let refused = socket.asks(saying(chat, uuid::Uuid::now_v7(), "let me in")).await;
        assert_eq!(refused["data"]["code"], code);
        let refused = socket.asks(json!({"type": "read", "chat_id": chat.id, "data": {"number": 1}})).await;
        assert_eq!(refused["data"]["code"], code);
    }
}

#[tokio::test]
async fn who_joins_hears_at_once_on_every_socket() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    ada.says(&chat, "before").await;
    let (mut hers, mut phone, mut laptop) = (ada.connects().await, bob.connects().await, bob.connects().await);
    let mine = bob.joins(&chat).await;
    let message = ada.says(&chat, "welcome").await;
    for socket in [&mut phone, &mut laptop] {
        assert_eq!(socket.next_event().await, json!({"type": "chat.added", "chat_id": chat.id, "data": mine}));
        assert_eq!(socket.hears("message.created").await["data"], message);
    }
    let joined = hers.next_event().await;
    assert_eq!((&joined["type"], &joined["seq"]), (&json!("member.joined"), &mine["seq"]));
    assert_eq!(joined["data"], json!({"user": bob.summary(), "role": "member", "joined_at": mine["joined_at"], "muted_until": null}));
    assert_eq!(hers.hears("message.created").await["seq"], mine["seq"].as_i64().expect("a seq") + 1);
}

#[tokio::test]
async fn a_member_who_left_hears_nothing_more_on_any_socket() {
    let server = TestServer::start().await;
    let (ada, bob, chat, mut sockets) = bob_listens(&server).await;
    let mut hers = ada.connects().await;
    bob.leaves(&chat).await;
    ada.says(&chat, "is he gone?").await;
    hears_only_the_farewell(&mut sockets, &chat, "left").await;
    let left = hers.next_event().await;
    assert_eq!(left, json!({"type": "member.left", "chat_id": chat.id, "seq": 4, "data": {"user_id": bob.id(), "reason": "left"}}));
}

#[tokio::test]
async fn a_removed_member_hears_nothing_more_on_any_socket() {
    let server = TestServer::start().await;
    let (ada, bob, chat, mut sockets) = bob_listens(&server).await;
    let mut hers = ada.connects().await;
    ada.removes(&bob, &chat).await;
    ada.says(&chat, "is he gone?").await;
    hears_only_the_farewell(&mut sockets, &chat, "removed").await;
    let refused = sockets[0].asks(saying(&chat, uuid::Uuid::now_v7(), "not quite")).await;
    assert_eq!(refused["data"]["code"], "not_a_member");
    assert_eq!(hers.hears("member.left").await["data"], json!({"user_id": bob.id(), "reason": "removed"}));
}

#[tokio::test]
async fn a_deleted_chat_says_farewell_to_all_and_nothing_more() {
    let server = TestServer::start().await;
    let (ada, _bob, chat, mut sockets) = bob_listens(&server).await;
    let mut hers = ada.connects().await;
    ada.delete(&format!("/chats/{chat}")).await.is(204);
    hears_only_the_farewell(&mut sockets, &chat, "deleted").await;
    assert_eq!(hers.hears("chat.removed").await["data"], json!({"reason": "deleted"}));
    let refused = sockets[0].asks(saying(&chat, uuid::Uuid::now_v7(), "?")).await;
    assert_eq!(refused["data"]["code"], "chat_not_found");
}

#[tokio::test]
async fn who_comes_back_hears_again() {
    let server = TestServer::start().await;
    let (ada, bob, chat, mut sockets) = bob_listens(&server).await;
    bob.leaves(&chat).await;
    ada.says(&chat, "unheard").await;
    let mine = bob.joins(&chat).await;
    ada.says(&chat, "heard").await;
    for socket in &mut sockets {
        let heard = socket.hears_until_now().await;
        let kinds: Vec<_> = heard.iter().map(|event| event["type"].as_str().expect("a type")).collect();
        assert_eq!(kinds, ["chat.removed", "chat.added", "message.created"]);
        assert_eq!(heard[1]["data"]["seq"], mine["seq"]);
        assert_eq!(heard[2]["data"]["body"], "heard");
    }
}

#[tokio::test]
async fn nothing_is_stored_or_heard_after_a_removal_that_races_with_sending() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let mut socket = bob.connects().await;
    for _ in 0..500 {
        let chat = ada.creates_chat("general").await;
        bob.joins(&chat).await;
        socket.hears("chat.added").await;
        let mut ids = Vec::new();
        for n in 0..10 {
            ids.push(socket.commands(saying(&chat, uuid::Uuid::now_v7(), &n.to_string())).await);
        }
        ada.removes(&bob, &chat).await;
        let history = ada.reads(&chat).await;
        let removed_at = ada.head_of(&chat).await;
        let mut acked = 0;
        for id in ids {
            let answer = socket.answer_to(id).await;
            if answer["type"] == "ack" {
                assert!(answer["data"]["seq"].as_i64().expect("a seq") < removed_at, "{answer} after {removed_at}");
                acked += 1;
            } else {
                assert_eq!(answer["data"]["code"], "not_a_member");
            }
        }
        assert_eq!(ada.head_of(&chat).await, removed_at, "the removal is the last change");
        assert_eq!(bodies(&history), (0..acked).map(|n| n.to_string()).collect::<Vec<_>>());
        let heard = socket.hears_until_now().await;
        assert_eq!(heard.last().map(|event| event["type"].clone()), Some(json!("chat.removed")), "{heard:?}");
        assert_eq!(heard.len(), acked + 1);
    }
}

#[tokio::test]
async fn no_frame_after_the_removal_while_others_talk_on() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let mut hers = ada.connects().await;
    let mut sockets = [bob.connects().await, bob.connects().await];
    for _ in 0..200 {
        let chat = ada.creates_chat("general").await;
        bob.joins(&chat).await;
        let mut last = 0;
        let talk = async {
            for n in 0..20 {
                last = hers.commands(saying(&chat, uuid::Uuid::now_v7(), &n.to_string())).await;
            }
        };
        tokio::join!(talk, ada.removes(&bob, &chat));
        hers.answer_to(last).await;
        for socket in &mut sockets {
            let heard = socket.hears_until_now().await;
            let farewell = heard.iter().position(|event| event["type"] == "chat.removed").expect("a farewell");
            assert_eq!(heard.len(), farewell + 1, "frames after the farewell: {:?}", &heard[farewell..]);
        }
    }
}
