//! Changes of membership whose commit is not answered: whoever they concern looks again, and hears what they should from then on, no more and
//! no less.

use dialogo_testkit::PrivatePostgres;
use serde_json::{Value, json};

use crate::support::{Chat, Person, TestServer, bodies, draft, gets_through};

const IMPATIENT: [(&str, &str); 3] =
    [("database.wait_timeout_secs", "1"), ("database.operation_timeout_secs", "1"), ("limits.app.commit_timeout_secs", "2")];

async fn people_and_a_chat(postgres: &PrivatePostgres) -> (TestServer, [Person; 3], Chat) {
    let server = TestServer::upon(postgres, &IMPATIENT).await;
    let people = server.users(["ada", "bob", "eve"]).await;
    let chat = people[0].creates_chat("general").await;
    people[1].joins(&chat).await;
    (server, people, chat)
}

fn knows(welcome: &Value, chat: &Chat) -> bool {
    welcome["chats"].as_array().expect("chats").iter().any(|known| known["id"] == chat.id.as_str())
}

#[tokio::test]
async fn who_was_removed_by_a_commit_in_doubt_hears_nothing_of_what_comes_after() {
    let postgres = PrivatePostgres::create().await;
    let (server, [ada, bob, eve], chat) = people_and_a_chat(&postgres).await;
    eve.joins(&chat).await;
    let (mut removed, mut stays) = (bob.connects().await, eve.connects().await);
    postgres.hides_commits().await;
    ada.delete(&format!("/chats/{chat}/members/{}", bob.id())).await.is_problem(503, "unavailable");
    postgres.shows_commits().await;
    gets_through(&ada, &chat, &draft("between us"), &[server.base()]).await;

    assert_eq!(removed.is_closed().await, 4001);
    assert_eq!(removed.replayed(), Vec::<Value>::new(), "nothing of what came after");
    let mut back = bob.connects_knowing(json!({chat.id.clone(): 4})).await;
    assert!(!knows(&back.welcome, &chat));
    assert_eq!(back.replayed(), Vec::<Value>::new());
    ada.says(&chat, "still").await;
    back.stays_silent().await;
    // And those who stay learn of it when they come back.
    assert_eq!(stays.is_closed().await, 4001);
    let mut stays = eve.connects_knowing(json!({chat.id.clone(): 4})).await;
    let told = stays.replayed();
    assert_eq!((&told[0]["type"], &told[0]["data"]["user_id"]), (&json!("member.left"), &json!(bob.id())));
    assert_eq!(bodies(&told[1..]), ["between us", "still"]);
    // Asking again says that it is done.
    ada.delete(&format!("/chats/{chat}/members/{}", bob.id())).await.is_problem(404, "user_not_found");
}

#[tokio::test]
async fn who_joined_by_a_commit_in_doubt_is_in_the_chat_and_hears_it() {
    let postgres = PrivatePostgres::create().await;
    let (server, [ada, bob, eve], chat) = people_and_a_chat(&postgres).await;
    let (mut joining, mut there) = (eve.connects().await, bob.connects().await);
    postgres.hides_commits().await;
    eve.post(&format!("/chats/{chat}/join"), json!({})).await.is_problem(503, "unavailable");
    postgres.shows_commits().await;
    gets_through(&ada, &chat, &draft("welcome"), &[server.base()]).await;

    assert_eq!(joining.is_closed().await, 4001);
    let mut back = eve.connects().await;
    assert!(knows(&back.welcome, &chat));
    assert_eq!(there.is_closed().await, 4001);
    let told = bob.connects_knowing(json!({chat.id.clone(): 3})).await.replayed();
    assert_eq!((&told[0]["type"], &told[0]["data"]["user"]["id"]), (&json!("member.joined"), &json!(eve.id())));
    assert_eq!(bodies(&told[1..]), ["welcome"]);
    eve.joins(&chat).await;
    ada.says(&chat, "you hear me").await;
    assert_eq!(back.hears("message.created").await["data"]["body"], "you hear me");
    back.stays_silent().await;
}
