//! A store with people in it.

use std::collections::HashMap;

use dialogo_domain::{
    ChatDescription, ChatEvent, ChatId, ChatName, ClientId, DisplayName, Draft, Message, MessageBody, MessageId, MyChat, NewChat,
    PasswordHash, Seq, UserId, Username, Visibility,
};
use dialogo_persistence::{
    Announcements, CatchUp, Committed, CreateChat, DatabaseSettings, DeleteMessage, EditMessage, HistoryAt, JoinChat, NewAccount, Posted,
    Result, Scope, Store, Writer,
};
use dialogo_testkit::TestDatabase;
use tokio_postgres::Config;
use uuid::Uuid;

pub struct Fixture {
    pub store: Store,
    pub writer: Writer,
    pub announcements: Announcements,
    /// Dropped, and with it the database, when the test ends.
    _database: Option<TestDatabase>,
}

/// Whether the writer waits for what a test has locked.
pub const IS_WAITING: &str =
    "select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";

pub fn settings() -> DatabaseSettings {
    DatabaseSettings {
        url: None,
        ca_file: None,
        bin_dir: None,
        pool_size: 4,
        wait_timeout_secs: 5,
        operation_timeout_secs: 5,
        writer_queue_max: 10_000,
        writer_batch_max: 1_000,
    }
}

impl Fixture {
    pub async fn new() -> Self {
        let database = TestDatabase::create().await;
        let fixture = Self::on(database.config(), &settings()).await;
        Self { _database: Some(database), ..fixture }
    }

    /// On a database of the test's own.
    pub async fn on(config: Config, settings: &DatabaseSettings) -> Self {
        let store = Store::new(config.clone(), settings).expect("a store");
        let (writer, announcements) = Writer::start(config, settings).await.expect("a writer");
        Self { store, writer, announcements, _database: None }
    }

    pub async fn user(&self, name: &str) -> UserId {
        let account = NewAccount {
            id: UserId::generate(),
            username: Username::parse(name).expect("a username"),
            display_name: DisplayName::parse(name).expect("a name"),
            password_hash: PasswordHash::new(format!("hash of {name}")),
        };
        self.store.insert_account(&account).await.expect("registered").summary.id
    }

    pub async fn chat(&self, owner: UserId, name: &str) -> ChatId {
        self.creates(owner, name, Visibility::Public, None).await.chat.id
    }

    pub async fn creates(&self, owner: UserId, name: &str, visibility: Visibility, password: Option<&str>) -> MyChat {
        let chat = NewChat {
            name: ChatName::parse(name).expect("a name"),
            description: ChatDescription::parse("").expect("a description"),
            visibility,
        };
        let password_hash = password.map(|text| PasswordHash::new(text.to_owned()));
        self.writer.perform(CreateChat { owner, chat, password_hash, owned_max: 1_000 }).await.expect("created")
    }

    pub async fn joins(&self, by: UserId, chat_id: ChatId) -> MyChat {
        self.writer.perform(JoinChat { by, chat_id, checked: None }).await.expect("joined")
    }

    pub async fn says(&self, author: UserId, chat_id: ChatId, body: &str) -> Posted {
        self.tries_to_say(author, chat_id, body).await.expect("posted")
    }

    pub async fn tries_to_say(&self, author: UserId, chat_id: ChatId, body: &str) -> Result<Posted> {
        self.writer.post(chat_id, author, draft(body)).await
    }

    pub async fn edits(&self, by: UserId, chat_id: ChatId, message_id: MessageId, body: &str) -> Result<Message> {
        self.writer.perform(EditMessage { by, chat_id, message_id, body: MessageBody::parse(body).expect("a body"), versions_max: 3 }).await
    }

    pub async fn deletes(&self, by: UserId, chat_id: ChatId, message_id: MessageId) -> Result<Message> {
        self.writer.perform(DeleteMessage { by, chat_id, message_id }).await
    }

    /// The newest messages, oldest first.
    pub async fn reads(&self, me: UserId, chat_id: ChatId) -> Vec<Message> {
        self.store.messages(me, chat_id, HistoryAt::Newest, 1_000).await.expect("read").messages
    }

    /// A chat as it stands in its member's list.
    pub async fn my_chat(&self, me: UserId, chat_id: ChatId) -> MyChat {
        let mine = self.store.my_chats(me, None, 100).await.expect("listed").items;
        mine.into_iter().find(|mine| mine.chat.id == chat_id).expect("a chat of theirs")
    }

    pub async fn head(&self, me: UserId, chat_id: ChatId) -> i64 {
        self.store.chat(me, chat_id).await.expect("read").seq.0
    }

    /// The chats that a connection would hear.
    pub async fn chats_of(&self, user: UserId) -> Vec<ChatId> {
        self.catches_up(user, &[]).await.chats.iter().map(|head| head.id).collect()
    }

    pub async fn catches_up(&self, user: UserId, cursors: &[(ChatId, i64)]) -> CatchUp {
        let cursors: HashMap<ChatId, Seq> = cursors.iter().map(|(id, seq)| (*id, Seq(*seq))).collect();
        self.store.catch_up(user, &cursors, Scope::Everything).await.expect("caught up")
    }

    /// Everything that was announced so far.
    pub fn announced(&mut self) -> Vec<Committed> {
        std::iter::from_fn(|| self.announcements.try_recv().ok()).flatten().collect()
    }
}

pub fn draft(body: &str) -> Draft {
    Draft {
        client_id: ClientId::from(Uuid::now_v7()),
        body: MessageBody::parse(body).expect("a body"),
        reply_to: None,
        attachments: vec![],
    }
}

pub fn event(committed: &Committed) -> Option<&ChatEvent> {
    match committed {
        Committed::Event(event) | Committed::Joined { event, .. } | Committed::Departed { event, .. } => Some(event),
        Committed::Deleted(_)
        | Committed::Requests { .. }
        | Committed::Reports { .. }
        | Committed::Unannounced { .. }
        | Committed::LineLost
        | Committed::LineTaken => None,
    }
}
