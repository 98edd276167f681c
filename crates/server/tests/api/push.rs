//! `/users/me/push-subscription` and `/users/me/quiet-hours`: who is told of what on a device that is away, and who is not.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Browser, Chat, Delivery, PASSWORD, Person, PushService, TestServer, sent};

const SUBSCRIPTION: &str = "/users/me/push-subscription";
const QUIET: &str = "/users/me/quiet-hours";

/// Two people in a chat, one of whom has a browser that is closed; and another chat of theirs, where things are said that come for certain.
struct Scene {
    service: PushService,
    server: TestServer,
    ada: Person,
    bob: Person,
    chat: Chat,
    other: Chat,
    browser: Browser,
}

impl Scene {
    async fn with(settings: &[(&str, &str)]) -> Self {
        let service = PushService::open().await;
        let server = service.server(settings).await;
        let [ada, bob] = server.users(["ada", "bob"]).await;
        let (chat, other) = (ada.creates_chat("general").await, ada.creates_chat("other").await);
        bob.joins(&chat).await;
        bob.joins(&other).await;
        let browser = service.browser(&bob).await;
        Self { service, server, ada, bob, chat, other, browser }
    }

    /// The next that Bob's browser reads is said in the other chat, after all that was said before: so it was not told of that.
    async fn is_told_of_nothing_before(&mut self, body: &str) {
        self.ada.says(&self.other, body).await;
        let read = self.service.delivers(&self.browser).await;
        assert_eq!((&read["chat"], &read["preview"]), (&json!("other"), &json!(body)));
    }

    /// Has Bob's browser wait for its push service while `meanwhile` is said, and only then get its answer.
    async fn while_waiting(&mut self, body: &str) -> Delivery {
        self.ada.says(&self.other, "first").await;
        let first = self.service.next().await;
        self.ada.says(&self.chat, body).await;
        first
    }
}

#[tokio::test]
async fn a_closed_browser_is_told_encrypted_for_it_alone_and_signed() {
    let mut scene = Scene::with(&[]).await;
    let key = scene.bob.get("/push/key").await.is(200)["public_key"].as_str().expect("a key").to_owned();
    let message = scene.ada.says(&scene.chat, "hello\n\n  Bob").await;
    let delivery = scene.service.next().await;
    let expected = json!({"chat_id": scene.chat.id, "message_id": message["id"], "number": 1, "chat": "general", "author": "ada",
        "preview": "hello Bob", "badge": 1});
    assert_eq!(scene.browser.reads(&delivery), expected);
    assert!(!String::from_utf8_lossy(&delivery.body).contains("hello"));
    let claims = delivery.claims(&key);
    assert_eq!((&claims["aud"], &claims["sub"]), (&json!(format!("http://{}", scene.service.address)), &json!("mailto:admin@example.org")));
    let ends_in = claims["exp"].as_i64().expect("a time") - scene.server.now().as_second();
    assert!((1..=24 * 3_600).contains(&ends_in), "{ends_in}");
    assert_eq!((delivery.header("ttl"), delivery.header("urgency"), delivery.header("topic").len()), ("86400", "high", 22));
    delivery.answers("201 Created");
}

#[tokio::test]
async fn nobody_is_told_of_what_they_said_themselves_or_have_read() {
    let mut scene = Scene::with(&[]).await;
    let ada = scene.service.browser(&scene.ada).await;
    scene.bob.says(&scene.chat, "mine").await;
    assert_eq!(scene.service.delivers(&ada).await["preview"], "mine");
    scene.is_told_of_nothing_before("one").await;
    let first = scene.while_waiting("read at once").await;
    scene.bob.put(&format!("/chats/{}/read", scene.chat), json!({"number": 2})).await.is(200);
    first.answers("201 Created");
    scene.is_told_of_nothing_before("two").await;
    assert!(scene.service.is_idle());
}

