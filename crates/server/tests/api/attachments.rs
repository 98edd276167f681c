//! The files of messages: who may attach which, and when they go.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::files::{fetch, picture, place_of, uploads};
use crate::support::TestServer;

#[tokio::test]
async fn a_message_brings_its_files_along_for_all_members() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    let files = [uploads(&ada, &chat, "sea.png", picture(900, 300)).await, uploads(&ada, &chat, "a.txt", "a").await];
    let body = json!({"body": "", "client_id": Uuid::now_v7(), "attachments": [files[0]["id"], files[1]["id"]]});
    let path = format!("/chats/{chat}/messages");
    let message = ada.post(&path, body.clone()).await.is(201);
    assert_eq!((&message["attachments"], &message["body"]), (&json!(files), &json!("")));
    assert_eq!(ada.post(&path, body.clone()).await.is(200), message, "a repeated send");
    assert_eq!(socket.next_event().await["data"], message);
    assert_eq!(bob.reads(&chat).await, std::slice::from_ref(&message));
    let behind = bob.connects_knowing(json!({&chat.id: 3})).await.next_event().await;
    assert_eq!(behind["data"], message, "replayed");
    for file in &files {
        assert_eq!(fetch(&bob, &place_of(file), &[]).await.status, 200);
        eve.get(&place_of(file)).await.is_problem(404, "file_not_found");
    }
    let others = json!({"body": "", "client_id": body["client_id"], "attachments": [files[0]["id"]]});
    ada.post(&path, others).await.is_problem(409, "client_id_reused");
    ada.removes(&bob, &chat).await;
    bob.get(&place_of(&files[0])).await.is_problem(404, "file_not_found");
}

#[tokio::test]
async fn only_ones_own_free_files_of_the_chat_can_be_attached() {
    let server = TestServer::with(&[("limits.app.files.per_message_max", "2")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (here, there) = (ada.creates_chat("here").await, ada.creates_chat("there").await);
    bob.joins(&here).await;
    let [own, elsewhere, bobs] =
        [uploads(&ada, &here, "a", "a").await, uploads(&ada, &there, "b", "b").await, uploads(&bob, &here, "c", "c").await];
    let path = format!("/chats/{here}/messages");
    let with = |files: &[&Value]| {
        let ids: Vec<_> = files.iter().map(|file| file["id"].clone()).collect();
        json!({"body": "look", "client_id": Uuid::now_v7(), "attachments": ids})
    };
    for wrong in [vec![&elsewhere], vec![&bobs], vec![&own, &own], vec![&own, &bobs], vec![&json!({"id": Uuid::now_v7()})]] {
        assert_eq!(ada.post(&path, with(&wrong)).await.refused_fields(), ["attachments"], "{wrong:?}");
    }
    for nonsense in [json!("x"), json!([1]), json!(["x"]), json!({}), json!([own["id"], own["id"], own["id"]])] {
        let body = json!({"body": "look", "client_id": Uuid::now_v7(), "attachments": nonsense});
        assert_eq!(ada.post(&path, body).await.refused_fields(), ["attachments"], "{nonsense}");
    }
    let empty = json!({"body": "", "client_id": Uuid::now_v7(), "attachments": []});
    assert_eq!(ada.post(&path, empty).await.refused_fields(), ["body"]);
    ada.post(&path, with(&[&own])).await.is(201);
    assert_eq!(ada.post(&path, with(&[&own])).await.refused_fields(), ["attachments"], "it is in a message");
    // By many at once, one gets it.
    let free = uploads(&ada, &here, "d", "d").await;
    let all = futures_util::future::join_all((0..8).map(|_| ada.post(&path, with(&[&free])))).await;
    assert_eq!(all.iter().filter(|answer| answer.status == 201).count(), 1);
}

#[tokio::test]
async fn with_a_message_its_files_go() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let file = uploads(&ada, &chat, "sea.png", picture(900, 300)).await;
    let body = json!({"body": "look", "client_id": Uuid::now_v7(), "attachments": [file["id"]]});
    let message = ada.post(&format!("/chats/{chat}/messages"), body.clone()).await.is(201);
    let edited = ada.edits(&message, "look here").await;
    assert_eq!(edited["attachments"], json!([file]), "an edit keeps them");
    let mut socket = bob.connects().await;
    ada.erases(&message).await;
    let told = socket.next_event().await;
    assert_eq!((&told["type"], &told["data"]["attachments"]), (&json!("message.deleted"), &json!([])));
    for person in [&ada, &bob] {
        person.get(&place_of(&file)).await.is_problem(404, "file_not_found");
    }
    server.keeps_house().await;
    assert_eq!(server.objects(), 0);
    let again = ada.post(&format!("/chats/{chat}/messages"), body).await.is(200);
    assert_eq!(again["id"], message["id"], "a late retry stores nothing again");
}

#[tokio::test]
async fn with_a_chat_its_files_go() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let files = [uploads(&ada, &chat, "a", "a").await, uploads(&ada, &chat, "b", "b").await];
    let body = json!({"body": "look", "client_id": Uuid::now_v7(), "attachments": [files[0]["id"]]});
    ada.post(&format!("/chats/{chat}/messages"), body).await.is(201);
    ada.delete(&format!("/chats/{chat}")).await.is(204);
    for file in &files {
        ada.get(&place_of(file)).await.is_problem(404, "file_not_found");
    }
    server.keeps_house().await;
    assert_eq!(server.objects(), 0);
    assert_eq!(server.stored("select count(*)::text from chats").await, ["0"]);
}

#[tokio::test]
async fn a_message_over_a_socket_brings_its_files_along() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let file = uploads(&ada, &chat, "a.txt", "a").await;
    let mut socket = ada.connects().await;
    let data = json!({"client_id": Uuid::now_v7(), "body": "", "attachments": [file["id"]]});
    socket.commands(json!({"type": "message.send", "chat_id": chat.id, "data": data})).await;
    let created = socket.next_event().await;
    assert_eq!(created["data"]["attachments"], json!([file]));
}
