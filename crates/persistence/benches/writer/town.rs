//! Fifty chats of ten members, and a line that everything goes through.

use dialogo_domain::{
    ChatDescription, ChatId, ChatName, ClientId, DisplayName, Draft, MessageBody, NewChat, PasswordHash, UserId, Username, Visibility,
};
use dialogo_persistence::{CreateChat, DatabaseSettings, JoinChat, NewAccount, Store, Writer};
use uuid::Uuid;

use crate::postgres::DurablePostgres;

const CHATS: usize = 50;
const MEMBERS: usize = 10;
/// Bytes of text a message.
const BODY_BYTES: usize = 100;

pub struct Town {
    pub writer: Writer,
    chats: Vec<(ChatId, Vec<UserId>)>,
}

/// A server's defaults.
pub fn settings() -> DatabaseSettings {
    DatabaseSettings {
        url: None,
        ca_file: None,
        bin_dir: None,
        pool_size: 8,
        wait_timeout_secs: 4,
        operation_timeout_secs: 4,
        writer_queue_max: 10_000,
        writer_batch_max: 1_000,
    }
}

impl Town {
    pub async fn build(postgres: &DurablePostgres) -> Self {
        let store = Store::new(postgres.config(), &settings()).expect("a store");
        let (writer, mut announcements) = Writer::start(postgres.config(), &settings()).await.expect("a writer");
        tokio::spawn(async move { while announcements.recv().await.is_some() {} });
        let mut chats = Vec::new();
        for chat in 0..CHATS {
            let mut members = Vec::new();
            for member in 0..MEMBERS {
                members.push(user(&store, &format!("user-{chat}-{member}")).await);
            }
            let new = NewChat {
                name: ChatName::parse(&format!("chat {chat}")).expect("a name"),
                description: ChatDescription::parse("").expect("a description"),
                visibility: Visibility::Public,
            };
            let created =
                writer.perform(CreateChat { owner: members[0], chat: new, password_hash: None, owned_max: 1_000 }).await.expect("created");
            for by in &members[1..] {
                writer.perform(JoinChat { by: *by, chat_id: created.chat.id, checked: None }).await.expect("joined");
            }
            chats.push((created.chat.id, members));
        }
        Self { writer, chats }
    }

    /// Where the `n`th message goes, if so many chats are written to.
    pub fn chat(&self, n: usize, chats: usize) -> ChatId {
        self.chats[n % chats].0
    }

    /// Who sends it: two members of each chat, or all of the one.
    pub fn member(&self, n: usize, chats: usize) -> UserId {
        let talkative = if chats == 1 { MEMBERS } else { 2 };
        self.chats[n % chats].1[n / chats % talkative]
    }

    /// Numbers and counters have neither holes nor doubles, whatever stored the messages.
    pub async fn check(&self, postgres: &DurablePostgres) {
        const SQL: &str = "select count(*) from chats c \
                           where message_count <> (select count(*) from messages where chat_id = c.id) \
                           or message_count <> coalesce((select max(number) from messages where chat_id = c.id), 0) \
                           or seq <> message_count + 11";
        let wrong: i64 = postgres.session().await.query_one(SQL, &[]).await.expect("counted").get(0);
        assert_eq!(wrong, 0, "chats whose counters are not their messages");
    }
}

async fn user(store: &Store, name: &str) -> UserId {
    let account = NewAccount {
        id: UserId::generate(),
        username: Username::parse(name).expect("a username"),
        display_name: DisplayName::parse(name).expect("a name"),
        password_hash: PasswordHash::new(String::new()),
    };
    store.insert_account(&account).await.expect("registered").summary.id
}

pub fn draft() -> Draft {
    Draft {
        client_id: ClientId::from(Uuid::now_v7()),
        body: MessageBody::parse(&body()).expect("a body"),
        reply_to: None,
        attachments: vec![],
    }
}

pub fn body() -> String {
    "x".repeat(BODY_BYTES)
}