#[tokio::test]
async fn what_a_device_is_told_of_goes_by_the_level_of_the_chat() {
    let mut scene = Scene::with(&[]).await;
    let level = format!("/chats/{}/notifications", scene.chat);
    scene.bob.put(&level, json!({"level": "none"})).await.is(200);
    scene.ada.says(&scene.chat, "hello @bob").await;
    scene.is_told_of_nothing_before("one").await;
    scene.bob.put(&level, json!({"level": "mentions"})).await.is(200);
    scene.ada.says(&scene.chat, "hello all").await;
    scene.is_told_of_nothing_before("two").await;
    scene.ada.says(&scene.chat, "once more, @bob").await;
    let read = scene.service.delivers(&scene.browser).await;
    assert_eq!((&read["preview"], &read["badge"]), (&json!("once more, @bob"), &json!(4)), "two unread here, and two mentions there");
    scene.ada.says(&scene.chat, "and @all").await;
    assert_eq!(scene.service.delivers(&scene.browser).await["preview"], "and @all");
}

#[tokio::test]
async fn whoever_is_at_a_connection_is_not_told_and_whoever_looks_away_is() {
    let mut scene = Scene::with(&[]).await;
    let mut socket = scene.bob.connects().await;
    let carol = scene.server.user("carol").await;
    carol.joins(&scene.chat).await;
    let hers = scene.service.browser(&carol).await;
    scene.ada.says(&scene.chat, "he sees that").await;
    // Who came later is looked at later: when she is told, he was not.
    assert_eq!(scene.service.delivers(&hers).await["preview"], "he sees that");
    socket.asks(json!({"type": "focus", "data": {"chat_ids": [], "away": true}})).await;
    scene.is_told_of_nothing_before("he looks away").await;
}

#[tokio::test]
async fn s76_a_notification_shows_nothing_that_its_reader_may_not_see_any_more() {
    let mut scene = Scene::with(&[]).await;
    // What is deleted before it is sent.
    let first = scene.while_waiting("a mistake").await;
    let said = scene.ada.reads(&scene.chat).await;
    scene.ada.erases(&said[0]).await;
    first.answers("201 Created");
    scene.is_told_of_nothing_before("one").await;
    // What is said by those whom one has blocked.
    let eve = scene.server.user("eve").await;
    eve.joins(&scene.chat).await;
    scene.bob.bare(Method::PUT, &format!("/users/me/blocks/{}", eve.id())).await.is(204);
    eve.says(&scene.chat, "me again").await;
    scene.is_told_of_nothing_before("two").await;
    // What is said where one is not any more.
    let first = scene.while_waiting("not for him").await;
    scene.ada.removes(&scene.bob, &scene.chat).await;
    first.answers("201 Created");
    scene.is_told_of_nothing_before("three").await;
    scene.ada.says(&scene.chat, "now that he is gone").await;
    scene.is_told_of_nothing_before("four").await;
    assert!(scene.service.is_idle());
}

#[tokio::test]
async fn a_device_is_told_nothing_once_its_session_has_ended() {
    let mut scene = Scene::with(&[]).await;
    let (again, carol) = (scene.bob.logs_in_again().await, scene.server.user("carol").await);
    carol.joins(&scene.chat).await;
    let hers = scene.service.browser(&carol).await;
    let addresses = "select count(push_endpoint)::text from sessions";
    assert_eq!(scene.server.stored(addresses).await, ["2"]);
    // While something waits for it, and afterwards.
    let first = scene.while_waiting("not for a device that is gone").await;
    again.delete(&format!("/auth/sessions/{}", scene.bob.session_id())).await.is(204);
    assert_eq!(scene.server.stored(addresses).await, ["1"]);
    first.answers("201 Created");
    assert_eq!(scene.service.delivers(&hers).await["preview"], "not for a device that is gone");
    scene.ada.says(&scene.chat, "nor this").await;
    assert_eq!(scene.service.delivers(&hers).await["preview"], "nor this");
    assert!(scene.service.is_idle());
    // Logging out and leaving for good take the address along.
    scene.service.browser(&again).await;
    again.bare(Method::POST, "/auth/logout").await.is(204);
    assert_eq!(scene.server.stored(addresses).await, ["1"]);
    sent(carol.request(Method::DELETE, "/users/me").json(&json!({"password": PASSWORD}))).await.is(204);
    assert_eq!(scene.server.stored(addresses).await, ["0"]);
    // So does a suspension.
    let again = scene.bob.logs_in_again().await;
    scene.service.browser(&again).await;
    scene.server.makes_admin(&scene.ada).await;
    scene.ada.bare(Method::PUT, &format!("/admin/users/{}/suspension", scene.bob.id())).await.is(204);
    assert_eq!(scene.server.stored(addresses).await, ["0"]);
}

