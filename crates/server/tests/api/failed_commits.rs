//! A commit that PostgreSQL refuses at the last moment: what it was about has not happened, for anybody.

use serde_json::json;
use uuid::Uuid;

use crate::support::{TestServer, bodies, draft, saying};

/// Lets every commit fail that has stored a poisonous message: judged when everything else is done.
pub const POISON: &str = "create function refuse_poison() returns trigger language plpgsql as $$ \
                      begin if new.body like 'poison%' then raise exception 'refused'; end if; return null; end $$; \
                      create constraint trigger poison after insert on messages deferrable initially deferred \
                      for each row execute function refuse_poison()";

#[tokio::test]
async fn a_message_whose_commit_fails_is_neither_acknowledged_nor_heard_and_spoils_no_other() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut sender, mut listener) = (ada.connects().await, bob.connects().await);
    server.stored(POISON).await;
    let mut ids = Vec::new();
    for n in 0..30 {
        let body = if n % 3 == 1 { format!("poison {n}") } else { n.to_string() };
        ids.push(sender.commands(saying(&chat, Uuid::now_v7(), &body)).await);
    }
    for (n, id) in ids.into_iter().enumerate() {
        let answer = sender.answer_to(id).await;
        let expected = if n % 3 == 1 { json!("internal") } else { json!(null) };
        assert_eq!(answer["data"]["code"], expected, "{n}: {answer}");
    }
    let harmless: Vec<String> = (0..30).filter(|n| n % 3 != 1).map(|n| n.to_string()).collect();
    assert_eq!(bodies(&ada.reads(&chat).await), harmless);
    let heard = listener.hears_until_now().await;
    assert_eq!(bodies(&heard), harmless);
    let seqs: Vec<i64> = heard.iter().map(|event| event["seq"].as_i64().expect("a seq")).collect();
    assert_eq!(seqs, (4..24).collect::<Vec<_>>(), "a commit that failed takes no seq");
}

#[tokio::test]
async fn our_own_fault_is_a_500_that_tells_nothing_but_its_id() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    server.stored(POISON).await;
    let answer = ada.post(&format!("/chats/{chat}/messages"), draft("poison")).await;
    let id = answer.header("x-request-id").to_owned();
    let problem = answer.is_problem(500, "internal");
    assert_eq!(problem["request_id"], id);
    assert!(!answer.text.contains("refused") && !answer.text.contains("poison"), "{}", answer.text);
    ada.says(&chat, "and on").await;
}
