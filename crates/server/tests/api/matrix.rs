//! S40: every route and every command, asked by everybody there is. A new one without a row fails.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::files::uploads;
use crate::support::{Chat, Client, Person, Socket, TestServer, documented_commands, sent};

/// Who asks. The stranger and the server's admin ask about a private chat that they are not in, everybody else about a public one.
const WHO: [&str; 9] = ["nobody", "stranger", "outsider", "banned", "muted", "member", "moderator", "owner", "admin"];

/// What each of them is answered, in the order of [`WHO`]; one number, or two: nobody, and everybody else; without the last: an admin is answered
/// what a stranger is. Where somebody is named it is a plain member,
/// and so is the author of the message.
const ROUTES: &str = include_str!("matrix_routes.txt");

/// The same for the commands over WebSocket: the type of the answer, or the code of the error.
const COMMANDS: &str = include_str!("matrix_commands.txt");

/// Everybody, and a chat in which they are what they are called.
struct Cast {
    server: TestServer,
    owner: Person,
    victim: Person,
    others: BTreeMap<&'static str, Person>,
}

/// A chat of its own for each question, since questions change things.
struct Scene {
    chat: Chat,
    message: Value,
    file: Value,
}

impl Cast {
    async fn gathers() -> Self {
        let server = TestServer::start().await;
        let [owner, victim] = server.users(["owner.of.it", "victim"]).await;
        let mut others = BTreeMap::new();
        for who in WHO.into_iter().filter(|who| !matches!(*who, "nobody" | "owner")) {
            others.insert(who, server.user(&format!("the.{who}")).await);
        }
        server.makes_admin(&others["admin"]).await;
        Self { server, owner, victim, others }
    }

    /// By a log-in of its own: some questions end it.
    async fn client(&self, who: &str) -> Client {
        match who {
            "nobody" => self.server.anyone(),
            "owner" => (*self.owner.logs_in_again().await).clone(),
            who => (*self.others[who].logs_in_again().await).clone(),
        }
    }

    async fn scene(&self, who: &str) -> Scene {
        let chat = match who {
            "stranger" | "admin" => self.owner.creates_private_chat("private").await,
            _ => self.owner.creates_chat("public").await,
        };
        self.owner.post(&format!("/chats/{chat}/members"), json!({"user_id": self.victim.id()})).await.is(200);
        let message = self.victim.says(&chat, "hello").await;
        let file = uploads(&self.victim, &chat, "a.txt", "some text").await;
        let sending = json!({"body": "a file", "client_id": Uuid::now_v7(), "attachments": [file["id"]]});
        self.victim.post(&format!("/chats/{chat}/messages"), sending).await.is(201);
        self.owner.bans(&self.others["banned"], &chat).await;
        if let "muted" | "member" | "moderator" = who {
            self.others[who].joins(&chat).await;
        }
        let place = |who: &str| format!("/chats/{chat}/members/{}", self.others[who].id());
        match who {
            "muted" => drop(self.owner.patch(&place(who), json!({"muted_until": "2999-01-01T00:00:00Z"})).await.is(200)),
            "moderator" => drop(self.owner.appoints(&self.others[who], &chat).await),
            _ => {}
        }
        Scene { chat, message, file }
    }

    /// A path or a body, with what is meant by the words in it.
    fn filled(&self, scene: &Scene, text: &str) -> String {
        let text_of = |value: &Value| value.as_str().expect("a text").to_owned();
        [
            ("{chat_id}", scene.chat.id.clone()),
            ("{message_id}", text_of(&scene.message["id"])),
            ("{file_id}", text_of(&scene.file["id"])),
            ("{user_id}", self.victim.id().to_owned()),
            ("{emoji}", "%F0%9F%91%8D".to_owned()),
            ("{new}", Uuid::now_v7().to_string()),
            ("{soon}", (self.server.now() + jiff::SignedDuration::from_hours(1)).to_string()),
        ]
        .iter()
        .fold(text.to_owned(), |text, (word, meant)| text.replace(word, meant))
    }

