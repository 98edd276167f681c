//! Two servers on one database: for the moment of a deploy, or by mistake. One of them commits, and nobody misses anything.

use dialogo_testkit::{TestDatabase, steal_line};
use serde_json::json;

use crate::support::{Chat, Client, Follower, Person, Place, TestServer, bodies, draft, gets_through, saying};

const MESSAGES: usize = 40;

fn at(base: &str, person: &Person) -> Client {
    Client::new(base).bearing(person.access_token())
}

/// Ada's chat, which Bob is in: changes 1, 2 and 3.
async fn a_chat(ada: &Person, bob: &Person) -> Chat {
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    chat
}

async fn sends_all(ada: &Person, chat: &Chat, numbers: std::ops::Range<usize>, bases: &[&str]) {
    for n in numbers {
        gets_through(ada, chat, &draft(&n.to_string()), bases).await;
    }
}

async fn all_is_there_once(client: &Client, chat: &Chat) {
    let page = client.get(&format!("/chats/{chat}/messages?limit=100")).await.is(200);
    let expected: Vec<String> = (0..MESSAGES).map(|n| n.to_string()).collect();
    assert_eq!(bodies(page["items"].as_array().expect("items")), expected);
}

/// Each change once, and none left out: the joining before, and every message.
fn heard_all(follower: &Follower) {
    let last = i64::try_from(MESSAGES).expect("few") + 3;
    assert_eq!(follower.heard, (3..=last).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_rolling_deploy_loses_nothing_and_tells_nothing_twice() {
    let (places, database) = ([Place::new(), Place::new()], TestDatabase::create().await);
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str())];
    let old = places[0].serves(&environment).await;
    let (ada, bob) = (old.user("ada").await, old.user("bob").await);
    let chat = a_chat(&ada, &bob).await;
    let last = i64::try_from(MESSAGES).expect("few") + 3;
    let new = places[1].serves(&environment).await;
    new.anyone().get("//health/ready").await.is(200);
    let (old_base, new_base) = (old.base().to_owned(), new.base().to_owned());
    let bases = [old_base.as_str(), new_base.as_str()];
    let mut mover = Follower::new(&bob, &chat, 3, &bases);
    let mut newcomer = Follower::new(&ada, &chat, 3, &[&new_base]);
    let deploying = async {
        sends_all(&ada, &chat, 0..MESSAGES / 2, &bases).await;
        old.is_told_to_stop();
        sends_all(&ada, &chat, MESSAGES / 2..MESSAGES, &bases).await;
        old.ends().await
    };
    let (status, (), ()) = tokio::join!(deploying, mover.hears_up_to(last), newcomer.hears_up_to(last));
    assert_eq!(status.code(), Some(0));
    for follower in [&mover, &newcomer] {
        heard_all(follower);
        assert!(follower.closed.iter().all(|code| *code == 4001), "{:?}", follower.closed);
    }
    all_is_there_once(&at(&new_base, &ada), &chat).await;
}

#[tokio::test]
async fn a_killed_server_is_followed_by_the_one_that_waits() {
    let (places, database) = ([Place::new(), Place::new()], TestDatabase::create().await);
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str())];
    let old = places[0].serves(&environment).await;
    let (ada, bob) = (old.user("ada").await, old.user("bob").await);
    let chat = a_chat(&ada, &bob).await;
    let new = places[1].serves(&environment).await;
    let (old_base, new_base) = (old.base().to_owned(), new.base().to_owned());
    let bases = [old_base.as_str(), new_base.as_str()];
    let mut follower = Follower::new(&bob, &chat, 3, &bases);
    let killing = async {
        sends_all(&ada, &chat, 0..MESSAGES / 2, &bases).await;
        old.dies().await;
        sends_all(&ada, &chat, MESSAGES / 2..MESSAGES, &bases).await;
    };
    tokio::join!(killing, follower.hears_up_to(i64::try_from(MESSAGES).expect("few") + 3));
    heard_all(&follower);
    all_is_there_once(&at(&new_base, &ada), &chat).await;
}