#[tokio::test]
async fn in_quiet_hours_nobody_is_told() {
    let mut scene = Scene::with(&[("auth.access_ttl_secs", "86400")]).await;
    assert_eq!(scene.bob.get(QUIET).await.is(200), json!({"from": null, "to": null, "time_zone": null}));
    let now = scene.server.now().to_zoned(jiff::tz::TimeZone::get("America/Sao_Paulo").expect("known"));
    let hour = |hours: i64| (now.clone() + jiff::SignedDuration::from_hours(hours)).strftime("%H:%M").to_string();
    let hours = json!({"from": hour(-1), "to": hour(1), "time_zone": "America/Sao_Paulo"});
    assert_eq!(scene.bob.put(QUIET, hours.clone()).await.is(200), hours);
    assert_eq!(scene.bob.get(QUIET).await.is(200), hours);
    let ada = scene.service.browser(&scene.ada).await;
    scene.ada.says(&scene.chat, "psst").await;
    scene.bob.says(&scene.chat, "I am awake").await;
    assert_eq!(scene.service.delivers(&ada).await["preview"], "I am awake");
    scene.server.passes(2 * 3_600);
    scene.is_told_of_nothing_before("good morning").await;
    scene.bob.put(QUIET, json!({"from": hour(1), "to": hour(3), "time_zone": "America/Sao_Paulo"})).await.is(200);
    scene.bob.delete(QUIET).await.is(204);
    scene.is_told_of_nothing_before("and again").await;
    for (body, field) in [
        (json!({"from": "25:00", "to": "07:00", "time_zone": "UTC"}), "from"),
        (json!({"from": "22:00", "to": 7, "time_zone": "UTC"}), "to"),
        (json!({"from": "22:00", "to": "07:00", "time_zone": "../../etc/passwd"}), "time_zone"),
    ] {
        assert_eq!(scene.bob.put(QUIET, body).await.refused_fields(), [field]);
    }
}

#[tokio::test]
async fn a_browser_that_is_gone_is_forgotten() {
    let mut scene = Scene::with(&[]).await;
    let ada = scene.service.browser(&scene.ada).await;
    scene.ada.says(&scene.chat, "hello").await;
    scene.service.next().await.answers("410 Gone");
    scene.bob.says(&scene.chat, "hello").await;
    assert_eq!(scene.service.delivers(&ada).await["preview"], "hello");
    let addresses = "select push_endpoint from sessions where push_endpoint is not null";
    // The answer is on its way through the server still.
    let mut left = scene.server.stored(addresses).await;
    while left.len() > 1 {
        left = scene.server.stored(addresses).await;
    }
    assert!(left[0].ends_with(scene.ada.session_id()), "{left:?}");
}

#[tokio::test]
async fn a_push_service_that_is_busy_is_asked_again_and_not_for_ever() {
    let mut scene = Scene::with(&[("push.retries", "2")]).await;
    scene.ada.says(&scene.chat, "hello").await;
    for head in ["429 Too Many Requests\r\nretry-after: 0", "503 Service Unavailable"] {
        let delivery = scene.service.next().await;
        assert_eq!(scene.browser.reads(&delivery)["preview"], "hello");
        delivery.answers(head);
    }
    scene.service.next().await.answers("500 Internal Server Error");
    scene.is_told_of_nothing_before("it has given up").await;
    // What was deleted while it waited is not told at the next attempt.
    let message = scene.ada.says(&scene.chat, "a mistake").await;
    let delivery = scene.service.next().await;
    scene.ada.erases(&message).await;
    delivery.answers("503 Service Unavailable");
    // The first "hello" is unread still, but lies before what it was to be told of.
    scene.is_told_of_nothing_before("two").await;
    // Neither refusals nor redirects are asked again, or followed.
    let mut elsewhere = PushService::open().await;
    for head in ["400 Bad Request".to_owned(), format!("307 Temporary Redirect\r\nlocation: http://{}/", elsewhere.address)] {
        scene.ada.says(&scene.chat, "no").await;
        scene.service.next().await.answers(&head);
        scene.is_told_of_nothing_before("three").await;
    }
    assert!(elsewhere.is_idle());
}

