//! The very server, in this process, on a port of its own and a database of its own.

use std::time::Duration;

use dialogo_app::Clock;
use dialogo_server::{Application, Settings};
use dialogo_testkit::{PrivatePostgres, Session, TestDatabase};
use futures_util::future::join_all;
use jiff::Timestamp;
use serde_json::json;

use super::{Client, PASSWORD, Person, Place, Socket};

/// What tokens are signed with in tests.
pub const JWT_SECRET: &str = "b0qXk2vZ9f-TnR7_hW4sLpE1yUcJmA3d";

/// Hashing as cheap as argon2 can be: tests are not about how dear it is.
const CHEAP_HASHING: [(&str, &str); 2] = [("auth.password.memory_kib", "8"), ("auth.password.passes", "1")];

/// Limits that tests about other things do not meet.
const LIFTED: [(&str, &str); 14] = [
    ("limits.hashing.waiting_max", "1000"),
    ("limits.login.address_failures_burst", "1000000"),
    ("limits.login.registrations_burst", "1000000"),
    ("limits.login.account_failures_burst", "1000000"),
    ("limits.login.guesses.free", "1000000"),
    ("limits.app.messages_per_sec", "100000"),
    ("limits.app.messages_burst", "100000"),
    ("limits.app.changes_per_sec", "100000"),
    ("limits.app.changes_burst", "100000"),
    ("limits.app.searches_per_sec", "100000"),
    ("limits.app.searches_burst", "100000"),
    ("limits.hub.strangers_per_address_max", "1000"),
    ("limits.websocket.commands_per_sec", "10000"),
    ("limits.websocket.commands_burst", "10000"),
];

/// A server of this test's own.
pub struct TestServer {
    /// It stands still until a test moves it.
    pub clock: Clock,
    application: Application,
    client: Client,
    /// Where its files lie.
    place: Place,
    // Last, so that it is still there while the server goes.
    database: Option<TestDatabase>,
}

impl TestServer {
    /// A server that does not limit what tests about other things do.
    pub async fn start() -> Self {
        Self::with(&[]).await
    }

    /// The same with these settings, such as `("auth.access_ttl_secs", "2")`.
    pub async fn with(settings: &[(&str, &str)]) -> Self {
        Self::of([&CHEAP_HASHING, &LIFTED[..], settings].concat()).await
    }

    /// A server with all the limits that a real one has.
    pub async fn with_default_limits(settings: &[(&str, &str)]) -> Self {
        Self::of([&CHEAP_HASHING, settings].concat()).await
    }

    /// A server that hashes as a real one does.
    pub async fn with_real_hashing() -> Self {
        Self::of(LIFTED.to_vec()).await
    }

    /// A server whose clock goes by itself, for what sockets do when time passes.
    pub async fn with_running_clock(settings: &[(&str, &str)]) -> Self {
        let database = TestDatabase::create().await;
        let url = database.url();
        let settings = [&CHEAP_HASHING, &LIFTED[..], settings, &[("database.url", &url)]].concat();
        Self::launch(settings, Clock::system(), Some(database)).await
    }

    /// A server on a PostgreSQL that the test takes away.
    pub async fn upon(postgres: &PrivatePostgres, settings: &[(&str, &str)]) -> Self {
        let url = postgres.url();
        Self::launch([&CHEAP_HASHING, &LIFTED[..], settings, &[("database.url", &url)]].concat(), standing(), None).await
    }

    /// A new server upon what another one left.
    pub async fn again(database: Option<TestDatabase>, settings: &[(&str, &str)]) -> Self {
        let url = database.as_ref().expect("a database of the shared PostgreSQL").url();
        Self::launch([&CHEAP_HASHING, &LIFTED[..], settings, &[("database.url", &url)]].concat(), standing(), database).await
    }

    async fn of(settings: Vec<(&str, &str)>) -> Self {
        let database = TestDatabase::create().await;
        let url = database.url();
        Self::launch([settings, vec![("database.url", &url)]].concat(), standing(), Some(database)).await
    }

    async fn launch(settings: Vec<(&str, &str)>, clock: Clock, database: Option<TestDatabase>) -> Self {
        let place = Place::new();
        let data_dir = place.path().display().to_string();
        let ours = [("data_dir", &*data_dir), ("server.port", "0"), ("server.workers", "2"), ("auth.jwt_secret", JWT_SECRET)];
        let settings = Settings::with(&[&ours, &settings[..]].concat()).expect("good settings");
        let application = Application::start(settings, clock.clone()).await.expect("a running server");
        let client = Client::new(&format!("http://{}", application.address()));
        Self { clock, application, client, place, database }
    }

    /// Someone who is not logged in.
    pub fn anyone(&self) -> Client {
        self.client.clone()
    }

    /// Where the server is.
    pub fn base(&self) -> &str {
        self.client.base()
    }

    /// Registers someone.
    pub async fn user(&self, username: &str) -> Person {
        let body = json!({"username": username, "password": PASSWORD});
        Person::of(&self.client, self.client.post("/auth/register", body).await.is(201))
    }

    /// Registers some people.
    pub async fn users<const N: usize>(&self, usernames: [&str; N]) -> [Person; N] {
        let people = join_all(usernames.map(|username| self.user(username))).await;
        people.try_into().expect("as many people as names")
    }

    /// Makes an admin of someone, as `dialogo admin grant` does.
    pub async fn makes_admin(&self, person: &Person) {
        self.stored(&format!("insert into admins (user_id) values ('{}') returning user_id::text", person.id())).await;
    }

    /// A socket that has said nothing yet.
    pub async fn visitor(&self) -> Socket {
        Socket::open(self.base()).await
    }

    /// The first column of what a statement answers.
    pub async fn stored(&self, sql: &str) -> Vec<String> {
        self.database.as_ref().expect("a database of the shared PostgreSQL").texts(sql).await
    }

    /// A session of the test's own in the server's database.
    pub async fn session(&self) -> Session {
        self.database.as_ref().expect("a database of the shared PostgreSQL").session().await
    }

    /// How many password hashes were computed so far.
    pub fn hashes_computed(&self) -> u64 {
        self.application.app().password_hashes()
    }

    /// Removes at once what is otherwise removed now and then.
    pub async fn keeps_house(&self) {
        self.application.app().keep_house().await.expect("a house in order");
    }

    /// How many objects lie in the store of the files.
    pub fn objects(&self) -> usize {
        objects_in(&self.files_directory())
    }

    /// Where they lie.
    pub fn files_directory(&self) -> std::path::PathBuf {
        self.place.path().join("files")
    }

    /// What time it is there.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Moves the server's clock on.
    pub fn passes(&self, secs: u64) {
        self.clock.advance(Duration::from_secs(secs));
    }

    /// Stops it in order, as SIGTERM does. Its database goes on as long as the value returned.
    pub async fn stops(self) -> Option<TestDatabase> {
        self.application.stop().await;
        self.database
    }
}

fn objects_in(path: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(path).expect("a directory").map(|entry| entry.expect("an entry").path());
    entries.map(|path| if path.is_dir() { objects_in(&path) } else { 1 }).sum()
}

/// A clock that stands still at the present.
fn standing() -> Clock {
    Clock::fixed(Timestamp::now())
}