#[tokio::test]
async fn a_second_server_by_mistake_serves_no_changes_and_does_not_disturb_the_first() {
    let (places, database) = ([Place::new(), Place::new()], TestDatabase::create().await);
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str()), ("DIALOGO__LIMITS__APP__COMMIT_TIMEOUT_SECS", "1")];
    let first = places[0].serves(&environment).await;
    let (ada, bob) = (first.user("ada").await, first.user("bob").await);
    let chat = a_chat(&ada, &bob).await;
    let mut listener = bob.connects().await;
    let second = places[1].serves(&environment).await;
    second.anyone().get("//health/ready").await.is(200);
    let mistaken = at(second.base(), &ada);
    let refused = mistaken.post(&format!("/chats/{chat}/messages"), draft("by mistake")).await;
    assert_eq!(refused.header("retry-after"), "1");
    refused.is_problem(503, "unavailable");
    mistaken.get(&format!("/chats/{chat}/messages")).await.is(200);
    let mut visitor = crate::support::Socket::open(second.base()).await;
    visitor.sends(&json!({"type": "hello", "id": 1, "data": {"token": ada.access_token()}})).await;
    assert_eq!(visitor.is_closed().await, 4001, "it would hear nothing there");
    ada.says(&chat, "undisturbed").await;
    assert_eq!(listener.hears("message.created").await["data"]["body"], "undisturbed");
    listener.stays_silent().await;
    second.is_told_to_stop();
    assert_eq!(second.ends().await.code(), Some(0));
    assert_eq!(places[1].log().matches("another process serves this database").count(), 1);
    assert!(!places[0].log().contains("another process"));
}

#[tokio::test]
async fn two_servers_that_start_together_migrate_once() {
    let (places, database) = ([Place::new(), Place::new()], TestDatabase::create().await);
    database.texts("drop schema public cascade; create schema public").await;
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str())];
    let [first, second] = &places;
    let (first, second) = tokio::join!(first.serves(&environment), second.serves(&environment));
    let migrations = database.texts("select count(*) = count(distinct version) and count(*) > 0 from refinery_schema_history").await;
    assert_eq!(migrations, ["t"]);
    let ada = first.user("ada").await;
    let mut created = 0;
    for base in [first.base(), second.base()] {
        // One of them has the line.
        created += usize::from(at(base, &ada).post("/chats", json!({"name": "general"})).await.status == 201);
    }
    assert_eq!(created, 1);
    assert_eq!(database.texts("select count(*) from chats").await, ["1"]);
}

#[tokio::test]
async fn whoever_is_connected_looks_again_when_another_held_the_line_meanwhile() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = a_chat(&ada, &bob).await;
    let mut listener = bob.connects().await;
    let other = server.session().await;
    other.runs(&steal_line()).await;
    other.runs("update writer_line set holder = gen_random_uuid()").await;
    assert_eq!(listener.is_closed().await, 4001, "nobody spoke, and yet it is told");
    // What the other server commits, as far as this one can see.
    other
        .runs(&format!(
            "with head as (update chats set seq = seq + 1, message_count = message_count + 1 where id = '{chat}' returning *) \
             insert into messages (chat_id, number, id, author_id, client_id, body, seq, changed_seq, created_at) \
             select id, message_count, gen_random_uuid(), owner_id, gen_random_uuid(), 'elsewhere', seq, seq, now() from head"
        ))
        .await;
    let mut follower = Follower::new(&bob, &chat, 3, &[server.base()]);
    drop(other);
    follower.hears_up_to(4).await;
    gets_through(&ada, &chat, &draft("here again"), &[server.base()]).await;
    follower.hears_up_to(5).await;
    assert_eq!(follower.heard, [3, 4, 5]);
    let mut socket = ada.connects().await;
    assert_eq!(socket.asks(saying(&chat, uuid::Uuid::now_v7(), "and on")).await["type"], "ack");
}