#[tokio::test]
async fn a_browser_belongs_to_whoever_used_it_last() {
    let mut scene = Scene::with(&[("push.devices_per_user_max", "1")]).await;
    let carol = scene.server.user("carol").await;
    carol.joins(&scene.chat).await;
    carol.put(SUBSCRIPTION, scene.browser.subscription()).await.is(204);
    let sessions = "select id::text from sessions where push_endpoint is not null";
    assert_eq!(scene.server.stored(sessions).await, [carol.session_id()]);
    scene.ada.says(&scene.chat, "one").await;
    assert_eq!(scene.service.delivers(&scene.browser).await["preview"], "one");
    let again = carol.logs_in_again().await;
    let another = Browser::new(&format!("http://{}/another", scene.service.address)).subscription();
    again.put(SUBSCRIPTION, another).await.is_problem(409, "limit_reached");
    again.delete(SUBSCRIPTION).await.is(204);
    assert_eq!(scene.server.stored(sessions).await, [carol.session_id()]);
    for _ in 0..2 {
        carol.delete(SUBSCRIPTION).await.is(204);
    }
    assert_eq!(scene.server.stored(sessions).await, Vec::<String>::new());
}

#[tokio::test]
async fn s76_an_address_that_leads_elsewhere_is_refused_by_name() {
    let mut service = PushService::open().await;
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let good = Browser::new("https://push.example.org/x").subscription();
    let with = |field: &str, value: Value| {
        let mut subscription = good.clone();
        subscription[field] = value;
        subscription
    };
    let port = service.address.port();
    for endpoint in [
        format!("http://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        format!("https://localhost:{port}/"),
        format!("https://[::ffff:127.0.0.1]:{port}/"),
        "https://127.0.0.1/".to_owned(),
        "https://169.254.169.254/latest/meta-data".to_owned(),
        "http://push.example.org/".to_owned(),
        "https://ada:secret@push.example.org/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "https://push.example.org/?a\\b".to_owned(),
        String::new(),
    ] {
        let refused = ada.put(SUBSCRIPTION, with("endpoint", json!(endpoint))).await;
        assert_eq!(refused.refused_fields(), ["endpoint"], "{endpoint}");
    }
    for (field, value) in [("p256dh", "AAAA"), ("p256dh", ""), ("auth", "AAAA"), ("auth", "not base64")] {
        assert_eq!(ada.put(SUBSCRIPTION, with(field, json!(value))).await.refused_fields(), [field]);
    }
    ada.put(SUBSCRIPTION, good).await.is(204);
    assert!(service.is_idle());
}

#[tokio::test]
async fn switched_off_there_is_no_key_and_no_subscription() {
    let server = TestServer::with(&[("push.enabled", "false")]).await;
    let ada = server.user("ada").await;
    assert_eq!(ada.get("/push/key").await.is(200), json!({"public_key": null}));
    ada.put(SUBSCRIPTION, Browser::new("https://push.example.org/x").subscription()).await.is_problem(409, "push_off");
}

#[tokio::test]
async fn a_push_service_that_never_answers_keeps_nobody_waiting_who_has_another() {
    let (mut service, mut dead) = (PushService::open().await, PushService::open().await);
    let allowed = format!("{},{}", service.address, dead.address);
    let limits = [("push.allowed_hosts", &*allowed), ("push.at_once", "2"), ("push.at_once_per_host", "1"), ("push.timeout_secs", "600")];
    let server = service.server(&limits).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    // Who came first is looked at first.
    for name in ["bob", "cleo", "dan"] {
        let person = server.user(name).await;
        person.joins(&chat).await;
        dead.browser(&person).await;
    }
    let eve = server.user("eve").await;
    eve.joins(&chat).await;
    let browser = service.browser(&eve).await;
    ada.says(&chat, "hello").await;
    let held = dead.next().await;
    assert_eq!(service.delivers(&browser).await["preview"], "hello");
    ada.says(&chat, "and again").await;
    assert_eq!(service.delivers(&browser).await["preview"], "and again");
    assert!(dead.is_idle(), "one at a time");
    held.answers("201 Created");
    dead.next().await.answers("201 Created");
}