    async fn answer(&self, who: &str, scene: &Scene, route: &str, body: &str) -> u16 {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        // Whom admins close out could not be asked with any more: there they name nobody.
        let path = if path.starts_with("/admin/") { path.to_owned() } else { self.filled(scene, path) };
        let method: Method = method.parse().expect("a method");
        // The parameters that are left name nothing that there is.
        let path = path.split('/').map(|part| if part.starts_with('{') { "01890a5d-ac96-774b-bcce-b302099a8001" } else { part });
        let query = if body == "bytes" { "?name=b.txt" } else { "" };
        let request = self.client(who).await.request(method, &format!("{}{query}", path.collect::<Vec<_>>().join("/")));
        let request = match body {
            "" => request,
            "bytes" => request.body("more text"),
            json => request.json(&serde_json::from_str::<Value>(&self.filled(scene, json)).expect("JSON")),
        };
        sent(request).await.status
    }

    async fn reply(&self, who: &str, kind: &str, data: &str) -> String {
        let scene = self.scene(who).await;
        let mut socket = Socket::open(self.server.base()).await;
        match who {
            "nobody" => {}
            "owner" => socket.hello(&self.owner, json!({})).await,
            who => socket.hello(&self.others[who], json!({})).await,
        }
        let mut frame: Value = serde_json::from_str(&self.filled(&scene, data)).expect("JSON");
        frame["type"] = kind.into();
        let id = socket.commands(frame).await;
        let answer = socket.answer_to(id).await;
        let code = answer["data"]["code"].as_str().unwrap_or_else(|| answer["type"].as_str().expect("a type"));
        code.to_owned()
    }
}

/// `what | body | answers`, without empty lines and remarks.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str, Vec<&str>)> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let parts: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let [what, body, answers] = parts[..] else { panic!("three columns: {line}") };
        let answers: Vec<&str> = answers.split_whitespace().collect();
        let answers = match answers[..] {
            [all] => vec![all; WHO.len()],
            [nobody, others] => [vec![nobody], vec![others; WHO.len() - 1]].concat(),
            _ if answers.len() == WHO.len() - 1 => [&answers[..], &[answers[1]]].concat(),
            _ => answers,
        };
        assert_eq!(answers.len(), WHO.len(), "{line}");
        (what, body, answers)
    })
}

#[tokio::test]
async fn s40_every_route_answers_everybody_as_the_table_says() {
    let cast = Cast::gathers().await;
    let document = cast.server.anyone().get("//openapi.json").await.is(200);
    let mut missing: Vec<String> = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in item.as_object().expect("methods").keys() {
            let route = format!("{} {}", method.to_uppercase(), path.strip_prefix("/api/v1").unwrap_or(path));
            if !rows(ROUTES).any(|(known, _, _)| known == route) && path.starts_with("/api/") {
                missing.push(route);
            }
        }
    }
    let mut wrong = Vec::new();
    for (route, body, answers) in rows(ROUTES) {
        let scenes = join_all(WHO.iter().map(|who| cast.scene(who))).await;
        let statuses = join_all(WHO.iter().zip(&scenes).map(|(who, scene)| cast.answer(who, scene, route, body))).await;
        for ((who, status), expected) in WHO.iter().zip(statuses).zip(answers) {
            if status.to_string() != expected {
                wrong.push(format!("{route} by {who}: {status}, not {expected}"));
            }
        }
    }
    assert!(missing.is_empty() && wrong.is_empty(), "without a row in matrix_routes.txt: {missing:#?}; otherwise: {wrong:#?}");
}

#[tokio::test]
async fn s40_every_command_answers_everybody_as_the_table_says() {
    let cast = Cast::gathers().await;
    let missing: Vec<String> =
        documented_commands().into_iter().filter(|kind| !rows(COMMANDS).any(|(known, _, _)| known == kind)).collect();
    let mut wrong = Vec::new();
    for (kind, data, answers) in rows(COMMANDS) {
        for (who, expected) in WHO.iter().zip(answers) {
            let reply = cast.reply(who, kind, data).await;
            if reply != expected {
                wrong.push(format!("{kind} by {who}: {reply}, not {expected}"));
            }
        }
    }
    assert!(missing.is_empty() && wrong.is_empty(), "without a row in matrix_commands.txt: {missing:#?}; otherwise: {wrong:#?}");
}
