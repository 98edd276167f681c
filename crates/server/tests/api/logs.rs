//! What the server logs: one line for each request, and nothing that is nobody's business.

use dialogo_testkit::TestDatabase;
use serde_json::{Value, json};

use crate::support::{JWT_SECRET, PASSWORD, Person, Place, Program, Wire};

const SAID: &str = "a sentence between the two of us";
const CHAT_PASSWORD: &str = "open sesame to the cave";

#[tokio::test]
async fn secrets_and_messages_reach_no_log_however_much_is_logged() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str()), ("RUST_LOG", "trace"), ("DIALOGO__LOG__FORMAT", "json")];
    let program = place.serves(&environment).await;
    let anyone = program.anyone();
    let body = json!({"username": "ada", "password": PASSWORD});
    let ada = Person::of(&anyone, anyone.post("/auth/register", body.clone()).await.is(201));
    let again = Person::of(&anyone, anyone.post("/auth/login", body).await.is(200));
    anyone
        .post("/auth/login", json!({"username": "ada", "password": "another guess of mine"}))
        .await
        .is_problem(401, "invalid_credentials");
    let renewed = Person::of(&anyone, anyone.post("/auth/refresh", json!({"refresh_token": ada.refresh_token()})).await.is(200));
    anyone.get(&format!("/users/me?access_token={}", ada.access_token())).await.is_problem(401, "unauthenticated");
    anyone.raw(reqwest::Method::POST, "/auth/login", format!("{{\"password\":\"{PASSWORD}\"")).await.is_problem(400, "bad_request");
    let chat = ada.creates(json!({"name": "locked", "password": CHAT_PASSWORD})).await;
    let code = ada.post(&format!("/chats/{chat}/invitations"), json!({})).await.is(201)["code"].as_str().expect("a code").to_owned();
    again.post("/invitations/preview", json!({"code": code})).await.is(200);
    again.post("/invitations/accept", json!({"code": code})).await.is(200);
    let mut socket = again.connects().await;
    socket.says(&chat, SAID).await;
    ada.says(&chat, SAID).await;
    ada.reads(&chat).await;
    socket.sends_text(&format!("{{\"type\":\"authenticate\",\"data\":{{\"token\":\"{}\"", again.access_token())).await;
    socket.next_answer().await;
    program.is_told_to_stop();
    program.ends().await;

    let log = place.log();
    assert!(log.contains("/api/v1/auth/login"), "the log is there: {log:.500}");
    let secrets =
        [&*code, PASSWORD, CHAT_PASSWORD, SAID, JWT_SECRET, "another guess of mine", "$argon2id$", "Bearer ", "insert into", "select "];
    let tokens = [&ada, &again, &renewed].map(|person| [person.access_token(), person.refresh_token()]);
    for secret in secrets.into_iter().chain(tokens.as_flattened().iter().copied()) {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret:?} is logged");
    }
}

#[tokio::test]
async fn every_request_has_one_line_with_its_id_whatever_is_in_its_headers() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let program = place.serves(&[("DIALOGO__DATABASE__URL", url.as_str()), ("DIALOGO__LOG__FORMAT", "json")]).await;
    let strange = "\u{1b}[31mred {\"status\":200}";
    let request =
        program.anyone().request(reqwest::Method::GET, "/users/me%0d%0ainjected").header("user-agent", strange.replace('\u{1b}', "~"));
    let answer = crate::support::sent(request).await;
    let id = answer.header("x-request-id").to_owned();
    program.is_told_to_stop();
    program.ends().await;
    let log = place.log();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("not JSON: {line}"))).collect();
    let about: Vec<&Value> = lines.iter().filter(|line| line.to_string().contains(&id)).collect();
    assert_eq!(about.len(), 1, "{log}");
    assert_eq!((&about[0]["status"], &about[0]["span"]["route"]), (&json!(401), &json!("/api/v1/users/{user_id}")), "{}", about[0]);
    assert!(!log.contains("injected"), "{log}");
}

/// A request as bytes, and the id that its answer has, if it was taken for a request.
async fn asks_with(program: &Program, head: &str, body: &str) -> Option<String> {
    let mut wire = Wire::to(program.base()).await;
    let rest = format!("Host: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
    wire.sends(format!("{head}\r\n{rest}").as_bytes()).await;
    let answer = String::from_utf8_lossy(&wire.reads_to_the_end().await).to_lowercase();
    assert!(answer.starts_with("http/1.1 4"), "{head:.100}: {answer:.200}");
    let id = answer.lines().find_map(|line| line.strip_prefix("x-request-id: "))?;
    Some(id.trim().to_owned())
}

#[tokio::test]
async fn s62_nothing_that_is_sent_breaks_a_line_colours_it_or_makes_it_long() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let program = place.serves(&[("DIALOGO__DATABASE__URL", url.as_str()), ("DIALOGO__LOG__FORMAT", "json")]).await;
    let (much, strange) = ("M".repeat(10_000), "\r\n\u{1b}[31m{\"injected\":true}");
    let account = |username: &str| json!({"username": username, "password": PASSWORD}).to_string();
    let (at, me) = ("/api/v1/auth", "GET /api/v1/users/me HTTP/1.1");
    let mut ids = vec![];
    for (head, body) in [
        (format!("POST {at}/register HTTP/1.1"), account(&format!("eve{strange}"))),
        (format!("POST {at}/login HTTP/1.1"), account(&format!("eve{strange}{much}"))),
        (format!("POST {at}/register HTTP/1.1"), account(&much)),
        (format!("GET /api/v1/users/{strange} HTTP/1.1"), String::new()),
        (format!("GET /api/v1/users/%0d%0a%1b[31minjected{much} HTTP/1.1"), String::new()),
        (format!("GET /api/v1/{much}?injected={much} HTTP/1.1"), String::new()),
        (format!("{me}\r\nUser-Agent: x{strange}"), String::new()),
        (format!("{me}\r\nUser-Agent: x\u{1b}[31minjected"), String::new()),
        (format!("{me}\r\nUser-Agent: injected {much}\r\nX-Request-Id: injected"), String::new()),
        (format!("{me}\r\nX-Forwarded-For: injected\r\nAuthorization: Bearer injected\u{1b}[31m"), String::new()),
        (format!("{much} /api/v1/users/me HTTP/1.1"), String::new()),
    ] {
        ids.extend(asks_with(&program, &head, &body).await);
    }
    assert!(ids.len() >= 7, "{ids:?}");
    program.is_told_to_stop();
    program.ends().await;
    let log = place.log();
    for line in log.lines() {
        assert!(serde_json::from_str::<Value>(line).is_ok_and(|line| line.is_object()), "not JSON: {line:.500}");
        assert!(line.len() < 1_000 && !line.contains(char::is_control), "{line:.1500}");
        assert!(!line.contains("injected") && !line.contains("[31m"), "{line:.1500}");
    }
    for id in ids {
        assert_eq!(log.lines().filter(|line| line.contains(&id)).count(), 1, "{id}: {log}");
    }
}
